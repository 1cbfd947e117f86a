"""The two articles as a crawler hands them over: title glued on, caption, block quotes, reader comments, no year in one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_the_seeds_are_read_whole_have_claims_and_verify(fresh: Any, shared: Path):
    fresh("run", str(shared / "seeds"), "--quiet")
    _read_whole(fresh)
    claims = fresh.rows("claims")
    assert claims
    assert all(row["at_least"] is not None and row["at_least"] <= row["at_most"] for row in claims)
    fresh("show")
    fresh("verify")
    assert "at least" in fresh("dossier", "--format", "md").lower()


def _read_whole(seeds: Any) -> None:
    reports = {row["report"]: row for row in seeds.rows("reports")}
    assert len(reports) == 2
    assert all(row["title"] and row["language"] == "en" for row in reports.values())
    assert all(row["published_how"] != "given" for row in reports.values())
    # one has reader comments after the article: none of it may be said by the article
    noisy = {row["report_id"]: row for row in seeds.rows("statements")}
    assert noisy
    for row in reports.values():
        hidden = {i for n in row["noise"] for i in range(n["start"], n["end"])}
        told = {
            i
            for s in seeds.rows("statements")
            if s["report_id"] == row["id"]
            for a, b in s["content"]
            for i in range(a, b)
        }
        assert not hidden & told
