"""A finding for a reader: what it says, the points that decided it, and for an open one what it turns on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.law import SETTLED_FAILED, SETTLED_MET
from secondsource.model import Element, Finding, Truth
from secondsource.subjects import Subject
from secondsource.subjects.schema import Provision

from .footnotes import Notes
from .legal_words import amount, fact_words, plain
from .retold import retold
from .rules import RuleLine, rule_line
from .tongue import noted, say
from .words import said_or_same, sentence, word, words

_SHORT = {SETTLED_MET: noted("if so"), SETTLED_FAILED: noted("if not")}
"""The usual two readings, said in two words below the points they speak of."""
_TRUTH = {Truth.MET: "met", Truth.UNKNOWN: "unknown", Truth.FAILED: "failed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementLine:
    """An element of a provision as it stands for the claim."""

    text: str
    state: str
    truth: str
    value: str
    why: str
    deciding: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding for a reader.

    Args:
        says: the outcome in plain words.
        deciding: the points that decided, as the rule asks them.
        turns_on: for an open outcome: the points that could change it.
        readings: for an open outcome: condition and what would follow.
        elements: point by point, for findings told in full; else the points that the reports already give.
        not_excluded: exceptions that would have to be invoked.
    """

    rule: RuleLine
    outcome: str
    says: str
    sentence: str
    elements: tuple[ElementLine, ...]
    deciding: tuple[str, ...]
    turns_on: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]
    not_excluded: tuple[str, ...]


def finding_line(finding: Finding, pack: Subject, notes: Notes, *, full: bool) -> FindingLine:
    """A finding written up.

    Args:
        finding: of one claim.
        pack: for the rule and the vocabulary.
        notes: gives out footnote numbers.
        full: point by point; else only the points that the reports already give.
    """
    asked: dict[str, dict[str, None]] = {}
    for element in finding.elements:
        asked.setdefault(element.fact, {})[plain(element.text, pack)] = None
    provision = pack.provisions.get(finding.provision)

    def points(facts: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for f in facts for text in asked.get(f) or (fact_words(f, pack),)))

    return FindingLine(
        rule=rule_line(finding.provision, pack),
        outcome=finding.outcome.value,
        says=words()["outcomes"][finding.outcome.value]["says"],
        sentence=sentence(plain(finding.sentence, pack)),
        # What is not shown gets no note. That the rule speaks of this kind of event is why it stands here at all.
        elements=tuple(_element(e, finding, pack, notes) for e in finding.elements if _shown(e, finding, full)),
        deciding=points(f for f in finding.deciding if f != "event.type"),
        turns_on=points(finding.turns_on),
        readings=tuple(
            (say(_SHORT[condition]) if condition in _SHORT else plain(condition, pack), _outcome_words(outcome))
            for outcome, condition in finding.readings
        ),
        dates=tuple(_dated(name, value) for name, value in finding.dates),
        not_excluded=tuple(_exception(item, provision) for item in finding.not_excluded),
    )


def _dated(name: str, value: str) -> tuple[str, str]:
    if name == "in force from" and value.startswith("../"):
        name = "in force"
    return retold(name.replace("_", " ").replace(".", " ")), said_or_same(value)


def _outcome_words(outcome: str) -> str:
    entry = words()["outcomes"].get(outcome)
    return entry["says"] if entry else outcome.replace("_", " ")


def _exception(identifier: str, provision: Provision | None) -> str:
    """What an exception says; findings name it by its id."""
    for exception in provision.exceptions if provision else ():
        if exception.get("id") == identifier:
            return say(str(exception.get("text", identifier)))
    return identifier.replace("_", " ")


def _shown(element: Element, finding: Finding, full: bool) -> bool:
    if element.fact == "event.type" and element.fact not in finding.deciding:
        return False
    return full or (element.truth is Truth.MET and bool(element.refs))


def _element(element: Element, finding: Finding, pack: Subject, notes: Notes) -> ElementLine:
    truth = _TRUTH[element.truth]
    return ElementLine(
        text=plain(element.text, pack),
        state=word("truth", truth),
        truth=truth,
        value="" if element.value == "unknown" else amount(plain(element.value, pack)),
        # The rule by which one fact follows from others stands in the vocabulary; here it would drown the words.
        why=say("follows from other facts") if element.why.startswith("follows") else plain(element.why, pack),
        deciding=element.fact in finding.deciding,
        notes=notes.of_refs(element.refs),
    )
