"""The timeline of a case in a notebook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import secondsource
from secondsource.notebook import NoTimeline, OpenCase
from secondsource.publish import masked_view
from secondsource.publish.timeline.axis import extent
from secondsource.store import Case
from secondsource.store.view import CaseView
from tests.publish.conftest import made, view

__all__ = ["made", "view"]


def test_each_dated_claim_is_drawn_once_in_lanes(view: CaseView) -> None:
    case = OpenCase(masked_view(view))
    dated = sorted(claim.id for claim in view.claims if extent(claim.when))
    assert dated
    for by in ("country", "type"):
        svg = case.timeline(by).svg
        assert svg.startswith("<svg") and 'xmlns="http://www.w3.org/2000/svg"' in svg
        assert sorted(found for found in re.findall(r'href="#([^"]+)"', svg) if not found.isdigit()) == dated
    assert case.timeline()._repr_svg_() == case.timeline("country").svg


def test_lanes_that_there_are_not_are_named(view: CaseView) -> None:
    with pytest.raises(NoTimeline, match="country, type"):
        OpenCase(view).timeline("colour")


def test_a_case_without_dates_has_no_timeline(tmp_path: Path) -> None:
    Case.create(tmp_path / "case", now="2020-01-01T00:00:00Z").close()
    with pytest.raises(NoTimeline, match="no claim and no report"):
        secondsource.open_case(tmp_path / "case").timeline()
