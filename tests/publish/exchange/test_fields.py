from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from secondsource.model import DecisionKind, How, Known, Marking, PartialDate, Place
from secondsource.publish import EXCHANGE
from secondsource.publish.exchange.fields import FIELDS, fields_of
from secondsource.store.custody import Custody
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import decided, written


def full(view: CaseView) -> CaseView:
    """The made case with a value for everything that a format can carry."""
    doha = Place(name="Doha", country="QA", span=None, lat=25.28, lon=51.53, precision="city")
    readings = tuple(replace(r, mentions=tuple(replace(m, place=doha) for m in r.mentions)) for r in view.readings)
    first = readings[0].report
    readings = (
        replace(readings[0], report=replace(first, title=Known(value="T", how=How.GIVEN, why=""))),
        *readings[1:],
    )
    claim = replace(view.claims[0], place="Doha", country="QA", when=PartialDate("2015-12-03/2015-12-09"))
    taken = tuple(
        Custody(seq=n, capture=c.digest, path="x", at="2026-01-02T03:04:05Z", tool="secondsource 1")
        for n, c in enumerate(view.captures, start=1)
    )
    marks = {view.id: Marking.GREEN}
    return decided(replace(view, readings=readings, claims=(claim,), custody=taken, marks=marks), DecisionKind.ACCEPT)


def unpacked(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("format", EXCHANGE)
def test_what_is_said_to_be_carried_is_written(view: CaseView, format: str) -> None:
    text = unpacked(written(full(view), format))
    names = {name.strip() for field in fields_of(format) for name in field.theirs.split(",") if name.strip()}
    assert names
    assert {name for name in names if not re.search(rf"(?<![A-Za-z_-]){re.escape(name)}(?![A-Za-z_-])", text)} == set()


@pytest.mark.parametrize("format", FIELDS)
def test_every_format_says_what_it_loses_or_changes(format: str) -> None:
    assert any(not field.theirs or field.how for field in FIELDS[format])
