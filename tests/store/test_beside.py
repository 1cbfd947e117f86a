"""Accounts, sessions and what is watched, of a case that a team shares on a server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from secondsource.model import Role
from secondsource.store import Case
from secondsource.store.office import Office
from secondsource.store.office.errors import TooMany
from secondsource.store.office.record import Deed, Entry
from secondsource.store.watching import Watching
from secondsource.store.watching.outbox import State
from tests.postgres import Server

from .conftest import NOW
from .watching.conftest import AT
from .watching.test_alerts import LATER, settled, subscription


@pytest.fixture
def folder(tmp_path: Path, postgres_url: str) -> Path:
    with Case.create(tmp_path / "case", now=NOW, database=postgres_url) as case:
        return case.folder


def test_nothing_is_made_by_looking(folder: Path, postgres: Server, postgres_url: str) -> None:
    office = Office(folder)
    with Watching(folder) as watching:
        assert office.people.all() == () and watching.sources.all() == ()
    office.close()
    schemas = postgres.ask("SELECT nspname::text FROM pg_namespace WHERE nspname IN ('office', 'watch')", postgres_url)
    assert schemas == []
    assert sorted(path.name for path in folder.iterdir()) == ["captures", "case.lock", "case.toml"]


def test_what_one_desk_writes_every_desk_sees(folder: Path) -> None:
    one, other = Office(folder), Office(folder)
    try:
        kim = one.people.add("Kim", Role.KEEPER, at=AT)
        token = one.sessions.begin(kim, AT, "browser")
        assert other.sessions.person(token, AT) == kim
        other.sessions.end_all(kim)
        assert one.sessions.person(token, AT) is None
        one.record.add(Entry(who="kim", at=AT, act=Deed.ASKED))
        with pytest.raises(IntegrityError, match="append-only"), one.writing() as connection:
            connection.execute(text("UPDATE record SET who = 'x'"))
    finally:
        one.close()
        other.close()


def test_many_sign_ins_at_many_desks_are_all_counted(folder: Path) -> None:
    desks = [Office(folder) for _ in range(3)]
    desks[0].throttle.attempt("kim", "192.0.2.1", AT)

    def tried(number: int) -> bool:
        try:
            desks[number % 3].throttle.attempt("kim", "192.0.2.1", AT)
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(tried, range(12))) == 4
    for desk in desks:
        desk.close()


def test_the_record_of_many_desks_is_one_chain(folder: Path) -> None:
    desks = [Office(folder) for _ in range(3)]

    def noted(number: int) -> None:
        desks[number % 3].record.add(Entry(who="kim", at=AT, act=Deed.ASKED, object=str(number)))

    noted(0)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(noted, range(1, 20)))
    assert desks[0].record.verify() == []
    assert {item.entry.object for item in desks[1].record.entries()} == {str(n) for n in range(20)}
    for desk in desks:
        desk.close()


def test_a_message_keeps_its_key_until_it_is_done(folder: Path) -> None:
    with Watching(folder) as watching:
        one = subscription(watching)
        watching.alerts.settle([settled(("a", (one.id,)), ("b", (one.id,)))])
        assert watching.outbox.put_together(one.id, one.name, AT) == 1
        (message,) = watching.outbox.due(AT)
        watching.outbox.failed(message.key, "no network", LATER, AT)
        (again,) = watching.outbox.due(LATER)
        assert (again.key, again.attempts, again.alerts) == (message.key, 1, message.alerts)
        watching.outbox.ended(message.key, State.SENT, LATER)
        assert watching.outbox.due("2999-01-01T00:00:00Z") == ()
