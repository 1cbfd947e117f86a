"""Every address, asked for by everybody, of everything: answered as it is declared, and no address is left undeclared."""

from __future__ import annotations

import hashlib
import hmac
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.routing import Mount
from starlette.testclient import TestClient

from secondsource import pipeline
from secondsource.desk import create_app
from secondsource.desk.bench import now
from secondsource.desk.needs import NEEDS, Need
from secondsource.model import Decision, DecisionKind, Role
from secondsource.store import Case
from secondsource.store.office import Office
from secondsource.store.office.sessions import Kind

from .staff.conftest import AT, HERE, quick, read_once

__all__ = ["quick", "read_once"]

KEY = b"of the forms, in this test alone"
ACCOUNTS = {role.value: role for role in Role}
WHO = {
    "stranger": {Need.NOTHING},
    "reader": {Need.NOTHING, Need.READ, Need.INSIDE, Need.ACCOUNT},
    "analyst": {Need.NOTHING, Need.READ, Need.INSIDE, Need.ACCOUNT, Need.NOTE},
    "reviewer": {Need.NOTHING, Need.READ, Need.INSIDE, Need.ACCOUNT, Need.NOTE, Need.DECIDE},
    "keeper": set(Need),
    "closed account": {Need.NOTHING},
    "key of a reader": {Need.NOTHING, Need.READ, Need.INSIDE},
    "key of a keeper": {Need.NOTHING, Need.READ, Need.INSIDE, Need.KEEP},
    "first password": {Need.NOTHING, Need.READ, Need.ACCOUNT},
    "onlooker": {Need.NOTHING, Need.READ},
    "owner": set(Need) - {Need.ACCOUNT},
}
"""Who asks, and which needs they meet; told here once more, by hand, so that the declaration is held against something."""
RENEWING = {
    *("GET /me", "POST /me/password", "POST /logout"),
    *("GET /style.css", "GET /desk.js", "GET /healthz", "GET /language"),
}
"""What is left to who must change their password first."""
BY_KEY = re.compile(r"GET /(api/.*|alerts\.atom)")
"""What a key opens. Elsewhere its holder is a stranger."""


def declared(who: str, address: str) -> bool:
    need = NEEDS[address]
    if who == "first password":
        return address in RENEWING
    if need is Need.NOTHING:
        return True
    if who.startswith("key") and not BY_KEY.fullmatch(address):
        return False
    return need in WHO[who]


def addresses(app) -> set[str]:
    found = set()

    def walk(routes, below=""):
        for route in routes:
            if isinstance(route, Mount):
                walk(route.routes, below + route.path)
            elif hasattr(route, "methods"):
                found.update(f"{method} {below}{route.path}" for method in route.methods - {"HEAD"})
            else:
                for one in route.effective_route_contexts():
                    found.update(f"{method} {below}{one.path}" for method in one.methods - {"HEAD"})

    walk(app.routes)
    return found


def test_every_address_is_declared_and_every_declaration_has_its_address(read_once: Path) -> None:
    assert addresses(create_app(read_once)) == set(NEEDS)


def test_an_address_that_is_not_declared_is_answered_to_nobody(read_once: Path) -> None:
    app = create_app(read_once)
    app.get("/forgotten")(lambda: "here")
    answer = TestClient(app, base_url=HERE).get("/forgotten")
    assert answer.status_code == 403
    assert "Your account may not do that" in answer.text


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A desk with people at it, and one without; in the first, one report is closed to all but its keeper."""

    client: TestClient
    office: Office | None
    seen: Mapping[str, str]
    closed: Mapping[str, str]


NOBODYS = {
    "claim": "0" * 16,
    "report": "1" * 16,
    "item": "2" * 16,
    "hash": "3" * 64,
    "note": "900",
    "proposal": "900",
    "provision": "UN-0",
    "key": "none",
    "identifier": "none",
    "preset": "none",
    "person": "900",
}
"""Names of what there is not."""


def fill(path: str, names: Mapping[str, str]) -> str:
    """The address with its parts filled in."""
    parts = {
        **names,
        "format": "csv",
        "kind": "strike" if path.startswith("/notes") else "reports",
        "act": {"/claims": "grade", "/review": "accept", "/people": "rights", "/report": "close"}.get(path[:7], "withdraw"),
        "id": names[
            "note" if path.startswith("/notes") else "proposal" if path.startswith("/prop") else
            "person" if path.startswith("/people") else "note" if path.startswith("/search") else "report"
        ],
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda part: parts[part[1]], path)


@pytest.fixture(scope="module")
def team(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = Path(shutil.copytree(read_once, tmp_path_factory.mktemp("needs") / "case"))
    with Case.open(folder) as case:
        view = case.view()
        ids = {r.name: r.id for r in view.reports}
        alone = next(c for c in view.claims if c.reports == (ids["b"],))
        item = next(r for r in view.readings if r.report.id == ids["b"]).statements[0].id
        both = next(c for c in view.claims if ids["a"] in c.reports)
        mine = next(r for r in view.readings if r.report.id == ids["a"]).statements[0].id
        for target in (item, mine):
            why = Decision(kind=DecisionKind.ACCEPT, object=target, who="Keeper Kim", at=AT, why="as it is written")
            pipeline.decide(case, why)
        hashes = {e.decision.object: e.hash for e in case.view().ledger}
    office = Office(folder)
    people = {
        name: office.people.add(name, role, at=AT)
        for name, role in (("keeper", Role.KEEPER), *((r.value, r) for r in Role if r is not Role.KEEPER))
    }
    people["closed account"] = office.people.add("closed account", Role.KEEPER, at=AT)
    people["first password"] = office.people.add(
        "first password", Role.KEEPER, at=AT, password="seven barges in the fog", renew=True
    )
    office.closings.close(ids["b"], people["keeper"], AT, "a source at risk")
    proposals, notes = {}, {}
    for name, target in (("a", mine), ("b", item)):
        wish = Decision(kind=DecisionKind.REJECT, object=target, who="somebody else", at=AT, why="misread")
        proposals[name] = str(office.proposals.propose(wish))
        office.notes.add(ids[name], people["keeper"].id, "keeper", AT, "look again", ())
        notes[name] = str(office.notes.on(ids[name])[-1].id)
    common = {**NOBODYS, "provision": "UN-2397-8", "preset": "gulf-2016", "person": str(people["reader"].id)}
    app = create_app(folder, key=KEY)
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield Desk(
            client=client,
            office=office,
            seen={
                **common,
                "claim": both.id,
                "report": ids["a"],
                "item": mine,
                "hash": hashes[mine],
                "proposal": proposals["a"],
                "note": notes["a"],
            },
            closed={
                **common,
                "claim": alone.id,
                "report": ids["b"],
                "item": item,
                "hash": hashes[item],
                "proposal": proposals["b"],
                "note": notes["b"],
            },
        )


def heads(desk: Desk, who: str) -> tuple[dict[str, str], str]:
    """What they send along, and the token of their forms."""
    of = "here"
    if desk.office is None:
        return {}, hmac.new(KEY, of.encode(), hashlib.sha256).hexdigest()
    given: dict[str, str] = {}
    if who != "stranger":
        person = desk.office.people.named(who.removeprefix("key of a "))
        kind = Kind.KEY if who.startswith("key") else Kind.SESSION
        of = desk.office.sessions.begin(person, now(), "a test", kind)
        given = {"Authorization": f"Bearer {of}"} if kind is Kind.KEY else {"Cookie": f"session={of}"}
    if who == "closed account" and not person.ended:
        desk.office.people.end(person, AT)
    return given, hmac.new(KEY, of.encode(), hashlib.sha256).hexdigest()


REFUSED = re.compile("Your account may not do that|Nobody has an account at|on the machine that holds the case")


def refused(answer, address: str, who: str) -> bool:
    """Whether it says that they may not ask for that, whatever it is."""
    away = answer.headers.get("location", "")
    if answer.status_code == 303:
        if address == "POST /logout":
            return "set-cookie" not in answer.headers
        if who == "first password":
            return away == "/me"
        return away.startswith("/login") and "/login" not in address
    if answer.status_code == 401:
        return True
    return answer.status_code == 403 and bool(
        '"not_yours"' in answer.text or '"new_password"' in answer.text or REFUSED.search(answer.text)
    )


def ask(desk: Desk, who: str, address: str, names: Mapping[str, str], more: Mapping[str, str] | None = None):
    method, path = address.split()
    desk.client.cookies.clear()
    given, token = heads(desk, who)
    sent = {"data": {"token": token, **(more or {})}} if method == "POST" else {}
    answer = desk.client.request(method, fill(path, names), headers=given, **sent)
    if desk.office and given:
        desk.office.sessions.end(next(iter(given.values())).partition("Bearer ")[2])
    return answer


def held_against(desk: Desk, who: str, names: Mapping[str, str]) -> list[str]:
    """The addresses that are answered otherwise than declared, or not at all."""
    wrong = []
    for address in NEEDS:
        answer = ask(desk, who, address, names)
        if refused(answer, address, who) == declared(who, address) or answer.status_code >= 500:
            wrong.append(f"{who}: {address}: {answer.status_code}")
    return wrong


@pytest.mark.parametrize("who", [who for who in WHO if who not in ("onlooker", "owner")])
def test_with_accounts_every_address_is_answered_as_declared(team: Desk, who: str) -> None:
    assert held_against(team, who, team.seen) == []


@pytest.mark.parametrize(("who", "hosts"), [("onlooker", None), ("owner", ("127.0.0.1",))])
def test_without_accounts_every_address_is_answered_as_declared(
    team: Desk, read_once: Path, tmp_path: Path, who: str, hosts: tuple[str, ...] | None
) -> None:
    folder = Path(shutil.copytree(read_once, tmp_path / "case"))
    app = create_app(folder, hosts, KEY)
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        desk = Desk(client=client, office=None, seen=team.seen, closed={})
        assert held_against(desk, who, desk.seen) == []


NAMING = sorted(address for address in NEEDS if re.search(r"\{(claim|report|item|hash|id)\}", address))
NOT_OF_THE_CASE = {"POST /people/{id}/{act}", "POST /searches/{id}/forget"}


def without_names(answer, names: Mapping[str, str]) -> tuple[int, str]:
    """What is said, without what was asked for: the way to the other language repeats it."""
    text = re.sub(r'value="[0-9a-f]{64}"', "", answer.text).replace(quote(answer.request.url.path, safe=""), "")
    for kind, name in names.items():
        text = text.replace(name, kind) if len(name) > 8 else text
    return answer.status_code, text


@pytest.mark.parametrize("who", ["reader", "reviewer", "first password", "key of a reader"])
def test_what_is_closed_to_somebody_is_answered_as_what_there_is_not(team: Desk, who: str) -> None:
    nothing = {**team.closed, **{k: v for k, v in NOBODYS.items() if k not in ("provision", "person")}}
    told = []
    for address in set(NAMING) - NOT_OF_THE_CASE:
        more = {
            "why": "to see what happens",
            "show-personal": "on",
            "tlp": "red",
            "text": "look",
            "letter": "A",
            "digit": "1",
        }
        of_closed = without_names(ask(team, who, address, team.closed, more), team.closed)
        of_nothing = without_names(ask(team, who, address, nothing, more), nothing)
        if of_closed != of_nothing:
            told.append((address, of_closed[0], of_nothing[0]))
    assert told == []


def test_who_is_admitted_is_answered(team: Desk) -> None:
    for address in (
        a for a in NAMING if a.startswith("GET") and "decide" not in a and "law" not in a and "changes" not in a
    ):
        assert ask(team, "keeper", address, team.closed).status_code == 200, address


def test_what_changes_something_asks_for_more_than_to_read() -> None:
    asks_little = {a for a, need in NEEDS.items() if a.startswith("POST") and need in (Need.NOTHING, Need.READ)}
    assert asks_little == {"POST /login", "POST /logout", "POST /reports/{report}/open"}


def test_who_has_an_account_and_what_was_opened_is_for_keepers() -> None:
    assert {need for a, need in NEEDS.items() if re.search(r"/(people|record)\b", a)} == {Need.KEEP}
