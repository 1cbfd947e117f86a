from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from secondsource.store import CaseView
from tests.desk.holding import client_of, page
from tests.desk.told import several


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(several())


def test_picture_and_words_have_the_same_names(client: TestClient) -> None:
    root = page(client, "/network")
    svg = root.xpath('//*[local-name()="svg"]')[0]
    drawn = {a.get("href") for a in svg.xpath('.//a[*[local-name()="rect"]]')}
    said = set(root.xpath('//section//ul[@class="dated"]/li/a[1]/@href'))
    assert drawn == said
    assert len(drawn) == 10
    ties = {a.get("href") for a in svg.xpath('.//a[*[local-name()="path"]]')}
    assert ties
    assert all("from=" in href and "to=" in href for href in ties)


def test_private_and_unnamed_people_are_not_in_it(client: TestClient) -> None:
    text = page(client, "/network").xpath("string(//main)")
    assert "Marzuki Darusman" in text
    assert "Fennimore" not in text
    assert "foreman" not in text
    assert "Lusail" not in text


def test_every_step_of_a_way_has_its_claims(client: TestClient) -> None:
    root = page(client, "/network/path?from=entity:AIRKORYO&to=country:KW")
    assert root.xpath("string(//h1)") == "From Air Koryo to Kuwait"
    assert [h.text_content() for h in root.xpath("//section/h2")] == [
        "1Air Koryo – Pyongyang-Kuwait",
        "2Pyongyang-Kuwait – Kuwait",
    ]
    for section in root.xpath("//section"):
        assert section.xpath('.//a[starts-with(@href, "/claims/")]')
    assert "no proof of a tie" in root.text_content()


def test_one_name_shows_what_it_is_joined_with(client: TestClient) -> None:
    root = page(client, "/network/path?from=source:DARUSMAN")
    assert [h.text for h in root.xpath("//section/h2")] == ["Kuwait", "Qatar"]
    assert "Desertion, May 2016" in root.text_content()
    assert "Lusail" not in root.text_content()
    alone = page(client, "/network/path?from=place:-:Veld%20Shipyard")
    assert [h.text for h in alone.xpath("//section/h2")] == ["Its claims"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "The way between two names"),
        ("?from=country:KW&to=place:-:Veld+Shipyard", "Nothing in these claims joins the two"),
        ("?from=country:KW&to=country:KW", "Both ends are the same name"),
        ("?q=nowhere", "No claim fits"),
    ],
)
def test_ways_that_lead_nowhere_say_so(client: TestClient, query: str, said: str) -> None:
    assert said in page(client, f"/network/path{query}").text_content()


def test_only_the_claims_asked_for_are_gone_by(client: TestClient) -> None:
    assert page(client, "/network/path?from=country:KW&country=KW").xpath("//section")
    assert "no such name" in page(client, "/network/path?from=country:KW&country=QA", 404).text_content()


@pytest.mark.parametrize("key", ["nobody", "entity:", "<script>", "source:YONHAP"])
def test_a_name_that_is_not_there_says_so(client: TestClient, key: str) -> None:
    answer = client.get("/network/path", params={"from": key})
    assert answer.status_code == 404
    assert "<script" not in answer.text


def test_a_case_without_claims_says_what_to_do() -> None:
    empty = client_of(CaseView(id="e", title="Empty", created="2026-01-01T00:00:00Z", subject="dprk_labour"))
    for address in ("/network", "/network/path"):
        assert "secondsource run" in page(empty, address).text_content()
    assert "No claim fits" in page(client_of(several()), "/network?q=nowhere").text_content()
