"""When an event happened: the date of its clause, of its sentence, of the context; else only that it was before the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Token

from ..model import Factuality, Mention, PartialDate, Report, Statement, When
from .clause import FAR, chain_up, distance, verb_of
from .instruments import Instrument
from .published import before_report, year_of_report
from .time import FoundDate, TimeKind
from .time_bounds import BETWEEN, bounded
from .triggers import Trigger

_NEAR = 9.0
_RECENT = 420
"""Characters over which a date told before still dates what follows."""
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
    """
    at_cue = statement.cue is not None and statement.cue.start <= trigger.first.idx < statement.cue.end
    best: tuple[float, int] | None = None
    for index, (found, head) in enumerate(dates):
        inside = any(c.overlaps(found.span) for c in statement.content)
        if inside == at_cue or found.span.start < trigger.first.idx < found.span.end:
            continue
        cost = distance(head, trigger.first)
        if found.why.endswith(("at the latest", "after it")):
            cost += 4
        cost += _elsewhere(head, trigger.first, others)
        if found.kind is TimeKind.TIME and found.why.startswith("counted from"):
            continue
        if found.why.startswith("“") and "counted from" in found.why and "published" not in found.why:
            cost += _COUNTED
        if " is " in found.why and found.why.startswith("“"):
            cost += _NAMED if best is None else FAR
        if cost < FAR and (best is None or cost < best[0]):
            best = (cost, index)
    limit = _NEAR
    if best and best[0] <= limit:
        found = _narrower(dates, best[1], statement)
        if found.date is not None:
            own = best[0] < 2.5
            older = None if own else _older(trigger, found.date, cues)
            return When(
                date=older or found.date,
                span=found.span,
                why=found.why + ("; what is told as older than it" if older else ""),
            )
    if trigger.type in cues["lawmaking"]:
        return _made_law(trigger, statement, instruments) or before_report(report.date)
    between = bounded(trigger.first, dates, instruments, report.date) if not at_cue else None
    if between is not None:
        return between
    context = _from_context(trigger, statement, told, report, cues)
    early = context is not None and context.date.text.startswith("../")
    return (_told_by(dates, trigger, statement) if early else None) or context


def _made_law(trigger: Trigger, statement: Statement, instruments: Sequence[Instrument]) -> When | None:
    """The day on which the instrument named in the statement was adopted, if the pack's law knows it."""
    named = [i for i in instruments if any(c.covers(i.span) for c in statement.content)]
    nearest = min(named, key=lambda i: abs(i.span.start - trigger.first.idx), default=None)
    if nearest is None:
        return None
    return When(date=nearest.adopted, span=nearest.span, why="the day on which the instrument was adopted")


def _told_by(dates: Sequence[tuple[FoundDate, Token]], trigger: Trigger, statement: Statement) -> When | None:
    """What a dated report tells as past was before that report (“in April a report emerged: ...”)."""
    if statement.cue is None:
        return None
    for found, head in dates:
        cue = next((t for t in head.sent if statement.cue.start <= t.idx < statement.cue.end), None)
        if cue is None or found.date is None or any(c.overlaps(found.span) for c in statement.content):
            continue
        day = found.date.text.split("/")[-1]
        if (
            found.date.has_year
            and day != ".."
            and distance(head, cue) < 4
            and trigger.first.sent.start == cue.sent.start
        ):
            return When(date=PartialDate(f"../{day}"), span=found.span, why=f"told then, so before; {found.why}")
    return None


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


def _older(trigger: Trigger, date: PartialDate, cues: Mapping[str, Any]) -> PartialDate | None:
    """Unpaid wages behind a strike are older than the strike."""
    lemmas = cues["older"].get(trigger.type, ())
    words = trigger.first.doc[trigger.first.i : trigger.last.i + 1]
    if not any(t.lemma_.lower() in lemmas or t.lower_ in lemmas for t in words) or not date.has_year:
        return None
    start = date.text.split("/")[0]
    return None if start == ".." else PartialDate(f"../{start}")


def _from_context(
    trigger: Trigger, statement: Statement, told: Sequence[Mention], report: Report, cues: Mapping[str, Any]
) -> When | None:
    published = report.date
    tense = _tense(trigger.first)
    if statement.factuality is Factuality.PLANNED or tense == "future":
        return None
    before = next(
        (
            m
            for m in reversed(told)
            if m.when and m.type not in cues["cues"] and _dates(m.when) and trigger.first.idx - m.trigger.end < _RECENT
        ),
        None,
    )
    near = before is not None and trigger.first.idx - before.trigger.end < _RECENT / 2 and tense in ("past", "none")
    if (trigger.type in cues["stocks"] and not near) or (
        trigger.type in cues["states"] and tense in ("present", "none")
    ):
        year = year_of_report(published)
        return (
            When(date=PartialDate(year), span=None, why=f"how things stood in the year of the report ({year})")
            if year
            else None
        )
    if tense != "perfect" and before and before.when:
        older = _older(trigger, before.when.date, cues)
        why = f"from the context: as the event told before ({before.when.why})"
        return When(date=older or before.when.date, span=None, why=why)
    return before_report(published)


def _dates(when: When) -> bool:
    """Whether an event's date can date what is told after it: narrow, and its own."""
    return _narrow(when.date) and when.why != BETWEEN


def _narrow(date: PartialDate) -> bool:
    return (
        date.has_year
        and ".." not in date.text
        and date.precision in ("day", "month", "interval", "season")
        and (date.days() or 999) <= 100
    )


def _tense(token: Token) -> str:
    """`perfect`, `past`, `present`, `future` or `none` of the verb that governs the word."""
    verb = verb_of(token)
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in helpers}
    if (
        words == {"to"}
        and verb.dep_ in ("xcomp", "advcl", "acl")
        and verb.head.i != verb.i
        and verb.head.lemma_ not in ("have", "be", "order", "tell", "plan")
    ):
        return _tense(verb.head)
    if words & {
        "will",
        "shall",
        "must",
        "should",
        "would",
        "may",
        "can",
        "could",
        "might",
        "to",
        "’ll",
        "'ll",
    } and not words & {"have", "had"}:
        return "future"
    if words & {"has", "have", "’ve", "'ve"} and not words & {"could", "would"}:
        return "perfect"
    if words & {"is", "are", "’s", "'s", "does", "do"} or (verb.tag_ in ("VBZ", "VBP") and not words):
        return "present"
    if words & {"was", "were", "had", "did", "been"} or verb.tag_ == "VBD":
        return "past"
    return "none"
