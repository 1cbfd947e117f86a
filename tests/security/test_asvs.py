"""docs/security.md answers every requirement once, and names only tests that there are."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
SECTIONS = (
    "1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 "
    "5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 "
    "10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 "
    "13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2"
)
"""Sections of ASVS 5.0.0 and how many requirements of levels 1 and 2 each has; in every section they are the first ones."""
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d+\.\d+\.\d+", line)
]


def test_every_requirement_of_level_two_is_answered_once() -> None:
    asked = [
        f"{part}.{at}" for part, many in (s.split(":") for s in SECTIONS.split()) for at in range(1, int(many) + 1)
    ]
    told = Counter(number for row in ROWS for number in row[0].split(", "))
    assert len(asked) == 253
    assert set(told) == set(asked)
    assert [number for number, times in told.items() if times > 1] == []


def test_the_sums_are_those_of_the_tables() -> None:
    sums = Counter(row[2] for row in ROWS for _ in row[0].split(", "))
    assert f"Met: {sums['met']}, not met: {sums['not met']}, not here: {sums['not here']}." in PAGE


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE))
    assert len(named) > 90
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).is_file() or (name and name not in functions_of(file))
    ]
    assert missing == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].split(",")[0])
def test_every_answer_says_how_it_is_shown_or_why_not(row: list[str]) -> None:
    _, asks, state, why = row
    assert asks and state in ("met", "not met", "not here")
    if state == "met":
        assert "`" in why or why.startswith(("mypy", "the program serves")), "names a test, or what holds it"
    if state == "not met":
        assert why
