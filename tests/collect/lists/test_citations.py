from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.collect import errors as e
from secondsource.collect import read_capture
from secondsource.collect.lists.citations import date_of
from secondsource.model import RegionKind
from secondsource.publish.exchange.dates import csl
from secondsource.subjects import load

PACK = load("dprk_labour")
ITEM: dict[str, Any] = {
    "id": "quill2016", "type": "article-newspaper", "title": "Strike in <i>Vessa</i> &amp; <span class=\"nocase\">beyond</span>",
    "container-title": "Harbour Wire", "URL": "https://harbourwire.example/1", "language": "en-GB",
    "issued": {"date-parts": [["2016", 6, "8"]]}, "author": [{"family": "Quill", "given": "Ada"}, {"literal": "Wire Staff"}],
    "abstract": "<p>Dozens of workers refused to work in December, a manager said.</p>", "note": "PMID: 3\nThe manager may be the owner's son.",
}  # fmt: skip


def read(*items: Any, wrap: bool = False) -> Any:
    value: Any = {"items": list(items)} if wrap else list(items)
    return read_capture(json.dumps(value, ensure_ascii=False).encode(), "library.json", PACK)


@pytest.mark.parametrize("wrap", [False, True])
def test_an_item_with_an_abstract_is_a_report(wrap: bool):
    (report,) = read(ITEM, wrap=wrap)
    assert report.name == "quill2016"
    assert (
        report.text
        == "Dozens of workers refused to work in December, a manager said.\n\nThe manager may be the owner's son."
    )
    assert (report.title.value, report.outlet.value) == ("Strike in Vessa & beyond", "Harbour Wire")
    assert (report.published.value, report.language.value) == ("2016-06-08", "en")
    assert report.byline.value == "Ada Quill; Wire Staff"
    assert report.label == "An abstract or note from a list of citations, not the whole text."
    (note,) = [r for r in report.regions if r.kind is RegionKind.NOTE]
    assert note.span.of(report.text).startswith("The manager")


def test_an_item_without_words_is_set_aside_and_the_others_are_read():
    bare = {key: value for key, value in ITEM.items() if key not in ("abstract", "note")}
    found = read(ITEM, bare, {"type": []}, {"type": "book", "title": 7, "author": "x", "issued": [1]})
    assert [report.part for report in found] == [0]
    assert [a.name for a in found.set_aside] == ["library.json#2", "library.json#3", "library.json#4"]
    assert "“Strike in Vessa & beyond” has no abstract" in found.set_aside[0].reason


def test_nothing_but_titles_is_said_in_one_sentence():
    with pytest.raises(e.NoWordsInItem, match="1 more part"):
        read({"id": "a", "type": "book", "title": "A"}, {"id": "b", "type": "book", "title": "B"})


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2016, 2], [2016, 3, 2]]}, "2016-02/2016-03-02"),
        ({"date-parts": [[2016]], "season": "2"}, "2016-22"),
        ({"date-parts": [[2016, 6]], "circa": True}, "2016-06~"),
        ({"date-parts": [[2016, 0, 0]]}, "2016"),
        ({"raw": "June 2016"}, "June 2016"),
        ({"date-parts": [[]]}, None),
        ({"date-parts": "x"}, None),
        (7, None),
    ],
)
def test_dates_of_every_kind(value: Any, date: str | None):
    assert date_of(value) == date


@given(
    st.one_of(
        st.dates().map(lambda day: day.isoformat()),
        st.sampled_from(
            ["2016", "2016-06", "2016-06~", "2016-21", "2016-03/2016-05", "../2016-04", "201X", "XXXX-06-08"]
        ),
    )
)
def test_a_date_that_csl_can_say_comes_back(text: str):
    assert date_of(csl(text)) == text


def test_a_report_of_our_own_form_stays_one():
    (report,) = read_capture(
        json.dumps([{"type": "article", "text": "Dozens struck, a manager said."}]).encode(), "a.json", PACK
    )
    assert report.label is None
