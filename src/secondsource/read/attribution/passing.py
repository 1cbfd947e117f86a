"""Whom something was told, and by whom it came out: the tellers who stand before the speaker of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .syntax import CARRYING, QUOTING, agent, child, passive, subject_of

_SPEAKING = frozenset({"speak", "talk"})
_ASKING = frozenset({"ask", "interview", "question", "reach", "contact"})
_SEEN = frozenset({"see", "obtain", "review", "view"})
_TALKS = frozenset(
    {
        "interview",
        "conversation",
        "statement",
        "comment",
        "remark",
        "call",
        "message",
        "letter",
        "email",
        "e-mail",
        "briefing",
        "reply",
        "response",
    }
)
_PAPERS = frozenset({"edition", "issue", "bulletin", "broadcast", "column", "dispatch"})


def told_to(verb: Token) -> Iterator[Token]:
    """Whom something was told: the object of “tell”, “inform” or the object of “to” after “say”; the likeliest first."""
    for label in ("dative", "dobj"):
        whom = child(verb, label)
        if whom is not None:
            yield child(whom, "pobj") or whom if whom.pos_ == "ADP" else whom
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ in ("to", "with") and (whom := child(c, "pobj")) is not None:
            yield whom


def passed_on_by(verb: Token) -> Iterator[Token]:
    """By whom what is said came out: “said in an interview with X”, “speaking to X, said”, “said in a statement carried by X”, “as cited by X”, “X carried a report that”."""
    if verb.dep_ == "nsubjpass" and verb.head.lemma_.lower() in CARRYING and (by := agent(verb.head)) is not None:
        yield by
    subject = child(verb, "nsubj")
    for c in subject.children if subject is not None else ():
        if c.dep_ == "relcl" and c.lemma_.lower() in _SPEAKING:
            yield from told_to(c)
    carrier = verb.head if verb.dep_ == "dobj" else verb
    if verb.dep_ == "relcl":
        # “republished an article from Y which said that”
        noun = verb.head
        while noun.dep_ in ("pobj", "prep", "appos"):
            noun = noun.head
        carrier = noun.head if noun.dep_ == "dobj" else carrier
    if carrier.lemma_.lower() in CARRYING and not passive(carrier) and (by := subject_of(carrier)) is not None:
        yield by
    said = [c for mark in verb.children if mark.lower_ == "as" for c in mark.children if c.dep_ == "pcomp"]
    for c in (*verb.children, *(c for t in said for c in t.children)):
        if c.dep_ == "advcl" and c.lemma_.lower() in _SPEAKING and c.tag_ == "VBG":
            yield from told_to(c)
        elif c.dep_ == "advcl" and c.lemma_.lower() in QUOTING | CARRYING and passive(c):
            mark, by = child(c, "mark"), agent(c)
            if mark is not None and mark.lower_ == "as" and by is not None:
                yield by
        elif c.dep_ == "advcl" and c.lemma_.lower() in _ASKING and c.tag_ == "VBN" and (by := agent(c)) is not None:
            yield by
        elif c.dep_ == "prep" and c.lower_ in ("in", "during", "through", "on"):
            where = child(c, "pobj")
            if where is None:
                continue
            for inner in where.children:
                if (
                    inner.dep_ == "acl"
                    and inner.lemma_.lower() in CARRYING | QUOTING | _SEEN
                    and (by := agent(inner)) is not None
                ):
                    yield by
                elif (inner.dep_ == "prep" and inner.lower_ in ("with", "to") and where.lemma_.lower() in _TALKS) or (
                    inner.dep_ == "prep" and inner.lower_ in ("of", "by") and where.lemma_.lower() in _PAPERS
                ):
                    yield from (t for t in (child(inner, "pobj"),) if t is not None)
