"""A case made large by repeating its rows is a sound case: its log of custody is sealed from end to end."""

from __future__ import annotations

from pathlib import Path

from benchmarks.large import Size, case_of
from secondsource.store import Case
from secondsource.store.custody import broken, log


def test_the_log_of_a_repeated_case_holds(tmp_path: Path):
    folder = case_of(Size(reports=40, blocks=3), tmp_path)
    with Case.open(folder) as case, case.reading() as connection:
        entries = log(connection)
    assert len({entry.entry.capture for entry in entries}) == len(entries) > 60
    assert broken(entries) == []
