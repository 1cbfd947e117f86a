from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis.strategies import integers, lists, permutations

from secondsource.watch.alerts.changes import News, changed
from secondsource.watch.alerts.matching import paired
from secondsource.watch.alerts.standing import Standing


def standing(claim: str, *mentions: str, least: int = 1, told: int | None = None, reports: str = "") -> Standing:
    return Standing(
        claim=claim,
        root=claim,
        mentions=tuple(sorted(mentions)),
        reports=tuple(reports or sorted({m.partition(".")[0] for m in mentions})),
        at_least=least,
        at_most=max(1, least),
        told=least if told is None else told,
    )


def test_a_claim_is_what_its_mentions_are_whatever_its_id() -> None:
    was, now = standing("c1", "a.e0-1-X", "b.e0-1-X"), standing("c9", "b.e0-1-X", "a.e0-1-X", "0.e0-1-X")
    (pair,) = paired({"c1": was}, [now])
    assert pair.was == was and not pair.piece
    (found,) = changed({"c1": was}, [now], News(fresh={"0"}))
    assert found.now.root == "c1", "it keeps the name by which it was first seen"


def test_of_claims_that_were_joined_the_largest_goes_on() -> None:
    one, two = standing("c1", "a.e0-1-X"), standing("c2", "b.e0-1-X", "c.e0-1-X")
    (pair,) = paired({"c1": one, "c2": two}, [standing("c1", "a.e0-1-X", "b.e0-1-X", "c.e0-1-X")])
    assert (pair.was, pair.others) == (two, (one,))


def test_joining_two_confirmed_claims_is_no_news() -> None:
    one, two = standing("c1", "a.e0-1-X", least=2), standing("c2", "b.e0-1-X")
    now = standing("c1", "a.e0-1-X", "b.e0-1-X", "c.e0-1-X", least=2)
    assert changed({"c1": one, "c2": two}, [now], News(fresh={"c"}))[0].changes == ()


def test_a_claim_taken_apart_goes_on_in_one_piece_and_the_others_are_new() -> None:
    was = standing("c1", "a.e0-1-X", "b.e0-1-X", "c.e0-1-X")
    one, two = paired({"c1": was}, [standing("c1", "a.e0-1-X", "b.e0-1-X"), standing("c3", "c.e0-1-X", least=2)])
    assert one.was == was and two.was is None and two.piece
    assert all(item.changes == () for item in changed({"c1": was}, [one.now, two.now], News(fresh={"c"})))


def test_mentions_read_at_other_characters_are_known_by_report_and_kind() -> None:
    was = standing("c1", "a.e0-1-X")
    (pair,) = paired({"c1": was}, [standing("c7", "a.e5-9-X")])
    assert pair.was == was
    (other,) = paired({"c1": was}, [standing("c7", "a.e5-9-Y")])
    assert other.was is None


CLAIMS = [standing(f"c{n}", *(f"{chr(97 + m)}.e{n}-9-X" for m in range(n + 1))) for n in range(4)]


@given(permutations(CLAIMS), permutations(CLAIMS))
def test_the_order_of_claims_changes_nothing(before: list[Standing], after: list[Standing]) -> None:
    pairs = paired({s.claim: s for s in before}, after)
    assert {p.now.claim: p.was and p.was.claim for p in pairs} == {s.claim: s.claim for s in CLAIMS}


@given(lists(integers(0, 4), min_size=2, max_size=12))
def test_a_bound_is_told_again_only_when_it_goes_beyond_what_was_told(bounds: list[int]) -> None:
    """A claim of which one more report comes in each round: no two alerts in a row say the same bound."""
    now = standing("c1", "r0.e0-1-X", least=bounds[0])
    said = [now.told]
    for number, least in enumerate(bounds[1:], start=1):
        mentions = [f"r{n}.e0-1-X" for n in range(number + 1)]
        (found,) = changed({"c1": now}, [standing("c1", *mentions, least=least)], News(fresh={f"r{number}"}))
        now = found.now
        for change in found.changes:
            if change.kind not in ("possible", "status"):
                said.append(int(change.now.partition("..")[0]))
                assert change.was.partition("..")[0] != change.now.partition("..")[0]
    assert all(a != b for a, b in pairwise(said))
