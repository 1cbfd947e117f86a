"""Who stands behind the pseudonyms of an edition: its key, which never goes out with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from secondsource.model import Report

from .sources import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Who stands behind a pseudonym: `name` as the case has it, and the passages that tell of them."""

    pseudonym: str
    name: str
    passages: tuple[Passage, ...] = ()


def key_of(
    sources: Mapping[str, str],
    persons: Mapping[str, str],
    passages: Mapping[str, tuple[Passage, ...]],
    reports: Mapping[str, Report],
) -> Iterator[Behind]:
    """Everybody with a letter, in the order of the letters, sources first.

    Args:
        sources: letters by the names of unnamed sources in chains.
        persons: letters by the names of private persons, as `same` gives them.
        passages: what tells of sources, by report.
        reports: the reports by id.
    """
    everything = [p for found in passages.values() for p in found]
    for name, letter in sorted(sources.items(), key=lambda pair: (len(pair[1]), pair[1])):
        own = tuple(dict.fromkeys(p for p in everything if p.source == name))
        yield Behind(pseudonym=f"unnamed source {letter}", name=name, passages=own)
    for name, letter in sorted(persons.items(), key=lambda pair: (len(pair[1]), pair[1])):
        told = tuple(
            Passage(report=report.id, source="", kind="name", span=item.span)
            for report in reports.values()
            for item in report.personal
            if same(item.span.of(report.text)) == name
        )
        yield Behind(pseudonym=f"person {letter}", name=name, passages=told)


def same(words: str) -> str:
    """A name as it is told apart from others: case and white space make no difference."""
    return " ".join(words.split()).casefold()
