"""Tracing a case again: what is new is looked up in what is kept, and only what can have changed is found anew, with the values of tracing it whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from ..model import Figure, Loop, Relay, Support
from ..model.imprint import Imprint
from ..model.news import Before, Kept, News, Patch, Stand
from ..model.shelf import Shelf, neighbourhood
from ..subjects import Subject
from .card import Card
from .case import Case
from .cites import Citations
from .figures import Closed, figures_of_claim
from .held import Found, Held, Memory, decided
from .lineage import Lineage
from .loops import loops_of
from .moved import moved
from .reach import reached
from .relays import cut_by
from .sources import asks_own, asks_readers, sources_of
from .support import Group, support_of
from .takers import AT_ONCE, Takers
from .texts import aligned
from .trail import trail_of
from .ways import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What tracing gives when it is done again.

    Args:
        relays: by taker, of all reports that were traced again.
        supports: by claim, of all claims that were looked at again.
        loops: all, if they are others than before.
        figures: all, if they are others than before.
        kept: what to keep for the next time; None lets go of a key.
        claims: the claims that were looked at again; all that are new or others are among them.
        imprints: who published each report of the case and when.
        claims_at: of every report, the claim of each of its mentions.
        touched: how many reports and claims there are, and how many were looked at.
    """

    relays: Patch[Relay]
    supports: Patch[Support]
    loops: Patch[Loop]
    figures: Patch[Figure]
    kept: Mapping[str, bytes | None]
    claims: frozenset[str]
    imprints: Mapping[str, Imprint]
    claims_at: Mapping[str, Mapping[str, str]]
    touched: Counter[str]


def again(
    news: News, stand: Stand, before: Before, kept: Kept, pack: Subject, obtained: Mapping[str, str] | None = None
) -> Again:
    """Relays, supports, loops and figures of a case in which something has changed.

    Args:
        news: what differs from the time before. If it is whole, or nothing is kept, everything is traced.
        stand: the case as it is.
        before: what was derived then.
        kept: what `Again.kept` gave then.
        pack: the subject pack.
        obtained: by capture, when it was first obtained (ISO 8601), by which versions of one date are put in order.
    """
    memory = None if news.whole else Memory.load(kept)
    if memory is None:
        memory = Memory()
        news = News(
            whole=True, reports=frozenset(stand.reports), claims=frozenset(stand.claims), decisions=news.decisions
        )
    return _Step(news, stand, memory, pack, obtained or {}).taken(before)


class Imprints(Mapping[str, Imprint]):
    """Who published each report and when, by its card."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self._cards = cards

    def __getitem__(self, report: str) -> Imprint:
        card = self._cards[report]
        return Imprint(card.outlet, card.name, card.day)

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)


class Claims(Mapping[str, Mapping[str, str]]):
    """Of every report, the claim of each of its mentions."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def __getitem__(self, report: str) -> Mapping[str, str]:
        pairs = zip(self._case.cards[report].mentions, self._case.claims_at[report], strict=True)
        return {mention: claim for mention, claim in pairs if claim}

    def __iter__(self) -> Iterator[str]:
        return iter(self._case.cards)

    def __len__(self) -> int:
        return len(self._case.cards)


class _Step:
    """One time of tracing again."""

    def __init__(self, news: News, stand: Stand, memory: Memory, pack: Subject, obtained: Mapping[str, str]) -> None:
        self.news, self.memory = news, memory
        self.shelf = Shelf(stand.reports, stand.readings, neighbourhood(len(stand.reports)))
        self.moved = moved(memory, news, stand, self.shelf, pack, obtained)
        self.case = self.moved.now
        self.citations = Citations(self.case)

    def taken(self, before: Before) -> Again:
        """What comes of it."""
        relays, taken = self._relays()
        every = self._ways(relays)
        lineage = Lineage(self.case, self.citations, every, cut_by(self.news.decisions))
        found = self._found(relays, taken, lineage)
        claims = self._claims(found, lineage)
        loops = loops_of(self.case, every)
        were = () if self.news.whole else before.of(Loop, [""]).get("", ())
        closed = {loop.closing for loop in were} ^ {loop.closing for loop in loops}
        told = self.case.claims_of_report
        counted = claims | self.moved.claims
        counted |= {c for last, first in closed for c in told.get(last, frozenset()) & told.get(first, frozenset())}
        supports, figures = self._looked_at(claims, counted, lineage, Closed(loops))
        all_figures = self._merged(figures, counted, before)
        return Again(
            relays=Patch(rows=relays | dict.fromkeys(self.news.gone, ())),
            supports=Patch(rows=supports | dict.fromkeys(self.news.lost, ())),
            loops=Patch(rows={}, whole=None if loops == were and not self.news.whole else loops),
            figures=Patch(rows={}, whole=all_figures),
            kept=self._kept(found),
            claims=frozenset(claims),
            imprints=Imprints(self.case.cards),
            claims_at=Claims(self.case),
            touched=Counter(
                {
                    "reports": len(self.case.cards),
                    "reports traced": len(relays),
                    "claims": len(self.case.reports_of_claim),
                    "claims looked at": len(claims),
                }
            ),
        )

    def _relays(self) -> tuple[dict[str, tuple[Relay, ...]], Mapping[str, frozenset[str]]]:
        """The relays of all reports that are traced again, and by report the languages that words show it to take from."""
        whole, decisions = self.news.whole, self.news.decisions
        words = aligned(self.memory.runs, self.moved, whole)
        others = set(decided(decisions)) ^ set(self.memory.decided)
        wanted: Set[str] = self.case.cards.keys()
        if not whole:
            wanted = reached(self.moved, self.memory, self.citations, words, others)
        takers = Takers(self.moved, self.memory, self.citations, decisions)
        return takers.traced(wanted, whole), takers.taken

    def _ways(self, relays: Mapping[str, Sequence[Relay]]) -> list[Way]:
        """All ways of the case; of the reports that were not traced again as they were kept."""
        out: list[Way] = []
        for taker in self.case.ids:
            if taker in relays:
                out += [Way(taker, r.giver, r.how) for r in relays[taker] if r.giver_in_case]
            else:
                found = self.memory.reports[taker].found
                out += [Way(taker, giver, how) for giver, how in found.ways]
                self.citations.cited.update((taker, giver) for giver in found.cited)
        return out

    def _found(
        self, relays: Mapping[str, Sequence[Relay]], taken: Mapping[str, frozenset[str]], lineage: Lineage
    ) -> dict[str, Found]:
        """What is kept of the reports that were traced again."""
        out = {}
        for at, taker in enumerate(relays):
            if at % AT_ONCE == 0:
                self.case.ahead_beside(islice(relays, at, at + AT_ONCE))
            card, heard = self.case.cards[taker], self.citations.heard[taker]
            out[taker] = Found(
                sources=sources_of(self.citations, taker),
                own=asks_own(card),
                readers=asks_readers(self.case, card),
                behind=tuple(sorted(self.citations.behind[taker])),
                asked=tuple(sorted(heard.asked)),
                cited=heard.cited,
                ways=tuple((way.giver, way.how) for way in lineage.givers.get(taker, ())),
                langs=tuple(sorted(taken.get(taker, ()))),
                trail=trail_of(lineage, taker),
            )
        return out

    def _claims(self, found: Mapping[str, Found], lineage: Lineage) -> set[str]:
        """The claims that are to be looked at again: those that have moved, and those of which a report now leads elsewhere."""
        there = self.case.reports_of_claim
        if self.news.whole:
            return set(there)
        were = self.memory.reports
        gave = {giver for held in were.values() for giver, _ in held.found.ways} ^ lineage.gave
        otherwise = gave | {t for t, now in found.items() if t not in were or were[t].found.trail != now.trail}
        told = {claim for report in otherwise for claim in self.case.claims_of_report.get(report, ())}
        return told | (self.moved.claims & there.keys())

    def _looked_at(
        self, claims: Set[str], counted: Set[str], lineage: Lineage, closed: Closed
    ) -> tuple[dict[str, tuple[Support, ...]], dict[str, list[Figure]]]:
        """The supports of the claims, and the figures of those that are counted."""
        there, order = self.case.reports_of_claim, self.case.order
        supports: dict[str, tuple[Support, ...]] = {}
        figures: dict[str, list[Figure]] = {}
        by_first = sorted((claims | counted) & there.keys(), key=lambda claim: (order[there[claim][0]], claim))
        for at, claim in enumerate(by_first):
            if at % AT_ONCE == 0:
                self.shelf.ahead(dict.fromkeys(r for c in by_first[at : at + AT_ONCE] for r in there[c]))
                lineage.forget()
                self.case.forget()
            if claim in claims:
                supports[claim] = (support_of(Group(claim, there[claim]), lineage),)
            if claim in counted and (found := figures_of_claim(self.case, claim, closed)):
                figures[claim] = found
        return supports, figures

    def _merged(
        self, figures: Mapping[str, Sequence[Figure]], counted: Set[str], before: Before
    ) -> tuple[Figure, ...] | None:
        """All figures in order; None if they are as before."""
        of = self.memory.figures
        if not self.news.whole and not figures and counted.isdisjoint(of):
            return None
        were = () if self.news.whole else before.of(Figure, [""]).get("", ())
        every = [(claim, f) for claim, f in zip(of, were, strict=True) if claim not in counted]
        every += [(claim, f) for claim, found in figures.items() for f in found]
        every.sort(key=lambda pair: (self.case.order[pair[1].first], pair[1].figure, pair[1].refs))
        self.memory.figures = [claim for claim, _ in every]
        out = tuple(figure for _, figure in every)
        return None if out == were and not self.news.whole else out

    def _kept(self, found: Mapping[str, Found]) -> Mapping[str, bytes | None]:
        """What is to be kept, of the reports those that are others than before."""
        were, now = self.memory.reports, self.case
        self.memory.reports = {
            r: Held(now.cards[r], tuple(now.claims_at[r]), found[r] if r in found else were[r].found) for r in now.ids
        }
        self.memory.versions = list(dict.fromkeys(now.versions.values()))
        self.memory.decided = decided(self.news.decisions)
        return self.memory.parts({r for r, held in self.memory.reports.items() if held != were.get(r)}, self.news.gone)
