"""What leaves the case is masked, or is an edition that is safe to share; the rest of the room takes both from here."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.model import Reading
from secondsource.store.view import CaseView

from .redaction.edition import Edition, edition_of
from .redaction.leaks import WouldLeak, leaks, refuse_leaks
from .redaction.masks import Masks, hiding, masked_ledger, masked_view, masks_of
from .redaction.protected import Leak, Protected
from .redaction.replacing import BLOCK
from .redaction.rules import coarse_types


def redacted_view(view: CaseView, beside: Iterable[Reading] = (), edition: str = "") -> CaseView:
    """As `masked_view`, and nothing that tells who an unnamed source or a private person is: `edition_of(...).view`.

    Args:
        view: the case.
        beside: readings that were left out of it: what would be hidden of them is hidden in the others too.
        edition: the edition's name.
    """
    return edition_of(view, beside, name=edition).view


__all__ = [
    "BLOCK",
    "Edition",
    "Leak",
    "Masks",
    "Protected",
    "WouldLeak",
    "coarse_types",
    "edition_of",
    "hiding",
    "leaks",
    "masked_ledger",
    "masked_view",
    "masks_of",
    "redacted_view",
    "refuse_leaks",
]
