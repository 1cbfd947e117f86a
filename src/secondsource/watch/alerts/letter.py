"""Alerts as a message of plain text: a mail, or what any other channel shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from secondsource.model.acting import harmless
from secondsource.model.codec import plain
from secondsource.publish.tongue import said_of, say
from secondsource.subjects import Subject

from .alert import Alert
from .words import SaidAlert, said


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message.

    Args:
        key: stays the same however often it is sent.
        subject: one line.
        text: plain text, lines not broken.
        alerts: the same as values for programs: level, kinds, claim, title, changes, and the address of the claim.
        marking: label of the strictest marking that its matter may have; empty if it is for everybody.
    """

    key: str
    subject: str
    text: str
    alerts: tuple[dict[str, Any], ...]
    marking: str = ""


def letter(
    key: str, alerts: Sequence[tuple[str, Alert]], pack: Subject, *, case: str, address: str = "", marking: str = ""
) -> Letter:
    """The message that tells these alerts.

    Args:
        key: of the message.
        alerts: each with its id, the most urgent first.
        pack: the subject.
        case: what the case is called, for somebody who watches several.
        address: where the desk is reached (`https://desk.example.org`); empty if nobody outside reaches it.
        marking: see `Letter`.
    """
    told = [(id, alert, said(alert, pack)) for id, alert in alerts]
    first = told[0][2].subject
    more = said_of(len(told) - 1, "{n} more", "{n} more") if len(told) > 1 else ""
    parts = [_paragraph(alert, words, address) for _, alert, words in told]
    head = [case] if case else []
    head += [marking] if marking else []
    foot = say("Sent by secondsource. Each line rests on the sentence that it names; the claim's page shows it.")
    return Letter(
        key=key,
        subject=harmless(" ".join((f"{first} (+ {more})" if more else first).split())),
        text=harmless("\n\n".join([*head, *parts, "-- \n" + foot]) + "\n"),
        alerts=tuple(row_of(id, alert, words, address) for id, alert, words in told),
        marking=marking,
    )


def _paragraph(alert: Alert, words: SaidAlert, address: str) -> str:
    lines = [words.title]
    for change in words.changes:
        lines.append(f"* {change.name}. {change.text}")
        lines += [
            "  " + say("Because of: {report} [{reference}]", report=item.named, reference=item.cause.reference)
            for item in change.because
        ]
        lines += [f"  {change.why}"] if change.why else []
    if address:
        lines.append(where(alert, address))
    elif alert.claim:
        lines.append(say("Claim {claim} of the case.", claim=alert.claim))
    return "\n".join(lines)


def where(alert: Alert, address: str = "") -> str:
    """Where an alert leads to: the claim, or the tracker of duties; the path alone where the desk has no address outside."""
    if not alert.claim:
        return f"{address}/law/deadlines"
    return f"{address}/claims/{quote(alert.claim, safe='')}"


def row_of(id: str, alert: Alert, words: SaidAlert, address: str = "") -> dict[str, Any]:
    """An alert as values for programs, with what is said of it."""
    return {
        "id": id,
        "level": alert.level.value,
        "claim": alert.claim,
        "title": words.title,
        "at": where(alert, address),
        "changes": [
            {
                "kind": told.kind.value,
                "said": change.text,
                "of": told.of,
                "was": told.was,
                "now": told.now,
                "because": [{**plain(item.cause), "reference": item.cause.reference} for item in change.because],
            }
            for told, change in zip(alert.told, words.changes, strict=True)
        ],
    }
