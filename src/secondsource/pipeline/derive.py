"""The stages over the whole case: join, trace, weigh, law. What has changed is computed, then what differs is written in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from secondsource.model import Claim, Figure, Finding, Grade, Indicator, Loop, News, Patch, Relay, Support
from secondsource.store import Case, derived, runs
from secondsource.store.runs import StageRun
from secondsource.store.shelf import Shelf
from secondsource.subjects import Subject

from .changed import KEY, STAGES, Now, Since, sealed
from .outputs import output_of
from .parts import seen
from .result import Clock, Progress
from .standing import Bodies


def derive(case: Case, pack: Subject, tell: Progress, clock: Clock) -> tuple[str, ...]:
    """Computes what has changed in every stage whose input has changed; gives the names of these stages.

    All of it is written in one transaction: a reader of the case never meets claims of today with findings of yesterday.
    """
    now = Now(case)
    if now.empty and all(done is None for done in now.done.values()):
        return ()
    inputs = _inputs(now, pack)
    stale = tuple(stage for stage in STAGES if (done := now.done[stage]) is None or done.input != inputs[stage])
    if not stale:
        return ()
    shelf = Shelf(case.folder)
    seal = None
    try:
        work = _Work(pack, now, shelf)
        for stage in stale:
            tell(stage, 0, 1)
            with clock.over(stage):
                work.do(stage)
            tell(stage, 1, 1)
        with clock.over("write"):
            with case.writing() as connection:
                done = work.write(connection, stale, inputs)
            work.since.note()
            clock.touched |= work.touched
            seal = sealed({**now.done, **done})
    finally:
        shelf.close(seal)
    return stale


def _versions() -> dict[str, str]:
    from secondsource import join, law, trace, weigh

    return {"join": join.VERSION, "trace": trace.VERSION, "weigh": weigh.VERSION, "law": law.VERSION}


def _inputs(now: Now, pack: Subject) -> dict[str, str]:
    """By stage, the digest of all that goes into it: its version, its parts of the pack, what was read and decided, and the stages before it."""
    out: dict[str, str] = {}
    before: list[str] = []
    for stage, version in _versions().items():
        out[stage] = runs.digest([version, seen(pack, stage), now.said, now.decided, *before])
        before = [out[earlier] for earlier in ("join", "trace") if earlier in out]
    return out


class _Work:
    """The stages at work on a case, and what they leave to be written.

    Args:
        pack: the subject pack.
        now: the case as it is.
        shelf: what the stages kept.
    """

    def __init__(self, pack: Subject, now: Now, shelf: Shelf) -> None:
        self.pack, self.now, self.standing, self.shelf = pack, now, now.standing, shelf
        self.since = Since(now, shelf)
        self.rows: dict[type[Any], Bodies[Any]] = {}
        self.whole: dict[type[Any], Sequence[Any]] = {}
        self.lost: frozenset[str] = frozenset()
        self.touched: dict[str, int] = {}

    def do(self, stage: str) -> None:
        """Computes a stage."""
        base = runs.digest([_versions()[stage], seen(self.pack, stage)])
        news = self.since.news(stage, base)
        if stage != "join":
            changed = self.standing.claims if news.whole else self.rows.get(Claim, ())
            news = replace(news, claims=frozenset(changed), lost=self.lost)
        works: Mapping[str, Callable[[News], None]] = {
            "join": self._join,
            "trace": self._trace,
            "weigh": self._weigh,
            "law": self._law,
        }
        works[stage](news)

    def _join(self, news: News) -> None:
        from secondsource import join

        joined = join.again(news, self.standing, self.shelf.of("join"), self.pack)
        made = self.standing.differing(Claim, ((claim.id, (claim,)) for claim in joined.made), trusted=self.since.fits)
        self.lost = frozenset(self.standing.claims) - frozenset(joined.order)
        self.standing.made, self.standing.claims = made, joined.order
        self.rows[Claim] = made
        self.touched |= {
            "mentions": joined.mentions,
            "mentions joined again": joined.loosened,
            "claims changed": len(made),
        }

    def _trace(self, news: News) -> None:
        from secondsource import trace

        kept = self.shelf.of("trace")
        found = trace.again(news, self.standing, self.standing, kept, self.pack, self.standing.obtained)
        kept.put(found.kept)
        self.touched |= found.touched
        self._take(Relay, found.relays, news)
        self._take(Support, found.supports, news)
        self._take_whole(Loop, found.loops)
        self._take_whole(Figure, found.figures)

    def _take(self, kind: type[Any], patch: Patch[Any], news: News) -> None:
        """Takes the values that differ from those that stand in the case."""
        rows = patch.rows.items()
        if news.whole:
            gone = ((key, ()) for key in self.standing.about(kind) if key not in patch.rows)
            rows = chain(rows, gone)
        self.rows[kind] = self.standing.differing(kind, rows, trusted=self.since.fits)

    def _take_whole(self, kind: type[Any], patch: Patch[Any]) -> None:
        if patch.whole is not None:
            self.whole[kind] = patch.whole

    def _everything(self):
        if not hasattr(self, "every"):
            self.every = (
                tuple(self.standing.readings(self.standing.reports)),
                tuple(self.standing.of_claims(self.standing.claims)),
            )
        return self.every

    def _traced(self):
        from secondsource.model import Traced

        if not hasattr(self, "traced"):

            def every(kind, order):
                there = self.standing.of(kind, order)
                rows = self.rows.get(kind, {})
                return tuple(v for k in order for v in (rows[k] if k in rows else there.get(k, ())))

            takers = sorted({*self.standing.about(Relay), *self.rows.get(Relay, ())})
            self.traced = Traced(
                relays=every(Relay, takers),
                supports=every(Support, self.standing.claims),
                loops=self.whole.get(Loop) if Loop in self.whole else self.standing.of(Loop, [""])[""],
                figures=(),
            )
        return self.traced

    def _weigh(self, news: News) -> None:
        from secondsource import weigh

        readings, claims = self._everything()
        found = weigh.grades(claims, self._traced(), readings, self.pack, self.now.decisions)
        self._take(Grade, Patch(rows=_by_claim(claims, found)), news)

    def _law(self, news: News) -> None:
        from secondsource import law

        readings, claims = self._everything()
        self._take(
            Finding, Patch(rows=_by_claim(claims, law.findings(claims, self._traced(), readings, self.pack))), news
        )
        self._take(Indicator, Patch(rows=_by_claim(claims, law.indicators(claims, readings, self.pack))), news)

    def write(self, connection: Connection, stages: Sequence[str], inputs: Mapping[str, str]) -> dict[str, StageRun]:
        """Writes what differs, and notes of these stages that they are done."""
        for kind, rows in self.rows.items():
            order = self.standing.claims
            if kind is Relay:
                there = (taker for _, taker in derived.about_what(connection, Relay))
                order = sorted({*there, *rows})
            derived.patch(connection, kind, rows, order)
        for kind, values in self.whole.items():
            derived.patch_whole(connection, kind, values)
        done = {}
        for stage in stages:
            done[stage] = StageRun(
                stage=stage,
                key=KEY,
                input=inputs[stage],
                version=_versions()[stage],
                output=output_of(connection, stage),
            )
            runs.done(connection, done[stage])
        return done


def _by_claim(claims, items):
    out = {claim.id: [] for claim in claims}
    for item in items:
        out[item.claim].append(item)
    return {k: tuple(v) for k, v in out.items()}
