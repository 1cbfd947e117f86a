from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource.store.view import CaseView
from tests.desk.conftest import Page, client_of, said


def test_figures_stand_with_their_claim_and_what_became_of_them(page: Page, view: CaseView) -> None:
    root = page("/numbers")
    (row,) = root.xpath('//table[contains(@class, "figures")]/tbody/tr')
    assert "stale" in row.get("class")
    assert said(row).startswith("100 workers stale")
    history, claim, words = row.xpath(".//a/@href")
    assert history == f"/numbers/history?what=workers&low=90&high=110&claim={view.claims[0].id}"
    assert claim == f"/claims/{view.claims[0].id}"
    assert words.startswith("/reports/")
    assert page(history).xpath("//svg")


def test_a_number_is_followed_in_order_with_picture_and_words(page: Page) -> None:
    root = page("/numbers/history?what=workers&low=90&high=110")
    rows = [said(row) for row in root.xpath('//table[contains(@class, "history")]/tbody/tr')]
    assert len(rows) == 2
    assert "Delta Courier" in rows[0] or "Delta Courier" in rows[1]
    assert any("Dozens" in row for row in rows)
    (svg,) = root.xpath("//svg")
    assert "Where" in svg.text_content()
    for link in root.xpath('//a[@class="words"]'):
        target = page(link.get("href").partition("#")[0])
        marks = target.xpath('//mark[contains(concat(" ", @class, " "), " w0 ")]')
        assert said_of(marks) == " ".join(link.text_content().split())


def said_of(marks: list[lxml.html.HtmlElement]) -> str:
    return " ".join("".join(m.text_content() for m in marks).split())


@pytest.mark.parametrize("asked", ["of=about+100+workers", "of=dozens+of+workers", "what=workers&low=24&high=99"])
def test_a_number_can_be_asked_in_words_or_by_its_parts(page: Page, asked: str) -> None:
    assert page(f"/numbers/history?{asked}").xpath("//svg")


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("", 400, "how many of what"),
        ("of=many", 400, "how many of what"),
        ("of=%3Cscript%3E", 400, "gives no number"),
        ("what=workers&low=ten", 400, "in digits"),
        ("what=workers&low=10&high=5", 400, "backwards"),
        ("what=workers&low=7&high=7", 404, "Near it stand"),
        ("what=%3Cscript%3E&low=7", 404, "is in the case"),
        ("what=workers&low=24&high=99&claim=c0", 404, "No report of the case gives"),
    ],
)
def test_what_is_no_number_or_not_there_is_told(reader: TestClient, asked: str, status: int, told: str) -> None:
    answer = reader.get(f"/numbers/history?{asked}")
    assert answer.status_code == status
    assert told in answer.text
    assert "<form" in answer.text
    assert "<script" not in answer.text


def test_the_list_can_be_narrowed_to_stale_ones_and_may_be_empty(made: ModuleType, page: Page) -> None:
    assert len(page("/numbers?stale=1").xpath('//tr[@class="stale"]')) == 1
    view = made.made()
    with client_of(replace(view, traced=replace(view.traced, figures=()))) as reader:
        assert "No figure is given by more than one report" in reader.get("/numbers").text
        assert reader.get("/numbers?page=2").status_code == 404
    fresh = tuple(replace(f, stale=False) for f in view.figures)
    with client_of(replace(view, traced=replace(view.traced, figures=fresh))) as reader:
        assert "None is stale" in reader.get("/numbers?stale=1").text


def test_more_figures_than_a_page_holds_are_turned_over(made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.desk.number_pages.PAGE", 2)
    view = made.made()
    with client_of(replace(view, traced=replace(view.traced, figures=view.figures * 5))) as reader:
        root = lxml.html.document_fromstring(reader.get("/numbers?stale=1&page=2").text)
        assert root.xpath("//nav/a[@rel]/@href") == ["/numbers?stale=1&page=1", "/numbers?stale=1&page=3"]
