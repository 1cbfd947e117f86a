"""Copies: the right giver among many, and work that grows with the number of texts alone."""

from secondsource.join import join
from secondsource.model import Region, RegionKind, RelayKind, Report, Span
from secondsource.trace import trace
from secondsource.trace.copies import PATIENCE, common
from secondsource.trace.shared import ALIGNED, candidates
from secondsource.trace.words import Words, words_of
from tests.newsroom import Says

WORDS = [f"{a}{b}" for a in ("strike", "harbour", "cannery", "pay", "guard", "ship") for b in "abcdefgh"]


def words(text):
    folded = tuple(text.split())
    return Words(folded, tuple(end for k in range(len(folded)) for end in (k, k + 1)))


def test_many_copies_of_one_text_are_aligned_with_few():
    pairs = candidates([" ".join(WORDS[:30])] * 200, 20)
    assert len(pairs) <= 200 * (ALIGNED + 1)
    assert {j for _, j in pairs} == set(range(1, 200))


def test_a_text_that_repeats_itself_is_looked_at_with_patience_that_ends():
    a, b = words("la " * 3000), words("la " * 2999 + "end")
    assert common(a, b).words >= 2000
    assert PATIENCE > 1


def test_each_copy_goes_back_to_the_version_that_it_shares_most_with(newsroom, pack):
    versions = [" ".join(WORDS)]
    for k in range(12):
        versions.append(versions[-1].replace(WORDS[4 * k], f"changed{k}"))
    for k, text in enumerate(versions):
        newsroom.publish(f"v{k:02d}", f"Paper {k}", f"2019-06-{k + 1:02d}", Says(text=text, type=None))
    relays = trace(newsroom.readings, join(newsroom.readings, pack), pack).relays
    assert [(r.taker, r.giver) for r in relays] == [(f"v{k + 1:02d}", f"v{k:02d}") for k in range(12)]
    assert {r.how for r in relays} == {RelayKind.COPIES}


def test_the_notes_of_one_preparer_make_no_copies():
    note = "Digest note. This was put together from what is public, by the same hand as all the others, and proves nothing."
    reports = [
        read(f"{first} met on the {first} quay and talked of {first} wages.\n\n{note}", name)
        for name, first in (("a", "fishers"), ("b", "welders"))
    ]
    assert [words_of(r).folded for r in reports] == [
        tuple(f"{w} met on the {w} quay and talked of {w} wages".split()) for w in ("fishers", "welders")
    ]


def read(text, name):
    at = text.index("Digest note.")
    return Report(
        id=name,
        capture="0" * 64,
        part=0,
        name=name,
        text=text,
        regions=(Region(span=Span(at, len(text)), kind=RegionKind.NOTE),),
    )
