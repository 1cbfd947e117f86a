"""The manual page."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from docs.generating.manual import escaped, manual
from secondsource.cli.commands import COMMANDS

PAGE = Path(__file__).parents[1] / "docs" / "man" / "secondsource.1"


def test_every_command_has_a_section_and_no_line_acts() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == manual()
    told = re.findall(r"^\.SS secondsource ([\w-]+)$", page.replace("\\-", "-"), re.M)
    assert told == list(COMMANDS)
    requests = set(re.findall(r"^\.([A-Z]+|\\\")", page, re.M))
    assert requests == {"TH", "SH", "SS", "PP", "TP", "B", "IR", "EX", "EE", '\\"'}
    assert re.findall(r"^[.'](?![A-Z]|\\\").*", page, re.M) == []


def test_words_do_not_act_in_roff() -> None:
    assert escaped(".so /etc/x\n'br") == "\\&.so /etc/x\n\\(aqbr"
    assert escaped("a\\fB -x ~^") == "a\\efB \\-x \\(ti\\(ha"


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_say_against_it() -> None:
    words = ["groff", "-ww", "-b", "-man", "-Kutf8", "-Tutf8", "-z", str(PAGE)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
