"""What pairs score is kept, moves with the mentions and is what comparing them again would give."""

from __future__ import annotations

import random

import numpy as np

from secondsource.join import compared, kept
from secondsource.join.compare import compare
from secondsource.join.compared import Compared
from secondsource.join.rules import rules
from secondsource.trace.ecology import Settings, made, rendered
from tests.join.test_again import InMemory


def pairs(*found: tuple[int, int]) -> np.ndarray:
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def test_a_pair_is_compared_once(monkeypatch):
    asked = []
    monkeypatch.setattr(compared, "compare", lambda a, b, known: asked.append((a, b)) or float(10 * a + b))
    scores, facts = Compared(5), {at: at for at in range(5)}
    assert scores.of(pairs((0, 2), (1, 4)), facts, None).tolist() == [2, 14]
    assert scores.of(pairs((0, 1), (0, 2), (3, 4)), facts, None).tolist() == [1, 2, 34]
    assert asked == [(0, 2), (1, 4), (0, 1), (3, 4)]


def test_scores_move_with_their_mentions(monkeypatch):
    monkeypatch.setattr(compared, "compare", lambda a, b, known: float(10 * a + b))
    scores = Compared(4)
    scores.of(pairs((0, 1), (0, 3), (2, 3)), {at: at for at in range(4)}, None)
    now = scores.moved(np.array([1, -1, 2, 5]), 7)
    monkeypatch.setattr(compared, "compare", lambda a, b, known: -1.0)
    assert now.of(pairs((1, 2), (1, 5), (2, 5)), {at: at for at in range(7)}, None).tolist() == [-1, 3, 23]
    now.forget(pairs((1, 5)))
    assert now.of(pairs((1, 5), (2, 5)), {at: at for at in range(7)}, None).tolist() == [-1, 23]


def test_what_is_kept_is_what_comparing_gives_and_old_pairs_are_left_alone(pack, monkeypatch):
    readings, _ = rendered(made(Settings(reports=700, seed=5)))
    random.Random(5).shuffle(readings)
    case, known, count = InMemory(pack), rules(pack), []
    monkeypatch.setattr(compared, "compare", lambda a, b, known: count.append(1) or compare(a, b, known))
    case.step(readings[5:])
    all_of_them = len(count)
    case.step(readings[:5], gone=[readings[9].report.id])
    assert 0 < len(count) - all_of_them < all_of_them / 20
    columns, _, scores = kept.load(case.kept)
    facts = kept.Held(case.kept).at(columns, np.arange(columns.size))
    again = [compare(facts[code // columns.size], facts[code % columns.size], known) for code in scores.codes.tolist()]
    assert again == scores.scores.tolist()
    assert np.all(np.diff(scores.codes) > 0)
