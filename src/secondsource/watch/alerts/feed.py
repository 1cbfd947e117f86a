"""Alerts as an Atom feed (RFC 4287), each under an id that never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

from secondsource.model.acting import harmless
from secondsource.publish.tongue import language, say

from .alert import Alert
from .letter import where
from .words import SaidAlert

_ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "application/atom+xml"
EPOCH = "1970-01-01T00:00:00Z"
"""When a feed that has told nothing was last changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An alert in the feed: its id, when it was made (ISO 8601 in UTC), the alert, and what is said of it."""

    id: str
    at: str
    alert: Alert
    said: SaidAlert


def feed(entries: Sequence[Entry], *, case: str, title: str, address: str) -> bytes:
    """The feed as XML in UTF-8, the latest first.

    Args:
        entries: what was told, the latest first.
        case: id of the case; together with an alert's id it makes the id of the entry (RFC 4151).
        title: what the case is called.
        address: where the desk is reached, without a slash at its end.
    """
    Tree.register_namespace("", _ATOM)
    root = Tree.Element(f"{{{_ATOM}}}feed", {"xml:lang": language()})
    _add(root, "id", f"tag:secondsource.invalid,2026:{case}")
    _add(root, "title", say("Alerts: {case}", case=title) if title else say("Alerts"))
    _add(root, "updated", max((entry.at for entry in entries), default=EPOCH))
    _add(root, "link", rel="self", type=MEDIA, href=f"{address}/alerts.atom")
    _add(root, "link", rel="alternate", type="text/html", href=f"{address}/alerts")
    author = Tree.SubElement(root, f"{{{_ATOM}}}author")
    _add(author, "name", "secondsource")
    for entry in entries:
        made = Tree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(made, "id", f"tag:secondsource.invalid,2026:{case}/{entry.id}")
        _add(made, "title", entry.said.subject)
        _add(made, "updated", entry.at)
        _add(made, "link", rel="alternate", type="text/html", href=where(entry.alert, address))
        _add(made, "category", term=entry.alert.level.value)
        for change in entry.alert.told:
            _add(made, "category", term=change.kind.value)
        _add(made, "content", _text(entry.said), type="text")
    body: bytes = Tree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _text(said: SaidAlert) -> str:
    lines = []
    for change in said.changes:
        lines.append(f"{change.name}. {change.text}")
        lines += [
            say("Because of: {report} [{reference}]", report=item.named, reference=item.cause.reference)
            for item in change.because
        ]
        lines += [change.why] if change.why else []
    return "\n".join(lines)


def _add(parent: Tree.Element, name: str, text: str = "", **attributes: str) -> None:
    made = Tree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = harmless(text) or None
