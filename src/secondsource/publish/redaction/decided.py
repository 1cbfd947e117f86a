"""What a person decided to hide or to make coarser in editions that are safe to share: places in a report, or the whole report.

A decision names spans and never the words, so the ledger gives nothing away and the decision outlives a better reader; `secondsource decide undo`
takes it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from secondsource.model import BadCorrection, Decision, DecisionKind, Hides, Report, Span

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
LONGEST = 80
"""Characters of what is shown instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """Words hidden by hand.

    Args:
        report: id of the report.
        what: what they are.
        spans: where they stand; empty for a whole report.
        instead: coarser words that are shown in their place; empty for none.
        everywhere: whether the same words are hidden in every report, and in what follows from them.
    """

    report: str
    what: Hides
    spans: tuple[Span, ...] = ()
    instead: str = ""
    everywhere: bool = True


def redact_values(
    what: Hides, spans: Iterable[Span] = (), instead: str = "", *, everywhere: bool = True
) -> dict[str, str]:
    """What a decision that hides something sets."""
    values = {"hide": what.value}
    if places := " ".join(f"{span.start}-{span.end}" for span in spans):
        values["spans"] = places
    if instead:
        values["instead"] = instead
    if not everywhere:
        values["only"] = "here"
    return values


def by_hand(decision: Decision) -> ByHand:
    """What a decision hides.

    Raises:
        BadCorrection: if it does not say what, or where.
    """
    values = decision.values
    try:
        what = Hides(values.get("hide", ""))
    except ValueError as error:
        raise BadCorrection(f"Say what is hidden: one of {', '.join(Hides)}.") from error
    found = [_SPAN.fullmatch(word) for word in values.get("spans", "").split()]
    places = [(int(match[1]), int(match[2])) for match in found if match]
    if (
        len(places) != len(found)
        or any(start >= end for start, end in places)
        or (not places and what is not Hides.REPORT)
    ):
        raise BadCorrection("Say which words are hidden: their places in the report as start-end.")
    instead = values.get("instead", "")
    if len(instead) > LONGEST or not instead.isprintable():
        raise BadCorrection(f"What is shown instead has at most {LONGEST} signs, on one line.")
    spans = tuple(Span(start, end) for start, end in places)
    return ByHand(
        report=decision.object, what=what, spans=spans, instead=instead, everywhere=values.get("only") != "here"
    )


def all_by_hand(decisions: Iterable[Decision]) -> tuple[ByHand, ...]:
    """Everything hidden by the decisions in force, in their order."""
    return tuple(by_hand(decision) for decision in decisions if decision.kind is DecisionKind.REDACT)


def words_of(hidden: ByHand, reports: Mapping[str, Report]) -> Iterator[str]:
    """The words that are hidden, as the report has them; none of a report that is not there."""
    report = reports.get(hidden.report)
    for span in hidden.spans if report is not None else ():
        if report is not None and span.end <= len(report.text):
            yield " ".join(span.of(report.text).split())


def places_of(words: str, report: Report) -> tuple[Span, ...]:
    """Where words stand in a report, whatever their case and the white space between them; empty if nowhere."""
    parts = [re.escape(word) for word in words.split()]
    if not parts:
        return ()
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?![A-Za-z0-9])", re.IGNORECASE)
    return tuple(Span(*match.span()) for match in pattern.finditer(report.text))
