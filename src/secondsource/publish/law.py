"""What the law says of a claim, in an order and in words for a reader; breach apart from duties, exposure and presumption."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.model import Element, Finding, Indicator, Outcome, Presence, Truth
from secondsource.subjects import Subject
from secondsource.subjects.schema import Provision

from .footnotes import Notes
from .words import said_date, said_dates, sentence, word, words

FULL = frozenset({"breach", "presumption"})
"""Groups whose findings are shown element by element."""
_ASIDE = re.compile(
    r", not of the report|, an id of [\w./]+|; a list means that all are shown| \(null = open\)| \(EDTF\)"
)
"""Remarks of the vocabulary for whoever fills it in."""
_TYPE = re.compile(r"\b[A-Z]{3,}(?:[_ ][A-Z]+)*\b")
_COUNTRY = re.compile(r"(?<![\w/.-])[A-Z]{2}(?![\w/.-])")
_FACT = re.compile(r"\b[a-z]+\.[a-z_0-9]+\b")
_SHORT = {"if everything still open proves true": "if so", "if anything still open proves false": "if not"}
"""The usual two readings, said in two words below the points they speak of."""
_HAPPENED = re.compile(r"if it happened (\d{4}-\d{2}-\d{2})(?: to \d{4}-\d{2}-\d{2})?")
_EVENT = {
    "event.date": "the date of the event",
    "event.type": "the kind of event",
    "event.country": "the country of the event",
    "event.factuality": "how sure the reports are",
    "provision.in_force_from": "the day the provision came into force",
}


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
class RuleLine:
    """A rule as the annex of the law tells of it once: what it says, since when, how far its citation is checked.

    `anchor` is its place in the page; `force` is `binding` or what else the text is.
    """

    anchor: str
    name: str
    citation: str
    summary: str
    force: str
    in_force: str
    who: str
    verification: str
    verified: bool
    note: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LawGroup:
    """Findings that belong under one heading."""

    id: str
    title: str
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spared:
    """Rules that do not reach the event, all for the same reason.

    Args:
        says: the outcome in plain words.
        why: the reason; empty if `dated`.
        rules: each with the dates between which it is in force, if it is for these that it does not reach the event (`dated`).
    """

    says: str
    why: str
    rules: tuple[tuple[RuleLine, str], ...]
    dated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What the law of its day says of a claim.

    Args:
        day: the event's date in words: the day as of which the law was asked.
        full: findings told point by point, gravest first.
        brief: findings told in a row each.
        spared: rules a reader may expect but which do not reach the event.
        rules: every rule that is named, in the order of the pack.
    """

    day: str
    full: tuple[LawGroup, ...] = ()
    brief: tuple[LawGroup, ...] = ()
    spared: tuple[Spared, ...] = ()
    rules: tuple[RuleLine, ...] = ()

    @property
    def listed(self) -> tuple[tuple[str, tuple[tuple[RuleLine, tuple[str, ...]], ...]], ...]:
        """For claims told in a paragraph: each outcome with its rules, and on what they turn besides the date."""
        out: dict[str, list[tuple[RuleLine, tuple[str, ...]]]] = {}
        for group in (*self.full, *self.brief):
            for f in group.findings:
                points = tuple(point for point in f.turns_on if point != _EVENT["event.date"])
                out.setdefault(f.says, []).append((f.rule, points))
        for spared in self.spared:
            out.setdefault(spared.says, []).extend((rule, ()) for rule, _ in spared.rules)
        return tuple((says, tuple(rules)) for says, rules in out.items())

    @property
    def asked(self) -> str:
        """As of which day the rules were asked."""
        if self.day == said_date(None):
            return "When it happened is not known, so each rule is asked of every day on which it may have been."
        return f"Each rule is asked as it stood when it happened ({self.day})."


@dataclass(frozen=True, slots=True, kw_only=True)
class Gravest:
    """The gravest outcome of a claim: in words, with the provision."""

    says: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One of the eleven indicators, with the notes for and against it."""

    number: int
    name: str
    meaning: str
    state: str
    presence: str
    present: tuple[tuple[str, int], ...]
    against: tuple[tuple[str, int], ...]


def rank(finding: Finding) -> int:
    """How grave a finding's outcome is; 0 is gravest."""
    order: list[str] = words()["order"]
    return order.index(finding.outcome.value)


def gravest(findings: Iterable[Finding]) -> Gravest | None:
    """The gravest outcome among the findings; None if there are none."""
    found = sorted(findings, key=lambda f: (rank(f), f.provision))
    if not found:
        return None
    entry = words()["outcomes"][found[0].outcome.value]
    return Gravest(says=entry["short"], group=entry["group"])


def law_of(findings: Iterable[Finding], day: str, pack: Subject, notes: Notes) -> Law:
    """The findings of a claim under their headings, gravest first; headings without findings are left out.

    Args:
        findings: of one claim.
        day: the claim's date in words, for findings that name none.
        pack: for the rules and the vocabulary.
        notes: gives out footnote numbers, in the order in which the parts are shown.
    """
    entries = words()["outcomes"]
    ordered = sorted(findings, key=lambda f: (rank(f), f.provision))
    groups: dict[str, list[Finding]] = {group: [] for group in words()["groups"]}
    for finding in ordered:
        groups[entries[finding.outcome.value]["group"]].append(finding)

    def told(full: bool) -> tuple[LawGroup, ...]:
        return tuple(
            LawGroup(
                id=group,
                title=words()["groups"][group],
                findings=tuple(_line(f, pack, notes, full=full) for f in members),
            )
            for group, members in groups.items()
            if members and group != "spared" and (group in FULL) is full
        )

    named = {f.provision for f in ordered}
    event = next((value for f in ordered for name, value in f.dates if name == "event"), "")
    return Law(
        day=_date(event) if event else day,
        full=told(True),
        brief=told(False),
        spared=_spared(groups["spared"], pack),
        rules=tuple(
            rule_line(identifier, pack)
            for identifier in (*(p for p in pack.provisions if p in named), *sorted(named - set(pack.provisions)))
        ),
    )


def rule_line(identifier: str, pack: Subject) -> RuleLine:
    """A rule for the annex, by its id; one that has left the pack is named by its id alone."""
    provision = pack.provisions.get(identifier)
    anchor = "rule-" + re.sub(r"[^A-Za-z0-9.-]", "-", identifier)
    if provision is None:
        return RuleLine(
            anchor=anchor, name=identifier, citation=identifier, summary="", force="", in_force="", who="",
            verification=word("verification", "unverified"), verified=False, note="",
        )  # fmt: skip
    status = str(provision.verification.get("status", "unverified"))
    return RuleLine(
        anchor=anchor,
        name=_name(provision),
        citation=provision.citation,
        summary=provision.summary,
        force=provision.legal_force.replace("_", " "),
        in_force=_in_force(provision),
        who=word("who", _who(provision)) if provision.breach_by else "",
        verification=word("verification", status),
        verified=status == "verified",
        note=str(provision.verification.get("note", "") or ""),
    )


def _who(provision: Provision) -> str:
    return (provision.breach_by or "").replace("_state", " State").replace("_", " ")


def _spared(findings: Iterable[Finding], pack: Subject) -> tuple[Spared, ...]:
    """One entry for all rules that were not in force, one for all that a denial keeps from being asked, one each for the others."""
    out: dict[tuple[str, str], list[tuple[RuleLine, str]]] = {}
    for finding in findings:
        rule = rule_line(finding.provision, pack)
        says = str(words()["outcomes"][finding.outcome.value]["says"])
        if finding.outcome is Outcome.NOT_IN_FORCE:
            key, alone = (says, ""), rule.in_force
        elif finding.deciding == ("event.factuality",):
            key, alone = (says, str(words()["denial"])), ""
        else:
            why = sentence(plain(finding.sentence, pack))
            key, alone = (says, why), ""
        out.setdefault(key, []).append((rule, alone))
    return tuple(Spared(says=says, why=why, rules=tuple(rules), dated=not why) for (says, why), rules in out.items())


def fact_words(fact: str, pack: Subject) -> str:
    """A fact of the closed vocabulary in plain words: its meaning, or its name with dots and underscores made spaces."""
    if fact in _EVENT:
        return _EVENT[fact]
    for entry in pack.law.get("facts", ()):
        if entry["name"] == fact:
            return _ASIDE.sub("", str(entry["meaning"]))
    return fact.replace(".", ": ").replace("_", " ")


def plain(text: str, pack: Subject) -> str:
    """A text of the law room for a reader: dates, event types and facts of the vocabulary in words."""
    text = _ASIDE.sub("", said_dates(text))
    text = _COUNTRY.sub(lambda m: country(m[0], pack), text)
    text = _TYPE.sub(lambda m: _type_words(m[0], pack), text)
    return _FACT.sub(lambda m: fact_words(m[0], pack) if m[0] in _facts(pack) else m[0], text)


def country(code: str, pack: Subject) -> str:
    """The name of a country by its ISO code; a code nobody names comes back as it is."""
    host = pack.hosts.get(code)
    return host.name if host else str(words()["countries"].get(code, code))


def _type_words(identifier: str, pack: Subject) -> str:
    kind = pack.event_types.get(identifier.replace(" ", "_"))
    return (kind.title or identifier.replace("_", " ")).lower() if kind else identifier


def _facts(pack: Subject) -> frozenset[str]:
    return frozenset(str(entry["name"]) for entry in pack.law.get("facts", ()))


def _line(finding: Finding, pack: Subject, notes: Notes, *, full: bool) -> FindingLine:
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
            (_SHORT.get(condition) or plain(condition, pack), _outcome_words(outcome))
            for outcome, condition in _open_ended(finding)
        ),
        dates=tuple(_dated(name, value) for name, value in finding.dates),
        not_excluded=tuple(_exception(item, provision) for item in finding.not_excluded),
    )


def _open_ended(finding: Finding) -> Iterable[tuple[str, str]]:
    """The readings; of an event without a date, those by day are open at both ends: the law room names only the days around a change."""
    by_day = [(n, found) for n, (_, c) in enumerate(finding.readings) if (found := _HAPPENED.fullmatch(c))]
    out = list(finding.readings)
    if len(by_day) > 1 and not any(name == "event" for name, _ in finding.dates):
        (first, _), (last, latest) = by_day[0], by_day[-1]
        out[first] = (out[first][0], f"if it happened before {by_day[1][1][1]}")
        out[last] = (out[last][0], f"if it happened on or after {latest[1]}")
    return out


def _dated(name: str, value: str) -> tuple[str, str]:
    if name == "in force from" and value.startswith("../"):
        name = "in force"
    return name.replace("_", " ").replace(".", " "), _date(value)


def _amount(value: str) -> str:
    """A bare number or range of numbers as a reader writes it; anything else as it is.

    >>> _amount("135000.0 to 176400.0"), _amount("KP")
    ('135,000 to 176,400', 'KP')
    """
    if not re.fullmatch(r"[\d.]+(?: to [\d.]+)?", value):
        return value
    return " to ".join(f"{float(n):,.10g}" for n in value.split(" to "))


def _name(provision: Provision) -> str:
    paragraph = (provision.paragraph or "").strip("-– ")
    if not paragraph:
        return provision.instrument
    return f"{provision.instrument}, {'paragraph ' if paragraph[:1].isdigit() else ''}{paragraph}"


def _outcome_words(outcome: str) -> str:
    entry = words()["outcomes"].get(outcome)
    return entry["says"] if entry else outcome.replace("_", " ")


def _date(value: str) -> str:
    try:
        return said_date(value)
    except (ValueError, IndexError):
        return value


def _exception(identifier: str, provision: Provision | None) -> str:
    """What an exception says; findings name it by its id."""
    for exception in provision.exceptions if provision else ():
        if exception.get("id") == identifier:
            return str(exception.get("text", identifier))
    return identifier.replace("_", " ")


def _shown(element: Element, finding: Finding, full: bool) -> bool:
    if element.fact == "event.type" and element.fact not in finding.deciding:
        return False
    return full or (element.truth is Truth.MET and bool(element.refs))


def _in_force(provision: Provision | None) -> str:
    if provision is None or provision.in_force_from is None:
        return ""
    low, _, high = str(provision.in_force_from).partition("/")
    if low == "..":
        start = f"in force {_date(provision.in_force_from)}"
    elif high and high != "..":
        start = f"in force from a day between {_date(low)} and {_date(high)}"
    else:
        start = f"in force from {_date(low)}"
    return f"{start} until {_date(provision.in_force_to)}" if provision.in_force_to else start


def _element(element: Element, finding: Finding, pack: Subject, notes: Notes) -> ElementLine:
    truth = {Truth.MET: "met", Truth.UNKNOWN: "unknown", Truth.FAILED: "failed"}[element.truth]
    return ElementLine(
        text=plain(element.text, pack),
        state=word("truth", truth),
        truth=truth,
        value="" if element.value == "unknown" else _amount(plain(element.value, pack)),
        # The rule by which one fact follows from others stands in the vocabulary; here it would drown the words.
        why="follows from other facts" if element.why.startswith("follows") else plain(element.why, pack),
        deciding=element.fact in finding.deciding,
        notes=notes.of_refs(element.refs),
    )


def indicator_lines(indicators: Iterable[Indicator], pack: Subject, notes: Notes) -> tuple[IndicatorLine, ...]:
    """The indicators of which something is said, in ILO's order, each with its words."""
    out = []
    for indicator in sorted(indicators, key=lambda i: i.number):
        if indicator.presence is Presence.NOT_MENTIONED:
            continue
        kind = pack.indicators.get(indicator.id)

        def said(refs: Iterable[object]) -> tuple[tuple[str, int], ...]:
            numbers = notes.of_refs(refs)  # type: ignore[arg-type]
            return tuple((notes.notes[n - 1].quote, n) for n in numbers)

        out.append(
            IndicatorLine(
                number=indicator.number,
                name=kind.ilo_name if kind else indicator.id.replace("_", " ").capitalize(),
                meaning=kind.meaning if kind else "",
                state=word("presence", indicator.presence),
                presence=indicator.presence.value,
                present=said(indicator.refs),
                against=said(indicator.against),
            )
        )
    return tuple(out)
