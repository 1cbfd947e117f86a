from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers, sampled_from

from secondsource.model import Capture, Decision, DecisionKind, digest_of
from secondsource.store import Case, documents
from secondsource.store.checkpoint import BadCheckpoint, Checkpoint, chains, differences
from secondsource.store.ledger import START, body, sealed
from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry
from secondsource.store.vault import Vault
from secondsource.store.vault.log import Done, Opening, write

NOW = "2016-06-08T00:00:00Z"


def decision(object, why=""):
    return Decision(kind=DecisionKind.ACCEPT, object=object, who="Min", at=NOW, why=why)


@pytest.fixture
def filled(case):
    with case.writing() as connection:
        for name in ("a.txt", "b.txt"):
            data = name.encode()
            capture = Capture(digest=digest_of(data), size=len(data), media="text/plain", name=name)
            documents.put_capture(connection, capture, name, NOW, "test")
    for number in range(1, 6):
        case.ledger.append(decision(f"c{number}"))
    return case


def point(case):
    with case.reading() as connection:
        return Checkpoint.of(chains(connection, case.folder), case.about.id, NOW)


def unlike(case, held):
    with case.reading() as connection:
        return differences(held, chains(connection, case.folder), case.about.id)


def without_guards(connection):
    for table in ("decisions", "custody"):
        for act in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{act}")


def written_anew(case, decisions):
    """The whole ledger in the place of the one that was there, its chain whole."""
    with case.writing() as connection:
        without_guards(connection)
        connection.exec_driver_sql("DELETE FROM decisions")
        before = START
        for seq, made in enumerate(decisions, start=1):
            entry = sealed(seq, before, made)
            connection.exec_driver_sql(
                "INSERT INTO decisions (seq, previous, hash, kind, object, who, at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (seq, before, entry.hash, made.kind.value, made.object, made.who, made.at, body(made).decode()),
            )
            before = entry.hash


def test_it_comes_back_from_its_file_and_holds_while_the_case_grows(filled):
    held = point(filled)
    assert Checkpoint.read(held.data) == held
    assert (len(held.decisions), len(held.custody)) == (5, 2)
    filled.ledger.append(decision("c6"))
    assert unlike(filled, held) == []


def test_what_was_cut_off_the_end_is_named_though_the_chain_still_holds(filled):
    held = point(filled)
    with filled.writing() as connection:
        without_guards(connection)
        connection.exec_driver_sql("DELETE FROM decisions WHERE seq > 3")
        connection.exec_driver_sql("DELETE FROM custody WHERE seq = 2")
    assert filled.ledger.verify() == []
    found = unlike(filled, held)
    assert [(kind, number) for kind, number, _ in found] == [("ledger", 4), ("ledger", 5), ("custody", 2)]
    assert found[0][2] == f"Decision 4 was there on {NOW}, and was removed since."


@settings(max_examples=6)
@given(at=integers(0, 4), how=sampled_from(["changed", "removed", "swapped"]))
def test_a_ledger_written_anew_is_found_and_the_first_entry_that_is_another_named(tmp_path_factory, at, how):
    with Case.create(tmp_path_factory.mktemp("made") / "case", now=NOW) as case:
        made = [decision(f"c{number}") for number in range(1, 6)]
        for one in made:
            case.ledger.append(one)
        held = point(case)
        if how == "changed":
            made[at] = decision(made[at].object, "otherwise")
        elif how == "removed":
            del made[at]
        else:
            made[at], made[at - 1] = made[at - 1], made[at]
        written_anew(case, made)
        assert case.ledger.verify() == []
        first = min(at, at - 1 if at else 0) if how == "swapped" else at
        kind, number, _ = unlike(case, held)[0]
        assert (kind, number) == ("ledger", first + 1)


def test_what_the_office_and_the_vault_wrote_down_is_held_too(filled):
    with closing(Office(filled.folder)) as office, closing(Vault(filled.folder)) as vault:
        for object in ("r1", "r2"):
            office.record.add(Entry(at=NOW, who="Min", act=Deed.OPENED, object=object))
        with vault.writing() as connection:
            for handle in ("s1", "s2", "s3"):
                write(connection, Opening(at=NOW, who="Ana", act=Done.OPENED, object=handle))
        held = point(filled)
        assert Checkpoint.read(held.data) == held
        assert (len(held.record), len(held.vault)) == (2, 3)
        assert unlike(filled, held) == []
        for beside, table in ((office, "record"), (vault, "openings")):
            with beside.writing() as connection:
                connection.exec_driver_sql(f"DROP TRIGGER {table}_no_delete")
                connection.exec_driver_sql(f"DELETE FROM {table} WHERE seq = 2")
        found = unlike(filled, held)
    assert [(kind, number) for kind, number, _ in found] == [("record", 2), ("vault", 2)]


def test_a_checkpoint_of_another_case_is_none_of_this(filled, tmp_path):
    held = point(filled)
    with Case.create(tmp_path / "other", now=NOW) as other:
        ((_, _, sentence),) = unlike(other, held)
    assert "of another case" in sentence


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"secondsource checkpoint 2\ncase a\nat b\n",
        b"secondsource checkpoint 1\ncase a\nat b\ndecision 2 " + b"0" * 64 + b"\n",
        b"secondsource checkpoint 1\ncase a\nat b\ndecision 1 " + b"0" * 63 + b"\n",
        b"\xff" * 40,
    ],
)
def test_what_is_no_checkpoint_is_refused(data):
    with pytest.raises(BadCheckpoint):
        Checkpoint.read(data)
