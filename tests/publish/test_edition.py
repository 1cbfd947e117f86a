"""The same case gives the same bytes in every format, whatever process writes it; and its manifest tells of every change."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from secondsource.model import Marking
from secondsource.publish import DOSSIER_FORMATS, Terms, UnknownLanguage, check, edition, read_manifest
from secondsource.publish.paper.manifest import BadManifest, seal_of
from secondsource.store.view import CaseView

PROGRAM = """
import hashlib, sys
from secondsource.publish import DOSSIER_FORMATS, Terms, edition
from tests.publish.made import made
for format in DOSSIER_FORMATS:
    for redacted in (False, True):
        made_of = edition(made(), format, redacted, terms=Terms(language="ko" if redacted else "en"))
        print(format, redacted, hashlib.sha256(made_of.data).hexdigest(), hashlib.sha256(made_of.manifest).hexdigest())
"""
ROOT = Path(__file__).resolve().parents[2]


def in_a_process(seed: str, zone: str) -> str:
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    said = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8", "PYTHONPATH": paths}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=said, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_same_case_gives_the_same_bytes_in_two_processes() -> None:
    first = in_a_process("1", "Asia/Seoul")
    assert first == in_a_process("2", "America/New_York")
    assert len(first.splitlines()) == 2 * len(DOSSIER_FORMATS)


@pytest.mark.parametrize("format", DOSSIER_FORMATS)
def test_a_dossier_agrees_with_its_manifest_and_its_case(view: CaseView, format: str) -> None:
    for redacted in (False, True):
        made = edition(view, format, redacted, terms=Terms(form="report", language="ko"))
        told = read_manifest(made.manifest)
        assert len(told["notes"]) >= 8
        found = check(made.data, told, view, lambda _: True)
        assert (found.faults, found.again) == ((), True)


@pytest.mark.parametrize("format", DOSSIER_FORMATS)
def test_one_byte_that_was_changed_is_found(view: CaseView, format: str) -> None:
    made = edition(view, format)
    changed = bytearray(made.data)
    changed[len(changed) // 2] ^= 1
    (fault,) = check(bytes(changed), read_manifest(made.manifest)).faults
    assert fault.kind == "dossier"


def test_a_manifest_that_was_changed_is_found(view: CaseView) -> None:
    made = edition(view, "md")
    told: dict[str, Any] = json.loads(made.manifest)
    told["notes"][0]["words"] = "Something else entirely"
    kinds = [fault.kind for fault in check(made.data, read_manifest(json.dumps(told).encode()), view).faults]
    assert kinds == ["manifest", "note"]
    told["seal"] = seal_of(told)
    forged = check(made.data, read_manifest(json.dumps(told).encode()), view)
    assert [(f.kind, f.object) for f in forged.faults] == [("note", "1")]


def test_words_that_the_case_no_longer_has_are_named_by_their_note(view: CaseView) -> None:
    made = edition(view, "md")
    told = read_manifest(made.manifest)
    first = view.readings[0]
    altered = first.report.text.replace("Dozens of dock", "Scores of dock")
    other = replace(view, readings=(replace(first, report=replace(first.report, text=altered)), *view.readings[1:]))
    found = check(made.data, told, other)
    wrong = {f.object for f in found.faults}
    assert wrong == {str(n["number"]) for n in told["notes"] if "Dozens" in n["words"]} and wrong
    assert found.again is False
    gone = replace(view, readings=view.readings[1:], claims=(), findings=(), indicators=(), grades=())
    assert any("no longer has the report" in f.sentence for f in check(made.data, told, gone).faults)


def test_another_case_and_a_lost_original_are_named(view: CaseView) -> None:
    made = edition(view, "md")
    told = read_manifest(made.manifest)
    (fault,) = check(made.data, told, replace(view, id="other")).faults
    assert fault.kind == "case"
    lost = {f.object for f in check(made.data, told, view, lambda _: False).faults}
    assert lost == {note["capture"] for note in told["notes"]}


def test_the_manifest_says_what_was_asked_for_and_shows_nothing_more_than_the_dossier(view: CaseView) -> None:
    wire = view.reports[0].id
    marked = replace(view, marks={wire: Marking.RED})
    made = edition(marked, "md", up_to=Marking.GREEN, replies=b"", terms=Terms(form="press", standard="balance"))
    told = read_manifest(made.manifest)
    assert told["terms"] == {
        "form": "press", "standard": "balance", "language": "en", "format": "md", "redacted": False, "edition": "", "up_to": "GREEN",
        "replies": hashlib.sha256(b"").hexdigest(),
    }  # fmt: skip
    assert wire.encode() not in made.manifest
    text = edition(view, "md", redacted=True).manifest.decode()
    assert "foreman" not in text and "Fennimore" not in text and len(text) > 1000


@pytest.mark.parametrize(
    "data",
    [b"", b"[1]", b"{}", b'{"kind": "secondsource dossier manifest", "version": 9}', b"[" * 100_000,
     b'{"kind": "secondsource dossier manifest", "version": 1, "terms": {}, "dossier": {}}'],
)  # fmt: skip
def test_what_is_no_manifest_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(BadManifest):
        read_manifest(data)


def test_a_language_that_there_is_not_is_refused(view: CaseView) -> None:
    with pytest.raises(UnknownLanguage, match="en, ko"):
        edition(view, terms=Terms(language="tlh"))
