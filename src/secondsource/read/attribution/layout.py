"""Who says something by the look of the line alone: “Maria Lund: X”, “‘X’ – Maria Lund”, “[Yonhap] X”, “X: Yonhap”."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from ...model import Span
from ..cues import Cues
from ..prose import text_of
from ..sources import Registry
from .found import Found
from .propositions import clause_like
from .quotes import quotes

RULE = "layout"
_LONGEST = 6
_OPENING, _CLOSING = frozenset({"“", '"', "``"}), frozenset({"”", "''"})
_DASH = re.compile(r"[”\"»]?\s*(?:--|[–—―])\s*")
_BRACKET = re.compile(r"[\[(（【]\s*+([^\])）】\s][^\])）】]{1,39}?)\s*[\])）】]\s*")


def by_layout(doc: Doc, registry: Registry, cues: Cues) -> list[Found]:
    """The attributions of this kind, in text order."""
    text = text_of(doc)
    out = [
        found
        for sent in doc.sents
        if (
            found := _credited(text, sent, registry)
            or _blunt(sent, cues)
            or _before_colon(sent, cues)
            or _after_colon(text, sent, registry, cues)
        )
    ]
    return sorted([*out, *_after_dash(doc, text, cues)], key=lambda f: f.content[0].start)


def _credited(text: str, sent: Piece, registry: Registry) -> Found | None:
    """“[Yonhap] X”: an outlet of the registry in brackets at the head of a sentence."""
    first = next((t for t in sent if not t.is_space), None)
    found = _BRACKET.match(text, first.idx) if first is not None else None
    if found is None or found.end() >= sent.end_char:
        return None
    source = registry.named(found.group(1))
    if source is None or source.kind != "outlet":
        return None
    rest = Span(found.end(), sent.end_char).trimmed(text)
    where = Span(*found.span(1))
    return Found(source=(where,), cue=(where,), content=(rest,), rule=RULE, confidence=0.8) if len(rest) else None


def _blunt(sent: Piece, cues: Cues) -> Found | None:
    """“The hostel keeper was blunt: ‘X’”: a speaker, how he was, a colon and a quotation."""
    words = [t for t in sent if not t.is_space]
    at = next((n for n, t in enumerate(words[: _LONGEST + 3]) if t.text == ":"), 0)
    if at < 3 or at + 1 >= len(words) or words[at + 1].text not in _OPENING:
        return None
    said, was = words[: at - 2], words[at - 2 : at]
    quote = [t for t in words[at + 1 :] if t.text not in _OPENING | _CLOSING]
    if was[0].lemma_ != "be" or was[1].pos_ != "ADJ" or not quote or not _person(said, cues):
        return None
    return Found(
        source=(_over(said),), cue=(_over(was),), content=(_over(quote),), rule=RULE, confidence=0.6, quoted=True
    )


def _before_colon(sent: Piece, cues: Cues) -> Found | None:
    """“Maria Lund: X”, “One of the nurses: X”: a name or a person's office, a colon, and a whole clause."""
    words = [t for t in sent if not t.is_space]
    at = next((n for n, t in enumerate(words[: _LONGEST + 1]) if t.text == ":"), 0)
    after = words[at + 1 :]
    if not at or not _person(words[:at], cues) or not clause_like(after):
        return None
    return Found(
        source=(_over(words[:at]),),
        cue=(_over(words[at : at + 1]),),
        content=(_over(after),),
        rule=RULE,
        confidence=0.6,
    )


def _after_colon(text: str, sent: Piece, registry: Registry, cues: Cues) -> Found | None:
    """“Welders sent home from the yard: Pier News”: the line ends with a colon and an outlet's name."""
    words = [t for t in sent if not t.is_space and t.text != "."]
    at = next((n for n in range(len(words) - 1, 0, -1) if words[n].text == ":"), 0)
    name, before = words[at + 1 :], words[:at]
    if not at or not 0 < len(name) <= _LONGEST or not any(t.pos_ in ("VERB", "AUX") for t in before):
        return None
    where = _over(name)
    source = registry.named(where.of(text))
    called = all(t.pos_ == "PROPN" for t in name) and len(name) > 1 and name[-1].lower_ in cues.sources["outlet_words"]
    if (source is None or source.kind != "outlet") and not called:
        return None
    return Found(source=(where,), cue=(_over(words[at : at + 1]),), content=(_over(before),), rule=RULE, confidence=0.6)


def _after_dash(doc: Doc, text: str, cues: Cues) -> list[Found]:
    """“‘X’ – Maria Lund”: a quotation, a dash and a name."""
    out = []
    for quote in quotes(text):
        dash = _DASH.match(text, quote.inside.end)
        if dash is None or not quote.inside.of(text).strip():
            continue
        piece = doc.char_span(dash.end(), dash.end() + 1, alignment_mode="expand")
        words = []
        for token in doc[piece.start :] if piece is not None else ():
            if not (token.pos_ == "PROPN" or token.lower_ in cues.sources["role_nouns"]):
                break
            words.append(token)
        if words and _person(words, cues):
            cue = Span(dash.start(), dash.end()).trimmed(text)
            content = quote.inside.trimmed(text)
            out.append(
                Found(source=(_over(words),), cue=(cue,), content=(content,), rule=RULE, confidence=0.6, quoted=True)
            )
    return out


def _person(words: list[Token], cues: Cues) -> bool:
    """Whether the words are a name of two words or more, or end in a person's office or in a nameless person."""
    sources = cues.sources
    people = sources["role_nouns"] | sources["unnamed_nouns"] | sources["anonymous_nouns"] | sources["occupations"]
    if len(words) > _LONGEST or any(t.pos_ in ("VERB", "AUX") for t in words):
        return False
    named = len(words) > 1 and all(t.pos_ == "PROPN" for t in words)
    return named or any(t.lower_ in people or t.lemma_.lower() in people for t in words)


def _over(words: list[Token]) -> Span:
    return Span(words[0].idx, words[-1].idx + len(words[-1].text))
