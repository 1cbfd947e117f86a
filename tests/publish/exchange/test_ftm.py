from __future__ import annotations

import json
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from secondsource.model import How, Known
from secondsource.publish.exchange.ftm import entities
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import cases, given_out, written

ENVIRONMENT = Path(__file__).resolve().parents[3] / ".venv-ftm"
LIBRARY = ENVIRONMENT / "bin" / "python"
CHECK = Path(__file__).with_name("ftm_check.py")


def held(view: CaseView) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(view, "ftm").splitlines()]


@settings(max_examples=25, deadline=None)
@given(cases())
def test_every_reference_leads_to_an_entity_that_came_before(view: CaseView) -> None:
    seen: set[str] = set()
    for entity in held(view):
        for key in ("proof", "entity", "document", "resolved", "subject", "object"):
            assert set(entity["properties"].get(key, ())) <= seen
        assert entity["id"] not in seen
        seen.add(entity["id"])
        assert all(value.strip() for values in entity["properties"].values() for value in values)


def test_a_case_is_articles_events_and_what_ties_them(view: CaseView) -> None:
    assert Counter(entity["schema"] for entity in held(view)) == {
        "Organization": 2, "Article": 4, "Note": 9, "Mention": 3, "Event": 1, "Documentation": 4, "UnknownLink": 2,
    }  # fmt: skip
    found = held(view)
    roles = Counter(entity["properties"]["role"][0] for entity in found if entity["schema"] == "Documentation")
    assert roles == {"tells": 3, "denies": 1}
    (event,) = [entity["properties"] for entity in found if entity["schema"] == "Event"]
    assert event["date"] == ["2015-12"] and len(event["proof"]) == 4
    assert not any("topics" in entity["properties"] or entity["schema"] == "Sanction" for entity in found)


def test_an_article_carries_its_report(view: CaseView) -> None:
    wire = next(entity["properties"] for entity in held(view) if entity["schema"] == "Article")
    assert (wire["title"], wire["publisher"], wire["publishedAt"], wire["language"]) == (
        ["Dock hands of Vessa down tools"], ["Harbour Wire"], ["2016-06-07"], ["eng"],
    )  # fmt: skip
    assert wire["sourceUrl"] == ["https://harbourwire.example/dock"]


def test_a_source_without_a_name_is_no_person(view: CaseView) -> None:
    assert not [entity for entity in entities(given_out(view)) if entity["schema"] in ("Person", "LegalEntity")]


@pytest.mark.skipif(
    not (ENVIRONMENT / ".stamp").exists(), reason="FollowTheMoney is not installed here: python3 requirements/ftm.py"
)
def test_the_library_takes_every_entity_as_it_stands(view: CaseView, tmp_path: Path) -> None:
    every = ["2016", "2016-06-08", "2016-06~", "../2016-04", "2016-06-08T07:01:00+09:00", "XXXX-06-08"]
    shapes = [(published, "T", "O", "https://x.example/a?b=1") for published in every] + [
        ("2016-06", "베사 부두 노동자 파업", "가상일보", "https://베사.example/가"),
        ("2016", 'Strike <script>alert("x")</script>  — 100 %', "=cmd|' /C calc'!A0", "javascript:alert(1)"),
    ]
    for at, shape in enumerate(shapes):
        known = [Known(value=value, how=How.GIVEN, why="drawn") for value in shape]
        readings = tuple(
            replace(r, report=replace(r.report, published=known[0], title=known[1], outlet=known[2], url=known[3]))
            for r in view.readings
        )
        out = tmp_path / f"{at}.ftm.json"
        out.write_bytes(written(replace(view, readings=readings), "ftm"))
        done = subprocess.run([LIBRARY, CHECK, out], capture_output=True, text=True, env={"PYTHONUTF8": "1"})
        assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
