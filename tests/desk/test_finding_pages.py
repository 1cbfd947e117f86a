from __future__ import annotations

from types import ModuleType

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource.store.view import CaseView
from tests.desk.conftest import Page, said


@pytest.fixture
def at(view: CaseView) -> str:
    return f"/claims/{view.claims[0].id}/law"


def test_a_finding_is_told_and_drawn(page: Page, at: str) -> None:
    root = page(f"{at}/UN-2375-17")
    assert root.xpath("//h1")[0].text_content() == "Work stoppage, Vessa, December 2015, and UN-2375-17"
    assert root.xpath('//h2[@class="outcome"]')[0].text_content() == "Would breach, if confirmed"
    (svg,) = root.xpath("//svg")
    assert "RESTS ON" in svg.text_content()
    text = said(root)
    assert "What decided: the date of the event." in text
    assert "the Committee agreed" in text
    assert "guilty" not in text


def test_every_point_leads_to_exactly_its_words(page: Page, reader: TestClient, at: str) -> None:
    root = page(f"{at}/UN-2375-17")
    (link,) = root.xpath('//a[@class="words"]')
    assert link.text_content() == "refused to work"
    answer = reader.get(link.get("href").partition("#")[0])
    marks = lxml.html.document_fromstring(answer.text).xpath(
        '//mark[contains(concat(" ", @class, " "), " w0 ")]/text()'
    )
    assert " ".join("".join(marks).split()) == "refused to work"


def test_another_day_of_the_law_is_asked_as_if_done_then(page: Page, at: str) -> None:
    own = page(f"{at}/UN-2397-8")
    assert own.xpath('//h2[@class="outcome"]')[0].text_content() == "Was not in force then"
    then = page(f"{at}/UN-2397-8?law_of=2020-01-01")
    assert then.xpath('//h2[@class="outcome"]')[0].text_content() != "Was not in force then"
    assert "Asked is the law of 1 January 2020" in said(then)
    assert then.xpath('//input[@name="law_of"]/@value') == ["2020-01-01"]
    others = then.xpath('//section[@aria-labelledby="others"]//a/@href')
    assert others == [f"{at}/UN-2375-17?law_of=2020-01-01"]


def test_a_provision_that_the_case_was_not_asked_of_is_worked_out(page: Page, at: str) -> None:
    assert "does not speak of such an event" in said(page(f"{at}/EU-2017-1509-IV"))


def test_what_could_not_be_known_yet_is_not_told(page: Page, at: str) -> None:
    text = said(page(f"{at}/UN-2397-8?as_known_on=2016-01-01"))
    assert "By then no report of the case told of it; the first one was published: 7 June 2016" in text
    assert "What is asked" not in text


def test_as_known_on_a_later_day_it_is(page: Page, at: str, made: ModuleType) -> None:
    root = page(f"{at}/UN-2397-8?as_known_on=2016-06-07")
    assert root.xpath("//svg")
    assert not [secret for secret in made.SECRETS if secret in root.text_content()]
    assert page(f"{at}/UN-2397-8?as_known_on=2016-06-07").xpath("//svg")


@pytest.mark.parametrize("days", ["law_of=2016-13-01", "as_known_on=%3Cscript%3E", "law_of=0001-01-01"])
def test_days_that_are_none_are_answered_with_what_to_write(reader: TestClient, at: str, days: str) -> None:
    answer = reader.get(f"{at}/UN-2397-8?{days}")
    assert answer.status_code == 400
    assert "2016-03-02" in answer.text
    assert "<form" in answer.text
    assert "<script" not in answer.text


def test_claims_and_provisions_that_are_not_there(reader: TestClient, at: str) -> None:
    assert reader.get("/claims/c0/law/UN-2397-8").status_code == 404
    # a provision that has left the pack is still named in the findings of the case
    assert reader.get(f"{at}/US-EO-13722-NOWHERE").status_code == 404


def test_the_claim_leads_to_its_findings(page: Page, view: CaseView, at: str) -> None:
    links = page(f"/claims/{view.claims[0].id}").xpath("//a/@href")
    assert f"{at}/UN-2375-17" in links
    assert not [href for href in links if "NOWHERE" in href and href.startswith("/")]
