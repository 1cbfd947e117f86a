"""One claim in plain lines: what is said, who had it from whom, what that supports, and what the law says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from secondsource.join import Why
from secondsource.model import Claim, Finding, Indicator, Mention, Presence, Ref, Span, Statement, Truth, in_dollars
from secondsource.publish.dates import said_date, said_or_same
from secondsource.publish.indicators import presumptions
from secondsource.publish.teller import tellers
from secondsource.publish.words import word
from secondsource.store import CaseView
from secondsource.subjects import load

from .output import printable

_PLAIN = {
    "provision.in_force_from": "the day from which it is in force",
    "provision.in_force_to": "the day until which it was in force",
    "provision.kind": "the kind of rule it is",
    "event.type": "the kind of event",
    "event.date": "the day of the event",
    "event.country": "the country of the event",
}
"""Facts that the law vocabulary has no words for, because every finding has them."""
_QUOTE = 240
"""Characters of a quoted sentence that are shown; the dossier has all of them."""


def lines(view: CaseView, claim: Claim) -> Iterator[str]:
    """The claim as lines of text, personal data masked."""
    yield printable(f"{claim.title}  [{claim.id}]")
    where = ", ".join(filter(None, (claim.place, claim.country)))
    yield printable(
        f"when: {said_date(claim.when)}; where: {where or 'not known'}; {word('status', claim.status)}; kind of event: {claim.type}"
    )
    marking = view.marking_of_claim(claim.id)
    yield f"marking: {f'{marking.label} ({marking.meaning})' if marking else 'not marked'}"
    yield from _support(view, claim)
    yield from _known(view, claim)
    yield from _changed(view, claim)
    yield from _grade(view, claim)
    yield from _rivals(claim)
    yield from _in_dollars(view, claim)
    yield from _sentences(view, claim)
    yield from _findings(view, claim)
    yield from _indicators(view, claim)


def reasons_of_join(view: CaseView, why: Why) -> Iterator[str]:
    """Why the claim's mentions were joined and the nearest others kept apart, as lines of text."""
    yield ""
    yield "Joined because:" if why.joined else "Joined because: it has one mention only."
    for bond in why.joined:
        yield _in(2, f"{_mentioned(view, bond.mention)} with {_mentioned(view, bond.other)}: {'; '.join(bond.because)}")
    yield ""
    yield "Kept apart from:" if why.apart else "Kept apart from: nothing like it is in the case."
    for bond in why.apart:
        other = view.claim(bond.claim)
        yield _in(
            2,
            f"{other.title if other else ''} [{bond.claim}], because of {_mentioned(view, bond.other)}: {'; '.join(bond.because)}",
        )


def _mentioned(view: CaseView, identifier: str) -> str:
    mention = view.mention(identifier)
    if mention is None:
        return identifier
    return f"“{view.words(Ref(mention.report, mention.trigger))}” ({view.name_of(mention.report)})"


def _in(by: int, text: str) -> str:
    return " " * by + printable(text)


def _support(view: CaseView, claim: Claim) -> Iterator[str]:
    support = view.support(claim.id)
    if support is None:
        yield from ("", "Support: not known.")
        return
    asked = f", as known on {support.as_known_on}" if support.as_known_on else ""
    yield ""
    yield f"Support: at least {support.at_least}, at most {support.at_most} independent origins{asked}: {second(support.at_least, support.at_most)}"
    for reason in support.because:
        yield _in(2, f"because {reason}")
    for origin in (*support.origins, *support.against):
        side = " (against)" if origin in support.against else ""
        known = f"{word('basis', origin.basis)}; {word('anonymity', origin.anonymity)}"
        yield _in(2, f"origin{side}: {origin.name} [{known}]")
        for path in origin.paths:
            tellers = [_called(view, teller) for teller in path]
            yield _in(4, " ← ".join(tellers if tellers[-1:] == [origin.name] else [*tellers, origin.name]))
    for what in support.would_settle:
        yield _in(2, f"would settle it: {what}")


def second(at_least: int, at_most: int) -> str:
    """Whether there is a second source, in words.

    >>> second(1, 1)
    'no second source is shown'
    """
    if at_least >= 2:
        return "a second source is shown"
    if at_most >= 2:
        return (
            "there may be a second source, but it is not shown to be one"
            if at_least
            else "no source is shown for certain"
        )
    return "no second source is shown" if at_least else "no source of it is shown"


def _grade(view: CaseView, claim: Claim) -> Iterator[str]:
    grade = view.grade(claim.id)
    if grade is None:
        return
    yield ""
    letter, digit = word("letters", grade.letter), word("digits", grade.digit)
    yield f"Grade: {grade.letter}{grade.digit} (source: {letter}; information: {digit})"
    for reason in grade.why:
        yield _in(2, reason)
    for what in grade.would_change:
        yield _in(2, f"would change it: {what}")


def _known(view: CaseView, claim: Claim) -> Iterator[str]:
    """The days on which the support changed, if it did."""
    from secondsource.store.ledger import standing
    from secondsource.trace.knowledge import knowledge_line

    support = view.support(claim.id)
    if support is not None and support.as_known_on:
        return
    steps = knowledge_line(claim, view.readings, view.claims, load(view.subject), standing(view.ledger))
    if len(steps) < 2:
        return
    yield ""
    yield "As it could be known:"
    for step in steps:
        by = ", ".join(dict.fromkeys(_outlet(view, r) for r in step.reports))
        yield _in(2, f"from {step.day}: at least {step.at_least}, at most {step.at_most} ({by})")


def _outlet(view: CaseView, identifier: str) -> str:
    report = view.report(identifier)
    return report.outlet.value if report is not None and report.outlet else view.name_of(identifier)


def _changed(view: CaseView, claim: Claim) -> Iterator[str]:
    from secondsource.publish.changes import changed

    found = [said for _, _, said in changed(view, claim.id)]
    if found:
        yield ""
        yield "Changed on the way:"
        for said in found:
            yield _in(2, said)


def _rivals(claim: Claim) -> Iterator[str]:
    if not claim.conflicts:
        return
    yield ""
    yield "Rival values:"
    for attribute in claim.conflicts:
        given = [f"{v.value} ({len(v.mentions)})" for v in claim.values if v.attribute == attribute]
        yield _in(2, f"{attribute}: {' | '.join(given)}")


def _in_dollars(view: CaseView, claim: Claim) -> Iterator[str]:
    """Sums in other money, by the rates that the case holds."""
    said: dict[str, None] = {}
    for mention in view.mentions_of(claim):
        for q in mention.quantities:
            turned = in_dollars(q.what, q.range, mention.when.date if mention.when else None, view.rates)
            if turned is not None:
                rate = turned.rate
                said[
                    f"{q.range} {q.what} is {turned.range} USD at {rate.usd:g} ({rate.source}, {rate.start} to {rate.end})"
                ] = None
    if said:
        yield ""
        yield "In US dollars, by the rates of the case:"
        yield from (_in(2, text) for text in said)


def _sentences(view: CaseView, claim: Claim) -> Iterator[str]:
    yield ""
    yield "What is said:"
    by_report: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in view.mentions_of(claim):
        by_report[mention.report].append(mention)
    for identifier, mentions in by_report.items():
        report = view.report(identifier)
        if report is None:
            continue
        outlet = report.outlet.value if report.outlet else "outlet unknown"
        when = (
            said_or_same(report.published.value[:10] if "T" in report.published.value else report.published.value)
            if report.published
            else "date unknown"
        )
        label = f" [{report.label}]" if report.label else ""
        yield _in(2, f"{outlet}, {when} ({view.name_of(identifier)}){label}")
        said: dict[tuple[str, str], None] = {}  # two events of one sentence are told in the same words
        for mention in mentions:
            statement = view.statement(mention.statement)
            span = statement.hull if statement else mention.trigger
            sure = word("factuality", mention.factuality)
            told = f"{_told(statement)}; {sure}; characters {span.start}–{span.end}"
            said[f"    “{_quoted(view, identifier, span)}”", _in(6, told)] = None
        for sentence, told in said:
            yield from (sentence, told)


def _called(view: CaseView, teller: str) -> str:
    """A teller by outlet and day where it is a report of the case, by its own name where it is none."""
    report = view.report(teller)
    if report is None or report.outlet is None:
        return view.name_of(teller)
    return f"{report.outlet.value} ({report.date})" if report.date else report.outlet.value


def _told(statement: Statement | None) -> str:
    if statement is None:
        return "background"
    chain = " ← ".join(statement.chain.names) or "in its own voice"
    return f"{chain}; {word('basis', statement.basis)}"


def _quoted(view: CaseView, report: str, span: Span) -> str:
    quoted = printable(view.words(Ref(report, span)))
    return quoted if len(quoted) <= _QUOTE else quoted[:_QUOTE].rsplit(" ", 1)[0] + " …"


def _findings(view: CaseView, claim: Claim) -> Iterator[str]:
    found = view.findings_of(claim.id)
    if not found:
        return
    yield ""
    yield "Law of the day:"
    provisions = load(view.subject).provisions
    for finding in sorted(found, key=lambda f: (not f.outcome.adverse, f.provision)):
        yield _in(2, f"{finding.provision}: {finding.outcome.value.replace('_', ' ')}")
        if finding.sentence:
            yield _in(4, finding.sentence)
        for state in dict.fromkeys(_state(finding, fact) for fact in finding.deciding):
            yield _in(4, f"turned on {state}")
        if finding.turns_on:
            yield _in(4, f"could change with: {', '.join(finding.turns_on)}")
        if finding.provision in provisions:
            yield _in(4, f"see {provisions[finding.provision].citation}")


def _state(finding: Finding, fact: str) -> str:
    dates = dict(finding.dates)
    for element in finding.elements:
        if element.fact == fact:
            known = {Truth.MET: "met", Truth.FAILED: "not met", Truth.UNKNOWN: "not known"}[element.truth]
            return f"{element.text}: {known}" + (f" ({element.value})" if element.truth is not Truth.UNKNOWN else "")
    return f"{_PLAIN.get(fact, fact)} ({dates[fact]})" if fact in dates else _PLAIN.get(fact, fact)


def _indicators(view: CaseView, claim: Claim) -> Iterator[str]:
    told = [i for i in view.indicators_of(claim.id) if i.presence is not Presence.NOT_MENTIONED]
    if not told:
        return
    yield ""
    yield "Indicators of forced labour (ILO); never a score:"
    for indicator in told:
        yield _in(2, f"{indicator.number}. {indicator.id}: {indicator.presence.value}")
        yield from _words_of(view, indicator)
    for line in presumptions(view.findings_of(claim.id), load(view.subject)):
        yield _in(2, f"a presumption of law, whatever the indicators say: {line}")


def _words_of(view: CaseView, indicator: Indicator) -> Iterator[str]:
    for side, refs in (("", indicator.refs), ("against: ", indicator.against)):
        for ref in refs:
            who = printable(" ← ".join(tellers(view, ref)))
            yield f"    {side}“{_quoted(view, ref.report, ref.span)}” ({who}; {printable(view.name_of(ref.report))})"
