"""An event held against provisions as of its date (law vocabulary: precedence, three_valued_logic, dates.straddling)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from ..model import Element, Finding, Outcome, PartialDate, Truth
from ..subjects import Subject
from ..subjects.schema import Provision
from .conditions import Condition, Leaf
from .event import BadEvent, Event
from .given import EventFacts
from .rule import Rule, rule_of, rules
from .values import days_of
from .verdict import Verdict, verdict
from .vocabulary import OUT_OF_PLAY, vocabulary
from .words import UNDATED, by_whom, element_words, sentence

DATE = "event.date"
_CALM = (Outcome.EXCEPTION, Outcome.NO_EVENT_YET, Outcome.NOT_APPLICABLE, Outcome.NOT_IN_FORCE)
"""Without any adverse day the first of these that occurs is the outcome (law vocabulary: dates.straddling)."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Judged:
    """A provision over all days that the event may mean: the days with their verdicts, and what comes of them together."""

    days: tuple[tuple[date, Verdict], ...]
    outcome: Outcome
    turns_on: tuple[str, ...]

    @property
    def shown(self) -> tuple[date, Verdict]:
        """The day whose verdict explains the outcome."""
        return next((pair for pair in self.days if pair[1].outcome is self.outcome), self.days[-1])


def check(
    event: Event,
    pack: Subject,
    provisions: Iterable[Provision] | None = None,
    law_date: date | None = None,
) -> tuple[Finding, ...]:
    """What provisions say of an event, one finding each, in the order of the provisions.

    Args:
        event: what happened, with the facts that are given.
        pack: for vocabulary, provisions and listing dates.
        provisions: those to hold it against; all of the pack if None.
        law_date: asks the law of that day as if the same act were done then; the event's own date if None.

    Raises:
        BadEvent: if type or factuality is none of the pack's.
        BadPack: if a provision is not in the closed vocabulary.
    """
    words = vocabulary(pack)
    if event.factuality not in words.factualities or event.type not in pack.event_types:
        raise BadEvent(f"{event.id}: {event.type}, {event.factuality}: no such event type or factuality in the pack.")
    facts = EventFacts(event, pack)
    chosen = rules(pack).values() if provisions is None else (_ready(item, pack) for item in provisions)
    return tuple(finding(rule, facts, pack, law_date) for rule in chosen)


def finding(rule: Rule, facts: EventFacts, pack: Subject, law_date: date | None = None) -> Finding:
    """What one provision says of the event, whatever its type."""
    event = facts.event
    if rule.out_of_play or not rule.names(event.type):
        return _off_subject(rule, event)
    judged = judge(rule, facts, vocabulary(pack).factualities[event.factuality], law_date)
    return written(rule, facts, judged, law_date)


def judge(rule: Rule, facts: EventFacts, effect: str, law_date: date | None = None) -> Judged:
    """The verdicts on every day on which something can change, and what they come to together."""
    event = facts.event
    days = (law_date,) if law_date else turning(rule, facts)
    verdicts = tuple((day, verdict(rule, facts.on(day), effect, event.type)) for day in days)
    outcomes = {v.outcome for _, v in verdicts}
    doubts = tuple(dict.fromkeys(name for _, v in verdicts for name in v.doubts))
    if len(outcomes) == 1:
        return Judged(verdicts, verdicts[0][1].outcome, doubts)
    if not any(outcome.adverse for outcome in outcomes):
        return Judged(verdicts, next(outcome for outcome in _CALM if outcome in outcomes), ())
    return Judged(verdicts, Outcome.CONDITIONAL, (*doubts, DATE))


def turning(rule: Rule, facts: EventFacts) -> Sequence[date]:
    """The days that the event may mean and on which the outcome can change; open ends reach one day past the last change."""
    when = facts.event.date
    first, last = days_of(when) if when else (date.min, date.max)
    if first == last:
        return (first,)
    if not rule.depends_on_day:
        return (first if first != date.min else last if last != date.max else date(2000, 1, 1),)
    changes = list(rule.days)
    for name in rule.daily_facts:
        if name in facts.listings:
            changes += facts.listings[name].turning_days(facts.on(first))
    changes = [day for day in changes if date.min < day < date.max] or [date(2000, 1, 1)]
    if first == date.min:
        first = min(min(changes) - _DAY, last)
    if last == date.max:
        last = max(max(changes) + _DAY, first)
    near = {day + step for day in changes for step in (-_DAY, 0 * _DAY, _DAY)}
    return sorted({first, last} | {day for day in near if first < day < last})


def _ready(item: Provision, pack: Subject) -> Rule:
    rule = rules(pack).get(item.id)
    return rule if rule is not None and rule.provision is item else rule_of(item, vocabulary(pack))


def _off_subject(rule: Rule, event: Event) -> Finding:
    kind = rule.provision.kind in OUT_OF_PLAY
    return Finding(
        claim=event.id, provision=rule.id, outcome=Outcome.NOT_APPLICABLE, elements=(),
        deciding=("provision.kind",) if kind else ("event.type",), who=by_whom(rule.provision),
        sentence=sentence(
            rule.provision, Outcome.NOT_APPLICABLE, "", turns_on=(), decided_by=(), deadline="", exception="",
            reason="kind" if kind else "type",
        ),
    )  # fmt: skip


def written(rule: Rule, facts: EventFacts, judged: Judged, law_date: date | None = None) -> Finding:
    """The finding for a reader: elements with their grounds, readings, dates and one sentence."""
    event, item = facts.event, rule.provision
    day, decisive = judged.shown
    deciding = decisive.deciding if judged.outcome is not Outcome.CONDITIONAL else judged.turns_on
    leaves = {leaf.fact.name: element_words(leaf) for leaf in _asked(rule, decisive)}
    straddles = len({v.outcome for _, v in judged.days}) > 1
    deadline = rule.deadline.day.isoformat() if rule.deadline else ""
    late = (
        judged.outcome in (Outcome.BREACH, Outcome.BREACH_IF_CONFIRMED)
        and bool(deadline)
        and day.isoformat() > deadline
    )
    when = law_date.isoformat() if law_date else event.date.text if event.date else UNDATED
    reason = ""
    if judged.outcome is Outcome.CONDITIONAL and straddles:
        reason = "date"
    elif judged.outcome is Outcome.NOT_APPLICABLE and decisive.deciding == ("event.factuality",):
        reason = "denied"
    elif decisive.deciding == ("event.type",):
        reason = "preparatory"
    return Finding(
        claim=event.id,
        provision=item.id,
        outcome=judged.outcome,
        elements=_elements(rule, facts, judged),
        deciding=deciding,
        turns_on=judged.turns_on if judged.outcome is Outcome.CONDITIONAL else (),
        readings=_readings(judged, event.date) if judged.outcome is Outcome.CONDITIONAL else (),
        dates=_dates(rule, event.date, law_date),
        not_excluded=decisive.open_exceptions,
        who=by_whom(item),
        sentence=sentence(
            item,
            judged.outcome,
            when,
            turns_on=[_meaning(name, leaves) for name in judged.turns_on if name != DATE],
            decided_by=[leaves.get(name, name) for name in deciding if name not in (DATE, "event.type")],
            deadline=deadline if late or judged.outcome is Outcome.DUTY_RUNNING else "",
            exception=decisive.exception.text if decisive.exception else "",
            reason=reason,
        ),
    )


def _meaning(name: str, leaves: dict[str, str]) -> str:
    if name == "provision.in_force_from":
        return "whether it had begun on that day"
    return leaves.get(name, name)


def _asked(rule: Rule, decisive: Verdict) -> Iterable[Leaf]:
    version = decisive.version or rule.versions[-1]
    yield from rule.scope.leaves()
    yield from version.elements.leaves()
    for exception in version.exceptions:
        yield from exception.test.leaves()
    if rule.deadline:
        yield from rule.deadline.applies_if.leaves()


def _elements(rule: Rule, facts: EventFacts, judged: Judged) -> tuple[Element, ...]:
    """Every test of scope and elements, then every exception, over all days: unknown where the days differ."""
    states: dict[tuple[int, str], tuple[Leaf | None, str, Condition, list[Truth]]] = {}
    entry: tuple[Leaf | None, str, Condition, list[Truth]]
    for day, decisive in judged.days:
        on = facts.on(day)
        version = decisive.version or rule.versions[-1]
        for leaf in (*rule.scope.leaves(), *version.elements.leaves()):
            states.setdefault((id(leaf), ""), (leaf, element_words(leaf), leaf, []))[3].append(leaf.truth(on))
        for exception in version.exceptions:
            truth = exception.test.truth(on) & exception.window.holds(day)
            entry = (None, f"exception: {exception.text}", exception.test, [])
            states.setdefault((id(exception), exception.id), entry)[3].append(truth)
    last = judged.days[-1][0]
    out: dict[Element, None] = {}
    for (_, exception_id), (single, text, condition, truths) in states.items():
        truth = truths[0] if len(set(truths)) == 1 else Truth.UNKNOWN
        out[_element(single, exception_id, text, condition, truth, facts, last)] = None
    return tuple(out)


def _element(
    leaf: Leaf | None, exception: str, text: str, condition: Condition, truth: Truth, facts: EventFacts, day: date
) -> Element:
    if leaf is None:
        grounds = [facts.grounds(name, day) for name in dict.fromkeys(x.fact.name for x in condition.leaves())]
        refs = tuple(dict.fromkeys(ref for g in grounds for ref in g.refs))
        value = ", ".join(dict.fromkeys(g.value for g in grounds if g.value != "unknown")) or "unknown"
        return Element(fact=f"exception.{exception}", text=text, truth=truth, value=value, refs=refs)
    ground = facts.grounds(leaf.fact.name, day)
    if leaf.takes_assumption(facts.on(day)):
        return Element(fact=leaf.fact.name, text=text, truth=truth, value="unknown", why=f"assumed: {leaf.reason}")
    return Element(fact=leaf.fact.name, text=text, truth=truth, value=ground.value, refs=ground.refs, why=ground.why)


def _readings(judged: Judged, when: PartialDate | None) -> tuple[tuple[str, str], ...]:
    out: dict[tuple[str, str], None] = {}
    straddles = len({v.outcome for _, v in judged.days}) > 1
    runs = [(outcome, list(run)) for outcome, run in groupby(judged.days, key=lambda pair: pair[1].outcome)]
    no_first, no_last = when is None or when.earliest is None, when is None or when.latest is None
    for n, (outcome, days) in enumerate(runs):
        first, last = days[0][0], days[-1][0]
        if n == 0 and no_first:
            span = f"on {last} or before"
        elif n == len(runs) - 1 and no_last:
            span = f"on {first} or after"
        else:
            span = f"{first}" if first == last else f"{first} to {last}"
        if straddles:
            out[(outcome.value, f"if it happened {span}")] = None
        if outcome is Outcome.CONDITIONAL:
            for _, decisive in days:
                out |= dict.fromkeys((o.value, text) for o, text in decisive.if_settled)
    return tuple(out)


def _dates(rule: Rule, when: PartialDate | None, law_date: date | None) -> tuple[tuple[str, str], ...]:
    item = rule.provision
    rows = [
        ("event", when.text if when else ""),
        ("law asked of", law_date.isoformat() if law_date else ""),
        ("adopted", item.adopted or ""),
        ("in force from", item.in_force_from or ""),
        ("in force to", item.in_force_to or ""),
    ]
    rows += [("wording of", str(raw.get("from"))) for raw in item.versions]
    rows += [(f"deadline: {rule.deadline.what}", rule.deadline.day.isoformat())] if rule.deadline else []
    return tuple(row for row in rows if row[1])
