from __future__ import annotations

import tomllib
from pathlib import Path

from evaluation import table
from evaluation.floors import Floors
from evaluation.tasks import RUNS

DATES = next(run for run in RUNS if run.name == "dates")


def test_peers_have_only_figures_that_are_measured():
    raw = tomllib.loads((Path(table.__file__).parent / "peers.toml").read_text(encoding="utf-8"))
    known = {run.name: {figure.path for figure in run.figures} for run in RUNS}
    for run, peers in raw.items():
        for peer in peers:
            assert set(peer["figures"]) <= known[run], (run, peer["name"])


def test_columns_that_peers_win_are_shown_as_theirs():
    result = {"strict": {"F": 99.0}, "relaxed": {"F": 10.0}, "value": {"F": 10.0}}
    page = table.markdown({"dates": {"data": "0" * 64, "result": result}}, Floors())
    assert "| secondsource | **99** | 10 | 10 |" in page
    assert "**91.9** | **79.6**" in page


def test_less_is_better_where_it_is():
    figure = next(f for run in RUNS for f in run.figures if not f.high_is_good)
    assert table.best(figure, [0.5, None, 0.3]) == 0.3


def test_a_page_without_results_says_so():
    assert "Nothing has been measured yet." in table.markdown({}, Floors())
