from __future__ import annotations

import pytest

from secondsource.model import Person
from secondsource.store.office import Office
from secondsource.store.office.closings import NotClosed

AT = "2026-03-01T09:00:00Z"


def test_a_closed_report_is_closed_to_all_but_those_admitted(office: Office, keeper: Person, reader: Person) -> None:
    office.closings.close("r1", keeper, AT, "names a village")
    assert [office.closings.closed_to(p) for p in (keeper.id, reader.id, 0)] == [frozenset(), {"r1"}, {"r1"}]
    office.closings.admit("r1", frozenset({reader.id, 99}))
    assert [office.closings.closed_to(p) for p in (keeper.id, reader.id)] == [{"r1"}, frozenset()]
    office.closings.close("r1", keeper, AT, "again")
    assert office.closings.all()["r1"].why == "names a village"
    office.closings.open("r1")
    assert office.closings.closed_to(0) == frozenset() and office.closings.all() == {}


def test_nobody_is_admitted_to_an_open_report(office: Office, keeper: Person) -> None:
    with pytest.raises(NotClosed):
        office.closings.admit("r1", frozenset({keeper.id}))


def test_a_closed_account_is_no_longer_admitted(office: Office, keeper: Person, reader: Person) -> None:
    office.closings.close("r1", keeper, AT, "")
    office.closings.admit("r1", frozenset({keeper.id, reader.id}))
    office.people.end(reader, AT)
    assert office.closings.all()["r1"].admitted == {keeper.id}
