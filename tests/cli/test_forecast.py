import pytest
from typer.testing import CliRunner

from secondsource.cli.commands import app

SMALL = ["--runs", "8", "--months", "12"]


def said(*arguments):
    return CliRunner().invoke(app, ["forecast", *arguments])


def test_presets_are_listed():
    assert "gulf-2016: The Gulf shock of 2016" in said("presets").output


def test_a_run_is_told_and_drawn(tmp_path):
    found = said("run", "--preset", "gulf-2016", *SMALL, "--out", str(tmp_path / "out"))
    assert found.exit_code == 0
    assert (tmp_path / "out" / "report.md").read_text(encoding="utf-8").startswith("# The Gulf shock of 2016")
    assert (tmp_path / "out" / "picture.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_same_seed_prints_the_same_words():
    one, two, other = (said("run", *SMALL, "--seed", seed).output for seed in ("3", "3", "4"))
    assert one == two != other


def test_a_comparison_needs_a_difference():
    assert said("compare", *SMALL).exit_code != 0
    found = said("compare", *SMALL, "--with", "pressure=0")
    assert "pressure=0 against as it is" in found.output


@pytest.mark.parametrize(
    "wrong", [["--preset", "gulf"], ["--set", "presure=1"], ["--set", "pressure=x"], ["--runs", "0"]]
)
def test_what_does_not_fit_is_refused(wrong):
    assert said("run", *SMALL, *wrong).exit_code != 0
