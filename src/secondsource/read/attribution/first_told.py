"""“The news was first reported by Yonhap.”: a sentence that says only who told first what the report has just told by itself."""

from __future__ import annotations

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from ...model import Span
from ..cues import Cues
from ..factuality import root_of
from .syntax import CARRYING, QUOTING, agent, child, passive, phrase

BRINGS = (CARRYING | QUOTING | {"break", "reveal"}) - {"cite", "quote", "paraphrase"}
"""Verbs by which news comes out."""
_FIRST = frozenset({"first", "originally", "initially", "earlier"})
_NEWS = frozenset({"news", "story", "report", "information", "account", "claim"})
_THE = frozenset({"the", "this", "that", "these", "those"})


def first_told(sent: Piece, cues: Cues) -> Span | None:
    """Who told first, where a sentence says just that; None if it does not.

    Args:
        sent: the sentence.
        cues: the pack's words.
    """
    verb = root_of(sent)
    if verb is None or verb.lemma_.lower() not in BRINGS or not passive(verb):
        return None
    what, by = child(verb, "nsubjpass"), agent(verb)
    if what is None or by is None or child(verb, "neg", "ccomp", "conj") is not None or not _taken_up(what):
        return None
    if not (first(verb) or what.lemma_.lower() in _NEWS) or not _outlet(by, cues):
        return None
    words = phrase(by)
    return Span(words[0].idx, words[-1].idx + len(words[-1].text))


def first(verb: Token) -> bool:
    """Whether somebody did something before others: “first reported”, “was originally published”."""
    return any(c.dep_ == "advmod" and c.lower_ in _FIRST for c in verb.children)


def _taken_up(what: Token) -> bool:
    """Whether a subject is what was told before: “it”, “the news”, “the strike”."""
    the = child(what, "det")
    return what.lower_ in ("it", "this", "that") or (the is not None and the.lower_ in _THE)


def _outlet(by: Token, cues: Cues) -> bool:
    """Whether a noun is a name or a word for an outlet."""
    return by.pos_ == "PROPN" or by.lower_ in cues.sources["outlet_words"]
