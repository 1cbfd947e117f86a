"""What became of a publication from one version to another: its head, its text, its statements, the values that claims have from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.model import Claim, Reading, Report, Statement
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from .compared import Compared, compared
from .names import country
from .words import said_attribute, said_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A part of the head of a publication that changed: `title`, `byline`, `published`, `outlet`; empty where it is not known."""

    of: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revalued:
    """An attribute of a claim for which the two versions give other values; none where a version gives none."""

    claim: Claim
    attribute: str
    was: tuple[str, ...]
    now: tuple[str, ...]

    def said(self, pack: Subject) -> tuple[str, str, str]:
        """The attribute and both values for a reader; empty where a version gives none."""

        def words(values: Iterable[str]) -> str:
            return "; ".join(
                country(v, pack) if self.attribute == "country" else said_value(self.attribute, v) for v in values
            )

        return (said_attribute(self.attribute), words(self.was), words(self.now))


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What became of a publication.

    Args:
        was: the earlier version.
        now: the later one.
        head: what changed above the text.
        text: the text.
        gone: statements that only the earlier one makes: these words, from these tellers, as sure.
        came: statements that only the later one makes.
        values: of claims that both tell.
        untold: claims that only the earlier one tells.
        told: claims that only the later one tells.
    """

    was: Reading
    now: Reading
    head: tuple[Headed, ...]
    text: Compared
    gone: tuple[Statement, ...]
    came: tuple[Statement, ...]
    values: tuple[Revalued, ...]
    untold: tuple[Claim, ...]
    told: tuple[Claim, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return self.text.same and not (self.head or self.gone or self.came or self.values or self.untold or self.told)


def revised(was: Reading, now: Reading, view: CaseView) -> Revised:
    """What became of a publication.

    Args:
        was: the earlier version as it was read.
        now: the later one.
        view: the case, already masked.
    """
    before, after = _claims(was, view), _claims(now, view)
    old, new = ({_said(r.report, s): s for s in r.statements} for r in (was, now))
    return Revised(
        was=was,
        now=now,
        head=tuple(_heads(was.report, now.report)),
        text=compared(was.report, now.report),
        gone=tuple(s for key, s in old.items() if key not in new),
        came=tuple(s for key, s in new.items() if key not in old),
        values=tuple(v for claim in before.values() if claim.id in after for v in _values(claim, was, now)),
        untold=tuple(claim for claim in before.values() if claim.id not in after),
        told=tuple(claim for claim in after.values() if claim.id not in before),
    )


def _heads(was: Report, now: Report) -> Iterable[Headed]:
    for of in ("title", "byline", "published", "outlet"):
        old, new = (known.value if (known := getattr(report, of)) else "" for report in (was, now))
        if old != new:
            yield Headed(of=of, was=old, now=new)


def _said(report: Report, statement: Statement) -> tuple[object, ...]:
    words = tuple(" ".join(span.of(report.text).split()) for span in statement.content)
    return (words, tuple(statement.chain.names), statement.factuality)


def _claims(reading: Reading, view: CaseView) -> dict[str, Claim]:
    found = (view.claim(view.claim_of(mention.id) or "") for mention in reading.mentions)
    return {claim.id: claim for claim in found if claim is not None}


def _values(claim: Claim, was: Reading, now: Reading) -> Iterable[Revalued]:
    mine, theirs = ({m.id for m in reading.mentions} for reading in (was, now))
    old: defaultdict[str, list[str]] = defaultdict(list)
    new: defaultdict[str, list[str]] = defaultdict(list)
    for value in claim.values:
        if not mine.isdisjoint(value.mentions):
            old[value.attribute].append(value.value)
        if not theirs.isdisjoint(value.mentions):
            new[value.attribute].append(value.value)
    for attribute in dict.fromkeys((*old, *new)):
        if set(old[attribute]) != set(new[attribute]):
            yield Revalued(claim=claim, attribute=attribute, was=tuple(old[attribute]), now=tuple(new[attribute]))
