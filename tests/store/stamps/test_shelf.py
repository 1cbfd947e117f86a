from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.model import digest_of
from secondsource.store.stamps import BadStatement, Kept, Stamps, Statement

ALL = tuple(sorted(digest_of(bytes([n])) for n in range(5)))
STATED = Statement.of(ALL, authority="https://a.example/", custody=(5, "ab" * 32), ledger=(0, "00" * 32))
WAITS = Kept(statement=STATED, captures=ALL, request=b"request")
ANSWERED = Kept(statement=STATED, captures=ALL, request=b"request", answer=b"answer")


@pytest.fixture
def stamps(tmp_path: Path) -> Stamps:
    made = Stamps(tmp_path / "stamps")
    made.put(WAITS)
    return made


def test_a_statement_comes_back_from_its_bytes() -> None:
    assert Statement.read(STATED.data) == STATED and STATED.name == digest_of(STATED.data)
    for data in (b"", STATED.data[:-1], STATED.data + b"x\n", b"\xff" + STATED.data):
        with pytest.raises(BadStatement):
            Statement.read(data)


def test_what_waits_waits_until_an_answer_is_kept_beside_it(stamps: Stamps) -> None:
    assert stamps.waiting() == stamps.all() == stamps.of(ALL[2]) == (WAITS,)
    stamps.put(ANSWERED)
    assert stamps.waiting() == () and stamps.all() == (ANSWERED,) and stamps.of(digest_of(b"other")) == ()
    assert list(stamps.problems()) == []


def test_nothing_is_there_before_anything_was_asked(tmp_path: Path) -> None:
    assert Stamps(tmp_path / "none").all() == () and list(Stamps(tmp_path / "none").problems()) == []


def test_every_changed_bit_of_every_file_is_named(stamps: Stamps) -> None:
    stamps.put(ANSWERED)
    for file in sorted(stamps.folder.iterdir()):
        data = file.read_bytes()
        file.chmod(0o600)
        for at in range(0, len(data), max(len(data) // 9, 1)):
            for bit in (0, 7):
                file.write_bytes(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
                found = list(stamps.problems())
                assert [wrong.name for wrong in found] == [file.name] and stamps.all() == ()
        file.write_bytes(data)
    assert list(stamps.problems()) == []


def test_a_file_that_is_lost_or_foreign_is_named(stamps: Stamps) -> None:
    (stamps.folder / "notes.doc").write_bytes(b"x")
    next(stamps.folder.glob("*.captures")).unlink()
    assert len(list(stamps.problems())) == 2
