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


def test_two_presets_are_held_against_each_other():
    found = said("compare", "gulf-2016", "un-bans-2017", "--runs", "8")
    assert found.exit_code == 0
    assert "un-bans-2017 against gulf-2016" in found.output
    assert "share no luck" in found.output
    longer = said("compare", "gulf-2016", "russia-2024", "--runs", "8")
    assert "over 36 months, the length of the shorter" in longer.output


def test_a_preset_may_be_named_before_the_options():
    one, two = (
        said("compare", "un-bans-2017", *SMALL, "--with", "pressure=0"),
        said("compare", "--preset", "un-bans-2017", *SMALL, "--with", "pressure=0"),
    )
    assert one.output == two.output


def test_a_measure_is_left_out_or_moved(tmp_path):
    found = said(
        "compare", "un-bans-2017", *SMALL, "--without", "return", "--shift", "banks=-3", "--out", str(tmp_path)
    )
    assert found.exit_code == 0
    assert "without return and banks=-3 months against as it is" in (tmp_path / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (["gulf-2016", "un-bans-2017", "russia-2024"], "3 are named"),
        (["gulf-2016", "un-bans"], "no preset"),
        (["gulf-2016"], "another preset"),
        (["gulf-2016", "--without", "kuwait"], "Its measures are: late-pay-gulf"),
        (["gulf-2016", "--shift", "kuwait-air"], "MEASURE=MONTHS"),
    ],
)
def test_a_comparison_that_does_not_fit_says_why(wrong, says):
    found = said("compare", *wrong, *SMALL)
    assert found.exit_code != 0
    assert says in found.output


@pytest.mark.parametrize("engine", ["numpy", "numba", "auto"])
def test_an_engine_may_be_asked_for(engine):
    assert said("run", *SMALL, "--engine", engine).exit_code == 0


def test_an_engine_that_is_not_there_is_said():
    found = said("run", *SMALL, "--engine", "gpu")
    if found.exit_code:
        assert "graphics processor" in found.output
    assert said("run", *SMALL, "--engine", "abacus").exit_code == 2


def test_sensitivity_is_told_and_drawn(tmp_path):
    pytest.importorskip("SALib")
    held = [part for name in ("late", "stick") for part in ("--set", f"{name}=0.1")]
    found = said(
        "sensitivity", "--preset", "bare-spiral", "--months", "12", "--samples", "16", *held, "--out", str(tmp_path)
    )
    assert found.exit_code == 0
    assert "| first order | total |" in (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "Choose among: spiral" in said("sensitivity", "--of", "joy").output
    assert "power of 2" in said("sensitivity", "--samples", "100").output
