"""From a model's words to rows of the expected types; a row of a wrong type is dropped, an answer of a wrong form is an error."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from ...model import Anonymity, Basis, Factuality, LinkKind
from .errors import AnswerNotJson, AnswerUnusable

E = TypeVar("E", bound=StrEnum)
_THOUGHT = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
MOST = 500
"""Statements of one answer that are looked at; no piece of text holds more, and every quotation costs a search."""
_MANY = 10
"""Parts of one statement that are looked at: pieces of content, links, marks, events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellerRow:
    """A member of a chain as the model names it: words of the text, the number of their sentence if given, and what it is."""

    words: str
    sentence: int | None
    kind: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event as the model names it, all in words of the text; `actors` are pairs of words and role."""

    type: str
    trigger: str
    when: str | None
    where: str | None
    amounts: tuple[str, ...]
    actors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement as the model gives it, nothing of it located yet."""

    sentence: int | None
    content: tuple[str, ...]
    cue: str | None
    speaker: str | None
    chain: tuple[TellerRow, ...]
    factuality: Factuality
    basis: Basis | None
    anonymity: Anonymity | None
    marks: tuple[tuple[str, str], ...]
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rows of an answer, and how many more it gave that were not of the expected types."""

    rows: tuple[Row, ...]
    malformed: int


def understood(words: str) -> Answer:
    """The rows in a model's answer.

    A fence around the JSON, words before it and a thought in <think> marks are passed over.

    Raises:
        AnswerNotJson: if there is no JSON object in it.
        AnswerUnusable: if the object has no list of statements, or holds some and all of them are of wrong types.
    """
    found = _object(_THOUGHT.sub("", words))
    items = found.get("statements")
    if not isinstance(items, list):
        raise AnswerUnusable
    items = items[:MOST]
    rows = [row for item in items if (row := _row(item)) is not None]
    if items and not rows:
        raise AnswerUnusable
    return Answer(rows=tuple(rows), malformed=len(items) - len(rows))


def _object(words: str) -> Mapping[str, Any]:
    start, end = words.find("{"), words.rfind("}")
    if start < 0 or end < start:
        raise AnswerNotJson
    try:
        found = json.loads(words[start : end + 1])
    except (ValueError, RecursionError) as error:
        raise AnswerNotJson from error
    if not isinstance(found, dict):
        raise AnswerUnusable
    return found


def _row(item: Any) -> Row | None:
    if not isinstance(item, dict):
        return None
    content = item.get("content")
    content = [content] if isinstance(content, str) else content
    factuality = _member(Factuality, item.get("factuality"))
    chain = _chain(item.get("chain"))
    cue, speaker = item.get("cue"), item.get("speaker")
    if (
        not isinstance(content, list)
        or not 0 < len(content) <= _MANY
        or not all(isinstance(c, str) and c.strip() for c in content)
        or factuality is None
        or chain is None
        or not (cue is None or isinstance(cue, str))
        or not (speaker is None or isinstance(speaker, str))
    ):
        return None
    return Row(
        sentence=_number(item.get("sentence")),
        content=tuple(content),
        cue=cue or None,
        speaker=speaker or None,
        chain=chain,
        factuality=factuality,
        basis=_member(Basis, item.get("basis")),
        anonymity=_member(Anonymity, item.get("anonymity")),
        marks=tuple(
            (of, said)
            for mark in _list(item.get("marks"))
            if isinstance(mark, dict)
            and (of := mark.get("of")) in ("factuality", "basis")
            and isinstance(said := mark.get("words"), str)
        ),
        events=tuple(event for e in _list(item.get("events")) if (event := _event(e)) is not None),
    )


def _chain(item: Any) -> tuple[TellerRow, ...] | None:
    """The chain; None if any of its members is not as it should be, since a chain with a hole says something else."""
    if not isinstance(item, list) or len(item) > _MANY:
        return None
    out = []
    for link in item:
        kind = _member(LinkKind, link.get("kind")) if isinstance(link, dict) else None
        if kind is None or not isinstance(words := link.get("words"), str):
            return None
        out.append(TellerRow(words=words, sentence=_number(link.get("sentence")), kind=kind))
    return tuple(out)


def _event(item: Any) -> EventRow | None:
    if not isinstance(item, dict):
        return None
    kind, trigger = item.get("type"), item.get("trigger")
    if not isinstance(kind, str) or not isinstance(trigger, str):
        return None
    when, where = item.get("when"), item.get("where")
    return EventRow(
        type=kind,
        trigger=trigger,
        when=when if isinstance(when, str) else None,
        where=where if isinstance(where, str) else None,
        amounts=tuple(a for a in _list(item.get("amounts")) if isinstance(a, str)),
        actors=tuple(
            (words, role)
            for a in _list(item.get("actors"))
            if isinstance(a, dict)
            and isinstance(words := a.get("words"), str)
            and isinstance(role := a.get("role"), str)
        ),
    )


def _list(item: Any) -> list[Any]:
    return item[:_MANY] if isinstance(item, list) else []


def _number(item: Any) -> int | None:
    return item if isinstance(item, int) and not isinstance(item, bool) else None


def _member(kind: type[E], item: Any) -> E | None:
    try:
        return kind(item) if isinstance(item, str) else None
    except ValueError:
        return None
