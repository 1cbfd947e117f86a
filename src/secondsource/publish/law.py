"""What the law says of a claim, in an order for a reader: breach apart from duties, exposure and presumption."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.model import Finding, Outcome
from secondsource.subjects import Subject

from .findings import FindingLine, finding_line
from .footnotes import Notes
from .legal_words import EVENT_DATE, plain
from .rules import RuleLine, rule_line, rule_lines
from .tongue import say
from .words import said_date, said_or_same, sentence, words

FULL = frozenset({"breach", "presumption"})
"""Groups whose findings are shown element by element."""


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
                points = tuple(point for point in f.turns_on if point != say(EVENT_DATE))
                out.setdefault(f.says, []).append((f.rule, points))
        for spared in self.spared:
            out.setdefault(spared.says, []).extend((rule, ()) for rule, _ in spared.rules)
        return tuple((says, tuple(rules)) for says, rules in out.items())

    @property
    def asked(self) -> str:
        """As of which day the rules were asked."""
        if self.day == said_date(None):
            return say("When it happened is not known, so each rule is asked of every day on which it may have been.")
        return say("Each rule is asked as it stood when it happened ({day}).", day=self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gravest:
    """The gravest outcome of a claim: in words, with the provision."""

    says: str
    group: str


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
                findings=tuple(finding_line(f, pack, notes, full=full) for f in members),
            )
            for group, members in groups.items()
            if members and group != "spared" and (group in FULL) is full
        )

    event = next((value for f in ordered for name, value in f.dates if name == "event"), "")
    return Law(
        day=said_or_same(event) if event else day,
        full=told(True),
        brief=told(False),
        spared=_spared(groups["spared"], pack),
        rules=rule_lines({f.provision for f in ordered}, pack),
    )


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
