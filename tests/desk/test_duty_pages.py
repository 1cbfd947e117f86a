from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource.desk.routes import law
from secondsource.model import PartialDate, Status
from tests.desk.conftest import Page, client_of, said

NEVER = ("did not report", "failed to report", "has not reported", "in default", "overdue", "non-compliant")


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law, "today", lambda: date(2021, 5, 1))


def test_what_is_known_of_a_state_stands_duty_by_duty(page: Page) -> None:
    root = page("/law/deadlines?country=RU")
    rows = root.xpath('//table[contains(@class, "duties")]/tbody/tr[td]')
    assert rows
    assert root.xpath('//th[@scope="rowgroup"]/text()') == ["Russia"]
    assert any("22 December 2019" in said(row) for row in rows)
    assert root.xpath('//td//a[starts-with(@href, "/law/provisions/")]')


def test_it_is_never_said_that_a_state_did_not_report(page: Page) -> None:
    for address in ("/law/deadlines?every=1", "/law/deadlines?country=CN", "/law/deadlines?as_of=2018-01-01"):
        text = said(page(address)).casefold()
        assert "nothing known of it here" in text
        assert "a state may well have reported" in text
        assert not [words for words in NEVER if words in text]


def test_before_a_deadline_its_time_is_running(page: Page) -> None:
    assert "time still running" in said(page("/law/deadlines?country=QA&as_of=2018-06-01&every=1"))


def test_claims_of_the_case_are_led_to(made: ModuleType) -> None:
    view = made.made()
    claim = replace(
        view.claims[0],
        type="REPATRIATION",
        country="QA",
        when=PartialDate("2019-05"),
        title="Repatriation, Qatar, May 2019",
        status=Status.SUPPORTED,
    )
    with client_of(replace(view, claims=(claim,))) as reader:
        root = lxml.html.document_fromstring(reader.get("/law/deadlines?country=QA").text)
        assert root.xpath(f'//td//a[@href="/claims/{claim.id}"]/text()')
        assert "Harbour Wire" in root.text_content()


@pytest.mark.parametrize(("asked", "told"), [("country=Russia", "two letters"), ("as_of=soon", "2016-03-02")])
def test_what_is_not_understood_is_answered_with_what_to_write(reader: TestClient, asked: str, told: str) -> None:
    answer = reader.get(f"/law/deadlines?{asked}")
    assert answer.status_code == 400
    assert told in answer.text
    assert "<form" in answer.text


def test_a_state_of_which_nothing_is_known_says_so(page: Page) -> None:
    assert "no report of it is known here" in said(page("/law/deadlines?country=KP&as_of=1950-01-01"))
