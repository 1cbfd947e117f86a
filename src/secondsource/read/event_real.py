"""Whether words of an event tell of what happened, or of a wish, a ban, a question, a duty in general."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from spacy.tokens import Token

from ..model import Factuality
from .clause import chain_up, verb_of
from .triggers import Trigger


def happened(trigger: Trigger, cues: Mapping[str, Any], factuality: Factuality) -> bool:
    """Whether words tell of what happened: they are no name, not what someone might do, not what is only wished for (“demanded to be sent home”).

    Args:
        trigger: the words.
        cues: the pack's lists.
        factuality: of the statement that holds them.
    """
    first = trigger.first
    words = [t for t in first.doc[first.i : trigger.last.i + 1] if t.pos_ not in ("ADP", "DET", "PART")]
    if words and all(t.pos_ == "PROPN" for t in words):
        return False
    verb = verb_of(first)
    if (_in_general(verb) and trigger.type not in cues["duties"]) or _asked(verb):
        return False
    refused = any(c.dep_ == "neg" for c in verb.children)
    if (
        not refused
        and verb.dep_ in ("relcl", "acl", "ccomp")
        and any(
            c.dep_ == "aux"
            and c.lower_ in cues["irreal"]
            and not (c.lower_ == "would" and factuality is Factuality.PLANNED)
            for c in verb.children
        )
    ):
        return False
    if factuality is Factuality.POSSIBLE and any(_lies_ahead(t) for t in chain_up(verb) if t.pos_ in ("VERB", "AUX")):
        return False
    if trigger.type in cues["stocks"] and verb.dep_ == "relcl" and not any(t.pos_ == "NUM" for t in verb.subtree):
        return False
    return not _unreal(trigger, cues)


def _in_general(verb: Token) -> bool:
    """“A permit has to be renewed”: what must be done with any such thing has been done with none."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    verb = verb.head if subject is None and verb.dep_ == "xcomp" else verb
    subject = subject or next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or not any(
        c.lower_ in ("a", "an", "any", "every") and c.dep_ == "det" for c in subject.children
    ):
        return False
    return verb.lemma_ == "have" or any(
        c.lower_ in ("must", "may", "shall", "should") and c.dep_ == "aux" for c in verb.children
    )


def _asked(verb: Token) -> bool:
    """“The files do not tell who went home”: a question within a sentence tells nothing."""
    return verb.dep_ == "ccomp" and any(
        c.lower_ in ("who", "what", "which") and c.dep_ in ("nsubj", "nsubjpass") for c in verb.children
    )


def _lies_ahead(verb: Token) -> bool:
    """“Could cause more defections” is about what may come; “may have fled” and “may be working” are about what is or was."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not helpers:
        return _lies_ahead(verb.head)
    return bool(helpers & {"could", "might", "may", "can", "will"}) and not helpers & {"have", "be", "been"}


def _unreal(trigger: Trigger, cues: Mapping[str, Any]) -> bool:
    """Whether something above the trigger's words keeps it from having happened: a wish, a ban, a question, an aim."""
    inside = range(trigger.first.i, trigger.last.i + 1)
    path = chain_up(trigger.first)
    for below, token in pairwise(path):
        if token.i in inside:
            continue
        lemma = token.lemma_.lower()
        if lemma in cues["bans"] and below.dep_ not in ("nsubj", "nsubjpass", "advcl", "conj", "npadvmod"):
            return True
        wished = below.dep_ in ("xcomp", "ccomp") and below.i > token.i and lemma in cues["wish"]
        if wished and (below.dep_ == "xcomp" or lemma not in cues["said"]):
            return True
        if lemma in ("ask", "call") and below.dep_ == "prep" and below.lower_ == "for":
            return True
        if lemma in cues["aims"] and below.dep_ in ("acl", "prep", "ccomp") and below.i > token.i:
            return True
        if below.dep_ in ("relcl", "advcl") and token.pos_ == "VERB" and below.tag_ != "VB":
            break
    return any(
        c.lower_ == "whether" and c.dep_ in ("mark", "advmod")
        for t in path
        if t.pos_ in ("VERB", "AUX")
        for c in t.children
    ) and any(t.i > c.i for t in path[:1] for c in trigger.first.sent if c.lower_ == "whether")
