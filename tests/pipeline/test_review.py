"""What waits for review: what would change support or law first; what was decided waits no longer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from secondsource import pipeline
from secondsource.model import Decision, DecisionKind
from secondsource.store import Case

from .conftest import NOW, STAMP


@pytest.fixture
def case(corpus: Path, tmp_path: Path):
    with Case.create(tmp_path / "case", now=STAMP) as made:
        pipeline.run(made, [corpus], now=NOW)
        yield made


def decision(kind, target, **values):
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Decision(kind=kind, object=target, who="M. Weiss", at=at, why="test", values=values)


def test_the_queue_says_why_and_what_was_decided_leaves_it(case):
    waiting = pipeline.queue(case.view())
    assert waiting
    assert [w.weight for w in waiting] == sorted((w.weight for w in waiting), reverse=True)
    assert all(w.because and w.claims for w in waiting)
    first = waiting[0].statement
    assert pipeline.decide(case, decision(DecisionKind.ACCEPT, first)) == ()
    assert first not in {w.statement for w in pipeline.queue(case.view())}


def test_the_only_way_to_an_origin_comes_before_little_confidence(case):
    waiting = pipeline.queue(case.view())
    only = [n for n, w in enumerate(waiting) if any("only way" in reason for reason in w.because)]
    weak = [n for n, w in enumerate(waiting) if all("little confidence" in reason for reason in w.because)]
    assert only
    assert not weak or max(only) < min(weak)


def test_a_rejected_statement_changes_support_and_an_undo_brings_it_back(case):
    before = case.view()
    target = pipeline.queue(before)[0]
    assert "join" in pipeline.decide(case, decision(DecisionKind.REJECT, target.statement))
    after = case.view()
    assert after.supports != before.supports
    assert pipeline.decide(case, decision(DecisionKind.UNDO, after.ledger[-1].hash))
    assert case.view().supports == before.supports
