"""Collects what an edition protects, each thing with all the ways to write it and what stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from secondsource.model import Hides, PersonalKind, Report

from . import forms
from .search import Item, Kind
from .shown import by_hand, of

LONG = 8
"""Letters of a part of a name that is looked for in small letters too."""
_KINDS = {Hides.NAME: Kind.NAME, Hides.PLACE: Kind.PLACE, Hides.DATE: Kind.DAY, Hides.DETAIL: Kind.DETAIL}


class Things:
    """The things protected so far."""

    def __init__(self) -> None:
        self._items: dict[tuple[Kind, frozenset[str]], Item] = {}

    def items(self) -> tuple[Item, ...]:
        """All of them, those with the longest forms first: of two that overlap the longer says what stands there."""
        return tuple(
            sorted(
                self._items.values(), key=lambda item: (-max(map(len, item.forms)), item.kind, sorted(item.forms)[0])
            )
        )

    def personal(self, kind: PersonalKind, words: str, shown: str, opened: frozenset[str]) -> None:
        """Personal data of a report. A lone name is too common a word to be looked for; it is hidden where it was found."""
        if kind is PersonalKind.PHONE:
            self._add(Kind.PHONE, forms.phone_forms(words), shown)
        elif kind is PersonalKind.EMAIL:
            self._add(Kind.CONTACT, forms.address_forms(words), shown)
        elif kind is PersonalKind.ADDRESS:
            self._add(Kind.CONTACT, forms.phrase_forms(words), shown)
        elif " " in words or (len(words) >= 3 and not words.isascii()):
            self.name(words, shown, opened)

    def name(self, words: str, shown: str, opened: frozenset[str] = frozenset()) -> None:
        """A person's name in every order and spelling, and its parts where they are long and nobody else's."""
        self._add(Kind.NAME, forms.name_forms(words), shown)
        parts = {part for part in forms.part_forms(words) if part not in opened}
        long = {part for part in parts if len(part) >= LONG}
        self._add(Kind.NAME, frozenset(long), shown, single=True)
        self._add(Kind.NAME, frozenset(parts - long), shown, single=True, capital=True)

    def contact(self, words: str, shown: str) -> None:
        """An address or a telephone number."""
        found = (
            forms.address_forms(words)
            if "@" in words or " at " in words.lower() or "[at]" in words.lower()
            else forms.phone_forms(words)
        )
        self._add(Kind.CONTACT, found, shown)

    def by_hand(self, what: Hides, words: str, shown: str) -> None:
        """What a person decided to hide; also a word alone, since somebody meant it."""
        if what is Hides.NAME:
            self.name(words, shown)
        single = not re.search(r"\s", words)
        self._add(
            _KINDS.get(what, Kind.WORDS),
            forms.phrase_forms(words),
            shown,
            single=single,
            capital=single and words[:1].isupper() and len(words) < 6,
        )

    def detail(self, words: str, shown: str) -> None:
        """Words that describe a source."""
        self._add(Kind.DETAIL, forms.phrase_forms(words), shown)

    def place(self, words: str, shown: str, reports: Iterable[Report]) -> None:
        """A place; a name that reports also write in small letters is a common word and counts with a capital alone."""
        small = words.lower()
        common = small != words and any(
            re.search(rf"(?<!\w){re.escape(small)}(?!\w)", report.text) for report in reports
        )
        self._add(Kind.PLACE, forms.phrase_forms(words), shown, single=" " not in words, capital=common)

    def day(self, day: date) -> None:
        """A day."""
        self._add(Kind.DAY, forms.day_forms(day), by_hand(Hides.DATE))

    def instant(self, at: str) -> None:
        """A moment, ISO 8601, at which something was obtained or published."""
        if "T" in at:
            self._add(Kind.TIME, forms.instant_forms(datetime.fromisoformat(at.replace("Z", "+00:00"))), of("time"))

    def identifier(self, identifier: str) -> None:
        """An identifier of the case."""
        self._add(Kind.IDENTIFIER, forms.identifier_forms(identifier.partition("-")[0]), "[identifier]")

    def sealed(self, report: Report) -> None:
        """Everything that says which report it is."""
        if report.title is not None and len(report.title.value) >= 12:
            self._add(Kind.WORDS, forms.phrase_forms(report.title.value), of("title"))
        if report.url is not None:
            self._add(
                Kind.WORDS,
                forms.phrase_forms(re.sub(r"^https?://(?:www\.)?", "", report.url.value)),
                of("address"),
            )
        if report.name and len(report.name) >= 6:
            self._add(Kind.WORDS, forms.phrase_forms(report.name), of("file name"))
        if report.published is not None:
            self.instant(report.published.value)
        self._add(Kind.IDENTIFIER, forms.identifier_forms(report.capture), "[identifier]")

    def _add(
        self, kind: Kind, found: frozenset[str], shown: str, *, single: bool = False, capital: bool = False
    ) -> None:
        # What is masked already has no letters left to look for.
        found = frozenset(form for form in found if form)
        if found:
            self._items.setdefault(
                (kind, found), Item(kind=kind, forms=found, shown=shown, single=single, capital=capital)
            )
