from __future__ import annotations

import base64
from pathlib import Path

import feedparser
import lxml.html
from starlette.testclient import TestClient

from secondsource.desk import create_app
from secondsource.store import Case
from secondsource.store.office import Office
from secondsource.store.office.sessions import Kind
from secondsource.store.watching import Watching
from secondsource.watch.alerts.alert import Alert

from ..staff.conftest import HERE
from .conftest import AT, Browser


def text(answer) -> str:
    return " ".join(lxml.html.document_fromstring(answer.text).text_content().split())


def test_the_page_says_what_was_and_is_and_leads_to_the_sentence(told: Alert, keeper: Browser) -> None:
    page = keeper.get("/alerts")
    said = text(page)
    assert "Confirmed by a further independent origin. It was at least 1, at most 1 independent origin" in said
    assert "Other number of origins" not in said and "matters now" in said
    root = lxml.html.document_fromstring(page.text)
    links = [a.get("href") for a in root.iter("a")]
    assert f"/claims/{told.claim}" in links
    (words,) = [link for link in links if link and "?words=" in link]
    keeper.get(words)
    assert "Other number of origins" in text(keeper.get("/alerts?all=1"))
    keeper.get("/alerts?page=2", 404)


def test_what_a_search_finds_is_told_to_whose_search_it_is(told: Alert, keeper: Browser, office: Office) -> None:
    assert "A new report tells it" not in text(keeper.get("/alerts"))
    me = next(p for p in office.people.all() if p.name == "Keeper Kim")
    office.searches.keep(me.id, "Kuwait", "q=kuwait")
    assert "A new report tells it" in text(keeper.get("/alerts"))


def test_each_says_for_themselves_what_they_have_seen(told: Alert, keeper: Browser, app) -> None:
    assert "1 alert that you have not seen" in text(keeper.get("/today"))
    assert 'class="unseen"' in keeper.get("/alerts").text
    keeper.send("/alerts", "/alerts/seen")
    assert 'class="unseen"' not in keeper.get("/alerts").text
    assert "that you have not seen" not in text(keeper.get("/today"))
    assert 'class="unseen"' in Browser(app, "Rea Der").get("/alerts").text


def test_who_may_not_see_a_report_sees_no_alert_that_rests_on_it(
    told: Alert, keeper: Browser, app, office: Office, folder: Path
) -> None:
    reader = Browser(app, "Rea Der")
    assert "Confirmed" in text(reader.get("/alerts"))
    me = next(p for p in office.people.all() if p.name == "Keeper Kim")
    office.closings.close(told.reports[0], me, AT, "a source at risk")
    assert "Confirmed" in text(keeper.get("/alerts"))
    for address in ("/alerts", "/alerts?all=1", "/alerts.atom", "/api/alerts"):
        assert "Confirmed" not in reader.get(address).text, address
    assert "1 alert" not in text(reader.get("/today"))


def test_the_feed_takes_a_key_as_feed_readers_send_one(told: Alert, office: Office, app) -> None:
    stranger = TestClient(app, base_url=HERE)
    refused = stranger.get("/alerts.atom")
    assert refused.status_code == 401 and refused.headers["www-authenticate"].startswith("Basic ")
    me = next(p for p in office.people.all() if p.name == "Rea Der")
    key = office.sessions.begin(me, "2026-11-01T00:00:00Z", "reader", Kind.KEY)
    basic = {"Authorization": "Basic " + base64.b64encode(f"anything:{key}".encode()).decode()}
    found = stranger.get("/alerts.atom", headers=basic)
    assert found.status_code == 200 and found.headers["content-type"].startswith("application/atom+xml")
    (entry,) = feedparser.parse(found.content).entries
    assert entry.id.endswith(told.id("desk")) and entry.link == f"{HERE}/claims/{told.claim}"
    assert stranger.get("/alerts.atom", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    for wrong in ("Basic !!", "Basic " + base64.b64encode(b"a:nothing").decode(), "Bearer nothing"):
        assert stranger.get("/alerts.atom", headers={"Authorization": wrong}).status_code == 401
    assert stranger.get("/alerts", headers=basic, follow_redirects=False).status_code == 303, "a page takes no key"


def test_programs_are_told_the_same(told: Alert, keeper: Browser) -> None:
    body = keeper.get("/api/alerts").json()
    (row,) = body["rows"]
    assert (row["id"], row["level"], row["claim"], row["unseen"]) == (told.id("desk"), "now", told.claim, True)
    (change,) = row["changes"]
    assert (change["kind"], change["was"], change["now"]) == ("confirmed", "1..1", "2..2")
    assert change["because"][0]["report"] == told.reports[-1]
    assert keeper.get("/api/alerts?all=true").json()["total"] == 2
    assert keeper.get("/api/alerts?since=2099-01-01T00:00:00Z").json()["total"] == 0
    answer = keeper.client.get("/api/alerts")
    again = keeper.client.get("/api/alerts", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_case_that_nobody_watches_says_so(folder: Path) -> None:
    client = TestClient(create_app(folder), base_url=HERE)
    assert "Nothing was told yet" in client.get("/alerts").text
    assert feedparser.parse(client.get("/alerts.atom").content).entries == []
    assert client.get("/api/alerts").json()["total"] == 0
    assert not (folder / "watch.db").exists()


def test_a_form_without_its_token_changes_nothing(told: Alert, watching: Watching, keeper: Browser) -> None:
    assert keeper.client.post("/alerts/seen", data={"upto": "9"}).status_code == 403
    keeper.send("/alerts", "/alerts/seen", code=400, upto="nine")
    assert watching.alerts.latest() == 4


def test_it_is_masked(folder: Path, told: Alert, keeper: Browser) -> None:
    with Case.open(folder) as case:
        assert any(report.personal for report in case.view().reports)
    assert "desk@harbour.example" not in keeper.get("/alerts?all=1").text
