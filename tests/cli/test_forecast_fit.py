import json

import pytest
from typer.testing import CliRunner

from secondsource.cli.commands import app

SMALL = ["--draws", "200", "--keep", "0.2"]


def said(*arguments):
    return CliRunner().invoke(app, ["forecast", *arguments])


def test_a_fit_is_told_drawn_and_kept(tmp_path):
    out = tmp_path / "out"
    found = said("fit", *SMALL, "--fit", "pressure", "--check", "20", "--out", str(out))
    assert found.exit_code == 0, found.output
    text = (out / "report.md").read_text(encoding="utf-8")
    assert text.startswith("# The bans of 2017 to 2019: fitted to ")
    assert "20 truths drawn from the prior" in text
    assert (out / "picture.svg").read_text(encoding="utf-8").startswith("<svg")
    assert set(json.loads((out / "posterior.json").read_text(encoding="utf-8"))["values"]) == {"pressure"}


def test_the_same_seed_prints_the_same_words():
    one, two, other = (said("fit", *SMALL, "--fit", "late", "--seed", seed).stdout for seed in ("3", "3", "4"))
    assert one == two != other


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--preset", "gulf"], "There is no preset “gulf”"),
        (["--preset", "bare-spiral"], "can be held against bare-spiral"),
        (["--fit", "presure"], "Did you mean “pressure”"),
        (["--fit", "late", "--fit", "late"], "each of them once"),
        (["--check", "150"], "300 draws at least"),
        (["--subject", "uyghur_labour"], "no scenario model"),
        (["--case", "nowhere"], "nowhere"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(wrong, told):
    found = said("fit", *SMALL, *wrong)
    assert found.exit_code == 1
    assert told in found.output


@pytest.mark.parametrize("wrong", [["--draws", "0"], ["--keep", "2"], ["--draws", "many"], ["--check", "-1"]])
def test_numbers_out_of_range_are_refused(wrong):
    assert said("fit", *wrong).exit_code == 2


def test_a_case_without_figures_says_so(tmp_path):
    from secondsource.store import Case

    with Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z"):
        pass
    found = said("fit", *SMALL, "--case", str(tmp_path / "case"))
    assert found.exit_code == 1
    assert "None of 0 figures" in found.output


@pytest.mark.parametrize("command", ["fit", "backtest"])
def test_a_folder_that_cannot_be_made_is_told_before_anything_is_reckoned(command, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    found = said(command, "--draws", "200000", "--out", str(tmp_path / "taken"))
    assert found.exit_code == 1
    assert "File exists" in found.output


def test_a_pack_without_a_model_has_no_past_either():
    found = said("backtest", "--subject", "uyghur_labour")
    assert found.exit_code == 1
    assert "no scenario model" in found.output


def test_a_scenario_is_run_with_what_a_fit_found(tmp_path):
    assert said("fit", *SMALL, "--fit", "pressure", "--out", str(tmp_path)).exit_code == 0
    file, asked = tmp_path / "posterior.json", ["run", "--preset", "un-bans-2017", "--runs", "64"]
    plain, fitted = said(*asked), said(*asked, "--posterior", str(file), "--set", "late=0.05")
    assert fitted.exit_code == 0, fitted.output
    assert "late 0.05 set by hand, and pressure as a fit has them, other in each run" in fitted.output
    assert plain.output.partition("## How it ended")[2] != fitted.output.partition("## How it ended")[2]
    above = said(*asked, "--posterior", str(file), "--set", "pressure=1")
    assert "pressure 1 set by hand; 64 runs" in above.output
    other = said("run", "--preset", "gulf-2016", "--runs", "8", "--posterior", str(file))
    assert "was fitted to the preset un-bans-2017" in other.output


@pytest.mark.parametrize(
    ("content", "told"), [(None, "cannot be read"), ("{}", "holds no posterior"), ("\x00", "holds no posterior")]
)
def test_a_file_that_is_no_posterior_is_refused(content, told, tmp_path):
    file = tmp_path / "posterior.json"
    if content is not None:
        file.write_text(content)
    found = said("run", "--runs", "8", "--posterior", str(file))
    assert found.exit_code == 1 and told in found.output and found.output.count("\n") == 1
