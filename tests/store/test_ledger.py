from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists, sampled_from, text
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from secondsource.model import Decision, DecisionKind, LedgerEntry
from secondsource.store import Case, Ledger, NoDecision
from secondsource.store.errors import NoServer, OneSaw
from secondsource.store.ledger import START, body, broken, sealed, standing


def decision(object: str = "c1", kind: DecisionKind = DecisionKind.ACCEPT, why: str = "") -> Decision:
    return Decision(kind=kind, object=object, who="Min", at="2016-06-08T00:00:00Z", why=why)


def chain(whys: list[str]) -> list[LedgerEntry]:
    out: list[LedgerEntry] = []
    for seq, why in enumerate(whys, start=1):
        out.append(sealed(seq, out[-1].hash if out else START, decision(why=why)))
    return out


@given(
    lists(text(max_size=5), min_size=1, max_size=6),
    integers(0, 5),
    sampled_from(["change", "remove", "reseal", "swap"]),
)
def test_any_tampering_is_found(whys: list[str], at: int, how: str) -> None:
    entries = chain(whys)
    assert broken(entries) == []
    at %= len(entries)
    if how == "change":
        entries[at] = LedgerEntry(
            seq=at + 1, previous=entries[at].previous, hash=entries[at].hash, decision=decision(why=whys[at] + "!")
        )
    elif how == "reseal":
        if at == len(entries) - 1:
            return  # nothing after it could tell
        entries[at] = sealed(at + 1, entries[at].previous, decision(why=whys[at] + "!"))
    elif how == "remove":
        if at == len(entries) - 1:
            return
        del entries[at]
    else:
        if len(entries) < 2:
            return
        entries[at], entries[at - 1] = entries[at - 1], entries[at]
    assert broken(entries)


def test_the_broken_entry_is_named(case: Case) -> None:
    for number in range(3):
        case.ledger.append(decision(f"c{number}"))
    assert case.ledger.verify() == []
    with case.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER decisions_no_update")
        connection.exec_driver_sql("UPDATE decisions SET body = replace(body, 'Min', 'Ada') WHERE seq = 2")
    (sentence,) = case.ledger.verify()
    assert sentence.startswith("Decision 2 (accept c1, Ada) was changed")


@pytest.mark.parametrize("act", ["DELETE FROM decisions", "UPDATE decisions SET who = 'Ada'"])
def test_the_database_itself_refuses_changes(case: Case, act: str) -> None:
    case.ledger.append(decision())
    with pytest.raises(IntegrityError, match="append-only"), case.writing() as connection:
        connection.exec_driver_sql(act)
    assert [entry.decision.who for entry in case.ledger.entries()] == ["Min"]


def test_undo_takes_back_and_undoing_the_undo_restores(case: Case) -> None:
    first = case.ledger.append(decision("c1"))
    second = case.ledger.append(decision("c2"))
    undo = case.ledger.append(decision(first.hash, DecisionKind.UNDO))
    assert case.ledger.standing() == (second.decision,)
    case.ledger.append(decision(undo.hash, DecisionKind.UNDO))
    assert case.ledger.standing() == (first.decision, second.decision)
    assert len(case.ledger.entries()) == 4


def test_only_what_is_there_can_be_taken_back(case: Case) -> None:
    with pytest.raises(NoDecision):
        case.ledger.append(decision("f" * 64, DecisionKind.UNDO))
    assert case.ledger.entries() == ()


def test_many_reviewers_at_once_lose_nothing(case: Case) -> None:
    def review(who: int) -> None:
        with Case.open(case.folder) as mine:
            for number in range(5):
                mine.ledger.append(decision(f"c{who}-{number}"))

    threads = [threading.Thread(target=review, args=(who,)) for who in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = case.ledger.entries()
    assert {entry.decision.object for entry in entries} == {
        f"c{who}-{number}" for who in range(6) for number in range(5)
    }
    assert broken(entries) == []
    assert len(standing(entries)) == 30


def test_a_second_person_is_sealed_with_the_decision_and_older_seals_hold(case: Case) -> None:
    one = Decision(kind=DecisionKind.ACCEPT, object="c1", who="Ana", at="2016-06-08T00:00:00Z", why="")
    assert b"second" not in body(one)
    entry = case.ledger.append(replace(one, second="Ben"))
    assert case.ledger.entries()[-1].decision.second == "Ben" and case.ledger.verify() == []
    assert entry.hash != sealed(1, START, one).hash


def test_where_two_must_look_one_is_not_enough(case: Case) -> None:
    ledger = Ledger(case.database, eyes=2)
    one = Decision(kind=DecisionKind.ACCEPT, object="c1", who="Ana", at="2016-06-08T00:00:00Z", why="")
    for second in ("", " ana "):
        with pytest.raises(OneSaw, match="desk"):
            ledger.append(replace(one, second=second))
    ledger.append(replace(one, second="Ben"))
    assert len(ledger.entries()) == 1


@pytest.mark.parametrize("kept", [True, False])
def test_a_decision_that_was_cut_off_while_it_was_written_down_is_looked_for(
    case: Case, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    whole, tries = case.database.writing, []

    @contextmanager
    def cut() -> Iterator[Connection]:
        tries.append(1)
        with whole() as connection:
            yield connection
            if len(tries) == 1 and not kept:
                raise NoServer
        if len(tries) == 1:
            raise NoServer

    monkeypatch.setattr(case.database, "writing", cut)
    if kept:
        assert case.ledger.append(decision()) == case.ledger.entries()[0]
    else:
        with pytest.raises(NoServer):
            case.ledger.append(decision())
        assert case.ledger.entries() == ()
