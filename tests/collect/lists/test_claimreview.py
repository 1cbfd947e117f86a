from __future__ import annotations

import json
from typing import Any

import pytest

from secondsource.collect import errors as e
from secondsource.collect import read_capture
from secondsource.model import RegionKind
from secondsource.subjects import load

PACK = load("dprk_labour")
CLAIM = "Not one worker of Vessa ever refused to work, whatever the papers say."
REVIEW: dict[str, Any] = {
    "@context": "https://schema.org", "@type": "ClaimReview", "url": "https://check.example/vessa", "datePublished": "2016-06-09",
    "name": "Did nobody strike?", "inLanguage": "en", "author": {"@type": "Organization", "name": "Delta Check"}, "claimReviewed": CLAIM,
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Rufus Bellweather"}},
    "reviewRating": {"@type": "Rating", "alternateName": "False", "ratingExplanation": "The yard's own book records the strike."},
}  # fmt: skip


def read(value: Any, name: str = "check.jsonld") -> Any:
    return read_capture(json.dumps(value, ensure_ascii=False).encode(), name, PACK)


def test_what_is_checked_stays_the_claimants():
    (report,) = read(REVIEW)
    assert (report.outlet.value, report.published.value, report.title.value) == (
        "Delta Check",
        "2016-06-09",
        "Did nobody strike?",
    )
    assert report.label == "Fact check of what Rufus Bellweather said; rated “False”."
    (quoted,) = [r for r in report.regions if r.kind is RegionKind.QUOTATION]
    assert (quoted.source, quoted.span.of(report.text)) == ("Rufus Bellweather", CLAIM)
    assert report.text.endswith("The yard's own book records the strike.")


def test_a_claim_of_nobody_is_no_prose():
    (report,) = read({**REVIEW, "itemReviewed": {}})
    assert CLAIM in report.text
    assert not any(CLAIM in span.of(report.text) for span in report.body())


def test_reviews_are_found_in_lists_and_graphs_and_bare_claims_are_left():
    graph = {
        "@context": "https://schema.org",
        "@graph": [REVIEW, {"@type": "Claim", "name": "Something"}, {"@type": "WebPage"}],
    }
    found = read(graph)
    assert len(found) == 1 and "has no review" in found.set_aside[0].reason
    assert len(read([REVIEW, {**REVIEW, "name": "Again"}])) == 2


def test_linked_data_without_a_review_says_so():
    with pytest.raises(e.NoWordsInItem, match="no ClaimReview"):
        read({"@context": "https://schema.org", "@type": "WebPage", "name": "x"})


@pytest.mark.parametrize(
    "hostile", [{"reviewRating": [[[]]]}, {"itemReviewed": "x", "author": [1]}, {"datePublished": {}, "url": 7}]
)
def test_wrong_types_cost_only_their_field(hostile: dict[str, Any]):
    (report,) = read({**REVIEW, **hostile})
    assert CLAIM in report.text


def page(body: str, review: str) -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><title>Did nobody strike?</title><script type="application/ld+json">{review}</script></head>'
        f"<body><article>{body}</article></body></html>"
    ).encode()


BODY = (
    "<h1>Did nobody strike?</h1><p>The claim was made on the radio this week, and many repeated it.</p>"
    f"<p>{CLAIM}</p><p>We went through the yard's own book. It records that forty men stayed in their huts for two days in December, "
    "and that the foreman sent for the ministry.</p>"
)


def test_a_page_that_carries_a_review_says_what_it_is_and_whose_words_it_quotes():
    (report,) = read_capture(page(BODY, json.dumps(REVIEW)), "check.html", PACK)
    assert report.label == "Fact check of what Rufus Bellweather said; rated “False”."
    (quoted,) = [r for r in report.regions if r.kind is RegionKind.QUOTATION]
    assert (quoted.source, quoted.span.of(report.text)) == ("Rufus Bellweather", CLAIM)


def test_a_page_without_text_gives_its_review():
    (report,) = read_capture(page("", json.dumps(REVIEW)), "check.html", PACK)
    assert CLAIM in report.text and report.outlet.value == "Delta Check"


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, '{"@type": "ClaimReview"}', '"ClaimReview"'])
def test_a_broken_review_leaves_the_page_as_it_is(broken: str):
    (report,) = read_capture(page(BODY, broken + " ClaimReview" if broken == "{" else broken), "check.html", PACK)
    assert report.label is None and CLAIM in report.text
