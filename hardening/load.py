"""A day of a small team, pressed together: feeds arrive, five reviewers decide, two people search, dossiers are written, all at once and for real.

`python -m hardening.load MINUTES` presses 24 hours into so many minutes (20 unless told): every hour a feed on this machine brings articles, which a process of its
own fetches and reads into the case, while the desk is served by another to people who are signed in. It prints a table by quarters of the day, and ends with 1 if
anything failed: an answer that is no page, a decision that was accepted and is not in the ledger, a case that `verify` finds wrong, memory that grows.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

from benchmarks.desk import served
from benchmarks.growing import write
from secondsource import pipeline
from secondsource.model import Role
from secondsource.store import Case
from secondsource.store.office import Office
from secondsource.trace.ecology import Settings, made, rendered
from tests.watch.pages import feed, page
from tests.watch.site import Site, serving

from .person import Person

HOURS, QUARTERS = 24, 4
BEFORE, EACH_HOUR = 200, 4
REVIEWERS, SEARCHERS = 5, 2
PAUSE = 2.0
"""Seconds between two acts of a person, in the mean (exponential)."""
WORDS = "seven barges in the fog"
GROWTH = 1.25
"""More memory than this share of that after the first quarter counts as growing."""
_SEARCHES = ("workers stopped", "courier", "wages", "flown home", "임금", "manager outlet:courier", "valley from:2016")


@dataclass
class Day:
    """What happened: seconds by kind of act and quarter, memory of the desk by hour in MB, what failed."""

    length: float
    begun: float = field(default_factory=time.monotonic)
    took: dict[tuple[str, int], list[float]] = field(default_factory=lambda: defaultdict(list))
    memory: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    first: datetime = field(default_factory=lambda: datetime.now(UTC))
    """What the sources are asked by: this and the hours since."""
    over: threading.Event = field(default_factory=threading.Event)

    def hour(self) -> int:
        """The hour of the day, from 0."""
        return min(HOURS - 1, int((time.monotonic() - self.begun) / self.length * HOURS))

    def timed(self, kind: str, act: Callable[..., object], *given: object) -> None:
        """Does something with what is given, and notes how long it took, or that it failed."""
        began, quarter = time.perf_counter(), self.hour() * QUARTERS // HOURS
        try:
            act(*given)
        except HTTPError as error:
            if error.code == 404 and kind in ("claim", "decide"):
                kind = "gone"  # what came in meanwhile made another claim of it
                self.took[kind, quarter].append(time.perf_counter() - began)
            else:
                self.failed.append(f"{kind}: {error}"[:400])
        except Exception as error:
            self.failed.append(f"{kind}: {type(error).__name__}: {error}"[:400])
        else:
            self.took[kind, quarter].append(time.perf_counter() - began)

    def rest(self, chance: random.Random, mean: float = PAUSE) -> None:
        """Looks at what is on the screen."""
        self.over.wait(chance.expovariate(1 / mean))


def main(minutes: float) -> int:
    """Lives the day."""
    with tempfile.TemporaryDirectory(prefix="secondsource-load-") as made_for, serving() as site:
        folder = Path(made_for) / "case"
        articles = _begun(folder, Path(made_for) / "in")
        _watch(folder, site)
        with served(folder) as desk:
            day = Day(minutes * 60)
            people = [
                threading.Thread(target=_reviews, args=(day, desk.port, number)) for number in range(REVIEWERS)
            ] + [threading.Thread(target=_searches, args=(day, desk.port, number)) for number in range(SEARCHERS)]
            for person in people:
                person.start()
            for hour in range(HOURS):
                _hour(day, hour, folder, site, articles)
                day.memory.append(desk.held())
                day.over.wait(max(0.0, day.begun + (hour + 1) * day.length / HOURS - time.monotonic()))
            day.over.set()
            for person in people:
                person.join(timeout=120)
        checked(day, folder, BEFORE * 9 // 10 + HOURS * EACH_HOUR)
        return told(day, minutes)


def _begun(folder: Path, given: Path) -> list[bytes]:
    """A case of some reports with five reviewers and two readers; gives the articles that come during the day."""
    readings, _ = rendered(made(Settings(reports=BEFORE + HOURS * EACH_HOUR * 2, seed=31)))
    random.Random(31).shuffle(readings)
    write(readings[:BEFORE], given)
    with Case.create(folder, now="2026-03-01T00:00:00Z") as case:
        pipeline.run(case, [given], now=datetime(2026, 3, 1, tzinfo=UTC))
    office = Office(folder)
    office.people.add("Keeper", Role.KEEPER, at="2026-03-01T00:00:00Z", password=WORDS)
    for number in range(REVIEWERS):
        office.people.add(f"Reviewer {number}", Role.REVIEWER, at="2026-03-01T00:00:00Z", password=WORDS)
    for number in range(SEARCHERS):
        office.people.add(f"Reader {number}", Role.READER, at="2026-03-01T00:00:00Z", password=WORDS)
    office.close()
    later = [r.report for r in readings[BEFORE : BEFORE + HOURS * EACH_HOUR]]
    return [
        page(
            r.title.value if r.title else "Workers",
            *r.text.split("\n\n"),
            outlet=r.outlet.value if r.outlet else "",
            day=r.published.value if r.published else "",
        )
        for r in later
    ]


def _watch(folder: Path, site: Site) -> None:
    site.paths["/feed"] = feed(site.url, [])
    command = ["watch", "add", "feed", f"{site.url}/feed", "--every", "1h", "--allow-private", "--case", str(folder)]
    subprocess.run([sys.executable, "-m", "secondsource.cli.main", *command], check=True, capture_output=True)


def _hour(day: Day, hour: int, folder: Path, site: Site, articles: list[bytes]) -> None:
    """What the clock brings: articles, and now and then a dossier and an export."""
    there = [f"/a{number}" for number in range(EACH_HOUR * (hour + 1))]
    for number, path in enumerate(there):
        site.paths[path] = articles[number]
    site.paths["/feed"] = feed(site.url, there)
    at = (day.first + timedelta(hours=hour, minutes=1)).isoformat()
    day.timed("gather", _ran, "-m", "hardening.gathers", str(folder), at)
    if hour % 4 == 1:
        for form in ("html", "docx"):
            out = folder.with_name(f"dossier.{form}")
            command = ["dossier", "--format", form, "--case", str(folder), "-o", str(out)]
            day.timed("dossier", _ran, "-m", "secondsource.cli.main", *command)
    if hour % 4 == 3:
        command = ["export", "--what", "claims", "--format", "csv", "--case", str(folder)]
        day.timed("export", _ran, "-m", "secondsource.cli.main", *command)


def _ran(*words: str) -> None:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, cwd=_ROOT)
    if done.returncode not in (0, 3):
        raise RuntimeError(done.stderr[-300:])


_ROOT = Path(__file__).resolve().parents[1]


def _reviews(day: Day, port: int, number: int) -> None:
    """Somebody who opens claims, and gives every third of them a grade."""
    chance, person = random.Random(100 + number), Person(port)
    day.timed("sign in", person.sign_in, f"Reviewer {number}", WORDS)
    while not day.over.is_set():
        claims: list[str] = []
        day.timed("list", _listed, person, claims)
        for claim in chance.sample(claims, min(3, len(claims))):
            day.rest(chance)
            if day.over.is_set():
                return
            day.timed("claim", person.get, claim)
        if claims:
            why = f"load {number} {len(day.decided)} {chance.random()}"
            day.timed("decide", _decides, day, person, claim, chance, why)
        day.rest(chance)


def _listed(person: Person, claims: list[str]) -> None:
    claims += person.claims("/")


def _decides(day: Day, person: Person, claim: str, chance: random.Random, why: str) -> None:
    sent = {"letter": chance.choice("ABCDEF"), "digit": chance.choice("123456"), "why": why}
    if person.send(f"{claim}/decide", "/decide/grade", sent):
        day.decided.append(why)


def _searches(day: Day, port: int, number: int) -> None:
    """Somebody who searches, and leafs through the other pages."""
    chance, person = random.Random(200 + number), Person(port)
    day.timed("sign in", person.sign_in, f"Reader {number}", WORDS)
    while not day.over.is_set():
        query = f"/search?q={quote(chance.choice(_SEARCHES))}"
        day.timed("search", person.get, query)
        day.rest(chance)
        other = chance.choice(("/reports", "/sources", "/timeline", "/network", "/numbers", "/law"))
        day.timed("page", person.get, other)
        day.rest(chance)


def checked(day: Day, folder: Path, reports: int) -> None:
    """Notes what of the case is not as it must be after the day: every accepted decision in it, and at least so many reports."""
    with Case.open(folder) as case:
        day.failed += [f"verify: {problem.sentence}" for problem in pipeline.verify(case)]
        there = {entry.decision.why for entry in case.ledger.entries()}
        day.failed += [f"lost decision: {why}" for why in day.decided if why not in there]
        with case.reading() as connection:
            there_are = connection.exec_driver_sql("SELECT count(*) FROM reports").scalar_one()
    if there_are < reports:
        day.failed.append(f"only {there_are} reports are in the case")
    first, last = max(day.memory[: HOURS // QUARTERS]), max(day.memory[-HOURS // QUARTERS :])
    if last > first * GROWTH:
        day.failed.append(f"the desk's memory grew from {first:.0f} to {last:.0f} MB")


def told(day: Day, minutes: float) -> int:
    """Prints the day; 1 if anything failed."""
    print(f"{HOURS} hours in {minutes:g} minutes; {len(day.decided)} decisions, {HOURS * EACH_HOUR} articles")
    for kind in sorted({kind for kind, _ in day.took}):
        cells = []
        for quarter in range(QUARTERS):
            held = day.took.get((kind, quarter), [])
            cells.append(f"{len(held):5} {_p(held, 50):7.2f} {_p(held, 95):7.2f}" if held else " " * 21)
        print(f"{kind:10}" + " |".join(cells))
    print("memory of the desk, MB, by hour: " + " ".join(f"{mb:.0f}" for mb in day.memory))
    for sentence in day.failed[:40]:
        print(f"FAILED {sentence}")
    print(f"{len(day.failed)} failures; load of the machine at the end {os.getloadavg()[0]:.1f}")
    print(json.dumps({"failed": len(day.failed), "decided": len(day.decided)}))
    return 1 if day.failed else 0


def _p(held: list[float], share: int) -> float:
    return statistics.quantiles(held, n=100, method="inclusive")[share - 1] if len(held) > 1 else held[0]


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else 20))
