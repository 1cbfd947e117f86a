"""A second regime, of data alone, from the words of a report to what its law says; and a third one in a folder of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SUBJECT = ("--subject", "uyghur_labour")
REPORT = """{
"id": "ledger-1", "outlet": "Lantern Bay Ledger", "published": "2023-10-14", "language": "en",
"label": "invented for a test; the outlet does not exist", "title": "Shirts held at the port",
"text": "A shipment of cotton shirts from Xinjiang was detained at an American port on 1 July 2022, a clerk said. \
A retailer in Ohio imported tomato paste from Xinjiang into the United States in May 2022, a broker told the Ledger. \
It is rumoured that solar panels from Xinjiang were imported into the United States in March 2023. \
Some 300 villagers were sent to a textile mill near Korla in September 2023 under a labour transfer programme, a rights group said."
}
"""
RULE = """provisions:
- id: LL-HARBOUR-7
  instrument: Harbour Act of Lornland
  symbol: null
  jurisdiction: LL
  legal_force: statute
  kind: prohibition
  event_types: [SHIP_ENTRY]
  in_force_from: '2020-06-01'
  in_force_to: null
  elements: {fact: ship.dues_paid, op: is, value: false}
  summary: Forbids to enter a harbour before the dues are paid.
  citation: Harbour Act of Lornland, s.7
  verification: {status: unverified}
"""


def event(name: str, kind: str, date: str, factuality: str = "reported", **facts: Any) -> str:
    told = {"type": kind, "date": date, "country": "US", "factuality": factuality}
    return json.dumps({"id": name, "event": told, "facts": {k.replace("__", "."): v for k, v in facts.items()}})


def test_events_are_held_against_the_law_of_their_day(fresh: Any):
    lines = [
        event("before", "SHIPMENT_DETAINED", "2022-06-20", goods__any_part_from_region=True),
        event("after", "SHIPMENT_DETAINED", "2022-06-21", goods__any_part_from_region=True),
        event("unknown", "SHIPMENT_DETAINED", "2022-06-21"),
        event("denied", "SHIPMENT_DETAINED", "2022-06-21", "denied", goods__any_part_from_region=True),
        event("excepted", "SHIPMENT_DETAINED", "2022-06-21", goods__any_part_from_region=True, customs__exception_granted=True),
    ]  # fmt: skip
    (fresh.folder / "events.jsonl").write_text("\n".join(lines))
    said = fresh("law", "check", "events.jsonl", *SUBJECT, case=False)
    found = {
        row["id"]: {finding["provision"]: finding for finding in row["findings"]}["US-UFLPA-3A"]
        for row in map(json.loads, said.splitlines())
    }
    assert {name: finding["outcome"] for name, finding in found.items()} == {
        "before": "not_in_force",
        "after": "presumption",
        "unknown": "conditional",
        "denied": "not_applicable",
        "excepted": "exception",
    }
    assert found["unknown"]["turns_on"] == ["goods.any_part_from_region", "goods.maker_on_entity_list"]


@pytest.mark.parametrize(("day", "there"), [("2022-07-01", True), ("2022-06-20", False)])
def test_the_law_of_a_day(fresh: Any, day: str, there: bool):
    said = fresh("law", "on", day, *SUBJECT, case=False)
    assert ("US-UFLPA-3A" in said) is there
    assert ("US-WRO-XUAR-2021" in said) is not there
    assert "US-19USC1307" in said
    assert "UN-2397" not in said


def test_a_report_is_read_joined_and_checked(fresh: Any):
    (fresh.folder / "report.json").write_text(REPORT)
    fresh("run", "report.json", "--quiet", *SUBJECT)
    claims = {row["id"]: row for row in fresh.rows("claims")}
    found = {
        (claims[row["claim"]]["type"], claims[row["claim"]]["when"], row["provision"]): row
        for row in fresh.rows("findings")
    }
    outcomes = {key: row["outcome"] for key, row in found.items()}
    assert outcomes[("SHIPMENT_DETAINED", "2022-07-01", "US-UFLPA-3A")] == "presumption"
    assert outcomes[("SHIPMENT_DETAINED", "2022-07-01", "US-19USC1307")] == "no_event_yet"
    assert outcomes[("GOODS_ENTRY", "2022-05", "US-UFLPA-3A")] == "not_in_force"
    assert outcomes[("GOODS_ENTRY", "2022-05", "US-WRO-XUAR-2021")] == "presumption"
    assert outcomes[("GOODS_ENTRY", "2023-03", "US-UFLPA-3A")] == "presumption"
    assert outcomes[("LABOUR_TRANSFER", "2023-09", "ILO-C029-CN")] == "conditional"
    assert found[("LABOUR_TRANSFER", "2023-09", "ILO-C029-CN")]["turns_on"] == [
        "work.under_menace_of_penalty",
        "work.voluntary",
    ]
    assert "breach" not in set(outcomes.values())
    assert len({row["id"] for row in fresh.rows("indicators")}) == 11
    fresh("verify")
    assert "Shipment held at the border" in fresh("show")
    fresh("dossier", "--format", "md", "--out", str(fresh.folder / "d.md"))
    assert "guilty" not in (fresh.folder / "d.md").read_text(encoding="utf-8").lower()


def test_a_regime_of_ones_own_stands_in_a_folder_of_ones_own(fresh: Any):
    mine = fresh.folder / "mine"
    files: dict[Path, str] = {
        mine / "subject.yaml": "id: mine\nbase: dprk_labour\ntitle: Harbour dues\n",
        mine / "law_vocabulary.yaml": "facts:\n- {name: ship.dues_paid, type: boolean, meaning: the dues were paid}\n"
        "fact_cues:\n- {fact: ship.dues_paid, value: false, words: {en: [without paying its dues]}}\n",
        mine
        / "event_types"
        / "ship-entry.yaml": "id: SHIP_ENTRY\ngroup: harbour\ndefinition: A ship comes in.\nroles: [vessel]\n"
        "triggers: {en: [entered the harbour]}\npressure_sign: '+'\n",
        mine / "provisions" / "harbour-act.yaml": RULE,
        fresh.folder / "report.txt": "Cape Lorn Post, 12 May 2021\n\nA ship comes in\n\n"
        "The Aster entered the harbour on 3 May 2021 without paying its dues, a clerk said.\n",
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    fresh("run", "report.txt", "--quiet", "--subject", "./mine")
    (row,) = fresh.rows("findings")
    assert (row["provision"], row["outcome"]) == ("LL-HARBOUR-7", "breach_if_confirmed")
    assert "would breach Harbour Act of Lornland, s.7, if confirmed" in row["sentence"]
    fresh("rebuild", "--quiet")
    assert fresh.rows("findings") == [row]
