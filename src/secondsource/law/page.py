"""A page of the documentation for each provision, written from the data: what it asks, of whom, from when, how far verified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..subjects import Subject
from ..subjects.schema import Provision
from .conditions import ALWAYS, Condition
from .outline import Point, outline
from .rule import rules
from .words import by_whom

NOTICE = "A reading aid in our own words, not legal advice. The text of the instrument decides."


def index(pack: Subject) -> str:
    """Markdown: all provisions of the pack in a table, with links to their pages (`<id>.md`, in lower case)."""
    rows = [
        f"| [{item.id}]({file_name(item)}) | {_cell(item.citation)} | {item.jurisdiction} | {item.kind.replace('_', ' ')} "
        f"| {_since(item)} | {_status(item)} |"
        for item in pack.provisions.values()
    ]
    head = ["| provision | text | law of | kind | in force | verified |", "|---|---|---|---|---|---|"]
    return "\n".join(["# The law, by provision", "", NOTICE, "", *head, *rows, ""])


def file_name(item: Provision) -> str:
    """The name of a provision's page."""
    return f"{item.id.lower()}.md"


def page(item: Provision, pack: Subject) -> str:
    """Markdown: one provision.

    Args:
        item: a provision of the pack.
        pack: for the vocabulary's meanings and the status of verification.

    >>> from secondsource.subjects import load
    >>> pack = load("dprk_labour")
    >>> page(pack.provisions["UN-2397-8"], pack).splitlines()[0]
    '# UN-2397-8: S/RES/2397 (2017), para 8'
    """
    return "\n".join([*_page(item, pack), ""])


def _page(item: Provision, pack: Subject) -> Iterator[str]:
    rule = rules(pack)[item.id]
    yield f"# {item.id}: {item.citation}"
    yield from ("", f"> {NOTICE}", "", item.summary, "")
    yield from ("| | |", "|---|---|")
    force = pack.law["legal_forces"][item.legal_force]["meaning"]
    facts = {
        "instrument": item.instrument,
        "paragraph": item.paragraph,
        "law of": item.jurisdiction,
        "adopted": item.adopted,
        "in force": _since(item),
        "legal force": f"{item.legal_force.replace('_', ' ')} ({force})",
        "kind": item.kind.replace("_", " "),
        "says, if met": (item.outcome_if_met or "").replace("_", " "),
        "binds": ", ".join(name.replace("_", " ") for name in item.bound),
        "would be in breach": by_whom(item),
        "speaks of": ", ".join(item.event_types),
        "is prepared by": ", ".join(item.preparatory_event_types),
        "is fulfilled by": ", ".join(item.discharging_event_types),
    }
    yield from (f"| {name} | {_cell(value)} |" for name, value in facts.items() if value)
    if rule.scope is not ALWAYS:
        yield from ("", "## Whom and where it reaches", "", *_tree(rule.scope, 0))
    for number, version in enumerate(rule.versions):
        raw = item.versions[number] if item.versions else None
        title = f"## What it asks, {raw.get('from')} to {raw.get('to') or 'now'}" if raw else "## What it asks"
        yield from ("", title, "")
        yield from ((str(raw["note"]), "") if raw and raw.get("note") else ())
        yield from _tree(version.elements, 0) if version.elements is not ALWAYS else ("Nothing further.",)
        if version.exceptions:
            yield from ("", "### Exceptions", "")
        for exception in version.exceptions:
            unknown = "if nothing is known of it, the answer stays open" if exception.decides else "must be invoked"
            yield f"- {exception.text} ({unknown})"
    yield from _deadlines(item)
    if item.reading_note:
        yield from ("", "## How to read it", "", item.reading_note)
    yield from _verification(item, pack)


def _deadlines(item: Provision) -> Iterator[str]:
    rows = {str(row["date"]): str(row.get("what", "")) for row in item.deadlines}
    if item.duty_deadline:
        rows.setdefault(str(item.duty_deadline["date"]), str(item.duty_deadline.get("what", "")))
    if rows:
        yield from ("", "## Deadlines", "")
        yield from (f"- {day}: {what}" for day, what in sorted(rows.items()))


def _verification(item: Provision, pack: Subject) -> Iterator[str]:
    status = str(item.verification.get("status", "unverified"))
    yield from (
        "",
        "## How far it was verified",
        "",
        f"**{status.replace('_', ' ')}**: {pack.law['verification_status'][status]}.",
    )
    if item.verification.get("note"):
        yield from ("", str(item.verification["note"]))
    yield ""
    yield from (f"- {source}" for source in item.verification.get("sources", ()))


def _tree(condition: Condition, depth: int) -> Iterator[str]:
    found = outline(condition)
    return _points(found, depth) if found else iter(())


def _points(point: Point, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if point.fact:
        assumed = f" (taken as {point.assumed} unless stated: {point.reason})" if point.reason else ""
        yield f"{pad}- {point.text} `{point.fact}`{assumed}"
        return
    yield f"{pad}- {point.text}:"
    for part in point.parts:
        yield from _points(part, depth + 1)


def _since(item: Provision) -> str:
    return f"from {item.in_force_from}" + (f" to {item.in_force_to}" if item.in_force_to else "")


def _status(item: Provision) -> str:
    verification: Mapping[str, Any] = item.verification
    return str(verification.get("status", "unverified")).replace("_", " ")


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")
