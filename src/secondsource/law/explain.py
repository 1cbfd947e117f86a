"""A finding told point by point: what the provision asks, how each point stands, what decided, and which days matter."""

from __future__ import annotations

from collections.abc import Callable

from ..model import Element, Finding, Outcome, Ref, Truth
from ..subjects import Subject
from .page import NOTICE
from .words import without_asides

_MARKS = {Truth.MET: "met", Truth.FAILED: "not met", Truth.UNKNOWN: "unknown"}


def explain(
    finding: Finding, pack: Subject, quote: Callable[[Ref], str] | None = None, title: str | None = None
) -> str:
    """Markdown: one finding explained.

    Args:
        finding: of `check` or `findings`.
        pack: for the provision's own words and the meanings of outcomes.
        quote: gives the (masked) words at a reference; without it only the places are named.
        title: how a heading names the claim; its id without it.
    """
    item = pack.provisions[finding.provision]
    meaning = next(row["meaning"] for row in pack.law["outcomes"] if row["id"] == finding.outcome)
    lines = [f"# {title or finding.claim} and {item.id}", "", f"> {NOTICE}", "", finding.sentence, ""]
    lines += [f"**{finding.outcome.replace('_', ' ')}**: {meaning}.", "", item.summary, ""]
    if finding.elements:
        lines += ["| asked | stands | value | rests on |", "|---|---|---|---|"]
        lines += [_row(element, finding, quote) for element in finding.elements]
        lines += [""]
    if finding.outcome is Outcome.CONDITIONAL:
        lines += ["Readings:", "", *(f"- {outcome.replace('_', ' ')} {when}" for outcome, when in finding.readings), ""]
    if finding.not_excluded:
        texts = {row["id"]: row["text"] for row in _exceptions(item.exceptions, item.versions)}
        lines += [
            "Exceptions that would have to be invoked, and of which nothing is known:",
            "",
            *(f"- {texts.get(name, name)}" for name in finding.not_excluded),
            "",
        ]
    lines += ["Days:", "", *(f"- {name}: {day}" for name, day in finding.dates), ""]
    if item.reading_note:
        lines += [item.reading_note, ""]
    return "\n".join(lines)


def _row(element: Element, finding: Finding, quote: Callable[[Ref], str] | None) -> str:
    state = _MARKS[element.truth] + (" (decides)" if element.fact in finding.deciding else "")
    places = [
        f"“{quote(ref)}”" if quote else f"{ref.report} {ref.span.start}–{ref.span.end}" for ref in element.refs[:3]
    ]
    if len(element.refs) > 3:
        places.append(f"and {len(element.refs) - 3} more")
    ground = "; ".join([*places, *([without_asides(element.why)] if element.why else [])])
    cells = (element.text, state, element.value, ground)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _exceptions(
    own: tuple[dict[str, str], ...], versions: tuple[dict[str, list[dict[str, str]]], ...]
) -> list[dict[str, str]]:
    return [*own, *(row for version in versions for row in version.get("exceptions", ()))]
