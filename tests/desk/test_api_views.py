"""Timeline, map, choices and today as JSON: what the pages say, and no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from secondsource.desk.app import desk
from secondsource.desk.shelf import Shown
from secondsource.model import Decision, DecisionKind, Value
from secondsource.store.custody import Custody
from secondsource.store.ledger import START, sealed
from secondsource.store.office import Office
from secondsource.store.office.looks import Look
from secondsource.store.view import CaseView
from tests.desk.holding import HERE, Held, client_of, page
from tests.desk.test_api import decided
from tests.desk.told import DOHA, KUWAIT, case, several, told
from tests.publish.made import SECRETS, made


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(several())


def rows(client: TestClient, address: str, **asked: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/{address}", params=asked)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def test_claims_stand_in_order_of_time_each_as_precise_as_it_is_known(client: TestClient) -> None:
    found = rows(client, "timeline")
    assert [row["number"] for row in found if row["first"] or row["last"]] == sorted(
        (row["number"] for row in found if row["first"] or row["last"]),
        key=lambda number: next((r["first"] or r["last"]) for r in found if r["number"] == number),
    )
    by_title = {row["title"]: row for row in found}
    assert (by_title["Thing 2, Kuwait"]["first"], by_title["Thing 2, Kuwait"]["last"]) == ("2016-03-01", "2016-03-31")
    assert by_title["Thing 3, Doha"]["first"] is None and by_title["Thing 3, Doha"]["last"] == "2016-04-13"
    assert by_title["Thing 4, Primorsky Krai"]["mark"] == "~"
    yearless = by_title["Thing 8, Kuwait"]
    assert (yearless["when"], yearless["first"], yearless["last"]) == ("XXXX-04-03", None, None)
    assert {row["title"] for row in found[-2:]} == {"Thing 5, Veld Shipyard", "Thing 8, Kuwait"}


def test_the_timeline_holds_the_claims_of_the_page(client: TestClient) -> None:
    for query in ("", "year=2016", "type=WORK_PRESENCE", "country=KW&year=2016"):
        there = page(client, f"/timeline?{query}").xpath('//ol[@class="dated"]/li/a[1]/@href')
        found = client.get(f"/api/timeline?{query}").json()["rows"]
        assert sorted(there) == sorted(f"/claims/{row['id']}" for row in found), query


def test_rival_dates_stand_beside_the_one_shown() -> None:
    values = tuple(Value(attribute="when", value=v, mentions=(), refs=()) for v in ("2016-05-17", "../2016"))
    view = case(told(1, when="2016-05-17", where=KUWAIT, values=values, conflicts=("when",)))
    assert rows(client_of(view), "timeline")[0]["other_dates"] == ["../2016"]


def test_coverage_names_every_outlet(client: TestClient) -> None:
    wire, post = rows(client, "timeline/coverage")
    assert (wire["outlet"], wire["undated"]) == ("Harbour Wire", 1)
    assert post["months"] == [{"month": "2016-04", "reports": 1}] and post["first"] == "2016-04-02"
    assert sum(month["reports"] for month in wire["months"]) + wire["undated"] == wire["reports"] == 7


def test_the_map_says_no_more_than_is_known(client: TestClient) -> None:
    found = {row["number"]: row for row in rows(client, "map")}
    by_kind = {row["stands"]: row for row in found.values()}
    assert set(by_kind) == {"point", "region", "country", "route", "nowhere"}
    assert all(row["points"] == [] and row["place"] is None for row in found.values() if row["stands"] == "country")
    assert by_kind["region"]["place"] == "Primorsky Krai" and len(by_kind["region"]["points"]) == 1
    assert len(by_kind["route"]["points"]) == 2
    assert by_kind["nowhere"]["country"] is None and by_kind["nowhere"]["points"] == []


def test_people_in_flight_are_shown_by_country_only(client: TestClient) -> None:
    for asked in ({}, {"type": "DESERTION"}, {"q": "lusail"}):
        answer = client.get("/api/map", params=asked)
        assert ("Lusail" not in answer.text and "25.285" not in answer.text.replace("Doha", "Doha")) or not asked
        (row,) = [row for row in answer.json()["rows"] if row["type"] == "DESERTION"]
        assert row["withheld"] and row["points"] == [] and row["place"] is None
        assert (row["stands"], row["country"], row["title"]) == ("country", "QA", "Desertion, May 2016")


def test_the_map_has_what_its_page_has(client: TestClient) -> None:
    for query in ("", "country=QA", "q=-doha"):
        there = page(client, f"/map?{query}").xpath('//ol[@class="dated"]/li/a[1]')
        found = client.get(f"/api/map?{query}").json()["rows"]
        assert sorted((a.get("href"), a.text) for a in there) == sorted(
            (f"/claims/{row['id']}", row["title"]) for row in found
        )


def test_other_countries_told_are_kept() -> None:
    values = tuple(Value(attribute="country", value=v, mentions=(), refs=()) for v in ("KW", "QA"))
    view = case(told(1, where=KUWAIT, values=values, conflicts=("country",)), told(2, where=DOHA))
    assert {row["country"]: row["other_countries"] for row in rows(client_of(view), "map")} == {"KW": ["QA"], "QA": []}


@pytest.mark.parametrize("address", ["timeline", "timeline/coverage", "map", "today/reports", "today/claims"])
def test_long_lists_come_a_page_at_a_time(address: str) -> None:
    client = client_of(arrived(several()))
    whole = rows(client, address)
    assert len(whole) > 1
    paged = [row for n in range(len(whole)) for row in rows(client, address, page=str(n + 1), size="1")]
    assert paged == whole
    answer = client.get(f"/api/{address}")
    again = client.get(f"/api/{address}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_choices_are_those_of_the_form(client: TestClient) -> None:
    found = client.get("/api/choices", params={"country": "KW"}).json()
    for name, every in found.items():
        shown = page(client, "/?country=KW").xpath(f'//select[@name="{name}"]//option[@value != ""]')
        assert [(o.get("value"), o.text) for o in shown] == [
            (c["value"], f"{c['name']} ({c['claims']})") for c in every
        ]
        for choice in every:
            asked = {"country": "KW", name: choice["value"]}
            assert client.get("/api/claims", params=asked).json()["total"] == choice["claims"]


def arrived(view: CaseView) -> CaseView:
    """The case with a day of January 2026 on which each report came in, one after the other."""
    return replace(
        view,
        custody=tuple(
            Custody(seq=n, capture=report.capture, path="x", at=f"2026-01-{n:02}T00:00:00Z", tool="t")
            for n, report in enumerate(view.reports, start=1)
        ),
    )


@pytest.mark.parametrize(
    ("since", "new"),
    [
        ("", 4),
        ("2025-12-31T00:00:00Z", 4),
        ("2026-01-02T00:00:00Z", 2),
        ("2026-01-02T09:00:00+09:00", 2),
        ("2026-01-01T23:59:59.5Z", 3),
        ("2026-01-04T00:00:00Z", 0),
    ],
)
def test_what_came_in_after_an_instant(since: str, new: int) -> None:
    client, asked = client_of(arrived(made())), {"since": since} if since else {}
    about = client.get("/api/today", params=asked).json()
    assert (about["reports"], about["claims"]) == (new, int(new > 0))
    assert about["latest"] == "2026-01-04T00:00:00Z"
    reports = rows(client, "today/reports", **asked)
    assert len(reports) == new and [r["came_in"] for r in reports] == sorted(
        (r["came_in"] for r in reports), reverse=True
    )
    for claim in rows(client, "today/claims", **asked):
        assert (claim["new_reports"], claim["whole"]) == (new, new == claim["reports"])
    assert client.get("/api/today", params={"since": about["latest"]}).json()["reports"] == 0


@pytest.mark.parametrize("since", ["", "2026-01-02T00:00:00Z"])
def test_today_says_what_its_page_says(tmp_path: Path, since: str) -> None:
    held = Held(arrived(made()))
    held.folder = tmp_path
    office = Office(tmp_path)
    if since:
        office.looks.looked(0, Look(at=since, claims={}))
    client = TestClient(desk(held, office=office), base_url=HERE)
    there = page(client, "/today")
    titles = there.xpath('//section[@aria-labelledby="new"]//td/a/@href')
    asked = {"since": since} if since else {}
    assert titles == [f"/reports/{r['id']}" for r in rows(client, "today/reports", **asked)]
    # What somebody looked at says nothing to the API.
    assert client.get("/api/today").json()["reports"] == 4


@pytest.mark.parametrize("ledger", [True, False])
def test_today_names_nobody_who_decided(ledger: bool) -> None:
    view = decided(made())
    held = Held(view)
    held.held = Shown.of(view, ledger=ledger)
    answer = TestClient(desk(held), base_url=HERE).get("/api/today")
    assert "Lindqvist" not in answer.text and "Ode" not in answer.text
    assert [d["who"] for d in answer.json()["decided"]] == (["person B", "person A", "person A"] if ledger else [])
    assert answer.json()["unmet"] == int(ledger)


@pytest.mark.parametrize("address", ["claims", "timeline", "map", "choices", "network", "reports"])
def test_nothing_masked_is_found_by_asking(address: str) -> None:
    client = client_of(made())
    nothing = client.get(f"/api/{address}", params={"q": "surely nowhere"}).json()
    for secret in (*SECRETS, "Fennimore"):
        for search in (secret, f'"{secret}"'):
            assert client.get(f"/api/{address}", params={"q": search}).json() == nothing, search


@pytest.mark.parametrize("ledger", [True, False])
def test_an_answer_is_another_once_a_person_has_checked_something(ledger: bool) -> None:
    view = made()
    told = (view.mention(view.claims[0].mentions[0]) or view.mentions[0]).statement or ""
    checked = Decision(kind=DecisionKind.ACCEPT, object=told, who="Ode", at="2026-01-02T00:00:00Z", why="")
    answers = []
    for entries in ((), (sealed(1, START, checked),)):
        held = Held(view)
        held.held = Shown.of(replace(view, ledger=entries), ledger=ledger)
        asked = TestClient(desk(held), base_url=HERE).get("/api/claims", params={"reviewed": "some"})
        answers.append((asked.json()["total"], asked.headers["etag"]))
    assert [total for total, _ in answers] == [0, 1]
    assert answers[0][1] != answers[1][1]
