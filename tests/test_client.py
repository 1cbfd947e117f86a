from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from secondsource.client import Desk, NoDesk, NotLetIn, NotNow, NotThere, NotUnderstood, Unsettled
from secondsource.desk import create_app
from secondsource.desk.app import desk as desk_of
from secondsource.desk.shelf import Shelf, Shown
from secondsource.model import Role
from secondsource.notebook import OpenCase
from secondsource.publish import masked_view
from secondsource.store.office import Office
from secondsource.store.office.sessions import Kind
from secondsource.store.view import CaseView
from tests.desk.through import Through, instead_of_the_network
from tests.publish.conftest import made, view

__all__ = ["made", "view"]
HERE = "http://127.0.0.1:8765"


class Turning(Shelf):
    """A shelf that holds one state of a case after another, and then the last one for good."""

    def __init__(self, *views: CaseView) -> None:
        self.folder = Path("nowhere")
        self.states = [Shown.of(view) for view in views]

    def shown(self) -> Shown:
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]


def served(monkeypatch: pytest.MonkeyPatch, *views: CaseView) -> Through:
    return instead_of_the_network(monkeypatch, TestClient(desk_of(Turning(*views)), base_url=HERE))


@pytest.fixture
def through(view: CaseView, monkeypatch: pytest.MonkeyPatch) -> Iterator[Through]:
    yield served(monkeypatch, view)


def many(view: CaseView, count: int) -> CaseView:
    return replace(view, claims=tuple(replace(view.claims[0], id=f"c{n:012d}") for n in range(count)))


def test_rows_are_those_of_an_open_case(through: Through, view: CaseView) -> None:
    desk, case = Desk(), OpenCase(masked_view(view))
    for what in ("claims", "statements", "mentions", "relays", "findings", "indicators", "grades", "loops"):
        assert getattr(desk, what)() == case.table(what).to_pylist(), what
    assert desk.numbers() == case.table("figures").to_pylist()
    full = [desk.report(line["id"])["report"] for line in desk.reports()]
    assert full == case.reports().to_pylist()


def test_everything_can_be_asked(through: Through, view: CaseView) -> None:
    desk = Desk(HERE + "/")
    claim = view.claims[0].id
    assert desk.case()["title"] == view.title
    assert desk.claim(claim)["claim"]["id"] == claim
    assert [c["id"] for c in desk.claims(q="vessa", type="WORK_STOPPAGE", country="-", support="1")] == [claim]
    assert desk.claims(country="KW") == []
    assert [c["id"] for c in desk.claims(grade="F", factuality="denied", language="ko", reviewed="no")] == [claim]
    assert desk.claims(reviewed="yes") == []
    assert [a["name"] for a in desk.set_aside()] == [a.name for a in view.set_aside]
    assert [r["from"] for r in desk.relays("gasang.json")] == ["gasang.json"]
    assert desk.history("about 100 workers")["meant"]["what"] == "workers"
    assert desk.decisions() == []
    assert desk.finding(claim, "UN-2397-8", law_of="2019-01-01")["provision"] == "UN-2397-8"
    assert [r["report"] for r in desk.reports("harbour")] == ["wire.txt"]
    assert {s["kind"] for s in desk.sources("outlet")} == {"outlet"}
    assert desk.source(desk.sources()[0]["key"]) == desk.sources()[0]
    assert desk.numbers(stale=True) == desk.numbers()
    assert {r["id"] for r in desk.law(on="2016-03-02", country="KW", about="labour")}
    assert desk.provision("UN-2397-8")["provision"]["id"] == "UN-2397-8"
    assert {d["state"] for d in desk.deadlines("RU", "2020-04-01", every=True)} == {"RU"}
    assert desk.said() == desk.said("not_said") == []
    assert desk.review() == []
    assert [(m["id"], m["first"]) for m in desk.timeline(grade="F")] == [(claim, "2015-12-01")]
    assert desk.timeline("1999") == [] and desk.timeline(country="KW") == []
    assert sum(o["reports"] for o in desk.coverage()) == len(view.reports)
    assert [(m["id"], m["stands"]) for m in desk.map(q="vessa")] == [(claim, "nowhere")]
    assert desk.choices(type="WORK_STOPPAGE")["support"][0] == {"value": "2", "name": "at least 2 origins", "claims": 0}
    assert (desk.today()["reports"], desk.new_reports(), desk.new_claims("2016-01-01T00:00:00Z")) == (0, [], [])
    assert "gulf-2016" in [p["name"] for p in desk.scenario_presets()]
    asked = desk.scenario("bare-spiral", substitution=0.25, seed=3)
    assert asked["seed"] == 3 and {v["name"]: v["value"] for v in asked["levers"]}["substitution"] == 0.25
    assert desk.network(country="KW") == {"nodes": [], "edges": [], "alike": []}


def test_what_is_held_is_not_sent_again(through: Through) -> None:
    desk = Desk()
    first = desk.claims()
    assert desk.claims() == first
    assert [status for _, status in through.asked] == [200, 304]


def test_a_list_takes_as_many_pages_as_it_needs(made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    through = served(monkeypatch, many(made.made(), 450))
    found = Desk().claims()
    assert len({row["id"] for row in found}) == 450
    assert [address.partition("?")[2] for address, _ in through.asked] == ["", "page=2", "page=3"]


def test_a_list_whose_case_changes_between_pages_is_fetched_anew(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = made.made()
    served(monkeypatch, many(view, 450), many(view, 460))
    assert len(Desk().claims()) == 460
    served(monkeypatch, many(view, 450), many(view, 5))
    assert len(Desk().claims()) == 5
    served(monkeypatch, *(many(view, 450 + n) for n in range(20)))
    with pytest.raises(Unsettled):
        Desk().claims()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8911/a b",
        "http://127.0.0.1:8911/\n",
        "http://127.0.0.1:eight",
        "http://127.0.0.1:99999",
        "http://[::1",
        "http://",
        "http://127.0.0.1/\ud800",
        "",
    ],
)
def test_what_is_no_address_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(NotUnderstood, match="no address of a desk"):
        Desk(url)


def test_half_a_character_is_refused_in_a_sentence(through: Through) -> None:
    with pytest.raises(NotUnderstood, match="half a character"):
        Desk().claims(q="\ud800")
    with pytest.raises(NotUnderstood, match="half a character"):
        Desk().claim("c\udcff")
    assert through.asked == []


def test_errors_are_named_after_the_situation(
    through: Through, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = Desk()
    with pytest.raises(NotThere, match="no such claim"):
        desk.claim("c0")
    with pytest.raises(NotUnderstood, match="country"):
        desk.claims(country="Kuwait")
    with pytest.raises(NotUnderstood, match="no address of a desk"):
        Desk("file:///etc/hosts")
    nowhere = tmp_path_factory.mktemp("desk") / "none"
    instead_of_the_network(monkeypatch, TestClient(create_app(nowhere), base_url=HERE))
    with pytest.raises(NotNow, match="secondsource run"):
        Desk().case()


@pytest.mark.parametrize("status", [200, 404, 500])
def test_what_is_no_desk_is_told_apart(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    other = TestClient(PlainTextResponse("Hello", status_code=status), base_url=HERE)
    instead_of_the_network(monkeypatch, other)
    with pytest.raises(NoDesk, match="no desk"):
        Desk().case()


def test_where_nobody_answers_it_says_how_to_start_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    desk = Desk()
    monkeypatch.setattr(desk._opener, "open", refused)
    with pytest.raises(NoDesk, match="secondsource serve"):
        desk.case()


def test_a_key_goes_to_no_desk_where_others_could_read_it() -> None:
    for url, key in (("http://desk.example", "abc"), (HERE, "a b"), (HERE, "a\nX: y")):
        with pytest.raises(NotUnderstood):
            Desk(url, key=key)
    Desk("https://desk.example", key="abc-_1")


def test_where_the_case_has_accounts_a_key_is_needed(
    view: CaseView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, office = Turning(view), Office(tmp_path)
    keeper = office.people.add("Min", Role.KEEPER, at="2026-01-01T00:00:00Z")
    app = TestClient(desk_of(shelf, office=office), base_url=HERE)
    through = instead_of_the_network(monkeypatch, app)
    with pytest.raises(NotLetIn, match="bearer"):
        Desk().claims()
    key = office.sessions.begin(keeper, "2999-01-01T00:00:00Z", "a notebook", kind=Kind.KEY)
    assert len(Desk(key=key).claims()) == len(view.claims) and through.asked[-1][1] == 200
    with pytest.raises(NotLetIn):
        Desk(key=key + "x").claims()
