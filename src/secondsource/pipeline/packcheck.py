"""Whether a subject pack holds together: every part read as the stages read it, each fault named with its file and field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from secondsource.collect.words import words_of
from secondsource.join.rules import rules as join_rules
from secondsource.law.asked import asked_facts
from secondsource.law.claim_facts import checked_cues
from secondsource.law.rule import rules
from secondsource.law.vocabulary import vocabulary
from secondsource.model import BadPack
from secondsource.read.triggers import lookup
from secondsource.subjects import Subject
from secondsource.subjects.placed import placed
from secondsource.subjects.schema import Provision


@dataclass(frozen=True, slots=True)
class PartCheck:
    """A part of a pack: what is in it, or what is wrong with it."""

    part: str
    holds: bool
    said: str


def packcheck(pack: Subject) -> Iterator[PartCheck]:
    """Each part of the pack, in the order in which one is built on the other; a fault in one does not hide the next."""
    steps: Mapping[str, Callable[[Subject], str]] = {
        "subject.yaml": lambda p: f"{p.about.get('title', p.id)}; builds on {p.base.id if p.base else 'nothing'}",
        "event_types": lambda p: _count(len(p.event_types), "event type"),
        "patterns": lambda p: "no pattern is broken" if lookup(p) else "",
        "facts": lambda p: (
            f"{len(vocabulary(p).terms.facts)} facts, of which {len(vocabulary(p).rules)} may follow from others"
        ),
        "provisions": lambda p: _count(len(rules(p)), "provision"),
        "citations": _cited,
        "references": _linked,
        "fact_cues": lambda p: f"{_count(checked_cues(p), 'fact')} found by words",
        "unused": _unused,
        "indicators": lambda p: _count(len(p.indicators), "indicator"),
        "sources": lambda p: f"sources: {len(p.sources)}, entities: {len(p.entities)}, hosts: {len(p.hosts)}",
        "cues": lambda p: f"{', '.join(p.languages)}" if words_of(p) else "",
        "examples": lambda p: (
            f"{_count(sum(map(len, p.examples.values())), 'example')} of {_count(len(p.examples), 'type')}"
        ),
        "join.yaml": lambda p: f"{_count(len(join_rules(p).families), 'type')} in families",
    }
    told: set[str] = set()
    for part, step in steps.items():
        try:
            yield PartCheck(part, True, step(pack))
        except BadPack as error:
            yield PartCheck(
                part, False, "not looked at before the fault above is mended" if str(error) in told else str(error)
            )
            told.add(str(error))
        except KeyError as error:
            yield PartCheck(
                part,
                False,
                f"the field “{error.args[0]}” is missing. Write it, or name in subject.yaml the pack that this one builds on: `base: dprk_labour`.",
            )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _cited(pack: Subject) -> str:
    silent = [item.id for item in pack.provisions.values() if not item.verification]
    for item in pack.provisions.values():
        try:
            _verified(item, pack.law["verification_status"])
        except BadPack as error:
            raise placed(pack.folder, "provisions", item.id, error) from error
    if silent:
        return f"says nothing of how far it was verified, so counts as unverified: {', '.join(silent)}"
    return "each provision says how far it was verified"


def _verified(item: Provision, known: Collection[str]) -> None:
    status = item.verification.get("status", "unverified")
    if not item.citation.strip():
        raise BadPack(f"provisions: {item.id}.citation: is empty. Write how the rule is cited.")
    if status not in known:
        raise BadPack(f"provisions: {item.id}.verification.status: “{status}” is none of {', '.join(known)}.")
    if status != "unverified" and not item.verification.get("sources"):
        raise BadPack(
            f"provisions: {item.id}.verification: is {status}, but names no sources. List them or say unverified."
        )


def _linked(pack: Subject) -> str:
    for kind in pack.event_types.values():
        for role, names in kind.provisions.items():
            for name in names:
                if name not in pack.provisions:
                    raise BadPack(f"event_types: {kind.id}.provisions.{role}: there is no provision “{name}”.")
    for item in pack.provisions.values():
        if not item.event_types:
            error = BadPack(f"provisions: {item.id}.event_types: names no event type, so it would never say anything.")
            raise placed(pack.folder, "provisions", item.id, error)
    return "what event types and provisions name of each other is there"


def _unused(pack: Subject) -> str:
    compared = {leaf.other.name for rule in rules(pack).values() for leaf in rule.leaves() if leaf.other is not None}
    asked = compared.union(*asked_facts(pack).values())
    idle = [
        fact.name for fact in vocabulary(pack).terms.facts.values() if not fact.from_event and fact.name not in asked
    ]
    return f"no provision asks for: {', '.join(idle)}" if idle else "every fact is asked for by some provision"
