"""The walk of one report through the house names what is there, and tells what the demo's case holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
HOUSE = ROOT / "src" / "secondsource"
REPORT = "7f20bb37dc141b9d-0"


def test_every_file_that_is_named_is_there():
    named = set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.py)?)`", PAGE))
    assert len(named) > 30
    assert [name for name in named if not (HOUSE / name).exists() and not (ROOT / name).exists()] == []


@pytest.mark.parametrize(("function", "file"), re.findall(r"`([a-zA-Z_.]+)`,? (?:\(|in )`([a-z_/]+\.py)`", PAGE))
def test_every_function_stands_where_the_page_says(function: str, file: str):
    told = (HOUSE / file).read_text(encoding="utf-8")
    name = function.rpartition(".")[2]
    assert re.search(rf"^\s*(?:def|class) {name}\b|^{name}\b.*=", told, re.MULTILINE)


def test_every_room_has_its_line():
    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    lines = PAGE.partition("## The rooms")[2].partition("## Where")[0]
    named = {
        name
        for line in lines.splitlines()
        for name in re.findall(r"`([a-z]+)`", line.split("|")[1:2][0] if "|" in line else "")
    }
    assert named - {"client"} == rooms


def test_the_values_are_those_of_the_demo(demo: Any):
    (report,) = [row for row in demo.rows("reports") if row["id"] == REPORT]
    said = [row for row in demo.rows("statements") if row["report_id"] == REPORT]
    told = [row for row in demo.rows("mentions") if row["report_id"] == REPORT]
    assert (report["outlet"], report["published"], report["language"]) == ("UPI", "2016-06-08", "en")
    assert (len(said), len(told)) == (3, 5)
    statement = next(row for row in said if row["id"] == f"{REPORT}.s292-388")
    assert statement["chain"] == ["News1", "Radio Free Asia"]
    (stopped,) = [row for row in told if row["type"] == "WORK_STOPPAGE"]
    assert (stopped["when"], stopped["trigger"], stopped["when_span"]) == ("2015-12", [364, 376], [380, 388])
    claim = next(row for row in demo.rows("claims") if row["id"] == "cfef8878c5522")
    assert stopped["id"] in claim["mentions"]
    assert (claim["at_least"], claim["at_most"], len(claim["reports"])) == (1, 1, 8)
    assert claim["grade"] == "F3"
    (law,) = [f for f in demo.rows("findings") if f["claim"] == claim["id"] and f["provision"] == "UN-2397-8"]
    assert law["outcome"] == "not_in_force"
