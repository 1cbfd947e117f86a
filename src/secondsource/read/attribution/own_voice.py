"""What a report says in its own voice and is worth a statement: events, forecasts, possibilities, conditions."""

from __future__ import annotations

from spacy.tokens import Span as Piece

from ..cues import Cues
from ..event_choice import Asked

_MODALS = frozenset({"will", "would", "may", "might", "could", "shall", "must", "'ll"})


def eventive(sent: Piece, cues: Cues) -> bool:
    """Whether a sentence holds a word that bears an event of the taxonomy."""
    for token in sent:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX") and lemma in cues.own_verbs:
            return True
        if token.pos_ == "NOUN" and lemma in cues.own_nouns:
            return True
    return False


def owned(sent: Piece, cues: Cues, events: Asked) -> bool:
    """Whether a sentence without a source becomes a statement: it bears an event, or looks ahead, guesses or judges.

    Args:
        sent: the sentence.
        cues: the pack's words.
        events: what the trained network takes for events in the report.
    """
    text = sent.text
    if any(t.tag_ == "MD" and t.lower_ in _MODALS for t in sent):
        return True
    if any(cues.phrases[kind].search(text) for kind in ("possible", "opinion", "forecast")):
        return True
    if events.tells(sent.start_char, sent.end_char):
        return True
    if not eventive(sent, cues) and not any(True for _ in cues.triggers.find(list(sent))):
        return False
    return any(t.tag_ in ("VBD", "VBN") for t in sent) or any(t.like_num for t in sent)
