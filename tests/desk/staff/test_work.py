"""Work, notes, kept searches, and the second pair of eyes."""

from __future__ import annotations

import pytest

from secondsource.store.about import read
from secondsource.store.office.notes import NoNote

from .conftest import Browser, case_view, told


@pytest.fixture
def claim(folder) -> str:
    return case_view(folder).claims[0].id


def test_a_note_reaches_whom_it_names(claim, analyst, reader, reviewer):
    page = f"/claims/{claim}"
    analyst.send(page, f"/notes/claims/{claim}", text="Is the number right? @rev iewer <b>please</b>")
    assert "&lt;b&gt;please" in reader.get(page).text
    assert "Write the note" not in reader.get(page).text
    assert (
        "Is the number right?"
        in told(reviewer.get("/work")).partition("Notes that name you")[2].partition("Decisions that wait")[0]
    )
    assert "1 note names you" in told(reviewer.get("/today"))
    reviewer.send("/work", "/notes/seen")
    assert "names you." not in told(reviewer.get("/today"))
    assert (
        "Is the number right?"
        not in told(analyst.get("/work")).partition("Notes that name you")[2].partition("Decisions that wait")[0]
    )


def test_a_note_is_struck_out_by_its_writer_alone(office, claim, analyst, reviewer):
    analyst.send(f"/claims/{claim}", f"/notes/claims/{claim}", text="wrong")
    (note,) = office.notes.on(claim)
    reviewer.send("/me", "/logout", 400, to=f"/notes/strike/{note.id}")
    analyst.send(f"/claims/{claim}", f"/notes/strike/{note.id}")
    page = told(reviewer.get(f"/claims/{claim}"))
    assert "wrong" not in page and "was struck out" in page
    with pytest.raises(NoNote):
        office.notes.strike(99, 1, "x", "")


def test_a_reader_writes_nothing(claim, reader):
    for address in (f"/notes/claims/{claim}", f"/works/claims/{claim}"):
        reader.send("/me", "/logout", 403, to=address, text="x", status="open", turn="0")


def test_work_is_given_and_two_at_once_do_not_lose_each_others(office, claim, analyst, reviewer):
    rev = office.people.named("rev iewer")
    page = f"/claims/{claim}"
    analyst.send(page, f"/works/claims/{claim}", status="in work", person=str(rev.id), tags="Pay, kuwait")
    assert "In work; Rev Iewer has it. Tags: kuwait, pay." in told(analyst.get(page))
    assert told(reviewer.get("/work")).partition("Yours")[2].partition("Notes that name")[0].count("in work") == 1
    answer = analyst.send(page, f"/works/claims/{claim}", 409, status="done", turn="0")
    assert "Somebody else changed it" in told(answer)
    for bad in ({"status": "nonsense"}, {"person": "99"}, {"turn": "x"}):
        analyst.send(page, f"/works/claims/{claim}", 400, **bad)
    analyst.send("/me", "/logout", 404, to="/works/claims/c000000000000", status="open", turn="0", person="0")


def test_work_on_a_report(folder, analyst):
    report = case_view(folder).reports[0].id
    analyst.send(f"/reports/{report}", f"/notes/reports/{report}", text="the byline is a pseudonym")
    assert "the byline is a pseudonym" in told(analyst.get(f"/reports/{report}"))
    assert "the byline is a pseudonym" in told(analyst.get("/work"))


def test_a_search_is_kept_with_a_name(office, analyst, reader):
    analyst.send("/?q=builders", "/searches", name="Builders in Kuwait", shared="1")
    assert "Builders in Kuwait" in told(reader.get("/work")) and "shared" in told(reader.get("/work"))
    (kept,) = office.searches.of(office.people.named("ana lyst").id)
    assert kept.query == "q=builders"
    reader.send("/?q=wages", "/searches", name="Mine", shared="1")
    assert "Mine" not in told(analyst.get("/work"))
    reader.send("/me", "/logout", 200, to=f"/searches/{kept.id}/forget")
    analyst.send("/work", f"/searches/{kept.id}/forget")
    assert office.searches.of(office.people.named("ana lyst").id) == ()
    reader.send("/?q=wages", "/searches", 400, name=" ")
    reader.send("/?q=wages", "/searches", 400, name="x", query="page=3&token=y")


def test_a_decision_is_signed_with_the_account(folder, reviewer):
    reviewer.send("/review", "/accept", who="Somebody Else")
    assert [e.decision.who for e in case_view(folder).ledger] == ["Rev Iewer"]
    assert 'name="who"' not in reviewer.get("/review").text


@pytest.mark.parametrize("who", ["reader", "analyst"])
def test_who_is_no_reviewer_decides_nothing(folder, request, who):
    browser: Browser = request.getfixturevalue(who)
    assert "decisions are taken by its reviewers" in told(browser.get("/review"))
    statement = case_view(folder).statements[0].id
    browser.send("/me", "/logout", 403, to=f"/review/{statement}/accept", who="x")
    assert case_view(folder).ledger == ()


def test_a_decision_waits_for_a_second_pair_of_eyes(app, folder, office, keeper, reviewer):
    keeper.send("/people", "/people/eyes", eyes="2")
    assert read(folder / "case.toml").eyes == 2
    reviewer.send("/review", "/reject", why="nobody says this here")
    assert case_view(folder).ledger == ()
    assert "1 decision waits for a second person" in told(reviewer.get("/review"))
    (waiting,) = office.proposals.waiting()
    reviewer.send("/me", "/logout", 400, to=f"/proposals/{waiting.id}/second")
    assert case_view(folder).ledger == ()
    keeper.send("/work", f"/proposals/{waiting.id}/second", why="read it again")
    (entry,) = case_view(folder).ledger
    assert (entry.decision.who, entry.decision.second) == ("Rev Iewer", "Keeper Kim")
    assert "Rev Iewer, seen by Keeper Kim" in told(reviewer.get("/decisions"))
    keeper.send("/me", "/logout", 409, to=f"/proposals/{waiting.id}/second")
    assert len(case_view(folder).ledger) == 1


def test_a_proposal_is_refused_with_a_reason_or_withdrawn(folder, office, keeper, reviewer):
    keeper.send("/people", "/people/eyes", eyes="2")
    for _ in range(2):
        reviewer.send("/review", "/reject", why="nobody says this here")
    first, second = office.proposals.waiting()
    keeper.send("/work", f"/proposals/{first.id}/second", 400, to=f"/proposals/{first.id}/refuse", why="")
    keeper.send("/work", f"/proposals/{first.id}/second", to=f"/proposals/{first.id}/refuse", why="the foreman says it")
    reviewer.send("/work", f"/proposals/{second.id}/withdraw")
    assert office.proposals.waiting() == () and case_view(folder).ledger == ()
    reviewer.send("/me", "/logout", 404, to="/proposals/99/second")


def test_a_proposal_waits_on_when_the_case_is_busy(folder, office, keeper, reviewer, monkeypatch):
    from secondsource.pipeline import deciding
    from secondsource.store.lock import alone

    keeper.send("/people", "/people/eyes", eyes="2")
    reviewer.send("/review", "/reject", why="nobody says this here")
    (waiting,) = office.proposals.waiting()
    monkeypatch.setattr(deciding.decide, "__defaults__", (0.0,))
    with alone(folder):
        keeper.send("/work", f"/proposals/{waiting.id}/second", 503)
    assert office.proposals.waiting() == (waiting,) and case_view(folder).ledger == ()


def test_without_accounts_there_is_no_second_pair_of_eyes(read_once, tmp_path):
    import shutil

    from secondsource.desk import create_app

    folder = shutil.copytree(read_once, tmp_path / "alone")
    alone = Browser(create_app(folder))
    assert "people add" in told(alone.send("/people", "/people/eyes", 400))
    assert read(folder / "case.toml").eyes == 1


def test_numbers_beyond_all_bounds_are_not_there(keeper):
    huge = "9" * 30
    for address in (
        f"/proposals/{huge}/second",
        f"/searches/{huge}/forget",
        f"/people/{huge}/rights",
        f"/notes/strike/{huge}",
    ):
        keeper.send("/me", "/logout", 404, to=address, role="reader")
