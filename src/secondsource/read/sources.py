"""The pack's registry of outlets, bodies, records and sensors, matched in text: longest name first, whole words only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from ..model import LinkKind, Report, Span
from ..subjects import Subject
from ..subjects.schema import Source

_KINDS = {
    "outlet": LinkKind.OUTLET,
    "body": LinkKind.BODY,
    "record": LinkKind.RECORD,
    "sensor": LinkKind.SENSOR,
    "person": LinkKind.PERSON,
}
_WORD = re.compile(r"[A-Za-z0-9]")


def folded(name: str) -> str:
    """A name as it is compared: case, punctuation and a leading article do not count.

    >>> folded("The Dong-A Ilbo") == folded("dong a ilbo")
    True
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    text = re.sub(r"[\W_]+", " ", text).strip()
    return text.removeprefix("the ")


class Registry:
    """The sources of a pack, to be found in text and by name.

    Args:
        sources: the pack's sources in the order of their ids.
    """

    def __init__(self, sources: dict[str, Source]) -> None:
        self._by_name: dict[str, Source] = {}
        self._by_alias: dict[str, Source] = {}
        self._by_domain: dict[str, Source] = {}
        self.bodies = tuple(sources[key] for key in sorted(sources) if sources[key].kind == "body")
        for key in sorted(sources):
            source = sources[key]
            for name in (source.name, *source.aliases):
                self._by_name.setdefault(folded(name), source)
                self._by_alias.setdefault(name, source)
            for domain in source.domains:
                self._by_domain.setdefault(domain, source)
        self._pattern = _any_of(self._by_alias)

    def named(self, name: str) -> Source | None:
        """The source of that name or alias."""
        return self._by_name.get(folded(name))

    def within(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, Source]]:
        """The sources named in a stretch of text, in order, the longest name at each place."""
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            yield Span(*match.span()), self._by_alias[match.group()]

    def ends(self, words: str) -> bool:
        """Whether words end in the name of a source."""
        return any(where.end == len(words) for where, _ in self.within(words))

    def outlet_of(self, report: Report) -> str:
        """The canonical name of the report's own outlet, from its name or its address; empty if unknown."""
        if report.outlet is not None:
            known = self.named(report.outlet.value)
            return known.name if known else report.outlet.value
        if report.url is not None:
            host = (urlsplit(report.url.value).hostname or "").removeprefix("www.")
            while host:
                if host in self._by_domain:
                    return self._by_domain[host].name
                host = host.partition(".")[2]
        return ""


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Matches the longest of the names at a place. Names are grouped by their first letters, so that few are tried at each place."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        groups.setdefault(name[:2] if len(name) > 1 else name, []).append(name)
    latin: list[str] = []
    other: list[str] = []
    for start, group in sorted(groups.items(), key=lambda item: (-len(item[0]), item[0])):
        rest = "|".join(
            re.escape(name[len(start) :]) + (r"(?![A-Za-z0-9])" if _WORD.match(name[-1]) else "") for name in group
        )
        (latin if _WORD.match(start) else other).append(f"{re.escape(start)}(?:{rest})")
    firsts = "".join(sorted({re.escape(start[0]) for start in groups if _WORD.match(start)}))
    ways = [f"(?=[{firsts}])(?<![A-Za-z0-9])(?:{'|'.join(latin)})"] if latin else []
    return re.compile("|".join([*ways, *other]) or "(?!)")


def kind_of(source: Source) -> LinkKind:
    """What a source of the registry is in a chain."""
    return _KINDS.get(source.kind, LinkKind.BODY)


@lru_cache(maxsize=8)
def registry(pack: Subject) -> Registry:
    """The registry of a pack, built once."""
    return Registry(dict(pack.sources))
