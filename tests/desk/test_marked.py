"""What leaves the desk as data says with whom it may be shared."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from starlette.testclient import TestClient

from secondsource.desk.app import desk
from secondsource.model import Marking
from secondsource.store.view import CaseView

from .conftest import HERE, Held


def test_the_api_and_the_list_to_take_along_carry_the_markings(view: CaseView) -> None:
    marked = replace(view, marks={view.reports[0].id: Marking.AMBER_STRICT})
    with TestClient(desk(Held(marked)), base_url=HERE) as client:
        assert client.get("/api/case").json()["tlp"] == "TLP:AMBER+STRICT"
        rows = {row["id"]: row["tlp"] for row in client.get("/api/reports").json()["rows"]}
        assert rows == {r.id: "TLP:AMBER+STRICT" if r.id in marked.marks else None for r in view.reports}
        claim = client.get(f"/api/claims/{view.claims[0].id}").json()
        assert claim["claim"]["tlp"] == claim["grade"]["tlp"] == "TLP:AMBER+STRICT"
        (line,) = csv.DictReader(io.StringIO(client.get("/claims.csv").text))
        assert line["tlp"] == "TLP:AMBER+STRICT"
        document = client.get("/api/openapi.json").json()
        assert document["components"]["schemas"]["Marking"]["enum"] == sorted(m.label for m in Marking)


def test_where_nothing_is_marked_the_field_is_there_and_empty(view: CaseView) -> None:
    with TestClient(desk(Held(view)), base_url=HERE) as client:
        assert client.get("/api/case").json()["tlp"] is None
        assert {row["tlp"] for row in client.get("/api/statements").json()["rows"]} == {None}
