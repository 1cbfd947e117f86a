from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from secondsource.model import Marking
from secondsource.publish import masked_view
from secondsource.publish.columns import names
from secondsource.publish.rows import ROW, rows
from secondsource.publish.shapes_case import SHAPES
from secondsource.store.view import CaseView


def test_every_export_has_a_shape() -> None:
    assert set(SHAPES) == set(ROW)


@pytest.mark.parametrize("what", SHAPES)
def test_a_shape_has_the_columns_of_the_export(what: str) -> None:
    assert sorted(SHAPES[what].__struct_encode_fields__) == sorted(names(what))


@pytest.mark.parametrize("what", SHAPES)
def test_rows_fit_their_shape(view: CaseView, what: str) -> None:
    made = list(rows(masked_view(view), what))
    assert made
    for row in made:
        assert msgspec.to_builtins(msgspec.convert(row, SHAPES[what])).keys() == row.keys()


@pytest.mark.parametrize("what", SHAPES)
def test_every_row_says_the_marking_of_what_it_rests_on(view: CaseView, what: str) -> None:
    assert {row["tlp"] for row in rows(masked_view(view), what)} == {None}
    marked = replace(view, marks={view.id: Marking.AMBER_STRICT})
    for row in rows(masked_view(marked), what):
        assert row["tlp"] == "TLP:AMBER+STRICT"
        assert msgspec.convert(row, SHAPES[what]).tlp is Marking.AMBER_STRICT  # type: ignore[attr-defined]


def test_a_row_of_one_report_has_its_marking_and_one_of_several_the_strictest(view: CaseView) -> None:
    wire, courier, gasang, bulletin = (report.id for report in view.reports)
    marks = {wire: Marking.GREEN, courier: Marking.AMBER, gasang: Marking.CLEAR, bulletin: Marking.CLEAR}
    seen = replace(view, marks=marks)
    assert [row["tlp"] for row in rows(seen, "reports")] == ["TLP:GREEN", "TLP:AMBER", "TLP:CLEAR", "TLP:CLEAR"]
    assert [row["tlp"] for row in rows(seen, "relays")] == ["TLP:AMBER", "TLP:GREEN"]
    assert [row["tlp"] for row in rows(seen, "claims")] == ["TLP:AMBER"]
    assert [row["tlp"] for row in rows(seen, "loops")] == ["TLP:AMBER"]
    assert {row["report"]: row["tlp"] for row in rows(seen, "statements")} == {
        "wire.txt": "TLP:GREEN",
        "courier.html": "TLP:AMBER",
        "gasang.json": "TLP:CLEAR",
        "bulletin.txt": "TLP:CLEAR",
    }


def test_a_source_outside_the_case_does_not_lift_a_marking(view: CaseView) -> None:
    outside = replace(view.relays[0], giver="Far Agency", giver_in_case=False)
    seen = replace(view, traced=replace(view.traced, relays=(outside,)), marks={outside.taker: Marking.CLEAR})
    assert [row["tlp"] for row in rows(seen, "relays")] == ["TLP:CLEAR"]
