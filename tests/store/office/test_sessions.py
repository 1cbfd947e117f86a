from __future__ import annotations

import pytest
from sqlalchemy import select

from secondsource.model import Person
from secondsource.store.office import Office
from secondsource.store.office.schema import sessions
from secondsource.store.office.sessions import MOST_KEYS, Kind, TooManyKeys

AT = "2026-03-01T09:00:00Z"


def test_a_token_lets_its_person_in_and_its_digest_alone_is_kept(office: Office, keeper: Person) -> None:
    token = office.sessions.begin(keeper, AT, "a browser")
    assert office.sessions.person(token, AT) == keeper
    assert office.sessions.person(token[:-1] + "x", AT) is None and office.sessions.person("", AT) is None
    with office.reading() as connection:
        kept = connection.execute(select(sessions.c.token)).scalars().all()
    assert token not in kept and len(kept) == 1


def test_a_session_ends_when_nobody_asks_and_in_any_case(office: Office, keeper: Person) -> None:
    token = office.sessions.begin(keeper, AT, "a browser")
    assert office.sessions.person(token, "2026-03-01T20:59:00Z") == keeper
    assert office.sessions.person(token, "2026-03-02T08:00:00Z") == keeper  # its use in between counted
    assert office.sessions.person(token, "2026-03-02T20:01:00Z") is None
    other = office.sessions.begin(keeper, AT, "a browser")
    for day in range(1, 15):
        for hour in ("00", "08", "16"):
            office.sessions.person(other, f"2026-03-{day:02}T{hour}:00:00Z")
    assert office.sessions.person(other, "2026-03-15T09:00:01Z") is None


def test_a_session_of_a_clock_that_was_years_ahead_does_not_last_until_then(office: Office, keeper: Person) -> None:
    token = office.sessions.begin(keeper, "2036-03-01T09:00:00Z", "a browser")
    assert office.sessions.person(token, AT) is None and office.sessions.of(keeper, AT) == ()
    assert office.sessions.person(token, "2036-03-01T08:59:00Z") == keeper  # another desk's clock


def test_a_key_of_a_program_is_no_session_and_lasts_longer(office: Office, keeper: Person) -> None:
    key = office.sessions.begin(keeper, AT, "notebook", kind=Kind.KEY)
    assert office.sessions.person(key, AT) is None
    assert office.sessions.person(key, "2026-09-01T09:00:00Z", kind=Kind.KEY) == keeper
    assert office.sessions.person(key, "2027-03-02T09:00:00Z", kind=Kind.KEY) is None


def test_one_ends_ones_own_and_nobody_elses(office: Office, keeper: Person, reader: Person) -> None:
    mine, theirs = office.sessions.begin(keeper, AT, "mine"), office.sessions.begin(reader, AT, "theirs")
    id = office.sessions.of(reader, AT)[0].id
    office.sessions.end_one(keeper, id)
    assert office.sessions.person(theirs, AT) == reader
    office.sessions.end_one(reader, id)
    assert office.sessions.person(theirs, AT) is None and office.sessions.person(mine, AT) == keeper
    office.sessions.end_all(keeper)
    assert office.sessions.of(keeper, AT) == ()


def test_a_closed_account_is_signed_out(office: Office, keeper: Person, reader: Person) -> None:
    token = office.sessions.begin(reader, AT, "a browser")
    office.people.end(reader, AT)
    assert office.sessions.person(token, AT) is None and keeper


def test_there_is_an_end_to_keys_and_the_oldest_browsers_are_forgotten(office: Office, keeper: Person) -> None:
    first = office.sessions.begin(keeper, AT, "b", Kind.DEVICE)
    for n in range(MOST_KEYS):
        office.sessions.begin(keeper, f"2026-03-01T09:00:{n + 1:02}Z", "b", Kind.DEVICE)
        office.sessions.begin(keeper, AT, "k", Kind.KEY)
    assert office.sessions.person(first, AT, Kind.DEVICE) is None
    with pytest.raises(TooManyKeys):
        office.sessions.begin(keeper, AT, "k", Kind.KEY)
    assert all(s.kind is Kind.KEY for s in office.sessions.of(keeper, AT))
