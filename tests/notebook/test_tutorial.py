"""The tutorial runs, cell by cell, and what it says of the model is so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docs.notebooks import valued

pytest.importorskip("pandas")

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebooks" / "labour-export-model.ipynb"
FAST = ("RUNS = 500", "RUNS = 48")
"""What makes the notebook quick enough for a test."""


def cells(kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in read()["cells"] if cell["cell_type"] == kind]


def read() -> dict[str, Any]:
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shown() -> tuple[dict[str, Any], list[Any]]:
    """The names of the notebook after its last cell, and what each cell showed."""
    names: dict[str, Any] = {}
    sources = cells("code")
    assert sum(FAST[0] in source for source in sources) == 1
    return names, [valued(source.replace(*FAST), names) for source in sources]


def test_every_cell_runs_and_shows_what_it_announces(shown: tuple[dict[str, Any], list[Any]]) -> None:
    names, found = shown
    assert names["RUNS"] == 48
    pictures = [value for value in found if hasattr(value, "_repr_svg_")]
    assert len(pictures) == 3 and all(p._repr_svg_().startswith("<svg") for p in pictures)
    tables = [value for value in found if hasattr(value, "columns")]
    assert len(tables) == 7 and all(len(table) for table in tables)


def test_what_the_notebook_says_of_the_model_is_so(shown: tuple[dict[str, Any], list[Any]]) -> None:
    names, _ = shown
    changes = {row["series"]: row for row in names["alone"].against(names["bans"]).to_pylist()}
    assert changes["delivered"]["high"] < 0 and changes["abroad"]["high"] < 0
    mostly = {(c.pressure, c.substitution): c.mostly.value for c in names["squares"].cells}
    assert mostly[0, 0] == "contained" and mostly[2, 0] == "spiral" and mostly[2, 1] != "spiral"
    assert names["by_patience"]["low"] > 10 * names["by_patience"]["value"] >= names["by_patience"]["high"]
    strikes = {name: names["last"](one, "strikes") for name, one in names["two"].items()}
    assert min(strikes["hungry"], strikes["impatient"]) > 2 * strikes["as it is"]
    assert names["every"]["trust"].value_counts().idxmax() == "assumed"


def test_the_notebook_is_kept_without_outputs_and_names_no_machine() -> None:
    kept = read()
    assert (kept["nbformat"], kept["nbformat_minor"]) == (4, 5)
    assert not [c for c in kept["cells"] if c["cell_type"] == "code" and (c["outputs"] or c["execution_count"])]
    names = [c["id"] for c in kept["cells"]]
    assert len(set(names)) == len(names)
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert not [word for word in ("/home/", "/Users/", "/tmp/", "http://", "https://") if word in text]
