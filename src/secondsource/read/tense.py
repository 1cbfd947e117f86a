"""The tense of an event: of the verb that governs its words."""

from __future__ import annotations

from spacy.tokens import Token

from .clause import verb_of

_AHEAD = frozenset({"will", "shall", "must", "should", "would", "may", "can", "could", "might", "to", "’ll", "'ll"})


def tense_of(token: Token) -> str:
    """`perfect`, `past`, `present`, `future` or `none` of the verb that governs the word."""
    verb = verb_of(token)
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in helpers}
    if (
        words == {"to"}
        and verb.dep_ in ("xcomp", "advcl", "acl")
        and verb.head.i != verb.i
        and verb.head.lemma_ not in ("have", "be", "order", "tell", "plan")
    ):
        return tense_of(verb.head)
    if words & _AHEAD and not words & {"have", "had"}:
        return "future"
    if words & {"has", "have", "’ve", "'ve"} and not words & {"could", "would"}:
        return "perfect"
    if words & {"is", "are", "’s", "'s", "does", "do"} or (verb.tag_ in ("VBZ", "VBP") and not words):
        return "present"
    if words & {"was", "were", "had", "did", "been"} or verb.tag_ == "VBD":
        return "past"
    return "none"


def is_earlier(token: Token) -> bool:
    """Whether its verb is in the pluperfect: it had happened before what the text tells of."""
    return any(c.lower_ in ("had", "’d", "'d") and c.dep_ in ("aux", "auxpass") for c in verb_of(token).children)
