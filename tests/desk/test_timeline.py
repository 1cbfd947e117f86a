from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from secondsource.model import Value
from secondsource.store import CaseView
from tests.desk.holding import client_of, page
from tests.desk.told import KUWAIT, case, several, told


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(several())


def test_every_claim_is_drawn_or_listed(client: TestClient) -> None:
    root = page(client, "/timeline")
    drawn = root.xpath('//*[local-name()="svg"]//a[starts-with(@href, "/claims/")]')
    assert len(drawn) == 6
    assert len(root.xpath('//ol[@class="dated"]/li')) == 8
    undated = root.xpath('//h3[@id="undated"]/following-sibling::ol')[0]
    assert sorted(a.text for a in undated.xpath(".//a")) == ["Thing 5, Veld Shipyard", "Thing 8, Kuwait"]


def test_every_mark_has_a_name(client: TestClient) -> None:
    svg = page(client, "/timeline").xpath('//*[local-name()="svg"]')[0]
    assert svg.get("role") == "group"
    for mark in svg.xpath('.//a[starts-with(@href, "/claims/")]'):
        assert "independent origin" in mark.xpath('./*[local-name()="title"]')[0].text


def test_signs_tell_how_much_is_known(client: TestClient) -> None:
    root = page(client, "/timeline")

    def sign(number: int) -> tuple[str, ...]:
        (mark,) = root.xpath(f'//*[local-name()="svg"]//a[*[local-name()="title" and contains(., "Thing {number}")]]')
        return tuple(m.tag for m in mark.xpath('./*[@class="m"]')), mark.xpath('string(./*[local-name()="text"])')

    assert sign(1)[0] == ("circle",)
    assert sign(2)[0] == ("rect",)
    assert sign(3)[0] == ("path",)
    assert sign(4)[0] == ("rect",)
    assert sign(4)[1].endswith("~")


@pytest.mark.parametrize("by", ["country", "type"])
def test_lanes_are_made_by_country_or_kind(client: TestClient, by: str) -> None:
    text = page(client, f"/timeline?by={by}").xpath('string(//*[local-name()="svg"])')
    assert ("Kuwait" in text, "Cash seizure" in text) == (by == "country", by == "type") or by == "type"


def test_a_year_leaves_out_other_years_but_nothing_undated(client: TestClient) -> None:
    root = page(client, "/timeline?year=2016")
    assert len(root.xpath('//*[local-name()="svg"]//a[starts-with(@href, "/claims/")]')) == 4
    assert "Thing 5" in root.text_content()
    assert "Thing 7" not in root.text_content()


def test_what_is_asked_is_kept(client: TestClient) -> None:
    root = page(client, "/timeline?type=WORK_PRESENCE&by=type")
    assert "2 of 8 claims" in root.xpath('string(//*[@role="status"])')
    assert root.xpath('//form/input[@name="by"]/@value') == ["type"]
    assert all(
        "type=WORK_PRESENCE" in href for href in root.xpath('//*[local-name()="svg"]//a/@href') if "year=" in href
    )
    assert "No claim with a date fits" in page(client, "/timeline?q=nowhere").text_content()


def test_rival_dates_stand_beside_the_one_shown() -> None:
    values = tuple(
        Value(attribute="when", value=v, mentions=(), refs=()) for v in ("2016-05-17", "2016-06-20", "../2016")
    )
    view = case(told(1, when="2016-05-17", where=KUWAIT, values=values, conflicts=("when",)))
    root = page(client_of(view), "/timeline")
    assert "other dates told: 20 June 2016, by 2016" in root.text_content()


def test_coverage_names_every_outlet(client: TestClient) -> None:
    rows = page(client, "/timeline").xpath('//table[contains(@class, "covered")]/tbody/tr')
    assert [row.xpath("string(td[2])") for row in rows] == ["Harbour Wire", "Delta Post"]
    assert "1 without a known month" in rows[0].text_content()


@pytest.mark.parametrize("query", ["by=colour", "year=16", "year=²016", "year=0000", "year=-016"])
def test_what_cannot_be_asked_is_said_in_words(client: TestClient, query: str) -> None:
    root = page(client, f"/timeline?{query}", 400)
    assert "To the claims" in root.text_content()


def test_a_case_without_claims_says_what_to_do() -> None:
    empty = CaseView(id="e", title="Empty", created="2026-01-01T00:00:00Z", subject="dprk_labour")
    assert "secondsource run" in page(client_of(empty), "/timeline").text_content()


def test_the_same_case_gives_the_same_bytes() -> None:
    assert client_of(several()).get("/timeline").content == client_of(several()).get("/timeline").content
