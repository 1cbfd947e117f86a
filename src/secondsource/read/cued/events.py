"""Events told in the statements of a report read by cues: triggers with the dates, places and amounts of their clause, sentence or context."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...model import Factuality, Mention, PartialDate, Place, Quantity, Report, Span, Statement, When, mention_id
from ...subjects import Subject, load
from ..place import find_places
from ..place_found import FoundPlace
from ..published import before_report, year_of_report
from ..quantity import find_quantities
from ..time import FoundDate, TimeKind, find_dates
from .judged import banned, negated
from .triggers import CLAUSE, found_triggers
from .words import words

_ABROAD = ("KP", "KR", "US")
"""Countries that a report names without the event being there."""
_FAR = 60
"""What follows a verb belongs to it less than what stands before it, by this many characters; the other way in Russian."""


_NAMES = {"zh": re.compile("的"), "ja": re.compile(r"[一-龥ァ-ヴ]"), "ru": re.compile(r"(?!)")}
"""What follows a verb that only says which people are meant (“在阿曼打工的”, 働く労働者)."""


class _Events:
    def __init__(self, report: Report, said: Sequence[Statement], pack: Subject, language: str) -> None:
        self.report, self.text, self.pack, self.language = report, report.text, pack, language
        self.cues: Mapping[str, Any] = pack.cues("en").get("events") or load().cues("en")["events"]
        body = report.body()
        dates = find_dates(report.text, report.date, language=language, spans=body, pack=pack)
        self.dates = [d for d in dates if d.date is not None and d.kind in (TimeKind.DATE, TimeKind.TIME)]
        self.places = [
            p for p in find_places(report.text, language=language, spans=body, pack=pack) if p.country not in _ABROAD
        ]
        self.amounts = find_quantities(
            report.text, language=language, spans=body, taken=[d.span for d in dates if d.date], pack=pack
        )
        self.said = sorted(said, key=lambda s: s.hull)
        self.told: list[Mention] = []

    def run(self) -> tuple[Mention, ...]:
        for statement in self.said:
            guessed = statement.factuality.value in self.cues["unreal"]
            found = (
                []
                if guessed
                else [t for c in statement.content for t in found_triggers(self.text, c, self.pack, self.language)]
            )
            found = [item for item in found if self.happened(statement, item, found)]
            found = [*self.by_cue(statement), *found]
            numbered = self.cues["numbered"]
            counted = [a for a in self.amounts if _inside(statement, a.span)]
            found = [(t, k) for t, k in found if k not in numbered or counted]
            if guessed:
                found = [(t, k) for t, k in found if k in numbered]
            shared = self.shared(found, counted)
            for (trigger, kind), mine in zip(found, shared, strict=True):
                self.told.append(self.mention(statement, trigger, kind, mine))
        unique = {m.id: m for m in reversed(self.told)}
        return tuple(sorted(unique.values(), key=lambda m: (m.trigger, m.type)))

    def happened(self, statement: Statement, item: tuple[Span, str], found: Sequence[tuple[Span, str]]) -> bool:
        """Whether words tell an event: not one forbidden, one that did not come about, or a way of life that only names people."""
        content = next(c for c in statement.content if c.overlaps(item[0]))
        trigger, kind = item
        if banned(self.text, content, trigger, self.pack, self.language):
            return False
        if statement.factuality is not Factuality.DENIED and negated(
            self.text, content, item, self.pack, self.language
        ):
            return False
        if kind in self.cues["ways of life"] and _NAMES[self.language].match(self.text, trigger.end):
            return self.language == "ja" and len(found) == 1
        return True

    def by_cue(self, statement: Statement) -> list[tuple[Span, str]]:
        """Denials and estimates are told by the word of saying itself."""
        if statement.cue is None:
            return []
        cue = statement.cue.of(self.text).lower()
        table: Mapping[str, Sequence[str]] = words(self.pack, self.language, "attribution").get("told_by_cue", {})
        for kind, stems in table.items():
            if kind in self.pack.event_types and any(stem in cue for stem in stems):
                return [(statement.cue, kind)]
        return []

    def mention(self, statement: Statement, trigger: Span, kind: str, amounts: tuple[Quantity, ...]) -> Mention:
        return Mention(
            id=mention_id(self.report.id, trigger, kind), report=self.report.id, statement=statement.id, type=kind,
            trigger=trigger, when=self.when(statement, trigger, kind), place=self.place(statement, trigger, kind),
            quantities=amounts, factuality=statement.factuality,
        )  # fmt: skip

    def near(self, trigger: Span, span: Span) -> tuple[int, int, int]:
        """How far words stand from a trigger: clauses first, then characters."""
        a, b = sorted((trigger, span))
        clauses = len(CLAUSE[self.language].findall(self.text, a.end, b.start)) if a.end < b.start else 0
        after = span.start > trigger.start and self.language != "ru"
        return (clauses, max(0, b.start - a.end) + (_FAR if after else 0), span.start)

    def when(self, statement: Statement, trigger: Span, kind: str) -> When | None:
        at_cue = statement.cue is not None and trigger == statement.cue
        own = [d for d in self.dates if (self._tells(d.span, trigger) if at_cue else _inside(statement, d.span))]
        taken = {
            m.when.span for m in self.told if m.when and m.when.span and m.statement == statement.id and m.type == kind
        }
        own = [d for d in own if d.span not in taken]
        if own:
            best = min(own, key=lambda d: self.near(trigger, d.span))
            return _started(best, kind, self.cues)
        year = year_of_report(self.report.date)
        before = next(
            (m for m in reversed(self.told) if m.when and m.when.span and m.type not in self.cues["speech"]), None
        )
        if kind in self.cues["speech"]:
            return before_report(self.report.date)
        if kind in self.cues["stocks"] and year:
            return When(date=PartialDate(year), span=None, why="how things stood in the year of the report")
        if before and before.when and statement.factuality.value not in ("planned", "forecast"):
            return When(
                date=before.when.date, span=None, why=f"from the context: as the event told before ({before.when.why})"
            )
        if statement.factuality.value in ("planned", "forecast"):
            return None
        return before_report(self.report.date)

    def _tells(self, date: Span, cue: Span) -> bool:
        """Whether a date stands right before words of saying and so is the day of the saying (“…九日发表声明否认”)."""
        between = self.text[date.end : cue.start]
        return date.end <= cue.start and len(between) < 24 and not re.search(r"[。！？\n]|\. ", between)

    def place(self, statement: Statement, trigger: Span, kind: str) -> Place | None:
        own = [p for p in self.places if _inside(statement, p.span)]
        own = [p for p in own if p.kind != "bloc"] or own
        route = kind in self.cues["routes"]
        if own:
            best = min(
                own, key=lambda p: (not (route and p.kind == "route"), p.kind == "country", *self.near(trigger, p.span))
            )
            return best.told(span=best.span)
        if kind in self.cues["placeless"]:
            return None
        opening = [p for p in self.places if self._same_sentence(p, statement)]
        if opening:
            return opening[-1].told(span=opening[-1].span, why="named at the head of the sentence")
        before = next((m.place for m in reversed(self.told) if m.place), None)
        if before:
            return replace(before, span=None, why="from the context")
        return None

    def _same_sentence(self, place: FoundPlace, statement: Statement) -> bool:
        """Whether a place stands before what is said in its sentence, as that of the speaker (“таможня Шри-Ланки”)."""
        between = self.text[place.span.end : statement.hull.start]
        return (
            place.span.end <= statement.hull.start
            and len(between) < 80
            and not any(e in between for e in "。！？\n")
            and ". " not in between
        )

    def shared(self, found: Sequence[tuple[Span, str]], counted: Sequence[Quantity]) -> list[tuple[Quantity, ...]]:
        """For each trigger the amounts that are its own: each goes to the nearest trigger whose type counts such things."""
        out: list[list[Quantity]] = [[] for _ in found]
        for amount in counted:
            best: tuple[tuple[int, int, int], int, str] | None = None
            for index, (trigger, kind) in enumerate(found):
                table: Mapping[str, str] = self.cues["quantities"].get(self.pack.event_types[kind].counts, {})
                kept = table.get(amount.what) or (amount.what if "money" in table and amount.what.isupper() else None)
                if kept is None and amount.what == "persons":
                    kept = table.get("workers")
                if kept == "money":
                    kept = amount.what
                near = self.near(trigger, amount.span)
                if kept and (best is None or near < best[0]):
                    best = (near, index, kept)
            if best:
                out[best[1]].append(replace(amount, what=best[2]))
        return [tuple(sorted(mine, key=lambda q: q.span)) for mine in out]


def _started(found: FoundDate, kind: str, cues: Mapping[str, Any]) -> When | None:
    """A change told since a day was on that day."""
    if found.date is None:
        return None
    if found.since and kind in cues["changes"]:
        return When(
            date=PartialDate(found.date.text.split("/")[0]), span=found.span, why=f"{found.why}; the change was then"
        )
    return When(date=found.date, span=found.span, why=found.why)


def _inside(statement: Statement, span: Span) -> bool:
    return any(c.overlaps(span) for c in statement.content)


def mentions(report: Report, said: Sequence[Statement], pack: Subject, language: str) -> tuple[Mention, ...]:
    """The events told in the statements of a report, in order of their triggers.

    Args:
        report: the report.
        said: its statements.
        pack: event types, words, places.
        language: `zh`, `ja` or `ru`.
    """
    return _Events(report, said, pack, language).run() if said else ()


__all__ = ["mentions"]
