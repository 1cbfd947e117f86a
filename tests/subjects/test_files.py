"""What is wrong with a file of a pack is told in words that need no programmer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from secondsource.model import BadPack
from secondsource.subjects import Subject, load
from secondsource.subjects.files import read_mapping, read_yaml

RULE = """provisions:
- id: LL-7
  instrument: Harbour Act
  symbol: null
  jurisdiction: LL
  legal_force: statute
  kind: prohibition
  event_types: []
  in_force_from: '2020-06-01'
  in_force_to: null
  summary: Keeps ships out.
  citation: Harbour Act, s.7
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  kind: prohibition\n", "", "a.yaml, line \\d: LL-7: the field “kind” is missing"),
        ("event_types: []", "event_types: ENTRY", "LL-7: “event_types” must be a list, and is a text"),
        ("'2020-06-01'", "2020", "“in_force_from” must be a text or nothing, and is a number without quotation marks"),
        ("  in_force_to", "  in_forceto", "LL-7: there is no field “in_forceto”. Did you mean “in_force_to”"),
        ("  symbol: null", "  summary: x", "line 11, column 3: “summary” stands twice"),
        ("  kind", "\tkind", "line 7, column 1: a tab stands where spaces must"),
        ("Keeps ships", "Keeps this: ships", "line 11, .* must stand in quotation marks"),
        ("Keeps ships out.", "'Keeps the shipowner's out.", "is not YAML: line 11"),
        ("provisions:", "provision:", "needs a field “provisions” with a list"),
        ("- id: LL-7\n ", "-", "a.yaml: provision 1: the field “id” is missing"),
    ],
)
def test_a_provision_that_does_not_fit(old, new, says, tmp_path):
    assert old in RULE
    (tmp_path / "provisions").mkdir()
    (tmp_path / "provisions" / "a.yaml").write_text(RULE.replace(old, new, 1))
    with pytest.raises(BadPack, match=says):
        _ = Subject(tmp_path).provisions


def test_a_provision_that_stands_twice_is_named_with_both_files(tmp_path):
    (tmp_path / "provisions").mkdir()
    for name in ("a", "b"):
        (tmp_path / "provisions" / f"{name}.yaml").write_text(RULE)
    with pytest.raises(BadPack, match=re.escape("“LL-7” stands in a.yaml and again in b.yaml")):
        _ = Subject(tmp_path).provisions


def test_a_field_of_ones_own_is_kept(tmp_path):
    (tmp_path / "provisions").mkdir()
    (tmp_path / "provisions" / "a.yaml").write_text(RULE + "  history: long\n")
    assert Subject(tmp_path).provisions["LL-7"].more == {"history": "long"}


def test_an_empty_file_and_one_in_another_encoding_are_named(tmp_path):
    (tmp_path / "subject.yaml").write_text("")
    with pytest.raises(BadPack, match=r"subject\.yaml must consist of fields"):
        _ = Subject(tmp_path).about
    (tmp_path / "odd.yaml").write_bytes("é".encode("latin-1"))
    with pytest.raises(BadPack, match="UTF-8"):
        read_yaml(tmp_path / "odd.yaml")
    with pytest.raises(BadPack, match=r"has no file law_vocabulary\.yaml"):
        _ = Subject(tmp_path).law


def test_a_pack_that_is_not_there_is_told_from_one_that_is_named_without_its_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    with pytest.raises(BadPack, match=r"has no file subject\.yaml"):
        load("./mine")
    (tmp_path / "mine" / "subject.yaml").write_text("id: mine\n")
    with pytest.raises(BadPack, match=r"write \./mine"):
        load("mine")
    assert load("./mine").id == "mine"
    with pytest.raises(BadPack, match="Did you mean “dprk_labour”"):
        load("dprk_labor")


def test_a_file_without_a_folder_is_named_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadPack, match=r"^There is no file nowhere\.yaml\."):
        read_mapping(Path("nowhere.yaml"))
