from __future__ import annotations

from pathlib import Path

from evaluation.event_examples import HELD, digest, folder_of, measure
from evaluation.tasks import OWN, runs
from secondsource.subjects import load


def test_every_type_has_held_out_sentences_half_of_them_traps() -> None:
    held = load().examples_in(HELD)
    assert set(held) == set(load().event_types)
    for kind, examples in held.items():
        traps = [e for e in examples if not e.events]
        assert len(examples) >= 12, kind
        assert 0.4 <= len(traps) / len(examples) <= 0.6, kind


def test_held_out_sentences_are_not_those_of_the_pack() -> None:
    own = {e.text for every in load().examples.values() for e in every}
    assert not own & {e.text for every in load().examples_in(HELD).values() for e in every}


def test_the_digest_is_that_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("type: X")
    one = digest(tmp_path)
    (tmp_path / "a.yaml").write_text("type: Y")
    assert digest(tmp_path) != one


def test_what_is_measured_is_what_the_figures_name(monkeypatch, tmp_path: Path) -> None:
    text = "type: WORK_STOPPAGE\nexamples:\n- {text: 'Forty men went on strike in Doha on 3 May.', published: 2016-05-10, events: [{trigger: went on strike, when: 2016-05-03, place: Doha, country: QA}]}\n"
    (tmp_path / "a.yaml").write_text(text)
    monkeypatch.setattr("evaluation.event_examples.HELD", tmp_path)
    result = measure("held")
    for run in runs(OWN):
        assert all(figure.of(result) is not None for figure in run.figures)
    assert result["events"]["F"] == 100.0
    assert result["found"]["when"] == result["found"]["place"] == result["found"]["country"] == 100.0
    assert folder_of("held") == tmp_path
