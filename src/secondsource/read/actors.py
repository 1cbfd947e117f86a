"""Who took part: subjects and objects of the trigger's verb, in the roles of the event type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from spacy.tokens import Doc, Token

from ..model import Actor, Span
from ..subjects import Subject
from .clause import verb_of
from .prose import text_of
from .triggers import Trigger

_FIRST = ("authority", "host_authority", "workers", "worker", "operator", "sender", "issuer", "payer", "withholder", "courier", "body", "bank", "denier",
          "confirmer", "recruiter", "facilitator", "seller", "victim", "employer", "author", "reporter", "abuser", "partner", "trainers", "vessel", "holder")  # fmt: skip
_SECOND = ("workers", "target", "held", "expelled", "courier", "payee", "receiver", "object", "victim", "recruit", "instrument", "dprk_company", "buyer",
           "holder", "claim_denied", "claim_confirmed", "recipient", "tenant", "trainees")  # fmt: skip


@lru_cache(maxsize=4)
def _entities(pack: Subject) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    names = {alias: e.id for e in pack.entities.values() for alias in (e.name, *e.aliases) if len(alias) > 3}
    if not names:
        return None, {}
    inner = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)"), names


def actors_of(trigger: Trigger, pack: Subject, doc: Doc) -> tuple[Actor, ...]:
    """Subject and object of the trigger's verb, where the event type has roles for them; passive subjects take the object's role."""
    roles = pack.event_types[trigger.type].roles
    first = next((r for r in _FIRST if r in roles), None)
    second = next((r for r in _SECOND if r in roles and r != first), None)
    verb = verb_of(trigger.first)
    out: list[Actor] = []
    for child in verb.children:
        role = None
        if child.dep_ == "nsubj" or (child.dep_ == "agent" and list(child.children)):
            role = first
        elif child.dep_ in ("dobj", "nsubjpass"):
            role = second or first
        noun = next(iter(child.children), child) if child.dep_ == "agent" else child
        if role and noun.pos_ in ("NOUN", "PROPN", "PRON") and not any(a.role == role for a in out):
            out.append(_actor(noun, role, pack, doc))
    return tuple(out)


def _actor(noun: Token, role: str, pack: Subject, doc: Doc) -> Actor:
    left = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod") and not t.is_punct]
    start = left[0].idx if left else noun.idx
    span = Span(start, noun.idx + len(noun.text))
    pattern, names = _entities(pack)
    match = pattern.search(span.of(text_of(doc))) if pattern else None
    return Actor(span=span, role=role, entity=names.get(match[0]) if match else None)
