"""What people noted, as JSON, to those who may read it."""

from __future__ import annotations

import pytest

from secondsource.desk import create_app

from .conftest import Browser, case_view


def rows(browser: Browser, address: str) -> list[dict]:
    return browser.get(f"/api/{address}").json()["rows"]


def test_work_and_notes_are_there_for_people_with_an_account(folder, office, analyst, reader):
    claim = case_view(folder).claims[0].id
    analyst.send(f"/claims/{claim}", f"/notes/claims/{claim}", text="Look again.")
    analyst.send(f"/claims/{claim}", f"/works/claims/{claim}", status="open", person="3", tags="pay")
    (note,) = rows(reader, f"notes?object={claim}")
    assert (note["name"], note["text"], note["struck"]) == ("Ana Lyst", "Look again.", None)
    (work,) = rows(reader, "work")
    assert (work["kind"], work["status"], work["person"], work["tags"]) == ("claim", "open", "Ana Lyst", ["pay"])
    assert rows(reader, "notes") == [note]


def test_a_tag_is_of_what_was_noted_and_not_of_the_case(folder, analyst):
    claim = case_view(folder).claims[0].id
    first = analyst.get("/api/notes").headers["etag"]
    assert analyst.client.get("/api/notes", headers={"If-None-Match": first}).status_code == 304
    analyst.send(f"/claims/{claim}", f"/notes/claims/{claim}", text="Look again.")
    assert analyst.client.get("/api/notes", headers={"If-None-Match": first}).status_code == 200


def test_people_and_the_record_are_for_keepers(keeper, reviewer):
    for address in ("people", "record"):
        answer = reviewer.client.get(f"/api/{address}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_yours")
    assert [p["name"] for p in rows(keeper, "people")] == ["Ana Lyst", "Keeper Kim", "Rea Der", "Rev Iewer"]
    assert {r["act"] for r in rows(keeper, "record?act=signed%20in")} == {"signed in"}
    last = rows(keeper, "record")[0]["seq"]
    assert all(r["seq"] < last for r in rows(keeper, f"record?before={last}"))


def test_kept_searches_and_proposals(keeper, reviewer, reader):
    reviewer.send("/?q=builders", "/searches", name="Builders", shared="1")
    assert rows(reader, "searches") == [{"name": "Builders", "query": "q=builders", "shared": True, "own": False}]
    keeper.send("/people", "/people/eyes", eyes="2")
    reviewer.send("/review", "/reject", why="nobody says this here")
    (waiting,) = rows(keeper, "proposals")
    assert (waiting["kind"], waiting["who"]) == ("reject", "Rev Iewer")


def test_notes_on_a_closed_report_are_closed_too(folder, keeper, reader):
    report = case_view(folder).reports[1].id
    keeper.send(f"/reports/{report}", f"/notes/reports/{report}", text="names a village")
    keeper.send(f"/reports/{report}/rights", "/close", why="x")
    for address in ("notes", f"notes?object={report}", "work"):
        assert "village" not in reader.get(f"/api/{address}").text
    assert "village" not in reader.get("/work").text and "village" in keeper.get("/work").text


@pytest.mark.parametrize("address", ["work", "notes", "proposals", "people", "record"])
def test_a_desk_served_to_others_without_accounts_tells_nobody(read_once, tmp_path, address):
    import shutil

    from starlette.testclient import TestClient

    others = TestClient(create_app(shutil.copytree(read_once, tmp_path / "c"), None), base_url="http://desk.example")
    assert others.get(f"/api/{address}").status_code == 403
