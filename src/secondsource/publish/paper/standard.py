"""Standards of evidence: which there are, and which of them a claim reaches, by its support and grade alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from secondsource.model import Anonymity, Claim, SecondsourceError
from secondsource.store.view import CaseView
from secondsource.subjects.loader import read_yaml

from ..tongue import say


class UnknownStandard(SecondsourceError):
    """There is no such standard of evidence. The message names those there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A standard of evidence.

    Args:
        id: as it is chosen.
        name: as it is written, in English.
        says: what it means, in English.
        source: where it is known from.
        needs: by name (`least`, `digit`, `letter`, `status`, `access`, `lone`) what a claim needs, with the reason.
    """

    id: str
    name: str
    says: str
    source: str
    needs: Mapping[str, Mapping[str, Any]]


@lru_cache(maxsize=1)
def standards() -> Mapping[str, Standard]:
    """The standards there are, the weakest first."""
    found = read_yaml(Path(__file__).with_name("standards.yaml"))
    return {entry["id"]: Standard(**entry) for entry in found}


def standard(identifier: str) -> Standard:
    """The standard of that id. Raises UnknownStandard if there is none."""
    if identifier not in standards():
        raise UnknownStandard(
            f"There is no standard of evidence called “{identifier}”. Choose one of: {', '.join(standards())}."
        )
    return standards()[identifier]


def missing(claim: Claim, view: CaseView, of: Standard) -> tuple[str, ...]:
    """Why a claim does not reach a standard, in sentences of the language spoken; empty if it does."""
    support, grade = view.support(claim.id), view.grade(claim.id)
    met = {
        "least": support is not None and support.at_least >= of.needs["least"]["value"],
        "digit": grade is not None and grade.digit <= of.needs["digit"]["value"],
        "status": claim.status.value in of.needs["status"]["value"],
    }
    if "letter" in of.needs:
        met["letter"] = grade is not None and grade.letter <= of.needs["letter"]["value"]
    if "access" in of.needs:
        met["access"] = support is not None and any(
            origin.recorded and origin.basis.value in of.needs["access"]["value"] for origin in support.origins
        )
    if "lone" in of.needs:
        met["lone"] = support is not None and (
            support.at_most > 1
            or any(
                origin.recorded
                and (origin.anonymity is Anonymity.NAMED or origin.basis.value in of.needs["lone"]["value"])
                for origin in support.origins
            )
        )
    return tuple(say(str(of.needs[name]["why"])) for name in of.needs if not met[name])


def reached(claim: Claim, view: CaseView) -> Standard | None:
    """The strongest standard that a claim reaches, or None."""
    best = None
    for one in standards().values():
        if not missing(claim, view, one):
            best = one
    return best
