"""The case as the desk shows it: read once, read again when it has changed on disk, masked before anything else sees it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from secondsource.model import Claim, Decision, LedgerEntry, Relay
from secondsource.publish.footnotes import SourceLine, source_lines
from secondsource.publish.lineage import relays_by_ends
from secondsource.publish.prominence import prominence
from secondsource.publish.redact import masked_ledger, masked_view
from secondsource.store import Case, CaseView
from secondsource.subjects import Subject, load

from .listing import Row, choices, rows_of

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
        kinds: the kinds of event to choose from: value, name, number of claims.
        countries: the countries to choose from, likewise.
        ledger: every decision, masked, without the names of those who decided.
        unmet: those for attention, likewise.
    """

    view: CaseView
    pack: Subject
    claims: tuple[Claim, ...]
    relays: dict[tuple[str, str], Relay]
    sources: dict[str, SourceLine]
    numbers: dict[str, int]
    rows: tuple[Row, ...]
    kinds: list[tuple[str, str, int]]
    countries: list[tuple[str, str, int]]
    ledger: tuple[LedgerEntry, ...] = ()
    unmet: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, view: CaseView) -> Shown:
        """That state of the case, masked and put in order."""
        safe = masked_view(view)
        claims = tuple(sorted(safe.claims, key=lambda claim: prominence(safe, claim)))
        pack, sources = load(view.subject), source_lines(safe)
        rows = rows_of(claims, safe, pack, sources)
        kinds, countries = choices(rows)
        ledger, unmet = masked_ledger(view)
        return cls(
            view=safe,
            pack=pack,
            claims=claims,
            relays=relays_by_ends(safe),
            sources=sources,
            rows=rows,
            kinds=kinds,
            countries=countries,
            numbers={claim.id: n for n, claim in enumerate(claims, start=1)},
            ledger=ledger,
            unmet=unmet,
        )


class Shelf:
    """Hands out the case of a folder, and reads it again when its files have changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._stamp: Stamp | None = None
        self._shown: Shown | None = None

    def shown(self) -> Shown:
        """The case as it is now. Raises NoCase or BrokenCase if it cannot be read."""
        with self._lock:
            stamp = self._now()
            if self._shown is None or stamp != self._stamp:
                with Case.open(self.folder) as case:
                    self._shown = Shown.of(case.view())
                # Opening may touch the write-ahead log, so what counts is how the files stand afterwards.
                self._stamp = self._now()
            return self._shown

    def _now(self) -> Stamp:
        out = []
        for name in _FILES:
            path = self.folder / name
            stat = path.stat() if path.exists() else None
            out.append((stat.st_mtime_ns, stat.st_size) if stat else (0, 0))
        return tuple(out)
