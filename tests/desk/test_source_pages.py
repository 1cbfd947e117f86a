from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource.store.view import CaseView
from tests.desk.conftest import Page, client_of, said


def test_sources_stand_by_kind_with_what_a_reader_judges_them_by(page: Page) -> None:
    root = page("/sources")
    assert [h.text_content() for h in root.xpath("//h2")] == [
        "Outlets",
        "Bodies and offices",
        "Sources not named, by the publication that tells of them",
    ]
    (row,) = [r for r in root.xpath("//tbody/tr") if said(r).startswith("Harbour Wire")]
    text = said(row)
    assert "2 statements, 2 reports" in text
    assert "Delta Courier <b>bold</b> (1)" in text
    assert "of 1 claim" in text
    assert "none resolved" in text


def test_names_in_other_letters_carry_their_language(page: Page) -> None:
    assert page("/sources").xpath('//th/a/span[@lang="ko"]/text()') == ["가상일보"]


def test_one_kind_can_be_asked_for_and_the_rest_is_passed_over(page: Page) -> None:
    assert [h.text_content() for h in page("/sources?kind=body").xpath("//h2")] == ["Bodies and offices"]
    assert len(page("/sources?kind=%3Cscript%3E").xpath("//h2")) == 3


def test_a_source_leads_to_claims_reports_and_those_around_it(page: Page, view: CaseView) -> None:
    root = page("/sources/name:harbour%20wire")
    links = root.xpath("//main//a/@href")
    assert f"/claims/{view.claims[0].id}" in links
    assert "/sources/unnamed:name:harbour%20wire" in links
    assert len([href for href in links if href.startswith("/reports/")]) == 3
    assert "only origin" in said(root)
    assert "none of its claims has been resolved" in said(root)


def test_no_page_of_sources_describes_who_is_not_named(page: Page) -> None:
    for address in ("/sources", "/sources/unnamed:name:harbour%20wire"):
        assert "foreman" not in said(page(address))
    assert "could help to find a person" in said(page("/sources/unnamed:name:harbour%20wire"))


def test_what_the_pack_knows_of_a_source_is_told(made: ModuleType) -> None:
    view = made.made()
    reading = view.readings[0]
    outlet = replace(reading.report.outlet, value="RFA")
    first = replace(reading, report=replace(reading.report, outlet=outlet))
    with client_of(replace(view, readings=(first, *view.readings[1:]))) as reader:
        root = lxml.html.document_fromstring(reader.get("/sources/source:RFA").text)
        assert root.xpath("//h1")[0].text_content() == "Radio Free Asia"
        assert "What the pack knows of it" in root.text_content()


def test_sources_that_are_not_there(reader: TestClient) -> None:
    for address in ("/sources/name:nobody", "/sources/%3Cscript%3E", "/sources?page=2", "/sources?page=0"):
        answer = reader.get(address)
        assert answer.status_code == 404
        assert "<script" not in answer.text
    assert reader.get("/sources?page=two").status_code == 400


def test_more_than_a_page_holds_is_turned_over(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.desk.source_pages.PAGE", 2)
    root = page("/sources?page=2&kind=outlet")
    assert root.xpath("//nav/a[@rel]/@href") == ["/sources?kind=outlet&page=1"]


def test_a_case_without_reports_says_so() -> None:
    empty = CaseView(id="x", title="Empty", created="", subject="dprk_labour")
    with client_of(empty) as reader:
        assert "Nobody is heard yet" in reader.get("/sources").text
        for address in ("/law", "/law/said", "/law/deadlines", "/numbers", "/law/provisions/UN-2397-8"):
            assert reader.get(address).status_code == 200


def test_what_is_too_long_to_list_is_counted(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.desk.source_pages.MOST", 1)
    root = page("/sources/name:harbour%20wire")
    assert len(root.xpath('//section[@aria-labelledby="naming"]//tbody/tr')) == 1
    assert "And 1 more." in said(root)
