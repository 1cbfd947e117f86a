"""The forecasts that come with the pack: fair, sourced, past, and told in words of our own."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from secondsource.forecast.registered.pack import of_pack
from secondsource.forecast.registered.report import HINDSIGHT, told
from secondsource.forecast.registered.values import Origin, State, Timing
from secondsource.model import BadPack
from secondsource.subjects import load

FOUND = of_pack(load())
SEEDS = Path(__file__).resolve().parents[3].parent / "shared" / "seeds"


def test_every_one_has_a_source_a_question_and_evidence_with_sources():
    assert len(FOUND) >= 3
    for item in FOUND:
        forecast = item.forecast
        assert forecast.words and forecast.speaker and forecast.outlet and item.cited[1].startswith("http")
        assert forecast.question.endswith("?") and forecast.resolution and item.stands
        assert item.evidence and all(e.text and e.source for e in item.evidence)
        assert {"for", "against"} <= {
            e.speaks for e in item.evidence
        } or item.resolution.outcome.value == "unresolvable"


def test_none_counts_as_registered_ahead_and_none_has_a_probability():
    for item in FOUND:
        assert item.timing is Timing.AFTER and item.forecast.origin is Origin.PACK
        assert item.forecast.expected.probability is None
        assert item.state(date(2026, 12, 1)) in (State.RESOLVED, State.UNRESOLVABLE)
        assert HINDSIGHT in told(item, date(2026, 12, 1))


@pytest.mark.shared
def test_no_run_of_eight_words_is_the_articles():
    def runs(text):
        words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
        return {tuple(words[n : n + 8]) for n in range(len(words) - 7)}

    theirs = {run for path in SEEDS.glob("*.txt") for run in runs(path.read_text(encoding="utf-8"))}
    assert theirs
    for item in FOUND:
        ours = " ".join([item.forecast.words, item.forecast.condition, item.forecast.question, item.stands])
        assert not runs(ours) & theirs


def test_a_pack_without_such_a_file_has_none():
    assert of_pack(load("uyghur_labour")) == ()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  outcome: yes\n", "  outcome: perhaps\n", "perhaps"),
        ("  resolves_by: 2018-12-31\n", "  resolves_by: 2099-12-31\n", "Only what is past"),
        ("- id: kw2016-closures\n", "- id: kw2016-income\n", "stands twice"),
        ("trust: high, url", "trust: sure, url", "trust"),
    ],
)
def test_a_file_that_does_not_fit_is_named(tmp_path, before, after, said):
    folder = tmp_path / "pack"
    shutil.copytree(load().folder, folder)
    path = folder / "scenario" / "registered.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadPack, match=r"registered\.yaml") as error:
        of_pack(load(str(folder)))
    assert said in str(error.value)
