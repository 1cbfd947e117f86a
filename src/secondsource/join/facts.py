"""What the comparison needs of a mention, taken out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from sys import intern

import msgspec

from ..model import Factuality, Mention, Reading, Report, Statement
from ..subjects import Subject
from ..subjects.names import Heard, SourceNames, folded
from .rules import rules
from .scripts import Bones, bones

_WORD = re.compile(r"[^\W\d_]{3,}|[\u3400-\u9fff]{2}")
_NAMES = 65536
"""Names of sources, and of places, of which is kept what was found: reports name the same ones again and again."""
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


class Facts(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A mention made ready for comparison, without its words: small enough for a million of them. Days are proleptic ordinals.

    `dated` and `placed`: whether words of the text give date and place, rather than what stands around. `cites`: the sources of its statement;
    `links`: the names they were found by. `again`: whether it is told as one more of its kind (“the second flight since May”).
    """

    id: str
    stamp: str
    report: str
    at: int
    end: int
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
    precision: str
    lat: float | None
    lon: float | None
    amounts: tuple[tuple[str, float | None, float | None], ...]
    entities: frozenset[str]
    words: frozenset[str]
    side: str
    cites: frozenset[str]
    links: tuple[str, ...]
    again: bool
    factuality: Factuality
    statement: str | None

    @property
    def order(self) -> tuple[str, str, int, int]:
        """Sorts by publication, report and text."""
        return self.stamp, self.report, self.at, self.end

    @property
    def span_days(self) -> int | None:
        """How many days the date may mean."""
        return None if self.low is None or self.high is None else self.high - self.low + 1


class Told(Facts, frozen=True, kw_only=True, array_like=True, gc=False):
    """Facts with the mention they are of, and the statement it is told in."""

    mention: Mention
    said: Statement | None

    def light(self) -> Facts:
        """The facts alone."""
        return Facts(**{name: getattr(self, name) for name in Facts.__struct_fields__})


def words_of(text: str) -> frozenset[str]:
    """Content words, cut to a rough stem."""
    return frozenset(intern(_STEM.sub("", w)) for w in _WORD.findall(text.casefold()) if w not in _SMALL)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


class Maker:
    """Makes the facts of readings.

    Args:
        pack: the subject pack.
        outlets: the names of all outlets of the case: a source that sounds like one of them is taken to be it.
    """

    def __init__(self, pack: Subject, outlets: Iterable[str]) -> None:
        self._pack = pack
        self._rules, self._names, self._sites = rules(pack), SourceNames(pack), site_words(pack)
        self._heard = Heard((self._names.key(name), name) for name in outlets)
        self._sounds = lru_cache(maxsize=_NAMES)(self._sounding)
        self._bones_of = lru_cache(maxsize=_NAMES)(lambda place: bones(place, self._sites))

    def heard(self, name: str) -> str:
        """The key of the outlet of the case that a source's name sounds like; empty if there is none."""
        return self._sounds(name)

    def _sounding(self, name: str) -> str:
        return self._heard.alike(name) or self._heard.perhaps(name) or ""

    def of(self, reading: Reading) -> list[Told]:
        """The facts of every mention of a reading, in order of the text."""
        statements = {s.id: s for s in reading.statements}
        report = reading.report
        outlet = self._names.key(report.outlet.value) if report.outlet else ""
        words: dict[str, frozenset[str]] = {}
        found: dict[str, Told] = {}
        for mention in reading.mentions:
            said = statements.get(mention.statement or "")
            if said is None:
                content = words_of(mention.trigger.of(report.text))
            elif said.id in words:
                content = words[said.id]
            else:
                content = words[said.id] = words_of(" ".join(span.of(report.text) for span in said.content))
            found[mention.id] = self._one(report, outlet, mention, said, content)
        return sorted(found.values(), key=lambda f: (f.order, f.id))

    def _one(
        self, report: Report, outlet: str, mention: Mention, said: Statement | None, words: frozenset[str]
    ) -> Told:
        when, place = mention.when, mention.place
        links = said.chain.each if said else ()
        low = _ordinal(when.date.earliest) if when and when.date.has_year else None
        high = _ordinal(when.date.latest) if when and when.date.has_year else None
        name = folded(place.name) if place else ""
        return Told(
            id=mention.id,
            stamp=report.published.value if report.published else "9999",
            report=report.id,
            at=mention.trigger.start,
            end=mention.trigger.end,
            outlet=outlet,
            published=_ordinal(report.date.earliest if report.date else None),
            language=report.lang,
            type=mention.type,
            families=self._rules.of(mention.type),
            low=low,
            high=high,
            exact=low is not None and low == high,
            dated=when is not None and when.span is not None,
            country=place.country if place else None,
            place=name,
            place_bones=self._bones_of(name) if name else None,
            placed=place is not None and place.span is not None,
            vague_place=not name
            or (place is not None and place.country is not None and _is_country(name, place.country, self._pack)),
            precision=place.precision if place else "",
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            amounts=tuple(
                (f"{q.what}/{q.per}" if q.per else q.what, q.range.low, q.range.high) for q in mention.quantities
            ),
            entities=frozenset(a.entity for a in mention.actors if a.entity),
            words=words,
            side=self._rules.side(mention.type, mention.trigger.of(report.text)),
            cites=frozenset(
                key for link in links for key in (self._names.key(link.name, link.entity), self.heard(link.name)) if key
            ),
            links=tuple(link.name for link in links),
            again=self._rules.again(report.text, mention.trigger),
            factuality=mention.factuality,
            statement=said.id if said else None,
            mention=mention,
            said=said,
        )


def facts(readings: Sequence[Reading], pack: Subject) -> list[Told]:
    """The facts of every mention, in order of publication and text whatever the order of the readings."""
    maker = Maker(pack, outlets_of(readings))
    return sorted((told for reading in readings for told in maker.of(reading)), key=lambda f: (f.order, f.id))


def outlets_of(readings: Iterable[Reading]) -> Iterator[str]:
    """The names of the outlets of the reports, each as often as it stands there."""
    return (r.report.outlet.value for r in readings if r.report.outlet)


def site_words(pack: Subject) -> Mapping[str, str]:
    """The pack's Korean words for kinds of places with their English ones."""
    sites: Mapping[str, str] = pack.cues("ko").get("places", {}).get("sites", {})
    return sites


@lru_cache(maxsize=4096)
def _is_country(name: str, code: str, pack: Subject) -> bool:
    host = pack.hosts.get(code)
    return name == code.casefold() or (host is not None and folded(host.name) == name)
