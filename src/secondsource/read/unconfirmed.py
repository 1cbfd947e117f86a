"""Whether a sentence says that something is not confirmed: “the ministry has not confirmed that X”, “there is no evidence of X”."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from .attribution.syntax import child

_CONFIRM = frozenset({"confirm", "verify", "corroborate", "substantiate"})
_PROOF = frozenset({"confirmation", "verification", "corroboration", "evidence", "proof"})
_SIGNS = frozenset({"sign", "indication"})
_NONE = frozenset({"no", "neither", "nobody", "none", "nothing"})
_WITHOUT = frozenset({"without", "lack", "absence"})
_TOLD = frozenset({"claim", "report", "account", "information", "assertion", "allegation", "story", "statement"})
_BESIDES = frozenset(
    {"cause", "number", "identity", "name", "figure", "nationality", "reason", "motive", "detail", "age"}
)
"""Of which one may be sure or not while what happened is sure: “three died, but police did not confirm the cause”."""


def unconfirmed(tokens: Iterable[Token], root: Token | None) -> Token | None:
    """The word for what is not there, in the words of a statement; None if they say no such thing of all that is stated.

    Args:
        tokens: the words.
        root: their main verb: “pay is 410 a month; no proof was produced that the men receive it” states the pay.
    """
    words = list(tokens)
    if any(t.text == ";" for t in words):
        return None
    for token in words:
        if not _of_all(token, root):
            continue
        lemma = token.lemma_.lower()
        if lemma in _CONFIRM and token.pos_ == "VERB" and _negated(token) and not _besides(token):
            return token
        proof = lemma in _PROOF or (lemma in _SIGNS and child(token, "acl", "ccomp") is not None)
        if proof and token.pos_ == "NOUN" and _missing(token):
            return token
    return None


def _of_all(token: Token, root: Token | None) -> bool:
    """Whether a word stands in the main clause, or says of what it tells that it is not confirmed (“a claim that could not be verified”, “did not confirm it”)."""
    verb = token if token.pos_ == "VERB" else token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    if root is None or verb == root or verb.head == verb:
        return True
    if verb.dep_ == "relcl":
        return verb.head.lemma_.lower() in _TOLD
    thing = child(verb, "dobj")
    return verb.dep_ == "conj" and thing is not None and thing.lower_ in ("it", "this", "that", "report", "claim")


def _negated(verb: Token) -> bool:
    if any(c.lower_ in ("will", "wo") for c in verb.children):
        return False  # “this judge will not be confirmed”
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    subject = child(verb, "nsubj", "nsubjpass")
    return subject is not None and (
        subject.lower_ in _NONE or any(c.lower_ in _NONE and c.i < subject.i for c in subject.children)
    )


def _besides(verb: Token) -> bool:
    thing = child(verb, "dobj", "nsubjpass")
    return thing is not None and thing.lemma_.lower() in _BESIDES


def _missing(noun: Token) -> bool:
    if any(c.lower_ == "no" for c in noun.children):
        return True
    above = noun.head if noun.head.lower_ in _WITHOUT else noun.head.head
    if noun.dep_ == "pobj" and above.lower_ in _WITHOUT:
        return noun.lemma_.lower() not in (
            "evidence",
            "proof",
        )  # “he called them thugs without proof” is no doubt of his words
    verb = noun.head
    return (
        noun.dep_ in ("dobj", "attr", "nsubjpass")
        and verb.pos_ in ("VERB", "AUX")
        and any(c.dep_ == "neg" for c in verb.children)
    )
