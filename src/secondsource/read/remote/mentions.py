"""Events that a model points at: it says which words belong to which event, our own grammars say what those words are worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Actor, Mention, Place, Quantity, Report, Span, Statement, When, mention_id
from ...subjects import Subject
from ..language import language_of
from ..place import find_places
from ..quantity import find_quantities
from ..time import TimeKind, find_dates
from .answer import EventRow
from .locate import Searched


def mentions_of(
    rows: Sequence[EventRow], statement: Statement, report: Report, searched: Searched, pack: Subject
) -> Iterator[Mention]:
    """The events of one statement whose type the pack knows and whose trigger stands in its content or is its cue.

    Dates, places and amounts may stand anywhere in the paragraph of the statement; those that no grammar can read are left out.
    """
    own = (*statement.content, *((statement.cue,) if statement.cue else ()))
    around = _paragraph(report, statement.hull)
    for row in rows:
        kind = pack.event_types.get(row.type)
        found = searched.locate(row.trigger, sorted(own))
        if kind is None or found is None:
            continue
        trigger = found.span

        def near(words: str, at: Span = trigger) -> Span | None:
            place = searched.locate(words, around, home=statement.hull, near=at.start)
            return place.span if place else None

        yield Mention(
            id=mention_id(report.id, trigger, row.type),
            report=report.id,
            statement=statement.id,
            type=row.type,
            trigger=trigger,
            when=_when(near(row.when), report, pack) if row.when else None,
            place=_place(near(row.where), report, pack) if row.where else None,
            actors=tuple(
                Actor(span=span, role=role, entity=None)
                for words, role in row.actors
                if role in kind.roles and (span := near(words)) is not None
            ),
            quantities=tuple(dict.fromkeys(q for words in row.amounts for q in _amounts(near(words), report, pack))),
            factuality=statement.factuality,
        )


def _paragraph(report: Report, hull: Span) -> tuple[Span, ...]:
    start = report.text.rfind("\n\n", 0, hull.start) + 1
    end = report.text.find("\n\n", hull.end)
    whole = Span(max(start, 0), end if end >= 0 else len(report.text))
    return tuple(Span(max(b.start, whole.start), min(b.end, whole.end)) for b in report.body() if b.overlaps(whole))


def _when(span: Span | None, report: Report, pack: Subject) -> When | None:
    if span is None:
        return None
    for found in find_dates(report.text, report.date, language=language_of(report), spans=[span], pack=pack):
        if found.date is not None and found.kind in (TimeKind.DATE, TimeKind.TIME):
            return When(date=found.date, span=found.span, why=found.why)
    return None


def _place(span: Span | None, report: Report, pack: Subject) -> Place | None:
    if span is None:
        return None
    for found in find_places(report.text, language=language_of(report), spans=[span], pack=pack):
        return found.told(span=found.span)
    return None


def _amounts(span: Span | None, report: Report, pack: Subject) -> tuple[Quantity, ...]:
    if span is None:
        return ()
    return find_quantities(report.text, language=language_of(report), spans=[span], pack=pack)
