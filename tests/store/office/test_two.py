from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.model import DecisionKind, Person, Role, Sensitive
from secondsource.store.office import Office, Overtaken
from secondsource.store.office.proposals import Proposal, SameEyes
from secondsource.store.office.two import NotEntitled, TwoNeeded, ask, confirm, handed_out, two_people

AT, SOON, LATE = "2026-03-01T09:00:00Z", "2026-03-05T09:00:00Z", "2026-03-09T09:00:00Z"
SEES = frozenset({Sensitive.SOURCES})


@pytest.fixture
def ana(office: Office, keeper: Person) -> Person:
    office.people.change(keeper, Role.KEEPER, SEES)
    return office.people.add("Ana", Role.REVIEWER, at=AT, password="seven barges in the fog", sees=SEES)


def wish(office: Office, ana: Person) -> Proposal:
    found = office.proposals.of(ask(office, "case", "identities", ana, "the court asked", AT))
    assert found is not None and found.decision.kind is DecisionKind.HAND_OUT
    return found


def test_one_asks_another_confirms_and_it_may_be_handed_out_once(office: Office, ana: Person) -> None:
    asked = wish(office, ana)
    with pytest.raises(TwoNeeded, match="Nobody has confirmed"):
        two_people(office, "identities", AT)
    with pytest.raises(SameEyes):
        confirm(office, asked, "ANA", AT)
    confirm(office, asked, "Kim Min-ji", AT)
    with pytest.raises(Overtaken):
        confirm(office, asked, "Kim Min-ji", AT)
    with pytest.raises(TwoNeeded):
        two_people(office, "captures", AT)
    permit = two_people(office, "identities", SOON)
    assert (permit.asked, permit.confirmed, permit.why) == ("Ana", "Kim Min-ji", "the court asked")
    handed_out(office, permit, SOON, "key.age", "00")
    with pytest.raises(TwoNeeded):
        two_people(office, "identities", SOON)
    deeds = [item.entry.act.value for item in reversed(office.record.entries())]
    assert deeds == ["asked", "confirmed", "taken"]
    assert office.record.verify() == []


def test_a_permit_runs_out(office: Office, ana: Person) -> None:
    confirm(office, wish(office, ana), "Kim Min-ji", AT)
    with pytest.raises(TwoNeeded):
        two_people(office, "identities", LATE)


def test_a_right_lost_since_ends_the_permit(office: Office, ana: Person) -> None:
    confirm(office, wish(office, ana), "Kim Min-ji", AT)
    office.people.change(ana, Role.REVIEWER, frozenset())
    with pytest.raises(NotEntitled, match="Ana lacks a right that is needed: sources"):
        two_people(office, "identities", SOON)


def test_nobody_asks_or_confirms_without_the_right_or_a_reason(office: Office, ana: Person) -> None:
    reader = office.people.add("Ben", Role.READER, at=AT, password="seven barges in the fog", sees=SEES)
    with pytest.raises(NotEntitled):
        ask(office, "case", "identities", reader, "why not", AT)
    with pytest.raises(TwoNeeded, match="Say why"):
        ask(office, "case", "identities", ana, "  ", AT)
    with pytest.raises(NotEntitled):
        confirm(office, wish(office, ana), "Ben", AT)
    with pytest.raises(NotEntitled):
        ask(office, "case", "identities", replace(ana, ended=AT), "why not", AT)


def test_without_accounts_it_cannot_be_done(office: Office) -> None:
    with pytest.raises(TwoNeeded, match="nobody has an account"):
        two_people(office, "identities", AT)
