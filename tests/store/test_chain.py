from dataclasses import dataclass, replace

import pytest

from secondsource.store.chain import START, unfit


@dataclass(frozen=True)
class Item:
    seq: int
    previous: str
    hash: str
    words: str


def seal(item):
    return f"{item.previous[-4:]}{item.words}"


def chain(*words):
    out = []
    for seq, said in enumerate(words, start=1):
        item = Item(seq, out[-1].hash if out else START, "", said)
        out.append(replace(item, hash=seal(item)))
    return out


def walked(items):
    return unfit(items, lambda item: f"Entry {item.seq}", seal)


def test_a_whole_chain_has_no_faults():
    assert walked(chain("a", "b", "c")) == [] and walked([]) == []


@pytest.mark.parametrize(
    ("bent", "named"),
    [
        (lambda c: [c[0], replace(c[1], words="x"), c[2]], ["Entry 2 was changed after it was written."]),
        (lambda c: [c[0], c[2]], ["Entry 3 does not follow the one before it: entries were removed or changed."]),
        (lambda c: c[1:], ["Entry 2 does not follow the one before it: entries were removed or changed."]),
    ],
)
def test_what_does_not_fit_is_named(bent, named):
    assert walked(bent(chain("a", "b", "c"))) == named
