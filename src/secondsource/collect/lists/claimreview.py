"""Fact checks as schema.org's ClaimReview, in JSON-LD files and inside web pages.

A fact check repeats what somebody else claimed. Those words are the claimant's: they become a quotation of theirs where the claimant is named, and
else no prose at all, so that nobody is made to assert what they examined. What the checker concludes is the checker's own voice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...model import RegionKind
from ..draft import Extract
from .item import Found, Part, unmarked

_DEEPEST = 6
_REVIEWS = frozenset({"ClaimReview", "MediaReview"})

Thing = dict[str, Any]


def is_linked(value: Any) -> bool:
    """Whether a JSON value is JSON-LD of schema.org."""
    if not isinstance(value, dict):
        return False
    context = value.get("@context")
    contexts = context if isinstance(context, list) else [context]
    named = any("schema.org" in str(one.get("@vocab") if isinstance(one, dict) else one) for one in contexts[:20])
    return named or (
        isinstance(value.get("@type"), str | list)
        and ("@graph" in value or bool(_kinds(value) & (_REVIEWS | {"Claim"})))
    )


def reviews(value: Any, depth: int = 0) -> Iterator[Thing]:
    """The fact checks in a JSON value, as deep as such documents nest them; claims that nobody reviewed too."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from reviews(item, depth + 1)
    elif isinstance(value, dict):
        if _kinds(value) & _REVIEWS or "Claim" in _kinds(value):
            yield value
            return
        for item in value.values():
            if isinstance(item, dict | list):
                yield from reviews(item, depth + 1)


def read(value: Any, name: str, note: str | None = None) -> Extract:
    """The reports of the fact checks in a JSON value.

    Args:
        value: the whole document.
        name: the file's name.
        note: how its characters were got.
    """
    found = Found(name, note)
    number = 0
    for number, review in enumerate(reviews(value), start=1):
        at = number - 1
        if "Claim" in _kinds(review):
            found.leave(at, f"The claim “{_called(review)}” has no review. Add the reports that make it.")
        elif not add(found, at, review):
            found.leave(at, f"The fact check “{_called(review)}” holds no words. Add its page.")
    if not number:
        found.leave_all(name, "The JSON-LD holds no ClaimReview. Add the page or the text it describes.")
    return found.extract()


def add(found: Found, at: int, review: Thing) -> bool:
    """Take a fact check in; False if it holds no words."""
    claimed = _words(review, "claimReviewed")
    by = claimant(review)
    rating = _thing(review.get("reviewRating"))
    parts: list[Part] = []
    if claimed:
        parts.append((claimed, RegionKind.QUOTATION if by else RegionKind.TITLE, by or None))
    concluded = [_words(rating, "ratingExplanation"), _words(review, "reviewBody"), _words(review, "description")]
    parts += [(words, None, None) for words in dict.fromkeys(concluded) if words]
    title = _words(review, "headline") or _words(review, "name")
    given: dict[str, tuple[Any, str]] = {
        "title": (title, "the name of the ClaimReview"),
        "url": (review.get("url"), "the “url” of the ClaimReview"),
        "language": (review.get("inLanguage"), "the “inLanguage” of the ClaimReview"),
        "published": (review.get("datePublished"), "the “datePublished” of the ClaimReview"),
    }
    for field in ("publisher", "author"):
        if name := _name(review.get(field)):
            given["outlet"] = (name, f"the “{field}” of the ClaimReview")
            break
    return found.add(
        at, parts, name=_words(review, "@id") or _words(review, "url"), given=given, label=label_of(review)
    )


def label_of(review: Thing) -> str:
    """What a fact check is, for all who read it: whose words it checks, and how it rates them."""
    rating = _thing(review.get("reviewRating"))
    word = _words(rating, "alternateName") or _words(rating, "ratingValue")
    by = claimant(review)
    return f"Fact check of what {by or 'somebody else'} said" + (f"; rated “{word[:80]}”." if word else ".")


def claimant(review: Thing) -> str:
    """Who made the claim that is reviewed; empty if the review does not say."""
    item = _thing(review.get("itemReviewed"))
    return _name(item.get("author")) or _name(_thing(item.get("firstAppearance")).get("publisher"))


def _kinds(value: Thing) -> set[str]:
    kind = value.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {one.rsplit("/", 1)[-1].removeprefix("schema:") for one in kinds if isinstance(one, str)}


def _thing(value: Any) -> Thing:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}


def _name(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    return _words(_thing(value), "name")


def _words(thing: Thing, name: str) -> str:
    value = thing.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return " ".join(unmarked(value).split()) if isinstance(value, str) else ""


def _called(review: Thing) -> str:
    return (_words(review, "claimReviewed") or _words(review, "name") or _words(review, "url") or "without a name")[:80]
