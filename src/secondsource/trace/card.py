"""A card: what tracing must know of every report of a case, without its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from ..model import Basis, LinkKind, PartialDate, Reading, Report
from ..subjects import Subject
from .notices import NoticeKind, notice_of
from .signatures import signatures
from .versions import address_of

OPENING = 160
"""Characters at the head of a report in which a note of correction stands."""
Named = tuple[str, str | None, LinkKind]
"""A link's name, entity and kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What tracing must know of a report, without its text.

    Args:
        published: as it is given, or empty.
        address: where it stands, see `address_of`; empty if nowhere.
        translation: id or name of the report that it is given as a translation of, or None.
        corrects: whether it says in its title or opening that it mends an earlier one, or carries a notice that it was mended.
        signed: the names that it may be signed with, folded.
        wrote: its writers' names, without titles.
        links: every name in its chains.
        speakers: name and entity of the persons whose words it gives first-hand.
        sensed: its mentions that rest on a device: id, type, country.
        mentions: ids, in the order of the text.
        came: when its capture was first obtained (ISO 8601), or empty.
    """

    id: str
    name: str
    capture: str
    outlet: str | None
    title: str | None
    address: str
    published: str
    lang: str
    translation: str | None
    notice: NoticeKind | None
    corrects: bool
    signed: tuple[str, ...]
    wrote: tuple[str, ...]
    links: tuple[Named, ...]
    speakers: tuple[tuple[str, str | None], ...]
    sensed: tuple[tuple[str, str, str | None], ...]
    mentions: tuple[str, ...]
    came: str = ""

    @property
    def when(self) -> PartialDate | None:
        """When it was published, as a report has it."""
        return _date(self.published) if self.published else None

    @property
    def day(self) -> date | None:
        """The first day on which it can have been published."""
        return _day(self.published)

    @property
    def instant(self) -> datetime | None:
        """The moment of publication, where one is given with its time zone."""
        return _instant(self.published) if "T" in self.published else None

    @property
    def stamp(self) -> str:
        """Sorts cards by publication."""
        return self.published or "9999"


def card_of(reading: Reading, pack: Subject, came: str = "") -> Card:
    """The card of a report."""
    report = reading.report
    notice = notice_of(report, pack)
    signed, wrote = signatures(report, pack)
    said = {s.id: s for s in reading.statements}
    mentions = sorted(reading.mentions, key=lambda m: (m.trigger, m.id))
    first = [(link, s) for s in reading.statements if s.chain.links for link in s.chain.links[0].each]
    return Card(
        id=report.id,
        name=report.name,
        capture=report.capture,
        outlet=report.outlet.value if report.outlet else None,
        title=report.title.value if report.title else None,
        address=address_of(report.url.value) if report.url else "",
        published=report.published.value if report.published else "",
        lang=report.lang,
        translation=report.translation.of if report.translation else None,
        notice=notice.kind if notice else None,
        corrects=notice is not None or _mends(report, pack),
        signed=signed,
        wrote=wrote,
        links=tuple(dict.fromkeys((k.name, k.entity, k.kind) for s in reading.statements for k in s.chain.each)),
        speakers=tuple(
            dict.fromkeys(
                (link.name, link.entity)
                for link, s in first
                if link.kind is LinkKind.PERSON and s.basis is not Basis.READ
            )
        ),
        sensed=tuple(
            (m.id, m.type, m.place.country if m.place else None)
            for m in mentions
            if (s := said.get(m.statement or "")) is not None and s.basis is Basis.SENSOR
        ),
        mentions=tuple(m.id for m in mentions),
        came=came,
    )


def _mends(report: Report, pack: Subject) -> bool:
    opening = ((report.title.value if report.title else "") + " " + report.text[:OPENING]).casefold()
    return _corrections(pack).search(opening) is not None


@lru_cache(maxsize=8)
def _corrections(pack: Subject) -> re.Pattern[str]:
    words = [word for words in (pack.joining.get("corrections") or {}).values() for word in words]
    return re.compile("|".join(rf"\b{re.escape(word)}" for word in words) or "(?!)")


@lru_cache(maxsize=65536)
def _date(published: str) -> PartialDate:
    return PartialDate(published[:10] if "T" in published else published)


@lru_cache(maxsize=65536)
def _day(published: str) -> date | None:
    return _date(published).earliest if published else None


def _instant(text: str) -> datetime | None:
    try:
        out = datetime.fromisoformat(text)
    except ValueError:
        return None
    return out if out.tzinfo else None


@dataclass(frozen=True, slots=True)
class Published:
    """First and last day of publication, None if they have no year; the instant where it is given."""

    earliest: date | None
    latest: date | None
    instant: datetime | None

    @classmethod
    def of(cls, card: Card) -> Published:
        """What a card says of it."""
        when = card.when
        if when is None or not when.has_year:
            return cls(None, None, None)
        return cls(when.earliest, when.latest, card.instant)
