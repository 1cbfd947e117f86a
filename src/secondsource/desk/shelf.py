"""The case as the desk shows it: read once, read again when it has changed on disk, masked before anything else sees it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock

from secondsource.model import Claim, Decision, LedgerEntry, Marking, Relay
from secondsource.pipeline import as_known_on, left_out, without
from secondsource.publish.footnotes import SourceLine, source_lines
from secondsource.publish.lineage import relays_by_ends
from secondsource.publish.prominence import prominence
from secondsource.publish.redact import masked_ledger, masked_view
from secondsource.publish.tongue import ENGLISH, language, speaking
from secondsource.store import Case, CaseView
from secondsource.store.ledger import standing
from secondsource.subjects import Subject, load
from secondsource.trace.knowledge import Known, knowledge_line

from .facets import Facets
from .listing import Row, rows_of
from .sought import APART
from .visiting import visitor

_KEPT = 8
"""Days of knowledge that are kept."""
_FILES = ("case.db", "case.db-wal", "case.toml")
Stamp = tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One state of the case, ready to be shown.

    Args:
        view: the case, masked.
        claims: the claims, the most important first.
        relays: the relays by taker and giver.
        sources: a line for each report, by id.
        numbers: the number of each claim in that order, by id.
        rows: the list of claims in that order.
        facets: what there is to choose from in its list.
        decided: the decisions, for what is worked out anew; never shown, since they name people at work on the case.
        entries: the decisions, masked, without the names of those who decided; none where the ledger is not shown.
        unmet: those of them for attention, likewise.
    """

    view: CaseView
    pack: Subject
    claims: tuple[Claim, ...]
    relays: dict[tuple[str, str], Relay]
    sources: dict[str, SourceLine]
    numbers: dict[str, int]
    rows: tuple[Row, ...]
    facets: Facets
    entries: tuple[LedgerEntry, ...] = ()
    unmet: tuple[Decision, ...] = ()
    decided: tuple[LedgerEntry, ...] = ()
    steps: dict[str, tuple[Known, ...]] = field(default_factory=dict)
    """What could be known of a claim from which day on, by its id, as far as somebody asked."""
    spoken: dict[str, Shown] = field(default_factory=dict, repr=False, compare=False)
    """The same state in other languages, as far as somebody asked."""

    def in_language(self) -> Shown:
        """This state with its rows and sources in the language spoken, over the same masked case; made when it is first asked for."""
        if language() == ENGLISH:
            return self
        found = self.spoken.get(language())
        if found is None:
            sources = source_lines(self.view)
            rows = rows_of(self.claims, self.view, self.pack, sources, self.decided)
            # Who searches may write the words of either language.
            rows = tuple(
                replace(row, words=f"{row.words}{APART}{own.words}") for row, own in zip(rows, self.rows, strict=True)
            )
            found = replace(self, sources=sources, rows=rows, facets=Facets(rows))
            self.spoken[language()] = found
        return found

    @cached_property
    def marking(self) -> Marking | None:
        """The marking of the whole: the strictest of its reports'."""
        return self.view.marking if self.view.marks else None

    def known_steps(self, claim: Claim) -> tuple[Known, ...]:
        """The days on which the support of the claim changed; worked out once for a state of the case."""
        found = self.steps.get(claim.id)
        if found is None:
            decisions = standing(self.decided)
            found = knowledge_line(claim, self.view.readings, self.view.claims, self.pack, decisions)
            self.steps[claim.id] = found
        return found

    @classmethod
    def of(cls, view: CaseView, *, ledger: bool = True) -> Shown:
        """That state of the case, masked and put in order; without the ledger, which names people at work on it, where others read it."""
        safe = masked_view(view)
        if ledger:
            own, lost = masked_ledger(view, names=True)
            safe = replace(safe, ledger=own, unmet=lost)
        entries, unmet = masked_ledger(view) if ledger else ((), ())
        return cls._of_safe(safe, entries, unmet, view.ledger)

    def less(self, closed: frozenset[str]) -> Shown:
        """As it is to somebody who may not see some of its reports: everything counted anew without them."""
        known = {report.id for report in self.view.reports}
        if not closed & known:
            return self
        less = without(replace(self.view, ledger=self.decided), closed)
        named = left_out.beside(self.view, less.readings, less.claims)
        shown = left_out.beside(replace(self.view, ledger=self.entries, unmet=self.unmet), less.readings, less.claims)
        safe = replace(less, ledger=named.ledger, unmet=named.unmet)
        return self._of_safe(safe, shown.ledger, shown.unmet, less.ledger)

    @classmethod
    def _of_safe(
        cls,
        safe: CaseView,
        entries: tuple[LedgerEntry, ...],
        unmet: tuple[Decision, ...],
        decided: tuple[LedgerEntry, ...],
    ) -> Shown:
        claims = tuple(sorted(safe.claims, key=lambda claim: prominence(safe, claim)))
        pack, sources = load(safe.subject), source_lines(safe)
        rows = rows_of(claims, safe, pack, sources, decided)
        return cls(
            view=safe,
            pack=pack,
            claims=claims,
            relays=relays_by_ends(safe),
            sources=sources,
            rows=rows,
            facets=Facets(rows),
            numbers={claim.id: n for n, claim in enumerate(claims, start=1)},
            entries=entries,
            unmet=unmet,
            decided=decided,
        )


class Shelf:
    """Hands out the case of a folder, and reads it again when its files have changed.

    Args:
        folder: the case's folder.
        ledger: whether the decisions, with who made them, are shown.
    """

    def __init__(self, folder: Path, *, ledger: bool = True) -> None:
        self.folder = folder
        self.ledger = ledger
        self._lock, self._lessening = Lock(), Lock()
        self._stamp: Stamp | None = None
        self._shown: Shown | None = None
        self._less: dict[frozenset[str], Shown] = {}
        self._known: dict[tuple[date, frozenset[str]], Shown] = {}

    def shown(self) -> Shown:
        """The case as it is now, to whoever asks. Raises NoCase or BrokenCase if it cannot be read."""
        with speaking(ENGLISH):
            shown = self._open_to(visitor().closed)
        return shown.in_language()

    def _open_to(self, closed: frozenset[str]) -> Shown:
        whole = self._whole()
        if not closed:
            return whole
        # A lock of its own: those who may see everything do not wait for what is counted anew for others.
        with self._lessening:
            if closed not in self._less:
                while len(self._less) >= _KEPT:
                    self._less.pop(next(iter(self._less)))
                self._less[closed] = whole.less(closed)
            return self._less[closed]

    def _whole(self) -> Shown:
        with self._lock:
            stamp = self._now()
            if self._shown is None or stamp != self._stamp:
                with Case.open(self.folder) as case:
                    self._shown = Shown.of(case.view(), ledger=self.ledger)
                self._known, self._less = {}, {}
                # Opening may touch the write-ahead log, so what counts is how the files stand afterwards.
                self._stamp = self._now()
            return self._shown

    def known(self, day: date) -> Shown:
        """The case as it could be known at the end of that day, to whoever asks; the last few are kept until the case changes."""
        with speaking(ENGLISH):
            found = self._known_to(day, visitor().closed)
        return found.in_language()

    def _known_to(self, day: date, closed: frozenset[str]) -> Shown:
        shown, key = self._open_to(closed), (day, closed)
        found = self._known.get(key)
        if found is None:
            found = Shown.of(as_known_on(replace(shown.view, ledger=shown.decided), day), ledger=self.ledger)
            with self._lock:
                while len(self._known) >= _KEPT:
                    self._known.pop(next(iter(self._known)))
                self._known[key] = found
        return found

    def _now(self) -> Stamp:
        out = []
        for name in _FILES:
            path = self.folder / name
            stat = path.stat() if path.exists() else None
            out.append((stat.st_mtime_ns, stat.st_size) if stat else (0, 0))
        return tuple(out)
