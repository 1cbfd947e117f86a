"""A dossier held against its manifest, and against the case: was it changed, and are the words of its notes still those of the case?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from secondsource.model import Marking
from secondsource.store.view import CaseView

from .dossiers import edition, shown_view
from .paper.manifest import Terms, seal_of, words_at
from .tongue import speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that does not agree: `kind` is `dossier`, `manifest`, `case`, `note` or `capture`; `object` is which, in short."""

    kind: str
    object: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came out.

    Args:
        faults: what does not agree, each in a sentence; none if all is well.
        notes: how many notes were looked at.
        again: whether the case gives the same dossier today, byte for byte; None where that was not asked or cannot be known.
    """

    faults: tuple[Fault, ...]
    notes: int
    again: bool | None = None


def check(
    data: bytes,
    told: Mapping[str, Any],
    view: CaseView | None = None,
    whole: Callable[[str], bool] | None = None,
) -> Checked:
    """Holds a dossier against its manifest, and against the case where there is one.

    Args:
        data: the dossier.
        told: its manifest, as `read_manifest` gives it.
        view: the case as it is.
        whole: whether the case holds the bytes of a digest unchanged.
    """
    faults = list(_against_manifest(data, told))
    again = None
    if view is not None:
        faults += _against_case(told, view, whole)
        terms = Terms(**told["terms"])
        if not terms.replies and (terms.redacted or view.id == told["case"]["id"]):
            again = _again(view, terms) == told["dossier"]["sha256"]
    return Checked(faults=tuple(faults), notes=len(told["notes"]), again=again)


def _against_manifest(data: bytes, told: Mapping[str, Any]) -> Iterator[Fault]:
    if told.get("seal") != seal_of(told):
        yield Fault(
            kind="manifest",
            object="seal",
            sentence="The manifest was changed since it was written: its seal does not fit. Ask for it once more.",
        )
    if hashlib.sha256(data).hexdigest() != told["dossier"]["sha256"]:
        yield Fault(
            kind="dossier",
            object="bytes",
            sentence="The dossier is not the one that the manifest names: it was changed since it was written, or it is another one.",
        )


def _against_case(told: Mapping[str, Any], view: CaseView, whole: Callable[[str], bool] | None) -> Iterator[Fault]:
    terms = Terms(**told["terms"])
    most = Marking.parse(terms.up_to) if terms.up_to else None
    with speaking(terms.language):
        safe, _ = shown_view(view, redacted=terms.redacted, up_to=most, edition=terms.edition)
    if safe.id != told["case"]["id"]:
        yield Fault(kind="case", object=view.id, sentence="The dossier was written from another case. Name that one.")
        return
    held: dict[str, bool] = {}
    for note in told["notes"]:
        number = str(note["number"])
        where = f"Note {number} ({note.get('label', '')})"
        report = safe.report(str(note["report"]))
        if report is None:
            yield Fault(kind="note", object=number, sentence=f"{where}: the case no longer has the report.")
            continue
        if report.capture != note["capture"]:
            yield Fault(kind="note", object=number, sentence=f"{where}: the report is now read from other bytes.")
        spans = [(int(start), int(end)) for start, end in note["spans"]]
        if words_at(safe, report.id, spans) != note["words"]:
            yield Fault(
                kind="note",
                object=number,
                sentence=f"{where}: the words quoted are not those that the case has at this place.",
            )
        digest = str(note["capture"])
        if whole is not None and digest and digest not in held:
            held[digest] = whole(digest)
            if not held[digest]:
                yield Fault(
                    kind="capture",
                    object=digest,
                    sentence=f"The original {digest[:16]}, which note {number} rests on, is missing or was changed.",
                )


def _again(view: CaseView, terms: Terms) -> str:
    made = edition(
        view,
        terms.format,
        terms.redacted,
        up_to=Marking.parse(terms.up_to) if terms.up_to else None,
        terms=terms,
    )
    return hashlib.sha256(made.data).hexdigest()
