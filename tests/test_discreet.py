"""What libraries and faults say on the way: the kind and the place, never the words."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest

from secondsource.discreet import kept_from, named

SAID = (
    "import logging, threading, warnings; from secondsource.discreet import quiet; quiet()\n"
    "logging.getLogger('library').warning('Kim Zq'); warnings.warn('Kim Zq')\n"
    "t = threading.Thread(target=lambda: {}['Kim Zq']); t.start(); t.join()\n"
    "class Odd:\n    def __del__(self): raise ValueError('Kim Zq')\n"
    "Odd(); raise KeyError('Kim Zq')"
)


def test_a_process_of_ours_names_faults_and_repeats_no_words() -> None:
    ran = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=False)
    assert ran.returncode == 1 and ran.stdout == ""
    assert (
        "Zq" not in ran.stderr
        and ran.stderr.count("A fault of the program (KeyError") == 2
        and "ValueError" in ran.stderr
    )


def test_with_debugging_on_everything_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECONDSOURCE_DEBUG", "1")
    ran = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=False)
    assert ran.stderr.count("Kim Zq") >= 4


def test_a_logger_names_a_fault_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    kept_from("desk.test", "desk.test")
    assert len(logging.getLogger("desk.test").filters) == 1
    try:
        named(12)  # type: ignore[arg-type]
    except AttributeError as error:
        assert named(error).startswith("AttributeError at discreet.py:")
    try:
        raise ValueError("Kim Zq")
    except ValueError:
        logging.getLogger("desk.test").exception("of Kim %s", "Zq")
    logging.getLogger("desk.test").warning("plain")
    assert "Zq" not in caplog.text and "(ValueError)" in caplog.text and "plain" in caplog.text


def test_the_web_server_does_not_take_it_off_again() -> None:
    uvicorn = pytest.importorskip("uvicorn")
    kept_from("uvicorn.error")
    uvicorn.Config("nothing:app", log_level="warning", access_log=False)
    assert len(logging.getLogger("uvicorn.error").filters) == 1
