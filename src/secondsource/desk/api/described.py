"""The description of the API: paths and parameters from the routes, the shapes of answers from the types of the rows."""

from __future__ import annotations

import inspect
import re
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from secondsource.publish.shapes import Shape
from secondsource.publish.shapes_case import SHAPES

from . import (
    shapes,
    shapes_alerts,
    shapes_found,
    shapes_law,
    shapes_scenario,
    shapes_staff,
    shapes_versions,
    shapes_views,
)

Schema = dict[str, Any]
ISO_DATE: Schema = {"type": "string", "format": "date"}
_COUNTED: Schema = {"type": "integer", "minimum": 0}
_TAG: Schema = {"ETag": {"description": "Tag of the state of the case.", "schema": {"type": "string"}}}
_ABOUT = """What the pages of the desk show, as JSON. Read-only; personal data are masked. Lists come a page at a time: `page` counts from 1, `size` is at
most 200. Every answer about the case that is no error has the tag of its state: sent back in `If-None-Match` it is answered with 304 until something
changes. Every error has the shape of `Error`."""


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: Schema) -> Schema:
    return {"content": {"application/json": {"schema": schema}}}


def page_of(name: str, **more: Schema) -> Schema:
    """The shape of a page of rows, with what else it says."""
    fields = {
        "total": {**_COUNTED, "description": "Rows on all pages together."},
        "page": {"type": "integer", "minimum": 1},
        "pages": {"type": "integer", "minimum": 1},
        "size": {"type": "integer", "minimum": 1, "description": "Rows on a full page."},
        **more,
        "rows": {"type": "array", "items": _ref(name)},
    }
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def answers(good: str | Schema, **links: str) -> dict[int | str, Schema]:
    """What an address may answer: what it is for, or an error.

    Args:
        good: the shape, or the name of one.
        links: where the rows' ids lead: the name of the parameter, and of the route that takes it.
    """
    wrong = _json(_ref("Error"))
    fine = {"description": "As asked.", "headers": _TAG, **_json(good if isinstance(good, dict) else _ref(good))}
    if links:
        fine["links"] = {
            name: {"operationId": route, "parameters": {name: "$response.body#/rows/0/id"}}
            for name, route in links.items()
        }
    return {
        200: fine,
        304: {"description": "The asker holds it already.", "headers": _TAG},
        400: {"description": "A parameter does not fit.", **wrong},
        404: {"description": "It is not there.", **wrong},
        503: {"description": "The case cannot be read.", **wrong},
        "default": {"description": "Any other error.", **wrong},
    }


def document(app: FastAPI) -> Schema:
    """The OpenAPI 3.1 document of these routes.

    Args:
        app: the application whose routes are described.
    """
    made = get_openapi(
        title="secondsource",
        version=app.version,
        openapi_version="3.1.0",
        description=" ".join(_ABOUT.split()),
        routes=app.routes,
        servers=[{"url": "/api"}],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    for path in made["paths"].values():
        for operation in path.values():
            operation["summary"] = operation.pop("description")
            for parameter in operation.get("parameters", ()):
                schema = parameter["schema"]
                # What may be left out is not sent as null.
                schema |= next((kind for kind in schema.pop("anyOf", ()) if kind != {"type": "null"}), {})
    made["components"] = {"schemas": _components()}
    return made


def _components() -> Schema:
    own = [
        kind
        for part in (
            shapes,
            shapes_alerts,
            shapes_found,
            shapes_law,
            shapes_scenario,
            shapes_staff,
            shapes_versions,
            shapes_views,
        )
        for kind in vars(part).values()
        if inspect.isclass(kind) and issubclass(kind, Shape)
    ]
    kinds = list(dict.fromkeys([*SHAPES.values(), *own]))
    _, schemas = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    for schema in schemas.values():
        about, fields = told(schema.get("description", ""))
        schema["description"] = about
        for name, words in fields.items():
            if name in schema.get("properties", {}):
                schema["properties"][name]["description"] = words
    return dict(sorted(schemas.items()))


def told(docstring: str) -> tuple[str, dict[str, str]]:
    r"""What a docstring says of a class, and of each of its fields.

    >>> told("A row.\n\nArgs:\n    id: its id,\n        always.\n    at: when.")
    ('A row.', {'id': 'its id, always.', 'at': 'when.'})
    """
    about, _, rest = inspect.cleandoc(docstring).partition("\nArgs:\n")
    pairs = re.findall(r"^    (\w+): (.*(?:\n     .*)*)", rest, re.M)
    return " ".join(about.split()), {name: " ".join(words.split()) for name, words in pairs}
