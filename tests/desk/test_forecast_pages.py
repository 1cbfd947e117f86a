"""The pages of registered forecasts: what was said, what came, what is hidden from whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import lxml.html
import pytest

from secondsource.desk.forecast_pages import ForecastWish, forecast_page, forecasts_page
from secondsource.desk.shelf import Shown
from secondsource.forecast.registered.kept import registration, resolving
from secondsource.forecast.registered.values import Expected, Held, Origin, Outcome, Resolution, Signed
from secondsource.model import Decision, DecisionKind
from secondsource.store.view import CaseView
from tests.desk.conftest import client_of, said
from tests.forecast.registered.made import MODEL, forecast, ledger

TODAY = date(2027, 3, 1)


def signed(at: str) -> Signed:
    return Signed(who="M. Weiss", at=at, why="the strike of May")


@pytest.fixture
def known(view: CaseView) -> CaseView:
    """The case made by hand with a forecast that is resolved, one that is due, and one that the model sealed."""
    statement = view.statements[0].id
    told = forecast("Is another <strike> reported?", statement=statement, expected=Expected(probability=0.7))
    due = forecast("Is the route opened?", statement="0000000000000000-0.s1-2", outlet="가상일보", speaker="")
    quantiles = tuple(float(n) for n in range(100, 199))
    own = forecast(
        "How many are abroad?", origin=Origin.MODEL, model=MODEL, statement="", resolves_by=date(2027, 6, 30),
        speaker="scenario model", outlet="secondsource", expected=Expected(quantiles=quantiles, unit="people"),
    )  # fmt: skip
    held = (
        Held(claim=view.claims[0].id, at_least=1, at_most=2, grade="B2"),
        Held(claim="c000000000000", at_least=0, at_most=1),
    )
    ahead = "2026-02-01T00:00:00Z"
    decisions = [registration(one, signed(ahead)) for one in (told, due, own)]
    for outcome, at in ((Outcome.UNRESOLVABLE, "2027-01-04T00:00:00Z"), (Outcome.YES, "2027-01-05T00:00:00Z")):
        found = Resolution(outcome=outcome, claims=held, signed=signed(at))
        decisions.append(resolving(told, found))
    return replace(view, ledger=ledger(*decisions))


def ids(view: CaseView) -> list[str]:
    return [entry.decision.object.removeprefix("forecast:") for entry in view.ledger[:3]]


def listed(shown: Shown, source: str = "", state: str = "") -> list[str]:
    page = forecasts_page(shown, ForecastWish(source=source, state=state), 1, TODAY)
    assert page is not None
    return [a.text_content() for a in lxml.html.document_fromstring(page).xpath("//tbody/tr/th/a")]


def one(shown: Shown, identifier: str) -> str:
    page = forecast_page(shown, identifier, TODAY)
    assert page is not None
    return said(lxml.html.document_fromstring(page).xpath("//main")[0])


def test_the_cases_own_stand_before_those_of_the_pack(known: CaseView) -> None:
    found = listed(Shown.of(known))
    assert found[:3] == ["Is another <strike> reported?", "Is the route opened?", "How many are abroad?"]
    assert "Was the yearly income from workers abroad lower in 2018 than in 2015?" in found


def test_the_list_is_narrowed_by_source_and_by_state(known: CaseView) -> None:
    shown = Shown.of(known)
    assert listed(shown, source="가상일보") == ["Is the route opened?"]
    assert listed(shown, state="due") == ["Is the route opened?"]
    assert listed(shown, source="scenario MODEL", state="open") == ["How many are abroad?"]
    assert len(listed(shown, state="<script>")) == len(listed(shown))
    assert listed(shown, source="nobody") == []


def test_a_page_shows_words_question_seal_and_every_resolution(known: CaseView) -> None:
    shown = Shown.of(known)
    text = one(shown, ids(known)[0])
    assert "There will be more strikes" in text and "probability 0.7" in text
    assert "Resolved: unresolvable, corrected since" in text and "Resolved: yes" in text
    assert "1 to 2 origins, grade B2" in text and "c000000000000: 0 to 1 origins" in text
    assert known.ledger[0].hash in text and "registered before its date" in text
    assert "<strike>" not in (forecast_page(shown, ids(known)[0], TODAY) or "")


def test_a_statement_leads_to_its_report_or_is_said_to_be_gone(known: CaseView) -> None:
    shown = Shown.of(known)
    there = lxml.html.document_fromstring(forecast_page(shown, ids(known)[0], TODAY))
    assert [h for h in there.xpath("//main//a/@href") if h.startswith("/reports/")]
    assert "no longer in the case" in one(shown, ids(known)[1])


def test_the_models_own_says_how_it_was_run(known: CaseView) -> None:
    text = one(Shown.of(known), ids(known)[2])
    assert "preset gulf-2016, 100 runs" in text and "nine in ten between" in text
    assert "sealed before its date" in text and "after the fact" not in text


def test_one_of_the_pack_says_what_speaks_for_and_against(known: CaseView) -> None:
    text = one(Shown.of(known), "kw2016-income")
    assert "Registered after the fact" in text
    assert "What speaks for it" in text and "What speaks against it" in text and "weakly founded" in text
    assert "in our words, not a quotation" in text


def test_what_was_taken_back_stays_visible(known: CaseView) -> None:
    back = Decision(
        kind=DecisionKind.UNDO, object=known.ledger[1].hash, who="A. Kim", at="2027-02-01T00:00:00Z", why="a slip"
    )
    view = replace(known, ledger=ledger(*(e.decision for e in known.ledger), back))
    shown = Shown.of(view)
    assert listed(shown, state="taken back") == ["Is the route opened?"]
    assert "a slip" in one(shown, ids(view)[1])


def test_who_may_not_see_the_report_sees_neither_forecast_nor_resolution(known: CaseView) -> None:
    closed = frozenset({known.statements[0].report})
    less = Shown.of(known).less(closed)
    assert "Is another <strike> reported?" not in listed(less)
    assert forecast_page(less, ids(known)[0], TODAY) is None
    assert "How many are abroad?" in listed(less)
    assert not any(e.decision.values.get("outcome") for e in less.view.ledger)


def test_where_decisions_are_not_shown_only_the_packs_are(known: CaseView) -> None:
    shown = Shown.of(known, ledger=False)
    assert "How many are abroad?" not in listed(shown)
    assert "only the forecasts that come with the subject pack" in (
        forecasts_page(shown, ForecastWish(), 1, TODAY) or ""
    )


def test_the_page_of_decisions_leads_to_the_forecast_without_its_figures(known: CaseView) -> None:
    with client_of(known) as reader:
        root = lxml.html.document_fromstring(reader.get("/decisions").text)
        assert f"/forecasts/{ids(known)[2]}" in root.xpath("//tbody//a/@href")
        assert "quantiles" not in said(root) and "outcome = yes" in said(root)


def test_what_is_not_there_is_said(known: CaseView, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_of(known) as reader:
        for address in ("/forecasts/nothing", "/forecasts/%3Cscript%3E", "/forecasts?page=9", "/forecasts?page=0"):
            answer = reader.get(address)
            assert answer.status_code == 404 and "<script" not in answer.text
        assert reader.get("/forecasts?page=two").status_code == 400
        monkeypatch.setattr("secondsource.desk.forecast_pages.PAGE", 2)
        root = lxml.html.document_fromstring(reader.get("/forecasts?page=2&source=one+free").text)
        assert "/forecasts?source=one+free&page=1" in root.xpath("//nav/a[@rel]/@href")


def test_a_case_without_any_says_how_to_find_some() -> None:
    bare = CaseView(id="x", title="Empty", created="", subject="uyghur_labour")
    with client_of(bare) as reader:
        assert "forecast found" in reader.get("/forecasts").text
