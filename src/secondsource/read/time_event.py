"""When an event happened: the date of its clause, of its sentence, of the context; else only that it was before the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Token

from ..model import Mention, PartialDate, Report, Statement, When
from .clause import FAR, chain_up, distance, nearby, verb_of
from .instruments import Instrument
from .published import before_report
from .tense import is_earlier, tense_of
from .time import FoundDate, TimeKind
from .time_bounds import bounded
from .time_context import OLDER, from_context, older, told_by
from .triggers import Trigger

ONSET = "; the change was then"
_NEAR = 9.0
_COUNTED = 1.5
"""A date counted from another one gives way to a day told outright in the same clause."""
_NAMED = 5.0
"""A feast or campaign is mostly an aim, and seldom the day of what is told."""


def when_of(
    dates: Sequence[tuple[FoundDate, Token]],
    trigger: Trigger,
    others: frozenset[int],
    statement: Statement,
    told: Sequence[Mention],
    report: Report,
    cues: Mapping[str, Any],
    instruments: Sequence[Instrument] = (),
    statements: Sequence[Statement] = (),
) -> When | None:
    """When, with what fixed it in `why`.

    Args:
        dates: the report's dates, each with the word its others depend on.
        trigger: the event's words.
        others: positions of the statement's triggers: a date that hangs on another event is sooner that one's.
        statement: the statement that tells it; dates outside its content date the telling, unless the telling is the event.
        told: mentions found before, for dates that context gives.
        report: for its publication date.
        cues: the pack's lists.
        instruments: instruments of law named in the report, with their days.
        statements: all statements of the report.
    """
    dates = nearby(dates, trigger.first.idx)
    at_cue = statement.cue is not None and statement.cue.start <= trigger.first.idx < statement.cue.end
    best: tuple[float, int] | None = None
    for index, (found, head) in enumerate(dates):
        inside = any(c.overlaps(found.span) for c in statement.content)
        its_own = found.span.start < trigger.first.idx < found.span.end
        if its_own and found.date is not None and _named(found):
            return When(date=found.date, span=found.span, why=found.why)
        if inside == at_cue or its_own:
            continue
        if _its_clause(head, trigger.first):
            cost = 0.0
        else:
            cost = distance(head, trigger.first) + _elsewhere(head, trigger.first, others)
        if found.why.endswith(("at the latest", "after it")):
            cost += 4
        if found.kind is TimeKind.TIME and found.why.startswith("counted from"):
            continue
        if found.why.startswith("“") and "counted from" in found.why and "published" not in found.why:
            cost += _COUNTED
        if _named(found):
            cost += _NAMED if best is None else FAR
        if cost < FAR and (best is None or cost < best[0]):
            best = (cost, index)
    limit = _NEAR
    if best and best[0] <= limit:
        found = _narrower(dates, best[1], statement)
        if found.date is not None:
            earlier = None
            if best[0] >= 2.5:
                earlier = older(trigger, found.date, cues) or _had_before(trigger.first, dates[best[1]])
            if earlier is None and (start := onset(trigger.type, found, cues, tense_of(trigger.first) == "past")):
                return When(date=start, span=found.span, why=found.why + ONSET)
            return When(
                date=earlier or found.date,
                span=found.span,
                why=found.why + (OLDER if earlier else ""),
            )
    if trigger.type in cues["lawmaking"]:
        return _made_law(trigger, statement, instruments) or before_report(report.date)
    between = bounded(trigger.first, dates, instruments, report.date) if not at_cue else None
    if between is not None:
        return between
    if trigger.type in cues["stocks"] and (day := _only_day(dates, trigger, statement)) is not None:
        return day
    context = from_context(trigger, statement, told, report, cues)
    early = context is not None and context.date.text.startswith("../")
    return (told_by(dates, trigger, statement, statements) if early else None) or context


def _only_day(dates: Sequence[tuple[FoundDate, Token]], trigger: Trigger, statement: Statement) -> When | None:
    """The one day that a sentence gives, wherever it stands: how things stood then (“a nun who came five days earlier counted 63 men lodged there”)."""
    sentence = trigger.first.sent.start
    inside = [
        found
        for found, head in dates
        if head.sent.start == sentence and any(c.overlaps(found.span) for c in statement.content)
    ]
    if len(inside) != 1 or inside[0].date is None or inside[0].date.precision != "day":
        return None
    return When(date=inside[0].date, span=inside[0].span, why=inside[0].why)


def onset(kind: str, found: FoundDate, cues: Mapping[str, Any], past: bool) -> PartialDate | None:
    """“The route had been idle since February”: what changed, changed then, and the text does not say that it lasts (as “has been idle” would)."""
    if not past or kind not in cues["changes"] or found.date is None or "/" not in found.date.text:
        return None
    low, _, _ = found.date.text.partition("/")
    return PartialDate(low) if low[0].isdigit() and found.since else None


def _named(found: FoundDate) -> bool:
    """Whether a date is the name of a feast or campaign (“the 70-day battle”)."""
    return found.why.startswith("“") and " is " in found.why


def _its_clause(date: Token, trigger: Token) -> bool:
    """Whether the event stands in a clause that says what the date is of (“February 18, when the President signed”)."""
    verb = verb_of(trigger)
    if verb.dep_ != "relcl" or not (date.i in (verb.head.i, verb.head.head.i) or date.head.i == verb.head.i):
        return False
    return any(c.lower_ in ("when", "on") and c.dep_ in ("advmod", "prep") for c in verb.children)


def _had_before(trigger: Token, dated: tuple[FoundDate, Token]) -> PartialDate | None:
    """“In April I passed on a report: a hundred men had turned on their guards”: what had happened was before that date."""
    found, head = dated
    if found.date is None or not found.date.has_year or not is_earlier(trigger):
        return None
    theirs, mine = verb_of(head), verb_of(trigger)
    above = any(t.i == theirs.i for t in chain_up(mine)[1:])
    # the parser hangs what stands before a colon below what follows it
    before = theirs.i < mine.i and theirs.head.i == mine.i and any(c.text == ":" for c in mine.children)
    if not (above or before) or tense_of(head) != "past" or is_earlier(head):
        return None
    start = found.date.text.split("/")[-1]
    return None if start == ".." else PartialDate(f"../{start}")


def _made_law(trigger: Trigger, statement: Statement, instruments: Sequence[Instrument]) -> When | None:
    """The day on which the instrument named in the statement was adopted, if the pack's law knows it."""
    named = [i for i in instruments if any(c.covers(i.span) for c in statement.content)]
    nearest = min(named, key=lambda i: abs(i.span.start - trigger.first.idx), default=None)
    if nearest is None:
        return None
    return When(date=nearest.adopted, span=nearest.span, why="the day on which the instrument was adopted")


def _elsewhere(date: Token, trigger: Token, others: frozenset[int]) -> float:
    """What a date costs more because it dates something else: another event, or a paper (“a contract of 2017”, “resolution 2397 (2017)”)."""
    for token in chain_up(date):
        if token.i == trigger.i:
            break
        if token.i in others:
            return FAR
    noun = date.head.head if date.dep_ == "pobj" else date.head
    if (
        noun.i != trigger.i
        and noun.pos_ in ("NOUN", "PROPN")
        and (date.dep_ in ("appos", "nummod") or (date.dep_ == "pobj" and date.head.lower_ == "of"))
    ):
        return 5.0
    return 0.0


def _narrower(dates: Sequence[tuple[FoundDate, Token]], index: int, statement: Statement) -> FoundDate:
    """A day told in the same sentence within the month chosen says the same more closely (“the May trip on the 17th”)."""
    found, head = dates[index]
    if found.date is None or found.date.precision != "month":
        return found
    for other, its_head in dates:
        if other.date is None or other.date.precision != "day" or its_head.sent.start != head.sent.start:
            continue
        told_here = its_head.i - head.i < 6 and any(c.overlaps(other.span) for c in statement.content)
        if told_here and other.date.within(found.date):
            return other
    return found
