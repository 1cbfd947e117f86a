"""Lists kept in a case: originals unchanged, the day sealed with them."""

from __future__ import annotations

import pytest

from secondsource.model import BrokenCase
from secondsource.store import LostCapture
from secondsource.store.lists import HeldList

ABOUT = HeldList(
    list="un", publisher="UN", as_of="2018-10-29", how="stated", files=(), entries=3, aside=0, at="2026-01-01T00:00:00Z", tool="test"
)  # fmt: skip


def test_a_list_comes_back_as_it_was_put(case):
    held, new = case.lists.put(ABOUT, {"b.csv": b"2", "a.csv": b"1"})
    assert new
    assert case.lists.all() == (held,)
    assert case.lists.get(held) == {"a.csv": b"1", "b.csv": b"2"}
    assert list(case.lists.problems()) == []
    assert case.lists.count() == 1


def test_the_same_list_is_kept_once_and_another_day_beside_it(case):
    from dataclasses import replace

    case.lists.put(ABOUT, {"a.csv": b"1"})
    _, again = case.lists.put(replace(ABOUT, at="2026-02-02T00:00:00Z"), {"a.csv": b"1"})
    _, other = case.lists.put(replace(ABOUT, as_of="2019-01-01"), {"a.csv": b"1"})
    assert (again, other) == (False, True)
    assert [held.as_of for held in case.lists.all()] == ["2018-10-29", "2019-01-01"]


def test_a_changed_byte_is_found(case):
    held, _ = case.lists.put(ABOUT, {"a.csv": b"1"})
    path = case.lists.archive.path(held.files[0].digest)
    path.chmod(0o600)
    path.write_bytes(b"2")
    assert [identifier for identifier, _ in case.lists.problems()] == [held.id]
    with pytest.raises(LostCapture):
        case.lists.get(held)


def test_a_changed_day_is_found(case):
    held, _ = case.lists.put(ABOUT, {"a.csv": b"1"})
    path = case.lists.folder / f"{held.id}.json"
    path.chmod(0o600)
    path.write_text(path.read_text().replace("2018-10-29", "2017-10-29"))
    assert [identifier for identifier, _ in case.lists.problems()] == [held.id]
    with pytest.raises(BrokenCase, match="changed"):
        case.lists.all()


def test_a_lost_file_is_found(case):
    held, _ = case.lists.put(ABOUT, {"a.csv": b"1"})
    case.lists.archive.path(held.files[0].digest).unlink()
    assert len(list(case.lists.problems())) == 1


def test_a_case_without_lists_has_none(case):
    assert case.lists.all() == ()
    assert list(case.lists.problems()) == []
