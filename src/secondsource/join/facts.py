"""What the comparison needs of a mention, taken out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ..model import Factuality, Mention, Reading, Span, Statement
from ..subjects import Subject
from ..subjects.loader import read_yaml
from ..subjects.names import SourceNames, folded

_WORD = re.compile(r"[^\W\d_]{3,}|[\u3400-\u9fff]{2}")
_STEM = re.compile(r"(?:'s|ing|ed|es|s|ly)$")
AGAIN_BEFORE = 24
"""Characters before a trigger in which “second”, “another” or “again” speak of it."""
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
class Rules:
    """What the pack says on joining (`join.yaml`): families of types, states, remarks, opposite words."""

    families: Mapping[str, frozenset[str]]
    states: frozenset[str]
    measured: frozenset[str]
    remarks: Mapping[str, str]
    opposites: Mapping[str, Mapping[str, tuple[str, ...]]]
    repeats: re.Pattern[str]

    def again(self, text: str, trigger: Span) -> bool:
        """Whether the words at a trigger, or just before it, tell of one more event of a kind."""
        return bool(self.repeats.search(text[max(0, trigger.start - AGAIN_BEFORE) : trigger.end]))

    def akin(self, a: str, b: str) -> bool:
        """Whether reports use the two types for one another."""
        return a == b or bool(self.families.get(a, frozenset()) & self.families.get(b, frozenset()))

    def of(self, event_type: str) -> frozenset[str]:
        """The families of a type; itself if it has none."""
        return self.families.get(event_type, frozenset({event_type}))


@lru_cache(maxsize=8)
def rules(pack: Subject) -> Rules:
    """The rules of a pack; a pack without `join.yaml` has none, and only equal types are joined."""
    path = pack.folder / "join.yaml"
    data: dict[str, Any] = read_yaml(path) if path.is_file() else {}
    families: dict[str, set[str]] = {}
    for name, types in (data.get("families") or {}).items():
        for event_type in types:
            families.setdefault(event_type, {event_type}).add(name)
    opposites = {
        event_type: {
            side: tuple(word for words in by_language.values() for word in words) for side, by_language in sides.items()
        }
        for event_type, sides in (data.get("opposites") or {}).items()
    }
    return Rules(
        families={k: frozenset(v) for k, v in families.items()},
        states=frozenset(data.get("states") or ()),
        measured=frozenset(data.get("measured") or ()),
        remarks=data.get("remarks") or {},
        opposites=opposites,
        repeats=_any_of(word for words in (data.get("repeats") or {}).values() for word in words),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Whole words in alphabets that part them, any place in others; nothing for no words."""
    parts = [re.escape(w) if w[0] > "\u2fff" else rf"\b{re.escape(w)}\b" for w in words]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


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


NEAR_DAYS = 75
"""Two closed dates further apart than this are never of one event, whatever else agrees."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a group of mentions says of time and kind: the latest first day and the earliest last day of its closed dates."""

    low: int | None
    high: int | None
    slack: int
    side: str

    def plus(self, other: Held) -> Held | None:
        """Both together; None if their dates or kinds cannot be of one event."""
        if self.side and other.side and self.side != other.side:
            return None
        low = max((x for x in (self.low, other.low) if x is not None), default=None)
        high = min((x for x in (self.high, other.high) if x is not None), default=None)
        slack = max(self.slack, other.slack)
        if low is not None and high is not None and low - high > slack:
            return None
        return Held(low, high, slack, self.side or other.side)


def held(f: Facts, known: Rules) -> Held:
    """The summary of one mention."""
    closed = f.low is not None and f.high is not None and f.dated
    slack = 4000 if f.type in known.measured else 500 if f.type in known.states else NEAR_DAYS
    return Held(f.low if closed else None, f.high if closed else None, slack, f.side)


def words_of(text: str) -> frozenset[str]:
    """Content words, cut to a rough stem."""
    return frozenset(_STEM.sub("", w) for w in _WORD.findall(text.casefold()) if w not in _SMALL)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _side(event_type: str, words: str, known: Rules) -> str:
    text = words.casefold()
    sides = known.opposites.get(event_type, {})
    found = {
        side: max(
            (len(w) for w in cues if (w in text if ord(w[0]) > 0x2FF else re.search(rf"\b{re.escape(w)}\b", text))),
            default=0,
        )
        for side, cues in sides.items()
    }
    best = max(found.values(), default=0)
    return next((side for side, size in found.items() if size == best), "") if best else ""


def facts(readings: Sequence[Reading], pack: Subject) -> list[Facts]:
    """The facts of every mention, in order of publication and text whatever the order of the readings."""
    known, names = rules(pack), SourceNames(pack)
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
                    placed=place is not None and place.span is not None,
                    vague_place=not name
                    or (place is not None and place.country is not None and _is_country(name, place.country, pack)),
                    amounts=tuple(
                        (f"{q.what}/{q.per}" if q.per else q.what, q.range.low, q.range.high)
                        for q in mention.quantities
                    ),
                    entities=frozenset(a.entity for a in mention.actors if a.entity),
                    words=words_of(content),
                    side=_side(mention.type, mention.trigger.of(report.text), known),
                    cites=frozenset(
                        names.key(link.name, link.entity) for link in (statement.chain.links if statement else ())
                    ),
                    again=known.again(report.text, mention.trigger),
                    factuality=mention.factuality,
                    at=mention.trigger.start,
                    mention=mention,
                    statement=statement,
                )
            )
    return sorted(out, key=lambda f: (*f.order, f.id))


@lru_cache(maxsize=4096)
def _is_country(name: str, code: str, pack: Subject) -> bool:
    host = pack.hosts.get(code)
    return name == code.casefold() or (host is not None and folded(host.name) == name)
