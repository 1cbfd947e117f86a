from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import stix2
from hypothesis import given, settings
from stix2.confidence import scales

from secondsource.model import DecisionKind, Grade, Marking
from secondsource.publish.exchange import stix
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import cases, decided, written


def bundle(view: CaseView) -> list[Any]:
    """The objects as the standard's own library reads them, strictly."""
    return list(stix2.parse(written(view, "stix").decode(), allow_custom=False).objects)


def of(objects: list[Any], kind: str) -> list[Any]:
    return [found for found in objects if found["type"] == kind]


def ours(found: Any) -> Any:
    return found["extensions"][stix.OURS]


@settings(max_examples=25, deadline=None)
@given(cases())
def test_the_library_reads_it_strictly_and_finds_what_the_case_holds(view: CaseView) -> None:
    objects = bundle(view)
    ids = {found["id"] for found in objects}
    assert len(ids) == len(objects)
    for found in json.loads(written(view, "stix"))["objects"]:
        for key, value in found.items():
            if key.endswith("_ref"):
                assert value in ids
            if key.endswith("_refs"):
                assert set(value) <= ids
    reports = {ours(found)["capture"]: found for found in of(objects, "report")}
    assert set(reports) == {report.capture for report in view.reports}
    for report in view.reports:
        found = reports[report.capture]
        assert found["name"] == (report.title.value if report.title else report.name)
        assert ours(found).get("published") == (report.published.value if report.published else None)
        assert len([ref for ref in found["object_refs"] if ref.startswith("note--")]) == len(
            view.reading(report.id).statements  # type: ignore[union-attr]
        )
        marking = view.marking_of_report(report.id)
        assert found.get("object_marking_refs", []) == ([stix.TLP[marking]] if marking else [])
    (claim,) = [found for found in of(objects, "note") if "status" in found.get("extensions", {}).get(stix.OURS, {})]
    assert (claim["abstract"], ours(claim)["grade"], claim["confidence"]) == (view.claims[0].title, "F5", 10)
    assert ours(claim)["rival_values"] == [
        "quantity:workers: 24..99 workers", "quantity:workers: 90..110 workers", "when: 2015-12", "when: 2016-06",
    ]  # fmt: skip
    assert {(r["relationship_type"], ours(r)["how"], r["confidence"]) for r in of(objects, "relationship")} == {
        ("derived-from", "cites", 90), ("derived-from", "translates", 70),
    }  # fmt: skip


def test_confidence_is_that_of_the_admiralty_scale_of_the_standard() -> None:
    names = {
        1: "1 - Confirmed by other sources", 2: "2 - Probably True", 3: "3 - Possibly True", 4: "4 - Doubtful", 5: "5 - Improbable",
    }  # fmt: skip
    for digit, name in names.items():
        assert stix.CONFIDENCE[digit] == scales.admiralty_credibility_to_value(name)
    assert stix.confidence(Grade(claim="c", letter="A", digit=6, sample=0, why=(), would_change=())) is None
    assert stix.confidence(None) is None


def test_who_denies_and_who_decided_are_opinions(view: CaseView) -> None:
    found = of(bundle(decided(view, DecisionKind.REJECT)), "opinion")
    assert [(one["opinion"], one["authors"]) for one in found] == [
        ("disagree", ["Ministry of Quays"]),
        ("disagree", ["person A"]),
    ]
    assert of(bundle(decided(view, DecisionKind.ACCEPT)), "opinion")[1]["opinion"] == "agree"


def test_markings_are_spelt_as_version_two_has_them(view: CaseView) -> None:
    every = dict(zip((report.id for report in view.reports), list(Marking)[1:], strict=True))
    found = {one["name"]: one for one in of(bundle(replace(view, marks=every)), "marking-definition")}
    assert set(found) == {"TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}
    strict = found["TLP:AMBER+STRICT"]
    assert strict["id"] == "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"
    assert (
        strict["extensions"]["extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"]["tlp_2_0"] == "amber+strict"
    )


def test_nobody_without_a_name_becomes_somebody(view: CaseView) -> None:
    names = {one["name"] for one in of(bundle(view), "identity")}
    assert names == {
        "secondsource", "Harbour Wire", "Delta Courier <b>bold</b>", "가상일보", "Quay Bulletin", "Ministry of Quays",
    }  # fmt: skip


def test_an_id_is_the_same_after_more_was_read(view: CaseView) -> None:
    before = {one["id"] for one in of(bundle(replace(view, readings=view.readings[:2], claims=())), "note")}
    assert before < {one["id"] for one in of(bundle(view), "note")}
