from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import pyarrow.parquet as pq
import pytest

from secondsource.publish import FORMATS, WHAT, CannotWrite, UnknownExport, export, write_whole
from secondsource.store.view import CaseView


def written(view: CaseView, what: str, format: str) -> bytes:
    stream = io.BytesIO()
    export(view, what, format, stream)
    return stream.getvalue()


def rows(view: CaseView, what: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(view, what, "jsonl").splitlines()]


@pytest.mark.parametrize("what", WHAT)
def test_every_format_holds_the_same_rows(view: CaseView, what: str) -> None:
    expected = rows(view, what)
    assert expected
    assert json.loads(written(view, what, "json")) == expected
    assert pq.read_table(io.BytesIO(written(view, what, "parquet"))).to_pylist() == expected
    table = list(csv.DictReader(io.StringIO(written(view, what, "csv").decode())))
    assert len(table) == len(expected)
    assert list(table[0]) == list(expected[0])


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("format", FORMATS)
def test_an_export_is_the_same_bytes_each_time_and_holds_no_personal_data(
    made: ModuleType, what: str, format: str
) -> None:
    first = written(made.made(), what, format)
    assert first == written(made.made(), what, format)
    for secret in (*made.SECRETS, made.COMMENT):
        assert secret.encode() not in first


@pytest.mark.parametrize("what", WHAT)
def test_an_empty_case_keeps_the_columns(view: CaseView, what: str) -> None:
    empty = CaseView(id="e", title="", created="", subject=view.subject)
    full = pq.read_schema(io.BytesIO(written(view, what, "parquet")))
    assert pq.read_schema(io.BytesIO(written(empty, what, "parquet"))) == full
    assert json.loads(written(empty, what, "json")) == []


def test_the_fields_are_those_of_the_story_corpus(view: CaseView) -> None:
    statement = rows(view, "statements")[0]
    assert statement["report"] == "wire.txt"
    assert statement["chain"] == ["foreman at the Vessa yard (Harbour Wire)"]
    assert statement["text"] == "Dozens of dock hands refused to work in December"
    assert (statement["basis"], statement["anonymity"], statement["factuality"]) == ("witnessed", "unnamed", "asserted")
    mention = rows(view, "mentions")[1]
    assert mention["quantities"] == [
        {
            "what": "workers",
            "low": 90,
            "high": 110,
            "span": mention["quantities"][0]["span"],
            "per": None,
            "usd_low": None,
            "usd_high": None,
            "rate": None,
        }
    ]
    (claim,) = rows(view, "claims")
    assert mention["claim"] == claim["id"]
    assert (claim["at_least"], claim["at_most"], claim["status"], claim["grade"]) == (1, 1, "disputed", "F5")
    assert claim["conflicts"] == [
        {"attribute": "quantity", "values": ["24..99 workers", "90..110 workers"]},
        {"attribute": "when", "values": ["2015-12", "2016-06"]},
    ]
    relay = rows(view, "relays")[1]
    assert (relay["from"], relay["to"], relay["how"], relay["named_in_text"]) == (
        "gasang.json",
        "wire.txt",
        "translates",
        False,
    )


def test_spans_fit_the_exported_text(view: CaseView) -> None:
    texts = {row["report"]: str(row["text"]) for row in rows(view, "reports")}
    for statement in rows(view, "statements"):
        words = " ".join(texts[statement["report"]][s:e] for s, e in statement["content"])
        assert " ".join(words.split()) == statement["text"]
    (wire,) = [row for row in rows(view, "reports") if row["report"] == "wire.txt"]
    assert [p["kind"] for p in wire["personal_data"]] == ["email", "phone", "private_person", "private_person"]
    assert {n["kind"] for n in wire["noise"]} == {"title", "byline", "comments"}


def test_a_cell_that_a_spreadsheet_would_run_is_defused(view: CaseView) -> None:
    from dataclasses import replace

    hostile = replace(view.claims[0], title='=HYPERLINK("http://x.example")')
    table = csv.DictReader(io.StringIO(written(replace(view, claims=(hostile,)), "claims", "csv").decode()))
    assert next(table)["title"].startswith("'=")


def test_what_there_is_not_is_named(view: CaseView) -> None:
    with pytest.raises(UnknownExport, match="statements"):
        written(view, "secrets", "jsonl")
    with pytest.raises(UnknownExport, match="parquet"):
        written(view, "claims", "ods")
    with pytest.raises(UnknownExport, match="always mask"):
        export(view, "reports", "jsonl", io.BytesIO(), redact=False)


def test_a_file_is_there_whole_or_as_it_was(tmp_path: Path, view: CaseView) -> None:
    out = tmp_path / "new" / "claims.jsonl"
    export(view, "claims", "jsonl", out)
    before = out.read_bytes()

    def full(file: IO[bytes]) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(CannotWrite, match="No space left"):
        write_whole(out, full)
    assert out.read_bytes() == before
    assert [p.name for p in out.parent.iterdir()] == ["claims.jsonl"]
