from __future__ import annotations

import dataclasses
import os
import stat
import traceback
from pathlib import Path

import pytest

from secondsource.model import BrokenCase, NoCase
from secondsource.store import Case, NewerCase, NotEmpty, ReadOnly
from secondsource.store.about import write

from .conftest import NOW


def test_a_case_is_its_owners_alone(case: Case) -> None:
    assert stat.S_IMODE(case.folder.stat().st_mode) == 0o700
    case.view()
    for path in case.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name


def test_a_case_keeps_what_it_says_of_itself(tmp_path: Path) -> None:
    Case.create(tmp_path / "case", now=NOW, title="쿠웨이트", subject="dprk_labour").close()
    with Case.open(tmp_path / "case") as case:
        view = case.view()
    assert (view.title, view.created, view.subject) == ("쿠웨이트", NOW, "dprk_labour")


def test_making_a_case_twice_opens_it(case: Case) -> None:
    with Case.create(case.folder, now="2020-01-01T00:00:00Z") as again:
        assert again.about == case.about


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(NotEmpty, match=r"thesis\.txt"):
        Case.create(tmp_path, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_there_is_no_case_where_none_was_made(tmp_path: Path) -> None:
    with pytest.raises(NoCase, match="secondsource run"):
        Case.open(tmp_path)


def test_making_that_was_cut_short_is_finished_by_the_next_try(case: Case) -> None:
    (case.folder / "case.toml").unlink()
    case.close()
    with Case.create(case.folder, now=NOW) as again:
        assert again.view().claims == ()


def test_tables_of_tomorrow_are_left_alone(case: Case) -> None:
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerCase):
        Case.open(case.folder)


def test_a_damaged_database_is_named(case: Case) -> None:
    case.close()
    for path in case.folder.glob("case.db*"):
        path.write_bytes(b"no database at all, not by a long way" * 100)
    with pytest.raises(BrokenCase, match="backup"):
        Case.open(case.folder)


def test_a_case_on_a_disk_that_takes_nothing_can_still_be_read(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.close()
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with Case.open(case.folder) as reader:
        assert reader.view().id == case.about.id
        with pytest.raises(ReadOnly), reader.writing():
            pass
        with pytest.raises(ReadOnly), reader.alone():
            pass


def test_another_kind_of_database_is_named_as_such_and_its_password_is_not(case: Case) -> None:
    about = dataclasses.replace(case.about, database="mysql://kim:hush@db.example/kuwait")
    write(case.folder / "case.toml", about)
    with pytest.raises(BrokenCase, match="postgresql://") as told:
        Case.open(case.folder)
    assert "hush" not in "".join(traceback.format_exception(told.value))
