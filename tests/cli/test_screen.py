"""`screen` on the command line, from lists to decisions that outlive them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import call

LISTS = Path(__file__).parents[1] / "screen" / "lists"
TEXT = (
    "North Korean workers in Kuwait stopped work on March 18, 2017. They were employed by Mansudae Overseas Projects, Foreign Minister "
    "Ha Ryong Sok said. Worker Kim Chol Su said that wages had been withheld by Example Lantern Trading for six months.\n\n"
    "Pak Yong Su, a defector, saw it. The men said that they would not go back before they were paid.\n\n"
    "Write to kim.chol.su@example.org."
)


@pytest.fixture(scope="module")
def screened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screened")
    report = {
        "id": "a",
        "outlet": "Harbour Wire",
        "published": "2017-03-20",
        "language": "en",
        "title": "Builders",
        "text": TEXT,
    }
    (folder / "a.json").write_text(json.dumps(report))
    case = folder / "case"
    assert call("run", folder / "a.json", "--case", case).exit_code == 0
    for name in ("un_2017-01-10.xml", "un_2018-10-29.xml", "targets.nested.json"):
        result = call("screen", "import", LISTS / name, "--case", case)
        assert result.exit_code == 0, result.output
    files = [LISTS / name for name in ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")]
    assert call("screen", "import", *files, "--as-of", "2021-07-01", "--case", case).exit_code == 0
    return case


@pytest.fixture
def case(screened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(screened, tmp_path / "case"))


def records(*words: object) -> list[dict]:
    result = call("screen", *words, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(row) for row in result.stdout.splitlines()]


def test_snapshots_are_listed_with_their_days(case: Path):
    found = records("lists", "--case", case)
    assert [(held["list"], held["as_of"], held["how"]) for held in found] == [
        ("ftm:test_invented_list", "2021-07-01", "stated"),
        ("ofac", "2021-07-01", "given"),
        ("un", "2017-01-10", "stated"),
        ("un", "2018-10-29", "stated"),
    ]


def test_a_case_is_screened_as_of_its_events_and_as_of_today(case: Path):
    *found, summary = records("case", "--today", "2021-08-01", "--case", case)
    by_name = {row["name"]: row for row in found}
    assert set(by_name) == {"Mansudae Overseas Projects", "Ha Ryong Sok", "Example Lantern Trading"}
    lantern = {m["list"]: m for m in by_name["Example Lantern Trading"]["matches"]}
    un = next(at for at in lantern["un"]["at"] if at["event"] and at["event"]["when"] == "2017-03-18")
    assert (un["on"], un["speaks"]) == ("unknown", ["2017-01-10", "2018-10-29"])
    assert "no longer on the list of 2018-10-29" in un["why"]
    mansudae = {m["list"]: m for m in by_name["Mansudae Overseas Projects"]["matches"]}
    assert {at["on"] for at in mansudae["un"]["at"] if at["event"]} == {"failed"}
    assert summary["left_out"] >= 2


def test_no_private_name_is_ever_printed(case: Path):
    for words in (("case",), ("case", "--all"), ("case", "--all", "--json")):
        said = call("screen", *words, "--case", case).output
        assert "Kim Chol Su" not in said
        assert "Pak Yong Su" not in said
        assert "example.org" not in said
    assert "were not screened" in call("screen", "case", "--case", case).output


@pytest.mark.parametrize("name", ["Kim Chol Su", "KIM, Chol Su", "Pak Yong Su"])
def test_a_private_person_of_the_case_is_never_asked_even_with_an_office(name: str, case: Path):
    (found,) = records("names", name, "--office", "minister", "--case", case)
    assert found["matches"] == []
    assert "never screened" in found["left_out"]


def test_people_are_asked_only_with_an_office(case: Path):
    (found,) = records("names", "Ha Song Min", "--case", case)
    assert "--office" in found["left_out"]
    (found,) = records("names", "Ha Ryong Sok", "--case", case)
    assert {m["list"] for m in found["matches"]} == {"ftm:test_invented_list", "ofac", "un"}


def test_names_of_a_file_as_of_a_day(case: Path, tmp_path: Path):
    file = tmp_path / "names.tsv"
    file.write_text("Example Lantern Trading\nSea Lantern\tship\nHa Yong-seok\tperson\tminister\nNobody At All Bank\n")
    found = records("names", "--file", file, "--on", "2018-10-29", "--case", case)
    assert [bool(row["matches"]) for row in found] == [True, True, True, False]
    assert {at["on"] for m in found[2]["matches"] if m["list"] == "un" for at in m["at"]} == {"met"}


def test_a_decision_outlives_a_new_list_and_can_be_taken_back(case: Path, tmp_path: Path):
    def decided() -> list[object]:
        *found, _ = records("case", "--case", case)
        return [
            m["decided"] and m["decided"]["same"]
            for row in found
            for m in row["matches"]
            if f"{m['list']}:{m['id']}" == "ofac:101"
        ]

    assert decided() == [None]
    said = call(
        "screen",
        "reject",
        "Example  lantern trading",
        "ofac:101",
        "--who",
        "T",
        "--why",
        "another town",
        "--case",
        case,
    )
    assert said.exit_code == 0, said.output
    assert decided() == [False]
    assert "“Example Lantern Trading” is not ofac:101" in call("show", "--decisions", "--case", case).output
    newer = tmp_path / "sdn.csv"
    newer.write_bytes(
        (LISTS / "sdn.csv")
        .read_bytes()
        .replace(b"EXAMPLE LANTERN TRADING CO., LTD.", b"EXAMPLE LANTERN TRADING COMPANY")
    )
    assert call("screen", "import", newer, "--as-of", "2022-07-01", "--case", case).exit_code == 0
    assert decided() == [False]
    assert call("decide", "undo", "1", "--who", "T", "--why", "the same town", "--case", case).exit_code == 0
    assert decided() == [None]
    assert call("verify", "--case", case).exit_code == 0


def test_a_decision_whose_list_is_gone_is_for_attention(case: Path):
    assert (
        call(
            "screen", "accept", "Example Lantern Trading", "ofac:101", "--who", "T", "--why", "w", "--case", case
        ).exit_code
        == 0
    )
    shutil.rmtree(case / "lists")
    *_, summary = records("case", "--case", case)
    assert [item["entry"] for item in summary["for_attention"]] == ["ofac:101"]
    assert "for attention" in call("screen", "case", "--case", case).output


def test_without_lists_only_the_packs_record_speaks(case: Path):
    shutil.rmtree(case / "lists")
    said = call("screen", "case", "--case", case).output
    assert "only the subject pack's record" in said
    assert "by the subject pack's record; no list that is held says so" in said


@pytest.mark.parametrize(
    "words",
    [
        ("accept", "Nobody Bank", "ofac:101"),
        ("accept", "Kim Chol Su", "ofac:102"),
        ("accept", "Example Lantern Trading", "ofac:999"),
        ("names",),
    ],
)
def test_what_cannot_be_decided_or_asked_says_why(words: tuple[str, ...], case: Path):
    who = ("--who", "T", "--why", "w") if words[0] == "accept" else ()
    result = call("screen", *words, *who, "--case", case)
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1


def test_damaged_files_are_named_and_the_rest_is_taken(tmp_path: Path):
    (tmp_path / "cut.xml").write_bytes((LISTS / "un_2018-10-29.xml").read_bytes()[:1500])
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty.csv").write_bytes(b"")
    case = tmp_path / "case"
    result = call(
        "screen",
        "import",
        *sorted(tmp_path.glob("*.*")),
        tmp_path / "missing.xml",
        LISTS / "un_2017-01-10.xml",
        "--case",
        case,
    )
    assert result.exit_code == 3
    for name in ("cut.xml", "x.zip", "empty.csv", "missing.xml"):
        assert name in result.output or name == "cut.xml"
    assert [held["as_of"] for held in records("lists", "--case", case)] == ["2017-01-10"]
    assert call("screen", "import", tmp_path / "x.zip", "--case", case).exit_code == 1


def test_a_list_without_a_day_asks_for_one(tmp_path: Path):
    result = call("screen", "import", LISTS / "sdn.csv", "--case", tmp_path / "case")
    assert result.exit_code == 1
    assert "--as-of" in result.output
    result = call("screen", "import", LISTS / "sdn.csv", "--as-of", "2999-01-01", "--case", tmp_path / "case")
    assert "still to come" in result.output


def test_a_changed_list_fails_verification(case: Path):
    path = next(p for p in (case / "lists").glob("??/*"))
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")
    result = call("verify", "--case", case)
    assert result.exit_code == 4
    assert "list:" in result.output
    assert "was not asked" in call("screen", "case", "--case", case).output
