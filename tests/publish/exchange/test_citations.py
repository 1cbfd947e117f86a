from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.publish.exchange.citations import ABSTRACT, escaped
from secondsource.publish.exchange.dates import csl
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import WORDS, cases, written

TEXT = {"type": "string", "minLength": 1}
DATE = {
    "type": "object", "additionalProperties": False,
    "properties": {
        "date-parts": {"type": "array", "minItems": 1, "maxItems": 2, "items": {
            "type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}}},
        "season": {"type": "integer"}, "circa": {"type": "boolean"}, "literal": TEXT,
    },
}  # fmt: skip
CSL = {
    "type": "array",
    "items": {
        "type": "object", "required": ["id", "type"], "additionalProperties": False,
        "properties": {
            "id": TEXT, "type": {"enum": ["article-newspaper", "webpage", "document"]}, "title": TEXT, "container-title": TEXT,
            "author": {"type": "array", "items": {"type": "object", "additionalProperties": False, "properties": {"literal": TEXT}}},
            "issued": DATE, "accessed": DATE, "abstract": TEXT, "URL": TEXT, "language": TEXT, "note": TEXT, "custom": {"type": "object"},
        },
    },
}  # fmt: skip
"""The part of the CSL 1.0.2 input schema that we write: its names and types, and nothing besides."""
_TEX = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}


@settings(max_examples=25, deadline=None)
@given(cases())
def test_csl_is_by_its_schema_and_says_what_the_case_says(view: CaseView) -> None:
    items = json.loads(written(view, "csl"))
    jsonschema.Draft202012Validator(CSL).validate(items)
    assert [item["id"] for item in items] == [report.id for report in view.reports]
    for item, report in zip(items, view.reports, strict=True):
        assert item.get("title") == (report.title.value if report.title else None)
        assert item.get("container-title") == (report.outlet.value if report.outlet else None)
        assert item["custom"].get("published") == (report.published.value if report.published else None)
        assert len(item["abstract"]) <= ABSTRACT + 2


def test_dates_are_as_precise_as_they_are_known() -> None:
    assert csl("2016") == {"date-parts": [[2016]]}
    assert csl("2016-06-08T07:01:00+09:00") == {"date-parts": [[2016, 6, 8]]}
    assert csl("2016-21") == {"date-parts": [[2016]], "season": 1}
    for vague in ("201X", "../2016-04", "XXXX-06-08", "2016-06?"):
        assert csl(vague) == {"literal": vague}


def parsed(text: str) -> list[dict[str, Any]]:
    """Entries of BibTeX, read by its own rules: braces nest, and a value ends where its brace closes."""
    out: list[dict[str, Any]] = []
    for entry in re.finditer(r"^@(\w+)\{([^,\s]+),\n", text, re.MULTILINE):
        at, fields = entry.end(), {}
        while match := re.compile(r"\s*(\w+) = ").match(text, at):
            at = match.end()
            if text[at] != "{":
                bare = re.compile(r"\w+").match(text, at)
                assert bare
                fields[match[1]], at = bare[0], bare.end()
            else:
                depth, start = 0, at
                while True:
                    if text[at] == "\\":
                        at += 2
                        continue
                    depth += {"{": 1, "}": -1}.get(text[at], 0)
                    at += 1
                    if not depth:
                        break
                fields[match[1]] = text[start + 1 : at - 1]
            at += text[at : at + 1] == ","
        out.append({"kind": entry[1], "key": entry[2], **fields})
    return out


def unescaped(value: str) -> str:
    if value.startswith("{") and value.endswith("}"):
        value = value[1:-1]
    return re.sub(r"\\text\w+\{\}|\\([{}#$%&_])", lambda m: m[1] or _TEX[m[0]], value)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_bibtex_is_read_back(view: CaseView) -> None:
    entries = parsed(written(view, "bibtex").decode())
    assert [entry["key"] for entry in entries] == [f"r{report.id}" for report in view.reports]
    for entry, report in zip(entries, view.reports, strict=True):
        assert unescaped(entry["title"]) == (report.title.value if report.title else report.name)
        assert (unescaped(entry["journal"]) if "journal" in entry else None) == (
            report.outlet.value if report.outlet else None
        )
        assert entry["kind"] == ("article" if report.outlet else "misc")
        assert report.capture in entry["note"]


@given(WORDS)
def test_what_tex_would_run_is_printed(text: str) -> None:
    assert unescaped(f"{{{escaped(text)}}}") == text


@given(st.dates())
def test_a_day_is_that_day(day: Any) -> None:
    assert csl(day.isoformat()) == {"date-parts": [[day.year, day.month, day.day]]}
