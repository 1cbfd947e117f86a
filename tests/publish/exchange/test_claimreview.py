from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from secondsource.model import DecisionKind
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import cases, decided, written

TERMS = {
    "Claim": {"identifier", "name", "abstract", "temporal", "contentLocation", "firstAppearance", "appearance", "usageInfo"},
    "ClaimReview": {"claimReviewed", "datePublished", "author", "reviewRating", "itemReviewed", "usageInfo"},
    "Rating": {"alternateName", "ratingExplanation"},
    "Person": {"name"}, "Organization": {"name"}, "Place": {"name", "address"},
    "NewsArticle": {"headline", "identifier", "url", "datePublished", "inLanguage", "publisher"},
    "CreativeWork": {"headline", "identifier", "url", "datePublished", "inLanguage", "publisher"},
}  # fmt: skip
"""Terms of schema.org that each type has, as far as we use them (Claim and ClaimReview, both types of CreativeWork)."""


def graph(view: CaseView) -> list[dict[str, Any]]:
    document = json.loads(written(view, "claimreview"))
    assert document["@context"] == "https://schema.org"
    return list(document["@graph"])


def things(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for item in value for found in things(item)]
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in things(item))]
    return []


@settings(max_examples=25, deadline=None)
@given(cases())
def test_every_term_is_one_of_the_vocabulary(view: CaseView) -> None:
    for thing in things(graph(view)):
        assert {key for key in thing if not key.startswith("@")} <= TERMS[thing["@type"]], thing
    for thing in graph(view):
        claim = thing["itemReviewed"] if thing["@type"] == "ClaimReview" else thing
        assert claim["name"] == view.claims[0].title
        assert [work["identifier"] for work in claim["appearance"]] == [report.id for report in view.reports]


def test_what_nobody_decided_is_no_review(view: CaseView) -> None:
    (claim,) = graph(view)
    assert claim["@type"] == "Claim"
    assert "reviewRating" not in json.dumps(claim)
    assert claim["firstAppearance"]["publisher"]["name"] == "Harbour Wire"


@pytest.mark.parametrize(("kind", "word"), [(DecisionKind.ACCEPT, "Accepted"), (DecisionKind.REJECT, "Rejected")])
def test_a_review_is_what_a_person_said(view: CaseView, kind: DecisionKind, word: str) -> None:
    (review,) = graph(decided(view, kind))
    assert review["@type"] == "ClaimReview"
    assert (review["author"]["name"], review["datePublished"]) == ("person A", "2026-02-03")
    rating = review["reviewRating"]
    assert rating["alternateName"].startswith(word) and "ratingValue" not in rating
    assert "seen the papers" in rating["ratingExplanation"] and "Grade F5." in rating["ratingExplanation"]


def test_other_decisions_are_no_verdict(view: CaseView) -> None:
    (claim,) = graph(decided(view, DecisionKind.OVERRIDE))
    assert claim["@type"] == "Claim"
