from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource.model import How, Known, Reading, Report
from tests.desk.conftest import Page, client_of, said

TEXT = (
    "Resolution 2375 forbids work permits for North Korean workers. "
    "A host may no longer give a permit to workers of the North, resolution 2375 says <b>so</b>."
)


@pytest.fixture
def reader_of_the_law(made: ModuleType) -> TestClient:
    view = made.made()
    report = Report(
        id="00000000000000aa-0",
        capture="00000000000000aa",
        part=0,
        name="law.txt",
        text=TEXT,
        outlet=Known(value="Harbour Wire", how=How.GIVEN, why=""),
        language=Known(value="en", how=How.GIVEN, why=""),
        published=Known(value="2018-01-05", how=How.GIVEN, why=""),
    )
    return client_of(replace(view, readings=(Reading(report=report, statements=(), mentions=()),), claims=()))


def test_each_sentence_stands_beside_what_the_text_says(reader_of_the_law: TestClient) -> None:
    root = lxml.html.document_fromstring(reader_of_the_law.get("/law/said").text)
    sections = root.xpath('//section[@class="law-said"]')
    assert sections
    first = sections[0]
    assert "Resolution 2375 forbids work permits for North Korean workers" in said(first)
    (href,) = first.xpath('.//a[@class="words"]/@href')
    page = lxml.html.document_fromstring(reader_of_the_law.get(href.partition("#")[0]).text)
    marked = "".join(m.text_content() for m in page.xpath('//mark[contains(concat(" ", @class, " "), " w0 ")]'))
    assert marked.startswith("Resolution 2375 forbids")
    assert "/law/provisions/UN-2375-17" in first.xpath(".//a/@href")


def test_one_bearing_can_be_asked_for(reader_of_the_law: TestClient) -> None:
    root = lxml.html.document_fromstring(reader_of_the_law.get("/law/said").text)
    total = len(root.xpath('//section[@class="law-said"]'))
    links = [h for h in root.xpath('//p[@class="choices"]/a/@href') if "bearing" in h]
    found = [
        len(lxml.html.document_fromstring(reader_of_the_law.get(h).text).xpath('//section[@class="law-said"]'))
        for h in links
    ]
    assert sum(found) == total


def test_pages_that_are_not_there(reader_of_the_law: TestClient) -> None:
    assert reader_of_the_law.get("/law/said?page=2").status_code == 404
    assert reader_of_the_law.get("/law/said?page=two").status_code == 400


def test_a_case_whose_reports_say_nothing_of_the_law(page: Page) -> None:
    assert "No report of the case says what an instrument forbids" in said(page("/law/said"))
