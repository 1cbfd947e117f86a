"""What a case holds beside its readings - originals, custody, the ledger - once some of its reports are left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from secondsource.model import (
    NAME,
    Claim,
    Decision,
    DecisionKind,
    LedgerEntry,
    Reading,
    Report,
    claim_id,
    objects_of,
    on_a_name,
)
from secondsource.store import CaseView

BLOCK = "█"
_CLAIM = re.compile(r"c[0-9a-f]{12}")


def beside(view: CaseView, kept: Iterable[Reading], claims: Iterable[Claim]) -> CaseView:
    """The view with originals, custody, documents set aside, markings and decisions as if the other reports were not there.

    An original that also holds a report that is kept stays: whoever hands out its bytes hands out all that is in it.

    A decision goes with what it names: a report that is left out, what was read in it, a claim of which nothing is left, a name that no
    other text holds; and so does what takes such a decision back. In the words of those that stay, the names of reports that are left
    out are blacked out. What stays keeps its number and its hash, so that a colleague who may see more means the same by them.

    Args:
        view: the whole case.
        kept: the readings that stay.
        claims: the claims that stay.
    """
    readings = tuple(kept)
    there = {reading.report.id for reading in readings}
    gone = [report for report in view.reports if report.id not in there]
    captures = {r.capture for r in gone} - {reading.report.capture for reading in readings}
    unread = {(r.capture, r.name) for r in gone}
    decisions = _Decisions(view, gone, readings, claims)
    return replace(
        view,
        captures=tuple(c for c in view.captures if c.digest not in captures),
        custody=tuple(c for c in view.custody if c.capture not in captures),
        set_aside=tuple(s for s in view.set_aside if s.digest not in captures and (s.digest, s.name) not in unread),
        ledger=decisions.entries(view.ledger),
        marks={name: m for name, m in view.marks.items() if name in there or name == view.id},
        unmet=tuple(decisions.shown(d) for d in view.unmet if decisions.may_stay(d)),
    )


class _Decisions:
    def __init__(
        self, view: CaseView, gone: Collection[Report], readings: Collection[Reading], claims: Iterable[Claim]
    ) -> None:
        self._gone = {report.id for report in gone}
        self._claims = {claim.id for claim in claims} | {claim_id(m.id) for r in readings for m in r.mentions}
        made = [*(entry.decision for entry in view.ledger), *view.unmet]
        self._spoken = _spoken(readings) if any(map(on_a_name, made)) else ""
        self._words = _words(gone, readings, made)

    def entries(self, ledger: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
        out: list[LedgerEntry] = []
        lost: set[str] = set()
        for entry in ledger:
            taken_back = entry.decision.kind is DecisionKind.UNDO and entry.decision.object in lost
            if taken_back or not self.may_stay(entry.decision):
                lost.add(entry.hash)
            else:
                out.append(replace(entry, decision=self.shown(entry.decision)))
        return tuple(out)

    def may_stay(self, decision: Decision) -> bool:
        if on_a_name(decision):
            key = decision.object.removeprefix(NAME).partition(":")[2]
            return f" {key} " in self._spoken
        return not any(
            name.partition(".")[0] in self._gone or (_CLAIM.fullmatch(name) and name not in self._claims)
            for name in objects_of(decision)
        )

    def shown(self, decision: Decision) -> Decision:
        if self._words is None:
            return decision
        values = {name: self._words.sub(_blacked, value) for name, value in decision.values.items()}
        return replace(decision, why=self._words.sub(_blacked, decision.why), values=values)


def _spoken(readings: Iterable[Reading]) -> str:
    """All words of the texts that stay, as names are remembered."""
    from secondsource.screen import key_of

    return " ".join(["", *(key_of(reading.report.text) for reading in readings), ""])


def _words(gone: Iterable[Report], kept: Iterable[Reading], made: Iterable[Decision]) -> re.Pattern[str] | None:
    """What names a report that is left out, as far as a decision says it; the longest first."""
    ours = {word for reading in kept for word in _naming(reading.report)}
    said = "\n".join(text for decision in made for text in (decision.why, *decision.values.values())).casefold()
    found = {w for r in gone for w in _naming(r) if len(w) > 2 and w.casefold() in said} - ours
    if not found:
        return None
    either = "|".join(re.escape(word) for word in sorted(found, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _naming(report: Report) -> tuple[str, ...]:
    known = (report.title, report.url)
    return (report.id, report.name, report.capture, *(k.value for k in known if k))


def _blacked(found: re.Match[str]) -> str:
    return re.sub(r"\S", BLOCK, found[0])
