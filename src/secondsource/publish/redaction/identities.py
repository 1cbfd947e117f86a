"""Who stands behind the pseudonyms of an edition, with the words that tell of them: it leaves the case only if two people say so."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from secondsource.store.view import CaseView

from .edition import Edition, edition_of

AROUND = 80
"""Characters shown on both sides of a passage."""


def identities(view: CaseView, edition: str, sealed: Iterable[str] = ()) -> bytes:
    """The key of an edition as JSON: each pseudonym with the name and the passages behind it, and each label with the report behind it.

    Args:
        view: the case as it is.
        edition: the edition's name.
        sealed: as it was given for the edition.
    """
    made = edition_of(view, name=edition, sealed=sealed)
    told = {
        "kind": "secondsource key of an edition",
        "case": view.id,
        "edition": edition,
        "people": [
            {
                "pseudonym": behind.pseudonym,
                "name": behind.name,
                "passages": [_passage(view, p.report, p.kind, p.span.start, p.span.end) for p in behind.passages],
            }
            for behind in made.key
        ],
        "reports": [_report(view, made, label) for label in made.labels if view.report(label) is not None],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _passage(view: CaseView, report: str, kind: str, start: int, end: int) -> dict[str, Any]:
    text = view.text(report, redact=False)
    around = " ".join(text[max(0, start - AROUND) : end + AROUND].split())
    return {"report": report, "kind": kind, "span": [start, end], "words": text[start:end], "around": around}


def _report(view: CaseView, made: Edition, identifier: str) -> dict[str, Any]:
    report = view.report(identifier)
    assert report is not None
    return {
        "label": made.labels[identifier],
        "report": identifier,
        "name": report.name,
        "capture": report.capture,
        "url": report.url.value if report.url else None,
    }
