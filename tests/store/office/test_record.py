from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry, broken

AT = "2026-03-01T09:00:00Z"


def test_what_was_written_is_found_the_latest_first(office: Office) -> None:
    for n, who in enumerate(("Ana", "Ben", "Ana")):
        office.record.add(Entry(who=who, at=AT, act=Deed.OPENED, object=f"r{n}", why="to check a quotation"))
    assert [s.entry.object for s in office.record.entries()] == ["r2", "r1", "r0"]
    assert [s.entry.object for s in office.record.entries(who="Ana", before=3)] == ["r0"]
    assert [s.seq for s in office.record.entries(most=1)] == [3]
    assert office.record.entries(act="taken") == ()


def test_nothing_in_it_can_be_changed_or_removed(office: Office) -> None:
    office.record.add(Entry(who="Ana", at=AT, act=Deed.OPENED, object="r1"))
    for change in ("UPDATE record SET who = 'Ben'", "DELETE FROM record"):
        with pytest.raises(DatabaseError), office.writing() as connection:
            connection.execute(text(change))
    assert office.record.verify() == []


def test_what_was_changed_around_the_lock_is_noticed(office: Office) -> None:
    for n in range(3):
        office.record.add(Entry(who="Ana", at=AT, act=Deed.OPENED, object=f"r{n}"))
    with office.writing() as connection:
        connection.execute(text("DROP TRIGGER record_no_update"))
        connection.execute(text("UPDATE record SET body = replace(body, 'r1', 'r9') WHERE seq = 2"))
    assert ["Entry 2" in line for line in office.record.verify()] == [True]
    entries = office.record.entries()[::-1]
    assert broken([entries[0], entries[2]])
