import random

import numpy as np
import pytest

from secondsource.trace.runs import Runs
from secondsource.trace.shared import candidates

LEAST = 20


def text_of(chance: random.Random) -> str:
    """Sentences of a small stock, so that many texts share runs and some runs are in most of them."""
    stock = [" ".join(f"w{(n * 7 + i) % 90}" for i in range(9)) for n in range(12)]
    return " . ".join(f"{chance.choice(stock)} x{chance.randrange(400)}" for _ in range(chance.randrange(1, 9)))


@pytest.mark.parametrize("seed", range(25))
def test_what_comes_goes_and_changes_gives_the_pairs_of_counting_all_anew(seed):
    chance = random.Random(seed)
    texts = {f"r{n}": text_of(chance) for n in range(60)}
    moment = {r: chance.random() for r in texts}
    before = placed(texts, moment)
    runs = Runs(LEAST)
    runs.fill(list(before), map(texts.__getitem__, before))
    for step in range(6):
        old = runs.chosen(None, before)
        gone = set(chance.sample(sorted(texts), chance.randrange(4)))
        left = {r for r in gone if chance.random() < 0.5}
        for r in left:
            if chance.random() < 0.5:
                texts[r] = text_of(chance)
            else:
                moment[r] = chance.random()
        for r in gone - left:
            del texts[r]
        new = [f"s{step}-{n}" for n in range(chance.randrange(4))]
        texts |= {r: text_of(chance) for r in new}
        moment |= {r: chance.random() for r in new}
        now = placed(texts, moment)
        changed = runs.change(gone, [*sorted(left), *new], texts.__getitem__, before, now)
        ids = list(now)
        wanted = {(ids[j], ids[i]) for i, j in candidates((texts[r] for r in ids), LEAST)}
        assert runs.chosen(None, now) == wanted
        differing = {r for pair in old ^ wanted for r in pair}
        assert differing <= changed | gone
        some = set(chance.sample(ids, 5))
        assert runs.partners(some, now) == {pair for pair in wanted if some & set(pair)}
        assert (np.diff(runs.keys.astype(object)) > 0).all()
        before = now


def placed(texts, moment):
    return {r: n for n, r in enumerate(sorted(texts, key=lambda r: (moment[r], r)))}
