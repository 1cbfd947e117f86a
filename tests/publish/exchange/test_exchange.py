"""What holds for every format: the same bytes each time, nothing personal, markings honoured."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from types import ModuleType

import pytest

from secondsource import publish
from secondsource.model import DecisionKind, Marking
from secondsource.publish import EXCHANGE, UnknownExport
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import decided, written


@pytest.mark.parametrize("format", EXCHANGE)
def test_the_same_case_gives_the_same_bytes_and_nothing_personal(made: ModuleType, format: str) -> None:
    case = decided(made.made(), DecisionKind.ACCEPT, f"{made.SECRETS[2]} confirmed it, {made.SECRETS[0]}")
    first = written(case, format)
    assert first == written(
        decided(made.made(), DecisionKind.ACCEPT, f"{made.SECRETS[2]} confirmed it, {made.SECRETS[0]}"), format
    )
    text = _unpacked(first)
    for secret in (*made.SECRETS, made.COMMENT):
        assert secret.encode() not in text


@pytest.mark.parametrize("format", EXCHANGE)
def test_an_empty_case_is_written_too(view: CaseView, format: str) -> None:
    empty = CaseView(id="e", title="", created="2026-01-01T00:00:00Z", subject=view.subject)
    assert written(empty, format) or format in ("ftm", "bibtex")


@pytest.mark.parametrize("format", EXCHANGE)
def test_what_is_marked_more_strictly_stays_at_home(view: CaseView, format: str) -> None:
    wire = view.reports[0]
    marked = replace(view, marks={wire.id: Marking.RED})
    whole, part = _unpacked(written(marked, format)), _unpacked(written(marked, format, up_to=Marking.GREEN))
    assert b"Dock hands of Vessa down tools" not in part
    assert wire.id.encode() not in part
    assert b"wire.txt" not in part
    assert wire.id.encode() in whole or b"wire.txt" in whole


@pytest.mark.parametrize("format", [f for f in EXCHANGE if f not in ("graphml", "gexf", "prov", "provn", "bibtex")])
def test_a_marking_goes_along(view: CaseView, format: str) -> None:
    marked = replace(view, marks={report.id: Marking.AMBER_STRICT for report in view.reports})
    assert b"TLP:AMBER+STRICT" in _unpacked(written(marked, format))


@pytest.mark.parametrize("format", EXCHANGE)
def test_it_is_a_whole_case_or_nothing(view: CaseView, format: str) -> None:
    if format != "xlsx":
        with pytest.raises(UnknownExport, match="whole case"):
            publish.export(view, "claims", format)
    with pytest.raises(UnknownExport, match="always mask"):
        publish.export(view, publish.WHOLE, format, redact=False)


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())
