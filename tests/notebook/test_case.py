from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import secondsource
from secondsource.model import NoCase
from secondsource.notebook import NoFrames, OpenCase
from secondsource.publish import UnknownExport, masked_view
from secondsource.publish.columns import names
from secondsource.publish.rows import ROW, rows
from secondsource.store import Case
from secondsource.store.view import CaseView
from tests.publish.conftest import made, view

__all__ = ["made", "view"]


@pytest.fixture
def case(view: CaseView) -> OpenCase:
    return OpenCase(masked_view(view))


@pytest.mark.parametrize("what", ROW)
def test_a_table_holds_the_rows_and_columns_of_an_export(case: OpenCase, view: CaseView, what: str) -> None:
    table = case.table(what)
    assert table.column_names == names(what)
    assert table.to_pylist() == list(rows(masked_view(view), what))


def test_the_usual_records_have_a_method_each(case: OpenCase) -> None:
    for what in ("claims", "statements", "mentions", "relays", "findings", "indicators", "reports", "grades"):
        assert getattr(case, what)().equals(case.table(what)), what


def test_no_table_holds_personal_data(case: OpenCase, made: ModuleType) -> None:
    for what in ROW:
        said = str(case.table(what).to_pylist())
        assert not [secret for secret in (*made.SECRETS, made.COMMENT) if secret in said], what


def test_a_case_is_saved_for_other_programs(case: OpenCase, made: ModuleType, tmp_path: Path) -> None:
    case.save(tmp_path / "case.stix.json", "stix")
    case.save(str(tmp_path / "case.bib"), "bibtex")
    written = (tmp_path / "case.stix.json").read_text("utf-8")
    assert '"type":"bundle"' in written and not [secret for secret in made.SECRETS if secret in written]
    assert (tmp_path / "case.bib").read_text("utf-8").startswith("@article{")
    with pytest.raises(UnknownExport, match="gexf"):
        case.save(tmp_path / "x", "docx")


def test_a_case_is_opened_by_its_folder(tmp_path: Path) -> None:
    with pytest.raises(NoCase):
        secondsource.open_case(tmp_path / "none")
    Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z", title="Kuwait").close()
    case = secondsource.open_case(str(tmp_path / "case"))
    assert repr(case) == "<case Kuwait: 0 reports, 0 statements, 0 claims>"
    assert case.claims().num_rows == 0
    assert case.claims().column_names == names("claims")


def test_frames_come_from_the_library_asked_for(case: OpenCase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", SimpleNamespace(from_arrow=lambda table: ("frame", table.num_rows)))
    assert case.claims(to="polars") == ("frame", 1)


@pytest.mark.parametrize("to", ["pandas", "polars"])
def test_a_frame_has_the_rows_of_the_table(case: OpenCase, to: str) -> None:
    pytest.importorskip(to)
    for what in ROW:
        frame = case.table(what, to)  # type: ignore[arg-type]
        assert (len(frame), list(frame.columns)) == (case.table(what).num_rows, names(what))


def test_what_cannot_be_made_says_what_can(case: OpenCase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(NoFrames, match="not installed here"):
        case.claims(to="polars")
    with pytest.raises(NoFrames, match="arrow, pandas, polars"):
        case.claims(to="excel")  # type: ignore[arg-type]
    with pytest.raises(UnknownExport, match="claims"):
        case.table("people")


def test_importing_the_package_loads_nothing_else() -> None:
    say = "import sys; before = set(sys.modules); import secondsource; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) - {"__future__"} == {"secondsource"}
    assert {"open_case", "scenario"} <= set(dir(secondsource))
    with pytest.raises(AttributeError, match="open_cases"):
        _ = secondsource.open_cases  # type: ignore[attr-defined]


def test_the_client_loads_the_standard_library_and_the_words_of_errors() -> None:
    say = "import sys; import secondsource.client; print(*sorted({n.split('.')[0] for n in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, check=True)
    assert not {"fastapi", "pyarrow", "sqlalchemy", "spacy", "numpy"} & set(done.stdout.split())
