from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import given, settings

from secondsource.publish.exchange.ftm import entities
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import cases, given_out, written


def held(view: CaseView) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(view, "ftm").splitlines()]


@settings(max_examples=25, deadline=None)
@given(cases())
def test_every_reference_leads_to_an_entity_that_came_before(view: CaseView) -> None:
    seen: set[str] = set()
    for entity in held(view):
        for key in ("proof", "entity", "document", "resolved", "subject", "object"):
            assert set(entity["properties"].get(key, ())) <= seen
        assert entity["id"] not in seen
        seen.add(entity["id"])
        assert all(value.strip() for values in entity["properties"].values() for value in values)


def test_a_case_is_articles_events_and_what_ties_them(view: CaseView) -> None:
    assert Counter(entity["schema"] for entity in held(view)) == {
        "Organization": 2, "Article": 4, "Note": 9, "Mention": 3, "Event": 1, "Documentation": 4, "UnknownLink": 2,
    }  # fmt: skip
    found = held(view)
    roles = Counter(entity["properties"]["role"][0] for entity in found if entity["schema"] == "Documentation")
    assert roles == {"tells": 3, "denies": 1}
    (event,) = [entity["properties"] for entity in found if entity["schema"] == "Event"]
    assert event["date"] == ["2015-12"] and len(event["proof"]) == 4
    assert not any("topics" in entity["properties"] or entity["schema"] == "Sanction" for entity in found)


def test_an_article_carries_its_report(view: CaseView) -> None:
    wire = next(entity["properties"] for entity in held(view) if entity["schema"] == "Article")
    assert (wire["title"], wire["publisher"], wire["publishedAt"], wire["language"]) == (
        ["Dock hands of Vessa down tools"], ["Harbour Wire"], ["2016-06-07"], ["eng"],
    )  # fmt: skip
    assert wire["sourceUrl"] == ["https://harbourwire.example/dock"]


def test_a_source_without_a_name_is_no_person(view: CaseView) -> None:
    assert not [entity for entity in entities(given_out(view)) if entity["schema"] in ("Person", "LegalEntity")]
