"""Whatever JSON with the names of these formats comes in: reports, or one sentence that says what is wrong."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.collect import read_capture
from secondsource.model import Unreadable
from secondsource.subjects import load

PACK = load("dprk_labour")
NAMES = [
    "schema", "properties", "id", "bodyText", "bodyHtml", "title", "name", "publisher", "publishedAt", "sourceUrl",
    "language", "document", "entity", "proof", "index", "description", "summary", "type", "container-title", "issued",
    "date-parts", "season", "circa", "abstract", "note", "annote", "author", "custom", "capture", "published", "URL",
    "items", "@context", "@type", "@graph", "claimReviewed", "itemReviewed", "reviewRating", "ratingExplanation",
    "alternateName", "datePublished", "url", "firstAppearance", "reviewBody",
]  # fmt: skip
WORDS = st.sampled_from(
    ["Article", "Note", "Page", "Event", "Person", "book", "webpage", "https://schema.org", "ClaimReview", "Claim", "2016-06-08", "", "x",
     "A manager said that dozens of workers refused to work."]
)  # fmt: skip
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=25,
)
ENTITIES = st.fixed_dictionaries(
    {"schema": WORDS, "properties": st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6)}
)
ITEMS = st.fixed_dictionaries(
    {"type": st.just("book"), "id": VALUES, "abstract": VALUES, "custom": VALUES, "issued": VALUES, "author": VALUES}
)
REVIEWS = st.fixed_dictionaries(
    {
        "@type": st.just("ClaimReview"),
        "claimReviewed": WORDS,
        "reviewRating": VALUES,
        "itemReviewed": VALUES,
        "author": VALUES,
        "url": VALUES,
    }
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VALUES | ENTITIES | ITEMS | REVIEWS, max_size=5) | ENTITIES | REVIEWS, st.booleans())
def test_any_json_gives_reports_or_a_sentence(value: Any, lines: bool) -> None:
    text = "\n".join(map(json.dumps, value)) if lines and isinstance(value, list) else json.dumps(value)
    try:
        found = read_capture(text.encode(), "list.jsonl" if lines else "list.json", PACK)
    except Unreadable as error:
        assert str(error).strip()
        return
    assert all(report.text.strip() for report in found)
    assert all(aside.reason.strip() for aside in found.set_aside)
