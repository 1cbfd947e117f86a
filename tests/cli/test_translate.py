import json

import pytest
from typer.testing import CliRunner

from secondsource.cli.main import app

POLISH = {
    "id": "gazeta",
    "outlet": "Gazeta Zatoki",
    "published": "2016-06-09",
    "language": "pl",
    "text": "Kilkudziesięciu robotników z Korei Północnej odmówiło w maju pracy na budowie w Kuwejcie, powiedziało źródło.",
}
ENGLISH = "Dozens of North Korean workers refused to work at a site in Kuwait in May, a source said."


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(POLISH), encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    assert run("run", folder, "--case", tmp_path / "case", "--quiet").exit_code == 0
    return tmp_path / "case"


def run(*words):
    return CliRunner().invoke(app, [str(w) for w in words])


def exported(case, what):
    done = run("export", "--what", what, "--format", "jsonl", "--case", case)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_report_that_is_not_read_says_so(case):
    assert "no reader for their language: gazeta (pl)" in " ".join(run("show", "--case", case).output.split())
    assert "no reader for its language (pl)" in run("dossier", "--format", "md", "--case", case).output


def test_a_translation_stands_beside_its_original_and_both_are_one_origin(case, tmp_path):
    done = run("translate", "gazeta", "--file", tmp_path / "en.txt", "--translator", "office", "--case", case)
    assert done.exit_code == 0, done.output
    (relay,) = exported(case, "relays")
    assert (relay["from"], relay["to"], relay["how"]) == ("gazeta (translation)", "gazeta", "translates")
    assert "translated by office" in relay["why"]
    (claim,) = exported(case, "claims")
    assert claim["at_most"] == 1
    assert {r["report"] for r in exported(case, "reports")} == {"gazeta", "gazeta (translation)"}
    assert "no reader" not in run("show", "--case", case).output
    assert "A translation by office" in run("dossier", "--format", "md", "--case", case).output


def test_what_cannot_be_used_is_said_and_nothing_is_kept(case, tmp_path):
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00\x81")
    for file, who in (("en.txt", " "), ("empty.txt", "office"), ("bytes.txt", "office"), ("none.txt", "office")):
        done = run("translate", "gazeta", "--file", tmp_path / file, "--translator", who, "--case", case)
        assert done.exit_code != 0
    assert run("translate", "nobody", "--file", tmp_path / "en.txt", "--translator", "o", "--case", case).exit_code != 0
    assert len(exported(case, "reports")) == 1
