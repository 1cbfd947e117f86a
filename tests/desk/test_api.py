from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from starlette.testclient import TestClient

from secondsource.desk import create_app
from secondsource.desk.api import create_api
from secondsource.desk.api.answers import SIZE
from secondsource.desk.app import desk
from secondsource.model import Decision, DecisionKind
from secondsource.pipeline import queue
from secondsource.publish import masked_view
from secondsource.publish.columns import names
from secondsource.publish.rows import rows
from secondsource.store import Case
from secondsource.store.ledger import START, sealed
from secondsource.store.view import CaseView

from .conftest import HERE, Held
from .told import several


@pytest.fixture
def client(view: CaseView) -> Iterator[TestClient]:
    with TestClient(desk(Held(view)), base_url=HERE) as client:
        yield client


def decided(view: CaseView) -> CaseView:
    """The case with two decisions of one person and one of another, who takes the first back."""
    claim = view.claims[0].id

    def made(kind: DecisionKind, about: str, who: str, why: str) -> Decision:
        return Decision(kind=kind, object=about, who=who, at="2026-01-02T00:00:00Z", why=why)

    first = sealed(1, START, made(DecisionKind.ACCEPT, claim, "Mara Lindqvist", "Tobias Fennimore called."))
    second = sealed(2, first.hash, made(DecisionKind.REJECT, "c0gone", "Mara Lindqvist", "Not an event."))
    third = sealed(3, second.hash, made(DecisionKind.UNDO, first.hash, "Ode", "Mara Lindqvist was in a hurry."))
    return replace(view, ledger=(first, second, third), unmet=(second.decision,))


def error_of(answer: Any) -> dict[str, str]:
    """The one shape that every error has."""
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert list(body) == ["error"] and list(body["error"]) == ["code", "message", "hint"]
    assert all(body["error"].values())
    found: dict[str, str] = body["error"]
    return found


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("statements", "statements"),
        ("mentions", "mentions"),
        ("claims", "claims"),
        ("relays", "relays"),
        ("findings", "findings"),
        ("indicators", "indicators"),
        ("grades", "grades"),
        ("numbers", "figures"),
        ("loops", "loops"),
        ("numbers?stale=true", "figures"),
    ],
)
def test_rows_are_those_of_an_export(client: TestClient, view: CaseView, address: str, what: str) -> None:
    page = client.get(f"/api/{address}").json()
    assert page["rows"] == json.loads(json.dumps(list(rows(masked_view(view), what))))
    assert (page["total"], page["page"], page["pages"], page["size"]) == (len(page["rows"]), 1, 1, SIZE)


def test_a_claim_has_all_that_is_known_of_it(client: TestClient, view: CaseView) -> None:
    found = client.get(f"/api/claims/{view.claims[0].id}").json()
    assert found["number"] == 1
    assert found["claim"]["id"] == view.claims[0].id
    assert found["grade"]["letter"] == "F"
    assert len(found["findings"]) == 3 and len(found["indicators"]) == 2 and len(found["relays"]) == 2
    assert [m["claim"] for m in found["mentions"]] == [view.claims[0].id] * 4
    assert {s["id"] for s in found["statements"]} == {m["statement"] for m in found["mentions"]}


def test_a_report_has_what_was_read_in_it(client: TestClient, view: CaseView) -> None:
    (line, *_) = client.get("/api/reports").json()["rows"]
    assert set(names("reports")) - set(line) == {"text", "noise", "personal_data"}
    found = client.get(f"/api/reports/{line['id']}").json()
    assert list(found["report"]) == names("reports")
    assert (len(found["statements"]), len(found["mentions"])) == (line["statements"], line["mentions"])
    assert found["claims"] == [view.claims[0].id]
    for s in found["statements"]:
        start, end = s["content"][0]
        assert " ".join(found["report"]["text"][start:end].split()) in s["text"]


def test_no_answer_holds_personal_data_or_a_reader_s_comment(view: CaseView, made: ModuleType) -> None:
    client = TestClient(desk(Held(decided(view))), base_url=HERE)
    lists = ["case", "claims", "reports", "set-aside", "law", "law/deadlines", "law/said", "numbers", "relays", "decisions", "statements", "mentions", "findings", "indicators", "grades", "loops", "review", "network", "timeline", "timeline/coverage", "map", "choices", "today", "today/reports", "today/claims"]  # fmt: skip
    addresses = [*lists, *(f"claims/{c.id}" for c in view.claims), *(f"reports/{r.id}" for r in view.reports)]
    for address in addresses:
        answer = client.get(f"/api/{address}")
        assert answer.status_code == 200, address
        for secret in (*made.SECRETS, made.COMMENT, "Lindqvist"):
            assert secret not in answer.text, address


def test_decisions_say_whether_they_are_in_force_and_not_who_made_them(view: CaseView) -> None:
    found = TestClient(desk(Held(decided(view))), base_url=HERE).get("/api/decisions").json()["rows"]
    assert [(d["seq"], d["kind"], d["who"], d["in_force"], d["unmet"]) for d in found] == [
        (1, "accept", "person A", False, False),
        (2, "reject", "person A", True, True),
        (3, "undo", "person B", False, False),
    ]
    assert found[2]["object"] == found[0]["id"]
    assert found[2]["why"] == "person A was in a hurry."
    assert "█" in found[0]["why"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 1),
        ({"q": "dozens HARBOUR"}, 1),
        ({"type": "DESERTION"}, 0),
        ({"country": "-"}, 1),
        ({"country": "KW"}, 0),
        ({"support": "1"}, 1),
        ({"support": "2"}, 0),
        ({"q": '"refused to work" -gold'}, 1),
        ({"q": "노동자"}, 1),
        ({"grade": "F"}, 1),
        ({"grade": "B2"}, 0),
        ({"factuality": "denied"}, 1),
        ({"factuality": "planned"}, 0),
        ({"language": "ko"}, 1),
        ({"language": "ja"}, 0),
        ({"reviewed": "no"}, 1),
        ({"reviewed": "yes"}, 0),
        ({"q": "", "type": "", "country": "", "support": ""}, 1),
    ],
)
def test_claims_are_found_as_on_the_page(client: TestClient, asked: dict[str, str], found: int) -> None:
    assert client.get("/api/claims", params=asked).json()["total"] == found


def test_pages_come_one_after_the_other(made: ModuleType) -> None:
    view = made.made()
    many = tuple(replace(view.claims[0], id=f"c{n:012d}") for n in range(5))
    client = TestClient(desk(Held(replace(view, claims=many))), base_url=HERE)
    pages = [client.get("/api/claims", params={"page": n, "size": 2}).json() for n in (1, 2, 3)]
    assert [len(page["rows"]) for page in pages] == [2, 2, 1]
    assert {row["id"] for page in pages for row in page["rows"]} == {claim.id for claim in many}
    assert {(page["total"], page["pages"]) for page in pages} == {(5, 3)}
    answer = client.get("/api/claims", params={"page": 4, "size": 2})
    assert (answer.status_code, error_of(answer)["code"]) == (404, "no_page")


def test_relays_of_one_report_by_its_name_or_its_id(client: TestClient, view: CaseView) -> None:
    gasang = next(r for r in view.reports if r.name == "gasang.json")
    for name in (gasang.name, gasang.id):
        found = client.get("/api/relays", params={"report": name}).json()["rows"]
        assert [(r["from"], r["to"]) for r in found] == [("gasang.json", "wire.txt")]
    assert client.get("/api/relays", params={"report": "nobody"}).json()["total"] == 0


def test_the_law_of_a_day(client: TestClient) -> None:
    found = client.get("/api/law", params={"on": "2017-10-01", "country": "PL", "about": "labour"}).json()
    assert found["on"] == "2017-10-01"
    there = {rule["id"] for rule in found["rows"]}
    assert "UN-2375-17" in there and "UN-2397-8" not in there
    full = client.get("/api/law/provisions/UN-2375-17").json()
    assert full["provision"]["id"] == "UN-2375-17"
    assert full["outcomes"] == [{"outcome": "breach_if_confirmed", "claims": 1}]
    duties = client.get("/api/law/deadlines", params={"country": "RU", "as_of": "2020-04-01"}).json()
    assert duties["as_of"] == "2020-04-01" and {duty["state"] for duty in duties["rows"]} == {"RU"}


def test_a_finding_and_a_claim_of_another_day(client: TestClient, view: CaseView) -> None:
    claim = view.claims[0].id
    found = client.get(f"/api/claims/{claim}/law/UN-2397-8").json()
    assert (found["provision"], found["outcome"]) == ("UN-2397-8", "not_in_force")
    later = client.get(f"/api/claims/{claim}/law/UN-2397-8", params={"law_of": "2019-01-01"}).json()
    assert later["outcome"] != "not_in_force"
    early = client.get(f"/api/claims/{claim}", params={"as_known_on": "2016-06-07"}).json()
    assert early["claim"]["reports"] == ["wire.txt", "courier.html"]
    answer = client.get(f"/api/claims/{claim}", params={"as_known_on": "2010-01-01"})
    assert (answer.status_code, error_of(answer)["code"]) == (404, "not_yet_told")


def test_who_is_heard_in_the_case(client: TestClient) -> None:
    found = client.get("/api/sources").json()["rows"]
    wire = next(row for row in found if row["name"] == "Harbour Wire")
    assert wire["reports"] == ["wire.txt"] and wire["kind"] == "outlet"
    assert {client.get(f"/api/sources/{line['key']}").json()["name"] for line in wire["relied_on_by"]} == {
        "Delta Courier <b>bold</b>",
        "가상일보",
    }
    outlets = client.get("/api/sources", params={"kind": "outlet"}).json()["rows"]
    assert outlets == [row for row in found if row["kind"] == "outlet"]


def test_reports_are_found_by_words_of_title_or_outlet(client: TestClient) -> None:
    assert [r["report"] for r in client.get("/api/reports", params={"q": "vessa HARBOUR"}).json()["rows"]] == [
        "wire.txt"
    ]
    assert client.get("/api/reports", params={"q": "nowhere"}).json()["total"] == 0


def test_without_a_day_the_law_is_that_of_today(view: CaseView) -> None:
    client = TestClient(create_api(Held(view), lambda: date(2016, 3, 2)), base_url=HERE)
    assert client.get("/law").json()["on"] == "2016-03-02"
    assert client.get("/law/deadlines").json()["as_of"] == "2016-03-02"


def test_where_a_number_came_from(client: TestClient) -> None:
    found = client.get("/api/numbers/history", params={"of": "about 100 workers"}).json()
    assert found["meant"] == {"what": "workers", "low": 90, "high": 110, "per": None}
    (history,) = found["histories"]
    assert {s["report"]: s["use"] for s in history["stated"]} == {"courier.html": "first", "wire.txt": "rival"}
    nothing = client.get("/api/numbers/history", params={"of": "nothing"}).json()
    assert (nothing["meant"], nothing["histories"]) == (None, [])


def test_the_case_says_what_it_is_and_how_much_it_holds(client: TestClient, view: CaseView) -> None:
    about = client.get("/api/case").json()
    assert about["title"] == view.title
    assert about["counts"]["reports"] == 4 and about["counts"]["claims"] == 1
    assert set(about["versions"]) == {"collect", "read", "join", "trace", "weigh", "law"}


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/nowhere", 404, "not_found"),
        ("/api/", 404, "not_found"),
        ("/api/claims/", 404, "not_found"),
        ("/api/claims/c0%0A", 404, "not_found"),
        ("/api/claims/c0", 404, "not_found"),
        ("/api/reports/%00%3Cscript%3E", 404, "not_found"),
        ("/api/law/provisions/un-2397-8", 404, "not_found"),
        ("/api/law?about=weather", 404, "no_topic"),
        ("/api/claims?page=2", 404, "no_page"),
        ("/api/claims?page=0", 400, "bad_parameter"),
        ("/api/claims?page=two", 400, "bad_parameter"),
        ("/api/claims?page=1e9", 400, "bad_parameter"),
        ("/api/claims?size=201", 400, "bad_parameter"),
        ("/api/claims?support=many", 400, "bad_parameter"),
        ("/api/claims?grade=G", 400, "bad_parameter"),
        ("/api/claims?factuality=true", 400, "bad_parameter"),
        ("/api/claims?language=Korean", 400, "bad_parameter"),
        ("/api/claims?reviewed=1", 400, "bad_parameter"),
        ("/api/claims?country=Kuwait", 400, "bad_parameter"),
        ("/api/claims?contry=KW", 400, "unknown_parameter"),
        ("/api/claims?page=1&page=1", 400, "bad_parameter"),
        ("/api/claims?q=" + "x" * 201, 400, "bad_parameter"),
        ("/api/timeline?year=0000", 400, "bad_parameter"),
        ("/api/timeline?by=type", 400, "unknown_parameter"),
        ("/api/map?area=world", 400, "unknown_parameter"),
        ("/api/map?page=2", 404, "no_page"),
        ("/api/today?since=yesterday", 400, "bad_parameter"),
        ("/api/today?since=2016-02-30T00:00:00Z", 400, "bad_parameter"),
        ("/api/today?since=2016-02-03T24:00:00Z", 400, "bad_parameter"),
        ("/api/today/reports?since=2016-02-03T00:00:00%2B99:00", 400, "bad_parameter"),
        ("/api/law?on=2016-02-30", 400, "bad_parameter"),
        ("/api/law?on=yesterday", 400, "bad_parameter"),
        ("/api/numbers/history", 400, "bad_parameter"),
    ],
)
def test_every_error_has_the_same_shape(client: TestClient, address: str, status: int, code: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, error_of(answer)["code"]) == (status, code)


def test_nothing_but_reading_is_answered(client: TestClient) -> None:
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(client, method)("/api/claims")
        assert (answer.status_code, error_of(answer)["code"]) == (405, "only_reading")
        assert answer.headers["allow"] == "GET, HEAD"


def test_a_page_elsewhere_cannot_read_the_case(view: CaseView) -> None:
    answer = TestClient(desk(Held(view)), base_url="http://elsewhere.example").get("/api/claims")
    assert (answer.status_code, error_of(answer)["code"]) == (421, "other_name")


def test_answers_keep_to_the_rules_of_the_desk(client: TestClient) -> None:
    for address in ("/api/claims", "/api/openapi.json", "/api/nowhere"):
        answer = client.get(address)
        assert answer.headers["content-security-policy"].startswith("default-src 'self';")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-type"] == "application/json"
    for address in ("/api/docs", "/api/redoc"):
        assert client.get(address).status_code == 404


def test_an_answer_that_is_held_already_is_not_made_again(
    client: TestClient, view: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/api/claims").headers["etag"]
    monkeypatch.setattr("secondsource.desk.api.claims.claim_row", None)
    for held in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        answer = client.get("/api/claims", headers={"If-None-Match": held})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert client.get("/api/claims/c0", headers={"If-None-Match": tag}).status_code == 404
    monkeypatch.undo()
    assert client.get("/api/claims", headers={"If-None-Match": '"x"'}).status_code == 200
    other = TestClient(desk(Held(replace(view, title="Another"))), base_url=HERE).get("/api/claims")
    assert other.headers["etag"] != tag
    same = TestClient(desk(Held(view)), base_url=HERE).get("/api/claims")
    assert same.headers["etag"] == tag


def test_tomorrow_is_another_answer(view: CaseView) -> None:
    days = iter([date(2016, 3, 2), date(2016, 3, 3)])
    client = TestClient(create_api(Held(view), lambda: next(days)), base_url=HERE)
    assert client.get("/law").headers["etag"] != client.get("/law").headers["etag"]


def test_a_fault_names_itself_and_quotes_nothing(view: CaseView, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Tobias Fennimore")

    monkeypatch.setattr("secondsource.desk.api.claims.claim_row", broken)
    answer = TestClient(desk(Held(view)), base_url=HERE, raise_server_exceptions=False).get("/api/claims")
    assert answer.status_code == 500
    assert error_of(answer) == {
        "code": "fault",
        "message": "A fault of the program (ValueError).",
        "hint": "Please report what was asked.",
    }


def test_a_case_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    client = TestClient(create_app(tmp_path / "case"), base_url=HERE)
    answer = client.get("/api/claims")
    assert answer.status_code == 503
    told = error_of(answer)
    assert told["code"] == "no_case" and "secondsource run" in told["hint"]
    assert client.get("/api/openapi.json").status_code == 200
    Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z").close()
    tag = client.get("/api/claims").headers["etag"]
    assert client.get("/api/claims", headers={"If-None-Match": tag}).status_code == 304


def test_what_waits_is_listed_in_order_with_its_reasons(made: ModuleType) -> None:
    view = made.made()
    reading = view.readings[0]
    doubtful = replace(reading, statements=tuple(replace(s, confidence=0.2) for s in reading.statements))
    view = replace(view, readings=(doubtful, *view.readings[1:]))
    rows = TestClient(desk(Held(view)), base_url=HERE).get("/api/review").json()["rows"]
    assert [(r["statement"], r["weight"], tuple(r["because"])) for r in rows] == [
        (w.statement, w.weight, w.because) for w in queue(view)
    ]
    assert rows and "little confidence (0.20)" in rows[0]["because"][-1]
    assert {r["report"] for r in rows} <= {view.name_of(r.id) for r in view.reports}


def test_the_network_names_what_joins_and_by_which_claims() -> None:
    view = several()
    found = TestClient(desk(Held(view)), base_url=HERE).get("/api/network").json()
    keys, claims = {n["key"] for n in found["nodes"]}, {c.id for c in view.claims}
    assert found["edges"] and {e[end] for e in found["edges"] for end in ("one", "other")} <= keys
    assert {c for part in ("nodes", "edges") for one in found[part] for c in one["claims"]} <= claims
    assert "country:KW" in keys and not [n for n in found["nodes"] if "Fennimore" in n["name"]]
