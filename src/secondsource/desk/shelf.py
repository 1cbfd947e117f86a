"""The case as the desk shows it: opened once, opened again when it has changed on disk, masked before anything else sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock

from secondsource.model import Claim, Decision, LedgerEntry, Marking, Relay
from secondsource.pipeline import Waiting, as_known_on, left_out, queue, without
from secondsource.publish.footnotes import SourceLine, source_lines
from secondsource.publish.lineage import relays_by_ends
from secondsource.publish.names import kind
from secondsource.publish.prominence import prominence
from secondsource.publish.redact import Masks, hiding, masked_ledger, masked_view, masks_of
from secondsource.publish.tongue import ENGLISH, language, speaking
from secondsource.store import Case, CaseView
from secondsource.store.at_hand import Readings
from secondsource.store.ledger import standing
from secondsource.subjects import Subject, load
from secondsource.trace.knowledge import Known, knowledge_line
from secondsource.trace.versions import versions

from .catalogue import Catalogue, Sources, is_made, key_of
from .changes import Changes, Stamp
from .facets import Facets
from .listed import Listed, Ranked, Taken, facets_of
from .listing import Row, rows_of, state_of
from .said_anew import SaidRows, SaidSources
from .sought import APART
from .visiting import visitor

_KEPT = 8
"""Days of knowledge that are kept."""
WHOLE = 15_000
"""Mentions of a case that is read as a whole: some 400 MB of memory, and every page answers from it."""
_TRIES = 3
_STEPS = 2_000
"""Claims whose days of knowledge are kept."""


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
        masks: what must be hidden wherever it turns up, found in the whole of the case.
        state: tells this state from every other, where that is known.
    """

    view: CaseView
    pack: Subject
    claims: Sequence[Claim]
    relays: Mapping[tuple[str, str], Relay]
    sources: Mapping[str, SourceLine]
    numbers: Mapping[str, int]
    rows: Sequence[Row]
    facets: Facets
    entries: tuple[LedgerEntry, ...] = ()
    unmet: tuple[Decision, ...] = ()
    decided: tuple[LedgerEntry, ...] = ()
    masks: Masks = field(default_factory=Masks)
    state: str = ""
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
            if self.state:
                found = replace(
                    self,
                    sources=SaidSources(self.sources, self.view),
                    rows=SaidRows(self.rows, self.view, self.pack),
                    facets=self.facets.named(lambda of: kind(of, self.pack), lambda of: state_of(of, self.pack)),
                )
            else:
                sources = SaidSources(self.sources, self.view)
                rows = rows_of(self.claims, self.view, self.pack, sources, self.decided)
                # Who searches may write the words of either language.
                rows = tuple(
                    replace(row, words=f"{row.words}{APART}{own.words}")
                    for row, own in zip(rows, self.rows, strict=True)
                )
                found = replace(self, sources=sources, rows=rows, facets=Facets.of(rows))
            self.spoken[language()] = found
        return found

    @cached_property
    def marking(self) -> Marking | None:
        """The marking of the whole: the strictest of its reports'."""
        return self.view.marking if self.view.marks else None

    @cached_property
    def hide(self) -> Callable[[str], str]:
        """Hides in any words what must be hidden in the case."""
        return hiding(self.masks)

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """What waits for a person's eye, the most important first; worked out once for a state of the case."""
        return queue(self.view)

    def known_steps(self, claim: Claim) -> tuple[Known, ...]:
        """The days on which the support of the claim changed; worked out once for a state of the case."""
        found = self.steps.get(claim.id)
        if found is None:
            found = knowledge_line(claim, *self.view.near(claim), self.pack, standing(self.decided))
            if len(self.steps) >= _STEPS:
                self.steps.clear()
            self.steps[claim.id] = found
        return found

    def around(self, claim: Claim) -> CaseView:
        """As much of the case as is needed to trace the claim anew, with its decisions; all of it where it is in memory."""
        readings, claims = self.view.near(claim)
        return replace(
            self.view,
            readings=tuple(readings),
            claims=tuple(claims),
            ledger=self.decided,
        )

    @classmethod
    def of(cls, view: CaseView, *, ledger: bool = True, masks: Masks | None = None) -> Shown:
        """That state of the case, all of it in memory, masked and put in order; without the ledger where others read it.

        The ledger names people at work on the case.

        Args:
            view: the case, or a part of it.
            ledger: whether the decisions are shown.
            masks: of the whole case, where this is a part of it.
        """
        masks = masks or masks_of(view)
        entries, unmet = masked_ledger(view, masks=masks) if ledger else ((), ())
        return cls._of_safe(_safe(view, masks, ledger), entries, unmet, view.ledger, masks)

    def less(self, closed: frozenset[str]) -> Shown:
        """As it is to somebody who may not see some of its reports: everything counted anew without them."""
        known = {report.id for report in self.view.reports}
        if not closed & known:
            return self
        # Weighed by the decisions as they were made, so what these say must be hidden once more.
        less = without(replace(self.view, ledger=self.decided, shared=None), closed)
        named = left_out.beside(self.view, less.readings, less.claims)
        shown = left_out.beside(replace(self.view, ledger=self.entries, unmet=self.unmet), less.readings, less.claims)
        safe = replace(masked_view(less, masks=self.masks), ledger=named.ledger, unmet=named.unmet)
        return self._of_safe(safe, shown.ledger, shown.unmet, less.ledger, self.masks)

    @classmethod
    def _of_safe(
        cls,
        safe: CaseView,
        entries: tuple[LedgerEntry, ...],
        unmet: tuple[Decision, ...],
        decided: tuple[LedgerEntry, ...],
        masks: Masks,
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
            facets=Facets.of(rows),
            numbers={claim.id: n for n, claim in enumerate(claims, start=1)},
            entries=entries,
            unmet=unmet,
            decided=decided,
            masks=masks,
        )

    @classmethod
    def at_hand(cls, view: CaseView, catalogue: Catalogue, pack: Subject, *, ledger: bool = True) -> Shown:
        """As `of` for a case at hand, of which only what is looked at is read.

        Args:
            view: the case at hand, nothing masked.
            catalogue: what was worked out of this state of it.
            pack: its subject.
            ledger: whether the decisions are shown.
        """
        if isinstance(view.readings, Readings):
            view.readings.order.know(catalogue.reports, catalogue.said, catalogue.told)
        safe = replace(_safe(view, catalogue.masks, ledger), shared=catalogue.shared)
        entries, unmet = masked_ledger(view, masks=catalogue.masks) if ledger else ((), ())
        return cls(
            view=safe,
            pack=pack,
            claims=Ranked(catalogue.claims, safe),
            relays=Taken(safe),
            sources=Sources(catalogue, safe),
            rows=Listed(catalogue),
            facets=facets_of(catalogue),
            numbers={claim: number for number, claim in enumerate(catalogue.claims, start=1)},
            entries=entries,
            unmet=unmet,
            decided=view.ledger,
            masks=catalogue.masks,
            state=key_of(view, pack),
        )


def _versions(whole: Shown, closed: frozenset[str]) -> frozenset[str]:
    """The other versions of closed reports: what closed the one closes the others."""
    groups = versions((reading.report for reading in whole.view.readings), whole.pack)
    return frozenset(other for report in closed for other in groups.get(report, ()))


def _safe(view: CaseView, masks: Masks, ledger: bool) -> CaseView:
    safe = masked_view(view, masks=masks)
    if ledger:
        own, lost = masked_ledger(view, names=True, masks=masks)
        safe = replace(safe, ledger=own, unmet=lost)
    return safe


class Shelf:
    """Hands out the case of a folder, and reads it again when it has changed.

    Args:
        folder: the case's folder.
        ledger: whether the decisions, with who made them, are shown.
        whole: a case of so many mentions is read as a whole; a larger one is read as it is asked for.
    """

    def __init__(self, folder: Path, *, ledger: bool = True, whole: int = WHOLE) -> None:
        self.folder = folder
        self.ledger = ledger
        self.whole = whole
        self._lock, self._lessening = Lock(), Lock()
        self._changes = Changes(folder)
        self._stamp: Stamp | None = None
        self._shown: Shown | None = None
        self._less_of: Shown | None = None
        self._less: dict[frozenset[str], Shown] = {}
        self._known: dict[tuple[date, frozenset[str], str], Shown] = {}

    def open(self) -> None:
        """Opens the case before anybody asks for it. Raises NoCase or BrokenCase if it cannot be read."""
        self._whole()

    def must_make(self) -> bool:
        """Whether a catalogue must be made before anything can be shown, which takes its time."""
        with Case.open(self.folder) as case:
            if not case.has_more(self.whole):
                return False
        view = opened(self.folder)
        return not is_made(self.folder, view, load(view.subject))

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
            if self._less_of is not whole:
                self._less_of, self._less = whole, {}
            if closed not in self._less:
                while len(self._less) >= _KEPT:
                    self._less.pop(next(iter(self._less)))
                self._less[closed] = whole.less(closed | _versions(whole, closed))
            return self._less[closed]

    def _whole(self) -> Shown:
        with self._lock:
            stamp = self._changes.now()
            # Opening may touch the write-ahead log, and somebody may write meanwhile: what counts is how the files stood before and after.
            for _ in range(_TRIES):
                if self._shown is not None and stamp == self._stamp:
                    break
                self._shown = self._read(self._shown)
                self._stamp, stamp = stamp, self._changes.now()
            assert self._shown is not None
            return self._shown

    def _read(self, before: Shown | None) -> Shown:
        """The case as it stands in its files; `before` if nothing of it has changed in truth."""
        with Case.open(self.folder) as case:
            if not case.has_more(self.whole):
                self._known = {}
                return Shown.of(case.view(), ledger=self.ledger)
        view = opened(self.folder)
        pack = load(view.subject)
        if (
            before is not None
            and before.state
            and (before.state, before.view.title) == (key_of(view, pack), view.title)
        ):
            return before
        self._known = {}
        return Shown.at_hand(view, Catalogue.of(self.folder, view, pack), pack, ledger=self.ledger)

    def known(self, day: date, claim: Claim) -> Shown:
        """A claim as it could be known at the end of that day to whoever asks, with what stands around it; the last few are kept until the case changes.

        Of a case at hand only what stands around the claim is worked out anew, without grades; reports and claims keep the numbers that they have in
        the whole.
        """
        with speaking(ENGLISH):
            found = self._known_to(day, claim, visitor().closed)
        return found.in_language()

    def _known_to(self, day: date, claim: Claim, closed: frozenset[str]) -> Shown:
        whole, shown = self._whole(), self._open_to(closed)
        key = (day, closed, claim.id if shown.state else "")
        found = self._known.get(key)
        if found is None:
            found = Shown.of(as_known_on(shown.around(claim), day), ledger=self.ledger, masks=shown.masks)
            if shown.state:
                # a grade rests on all that its sources ever told, not only on what stands around
                view = replace(found.view, grades=())
                found = replace(found, view=view, sources=shown.sources, numbers=shown.numbers)
            with self._lock:
                if whole is not self._shown:
                    return found  # of a state that is gone: shown once, and not kept
                while len(self._known) >= _KEPT:
                    self._known.pop(next(iter(self._known)))
                self._known[key] = found
        return found


def opened(folder: Path) -> CaseView:
    """The case in a folder, at hand. Raises NoCase or BrokenCase if it cannot be read."""
    case = Case.open(folder)
    try:
        return case.at_hand()
    except BaseException:
        case.close()
        raise
