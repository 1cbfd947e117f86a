from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from secondsource.model import Value
from secondsource.store import CaseView
from tests.desk.holding import client_of, page
from tests.desk.told import DOHA, KUWAIT, case, several, told


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(several())


@pytest.mark.parametrize("area", ["", "world"])
def test_every_claim_stands_once_in_words(client: TestClient, area: str) -> None:
    root = page(client, f"/map?area={area}")
    assert len(root.xpath('//ol[@class="dated"]/li')) == 8
    headings = [h.text for h in root.xpath("//section/h3")]
    assert headings == [
        "Places",
        "Known to the region",
        "Routes",
        "Known, or shown, only to the country",
        "On no map: no country is known",
    ]


def test_the_map_says_the_same_as_the_words(client: TestClient) -> None:
    root = page(client, "/map")
    svg = root.xpath('//*[local-name()="svg"]')[0]
    for mark in svg.xpath(".//a"):
        (heading,) = root.xpath(f'//h4[@id="{mark.get("href")[1:]}"]')
        name, number = heading.text.rsplit(": ", 1)
        assert mark.xpath('string(./*[local-name()="title"])').startswith(f"{name}: {number}")
    drawn = {mark.get("href") for mark in svg.xpath(".//a")}
    nowhere = root.xpath('//h3[starts-with(., "On no map")]/following-sibling::h4/@id')
    assert drawn == {f"#{h}" for h in root.xpath("//h4/@id") if h not in nowhere}


def test_people_in_flight_are_shown_by_country_only(client: TestClient) -> None:
    for address in ("/map", "/map?type=DESERTION", "/map?q=lusail"):
        text = page(client, address).xpath("string(//main)")
        assert "Desertion, May 2016" in text
        assert "place shown as the country only" in text
        assert "Lusail" not in text


def test_numbers_are_of_claims_at_a_place() -> None:
    view = case(told(1, where=DOHA), told(2, where=DOHA), told(3, where=KUWAIT))
    root = page(client_of(view), "/map")
    assert [h.text for h in root.xpath("//h4")] == ["Doha (Qatar): 2 claims", "Kuwait: 1 claim"]


def test_other_countries_told_are_kept() -> None:
    values = tuple(Value(attribute="country", value=v, mentions=(), refs=()) for v in ("KW", "QA"))
    view = case(told(1, where=KUWAIT, values=values, conflicts=("country", "place")))
    assert "other countries told: Qatar" in page(client_of(view), "/map").text_content()


def test_small_countries_have_a_sign_of_their_own() -> None:
    view = case(told(1, where=KUWAIT.__class__(name="Malta", country="MT", span=None, precision="country")))
    svg = page(client_of(view), "/map").xpath('//*[local-name()="svg"]')[0]
    assert "Malta 1" in svg.text_content()


def test_what_cannot_be_asked_is_said_in_words(client: TestClient) -> None:
    assert "To the claims" in page(client, "/map?area=moon", 400).text_content()
    assert "No claim fits" in page(client, "/map?q=nowhere").text_content()


def test_a_case_without_claims_says_what_to_do() -> None:
    empty = CaseView(id="e", title="Empty", created="2026-01-01T00:00:00Z", subject="dprk_labour")
    assert "secondsource run" in page(client_of(empty), "/map").text_content()
