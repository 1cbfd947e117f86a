"""Every shipped pack holds together, and a fault in one part is named without hiding those of others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from secondsource.pipeline.packcheck import packcheck
from secondsource.subjects import Subject, load, packs


@pytest.mark.parametrize("name", packs())
def test_a_shipped_pack_holds_together(name: str) -> None:
    assert [item for item in packcheck(load(name)) if not item.holds] == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(load("uyghur_labour").folder, tmp_path / "pack"))


def faults(folder: Path, file: str, old: str, new: str) -> dict[str, str]:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return {item.part: item.said for item in packcheck(Subject(folder)) if not item.holds}


@pytest.mark.parametrize(
    ("file", "old", "new", "part", "says"),
    [
        ("provisions/us-uflpa.yaml", "status: verified", "status: sure", "citations", "“sure” is none of verified"),
        ("provisions/us-uflpa.yaml", "event_types: [EXCEPTION_DECISION]", "event_types: []", "references", "names no event type"),
        ("event_types/goods-entry.yaml", "US-UFLPA-3A", "US-UFLPA-3B", "references", "no provision “US-UFLPA-3B”"),
        ("provisions/us-uflpa.yaml", "goods.maker_on_entity_list", "goods.maker_on_list", "provisions", "Did you mean “goods.maker_on_entity_list”"),
        ("law_vocabulary.yaml", "value: polysilicon", "value: silicon", "fact_cues", "silicon"),
        ("provisions/us-uflpa.yaml", "status: verified", "status: sure", "citations", "us-uflpa.yaml, line "),
        ("subject.yaml", "base: dprk_labour\n", "", "patterns", "“first” is missing. Write it, or name in subject.yaml"),
        ("law_vocabulary.yaml", "  unit: GBP", "  unit: GBP\n- {name: ship.mast, type: boolean, meaning: m, typ: x}", "", ""),
    ],
)  # fmt: skip
def test_a_fault_is_named_in_its_part(file: str, old: str, new: str, part: str, says: str, copy: Path) -> None:
    found = faults(copy, file, old, new)
    assert list(found)[:1] == ([part] if part else [])
    assert says in found.get(part, "")


def test_a_fault_below_is_told_once(copy: Path) -> None:
    found = faults(copy, "law_vocabulary.yaml", "type: integer", "type: count")
    assert "no type 'count'" in found.pop("facts")
    assert set(found.values()) == {"not looked at before the fault above is mended"}


def test_a_fact_that_no_provision_asks_for_is_told(copy: Path) -> None:
    faults(copy, "law_vocabulary.yaml", "facts:\n", "facts:\n- {name: ship.mast, type: boolean, meaning: m}\n")
    said = {item.part: item.said for item in packcheck(Subject(copy))}
    assert said["unused"] == "no provision asks for: ship.mast"


def test_a_rule_that_ends_before_it_begins_or_has_no_citation_is_a_fault(copy: Path) -> None:
    found = faults(copy, "provisions/us-uflpa.yaml", "in_force_to: null", "in_force_to: '1999-01-01'")
    assert "in_force_to: “1999-01-01” lies before in_force_from" in found["provisions"]
    found = faults(copy, "provisions/us-uflpa.yaml", "  citation: ", "  citation: ''\n  cited: ")
    assert "citation: is empty" in found["citations"]


def test_rules_that_say_nothing_of_verification_are_named(copy: Path) -> None:
    faults(copy, "provisions/us-uflpa.yaml", "  verification:", "  checked:")
    said = {item.part: item.said for item in packcheck(Subject(copy))}
    assert said["citations"].startswith("says nothing of how far it was verified")
