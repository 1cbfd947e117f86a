"""Which attributions of a finder become statements: those that state something."""

from __future__ import annotations

from spacy.tokens import Token

from ..cues import Cues
from ..factuality import root_of
from ..prose import Prose
from .cue_word import cue_word
from .found import Found
from .propositions import clause_like

SAYING = frozenset(
    {"say", "opinion", "suspect", "forecast", "estimate", "perceive", "show", "confirm", "deny", "doubt", "rumour"}
)
"""Classes of verbs whose content is stated."""

_TELLING_HOW = frozenset({"describe", "recount", "detail", "recall", "relate", "tell", "explain", "reveal"})
"""Verbs after which “how” opens no question: “described how the guards took their passports”."""


def usable(prose: Prose, item: Found, cues: Cues) -> bool:
    """Whether what was found states something: said, believed, shown or denied, in more than a word or two.

    Wishes, questions, requests and verbs of saying in the negative (“did not say”) make no statement.
    """
    if not item.cue:
        return True
    if item.source and _cuts_quotation(item.source[0].hull(item.source[-1]).of(prose.text)):
        return False
    piece = prose.tokens(item.cue[0])
    verb = cue_word(prose, item)
    if item.rule == "layout":
        return True
    if piece is None or verb is None:
        return False
    if item.rule == "according to" and item.source:
        whom = root_of(prose.tokens(item.source[0]) or ())
        if whom is not None and whom.pos_ == "NOUN" and whom.lemma_.lower() in cues.sources["measures"]:
            return False
    if item.rule in ("according to", "nominal", "hearsay") or item.cue[0].of(prose.text).lower().startswith(
        "according"
    ):
        return True
    classes = cues.classes(verb.lemma_.lower())
    if not classes & SAYING:
        return False
    if verb.lemma_ in (
        "ask",
        "wonder",
        "demand",
        "urge",
        "call",
        "see",
        "watch",
        "find",
        "hear",
        "learn",
        "mean",
        "decide",
    ) and (verb.lemma_ in ("ask", "wonder", "demand", "urge", "mean", "decide") or not item.source):
        return False
    content = [t for s in item.content for t in (prose.tokens(s) or ())]
    if sum(t.is_alpha for t in content) < 3 and not clause_like(content):
        return False
    top = root_of(content)
    question = (
        content[0].lower_ in ("why", "how", "what", "whether", "who", "where", "when", "which")
        and not item.quoted
        and not _adverbial(content[0], top)
        and not (content[0].lower_ == "how" and verb.lemma_ in _TELLING_HOW)
    )
    if question or (
        top is not None
        and top.tag_ == "VB"
        and any(c.tag_ == "TO" for c in top.children)
        and item.rule == "clause"
        and verb.lemma_ != "claim"
    ):
        return False
    negated = any(c.dep_ == "neg" for c in verb.children)
    if negated and not classes & {"deny"} and "neither" not in item.cue[0].of(prose.text).lower():
        return False
    if item.source and item.source[0].of(prose.text).lower() in ("you", "nobody", "no one", "anyone"):
        return False
    return verb.dep_ != "xcomp" or item.quoted or verb.lemma_ in ("say", "have")


def _adverbial(word: Token, top: Token | None) -> bool:
    """Whether a “when” or “where” opens a clause about time or place, not a question: “When they came, the gate was shut”."""
    clause = next((t for t in word.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return clause is not None and clause != top and clause.dep_ == "advcl"


def _cuts_quotation(words: str) -> bool:
    """Whether a quotation opens in the words and does not close there: no source is named like that."""
    return words.count("“") != words.count("”") or words.count('"') % 2 == 1
