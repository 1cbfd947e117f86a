"""The review on a real case: what waits, decided by forms of our own, and taken back."""

from __future__ import annotations

import json
import re
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource import pipeline
from secondsource.desk import create_app
from secondsource.desk.bench import Bench, Incomplete, OldPage
from secondsource.store import Case
from secondsource.store.lock import alone

HERE = "http://127.0.0.1:8765"
ONE = (
    "Some 40 North Korean builders stopped work in Kuwait on March 18, a foreman said on Saturday. "
    "The foreman, who asked not to be named, said that wages had been withheld for six months."
)
TWO = "The ministry said that the builders in Kuwait went back to work on March 19."


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("review")
    source = tmp_path / "in"
    source.mkdir()
    for name, outlet, day, text in (
        ("a", "The Harbour Post", "2016-03-19", ONE),
        ("b", "Gulf Courier", "2016-03-20", TWO),
    ):
        row = {"id": name, "outlet": outlet, "published": day, "language": "en", "title": "Builders", "text": text}
        (source / f"{name}.json").write_text(json.dumps(row))
    with Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z") as case:
        pipeline.run(case, [source], now=datetime(2026, 1, 1, tzinfo=UTC))
    return tmp_path / "case"


@pytest.fixture
def folder(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(read_once, tmp_path / "case"))


@pytest.fixture
def client(folder: Path) -> TestClient:
    return TestClient(create_app(folder), base_url=HERE, follow_redirects=True)


def view(folder: Path):
    with Case.open(folder) as case:
        return case.view()


def form(page, ending: str) -> tuple[str, dict[str, str]]:
    """The address and the fields of the form whose address ends so."""
    root = lxml.html.document_fromstring(page.text)
    found = next(f for f in root.iter("form") if f.get("action").endswith(ending))
    return found.get("action"), {name: value or "" for name, value in found.form_values()}


def test_what_was_accepted_waits_no_longer_and_who_decided_is_remembered(client, folder):
    page = client.get("/review")
    address, fields = form(page, "/accept")
    waiting = len(pipeline.queue(view(folder)))
    after = client.post(address, data={**fields, "who": "M. Weiß"})
    assert after.status_code == 200
    assert len(pipeline.queue(view(folder))) == waiting - 1
    assert view(folder).ledger[-1].decision.who == "M. Weiß"
    assert "accepted by M. Weiß" in lxml.html.document_fromstring(after.text).text_content()
    assert form(client.get("/review"), "/accept")[1]["who"] == "M. Weiß"


def test_a_speaker_is_corrected_support_follows_and_an_undo_brings_all_back(client, folder):
    before = view(folder)
    told = {m.statement for m in before.mentions}
    statement = next(s for s in before.statements if s.chain.names and s.speaker and s.id in told)
    page = client.get("/review", params={"at": statement.id})
    address, fields = form(page, f"{statement.id}/correct")
    assert fields["speaker"]
    answer = client.post(address, data={**fields, "chain": "", "who": "M. Weiss", "why": "the paper says so itself"})
    assert answer.status_code == 200
    after = view(folder)
    assert after.statement(statement.id).chain.names == []
    assert after.ledger[-1].decision.values == {"chain": ""}
    assert pipeline.queue(after) != pipeline.queue(before)
    address, fields = form(client.get("/decisions"), "/undo")
    assert client.post(address, data={**fields, "who": "M. Weiss"}).status_code == 200
    assert view(folder).statements == before.statements
    assert view(folder).supports == before.supports
    told = lxml.html.document_fromstring(client.get("/decisions").text).text_content()
    assert "taken back" in told
    assert "chain = " in told


def test_an_event_is_corrected_in_its_words(client, folder):
    mention = next(m for m in view(folder).mentions if m.type == "WORK_STOPPAGE")
    page = client.get("/review", params={"at": mention.statement})
    address, fields = form(page, f"{mention.id}/correct")
    client.post(
        address, data={**fields, "when": "2016-03-17", "number": "workers=35..45", "who": "M. Weiss", "why": "test"}
    )
    found = view(folder).mention(mention.id)
    assert found.when.date.text == "2016-03-17"
    assert (found.quantities[0].range.low, found.quantities[0].range.high) == (35, 45)


def test_who_published_a_report_is_corrected_on_its_page_and_taken_back(client, folder):
    before = view(folder)
    report = before.reports[0]
    address, fields = form(client.get(f"/reports/{report.id}"), "/correct")
    assert (fields["outlet"], fields["published"]) == ("The Harbour Post", "2016-03-19")
    answer = client.post(
        address,
        data={**fields, "outlet": "Delta Wire", "published": "2016-03-26", "who": "M. Weiß", "why": "a reprint"},
    )
    told = lxml.html.document_fromstring(answer.text).text_content()
    assert answer.status_code == 200
    assert "Delta Wire" in told and "(as corrected by a person)" in told
    assert "corrected by a person; the document gives “The Harbour Post”" in told
    after = view(folder)
    assert after.ledger[-1].decision.values == {"outlet": "Delta Wire", "published": "2016-03-26"}
    assert after.report(report.id).outlet.value == "Delta Wire"
    # “on Saturday” is the Saturday before the new day
    assert before.readings != after.readings
    address, fields = form(client.get("/decisions"), "/undo")
    assert client.post(address, data={**fields, "who": "M. Weiß"}).status_code == 200
    assert view(folder).readings == before.readings


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"token": "guess"}, 403, "load it again"),
        ({"why": ""}, 400, "Say why"),
        ({"published": "last spring"}, 400, "published"),
        ({"outlet": "<b>x"}, 400, "no name of an outlet"),
        ({}, 400, "Nothing was changed"),
    ],
)
def test_what_does_not_fit_a_report_changes_nothing(change, code, says, client, folder):
    address, fields = form(client.get(f"/reports/{view(folder).reports[0].id}"), "/correct")
    some = {"outlet": "Delta Wire"} if "why" in change else {}
    answer = client.post(address, data={**fields, "who": "M. Weiss", "why": "test", **some, **change})
    assert (answer.status_code, says in answer.text) == (code, True)
    assert view(folder).ledger == ()


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"token": "guess"}, 403, "load it again"),
        ({"who": " "}, 400, "who decides"),
        ({"why": ""}, 400, "Say why"),
        ({"speaker": "nobody of that name"}, 400, "does not have the words"),
        ({"basis": "guessed"}, 400, "guessed"),
        ({}, 400, "Nothing was changed"),
    ],
)
def test_a_form_that_does_not_fit_changes_nothing(change, code, says, client, folder):
    statement = view(folder).statements[0]
    address, fields = form(client.get("/review", params={"at": statement.id}), f"{statement.id}/correct")
    some = {"factuality": "rumoured"} if {"who", "why"} & change.keys() else {}
    answer = client.post(address, data={**fields, "who": "M. Weiss", "why": "test", **some, **change})
    assert answer.status_code == code
    assert says in answer.text
    assert view(folder).ledger == ()


def test_a_desk_for_others_only_shows(folder):
    others = TestClient(create_app(folder, None), base_url="http://desk.example.org")
    page = others.get("/review")
    assert "only shows the case" in page.text
    assert "<form" not in page.text
    assert "/correct" not in others.get(f"/reports/{view(folder).reports[0].id}").text
    told = others.get("/decisions").text
    assert "Decisions are not shown to others" in told and "Nothing has been decided" not in told
    statement = view(folder).statements[0].id
    assert others.post(f"/review/{statement}/accept", data={"who": "x", "token": "y"}).status_code == 403


def test_what_is_no_form_of_ours_is_refused(folder):
    bench = Bench(folder)
    with pytest.raises(Incomplete):
        bench.form(b"x" * 100_000, "application/x-www-form-urlencoded")
    with pytest.raises(Incomplete):
        bench.form(b"{}", "application/json")
    with pytest.raises(Incomplete):
        bench.form(b"who=%ff", "application/x-www-form-urlencoded")
    with pytest.raises(OldPage):
        bench.form(b"who=x&token=", "application/x-www-form-urlencoded")


def test_personal_data_stay_masked_on_the_review(client, folder, tmp_path):
    row = {"id": "c", "outlet": "Delta", "published": "2016-03-21", "language": "en", "title": "Mail",
           "text": "A cook, reached at cook@example.org, said that the builders in Kuwait stopped work."}  # fmt: skip
    (tmp_path / "c.json").write_text(json.dumps(row))
    with Case.open(folder) as case:
        pipeline.run(case, [tmp_path / "c.json"], now=datetime(2026, 1, 2, tzinfo=UTC))
    for statement in view(folder).statements:
        assert "cook@example.org" not in client.get("/review", params={"at": statement.id}).text


def claim_of(folder, kind="WORK_STOPPAGE"):
    return next(c for c in view(folder).claims if c.type == kind)


def test_a_grade_is_overridden_on_the_claims_own_page(client, folder):
    claim = claim_of(folder)
    address, fields = form(client.get(f"/claims/{claim.id}/decide"), "/grade")
    answer = client.post(
        address, data={**fields, "letter": "B", "digit": "2", "who": "M. Weiss", "why": "the register was seen"}
    )
    assert answer.status_code == 200
    grade = view(folder).grade(claim.id)
    assert (grade.letter, grade.digit) == ("B", 2)
    assert "the register was seen" in answer.text


def test_two_claims_are_made_one_and_taken_apart_again(client, folder):
    claim, other = view(folder).claims[:2]
    address, fields = form(client.get(f"/claims/{claim.id}/decide"), "/grade")
    sent = {**fields, "with": other.id, "who": "M. Weiss", "why": "the same event"}
    assert client.post(address.replace("grade", "merge"), data=sent).status_code == 200
    both = next(c for c in view(folder).claims if set(claim.mentions) <= set(c.mentions))
    assert set(other.mentions) <= set(both.mentions)
    address, fields = form(client.get(f"/claims/{both.id}/decide"), "/split")
    away = {f"m-{m}": "on" for m in other.mentions}
    assert client.post(address, data={**fields, **away, "who": "M. Weiss", "why": "another event"}).status_code == 200
    assert sorted(c.mentions for c in view(folder).claims) == sorted(c.mentions for c in (*view(folder).claims,))
    assert not set(other.mentions) & set(view(folder).claim(view(folder).claim_of(claim.mentions[0])).mentions)


def test_a_claim_is_not_merged_with_itself(client, folder):
    claim = claim_of(folder)
    address, fields = form(client.get(f"/claims/{claim.id}/decide"), "/grade")
    sent = {**fields, "with": claim.id, "who": "M. Weiss", "why": "test"}
    answer = client.post(address.replace("grade", "merge"), data=sent)
    assert answer.status_code == 400 and "one claim already" in answer.text
    assert view(folder).ledger == ()


@pytest.mark.parametrize(
    ("act", "more", "code"),
    [("split", {}, 400), ("merge", {"with": "nothing"}, 404), ("relay", {"relay": "a>b", "do": "reject"}, 400), ("burn", {}, 404),
     ("grade", {"letter": "Z", "digit": "9"}, 404)],
)  # fmt: skip
def test_what_cannot_be_decided_on_a_claim_changes_nothing(act, more, code, client, folder):
    claim = claim_of(folder)
    address, fields = form(client.get(f"/claims/{claim.id}/decide"), "/grade")
    sent = {**fields, "who": "M. Weiss", "why": "test", **more}
    assert client.post(address.replace("grade", act), data=sent).status_code == code
    assert view(folder).ledger == ()


def test_what_is_new_is_new_until_somebody_has_looked(client, folder, tmp_path):
    page = client.get("/today")
    assert "everything is new" in page.text
    assert "Deadlines still running: 0." in page.text and 'href="/law/deadlines"' in page.text
    address, fields = form(page, "/looked")
    after = client.post(address, data=fields)
    assert "Since " in after.text and "UTC." in after.text
    row = {
        "id": "d",
        "outlet": "Delta",
        "published": "2016-03-22",
        "language": "en",
        "title": "Fresh news",
        "text": TWO,
    }
    (tmp_path / "d.json").write_text(json.dumps(row))
    with Case.open(folder) as case:
        pipeline.run(case, [tmp_path / "d.json"], now=datetime(2099, 1, 2, tzinfo=UTC))
    told = lxml.html.document_fromstring(client.get("/today").text).text_content()
    assert "Fresh news" in told
    assert "Gulf Courier" not in told
    address, fields = form(client.get("/review"), "/reject")
    client.post(address, data={**fields, "who": "M. Weiss", "why": "nobody says this here"})
    told = lxml.html.document_fromstring(client.get("/today").text).text_content()
    assert re.search(r"support was .*, is |claim is there no more|grade was", told)
    address, fields = form(client.get("/today"), "/looked")
    assert "as they were" in client.post(address, data=fields).text


def test_a_claim_as_it_could_be_known_on_a_day(client, folder):
    claim = claim_of(folder)
    now, then = (
        client.get(f"/claims/{claim.id}"),
        client.get(f"/claims/{claim.id}", params={"as_known_on": "2016-03-19"}),
    )
    assert "As it could be known on 2016-03-19" in then.text
    assert "As it could be known on" not in now.text
    assert "Gulf Courier" not in lxml.html.document_fromstring(then.text).text_content()
    assert client.get(f"/claims/{claim.id}", params={"as_known_on": "2016-03-01"}).status_code == 404
    assert client.get(f"/claims/{claim.id}", params={"as_known_on": "soon"}).status_code == 400


def test_a_decision_that_waits_for_another_program_keeps_nobody_else_waiting(folder, monkeypatch):
    waits, really = threading.Event(), pipeline.decide

    def decide(case, decision):
        waits.set()
        return really(case, decision)

    monkeypatch.setattr(pipeline, "decide", decide)
    with TestClient(create_app(folder), base_url=HERE, follow_redirects=True) as client, ThreadPoolExecutor(1) as other:
        address, fields = form(client.get("/review"), "/accept")
        with alone(folder):
            decided = other.submit(client.post, address, data={**fields, "who": "M. Weiss"})
            assert waits.wait(30)
            assert client.get("/").status_code == 200
            assert not decided.done()
        assert decided.result(30).status_code == 200


def test_what_was_rejected_in_another_window_says_by_whom_and_gives_back_what_was_typed(client, folder):
    mention = next(m for m in view(folder).mentions if m.statement)
    page = client.get("/review", params={"at": mention.statement})
    address, fields = form(page, f"{mention.statement}/reject")
    assert client.post(address, data={**fields, "who": "M. Weiss", "why": "furniture"}).status_code == 200
    sent = {"who": "K. Abe", "why": "the <b>foreman</b> says it", "basis": "unstated"}
    for ending in (
        f"{mention.statement}/accept",
        f"{mention.statement}/reject",
        f"{mention.statement}/correct",
        f"{mention.id}/correct",
    ):
        address, fields = form(page, ending)
        answer = client.post(address, data={**fields, **sent})
        root = lxml.html.document_fromstring(answer.text)
        assert answer.status_code == 409
        assert "Rejected meanwhile by M. Weiss" in root.text_content()
        assert "the <b>foreman</b> says it" in root.xpath("//dd/text()")
        assert "/decisions" in root.xpath("//main//a/@href")
    assert len(view(folder).ledger) == 1
    address, fields = form(client.get("/decisions"), "/undo")
    client.post(address, data={**fields, "who": "M. Weiss"})
    address, fields = form(page, f"{mention.statement}/accept")
    assert client.post(address, data={**fields, **sent}).status_code == 200


def test_what_was_typed_about_a_claim_that_is_no_more_is_given_back(client, folder):
    claim, other = view(folder).claims[:2]
    pages = {c.id: client.get(f"/claims/{c.id}/decide") for c in (claim, other)}
    address, fields = form(pages[claim.id], "/grade")
    sent = {**fields, "with": other.id, "who": "M. Weiss", "why": "the same event"}
    client.post(address.replace("grade", "merge"), data=sent)
    gone = other if view(folder).claim(other.id) is None else claim
    address, fields = form(pages[gone.id], "/grade")
    answer = client.post(address, data={**fields, "who": "K. Abe", "why": "seen <twice>"})
    assert answer.status_code == 409
    assert "Made one with another meanwhile by M. Weiss" in answer.text and "seen &lt;twice&gt;" in answer.text
    lost = client.post("/claims/c0/decide/grade", data={**fields, "why": "seen <twice>"})
    assert lost.status_code == 404 and "seen &lt;twice&gt;" in lost.text
