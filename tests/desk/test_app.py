from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import lxml.html
import openpyxl
import pytest
from starlette.testclient import TestClient

from secondsource.desk import create_app, pages
from secondsource.desk.app import desk, host_name
from secondsource.desk.listing import LONGEST
from secondsource.model import Span
from secondsource.publish.chapter import Chapter
from secondsource.store import Case
from secondsource.store.view import CaseView
from tests.desk.conftest import HERE, Held
from tests.desk.holding import SCRIPT, scripts


@pytest.fixture
def client(view: CaseView) -> Iterator[TestClient]:
    with TestClient(desk(Held(view)), base_url=HERE) as client:
        yield client


def addresses(view: CaseView) -> list[str]:
    return [
        "/",
        "/reports",
        "/today",
        "/review",
        "/decisions",
        "/set-aside",
        "/timeline",
        "/map",
        "/network",
        "/network/path",
        *(f"/claims/{c.id}" for c in view.claims),
        *(f"/claims/{c.id}/decide" for c in view.claims),
        *(f"/reports/{r.id}" for r in view.reports),
        "/law?on=2017-10-01&country=PL&about=labour",
        "/law/provisions/UN-2375-17",
        "/law/deadlines?country=RU&as_of=2021-01-01&every=1",
        "/law/said",
        "/numbers",
        "/forecasts",
        "/forecasts/kw2016-income",
        "/sources",
        "/sources/name:harbour%20wire",
        "/sources/unnamed:name:harbour%20wire",
        "/numbers/history?of=about+100+workers",
        *(f"/claims/{c.id}/law/{p}" for c in view.claims for p in ("UN-2375-17", "UN-2397-8?law_of=2020-01-01")),
    ]


def test_every_page_keeps_to_the_rules(client: TestClient, view: CaseView, made: ModuleType) -> None:
    for address in addresses(view):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-security-policy"].startswith("default-src 'self';")
        assert answer.headers["x-content-type-options"] == "nosniff"
        root = lxml.html.document_fromstring(answer.text)
        assert scripts(root) in ([], [SCRIPT]), address
        assert not root.xpath("//style | //img | //@style | //*[@onerror]"), address
        assert not [h for h in root.xpath("//a/@href") if h.startswith("javascript")]
        assert root.xpath("//title") and root.get("lang") == "en"
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        for secret in (*made.SECRETS, made.COMMENT):
            assert secret not in root.text_content(), address


def test_every_link_of_every_page_leads_somewhere(client: TestClient, view: CaseView) -> None:
    for address in addresses(view):
        root = lxml.html.document_fromstring(client.get(address).text)
        for href in root.xpath("//a/@href | //link/@href"):
            if href.startswith(("https://", "http://")):
                continue
            path, _, fragment = href.partition("#")
            answer = client.get(path or address)
            assert answer.status_code == 200, href
            if fragment:
                assert fragment in lxml.html.document_fromstring(answer.text).xpath("//@id"), href


def test_the_list_says_support_grade_and_law(client: TestClient) -> None:
    root = lxml.html.document_fromstring(client.get("/").text)
    text = root.text_content()
    assert root.xpath('//td/a[@aria-label="at least 1, at most 1 independent origins"]/text()') == ["1–1"]
    assert root.xpath('//td/span[@class="tag"]/text()') == ["invented"]
    assert "would breach, if confirmed" in text
    assert "disputed" in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 1),
        ({"q": "dozens HARBOUR"}, 1),
        ({"q": "부두"}, 1),
        ({"q": "dozens nowhere"}, 0),
        ({"type": "WORK_STOPPAGE"}, 1),
        ({"type": "DESERTION"}, 0),
        ({"country": "-"}, 1),
        ({"country": "KW"}, 0),
        ({"support": "1"}, 1),
        ({"support": "2"}, 0),
        ({"support": "0"}, 0),
        ({"support": "many"}, 1),
        ({"law": "breach"}, 1),
        ({"law": "duty"}, 0),
        ({"law": "-"}, 0),
        ({"outlet": "Harbour Wire"}, 1),
        ({"outlet": "Somebody Else"}, 0),
        ({"since": "1990-01-01", "until": "2090-01-01"}, 1),
        ({"until": "1990-01-01"}, 0),
        ({"since": "2090-01-01"}, 0),
        ({"sort": "late"}, 1),
        ({"sort": "sideways"}, 1),
        ({"q": "'\"><script>alert(1)</script>"}, 0),
        ({"q": "Tobias Fennimore"}, 0),
        ({"q": "x" * 5000}, 0),
    ],
)
def test_claims_are_found_by_what_is_asked(client: TestClient, asked: dict[str, str], found: int) -> None:
    answer = client.get("/", params=asked)
    assert answer.status_code == 200
    root = lxml.html.document_fromstring(answer.text)
    assert len(root.xpath('//table[contains(@class, "list")]/tbody/tr')) == found
    assert not root.xpath("//script")
    assert root.xpath('//input[@name="q"]/@value') == [asked.get("q", "")[:LONGEST]]
    assert all(len(href) < 3 * LONGEST for href in root.xpath("//a/@href"))
    assert found != 0 or "No claim fits" in root.text_content()


def test_what_is_no_day_is_said_in_one_sentence(client: TestClient) -> None:
    for path in ("/", "/timeline", "/map", "/network", "/claims.csv"):
        answer = client.get(path, params={"since": "last week"})
        assert answer.status_code == 400 and "Write it as 2016-03-02" in answer.text, path


def test_the_list_is_taken_along_as_it_was_asked_for(client: TestClient, made: ModuleType) -> None:
    lines = client.get("/claims.jsonl", params={"type": "WORK_STOPPAGE"})
    assert lines.headers["content-disposition"] == 'attachment; filename="claims.jsonl"'
    rows = [json.loads(line) for line in lines.text.splitlines()]
    assert rows == client.get("/api/claims", params={"type": "WORK_STOPPAGE"}).json()["rows"] and rows
    table = list(csv.DictReader(io.StringIO(client.get("/claims.csv").text)))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert client.get("/claims.jsonl", params={"type": "DESERTION"}).text == ""
    places = client.get("/claims.geojson", params={"type": "WORK_STOPPAGE"})
    assert places.headers["content-type"] == "application/geo+json"
    assert [feature["properties"]["type"] for feature in places.json()["features"]] == ["WORK_STOPPAGE"]
    book = openpyxl.load_workbook(io.BytesIO(client.get("/claims.xlsx").content))
    assert book.sheetnames == ["about", "claims"] and book["claims"].max_row == 1 + len(table)
    assert client.get("/claims.ods").status_code == 404
    for secret in (*made.SECRETS, made.COMMENT):
        assert secret not in lines.text and secret not in client.get("/claims.csv").text


def test_every_control_has_a_label_and_works_by_address_alone(client: TestClient) -> None:
    root = lxml.html.document_fromstring(client.get("/").text)
    (form,) = root.xpath("//form")
    assert form.get("method") == "get"
    controls = form.xpath(".//input | .//select")
    assert {c.get("name") for c in controls} == {
        "q",
        "type",
        "country",
        "support",
        "law",
        "outlet",
        "grade",
        "factuality",
        "reviewed",
        "language",
        "since",
        "until",
        "sort",
    }
    assert {c.get("id") for c in controls} == set(form.xpath(".//label/@for"))


def test_pages_keep_what_was_asked(made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    view = made.made()
    many = tuple(replace(view.claims[0], id=f"c{n:012d}") for n in range(5))
    monkeypatch.setattr("secondsource.desk.pages.PAGE", 2)
    client = TestClient(desk(Held(replace(view, claims=many))), base_url=HERE)
    root = lxml.html.document_fromstring(client.get("/", params={"q": "dock & vessa"}).text)
    assert "No claim fits" in root.text_content()
    root = lxml.html.document_fromstring(client.get("/", params={"q": "vessa", "page": 2}).text)
    assert root.xpath("//nav/a[@rel]/@href") == ["?q=vessa", "?q=vessa&page=3"]
    assert client.get("/", params={"q": "vessa", "page": 4}).status_code == 404
    assert client.get("/?page=two").status_code == 400


def test_a_note_leads_to_exactly_its_words(client: TestClient, view: CaseView) -> None:
    root = lxml.html.document_fromstring(client.get(f"/claims/{view.claims[0].id}").text)
    for note in root.xpath('//ol[@class="notes"]/li'):
        (href,) = [h for h in note.xpath("./a/@href") if h.startswith("/reports/")]
        page = lxml.html.document_fromstring(client.get(href.partition("#")[0]).text)
        marked = "".join(m.text_content() for m in page.xpath('//mark[contains(concat(" ", @class, " "), " w0 ")]'))
        strong = note.find("q").find("strong")
        quoted = (strong if strong is not None else note.find("q")).text_content()
        assert " ".join(marked.split()) == quoted


def test_a_note_that_no_sentence_cites_leads_back_to_none(
    client: TestClient, view: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = pages.chapter

    def with_one_more(*given: Any) -> Chapter:
        chapter, notes = written(*given), given[4]
        notes.of(view.reports[0].id, (Span(0, 3),))
        return chapter

    address = f"/claims/{view.claims[0].id}"
    before = lxml.html.document_fromstring(client.get(address).text)
    monkeypatch.setattr(pages, "chapter", with_one_more)
    root = lxml.html.document_fromstring(client.get(address).text)
    back = root.xpath('//ol[@class="notes"]//a[@aria-label="Back to the text"]/@href')
    assert len(root.xpath('//ol[@class="notes"]/li')) == len(back) + 1
    assert back == before.xpath('//ol[@class="notes"]//a[@aria-label="Back to the text"]/@href') != []
    assert {href[1:] for href in back} <= set(root.xpath("//@id"))


@pytest.mark.parametrize("words", ["", "5-2", "0-999999", "x", "-1-4", "1-2<script>", "99999999999-99999999999"])
def test_words_that_are_none_are_passed_over(client: TestClient, view: CaseView, words: str) -> None:
    answer = client.get(f"/reports/{view.reports[0].id}", params={"words": words})
    assert answer.status_code == 200
    assert "w0" not in answer.text


def test_what_is_not_there_says_so_in_words(client: TestClient) -> None:
    for address in ("/claims/c0", "/reports/%3Cscript%3E", "/nowhere", "/?page=2", "/?page=0"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "<script" not in answer.text
        assert "To the claims" in answer.text
        assert "content-security-policy" in answer.headers


def test_the_style_sheet_is_served_and_asks_for_nothing(client: TestClient) -> None:
    answer = client.get("/style.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert not re.search(r"url\(|@import", answer.text)


def test_a_long_word_that_is_repeated_makes_no_page_wide(client: TestClient) -> None:
    assert re.search(r"\.desk p, .*{ overflow-wrap: anywhere; }", client.get("/style.css").text)
    answer = client.get("/numbers/history", params={"of": "x" * 199})
    assert answer.status_code == 400
    (problem,) = lxml.html.document_fromstring(answer.text).xpath('//p[@class="problem"]/text()')
    assert "x" * 60 in problem


def test_a_page_elsewhere_cannot_read_the_case(view: CaseView) -> None:
    client = TestClient(desk(Held(view)), base_url="http://elsewhere.example")
    answer = client.get("/")
    assert answer.status_code == 421
    assert "Vessa" not in answer.text


@pytest.mark.parametrize(
    ("header", "name"),
    [("localhost:1", "localhost"), ("[::1]:1", "::1"), ("127.0.0.1", "127.0.0.1"), ("a:b:c", ""), ("", "")],
)
def test_host_names_are_read_without_their_port(header: str, name: str) -> None:
    assert host_name(header) == name


def test_nothing_but_reading_is_answered(client: TestClient) -> None:
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)("/").status_code == 405


def test_a_case_on_disk_is_read_anew_when_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    client = TestClient(create_app(folder), base_url=HERE)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "secondsource run" in answer.text
    assert client.get("/healthz").json()["status"] == "unreadable"
    Case.create(folder, now="2026-01-01T00:00:00Z", title="Quiet <case>").close()
    assert client.get("/healthz").json() == {"status": "ok", "reports": 0, "claims": 0}
    assert "Quiet &lt;case&gt;" in client.get("/").text
    assert client.get("/reports").status_code == 200


def test_reports_are_found_by_title_and_outlet_and_turned_over(client: TestClient, view: CaseView) -> None:
    outlet = next(r.outlet.value for r in view.reports if r.outlet)
    answer = client.get("/reports", params={"q": outlet.upper()})
    rows = lxml.html.document_fromstring(answer.text).xpath("//tbody/tr")
    assert 0 < len(rows) <= len(view.reports)
    assert "No report fits" in client.get("/reports", params={"q": "zzz"}).text
    assert client.get("/reports", params={"page": 2}).status_code == 404
    many = tuple(replace(r, report=replace(r.report, id=f"r{n}")) for n, r in enumerate(view.readings * 200))
    with TestClient(desk(Held(replace(view, readings=many))), base_url=HERE) as crowded:
        first = crowded.get("/reports")
        assert len(lxml.html.document_fromstring(first.text).xpath("//tbody/tr")) == 200
        assert 'rel="next"' in first.text
        assert 'rel="prev"' in crowded.get("/reports", params={"page": 2}).text
