"""Words that tell who a source is: age, home town, unit, rank, job, family, length of stay (`details.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from secondsource.model import Span
from secondsource.subjects.loader import read_yaml

DETAILS = ("age", "home town", "unit", "rank", "job", "family", "length of stay")
"""In the order in which they are looked for."""
MANY = 3
"""Kinds of details that, readable in one sentence about a source, single somebody out."""
_END = re.compile(r"(?<=[.!?。])[\"”’')\]]*\s+|\n+")
_WORD = re.compile(r"[^\W_]+")


def described(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """The details within words that describe a source, with their kinds."""
    return _found(text, span, "described")


def said(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """The details that a source gives of itself within what it says, with their kinds."""
    return _found(text, span, "said")


def generic(words: str) -> bool:
    """Whether a description could be anybody's (“a local source”, “several witnesses”), or is that of a public office (“the ambassador”).

    >>> generic("one of the sources"), generic("a carpenter at the yard")
    (True, False)
    """
    common, public = _words("generic"), _words("public")
    found = [word.casefold() for word in _WORD.findall(words)]
    return all(word in common or word.isdigit() for word in found) or (
        not public.isdisjoint(found) and job_in(words) is None
    )


def job_in(words: str) -> str | None:
    """The job that a description names, or None."""
    for pattern in _jobs():
        if match := pattern.search(words):
            return match[0]
    return None


def sentence_at(text: str, span: Span) -> Span:
    """The sentence, or sentences, that hold the span."""
    start = max((m.end() for m in _END.finditer(text, max(0, span.start - 1200), span.start)), default=0)
    if start == 0 and span.start > 1200:
        start = span.start - 1200
    stop = _END.search(text, max(span.end - 1, 0))
    return Span(start, max(stop.start() if stop else len(text), span.end))


def singles_out(text: str, marks: tuple[str, ...]) -> bool:
    """Whether a sentence that speaks of a hidden person still gives details of `MANY` kinds.

    Args:
        text: what a reader would see.
        marks: what stands in it for hidden people.
    """
    at = 0
    for stop in [*(m.start() for m in _END.finditer(text)), len(text)]:
        sentence = text[at:stop]
        at = stop
        if (
            any(mark in sentence for mark in marks)
            and len({k for k, _ in _found(sentence, Span(0, len(sentence)), "described")}) >= MANY
        ):
            return True
    return False


def _found(text: str, span: Span, which: str) -> Iterator[tuple[str, Span]]:
    for kind in DETAILS:
        for pattern in _patterns()[kind, which]:
            for match in pattern.finditer(text, span.start, span.end):
                if match.end() > match.start():
                    yield kind, Span(match.start(), match.end())


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, object]]:
    found: Mapping[str, Mapping[str, object]] = read_yaml(Path(__file__).with_name("details.yaml"))
    return found


@lru_cache(maxsize=1)
def _patterns() -> dict[tuple[str, str], tuple[re.Pattern[str], ...]]:
    out: dict[tuple[str, str], list[re.Pattern[str]]] = {(k, w): [] for k in DETAILS for w in ("described", "said")}
    for language, data in _data().items():
        lists, kinds = data["lists"], data["kinds"]
        assert isinstance(lists, dict) and isinstance(kinds, dict)
        for kind, both in kinds.items():
            for which, words in both.items():
                out[kind, which] += [_compiled(word, lists, language) for word in words]
    return {key: tuple(patterns) for key, patterns in out.items()}


def _compiled(pattern: str, lists: Mapping[str, str], language: str) -> re.Pattern[str]:
    for name, words in lists.items():
        pattern = pattern.replace(name, words if name in ("NAME",) else f"(?i:{words})")
    if language == "en":
        pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
    return re.compile(pattern)


@lru_cache(maxsize=2)
def _words(name: str) -> frozenset[str]:
    lists = [data[name] for data in _data().values()]
    return frozenset(str(word) for words in lists if isinstance(words, list) for word in words)


@lru_cache(maxsize=1)
def _jobs() -> tuple[re.Pattern[str], ...]:
    lists = [(language, data["lists"]) for language, data in _data().items()]
    return tuple(
        re.compile(rf"(?<!\w)(?i:{words['JOB']})(?:e?s)?(?!\w)" if language == "en" else words["JOB"])
        for language, words in lists
        if isinstance(words, dict)
    )
