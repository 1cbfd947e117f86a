"""Which facts matter for an event type: those that some provision naming the type asks for, or that such a fact follows from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from ..subjects import Subject
from .rule import rules_by_type
from .vocabulary import ListingRule, vocabulary


@lru_cache(maxsize=8)
def asked_facts(pack: Subject) -> Mapping[str, frozenset[str]]:
    """Event type to the names of the facts worth looking for in a claim of that type."""
    sources: dict[str, frozenset[str]] = {}
    for rule in vocabulary(pack).rules:
        if isinstance(rule, ListingRule):
            sources[rule.fact] = frozenset({rule.entity})
        else:
            sources[rule.fact] = frozenset(leaf.fact.name for condition, _ in rule.cases for leaf in condition.leaves())
    out: dict[str, frozenset[str]] = {}
    for kind, ready in rules_by_type(pack).items():
        names = {leaf.fact.name for rule in ready for leaf in rule.leaves()}
        out[kind] = frozenset(names | {source for name in names for source in sources.get(name, ())})
    return MappingProxyType(out)
