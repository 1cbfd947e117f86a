"""Patterns that keep busy are told from those that do not."""

from __future__ import annotations

import re

from hardening.patterns import bad, growth, patterns
from secondsource.read.attribution import layout
from secondsource.read.time import campaigns

ONE = frozenset({"match"})


def test_a_pattern_that_can_be_told_apart_in_many_ways_is_bad() -> None:
    assert "' '" in bad("x", re.compile(r"\s*\s*!"), ONE)
    assert growth(re.compile(r"(?:a|aa)*!"), ONE, "a", "", sizes=(24, 32)) > 3


def test_one_that_is_only_matched_is_not_searched_for() -> None:
    pattern = re.compile(r"\s*x")
    assert growth(pattern, frozenset({"search"}), " ", "") > 3 > growth(pattern, ONE, " ", "")


def test_the_patterns_of_a_room_are_found_with_their_use() -> None:
    found = {name: ways for name, _, ways in patterns(["collect"])}
    assert found["collect.media._HTML"] == {"match"}


def test_what_was_bad_is_so_no_more() -> None:
    assert growth(layout._BRACKET, ONE, " ", "(") < 3
    assert growth(campaigns._YEAR_AFTER, ONE, " ", "") < 3
