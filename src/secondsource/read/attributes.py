"""Further values of an event that the law asks for: what was done with a permit, what work it is, what was carried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Token

from ..model import Attribute, Span, Statement
from .prose import text_of
from .time.lexicon import any_of
from .triggers import Trigger

_DEEDS = ("authorisation.act", "route.change")
"""Facts that only the event's own words give."""


def attributes_of(trigger: Trigger, statement: Statement, doc: Doc, cues: Mapping[str, Any]) -> tuple[Attribute, ...]:
    """The attributes that words of the statement give, each with those words; names are facts of the law vocabulary.

    Args:
        trigger: the event's words: what an authority or a carrier did is read from them first.
        statement: where the other words may stand.
        doc: the parse.
        cues: the pack's lists, `attributes` and `attributes_of`.
    """
    out: list[Attribute] = []
    for name, kinds in cues["attributes_of"].items():
        if trigger.type not in kinds:
            continue
        values = cues["attributes"][name]
        found = _acts(trigger, values, doc, name) if name in _DEEDS else _words(statement, values, doc, name)
        if found:
            out.append(found)
    return tuple(out)


def _acts(trigger: Trigger, values: Mapping[str, list[str]], doc: Doc, name: str) -> Attribute | None:
    for token in doc[trigger.first.i : trigger.last.i + 1]:
        for value, lemmas in values.items():
            if (token.lemma_.lower() in lemmas or token.lower_ in lemmas) and not _undone(token):
                return Attribute(name=name, value=value, span=Span(token.idx, token.idx + len(token.text)))
    return None


def _undone(token: Token) -> bool:
    """Whether the deed is told as not done: “no new permit shall be issued”."""
    if any(child.dep_ == "neg" for child in token.children):
        return True
    parts = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")]
    return any(word.lower_ in ("no", "none") and word.dep_ in ("det", "neg") for part in parts for word in part.subtree)


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)", 0 if "IT" in words else re.I)


def _words(statement: Statement, values: Mapping[str, list[str]], doc: Doc, name: str) -> Attribute | None:
    best: Attribute | None = None
    for content in statement.content:
        for value, words in values.items():
            match = _pattern(tuple(words)).search(text_of(doc), content.start, content.end)
            if match and (best is None or match.start() < best.span.start):
                best = Attribute(name=name, value=value, span=Span(match.start(), match.end()))
    return best
