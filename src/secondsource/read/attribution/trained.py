"""The trained encoder beside the rules: it is asked where a sentence may tell who said something and the rules find nobody.

The rules know the subject's registry, credits and hearsay and are right more often where they find something; the encoder knows
more ways of saying (its figures are in `docs/reference/model-card.md`). So a report is not read twice: only its open paragraphs are.
"""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.tokens import Span as Piece

from ...model import Span
from ..factuality import root_of
from ..prose import text_of
from ..tagger.decode import Attribution
from ..tagger.encoder import Encoder
from .found import Found
from .frames import Frames
from .syntax import PASSIVE_SUBJECTS, SUBJECTS, child

MODEL = "model"
"""The rule that `Found.rule` names for what the encoder found."""
SURE = 0.65
"""Probability from which the encoder's attribution counts beside the rules: at 0.5 more is found in the stories, and more chains are broken."""

_QUOTES = frozenset("\"“”„«»'‘’")
_WORDS = frozenset({"according", "per", "citing", "quoting"})


def found_by(encoder: Encoder, text: str) -> list[Found]:
    """What the encoder alone finds in a text, in text order."""
    return [_found(one) for one in encoder.attributions(text)]


def helped(doc: Doc, rules: list[Found], frames: Frames, encoder: Encoder) -> list[Found]:
    """The rules' attributions with those of the encoder in sentences that the rules leave open, in text order."""
    words = frames.verbs | frames.nouns | frames.adjectives
    open_sentences = [sent for sent in doc.sents if _tells(sent, words) and not _explained(sent, rules)]
    if not open_sentences:
        return rules
    added = []
    for one in encoder.attributions(text_of(doc), _around(doc, open_sentences)):
        item = _found(one)
        kept = _clauses(doc, item)
        if (
            kept is not None
            and item.confidence >= SURE
            and any(s.start_char <= item.cue[0].start < s.end_char for s in open_sentences)
            and _tells_all(doc, item)
        ):
            added.append(kept)
    return sorted([*rules, *added], key=lambda f: (f.content[0].start, f.content[-1].end))


def _found(one: Attribution) -> Found:
    return Found(
        source=tuple(Span(*s) for s in one.source),
        cue=(Span(*one.cue),),
        content=tuple(Span(*s) for s in one.content),
        rule=MODEL,
        confidence=one.confidence,
    )


def _tells(sent: Piece, words: frozenset[str]) -> bool:
    """Whether a sentence has a word of saying, thinking or wanting, or a quote mark."""
    return any(t.text in _QUOTES or t.lower_ in _WORDS or t.lemma_.lower() in words for t in sent)


def _explained(sent: Piece, rules: list[Found]) -> bool:
    """Whether the rules attribute something with words of the sentence, or it stands whole in what they found to be said."""
    whole = Span(sent.start_char, sent.end_char)
    return any(
        any(whole.overlaps(c) for c in item.cue) or any(2 * _shared(whole, c) > len(whole) for c in item.content)
        for item in rules
    )


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _around(doc: Doc, sentences: list[Piece]) -> list[Span]:
    """The sentences with their neighbours, in text order, those that touch as one stretch."""
    every = list(doc.sents)
    at = {sent.start: n for n, sent in enumerate(every)}
    out: list[Span] = []
    for sent in sentences:
        n = at[sent.start]
        low, high = every[max(0, n - 1)].start_char, every[min(len(every) - 1, n + 1)].end_char
        if out and low <= out[-1].end:
            out[-1] = Span(out[-1].start, high)
        else:
            out.append(Span(low, high))
    return out


def _clauses(doc: Doc, item: Found) -> Found | None:
    """The attribution with those pieces of its content that state something by themselves; None if there are none."""
    kept = []
    for span in item.content:
        piece = doc.char_span(span.start, span.end, alignment_mode="expand")
        if piece is not None and _states(piece):
            kept.append(span)
    if not kept:
        return None
    return Found(source=item.source, cue=item.cue, content=tuple(kept), rule=item.rule, confidence=item.confidence)


def _states(piece: Piece) -> bool:
    """Whether the words are a clause: a verb with a subject at their top, and something finite."""
    top = root_of(piece)
    if top is None or child(top, *SUBJECTS, *PASSIVE_SUBJECTS, "expl") is None:
        return False
    return any("Fin" in t.morph.get("VerbForm", []) for t in (top, *top.children))


def _tells_all(doc: Doc, item: Found) -> bool:
    """Whether the cue tells the sentence and not only when or whom in it (“after the ministry had declared that X”), and has a speaker
    if it is passive.
    """
    piece = doc.char_span(item.cue[0].start, item.cue[0].end, alignment_mode="expand")
    if piece is None:
        return False
    verb = piece.root
    mark = child(verb, "mark", "advmod")
    aside = verb.dep_ in ("relcl", "acl") or (verb.dep_ == "advcl" and mark is not None and mark.lower_ != "as")
    return not aside and bool(item.source or not any(t.dep_ == "auxpass" for t in piece))
