"""The manifest of a dossier: by it a reader without the program's case can tell whether a dossier was changed, and one with the case on what it stands.

It is JSON: the digest of the dossier, what was asked for, each note with its words and where they stand, each capture with its digest, and a seal
over all of that. The seal tells of accidents and of careless changes; it is no signature.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from secondsource.model import Marking, SecondsourceError
from secondsource.store.view import CaseView

from ..footnotes import Footnote
from .blocks import Document
from .replies import digest as digest_of_replies

KIND = "secondsource dossier manifest"
VERSION = 1


class BadManifest(SecondsourceError):
    """The manifest cannot be used. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was asked for when a dossier was written: by it the same case gives the same bytes again.

    Args:
        up_to: name of the strictest marking that may stay, or empty.
        replies: SHA-256 of the file of replies, or empty.
        edition: name of a redacted edition, by which people have their letters in it.
    """

    form: str = "report"
    standard: str = "reasonable_grounds"
    language: str = "en"
    format: str = "html"
    redacted: bool = False
    up_to: str = ""
    replies: str = ""
    edition: str = ""

    def of(self, *, format: str, redacted: bool, up_to: Marking | None, replies: bytes | None) -> Terms:
        """The same with the rest of what was asked for."""
        return replace(
            self,
            format=format,
            redacted=redacted,
            up_to=up_to.word if up_to is not None else "",
            replies=digest_of_replies(replies) if replies is not None else "",
        )


def manifest(document: Document, data: bytes, view: CaseView, terms: Terms) -> bytes:
    """The manifest of a dossier.

    Args:
        document: what was written.
        data: its bytes.
        view: the case as it was shown, masked.
        terms: what was asked for.
    """
    labels = {note.source.id: note.source for note in document.notes}
    told: dict[str, Any] = {
        "kind": KIND,
        "version": VERSION,
        "dossier": {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "title": document.title},
        "case": {"id": view.id, "created": view.created, "subject": view.subject},
        "terms": asdict(terms),
        "notes": [_note(note, view) for note in document.notes],
        "captures": [
            {"sha256": capture.digest, "size": capture.size, "media": capture.media}
            for capture in sorted(
                (c for c in view.captures if c.digest in {s.capture for s in labels.values()}), key=lambda c: c.digest
            )
        ],
    }
    return _lines({**told, "seal": seal_of(told)})


def _note(note: Footnote, view: CaseView) -> dict[str, Any]:
    return {
        "number": note.number,
        "label": note.source.label,
        "report": note.source.id,
        "capture": note.source.capture,
        "spans": [[span.start, span.end] for span in note.spans],
        "words": words_at(view, note.source.id, [(span.start, span.end) for span in note.spans]),
    }


def words_at(view: CaseView, report: str, spans: list[tuple[int, int]]) -> str | None:
    """The words at these places of a report, white space made one; None if the case has no such report or it is too short."""
    found = view.report(report)
    if found is None or any(not 0 <= start <= end <= len(found.text) for start, end in spans):
        return None
    return " … ".join(" ".join(found.text[start:end].split()) for start, end in spans)


def seal_of(told: Mapping[str, Any]) -> str:
    """The SHA-256 over a manifest without its seal."""
    rest = {name: value for name, value in told.items() if name != "seal"}
    return hashlib.sha256(
        json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def _lines(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(data: bytes) -> Mapping[str, Any]:
    """A manifest out of its bytes. Raises BadManifest if they are none of a version that is known."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadManifest("The manifest is not JSON. Take the file that was written beside the dossier.") from error
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise BadManifest("This is no manifest of a dossier. Take the file that was written beside the dossier.")
    if found.get("version") != VERSION:
        raise BadManifest(f"The manifest is of version {found.get('version')}; this program knows version {VERSION}.")
    try:
        Terms(**found["terms"])
        seal_of(found)
        str(found["dossier"]["sha256"]), str(found["case"]["id"])
        for note in found["notes"]:
            (
                int(note["number"]),
                note["words"],
                str(note["report"]),
                str(note["capture"]),
                [(int(a), int(b)) for a, b in note["spans"]],
            )
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BadManifest(
            "The manifest lacks something that every manifest has. Take the one written beside the dossier."
        ) from error
    return found
