"""Reports of about 600 words from the paragraphs of the demo corpus, no two alike, the same in every run; and real news, where they are."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

from evaluation.sieve_corpus import stories
from secondsource.collect import read_capture
from secondsource.model import How, Known, Report, digest_of, report_id
from secondsource.subjects import load

CORPUS = Path(__file__).resolve().parents[1] / "demo" / "corpus"
SHARED = Path(__file__).resolve().parents[2] / "shared"
POLNEAR = SHARED / "eval" / "data" / "polnear" / "train" / "text"
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
        out.append(_report(number, "\n\n".join(text)))
    return tuple(out)


def news(count: int) -> tuple[Report, ...]:
    """As many real articles of American politics, evenly from the train part of PolNeAR; none where the shared data are not beside the folder."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(POLNEAR.glob("*.txt"))]
    return tuple(_report(number, text) for number, text in enumerate(texts[:: max(1, len(texts) // count)][:count]))


def subject() -> tuple[Report, ...]:
    """The English reports of the shared stories; none where they are not."""
    return tuple(_report(number, told.text) for number, told in enumerate(stories(SHARED)) if told.language == "en")


def _report(number: int, text: str) -> Report:
    digest = digest_of(f"{number}\n{text}".encode())

    def given(value: str) -> Known:
        return Known(value=value, how=How.GIVEN, why="made for measuring")

    return Report(
        id=report_id(digest, 0),
        capture=digest,
        part=0,
        name=str(number),
        text=text,
        outlet=given(f"Outlet {number}"),
        published=given("2016-06-08"),
        language=given("en"),
    )
