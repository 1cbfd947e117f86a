"""Web pages that carry fact checks of their own in JSON-LD: what they are is said, and what they quote stays the claimant's."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from ...model import Region, RegionKind, Span
from ..draft import Draft, Extract
from .claimreview import Thing, add, claimant, label_of, reviews
from .item import Found

_SCRIPT = re.compile(r"<script\b[^<>]{0,300}ld\+json[^<>]{0,300}>(.{1,500000}?)</script", re.IGNORECASE | re.DOTALL)
_MOST = 20


def reviews_in(markup: str) -> tuple[Thing, ...]:
    """The ClaimReviews of a page, given as characters."""
    if "ClaimReview" not in markup:
        return ()
    out: list[Thing] = []
    for number, match in enumerate(_SCRIPT.finditer(markup)):
        if number == _MOST or len(out) >= _MOST:
            break
        try:
            value = json.loads(match[1], strict=False)
        except (ValueError, RecursionError):
            continue
        out += [review for review in reviews(value) if "reviewRating" in review or "claimReviewed" in review]
    return tuple(out[:_MOST])


def laid_over(draft: Draft, found: Sequence[Thing]) -> Draft:
    """The draft of a page with what its fact checks say of it: a label, and the words of the claimant as a quotation where the page repeats them."""
    if not found:
        return draft
    more = f" {len(found) - 1} more on the page." if len(found) > 1 else ""
    regions = list(draft.regions)
    for review in found:
        claimed, by = review.get("claimReviewed"), claimant(review)
        if not by or not isinstance(claimed, str) or not 12 <= len(claimed) <= 2_000:
            continue
        words = r"\s+".join(map(re.escape, claimed.split()))
        match = re.search(words, draft.text)
        span = Span(*match.span()) if match else None
        if span is not None and not any(region.span.overlaps(span) for region in regions):
            regions.append(Region(span=span, kind=RegionKind.QUOTATION, source=by))
    return replace(
        draft,
        label=draft.label or label_of(found[0]) + more,
        regions=tuple(sorted(regions, key=lambda r: r.span.start)),
    )


def alone(found: Sequence[Thing], name: str) -> Extract:
    """The fact checks of a page that shows no text without its scripts."""
    gathered = Found(name, "The page shows no text of its own; this is what it says of itself in its ClaimReview.")
    for at, review in enumerate(found):
        add(gathered, at, review)
    return gathered.extract()
