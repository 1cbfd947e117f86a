"""The how-tos for programs, followed word by word: their Python is run, on a case made of one report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from secondsource import pipeline
from secondsource.desk import create_app
from secondsource.store import Case
from tests.desk.through import instead_of_the_network

PAGES = Path(__file__).resolve().parents[2] / "docs" / "how-to"
TOLD = {
    "id": "harbour-post",
    "outlet": "The Harbour Post",
    "published": "2020-03-02",
    "language": "en",
    "title": "Builders at work",
    "text": "About 40 North Korean builders are working in Qatar and were paid in January 2020, a foreman said.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a case in `case`."""
    folder = tmp_path_factory.mktemp("program")
    (folder / "post.json").write_text(json.dumps(TOLD), encoding="utf-8")
    with Case.create(folder / "case", now="2020-03-03T00:00:00Z") as case:
        pipeline.run(case, [folder / "post.json"], now=datetime(2020, 3, 3, tzinfo=UTC))
    yield folder


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", (PAGES / page).read_text(encoding="utf-8"), re.M | re.S)


def test_the_notebook_page(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for block in blocks("notebook.md", "python"):
        library = re.search(r'to="(\w+)"', block)
        if library is None or find_spec(library[1]):
            exec(block, names)
    said = capsys.readouterr().out
    assert "['id', 'type', 'title'," in said
    assert "North Korean builders" in said


def test_the_page_of_the_api(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    app = TestClient(create_app(folder / "case"), base_url="http://127.0.0.1:8765")
    instead_of_the_network(monkeypatch, app)
    for block in blocks("api.md", "python"):
        exec(block, {})
    said = capsys.readouterr().out
    assert "'claims':" in said and "There is no such claim." in said
    for address in re.findall(r"http://127\.0\.0\.1:8765(/api/[^\s']*)", "".join(blocks("api.md", ""))):
        assert app.get(address).status_code == 200, address
    (shown,) = blocks("api.md", "json")
    assert app.get("/api/claims?contry=KW").json() == json.loads(shown)


def test_the_page_of_the_scenario_model(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(tmp_path)
    for block in blocks("scenario.md", "python"):
        assert "runs=500" in block
        exec(block.replace("runs=500", "runs=32"), {})
    assert "delivered" in capsys.readouterr().out
    assert (tmp_path / "alone.svg").read_text(encoding="utf-8").startswith("<svg")
    app = TestClient(create_app(folder / "case"), base_url="http://127.0.0.1:8765")
    addresses = re.findall(r"http://127\.0\.0\.1:8765(/api/[^\s']*)", "".join(blocks("scenario.md", "")))
    assert len(addresses) == 2
    for address in addresses:
        assert app.get(address).status_code == 200, address
