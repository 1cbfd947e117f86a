"""Closed reports, and what is hidden in a report."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from secondsource.store.office.sessions import Kind

from .conftest import HERE, case_view, told


@pytest.fixture
def names(folder):
    return {r.name: r.id for r in case_view(folder).reports}


def everything(browser) -> str:
    pages = [
        "/",
        "/today",
        "/reports",
        "/sources",
        "/timeline",
        "/map",
        "/network",
        "/numbers",
        "/review",
        "/decisions",
        "/set-aside",
        "/work",
        "/law/said",
    ]
    pages += [f"/claims/{c['id']}" for c in browser.client.get("/api/claims").json()["rows"]]
    text = "".join(browser.get(page).text for page in pages)
    for part in (
        "claims",
        "reports",
        "statements",
        "mentions",
        "relays",
        "findings",
        "sources",
        "decisions",
        "review",
        "network",
        "case",
    ):
        text += browser.get(f"/api/{part}").text
    return text + browser.get("/claims.csv").text


def test_a_closed_report_is_nowhere_for_who_is_not_admitted(names, keeper, reader):
    before = everything(reader)
    assert names["b"] in before and "Gulf Courier" in before
    told_by_both = {c["id"]: c for c in reader.client.get("/api/claims").json()["rows"] if len(c["reports"]) == 2}
    keeper.send(f"/reports/{names['b']}/rights", "/close", why="names a village")
    after = everything(reader)
    assert names["b"] not in after and "Gulf Courier" not in after and "village" not in after
    assert "Gulf Courier" in everything(keeper)
    reader.get(f"/reports/{names['b']}", 404)
    assert reader.client.get(f"/api/reports/{names['b']}").status_code == 404
    reader.get(f"/reports/{names['b']}/rights", 404)
    assert told_by_both
    for id, claim in told_by_both.items():
        less = reader.client.get(f"/api/claims/{id}").json()["claim"]
        assert less["reports"] == ["a"] and less["at_most"] <= claim["at_most"]


def test_admitting_somebody_shows_it_and_opening_it_shows_it_to_all(names, office, keeper, reader, analyst):
    keeper.send(f"/reports/{names['b']}/rights", "/close", why="names a village")
    rea = office.people.named("rea der")
    keeper.send(f"/reports/{names['b']}/rights", "/admit", **{f"admit-{rea.id}": "1"})
    assert "Closed by Keeper Kim" in told(reader.get(f"/reports/{names['b']}/rights"))
    assert "names a village" not in told(reader.get(f"/reports/{names['b']}/rights"))
    analyst.get(f"/reports/{names['b']}", 404)
    keeper.send(f"/reports/{names['b']}/rights", "/reopen")
    analyst.get(f"/reports/{names['b']}")
    acts = [s.entry.act.value for s in office.record.entries(object=names["b"])]
    assert acts == ["admitted", "admitted", "closed"]


def test_a_key_sees_no_more_than_its_person(app, names, office, keeper, reader):
    key = office.sessions.begin(office.people.named("rea der"), "2026-03-01T09:00:00Z", "k", kind=Kind.KEY)
    program = TestClient(app, base_url=HERE, headers={"Authorization": f"Bearer {key}"})
    whole = program.get("/api/reports")
    keeper.send(f"/reports/{names['b']}/rights", "/close", why="x")
    less = program.get("/api/reports", headers={"If-None-Match": whole.headers["etag"]})
    assert less.status_code == 200 and less.json()["total"] == whole.json()["total"] - 1
    assert reader.get("/api/reports").json() == less.json()


def test_what_is_hidden_is_shown_once_to_who_may_ask_and_written_down_first(names, office, keeper, reader):
    page = f"/reports/{names['a']}"
    for browser in (keeper, reader):
        assert "desk@harbour.example" not in browser.get(page).text
    assert "may not ask" in told(reader.get(f"{page}/rights"))
    shown = keeper.send(f"{page}/rights", "/open", why="to check the number", **{"show-personal": "1"})
    assert "desk@harbour.example" in shown.text and "2222 3333" in shown.text
    assert shown.headers["cache-control"] == "no-store"
    (entry,) = [s.entry for s in office.record.entries(act="opened")]
    assert (entry.who, entry.object, entry.why, entry.more) == (
        "Keeper Kim",
        names["a"],
        "to check the number",
        {"what": "personal"},
    )
    assert "desk@harbour.example" not in keeper.get(page).text


def test_who_may_not_ask_is_refused_and_a_reason_is_needed(names, office, keeper, reader):
    page = f"/reports/{names['a']}"
    keeper.send(f"{page}/rights", "/open", 400, why="", **{"show-personal": "1"})
    keeper.send(f"{page}/rights", "/open", 400, why="x")
    answer = reader.send("/me", "/logout", 403, to=f"{page}/open", why="x", **{"show-personal": "1"})
    assert "may not see that" in told(answer) and "harbour.example" not in answer.text
    assert office.record.entries(act="opened") == ()


def test_only_a_keeper_closes_a_report(names, office, reviewer):
    reviewer.send("/me", "/logout", 403, to=f"/reports/{names['a']}/close", why="x")
    assert office.closings.all() == {}
