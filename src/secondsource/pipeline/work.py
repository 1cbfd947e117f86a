"""The stages at work on what has changed in a case, each handed what those before it found, and what they leave to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from secondsource.model import Claim, Figure, Finding, Grade, Indicator, Loop, News, Patch, Relay, Support
from secondsource.store import derived, runs
from secondsource.store.runs import StageRun
from secondsource.store.shelf import Shelf
from secondsource.subjects import Subject

from .changed import KEY, Now, Since
from .outputs import output_of
from .parts import seen
from .standing import Bodies

if TYPE_CHECKING:
    from secondsource.trace import Again


def versions() -> dict[str, str]:
    """The version of each stage, in their order."""
    from secondsource import join, law, trace, weigh

    return {"join": join.VERSION, "trace": trace.VERSION, "weigh": weigh.VERSION, "law": law.VERSION}


class Work:
    """The stages at work.

    Args:
        pack: the subject pack.
        now: the case as it is.
        shelf: what the stages kept.
    """

    def __init__(self, pack: Subject, now: Now, shelf: Shelf) -> None:
        self.pack, self.now, self.standing, self.shelf = pack, now, now.standing, shelf
        self.since = Since(now, shelf)
        self.touched: dict[str, int] = {}
        """How much of the case there is, and how much was looked at."""
        self._rows: dict[type[Any], Bodies[Any]] = {}
        self._whole: dict[type[Any], Sequence[Any]] = {}
        self._lost: frozenset[str] = frozenset()
        self._traced: Again | None = None

    def do(self, stage: str) -> None:
        """Computes a stage."""
        works: Mapping[str, Callable[[], object]] = {
            "join": self._join,
            "trace": self._found,
            "weigh": self._weigh,
            "law": self._law,
        }
        works[stage]()

    def write(self, connection: Connection, stages: Sequence[str], inputs: Mapping[str, str]) -> dict[str, StageRun]:
        """Writes what differs, and notes of these stages that they are done; gives the notes."""
        for kind, rows in self._rows.items():
            order: Iterable[str] = self.standing.claims
            if kind is Relay:
                order = {taker for _, taker in derived.about_what(connection, Relay)} | set(rows)
            derived.patch(connection, kind, rows, sorted(order) if kind is Relay else list(order))
        for kind, values in self._whole.items():
            derived.patch_whole(connection, kind, values)
        known, done = versions(), {}
        for stage in stages:
            output = output_of(connection, stage)
            done[stage] = StageRun(stage=stage, key=KEY, input=inputs[stage], version=known[stage], output=output)
            runs.done(connection, done[stage])
        return done

    def _news(self, stage: str) -> News:
        news = self.since.news(stage, runs.digest([versions()[stage], seen(self.pack, stage)]))
        if stage == "join":
            return news
        changed = self.standing.claims if news.whole else self._rows.get(Claim, ())
        return replace(news, claims=frozenset(changed), lost=self._lost)

    def _join(self) -> None:
        from secondsource import join

        joined = join.again(self._news("join"), self.standing, self.shelf.of("join"), self.pack)
        made = ((claim.id, (claim,)) for claim in joined.made)
        self._rows[Claim] = self.standing.made = self.standing.differing(Claim, made, trusted=self.since.fits)
        self._lost = frozenset(self.standing.claims) - frozenset(joined.order)
        self.standing.claims = joined.order
        self.touched |= {
            "mentions": joined.mentions,
            "mentions joined again": joined.loosened,
            "claims changed": len(self._rows[Claim]),
        }

    def _found(self) -> Again:
        """What trace finds. It is asked of it also where only what follows from it must be done again: with nothing new it only brings back."""
        from secondsource import trace

        if self._traced is None:
            news, kept = self._news("trace"), self.shelf.of("trace")
            found = trace.again(news, self.standing, self.standing, kept, self.pack, self.standing.obtained)
            kept.put(found.kept)
            self._take(Relay, found.relays, news)
            self._take(Support, found.supports, news)
            for kind, patch in ((Loop, found.loops), (Figure, found.figures)):
                if patch.whole is not None:
                    self._whole[kind] = patch.whole
            self.touched |= found.touched
            self._traced = found
        return self._traced

    def _weigh(self) -> None:
        from secondsource import weigh

        found, news, kept = self._found(), self._news("weigh"), self.shelf.of("weigh")
        grades, keep = weigh.again(
            news, found.claims, found.supports.rows, found.imprints, self.standing, self.standing, kept, self.pack
        )
        kept.put(keep)
        self._take(Grade, grades, news)

    def _law(self) -> None:
        from secondsource import law

        found, news, kept = self._found(), self._news("law"), self.shelf.of("law")
        findings, indicators, keep = law.again(
            news, found.claims, found.supports.rows, found.claims_at, self.standing, self.standing, kept, self.pack
        )
        kept.put(keep)
        self._take(Finding, findings, news)
        self._take(Indicator, indicators, news)

    def _take(self, kind: type[Any], patch: Patch[Any], news: News) -> None:
        """Takes the values that differ from those that stand in the case."""
        rows: Iterable[tuple[str, Sequence[Any]]] = patch.rows.items()
        if news.whole:
            rows = chain(rows, ((key, ()) for key in self.standing.about(kind) if key not in patch.rows))
        self._rows[kind] = self.standing.differing(kind, rows, trusted=self.since.fits)
