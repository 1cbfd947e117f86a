"""Closed reports, and what is hidden in a report."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from secondsource import pipeline
from secondsource.desk import create_app
from secondsource.desk.shelf import Shelf
from secondsource.desk.staff.rights_pages import pieces
from secondsource.desk.visiting import Visitor, visited_by
from secondsource.model import Act, Role, Sensitive
from secondsource.store import Case
from secondsource.store.office import Office
from secondsource.store.office.sessions import Kind

from .conftest import AT, HERE, TWO, WORDS, Browser, case_view, told


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


def test_a_closed_report_is_not_found_and_not_counted(names, keeper, reader):
    def asked(browser, what: str, q: str = "kuwait") -> dict:
        return browser.client.get("/api/search", params={"q": q, "what": what}).json()

    before = {what: asked(reader, what) for what in ("reports", "statements", "claims")}
    assert {row["report_id"] for row in before["reports"]["rows"]} == {names["a"], names["b"]}
    keeper.send(f"/reports/{names['b']}/rights", "/close", why="names a village")
    for what, found in before.items():
        less, whole = asked(reader, what), asked(keeper, what)
        assert whole == found, "the keeper sees what was there before"
        assert less["total"] == len(less["rows"]) and names["b"] not in json.dumps(less)
        left = {row["id"] for row in found["rows"]} - {row["id"] for row in less["rows"]}
        assert all(identifier.startswith(names["b"]) for identifier in left if what != "claims")
    assert asked(reader, "reports")["total"] == before["reports"]["total"] - 1
    claims = {row["id"] for row in reader.client.get("/api/claims").json()["rows"]}
    assert {row["id"] for row in asked(reader, "claims")["rows"]} <= claims
    assert (
        asked(reader, "reports", "outlet:courier")["total"] == asked(reader, "claims", "outlet:courier")["total"] == 0
    )
    assert asked(keeper, "claims", "outlet:courier")["total"] > 0
    assert names["b"] not in reader.get("/search?q=kuwait&what=claims").text


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


def test_nothing_noted_or_proposed_about_a_closed_report_is_told(folder, names, office, keeper, reviewer, analyst):
    view = case_view(folder)
    alone = next(c.id for c in view.claims if set(c.reports) == {names["b"]})
    analyst.send(f"/claims/{alone}", f"/notes/claims/{alone}", text="SECRET one @Rev Iewer")
    analyst.send(f"/claims/{alone}", f"/works/claims/{alone}", status="open", person="2", tags="secret-tag")
    analyst.send(f"/reports/{names['b']}", f"/notes/reports/{names['b']}", text="SECRET two @Rev Iewer")
    keeper.send("/people", "/people/eyes", eyes="2")
    statement = next(s.id for s in view.statements if s.report == names["b"])
    keeper.send(f"/review?at={statement}", "/reject", why="SECRET three")
    keeper.send(f"/reports/{names['b']}/rights", "/close", why="SECRET four")
    (waiting,) = office.proposals.waiting()
    for address in ("/work", "/today", "/review", "/decisions", "/api/work", "/api/notes", "/api/proposals"):
        text = reviewer.get(address).text
        assert not any(word in text for word in ("SECRET", "secret-tag", alone, names["b"], statement)), address
        assert "waits for a second person" not in text and "name you" not in text.replace("Notes that name you", "")
    for act in ("second", "refuse"):
        reviewer.send("/me", "/logout", 404, to=f"/proposals/{waiting.id}/{act}", why="x")
    assert office.proposals.waiting() == (waiting,)
    assert "SECRET three" in keeper.get("/work").text


def test_a_keeper_who_is_not_admitted_reads_no_more_in_the_record(names, office, keeper):
    office.people.add("Other Keeper", Role.KEEPER, at=AT, password=WORDS)
    other = Browser(keeper.client.app, "Other Keeper")
    keeper.send(f"/reports/{names['b']}/rights", "/close", why="SECRET reason")
    for address in ("/record", "/api/record"):
        text = other.get(address).text
        assert names["b"] not in text and "SECRET" not in text and "closed to you" in text
    assert "SECRET reason" in keeper.get("/record").text


def test_other_versions_of_a_closed_report_are_closed_with_it(folder, names, office, keeper, reader, tmp_path):
    row = {"id": "b2", "outlet": "Gulf Courier", "published": "2016-03-20", "language": "en", "title": "Builders b"}
    (tmp_path / "b2.json").write_text(json.dumps({**row, "text": f"{TWO} It was corrected."}))
    keeper.send(f"/reports/{names['b']}/rights", "/close", why="x")
    with Case.open(folder) as case:
        pipeline.run(case, [tmp_path / "b2.json"], now=datetime(2026, 1, 2, tzinfo=UTC))
    assert "Gulf Courier" not in reader.get("/reports").text and "Gulf Courier" in keeper.get("/reports").text


def test_reasons_of_decisions_stay_masked_where_everything_is_counted_anew(folder, names, keeper, reviewer, reader):
    claim = next(c.id for c in case_view(folder).claims if names["a"] in c.reports)
    secret = "told by +1 202 555 0143, somebody@private.example"
    reviewer.send(f"/claims/{claim}/decide", "/decide/grade", letter="B", digit="2", why=secret)
    keeper.send(f"/reports/{names['b']}/rights", "/close", why="x")
    for browser in (reader, keeper):
        for address in (
            f"/claims/{claim}",
            f"/claims/{claim}?as_known_on=2016-03-19",
            f"/api/claims/{claim}",
            "/api/grades",
            "/decisions",
        ):
            text = browser.get(address).text
            assert "555 0143" not in text and "private.example" not in text, address


def test_what_is_written_beside_the_case_is_masked_too(folder, names, analyst, reader):
    page = f"/reports/{names['a']}"
    analyst.send(page, f"/notes/reports/{names['a']}", text="Call +965 2222 3333 or other@private.example.")
    for address in (page, "/work", "/api/notes"):
        text = reader.get(address).text
        assert "2222 3333" not in text and "private.example" not in text and "█" in text


def test_what_another_report_makes_personal_stays_hidden_in_an_opened_one(names, folder):
    raw = next(r for r in case_view(folder).reports if r.id == names["b"])
    text = raw.text.replace("ministry", "████████")
    shown = "".join(p.text for p in pieces(raw, text, frozenset(Sensitive)))
    assert shown == text


def test_a_desk_served_to_others_without_accounts_keeps_the_owners_searches(read_once, tmp_path):
    folder = shutil.copytree(read_once, tmp_path / "others")
    office = Office(folder)
    office.searches.keep(0, "Mine", "q=builders")
    office.notes.add(names_of(folder)["a"], 0, "M. Weiss", AT, "SECRET note")
    others = TestClient(create_app(folder, None), base_url="http://desk.example")
    pages = others.get("/work").text + others.get("/").text + others.get(f"/reports/{names_of(folder)['a']}").text
    assert "Mine" not in pages and "SECRET" not in pages
    token = others.get("/work").text.partition('name="token" value="')[2].partition('"')[0]
    for address in ("/searches", "/searches/1/forget", "/notes/seen"):
        assert others.post(address, data={"token": token, "name": "x", "query": "q=x"}).status_code == 403
    assert [s.name for s in office.searches.of(0)] == ["Mine"]


def names_of(folder) -> dict[str, str]:
    return {r.name: r.id for r in case_view(folder).reports}


def test_a_large_case_tells_no_more_of_a_closed_report_than_a_small_one(folder, names):
    large, small = Shelf(folder, whole=0), Shelf(folder)
    with visited_by(Visitor(acts=frozenset({Act.READ}), closed=frozenset({names["b"]}))):
        one, other = large.shown(), small.shown()
        assert one.view.shared is None and one.view.shared_names == other.view.shared_names
        assert [r.id for r in one.rows] == [r.id for r in other.rows]
        assert set(one.sources) == set(other.sources) == {names["a"]}
