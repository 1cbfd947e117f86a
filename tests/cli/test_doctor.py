"""What `doctor` says of what is broken, and of the processes in which documents are taken apart."""

from __future__ import annotations

import io
import os
import sys
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from secondsource.cli import doctor, main
from secondsource.pipeline import confined
from secondsource.pipeline.confined import ConfinementFailed, fence
from secondsource.read import prose

from .conftest import call


def test_it_says_what_is_refused_and_what_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "protections", lambda: {name: name != "memory" for name in fence.ALWAYS})
    _, state, told = doctor._confined()
    assert state == "partly" and told.endswith("not refused on this system: more memory than it is given")
    monkeypatch.setattr(confined, "protections", lambda: dict.fromkeys(fence.ALWAYS, True))
    assert doctor._confined()[1] == "fine"


def test_it_says_where_there_is_no_such_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "protections", dict)
    assert doctor._confined()[1] == "absent"

    def failing() -> dict[str, bool]:
        raise ConfinementFailed

    monkeypatch.setattr(confined, "protections", failing)
    assert doctor._confined()[1] == "wrong"


def rows(found: object) -> dict[str, tuple[str, str]]:
    return {what: (state, told) for what, state, told in found}  # type: ignore[attr-defined]


def test_while_a_package_is_damaged_nothing_else_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "packages", lambda: iter([("package numpy", "wrong", "1 of its files is cut short")]))
    monkeypatch.setattr(doctor, "_reading", lambda _: pytest.fail("a damaged library may end the program"))
    told = call("doctor")
    assert told.exit_code == 4
    assert "the rest\tabsent\tlooked at when the packages are whole" in told.stdout


def test_a_damaged_or_missing_model_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Model:
        def load(self, **_: object) -> None:
            raise ValueError("cannot reshape array")

    prose.english.cache_clear()
    try:
        monkeypatch.setattr(prose.importlib, "import_module", lambda _: Model())
        state, told = next(
            (state, told) for what, state, told in doctor._reading("dprk_labour") if what == "English model"
        )
        assert state == "wrong" and told.startswith("The English language model is damaged. Install it again")
    finally:
        prose.english.cache_clear()


def test_weights_that_are_not_their_own_or_switched_off_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trained() -> str:
        return next(state for what, state, _ in doctor._reading("dprk_labour") if what == "trained reader")

    monkeypatch.setenv("SECONDSOURCE_WEIGHTS", str(tmp_path))
    assert trained() == "wrong"
    monkeypatch.setenv("SECONDSOURCE_WEIGHTS", "off")
    assert trained() == "absent"


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Usage = namedtuple("Usage", "total used free")
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 12_000_000))
    found = rows(doctor._room(tmp_path))
    assert {state for state, _ in found.values()} == {"wrong"}
    assert "12 MB free" in found["room for a case"][1] and "make room" in found["room for a case"][1]


def test_a_case_that_may_not_be_written_is_told(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    can = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and can(path, mode))
    state, told = rows(doctor._case(made))["writing"]
    assert state == "partly" and "can be looked at, and not worked on" in told


@pytest.mark.parametrize("day", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)])
def test_a_clock_that_is_wrong_is_told(made: Path, monkeypatch: pytest.MonkeyPatch, day: datetime) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, _: object = None) -> datetime:
            return day

    monkeypatch.setattr(doctor, "datetime", Clock)
    assert rows([doctor._clock()])["clock"][0] == ("wrong" if day.year == 1970 else "fine")
    assert "later than now" in rows(doctor._case(made))["clock and case"][1]


def test_a_screen_that_lacks_characters_is_told_and_ends_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="latin-1"))
    assert doctor._texts()[1] == "partly"
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    main._speak()
    print("대구 é", flush=True)
    assert written.getvalue() == b"?? \xe9\n"
    monkeypatch.delenv("PYTHONIOENCODING")
    main._speak()
    print("대구", flush=True)
    assert written.getvalue().endswith("대구\n".encode())
    assert doctor._texts()[1] == ("fine" if sys.getfilesystemencoding() == "utf-8" else "partly")
