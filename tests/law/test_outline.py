"""Conditions as points for a reader."""

from __future__ import annotations

from secondsource.law.outline import outline
from secondsource.law.rule import rules


def _facts(point):
    return [point.fact] if point.fact else [fact for part in point.parts for fact in _facts(part)]


def test_every_test_of_every_provision_is_a_point(pack):
    for rule in rules(pack).values():
        for condition in (rule.scope, *(version.elements for version in rule.versions)):
            point = outline(condition)
            assert (_facts(point) if point else []) == [leaf.fact.name for leaf in condition.leaves()]


def test_what_is_assumed_says_why(pack):
    point = outline(rules(pack)["UN-2397-8"].versions[0].elements)
    overseer = point.parts[1]
    assert (overseer.assumed, overseer.reason) == ("false", "needs a positive indication")
