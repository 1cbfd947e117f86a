from __future__ import annotations

from datetime import date
from types import ModuleType

import pytest
from starlette.testclient import TestClient

from secondsource.desk.routes import law
from tests.desk.conftest import Page, said


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law, "today", lambda: date(2020, 5, 1))


def test_what_was_in_force_stands_in_picture_and_table(page: Page) -> None:
    root = page("/law?on=2017-10-01&country=PL&about=labour")
    rows = root.xpath('//table[contains(@class, "law-rows")]/tbody/tr')
    ids = [row.get("id") for row in rows]
    assert "UN-2375-17" in ids
    assert "PL-2016-VISA" in ids
    assert "UN-2397-8" not in ids
    assert [row.xpath("./th[@scope='row']/a/@href")[0] for row in rows] == [f"/law/provisions/{i}" for i in ids]
    (svg,) = root.xpath("//svg")
    assert "1 October 2017" in svg.text_content()
    assert all(i in svg.text_content() for i in ids)
    assert "15 December 2017" in said(rows[ids.index("UN-2375-17")])


def test_an_empty_question_asks_for_today_and_everything(page: Page) -> None:
    root = page("/law")
    assert root.xpath("//h1")[0].text_content() == "In force on 1 May 2020"
    assert root.xpath('//input[@name="on"]/@value') == ["2020-05-01"]
    assert not root.xpath('//th[text()="Only if"]')


def test_a_day_before_all_law_says_so(page: Page) -> None:
    root = page("/law?on=1901-01-01&about=aviation")
    assert "Nothing that the pack holds was in force" in said(root)
    assert not root.xpath("//svg | //table")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"on": "yesterday"}, "Write it as 2016-03-02"),
        ({"on": "2016-02-30"}, "Write it as 2016-03-02"),
        ({"on": "9999-12-31"}, "between 1900 and 2100"),
        ({"country": "Poland"}, "two letters"),
        ({"country": "1'"}, "two letters"),
        ({"about": "<script>alert(1)</script>"}, "Choose a topic"),
        ({"about": "x" * 4000}, "Choose a topic"),
    ],
)
def test_what_is_not_understood_is_answered_with_what_to_write(
    reader: TestClient, asked: dict[str, str], told: str
) -> None:
    answer = reader.get("/law", params=asked)
    assert answer.status_code == 400
    assert told in answer.text
    assert 'role="alert"' in answer.text
    assert "<script" not in answer.text
    assert "<form" in answer.text


def test_the_form_keeps_what_was_chosen_and_labels_every_control(page: Page) -> None:
    root = page("/law?on=2018-01-01&country=qa&about=WORK_PRESENCE")
    (form,) = root.xpath("//form")
    assert form.get("method") == "get"
    controls = form.xpath(".//input | .//select")
    assert {c.get("id") for c in controls} == set(form.xpath(".//label/@for"))
    assert form.xpath('.//option[@selected and normalize-space(@value)!=""]/@value') == ["QA", "WORK_PRESENCE"]
    assert "about work presence" in root.xpath("//h1")[0].text_content()


def test_a_country_that_no_list_names_can_be_asked_by_address(page: Page) -> None:
    root = page("/law?on=2018-01-01&country=NZ")
    assert root.xpath('//select[@name="country"]/option[@selected]/@value') == ["NZ"]


def test_the_law_says_nothing_of_the_case(page: Page, made: ModuleType) -> None:
    assert "Vessa" not in said(page("/law")).replace("Dock hands of Vessa & others", "")
