"""The scenario model at the desk: the page, its levers, and what it answers to programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import lxml.html
import pytest
import uvicorn
from starlette.testclient import TestClient

from secondsource.desk import serve
from secondsource.desk.app import desk
from secondsource.desk.scenario.answers import Answers, Busy, NoModel, Once
from secondsource.desk.scenario.levers import LEVERS, Asked, asked_of, own, step
from secondsource.desk.scenario.page import REGIMES
from secondsource.forecast.scenario.compare import effects
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.outcome import Regime, shares
from secondsource.forecast.scenario.simulate import simulate
from secondsource.store import Case
from secondsource.subjects import Subject, load
from tests.desk.conftest import HERE, Held, said

PACK = load("dprk_labour")
MODEL = model_of(PACK)
FEW = 32


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Answers.__init__, "__defaults__", (FEW,))


@pytest.fixture
def reader(view) -> Iterator[TestClient]:
    with TestClient(desk(Held(view)), base_url=HERE) as client:
        yield client


def page(reader: TestClient, address: str, status: int = 200) -> lxml.html.HtmlElement:
    answer = reader.get(address)
    assert answer.status_code == status, answer.text
    return lxml.html.document_fromstring(answer.text)


def asks(text: str) -> Asked:
    return asked_of([tuple(pair.split("=")) for pair in text.split("&") if pair], MODEL)  # type: ignore[misc]


def test_a_preset_is_answered_as_it_is(reader: TestClient) -> None:
    found = page(reader, "/scenario")
    assert found.xpath('//nav[@aria-label="Presets"]/a[@aria-current]/text()') == ["The Gulf shock of 2016"]
    assert len(found.xpath('//nav[@aria-label="Presets"]/a')) == len(MODEL.presets)
    assert [i.get("name") for i in found.xpath('//input[@type="range"]')] == list(LEVERS)
    assert found.xpath('//*[local-name()="svg"][@class="fan"]')
    assert not found.xpath('//table[contains(@class, "makes-of")]')
    assert "Move a lever" in said(found)
    assert f"{FEW} runs of 300 crews over 36 months, seed 1" in said(found)


def test_every_lever_says_its_range_unit_and_source(reader: TestClient) -> None:
    found = page(reader, "/scenario?preset=un-bans-2017")
    for name in LEVERS:
        parameter = MODEL.parameters[name]
        (slider,) = found.xpath(f'//input[@id="{name}"]')
        assert (float(slider.get("min")), float(slider.get("max"))) == (parameter.low, parameter.high)
        assert float(slider.get("value")) == parameter.value
        how = said(found.xpath(f'//p[@id="{slider.get("aria-describedby")}"]')[0])
        assert f"From {parameter.low:g} to {parameter.high:g}" in how and parameter.source in how
        assert found.xpath(f'//label[@for="{name}"]/text()') == [LEVERS[name]]


@pytest.mark.parametrize("preset", MODEL.presets)
def test_every_lever_of_every_preset_stands_on_a_step_of_its_slider(preset: str) -> None:
    for name in LEVERS:
        parameter = MODEL.parameters[name]
        for value in (own(MODEL.presets[preset], parameter), parameter.high):
            steps = (value - parameter.low) / step(parameter)
            assert abs(steps - round(steps)) < 1e-6, (name, value)
        assert 10 <= (parameter.high - parameter.low) / step(parameter) <= 40


def test_a_value_between_two_steps_is_kept_as_it_was_sent(reader: TestClient) -> None:
    (slider,) = page(reader, "/scenario?substitution=0.137").xpath('//input[@id="substitution"]')
    assert (slider.get("value"), slider.get("step"), slider.get("data-own")) == ("0.137", "any", "0.6")


def test_a_change_is_told_against_the_preset_as_the_model_has_it(reader: TestClient) -> None:
    preset = MODEL.presets["un-bans-2017"]
    one, other = (
        simulate(preset, MODEL.hosts, MODEL.parameters, runs=FEW, change=change, workers=1)
        for change in ({}, {"substitution": 0.0})
    )
    found = reader.get("/api/scenario/un-bans-2017?substitution=0").json()
    assert {end["regime"]: (end["share"], end["own"]) for end in found["ends"]} == {
        regime.value: (shares(other)[regime], shares(one)[regime]) for regime in Regime
    }
    for series, effect in zip(found["series"], effects(one, other), strict=True):
        assert series["name"] == effect.name
        assert series["change"] == {n: getattr(effect, n) for n in series["change"]}
    root = page(reader, "/scenario?preset=un-bans-2017&substitution=0")
    rows = root.xpath('//table[contains(@class, "makes-of")]/tbody/tr')
    assert len(rows) == len(found["series"])
    money = next(s["change"] for s in found["series"] if s["name"] == "delivered")
    assert f"−{-money['middle']:.1f} million dollars a month" in said(root.xpath('//p[@role="status"]')[0])
    assert "--with substitution=0" in said(root)


def test_the_address_holds_the_question_and_the_same_question_gives_the_same_page(view) -> None:
    address = "/scenario?preset=bare-spiral&pressure=1.5&seed=7"
    pages = []
    for _ in range(2):
        with TestClient(desk(Held(view)), base_url=HERE) as client:
            pages.append(re.sub(r'name="token" value="[^"]*"', "", client.get(address).text))
    assert pages[0] == pages[1]
    assert asks("preset=bare-spiral&pressure=1.5&seed=7").address == address
    with TestClient(desk(Held(view)), base_url=HERE) as client:
        assert client.get(address.replace("7", "8")).text not in pages


def test_levers_that_stand_as_in_the_preset_ask_for_nothing_new() -> None:
    whole = "&".join(f"{name}={MODEL.parameters[name].value}" for name in LEVERS)
    assert asks(f"preset=gulf-2016&{whole}&seed=1").key == asks("").key
    assert asks("late=").settings == {}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("preset=nowhere", "There is no preset “nowhere”"),
        ("pressure=high", "“high” is no number"),
        ("pressure=nan", "“nan” is no number"),
        ("pressure=1e3", "“1e3” is no number"),
        ("pressure=0,5", "“0,5” is no number"),
        ("pressure=%EF%BC%91", "is no number"),
        ("pressure=9", "Write a number from 0 to 2"),
        ("pressure=-1", "Write a number from 0 to 2"),
        ("late=0", "Write a number from 0.01 to 0.2"),
        ("seed=-1", "“-1” is no seed"),
        ("seed=99999999999999999999", "is no seed"),
        ("pressure=1&pressure=2", "said more than once"),
        ("presure=1", "There is no lever “presure”"),
        ("pressure=" + "9" * 5000, "is no number"),
        ("preset=%3Cscript%3Ealert(1)%3C/script%3E", "There is no preset “<script>"),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(reader: TestClient, query: str, told: str) -> None:
    root = page(reader, f"/scenario?{query}", 400)
    (problem,) = root.xpath('//p[@role="alert"]')
    assert told in said(problem) and len(said(problem)) < 400
    assert not root.xpath("//main//script")
    assert len(root.xpath('//input[@type="range"]')) == len(LEVERS)


def test_the_page_needs_no_script_and_takes_no_inline_style(reader: TestClient) -> None:
    root = page(reader, "/scenario?late=0.1")
    assert root.xpath("//script/@src") == ["/desk.js"] and not root.xpath("//*[@style]")
    assert root.xpath('//form[@action="/scenario" and @method="get"]//button[@type="submit"]')


def test_every_page_leads_there(reader: TestClient) -> None:
    assert page(reader, "/sources").xpath("//nav//a[@href='/scenario']")


def test_it_shows_nothing_of_the_case(reader: TestClient, view) -> None:
    main = said(page(reader, "/scenario").xpath("//main")[0])
    assert any(report.title for report in view.reports)
    assert not [report.title for report in view.reports if report.title and str(report.title.value) in main]


def test_a_subject_without_a_model_says_so(view) -> None:
    held = Held(view)
    held.held = replace(held.held, pack=load("uyghur_labour"))
    with TestClient(desk(held), base_url=HERE) as client:
        assert "has no scenario model" in said(page(client, "/scenario", 404))
        assert not page(client, "/sources").xpath("//nav//a[@href='/scenario']")
        for address in ("/api/scenario/presets", "/api/scenario/gulf-2016"):
            answer = client.get(address)
            assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_model")


def test_programs_are_told_presets_and_ranges(reader: TestClient) -> None:
    rows = reader.get("/api/scenario/presets").json()["rows"]
    assert [row["name"] for row in rows] == list(MODEL.presets)
    found = reader.get("/api/scenario/russia-2024", params={"communication": 1}).json()
    levers = {lever["name"]: lever for lever in found["levers"]}
    assert (levers["communication"]["value"], levers["communication"]["own"]) == (1, 0.2)
    assert len(found["months"]) == 42 == len(found["series"][0]["fan"][0])
    assert (found["runs"], found["months"][0]) == (FEW, "2023-07")
    assert reader.get("/api/scenario/russia-2024?late=5").json()["error"]["code"] == "bad_parameter"


def test_the_ranges_that_programs_are_told_are_those_of_the_parameters(reader: TestClient) -> None:
    described = reader.get("/api/openapi.json").json()["paths"]["/scenario/{preset}"]["get"]["parameters"]
    ranges = {p["name"]: (p["schema"]["minimum"], p["schema"]["maximum"]) for p in described if p["name"] in LEVERS}
    assert ranges == {name: (MODEL.parameters[name].low, MODEL.parameters[name].high) for name in LEVERS}


def test_every_regime_has_a_name_and_a_meaning() -> None:
    assert set(REGIMES) == set(Regime)


def test_a_question_is_worked_out_once_and_others_wait_for_it() -> None:
    once: Once[int] = Once(kept=2)
    begun, go, worked = Event(), Event(), []

    def work() -> int:
        worked.append(1)
        begun.set()
        go.wait(30)
        return 7

    found: list[int] = []
    threads = [Thread(target=lambda: found.append(once.of("a", work))) for _ in range(3)]
    threads[0].start()
    assert begun.wait(30)
    for thread in threads[1:]:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(30)
    assert (found, len(worked)) == ([7, 7, 7], 1)
    assert once.of("a", lambda: 8) == 7
    for key in ("b", "c"):
        once.of(key, lambda: 0)
    assert once.of("a", lambda: 8) == 8


def test_no_more_wait_than_the_machine_bears() -> None:
    once: Once[int] = Once(waiting=1)
    begun, go = Event(), Event()

    def work() -> int:
        begun.set()
        go.wait(30)
        return 1

    thread = Thread(target=once.of, args=("a", work))
    thread.start()
    assert begun.wait(30)
    with pytest.raises(Busy, match="Ask again"):
        once.of("b", lambda: 2)
    go.set()
    thread.join(30)
    assert once.of("b", lambda: 2) == 2


def test_what_failed_is_asked_again_and_holds_up_nobody() -> None:
    once: Once[int] = Once(waiting=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            once.of("a", lambda: 1 // 0)
    assert once.of("a", lambda: 3) == 3


def test_two_questions_are_not_worked_out_at_once() -> None:
    once: Once[bool] = Once()
    begun, go, done = Event(), Event(), Event()

    def first() -> bool:
        begun.set()
        go.wait(30)
        done.set()
        return True

    found: list[bool] = []
    threads = [
        Thread(target=once.of, args=("a", first)),
        Thread(target=lambda: found.append(once.of("b", done.is_set))),
    ]
    threads[0].start()
    assert begun.wait(30)
    threads[1].start()
    threads[1].join(0.05)
    go.set()
    for thread in threads:
        thread.join(30)
    assert found == [True]


def test_a_busy_model_says_when_to_ask_again(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise Busy

    monkeypatch.setattr(Answers, "of", busy)
    answer = reader.get("/scenario")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    answer = reader.get("/api/scenario/gulf-2016")
    assert (answer.status_code, answer.json()["error"]["code"], answer.headers["retry-after"]) == (503, "busy", "2")
    assert reader.get("/healthz").status_code == 200


def test_the_model_is_made_ready_before_anybody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z").close()
    ready = Event()
    whole = Answers.prepare

    def prepare(held: Answers, pack: Subject) -> None:
        whole(held, pack)
        ready.set()

    monkeypatch.setattr(Answers, "prepare", prepare)
    monkeypatch.setattr(uvicorn, "run", lambda *_, **more: None)
    serve(tmp_path / "case", port=0, say=lambda _: None)
    assert ready.wait(60)


def test_making_ready_leaves_no_answer_behind() -> None:
    held = Answers(runs=4)
    held.prepare(PACK)
    asked = Asked(preset=MODEL.presets["bare-spiral"])
    assert held.of(asked, PACK).fans["abroad"].shape == (5, 60)
    with pytest.raises(NoModel):
        held.prepare(load("uyghur_labour"))
