"""The notebook of a case runs, cell by cell, on the case of the demo, and becomes a page of the site."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from docs.notebooks import CASE, executed, page

pytest.importorskip("pandas")
NOTEBOOKS = Path(__file__).resolve().parents[2] / "docs" / "notebooks"
FAST = ("RUNS = 500", "RUNS = 32")


def test_every_cell_runs_and_shows_something(demo: Any) -> None:
    held = json.loads((NOTEBOOKS / "a-case.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in held["cells"] if cell["cell_type"] == "code"]
    assert sum(CASE in source and FAST[0] in source for source in sources) == 1
    names: dict[str, Any] = {}
    shown = [executed(s.replace(CASE, f"CASE = {str(demo.case)!r}").replace(*FAST), names) for s in sources]
    assert [at for at, part in enumerate(shown) if not part] == []
    everything = "\n".join(shown)
    assert everything.count("<svg") == 3
    assert "Timeline of claims" in everything and "go back to one origin" in everything
    assert "News1 ← Radio Free Asia" in everything or "Radio Free Asia ← unnamed" in everything
    assert len(names["claims"]) == len(demo.rows("claims"))
    assert not [c for c in held["cells"] if c["cell_type"] == "code" and (c["outputs"] or c["execution_count"])]


def test_its_page_has_the_words_and_the_code_also_where_nothing_is_executed() -> None:
    for path in NOTEBOOKS.glob("*.ipynb"):
        text = "\n".join(page(path))
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert text.count("```python") == sum(cell["cell_type"] == "code" for cell in cells)
        assert re.search(r"^# \w", text, re.MULTILINE)
        assert "<svg" not in text and "<table" not in text


def test_what_a_cell_shows_does_not_act() -> None:
    assert (
        executed("print('<b>')\n'<i>'", {})
        == "<pre><code>&lt;b&gt;</code></pre>\n<pre><code>&#x27;&lt;i&gt;&#x27;</code></pre>"
    )
