"""What schemathesis does at length, in short: what fits the description is answered as described, what does not is refused."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import tests.publish.made
from secondsource.desk.api import (
    shapes,
    shapes_found,
    shapes_law,
    shapes_scenario,
    shapes_staff,
    shapes_versions,
    shapes_views,
)
from secondsource.desk.api.described import told
from secondsource.desk.app import desk
from secondsource.publish.shapes_case import SHAPES

from .conftest import HERE, Held
from .test_api import decided

VIEW = decided(tests.publish.made.made())
CLIENT = TestClient(desk(Held(VIEW)), base_url=HERE)
DOCUMENT: dict[str, Any] = CLIENT.get("/api/openapi.json").json()
OPERATIONS = {path: item["get"] for path, item in DOCUMENT["paths"].items()}
ALL = (
    *SHAPES.values(),
    *(
        kind
        for part in (shapes, shapes_found, shapes_law, shapes_scenario, shapes_staff, shapes_versions, shapes_views)
        for kind in vars(part).values()
    ),
)
KINDS = {kind.__name__: kind for kind in ALL if isinstance(kind, type)}
IDS = {
    "claim": [c.id for c in VIEW.claims],
    "report": [r.id for r in VIEW.reports],
    "preset": ["gulf-2016", "bare-spiral"],
    "provision": ["UN-2397-8", "PL-2016-VISA"],
    "key": [row["key"] for row in CLIENT.get("/api/sources").json()["rows"]],
}
QUICK = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def fitting(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """Texts of a parameter that fits its schema."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "integer":
        return st.integers(schema["minimum"], schema["maximum"]).map(str)
    if schema["type"] == "number":
        return st.floats(schema["minimum"], schema["maximum"]).map(repr)
    if schema["type"] == "boolean":
        return st.sampled_from(["true", "false"])
    if schema.get("format") == "date":
        return st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat)
    if schema.get("format") == "date-time":
        return st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 31)).map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z")
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True, alphabet=st.characters(max_codepoint=127))
    return st.text(max_size=schema.get("maxLength", 60))


def unfitting(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """Texts that do not; nothing where any text fits."""
    if "enum" in schema:
        return st.text(min_size=1).filter(lambda text: text not in schema["enum"])
    if schema["type"] == "integer":
        outside = st.integers().filter(lambda n: not schema["minimum"] <= n <= schema["maximum"])
        return outside.map(str) | st.from_regex(r"[a-z]+", fullmatch=True)
    if schema["type"] == "number":
        outside_too = st.floats().filter(lambda x: not schema["minimum"] <= x <= schema["maximum"])
        return outside_too.map(repr) | st.from_regex(r"[a-z]+", fullmatch=True).filter(lambda text: text not in ("e",))
    if "pattern" in schema:
        return st.text(min_size=1).filter(lambda text: not re.search(schema["pattern"], text))
    if "maxLength" in schema:
        return st.integers(schema["maxLength"] + 1, schema["maxLength"] + 50).map("x".__mul__)
    return st.nothing()


def parameters(path: str, where: str) -> list[dict[str, Any]]:
    return [p for p in OPERATIONS[path].get("parameters", ()) if p["in"] == where]


@st.composite
def requests(draw: st.DrawFn, path: str) -> tuple[str, dict[str, str]]:
    """An address and a query that fit the description."""
    address = path
    for parameter in parameters(path, "path"):
        some = st.sampled_from(IDS[parameter["name"]]) | st.from_regex(r"[A-Za-z0-9.-]{1,12}", fullmatch=True)
        address = address.replace(f"{{{parameter['name']}}}", draw(some))
    query = {p["name"]: fitting(p["schema"]) for p in parameters(path, "query") if p["required"]}
    optional = {p["name"]: fitting(p["schema"]) for p in parameters(path, "query") if not p["required"]}
    return address, draw(st.fixed_dictionaries(query, optional=optional))


def check_fits(body: Any, schema: dict[str, Any]) -> None:
    """Holds an answer against the types that its schema was made from."""
    if "$ref" in schema:
        msgspec.convert(body, KINDS[schema["$ref"].rpartition("/")[2]])
        return
    assert list(body) == schema["required"] == list(schema["properties"])
    for row in body["rows"]:
        check_fits(row, schema["properties"]["rows"]["items"])


@pytest.mark.parametrize("path", OPERATIONS)
@QUICK
@given(data=st.data())
def test_what_fits_is_answered_as_described(path: str, data: st.DataObject) -> None:
    address, query = data.draw(requests(path))
    answer = CLIENT.get(f"/api{address}", params=query)
    assert answer.status_code in (200, 404), answer.text
    described = OPERATIONS[path]["responses"][str(answer.status_code)]
    assert answer.headers["content-type"] in described["content"]
    check_fits(answer.json(), described["content"]["application/json"]["schema"])
    if answer.status_code == 200:
        assert answer.headers["etag"]
        again = CLIENT.get(f"/api{address}", params=query, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "name"),
    [(path, p["name"]) for path in OPERATIONS for p in parameters(path, "query")],
)
@QUICK
@given(data=st.data())
def test_what_does_not_fit_is_refused(path: str, name: str, data: st.DataObject) -> None:
    (schema,) = (p["schema"] for p in parameters(path, "query") if p["name"] == name)
    strategy = unfitting(schema)
    if strategy.is_empty:
        return
    needed = {p["name"]: "100 workers" for p in parameters(path, "query") if p["required"]}
    answer = CLIENT.get(f"/api{path}", params={**needed, name: data.draw(strategy)})
    assert answer.status_code == 400
    assert name in msgspec.convert(answer.json(), shapes.Error).error.message


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_parameter_that_is_not_there_is_refused(path: str) -> None:
    needed = {p["name"]: "100 workers" for p in parameters(path, "query") if p["required"]}
    address = re.sub(r"\{(\w+)\}", lambda m: IDS[m[1]][0], path)
    answer = CLIENT.get(f"/api{address}", params={**needed, "nothing": "1"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unknown_parameter")


def test_the_description_is_whole() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    assert DOCUMENT["servers"] == [{"url": "/api"}]
    known = set(DOCUMENT["components"]["schemas"])
    assert set(re.findall(r"#/components/schemas/(\w+)", str(DOCUMENT))) <= known
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(names) == len(set(names))
    for path, operation in OPERATIONS.items():
        assert operation["summary"].endswith("."), path
        assert set(operation["responses"]) == {"200", "304", "400", "404", "503", "default"}
        assert all(p["description"] for p in operation["parameters"]), path
    for name, schema in DOCUMENT["components"]["schemas"].items():
        assert schema["description"] and "\n" not in schema["description"], name


def test_what_a_docstring_says_of_a_field_is_of_a_field() -> None:
    for kind in KINDS.values():
        if issubclass(kind, msgspec.Struct):
            _, fields = told(kind.__doc__ or "")
            assert set(fields) <= set(kind.__struct_encode_fields__), kind.__name__
