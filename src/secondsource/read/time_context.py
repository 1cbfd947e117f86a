"""When an event happened that no date of its own clause dates: as what was told before, as things stood, by when it was told of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Token

from ..model import Factuality, Mention, PartialDate, Report, Statement, When
from .clause import distance, verb_of
from .published import before_report, month_of_report, year_of_report
from .tense import is_earlier, tense_of
from .time import FoundDate
from .time_bounds import BETWEEN
from .triggers import Trigger

OLDER = "; what is told as older than it"
_RECENT = 420
"""Characters over which a date told before still dates what follows."""


def from_context(
    trigger: Trigger, statement: Statement, told: Sequence[Mention], report: Report, cues: Mapping[str, Any]
) -> When | None:
    """When, by what the report tells around it; None for what lies ahead.

    Args:
        trigger: the event's words.
        statement: the statement that tells it.
        told: mentions found before.
        report: for its publication date.
        cues: the pack's lists.
    """
    tense = tense_of(trigger.first)
    due = trigger.type in cues["duties"] and trigger.type in cues["states"] and _must(trigger)
    if (statement.factuality is Factuality.PLANNED or tense == "future") and not due:
        return None
    if trigger.type in cues["speech"]:
        return month_of_report(report.date)
    before = next(
        (
            m
            for m in reversed(told)
            if m.when
            and m.type not in cues["cues"]
            and _dates(m.when)
            and not lasts(m, trigger.type, cues)
            and trigger.first.idx - m.trigger.end < _RECENT
        ),
        None,
    )
    had = _had_too(trigger, told)
    if had is not None and tense != "perfect" and trigger.type not in cues["stocks"]:
        return had
    near = before is not None and trigger.first.idx - before.trigger.end < _RECENT / 2 and tense in ("past", "none")
    if (trigger.type in cues["stocks"] and not near) or (
        trigger.type in cues["states"] and (due or tense in ("present", "none"))
    ):
        year = year_of_report(report.date)
        return (
            When(date=PartialDate(year), span=None, why=f"how things stood in the year of the report ({year})")
            if year
            else None
        )
    if tense != "perfect" and before and before.when:
        date = older(trigger, before.when.date, cues) or before.when.date
        return When(date=date, span=None, why=f"from the context: as the event told before ({before.when.why})")
    return before_report(report.date)


def _must(trigger: Trigger) -> bool:
    """“Has to hand over”, “must pay”: a duty holds now, although what it demands lies ahead."""
    verb = verb_of(trigger.first)
    return any(c.lower_ == "must" and c.dep_ == "aux" for c in verb.children) or (
        verb.dep_ == "xcomp" and verb.head.lemma_ == "have"
    )


def _had_too(trigger: Trigger, told: Sequence[Mention]) -> When | None:
    """“Two others had run away”, after a sentence on what had happened before a date: before that date too."""
    if not is_earlier(trigger.first):
        return None
    for last in reversed(told):
        if trigger.first.idx - last.trigger.end >= _RECENT / 2:
            return None
        if last.when is not None and last.when.why.endswith(OLDER):
            break
    else:
        return None
    return When(date=last.when.date, span=None, why=f"from the context: as the event told before ({last.when.why})")


def lasts(before: Mention, kind: str, cues: Mapping[str, Any]) -> bool:
    """Whether the event told before is a state with a time of its own (“wages owed since March”) and the next one is no state: it dates none."""
    return (
        before.type in cues["states"]
        and kind not in cues["states"]
        and before.when is not None
        and before.when.date.is_interval
    )


def _dates(when: When) -> bool:
    """Whether an event's date can date what is told after it: narrow, and its own."""
    date = when.date
    narrow = (
        date.has_year
        and ".." not in date.text
        and date.precision in ("day", "month", "interval", "season")
        and (date.days() or 999) <= 100
    )
    return narrow and when.why != BETWEEN


def older(trigger: Trigger, date: PartialDate, cues: Mapping[str, Any]) -> PartialDate | None:
    """Unpaid wages behind a strike are older than the strike."""
    lemmas = cues["older"].get(trigger.type, ())
    words = trigger.first.doc[trigger.first.i : trigger.last.i + 1]
    if not any(t.lemma_.lower() in lemmas or t.lower_ in lemmas for t in words) or not date.has_year:
        return None
    start = date.text.split("/")[0]
    return None if start == ".." else PartialDate(f"../{start}")


def told_by(
    dates: Sequence[tuple[FoundDate, Token]], trigger: Trigger, statement: Statement, statements: Sequence[Statement]
) -> When | None:
    """What a dated report tells as past was before that report (“in April a report emerged: ...”, “the paper wrote on the 25th ...”).

    Args:
        dates: the report's dates, each with the word its others depend on.
        trigger: the event's words.
        statement: the statement that tells it.
        statements: all of them: where one of the same teller is dated, the others of that teller are of that day too.
    """
    if not dates:
        return None
    # a date hangs on words of saying of its own sentence: all others need not be looked at
    low = min(head.sent.start_char for _, head in dates)
    high = max(head.sent.end_char for _, head in dates)
    near = [s for s in statements if s is not statement and s.cue is not None and low <= s.cue.start < high]
    tellers = statement.chain.names[:1]
    same = [s for s in near if tellers and s.chain.names[:1] == tellers]
    for one in (statement, *same):
        for found in _days_of_telling(dates, one, trigger.first):
            day = found.text.split("/")[-1]
            why = "told then, so before" if one is statement else f"{tellers[0]} told of it then, so before"
            return When(date=PartialDate(f"../{day}"), span=None, why=why)
    return None


def _days_of_telling(
    dates: Sequence[tuple[FoundDate, Token]], statement: Statement, any_token: Token
) -> Iterator[PartialDate]:
    """Dates that hang on the words of saying and not on what is said."""
    if statement.cue is None:
        return
    piece = any_token.doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand")
    if piece is None:
        return
    cue = piece.root
    for found, head in dates:
        if (
            found.date is None
            or any(c.overlaps(found.span) for c in statement.content)
            or head.sent.start != cue.sent.start
        ):
            continue
        if found.date.has_year and found.date.text.split("/")[-1] != ".." and distance(head, cue) < 4:
            yield found.date
