"""What the program is made of is listed whole, and nothing known against it stands without a reason."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEC = importlib.util.spec_from_file_location("audit", ROOT / "requirements" / "audit.py")
assert SPEC and SPEC.loader
audit = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(audit)

SNAPSHOT = json.loads((ROOT / "requirements" / "advisories.json").read_text())


def known(name: str, *events: dict[str, str]) -> dict:
    return {"id": "X-1", "affected": [{"name": name, "ranges": [list(events)]}]}


def test_the_bill_of_materials_names_every_pin_once_with_its_licence() -> None:
    made = audit.sbom()
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    parts = {(part["name"], part["version"]): part for part in made["components"]}
    assert set(parts) == set(audit.pins()) and len(parts) == len(made["components"]) > 150
    assert len({part["bom-ref"] for part in made["components"]}) == len(parts)
    for part in made["components"]:
        assert re.fullmatch(r"pkg:pypi/[a-z0-9.-]+@\S+", part["purl"])
        assert part["licenses"][0]["license"]["name"]
    assert made["serialNumber"].startswith("urn:uuid:")


def test_it_is_the_same_each_time_and_another_for_other_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    first = audit.sbom()
    assert audit.sbom() == first
    monkeypatch.setattr(audit, "LOCKS", ("run",))
    assert audit.sbom()["serialNumber"] != first["serialNumber"]


def test_every_pin_has_a_licence() -> None:
    assert {name for name, _ in audit.pins()} <= set(audit.licences())
    assert [name for name, licence in audit.licences().items() if not licence.strip()] == []


def test_nothing_known_against_a_pin_stands_without_a_reason() -> None:
    accepted = tomllib.loads((ROOT / "requirements" / "accepted.toml").read_text())
    assert audit.standing(SNAPSHOT["advisories"], accepted, audit.pins()) == []
    assert set(accepted) <= {one["id"] for one in SNAPSHOT["advisories"]}, "a reason for what is not known any more"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", SNAPSHOT["as_of"])


def test_what_is_known_against_a_pin_is_told_unless_there_is_a_reason() -> None:
    (name, version), *_ = audit.pins()
    found = [known(name, {"introduced": "0"})]
    assert audit.standing(found, {}, audit.pins()) == [(f"{name} {version}", "X-1")]
    assert audit.standing(found, {"X-1": " "}, audit.pins())
    assert audit.standing(found, {"X-1": "only its server is concerned, which is not started"}, audit.pins()) == []


@pytest.mark.parametrize(
    ("version", "hit"),
    [
        ("0.9", False),
        ("1.0", True),
        ("1.4.9", True),
        ("1.5", False),
        ("2.0rc1", False),
        ("2.0", True),
        ("2.1", True),
        ("2.2", False),
    ],
)
def test_ranges_are_read_as_osv_means_them(version: str, hit: bool) -> None:
    found = known("a", {"introduced": "1.0"}, {"fixed": "1.5"}, {"introduced": "2.0"}, {"last_affected": "2.1"})
    assert audit.hits(found, "a", version) is hit
    assert not audit.hits(found, "b", version)


def test_an_advisory_may_name_its_versions() -> None:
    found = {"id": "X-1", "affected": [{"name": "a", "versions": ["1.0", "1.0.post1"]}]}
    assert audit.hits(found, "a", "1.0.post1") and not audit.hits(found, "a", "1.1")


def test_a_refresh_asks_for_all_pins_in_one_question_and_keeps_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def answer(path: str, question: dict | None = None) -> dict:
        asked.append(path)
        if question is not None:
            return {"results": [{"vulns": [{"id": "X-1"}]}, *({} for _ in question["queries"][1:])]}
        item = {
            "package": {"name": "A_b", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
        }
        return {"id": "X-1", "published": "2026-01-01T00:00:00Z", "details": "an author's text", "affected": [item]}

    for lock in audit.LOCKS:
        (tmp_path / f"{lock}.txt").write_text("a-b==1.0 \\\n    --hash=sha256:00\n" if lock == "run" else "")
    (tmp_path / "accepted.toml").write_text("")
    monkeypatch.setattr(audit, "HERE", tmp_path)
    monkeypatch.setattr(audit, "_asked", answer)
    assert audit.refresh() == 1
    assert asked == ["querybatch", "vulns/X-1"]
    kept = (tmp_path / "advisories.json").read_text()
    assert "author" not in kept and json.loads(kept)["asked_of_every_pin"]
