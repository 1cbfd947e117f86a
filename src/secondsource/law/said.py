"""What reports say of the law, held against the law: what the text binds and whom, since when, and what the report leaves out.

A report says that a resolution “prohibits deployments”; the paragraph binds the host, and regulates the permit. This says what the text
says; it does not correct the reporter. Deterministic, from words of the pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..model import Outcome, PartialDate, Reading, Ref, Span, Truth
from ..subjects import Subject
from .claim_facts import NearFacts, facts_near
from .conditions import truth_taking
from .rule import Rule, rules
from .said_words import Named, SaidWords, said_words
from .sentences import sentences
from .values import days_of
from .words import by_whom, name_of, since

_BINDS = frozenset({"forbids", "breach", "asks", "limits"})
"""What only a rule that binds can do."""


class Bearing(StrEnum):
    """How far the text of the law bears out what the report says of it."""

    SAYS_SO = "the text says so"
    IN_PART = "the text says part of it"
    NOT_YET = "the text was not in force then"
    NOT_SAID = "the text does not say so"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that the text adds to, or has otherwise than, the report.

    Args:
        about: `text` (what the provision says), `acts`, `bound`, `force`, `date`, `deadline`, `exception` or `beside`.
        provision: id of the provision it rests on.
        text: one neutral sentence.
    """

    about: str
    provision: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSaid:
    """One sentence of a report that says something of the law.

    Args:
        ref: the sentence.
        named: the words that name the law.
        says: what the report has it do: `forbids`, `asks`, `limits`, `breach`, `exposes`, `concerns`.
        says_ref: the words for that.
        acts: the event types it speaks of, each with its words.
        chain: who says so, outermost first; empty for the report's own voice.
        day: the day of the report in EDTF, as of which the law is asked; empty if not known.
        provisions: what was looked at, most to the point first.
    """

    ref: Ref
    named: Ref
    says: str
    says_ref: Ref
    acts: tuple[tuple[str, Ref], ...]
    chain: tuple[str, ...]
    day: str
    bearing: Bearing
    provisions: tuple[str, ...]
    points: tuple[Point, ...]


def said(readings: Iterable[Reading], pack: Subject) -> tuple[LawSaid, ...]:
    """What the reports say of the law, in the order of the readings and of the text.

    Args:
        readings: of a case.
        pack: for its provisions and `law_said.yaml`; without that file nothing is found.
    """
    words = said_words(pack)
    return () if words is None else tuple(item for reading in readings for item in _of(reading, words, pack))


def _of(reading: Reading, words: SaidWords, pack: Subject) -> Iterator[LawSaid]:
    report = reading.report
    parts = list(sentences(report.text, report.body()))
    for at, sentence in enumerate(parts):
        verb = words.verb(report.text, sentence)
        if verb is None:
            continue
        acts = words.acts(report.text, sentence)
        before, after = parts[max(at - 1, 0)], parts[min(at + 1, len(parts) - 1)]
        near = Span(before.start, after.end)
        for named in words.named(report.text, sentence, pack):
            if not acts and (verb[0] not in ("exposes", "breach") or not named.numbered):
                continue
            yield _held(reading, sentence, near, named, verb, acts, words, pack)


def _held(
    reading: Reading,
    sentence: Span,
    near: Span,
    named: Named,
    verb: tuple[str, Span],
    acts: Sequence[tuple[str, Span]],
    words: SaidWords,
    pack: Subject,
) -> LawSaid:
    report = reading.report
    types = [kind for kind, _ in acts]
    ready = [rules(pack)[name] for name in named.provisions]
    near_facts = facts_near(report.text, Span(near.start, sentence.end), types, pack)
    in_play = [rule for rule in ready if not rule.out_of_play and _to_the_point(rule, types, near_facts)]
    at = [rule for rule in in_play if _in_force(rule, report.date) is not Truth.FAILED]
    if not named.numbered:
        in_play = at
    order = sorted(in_play, key=lambda rule: (_rank(rule, types, verb[0]), named.provisions.index(rule.id)))
    forbids_sender = words.forbids_sender(report.text, sentence)
    points = [
        point
        for rule in order
        for point in _points(rule, verb[0], types, forbids_sender, report.date, report.text, near, words, pack)
    ]
    if named.numbered:
        points += _beside(order, types, report.date, near_facts, pack)
    return LawSaid(
        ref=Ref(report.id, sentence),
        named=Ref(report.id, named.span),
        says=verb[0],
        says_ref=Ref(report.id, verb[1]),
        acts=tuple((kind, Ref(report.id, span)) for kind, span in acts),
        chain=_teller(reading, verb[1]),
        day=report.date.text if report.date else "",
        bearing=_bearing(order, verb[0], types, forbids_sender, report.date),
        provisions=tuple(rule.id for rule in order),
        points=tuple(dict.fromkeys(points)),
    )


def _to_the_point(rule: Rule, types: Sequence[str], facts: NearFacts) -> bool:
    """Whether the rule speaks of such acts, and nothing told near the sentence speaks against its elements."""
    if types and not any(rule.speaks_of(kind) for kind in types):
        return False
    return any(truth_taking(version.elements, facts, Truth.UNKNOWN) is not Truth.FAILED for version in rule.versions)


def _teller(reading: Reading, span: Span) -> tuple[str, ...]:
    for statement in reading.statements:
        if any(part.covers(span) for part in statement.content):
            return tuple(statement.chain.names)
    return ()


def _in_force(rule: Rule, when: PartialDate | None) -> Truth:
    """Whether it was in force on the day of the report; unknown where either day is not known well enough."""
    if when is None:
        return Truth.UNKNOWN
    first, last = days_of(when)
    seen = {rule.window.holds(first), rule.window.holds(last)}
    return seen.pop() if len(seen) == 1 else Truth.UNKNOWN


def _relation(rule: Rule, types: Sequence[str]) -> str:
    if any(kind in rule.types for kind in types) or not types:
        return "regulates"
    return "prepares" if any(kind in rule.preparatory for kind in types) else "fulfils"


def _rank(rule: Rule, types: Sequence[str], says: str) -> tuple[int, int]:
    return (0 if _does(rule, says) else 1, ("regulates", "prepares", "fulfils").index(_relation(rule, types)))


def _does(rule: Rule, says: str) -> bool:
    """Whether the rule can do what the report says that it does."""
    if says in _BINDS:
        return rule.base is Outcome.BREACH
    if says == "concerns":
        return rule.base is Outcome.CONCERN_ONLY
    return rule.base in (Outcome.EXPOSURE, Outcome.PRESUMPTION)


def _bearing(
    order: Sequence[Rule], says: str, types: Sequence[str], forbids_sender: bool, when: PartialDate | None
) -> Bearing:
    if not order:
        return Bearing.NOT_SAID
    at = [rule for rule in order if _in_force(rule, when) is not Truth.FAILED]
    if not at:
        return Bearing.NOT_YET
    able = [rule for rule in at if _does(rule, says)]
    if any(_relation(rule, types) == "regulates" for rule in able) and not forbids_sender:
        return Bearing.SAYS_SO
    return Bearing.IN_PART if able or says not in _BINDS else Bearing.NOT_SAID


def _points(
    rule: Rule,
    says: str,
    types: Sequence[str],
    forbids_sender: bool,
    when: PartialDate | None,
    text: str,
    near: Span,
    words: SaidWords,
    pack: Subject,
) -> Iterator[Point]:
    item, name = rule.provision, name_of(rule.provision)
    relation = _relation(rule, types)

    def point(about: str, said_so: str) -> Point:
        return Point(about=about, provision=rule.id, text=said_so)

    yield point("text", f"{name}: {item.summary}")
    if relation == "prepares":
        named = _titles([kind for kind in types if kind in rule.preparatory], pack)
        yield point("acts", f"The act that {name} regulates is another one; {named} only prepares it.")
    elif relation == "fulfils":
        named = _titles([kind for kind in types if kind in item.discharging_event_types], pack)
        yield point("acts", f"{named[:1].upper()}{named[1:]} is how {name} is fulfilled.")
    who = by_whom(item)
    if who and (forbids_sender or relation == "prepares"):
        yield point("bound", f"In breach of {name} would be the {who}{', not the sender' if forbids_sender else ''}.")
    if says in _BINDS and not _does(rule, says):
        what = {
            Outcome.CONCERN_ONLY: "speaks to it without binding anybody",
            Outcome.EXPOSURE: "is a ground for a designation, and forbids nothing by itself",
            Outcome.PRESUMPTION: "is a presumption that can be rebutted",
        }.get(rule.base, "forbids nothing by itself")
        yield point("force", f"{name} {what}.")
    state = _in_force(rule, when)
    if state is Truth.FAILED:
        yield point("date", f"{name} was not in force on the day of the report ({when}): it is {since(item)}.")
    elif state is Truth.UNKNOWN and when is not None:
        yield point(
            "date", f"Whether {name} was in force on the day of the report ({when}) is not known: it is {since(item)}."
        )
    elif when is None:
        yield point("date", f"The day of the report is not known; {name} is {since(item)}.")
    if rule.deadline and (when is None or days_of(when)[0] <= rule.deadline.day):
        yield point("deadline", f"{name} gives time until {rule.deadline.day}: {rule.deadline.what}.")
    left = [
        exception.text.rstrip(".")
        for exception in dict.fromkeys(e for version in rule.versions for e in version.exceptions)
        if not any(words.tells(leaf.fact.name, text, near) for leaf in exception.test.leaves())
    ]
    if left and relation != "fulfils" and _does(rule, says):
        yield point("exception", f"{name} has exceptions that the report leaves out: {'; '.join(left)}.")


def _beside(
    order: Sequence[Rule], types: Sequence[str], when: PartialDate | None, facts: NearFacts, pack: Subject
) -> Iterator[Point]:
    """Rules of other instruments of the same jurisdictions that bind in the same acts and were in force on that day."""
    if not types or when is None:
        return
    known = {rule.id for rule in order}
    places = {rule.provision.jurisdiction for rule in order}
    for rule in rules(pack).values():
        if (
            rule.id not in known
            and rule.provision.jurisdiction in places
            and rule.base is Outcome.BREACH
            and any(rule.names(kind) for kind in types)
            and _to_the_point(rule, types, facts)
            and _in_force(rule, when) is Truth.MET
        ):
            yield Point(
                about="beside",
                provision=rule.id,
                text=f"Beside it stood {name_of(rule.provision)}, {since(rule.provision)}.",
            )


def _titles(types: Iterable[str], pack: Subject) -> str:
    names = [(pack.event_types[kind].title or kind.replace("_", " ")).lower() for kind in types]
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
