"""Plain notes without metadata: one paper that takes a story over from another is not a second source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

FIRST = (
    "{paper}, 12 May 2019\n\nSome 100 North Korean loggers in Khabarovsk went on strike on Monday, an airport clerk told the {short}. "
    "They earn $400 to $500 a month, the clerk said.\n"
)
SECOND = (
    "Quay Courier (fictional), 14 May 2019\n\nAbout a hundred loggers from North Korea stopped work in Khabarovsk on May 6, "
    "according to the {paper}.\n"
)


PAPERS = (("Harbour Gazette", "Gazette"), ("Harbour Ledger", "Ledger"), ("Quay Tribune", "Tribune"))


@pytest.mark.parametrize("labelled", ["{} (fictional)", "{}"])
@pytest.mark.parametrize(("paper", "short"), PAPERS)
def test_a_paper_that_is_called_like_a_record_is_no_record(
    fresh: Any, tmp_path: Path, paper: str, short: str, labelled: str
):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.txt").write_text(FIRST.format(paper=labelled.format(paper), short=short), encoding="utf-8")
    (notes / "b.txt").write_text(SECOND.format(paper=paper), encoding="utf-8")
    fresh("run", str(notes), "--quiet")
    (strike,) = [row for row in fresh.rows("claims") if row["type"] == "WORK_STOPPAGE"]
    assert len(strike["reports"]) == 2
    assert (strike["at_least"], strike["at_most"]) == (1, 1)
