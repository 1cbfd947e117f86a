"""The page of the desk's API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .tables import table


def api() -> str:
    """The addresses of the desk's API and the shapes of its answers, from its OpenAPI document."""
    from secondsource.desk.api import create_api
    from secondsource.desk.shelf import Shelf

    described = create_api(Shelf(Path("case"))).openapi()
    out = [
        "# JSON API",
        "",
        "Written by `python docs/generate.py` from the OpenAPI document.",
        "",
        described["info"]["description"],
        "",
    ]
    out += ["[How to ask](../how-to/api.md).", "", "## Addresses", ""]
    for path, item in described["paths"].items():
        operation = item["get"]
        out += [f"### `/api{path}`", "", f"{operation['summary']} Gives {_kind(_of_answer(operation))}.", ""]
        rows = [
            (f"`{p['name']}`", _kind(p["schema"]), "needed" if p["required"] else "", p["description"])
            for p in operation["parameters"]
            if p["in"] != "header"
        ]
        out += [*table(("parameter", "takes", "", "what it is"), rows), ""] if rows else []
    out += ["## Shapes", "", "A field is always there; what is not known is `null`.", ""]
    for name, shape in described["components"]["schemas"].items():
        out += [f"### {name}", "", *([shape["description"], ""] if shape.get("description") else [])]
        if "enum" in shape:
            out += [f"One of {', '.join(f'`{value}`' for value in shape['enum'])}.", ""]
            continue
        rows = [(f"`{field}`", _kind(kind), kind.get("description", "")) for field, kind in shape["properties"].items()]
        out += [*table(("field", "holds", "what it is"), rows), ""]
    return "\n".join(out).rstrip() + "\n"


def _of_answer(operation: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return found


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_kind(kind) for kind in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" if value else "nothing" for value in schema["enum"])
    kind = schema.get("type", "any JSON")
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if kind == "object" and "rows" in schema.get("properties", {}):
        more = [f"`{name}`" for name in schema["properties"] if name not in ("total", "page", "pages", "size", "rows")]
        return f"a page of {_kind(schema['properties']['rows']['items'])}" + (
            f", and {', '.join(more)}" if more else ""
        )
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}"
    limits = (
        [f"`{schema['format']}`"] if "format" in schema else [f"`{schema['pattern']}`"] if "pattern" in schema else []
    )
    limits += [f"at most {schema['maxLength']} characters"] if "maxLength" in schema else []
    return {"string": "text", "integer": "whole number"}.get(kind, kind) + "".join(f", {limit}" for limit in limits)
