"""Alerts over a world whose truth is known, day by day: how many were needless, how many true gains were told, beside naive alerting.

The world is that of `trace.ecology`: reports of invented events, of which it is known who in truth had access to what. Its reports come in by
the day of their publication. Told that a claim is confirmed by a further origin, or is so no more, a monitor is woken for nothing if that many
independent origins do not stand, or still stand, behind the reports published so far. The peers tell of every further report, and of every
further outlet, of a claim that is known; each of theirs is needless unless the number of true origins grew with it.

Two replays: the claims as they truly are, day by day; and the claims as `join` makes them, with its errors, week by week. What their reports say
is read without a mistake. Seed 7 is the one that the rules were made with; seed 11 was kept for the end.

The demo, and the developer stories where they stand beside the checkout, are read by the program's own reader, and come in report by report.
Their truth is not known; the alerts that would wake somebody are named, for a reader to judge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from secondsource import law
from secondsource.join import join
from secondsource.model import Claim, Reading, Support
from secondsource.pipeline import run
from secondsource.store import Case, CaseView
from secondsource.subjects import Subject, load
from secondsource.trace import trace
from secondsource.trace.ecology import Settings, World, made, rendered
from secondsource.watch.alerts.changes import Changed, News, changed
from secondsource.watch.alerts.kinds import Kind, Level
from secondsource.watch.alerts.mended import mended
from secondsource.watch.alerts.standing import Standing, standing_of, standings_of

from .measure import Row, cpu_seconds

REPORTS, SEEDS = 10_000, (7, 11)
ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-01-01T00:00:00+00:00"
_GAINS = frozenset({Kind.CONFIRMED, Kind.SHOWN})
_LOSSES = frozenset({Kind.UNCONFIRMED, Kind.LOST})


class Truth:
    """What is true of a world on a day."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._of: defaultdict[int, list[int]] = defaultdict(list)
        for at, report in enumerate(world.reports):
            self._of[report.event].append(at)
        self._known: dict[tuple[int, date], int] = {}

    def independent(self, event: int, day: date) -> int:
        """How many independent origins stand behind what is in the case of an event and was published by that day."""
        key = (event, day)
        if key not in self._known:
            reports = (self._world.reports[at] for at in self._of[event])
            part = World(self._world.settings, self._world.events, tuple(r for r in reports if r.day <= day))
            self._known[key] = part.independent(event)
        return self._known[key]

    def taken_back(self, event: int, day: date) -> bool:
        """Whether something of the event was withdrawn by that day, in a report of the case."""
        reports = (self._world.reports[at] for at in self._of[event])
        return any(r.withdraws is not None and r.present and r.day <= day for r in reports)


@dataclass(slots=True)
class Tally:
    """What was told of a world.

    Args:
        told: alerts by kind; a claim has one alert a round, counted under its most urgent kind.
        needless: those of them that truth does not bear out.
        gains: events whose true number of origins rose, by the number they rose to, each with whether it was told.
        rounds: how often was looked.
    """

    told: Counter[Kind] = field(default_factory=Counter)
    needless: Counter[Kind] = field(default_factory=Counter)
    gains: dict[tuple[int, int], bool] = field(default_factory=dict)
    hinted: set[tuple[int, int]] = field(default_factory=set)
    reports: int = 0
    outlets: int = 0
    reports_needless: int = 0
    outlets_needless: int = 0
    rounds: int = 0
    seconds: float = 0.0

    def by(self, level: Level) -> tuple[int, int]:
        """Alerts of a level, and how many of them are needless."""
        told = sum(number for kind, number in self.told.items() if kind.level is level)
        return told, sum(number for kind, number in self.needless.items() if kind.level is level)

    def recall(self, rising_to: int | None = None, *, hinted: bool = False) -> float:
        """The share of true gains that were told; all above one origin, or those to a number."""
        asked = [key for key in self.gains if rising_to in (None, key[1])]
        told = sum(self.gains[key] or (hinted and key in self.hinted) for key in asked)
        return told / len(asked) if asked else 1.0


class Replay:
    """A world told round by round.

    Args:
        world: the world.
        days: of a round: 1 for every day, 7 for every week.
        joined: whether claims are joined from the mentions, or taken as they truly are.
    """

    def __init__(self, world: World, pack: Subject, days: int, *, joined: bool) -> None:
        self.world, self.pack, self.truth = world, pack, Truth(world)
        self.tally = Tally()
        self._joined, self._length = joined, days
        readings, self._claims = rendered(world)
        self._number = {r.report.id: int(r.report.name.split()[1]) for r in readings}
        self._rounds: defaultdict[date, list[Reading]] = defaultdict(list)
        start = min(world.by_number[n].day for n in self._number.values())
        for reading in readings:
            day = world.by_number[self._number[reading.report.id]].day
            at = start + timedelta(days=(day - start).days // days * days + days - 1)
            self._rounds[at].append(reading)
        self._true_claim = {report: claim for claim in self._claims for report in claim.reports}
        self._standings: dict[str, Standing] = {}
        self._seen: dict[str, Reading] = {}
        self._truths: dict[int, int] = {}
        self.weeks = (max(self._rounds) - start).days / 7

    def run(self) -> Tally:
        """Tells all of it."""
        for day in sorted(self._rounds):
            fresh = self._rounds[day]
            self._seen.update((reading.report.id, reading) for reading in fresh)
            claims = self._touched(fresh)
            after = [standing_of(claim, support) for claim, support in self._supported(claims)]
            started = cpu_seconds()
            found = changed(self._before(after), after, News(fresh={reading.report.id for reading in fresh}))
            self.tally.seconds += cpu_seconds() - started
            self.tally.rounds += 1
            self._judge(found, day)
            self._peers(fresh, day)
            self._keep(found)
        return self.tally

    def _touched(self, fresh: Iterable[Reading]) -> list[Claim]:
        """The claims of now whose reports are not those of before."""
        if self._joined:
            before = {standing.mentions for standing in self._standings.values()}
            return [c for c in join(list(self._seen.values()), self.pack) if tuple(sorted(c.mentions)) not in before]
        true = {(claim := self._true_claim[reading.report.id]).id: claim for reading in fresh}
        return [
            replace(
                claim,
                mentions=tuple(m for m in claim.mentions if m.partition(".")[0] in self._seen),
                reports=tuple(r for r in claim.reports if r in self._seen),
            )
            for claim in true.values()
        ]

    def _supported(self, claims: Iterable[Claim]) -> Iterator[tuple[Claim, Support]]:
        """Each claim with its support; every report of a world tells one claim, so a claim is traced by itself."""
        for claim in claims:
            readings = [self._seen[report] for report in claim.reports]
            yield claim, trace(readings, [claim], self.pack).supports[0]

    def _before(self, after: Sequence[Standing]) -> Mapping[str, Standing]:
        """How the claims stood that are compared: all of them where join may have moved mentions from one to another."""
        if self._joined:
            return self._standings
        return {s.claim: self._standings[s.claim] for s in after if s.claim in self._standings}

    def _keep(self, found: Iterable[Changed]) -> None:
        if self._joined:
            gone = {m for item in found for m in item.now.mentions}
            self._standings = {c: s for c, s in self._standings.items() if gone.isdisjoint(s.mentions)}
        self._standings.update((item.now.claim, item.now) for item in found)

    def _events(self, standing: Standing) -> dict[int, int]:
        """The events that a claim tells of; with a claim as it truly is, one."""
        return Counter(self.world.by_number[self._number[r]].event for r in standing.reports)

    def _judge(self, found: Iterable[Changed], day: date) -> None:
        for item in found:
            events = self._events(item.now)
            most, grew = max(self.truth.independent(event, day) for event in events), False
            for event in events:
                was, now = self._truths.get(event), self.truth.independent(event, day)
                if was is not None and now > was:
                    grew = True
                    self.tally.gains.update({(event, n): False for n in range(max(2, was + 1), now + 1)})
                self._truths[event] = now
            kinds = {change.kind for change in item.changes}
            if kinds & {Kind.CONFIRMED, Kind.POSSIBLE, Kind.SHOWN}:
                for event in events:
                    self.tally.hinted.update(key for key in self.tally.gains if key[0] == event)
            if Kind.CONFIRMED in kinds:
                for event in events:
                    for n in range(2, min(item.now.at_least, self.truth.independent(event, day)) + 1):
                        if (event, n) in self.tally.gains:
                            self.tally.gains[event, n] = True
            if item.changes:
                first = item.changes[0].kind
                self.tally.told[first] += 1
                told = int(item.changes[0].was.partition("..")[0] or 0) if first in _LOSSES else 0
                back = any(self.truth.taken_back(event, day) for event in events)
                borne_out = (
                    most >= item.now.at_least
                    if first in _GAINS
                    else most < told
                    if first in _LOSSES
                    else back
                    if first in (Kind.WITHDRAWN, Kind.STATUS)
                    else grew
                )
                self.tally.needless[first] += not borne_out

    def _peers(self, fresh: Iterable[Reading], day: date) -> None:
        """What is told by who counts reports, or outlets, of the claims as they truly are."""
        new = {reading.report.id for reading in fresh}
        for claim in {self._true_claim[report].id: self._true_claim[report] for report in new}.values():
            here = [self.world.by_number[self._number[r]] for r in claim.reports if r in self._seen]
            known = [r for r in here if not self._is_new(r.number, claim, new)]
            if not known:
                continue
            event = here[0].event
            earlier = self.truth.independent(event, max(r.day for r in known))
            grew = self.truth.independent(event, day) > earlier
            more = {r.outlet for r in here} - {r.outlet for r in known}
            self.tally.reports += 1
            self.tally.reports_needless += not grew
            self.tally.outlets += bool(more)
            self.tally.outlets_needless += bool(more) and not grew

    def _is_new(self, number: int, claim: Claim, new: set[str]) -> bool:
        return any(self._number[r] == number for r in claim.reports if r in new)


def measure() -> Iterator[Row]:
    """Rows for each replay and its peers, for the demo and for the stories."""
    pack = load()
    yield from _told_cases(pack)
    for joined, days, seeds in ((False, 1, SEEDS), (True, 7, SEEDS[:1])):
        for seed in seeds:
            replay = Replay(made(Settings(reports=REPORTS, seed=seed)), pack, days, joined=joined)
            started = cpu_seconds()
            tally = replay.run()
            yield from _rows(replay, tally, joined, cpu_seconds() - started)


def _told_cases(pack: Subject) -> Iterator[Row]:
    for name, folder in (
        ("the demo", ROOT / "demo" / "corpus"),
        ("the developer stories", ROOT.parent / "shared" / "stories"),
    ):
        if folder.is_dir():
            started = cpu_seconds()
            told = list(told_of(_read(folder), pack))
            now = [f"{item.changes[0].kind.value}: {title}" for item, title in told if item.level is Level.NOW]
            levels = Counter(item.level.value for item, _ in told)
            yield Row(
                task=f"alerts of {name}, report by report",
                program="secondsource",
                items=levels["now"],
                unit="alerts that matter now",
                seconds=cpu_seconds() - started,
                rounds=1,
                note=f"{levels['later']} for the digest, {levels['asked']} only for who asks; now: {'; '.join(now) or 'none'}",
            )


def _read(folder: Path) -> CaseView:
    """The documents of a folder as a case."""
    with TemporaryDirectory() as place, Case.create(Path(place) / "case", now=NOW) as case:
        paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.name[:2].isdigit())
        run(case, paths, now=datetime.fromisoformat(NOW))
        return case.view()


def told_of(view: CaseView, pack: Subject) -> Iterator[tuple[Changed, str]]:
    """What would have been told of a case, had its reports come in one by one in the order of their publication; each with the claim's title.

    Everything is derived anew after each report, from those that had come in.
    """
    before: dict[str, Standing] = {}
    known = [reading for reading in view.readings if reading.report.date is not None]
    for number in range(1, len(known) + 1):
        readings, fresh = tuple(known[:number]), {known[number - 1].report.id}
        claims = join(readings, pack)
        traced = trace(readings, claims, pack)
        now = replace(
            view, readings=readings, claims=claims, traced=traced, findings=law.findings(claims, traced, readings, pack)
        )
        after = tuple(standings_of(now))
        found = changed(before, after, News(fresh=fresh, mended=mended(now, pack, fresh).claims))
        titles = {claim.id: claim.title for claim in claims}
        yield from ((item, titles[item.now.claim]) for item in found if item.changes and before)
        before = {item.now.claim: item.now for item in found}


def _rows(replay: Replay, tally: Tally, joined: bool, spent: float) -> Iterator[Row]:
    how = f"claims as joined, {tally.rounds:,} weeks" if joined else f"true claims, {tally.rounds:,} days"
    task = f"alerts of {REPORTS:,} reports ({how}, seed {replay.world.settings.seed})"
    for level in Level:
        told, needless = tally.by(level)
        of = ", ".join(f"{k.value} {tally.needless[k]}/{n}" for k, n in sorted(tally.told.items()) if k.level is level)
        yield Row(
            task=f"{task}: {level.value}",
            program="secondsource",
            items=told,
            unit="alerts",
            seconds=spent,
            rounds=1,
            note=f"{needless} needless, {needless / replay.weeks:.2f} a week, {needless / 52:.2f} if all came in one year ({of})",
        )
    yield Row(
        task=f"{task}: true gains told",
        program="secondsource",
        items=len(tally.gains),
        unit="gains",
        seconds=tally.seconds,
        rounds=1,
        note=f"{tally.recall():.0%} told as confirmed ({tally.recall(2):.0%} of those to two origins); {tally.recall(hinted=True):.0%} with kind possible",
    )
    for peer, told, needless in (
        ("every further report", tally.reports, tally.reports_needless),
        ("every further outlet", tally.outlets, tally.outlets_needless),
    ):
        yield Row(
            task=task,
            program=peer,
            items=told,
            unit="alerts",
            seconds=spent,
            rounds=1,
            note=f"{needless} needless, {needless / replay.weeks:.2f} a week, {needless / 52:.2f} if all came in one year",
        )
