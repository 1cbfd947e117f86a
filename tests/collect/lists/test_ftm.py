from __future__ import annotations

import json
from typing import Any

import pytest

from secondsource.collect import errors as e
from secondsource.collect import read_capture
from secondsource.subjects import load

PACK = load("dprk_labour")
STORY = "Dozens of workers refused to work in December, a manager said. They had waited five months for their pay."


def entity(schema: str, identifier: str, **properties: Any) -> dict[str, Any]:
    return {
        "id": identifier,
        "schema": schema,
        "properties": {k: v if isinstance(v, list) else [v] for k, v in properties.items()},
    }


def lines(*values: Any) -> bytes:
    return b"\n".join(
        value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode() for value in values
    )


ARTICLE = entity(
    "Article", "a", title="파업", publisher="Harbour Wire", publishedAt="2016-06-08", sourceUrl="https://harbourwire.example/1",
    language="eng", author="Ada Quill", bodyText=STORY, fileName="one.html",
)  # fmt: skip


def test_an_article_is_a_report_with_what_the_file_gives():
    (report,) = read_capture(lines(ARTICLE), "entities.ftm.json", PACK)
    assert report.text == STORY and report.name == "one.html"
    assert (report.outlet.value, report.title.value, report.published.value) == ("Harbour Wire", "파업", "2016-06-08")
    assert (report.url.value, report.language.value, report.byline.value) == (
        "https://harbourwire.example/1",
        "en",
        "Ada Quill",
    )
    assert report.outlet.why == "the property “publisher” of the entity"


def test_people_and_ties_are_counted_and_left_out():
    people = [entity("Person", f"p{n}", name="Tobias") for n in range(1200)]
    read = read_capture(lines(ARTICLE, *people, entity("Ownership", "o", owner="p1", asset="p2")), "x.ndjson", PACK)
    assert len(read) == 1
    assert [a.reason for a in read.set_aside] == [
        "1 entity of the schema Ownership holds no words of a report; left out.",
        "1,200 entities of the schema Person hold no words of a report; left out; `secondsource screen` holds their names against lists.",
    ]


def test_notes_on_a_document_are_not_told_twice_and_others_are_told():
    inside = entity("Note", "n", entity="a", description="Dozens of workers refused to work.")
    alone = entity(
        "Note", "m", entity="nowhere", description="A ministry denied the strike in Vessa.", publisher="Desk"
    )
    event = entity("Event", "v", name="Strike", proof="a", summary="It happened.")
    of_event = entity("Note", "w", entity="v", description="The duty is younger than the event.")
    read = read_capture(lines(ARTICLE, inside, alone, event, of_event), "x.json", PACK)
    assert [report.name for report in read] == ["one.html", "m"]
    assert read[1].label == "A note from a FollowTheMoney file, not a publication."
    assert read.set_aside == ()


def test_pages_are_put_together_in_their_order():
    pages = [
        entity("Page", f"p{n}", document="d", index=str(n), bodyText=f"This is what page {n} tells.")
        for n in (2, 10, 1)
    ]
    (report,) = read_capture(lines(entity("Pages", "d", title="Long"), *pages), "x.ndjson", PACK)
    assert [line[-8:-7] for line in report.text.split("\n\n")] == ["1", "2", "0"]


def test_pages_of_the_web_are_read_as_such_and_an_empty_one_costs_only_itself():
    pages = [
        entity("HyperText", "h", title="Strike", bodyHtml=f"<p>{STORY}</p>"),
        entity("HyperText", "g", title="None", bodyHtml="<p></p>"),
    ]
    found = read_capture(lines(*pages), "x.ndjson", PACK)
    assert [report.text for report in found] == [STORY]
    assert "“None” holds no text" in found.set_aside[0].reason


def test_circles_of_references_and_nested_entities_do_no_harm():
    circle = [
        entity("Folder", "f", parent="g"),
        entity("Folder", "g", parent="f"),
        entity("Note", "n", entity="n", description=STORY),
    ]
    nested = entity("Note", "k", entity=[{"id": "a", "schema": "Article", "properties": {}}], description="Said again.")
    read = read_capture(lines(*circle, nested, ARTICLE), "x.ndjson", PACK)
    assert [report.name for report in read] == ["n", "one.html"] or [report.name for report in read] == ["one.html"]


def test_bad_lines_are_named_and_the_others_are_read():
    deep = b'{"id":"x","schema":"Note","properties":' + b"[" * 100_000
    wrong = {"id": "w", "schema": "Article", "properties": {"bodyText": [3, None, {}], "title": 7}}
    unknown = entity("Zeppelin", "z", name="Hindenburg")
    huge = entity("Article", "h", title="Huge", bodyText="A worker waited. " * 60_000)
    read = read_capture(lines(ARTICLE, b"{broken", deep, [1, 2], wrong, unknown, huge), "x.ndjson", PACK)
    assert [report.part for report in read] == [0, 6]
    reasons = {a.name.rpartition("#")[2]: a for a in read.set_aside}
    assert reasons["2"].error == reasons["3"].error == "BadJson" and "nested too deep" in reasons["3"].reason
    assert "needs a `schema`" in reasons["4"].reason
    assert "holds no text" in reasons["5"].reason
    assert "schema Zeppelin" in reasons["Zeppelin"].reason


def test_a_file_without_any_report_says_so():
    with pytest.raises(e.NoWordsInItem, match="schema Person holds no words"):
        read_capture(lines(entity("Person", "p", name="Tobias")), "x.json", PACK)
