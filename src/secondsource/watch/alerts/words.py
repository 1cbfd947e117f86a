"""An alert in words: what was, what is, because of which report. Neutral, and in the language spoken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from secondsource.publish.names import country
from secondsource.publish.rules import rule_line
from secondsource.publish.tongue import noted, say
from secondsource.publish.words import said_bounds, said_date, word, words
from secondsource.subjects import Subject

from .alert import Alert, Cause, Told
from .kinds import Kind, Level

NAMES: Mapping[Kind, str] = {
    Kind.CONFIRMED: noted("Confirmed by a further independent origin"),
    Kind.UNCONFIRMED: noted("Fewer independent origins shown than was told"),
    Kind.WITHDRAWN: noted("A report was taken back by its own outlet"),
    Kind.CORRECTED: noted("A report was corrected"),
    Kind.OUTCOME: noted("A rule says something else of it"),
    Kind.SHOWN: noted("A first origin is shown"),
    Kind.LOST: noted("No origin is shown any more"),
    Kind.STATUS: noted("Said for and against it"),
    Kind.LAW: noted("A rule says something else of it, breaches apart"),
    Kind.DEADLINE: noted("A deadline"),
    Kind.REPORT: noted("A new report tells it"),
    Kind.DISPUTED: noted("The accounts do not agree, or do again"),
    Kind.POSSIBLE: noted("Other number of origins that there may be"),
}
"""What a change is called."""
LEVELS: Mapping[Level, str] = {
    Level.NOW: noted("matters now"),
    Level.LATER: noted("for the digest"),
    Level.ASKED: noted("for who asks for it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidCause:
    """A report as the cause of a change: the outlet with its day, and how its words are cited."""

    cause: Cause
    named: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidChange:
    """A change in words.

    Args:
        name: what it is called.
        text: what was and what is.
        because: the reports that brought it about.
        why: the reason where it is no report; empty otherwise.
    """

    name: str
    text: str
    because: tuple[SaidCause, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAlert:
    """An alert in words; `title` is what it is about, `changes` are in the order of the alert."""

    title: str
    changes: tuple[SaidChange, ...]

    @property
    def subject(self) -> str:
        """One line for the whole."""
        return f"{self.changes[0].name}: {self.title}" if self.changes else self.title


def said(alert: Alert, pack: Subject, title: str = "") -> SaidAlert:
    """The alert in words.

    Args:
        alert: the alert.
        pack: the subject, for the names of rules.
        title: the heading of the claim in the language spoken, where somebody has it; the one that was kept otherwise.
    """
    named = {cause.report: cause for told in alert.told for cause in told.because}
    named |= {cause.report: cause for cause in alert.named}
    return SaidAlert(
        title=title or (say(alert.title) if not alert.claim else alert.title),
        changes=tuple(_change(told, named, pack) for told in alert.told),
    )


def _change(told: Told, named: Mapping[str, Cause], pack: Subject) -> SaidChange:
    because = tuple(SaidCause(cause=cause, named=_named(cause)) for cause in told.because)
    return SaidChange(
        name=say(NAMES[told.kind]),
        text=_text(told, named, pack),
        because=because,
        why="" if because or told.kind is Kind.DEADLINE else say("A person decided so."),
    )


def _text(told: Told, named: Mapping[str, Cause], pack: Subject) -> str:
    if told.kind in (Kind.CONFIRMED, Kind.UNCONFIRMED, Kind.SHOWN, Kind.LOST, Kind.POSSIBLE):
        return say("It was {was}; it is {now}.", was=_bounds(told.was), now=_bounds(told.now))
    if told.kind is Kind.WITHDRAWN:
        return say(
            "{earlier} was taken back in {later}; what rests on it alone counts no more.",
            earlier=_of(told.was, named),
            later=_of(told.now, named),
        )
    if told.kind is Kind.CORRECTED:
        return say(
            "{later} tells it otherwise than {earlier} did.", later=_of(told.now, named), earlier=_of(told.was, named)
        )
    if told.of == "denied":
        return say("Somebody denies it who was not heard before. It is {now}.", now=word("status", told.now))
    if told.kind in (Kind.STATUS, Kind.DISPUTED):
        return say("It was {was}; it is {now}.", was=word("status", told.was), now=word("status", told.now))
    if told.kind in (Kind.OUTCOME, Kind.LAW):
        return say(
            "{rule}: it was “{was}”; it is “{now}”.",
            rule=rule_line(told.of, pack).name,
            was=_outcome(told.was),
            now=_outcome(told.now),
        )
    if told.kind is Kind.DEADLINE:
        return _deadline(told, pack)
    return say("It is told by one report more, or by several.")


def _deadline(told: Told, pack: Subject) -> str:
    values = {
        "rule": rule_line(told.of, pack).name,
        "day": said_date(told.was),
        "states": ", ".join(country(state, pack) for state in told.states),
    }
    if told.now == "near":
        return say("{rule}: the time runs out on {day}. Nothing reported is known here of {states}.", **values)
    return say(
        "{rule}: the time ran out on {day}. Nothing reported is known here of {states}; it may have been reported all the same.",
        **values,
    )


def _bounds(text: str) -> str:
    least, _, most = text.partition("..")
    return said_bounds(int(least), int(most))


def _outcome(name: str) -> str:
    return str(words()["outcomes"][name]["short"]) if name else say("not told by the rule")


def _of(report: str, named: Mapping[str, Cause]) -> str:
    cause = named.get(report)
    return _named(cause) if cause else report


def _named(cause: Cause) -> str:
    return f"{cause.known_as}, {said_date(cause.day)}" if cause.day else cause.known_as
