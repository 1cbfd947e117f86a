"""Reports of about 600 words from the paragraphs of the demo corpus: no two alike, the same in every run."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

from secondsource.collect import read_capture
from secondsource.model import How, Known, Report, digest_of, report_id
from secondsource.subjects import load

CORPUS = Path(__file__).resolve().parents[1] / "demo" / "corpus"
WORDS = 600


@lru_cache(maxsize=1)
def paragraphs() -> tuple[str, ...]:
    """The English prose of the corpus, a paragraph each."""
    out: list[str] = []
    pack = load()
    for path in sorted(CORPUS.iterdir()):
        for report in read_capture(path.read_bytes(), path.name, pack):
            if report.lang == "en":
                bodies = (span.of(report.text) for span in report.body())
                out += [
                    p.strip()
                    for body in bodies
                    for p in body.split("\n\n")
                    if len(p.split()) > 12 and not p.startswith("Digest note")
                ]
    return tuple(dict.fromkeys(out))


@lru_cache(maxsize=4)
def reports(count: int, words: int = WORDS) -> tuple[Report, ...]:
    """That many reports, each with its paragraphs in an order of its own."""
    chance = random.Random(1718)
    out = []
    for number in range(count):
        text, left = [], words
        while left > 0:
            for paragraph in chance.sample(paragraphs(), len(paragraphs())):
                text.append(paragraph)
                left -= len(paragraph.split())
                if left <= 0:
                    break
        whole = "\n\n".join(text)
        digest = digest_of(f"{number}\n{whole}".encode())
        outlet = Known(value=f"Outlet {number}", how=How.GIVEN, why="made for measuring")
        published = Known(value="2016-06-08", how=How.GIVEN, why="made for measuring")
        language = Known(value="en", how=How.GIVEN, why="made for measuring")
        out.append(
            Report(
                id=report_id(digest, 0),
                capture=digest,
                part=0,
                name=str(number),
                text=whole,
                outlet=outlet,
                published=published,
                language=language,
            )
        )
    return tuple(out)
