"""What the comparison needs of a mention, taken out once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..model import Factuality, Mention, Reading, Statement
from ..subjects import Subject
from ..subjects.names import Heard, SourceNames, folded
from .rules import rules
from .scripts import Bones, bones

_WORD = re.compile(r"[^\W\d_]{3,}|[\u3400-\u9fff]{2}")
_STEM = re.compile(r"(?:'s|ing|ed|es|s|ly)$")
_SMALL = frozenset(
    [
        "the",
        "and",
        "that",
        "for",
        "was",
        "were",
        "had",
        "has",
        "have",
        "been",
        "with",
        "from",
        "this",
        "they",
        "their",
        "them",
        "his",
        "her",
        "its",
        "who",
        "which",
        "what",
        "when",
        "where",
        "not",
        "but",
        "are",
        "said",
        "says",
        "say",
        "told",
        "according",
        "more",
        "than",
        "about",
        "after",
        "before",
        "into",
        "over",
        "under",
        "would",
        "could",
        "should",
        "will",
        "may",
        "also",
        "one",
        "two",
        "other",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A mention made ready for comparison. Days are proleptic ordinals; `order` sorts by publication, report and text.

    `dated` and `placed`: whether words of the text give date and place, rather than what stands around. `cites`: the sources of its statement.
    `again`: whether it is told as one more of its kind (“the second flight since May”).
    """

    id: str
    order: tuple[str, str, int, int]
    report: str
    outlet: str
    published: int | None
    language: str
    type: str
    families: frozenset[str]
    low: int | None
    high: int | None
    exact: bool
    dated: bool
    country: str | None
    place: str
    place_bones: Bones | None
    placed: bool
    vague_place: bool
    amounts: tuple[tuple[str, float | None, float | None], ...]
    entities: frozenset[str]
    words: frozenset[str]
    side: str
    cites: frozenset[str]
    again: bool
    factuality: Factuality
    at: int
    mention: Mention
    statement: Statement | None

    @property
    def span_days(self) -> int | None:
        """How many days the date may mean."""
        return None if self.low is None or self.high is None else self.high - self.low + 1


def words_of(text: str) -> frozenset[str]:
    """Content words, cut to a rough stem."""
    return frozenset(_STEM.sub("", w) for w in _WORD.findall(text.casefold()) if w not in _SMALL)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def facts(readings: Sequence[Reading], pack: Subject) -> list[Facts]:
    """The facts of every mention, in order of publication and text whatever the order of the readings."""
    known, names = rules(pack), SourceNames(pack)
    heard = Heard((names.key(r.report.outlet.value), r.report.outlet.value) for r in readings if r.report.outlet)
    sites = site_words(pack)
    out: list[Facts] = []
    for reading in readings:
        report = reading.report
        statements = {s.id: s for s in reading.statements}
        published = report.date.earliest if report.date else None
        stamp = report.published.value if report.published else "9999"
        outlet = names.key(report.outlet.value) if report.outlet else ""
        for mention in reading.mentions:
            statement = statements.get(mention.statement or "")
            content = (
                " ".join(span.of(report.text) for span in statement.content)
                if statement
                else mention.trigger.of(report.text)
            )
            when, place = mention.when, mention.place
            low = _ordinal(when.date.earliest) if when and when.date.has_year else None
            high = _ordinal(when.date.latest) if when and when.date.has_year else None
            name = folded(place.name) if place else ""
            out.append(
                Facts(
                    id=mention.id,
                    order=(stamp, report.id, mention.trigger.start, mention.trigger.end),
                    report=report.id,
                    outlet=outlet,
                    published=_ordinal(published),
                    language=report.lang,
                    type=mention.type,
                    families=known.of(mention.type),
                    low=low,
                    high=high,
                    exact=low is not None and low == high,
                    dated=when is not None and when.span is not None,
                    country=place.country if place else None,
                    place=name,
                    place_bones=bones(name, sites) if name else None,
                    placed=place is not None and place.span is not None,
                    vague_place=not name
                    or (place is not None and place.country is not None and _is_country(name, place.country, pack)),
                    amounts=tuple(
                        (f"{q.what}/{q.per}" if q.per else q.what, q.range.low, q.range.high)
                        for q in mention.quantities
                    ),
                    entities=frozenset(a.entity for a in mention.actors if a.entity),
                    words=words_of(content),
                    side=known.side(mention.type, mention.trigger.of(report.text)),
                    cites=frozenset(
                        key
                        for link in (statement.chain.links if statement else ())
                        for key in (
                            names.key(link.name, link.entity),
                            heard.alike(link.name) or heard.perhaps(link.name),
                        )
                        if key
                    ),
                    again=known.again(report.text, mention.trigger),
                    factuality=mention.factuality,
                    at=mention.trigger.start,
                    mention=mention,
                    statement=statement,
                )
            )
    return sorted(out, key=lambda f: (*f.order, f.id))


def site_words(pack: Subject) -> Mapping[str, str]:
    """The pack's Korean words for kinds of places with their English ones."""
    sites: Mapping[str, str] = pack.cues("ko").get("places", {}).get("sites", {})
    return sites


@lru_cache(maxsize=4096)
def _is_country(name: str, code: str, pack: Subject) -> bool:
    host = pack.hosts.get(code)
    return name == code.casefold() or (host is not None and folded(host.name) == name)
