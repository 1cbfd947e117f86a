from __future__ import annotations

import pytest

from secondsource.model import Act, Person, Role, Sensitive
from secondsource.store.office import NameTaken, NoPerson, Office, WeakPassword
from secondsource.store.office.errors import NotAllowed

AT, WORDS = "2026-03-01T09:00:00Z", "seven barges in the fog"


def test_the_first_account_is_a_keepers(office: Office) -> None:
    with pytest.raises(NotAllowed, match="keeper"):
        office.people.add("Ana", Role.READER, at=AT, password=WORDS)
    assert office.people.all() == ()


def test_a_name_is_one_however_it_is_written_and_is_never_given_twice(
    office: Office, keeper: Person, reader: Person
) -> None:
    for name in ("kim min-ji", " KIM  Min-Ji ", "Ｋim Min-ji"):
        with pytest.raises(NameTaken):
            office.people.add(name, Role.READER, at=AT, password=WORDS)
    office.people.end(reader, AT)
    with pytest.raises(NameTaken):
        office.people.add("Ana", Role.READER, at=AT, password=WORDS)
    assert keeper


@pytest.mark.parametrize("name", ["", "   ", "…", "a\x00b", "x" * 65])
def test_what_is_no_name_is_refused(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        office.people.add(name, Role.KEEPER, at=AT, password=WORDS)


def test_who_has_the_password_is_let_in_and_nobody_else(office: Office, keeper: Person, reader: Person) -> None:
    assert office.people.check("kim min-ji", WORDS) == keeper
    assert office.people.check("kim min-ji", WORDS + " ") is None
    assert office.people.check("nobody", WORDS) is None
    office.people.end(reader, AT)
    assert office.people.check("Ana", WORDS) is None
    office.people.reopen(reader)
    assert office.people.check("Ana", WORDS) == reader


def test_a_hangul_password_is_one_however_it_is_composed(office: Office, keeper: Person) -> None:
    office.people.set_password(keeper, "바다 위의 일곱 척의 배가 안개 속에")
    import unicodedata

    assert (
        office.people.check("kim min-ji", unicodedata.normalize("NFD", "바다 위의 일곱 척의 배가 안개 속에")) == keeper
    )


def test_a_new_password_ends_every_session(office: Office, keeper: Person) -> None:
    token = office.sessions.begin(keeper, AT, "a browser")
    with pytest.raises(WeakPassword):
        office.people.set_password(keeper, "short")
    assert office.sessions.person(token, AT) == keeper
    office.people.set_password(keeper, "eight barges in the fog")
    assert office.sessions.person(token, AT) is None and office.people.check("kim min-ji", WORDS) is None


def test_a_keeper_is_always_left(office: Office, keeper: Person, reader: Person) -> None:
    for act in (lambda: office.people.end(keeper, AT), lambda: office.people.change(keeper, Role.ANALYST, frozenset())):
        with pytest.raises(NotAllowed, match="last keeper"):
            act()
    office.people.change(reader, Role.KEEPER, frozenset({Sensitive.PERSONAL}))
    office.people.end(keeper, AT)
    left = office.people.named("Ana")
    assert left.may(Act.KEEP) and left.sees == {Sensitive.PERSONAL}
    assert not office.people.named("Kim Min-ji").may(Act.READ)


def test_each_role_may_do_what_the_one_before_may_and_one_thing_more() -> None:
    before: frozenset[Act] = frozenset()
    for role in Role:
        assert before < role.acts and len(role.acts) == len(before) + 1
        before = role.acts


def test_who_is_not_there_is_said(office: Office) -> None:
    with pytest.raises(NoPerson, match="people list"):
        office.people.named("Ana")


def test_a_subject_of_a_provider_is_one_persons(office: Office, keeper: Person, reader: Person) -> None:
    office.people.bind(keeper, "https://id.example abc")
    assert office.people.with_subject("https://id.example abc") == keeper
    with pytest.raises(NameTaken):
        office.people.bind(reader, "https://id.example abc")
    office.people.bind(keeper, None)
    assert office.people.with_subject("https://id.example abc") is None
