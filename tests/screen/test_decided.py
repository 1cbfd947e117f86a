"""Decisions on names: kept by name and by the list's own id."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Decision, DecisionKind, on_a_name
from secondsource.screen import Kind, decided, decision_on, unmet


def made(name: str, entry: str, same: bool) -> Decision:
    return decision_on(name, Kind.BODY, entry, same=same, who="T", at="2016-06-08T00:00:00Z", why="test")


def test_the_later_of_two_decisions_stands():
    found = decided(
        [made("Lantern  Bank", "un:1", True), made("LANTERN Bank", "un:1", False), made("Lantern Bank", "un:2", True)]
    )
    assert [(key, item.same) for key, item in found.items()] == [
        ((Kind.BODY, "lantern bank", "un:1"), False),
        ((Kind.BODY, "lantern bank", "un:2"), True),
    ]


def test_other_decisions_are_passed_over():
    other = Decision(
        kind=DecisionKind.MERGE, object="c1", who="T", at="2016-06-08T00:00:00Z", why="", values={"with": "c2"}
    )
    assert decided([other]) == {}
    assert not on_a_name(other)


def test_what_is_gone_is_listed_and_not_dropped():
    found = decided([made("Lantern Bank", "un:1", True), made("Harbour Bank", "un:2", True)])
    listed = unmet(found.values(), [(Kind.BODY, "lantern bank")], lambda ref: ref == "un:2")
    assert [gone for _, gone in listed] == ["no list that is held has un:1", "the name is no longer in the case"]


@given(st.text(max_size=30), st.sampled_from(Kind), st.text("abc:.1", min_size=1, max_size=12), st.booleans())
def test_a_decision_reads_back_as_it_was_made(name, kind, entry, same):
    decision = decision_on(name, kind, entry, same=same, who="T", at="2016-06-08T00:00:00Z", why="w")
    assert on_a_name(decision)
    ((key, item),) = decided([decision]).items()
    assert (key[0], key[2], item.same) == (kind, entry, same)
