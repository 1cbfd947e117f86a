"""Words that name no further event: “the strike” of an event just told, and how people live of whom the text has told already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from spacy.tokens import Token

from .clause import verb_of
from .tense import tense_of
from .time import FoundDate
from .triggers import Trigger

_FURTHER = frozenset({"another", "second", "third", "further"})
_POINTS = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "both"})
_PRONOUNS = frozenset({"they", "he", "she", "who", "them"})


def told_again(
    trigger: Trigger, types: Set[str], dates: Sequence[tuple[FoundDate, Token]], counted: frozenset[int]
) -> bool:
    """Whether a noun with “the” or “that” only takes up an event of its type that the report has told, and gives it neither date nor number.

    Args:
        trigger: the words.
        types: the types told before.
        dates: those near the words, each with its head word.
        counted: positions of the head words of the numbers in what is said.
    """
    noun = trigger.last
    if trigger.echo or trigger.type not in types or noun.pos_ != "NOUN" or trigger.first.pos_ == "VERB":
        return False
    noun = noun.head if noun.dep_ == "compound" else noun
    words = list(noun.subtree)
    if not any(t.lower_ in _POINTS and t.head.i == noun.i for t in words) or any(t.pos_ == "NUM" for t in words):
        return False
    verb = verb_of(noun)
    own = {t.i for t in words} | {
        t.i for c in verb.children if c.dep_ in ("prep", "npadvmod", "attr") for t in c.subtree
    }
    return counted.isdisjoint(own) and not any(head.i in own for _, head in dates)


def one_more(found: Sequence[Trigger], tokens: Sequence[Token]) -> list[Trigger]:
    """“One flight in May and one more late in June”: a “one” beside a word of an event, is a further event of that kind.

    Args:
        found: the events found among the tokens.
        tokens: those of one statement.
    """
    out: list[Trigger] = []
    taken = {n for t in found for n in range(t.first.i, t.last.i + 1)}
    for token in tokens:
        if token.lower_ != "one" or token.i in taken or token.dep_ != "conj":
            continue
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        before = token.doc[token.i - 1] if token.i else None
        if following is not None and following.lower_ == "more":
            first, last = token, following
        elif before is not None and before.lower_ in _FURTHER:
            first, last = token, token
        else:
            continue
        like = [t for t in found if t.last.sent.start == token.sent.start and t.last.i < token.i]
        if like and like[-1].last.pos_ == "NOUN":
            out.append(replace(like[-1], first=first, last=last))
    return out


def lives_so(trigger: Trigger, cues: Mapping[str, Any], counted: frozenset[int]) -> bool:
    """Whether words say how people live rather than that they are there: “they work in two shifts”, “where their countrymen are employed”.

    Args:
        trigger: the words.
        cues: the pack's lists.
        counted: positions of the head words of the numbers in what is said.
    """
    if trigger.type not in cues["ways of life"] or tense_of(trigger.first) != "present":
        return False
    verb = verb_of(trigger.first)
    verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    if any(t.i in counted for t in verb.subtree) or any(c.tag_ == "VBG" for c in (verb, trigger.first)):
        return False
    chain = [verb, *([verb.head] if verb.dep_ == "conj" else [])]
    subject = next((c for v in chain for c in v.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    whose = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in subject.children)
    return subject.lower_ in _PRONOUNS or whose or verb.dep_ in ("relcl", "advcl")
