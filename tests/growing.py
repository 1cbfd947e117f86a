"""A case that grows, shrinks and changes step by step, for tests that compare deriving again with deriving all anew."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from secondsource import law, trace, weigh
from secondsource.join import join
from secondsource.model import (
    Claim,
    Decision,
    DecisionKind,
    Figure,
    Finding,
    Grade,
    How,
    Indicator,
    Known,
    Loop,
    Reading,
    Relay,
    Support,
    Translation,
)
from secondsource.model.codec import encode
from secondsource.model.news import News, Patch
from secondsource.subjects import Subject
from secondsource.trace.ecology import Settings, made, rendered


def given(value: str) -> Known:
    return Known(value=value, how=How.GIVEN, why="test")


@dataclass
class Growing:
    """A case that stands, with all that was derived and kept."""

    pack: Subject
    readings: dict[str, Reading] = field(default_factory=dict)
    found: tuple[Claim, ...] = ()
    decisions: tuple[Decision, ...] = ()
    obtained: dict[str, str] = field(default_factory=dict)
    rows: dict[type, dict[str, tuple]] = field(default_factory=dict)
    kept: dict[str, dict[str, bytes]] = field(default_factory=dict)

    @property
    def reports(self) -> list[str]:
        def place(report: str) -> tuple[str, str]:
            published = self.readings[report].report.published
            return (published.value if published else "9999", report)

        return sorted(self.readings, key=place)

    @property
    def claims(self) -> list[str]:
        return [claim.id for claim in self.found]

    @property
    def outlets(self) -> frozenset[str]:
        return frozenset(r.report.outlet.value for r in self.readings.values() if r.report.outlet)

    def fetch(self, reports: Iterable[str]) -> Iterator[Reading]:
        return map(self.readings.__getitem__, reports)

    def of_claims(self, claims: Iterable[str]) -> Iterator[Claim]:
        by_id = {claim.id: claim for claim in self.found}
        return map(by_id.__getitem__, claims)

    def step(self, readings: Mapping[str, Reading], decisions: tuple[Decision, ...], whole: bool = False) -> News:
        """Puts these readings in the place of those that are there; gives what is new."""
        before, was = self.readings, {claim.id: claim for claim in self.found}
        decided = decisions != self.decisions
        self.readings, self.decisions = dict(readings), decisions
        self.found = join(list(readings.values()), self.pack)
        now = {claim.id: claim for claim in self.found}
        return News(
            whole=whole,
            reports=frozenset(r for r, reading in readings.items() if whole or before.get(r) != reading),
            gone=frozenset(before.keys() - readings.keys()),
            claims=frozenset(c for c, claim in now.items() if whole or was.get(c) != claim),
            lost=frozenset(was.keys() - now.keys()),
            decisions=decisions,
            decided=decided,
        )

    def take(self, kind: type, patch: Patch) -> None:
        """Keeps what was derived."""
        rows = self.rows.setdefault(kind, {})
        if patch.whole is not None:
            rows[""] = patch.whole
        rows.update(patch.rows)

    def keep(self, stage: str, parts: Mapping[str, bytes | None]) -> None:
        """Keeps what a stage wants kept."""
        kept = self.kept.setdefault(stage, {})
        for key, value in parts.items():
            if value is None:
                kept.pop(key, None)
            else:
                kept[key] = value

    def of(self, kind: type, keys: Iterable[str]) -> dict[str, tuple]:
        rows = self.rows.get(kind, {})
        return {key: rows[key] for key in keys if rows.get(key)}

    def all(self, kind: type) -> list[bytes]:
        """The rows of a kind in the order of a case, as they are written."""
        rows = self.rows.get(kind, {})
        keys: Iterable[str] = self.claims
        if kind is Relay:
            keys = sorted(rows)
        elif kind in (Loop, Figure):
            keys = [""]
        return [encode(row) for key in keys for row in rows.get(key, ())]


class Standing:
    """The case as stages see it."""

    def __init__(self, case: Growing) -> None:
        self.reports, self.claims, self.outlets = case.reports, case.claims, case.outlets
        self.readings, self.of_claims = case.fetch, case.of_claims


class Keeping:
    """What one stage keeps."""

    def __init__(self, case: Growing, stage: str) -> None:
        self._kept = case.kept.get(stage, {})

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        return {key: self._kept[key] for key in keys if key in self._kept}

    def all(self) -> Iterator[tuple[str, bytes]]:
        return iter(sorted(self._kept.items()))

    def put(self, values: Mapping[str, bytes | None]) -> None:
        raise AssertionError("what is to be kept is given back")


def derived_again(case: Growing, news: News) -> trace.Again:
    """Traces, grades and holds against the law what is new, and keeps it."""
    stand = Standing(case)
    got = trace.again(news, stand, case, Keeping(case, "trace"), case.pack, case.obtained)
    supports = got.supports.rows
    graded, weighed = weigh.again(
        news, got.claims, supports, got.imprints, stand, case, Keeping(case, "weigh"), case.pack
    )
    found, present, held = law.again(
        news, got.claims, supports, got.claims_at, stand, case, Keeping(case, "law"), case.pack
    )
    for kind, patch in (
        (Relay, got.relays), (Support, got.supports), (Loop, got.loops), (Figure, got.figures), (Grade, graded), (Finding, found), (Indicator, present),
    ):  # fmt: skip
        case.take(kind, patch)
    for stage, parts in (("trace", got.kept), ("weigh", weighed), ("law", held)):
        case.keep(stage, parts)
    return got


def derived_anew(case: Growing) -> dict[type, list[bytes]]:
    """All that follows from the case as it stands, as it is written."""
    readings = list(case.readings.values())
    traced = trace.trace(readings, case.found, case.pack, decisions=case.decisions, obtained=case.obtained)
    rows = {
        Relay: traced.relays,
        Support: traced.supports,
        Loop: traced.loops,
        Figure: traced.figures,
        Grade: weigh.grades(case.found, traced, readings, case.pack, case.decisions),
        Finding: law.findings(case.found, traced, readings, case.pack),
        Indicator: law.indicators(case.found, readings, case.pack),
    }
    return {kind: [encode(row) for row in found] for kind, found in rows.items()}


def decided(case: Growing, before: tuple[Decision, ...], chance: random.Random) -> tuple[Decision, ...]:
    """The decisions that were in force, with one more on a relay or a grade, or without the first."""
    relays = [row for rows in case.rows.get(Relay, {}).values() for row in rows]
    made = {"at": "2026-01-01T00:00:00Z", "who": "a", "why": ""}
    if relays and chance.random() < 0.5:
        relay = chance.choice(relays)
        kind = chance.choice((DecisionKind.REJECT, DecisionKind.ACCEPT))
        return (*before, Decision(kind=kind, object=f"{relay.taker}>{relay.giver}", **made))
    if case.claims and chance.random() < 0.3:
        claim, grade = chance.choice(case.claims), {"grade": chance.choice("ABCDEF") + chance.choice("123456")}
        return (*before, Decision(kind=DecisionKind.OVERRIDE, object=claim, values=grade, **made))
    return before[1:] if chance.random() < 0.5 else before


def walked(seed: int, pack: Subject, size: int = 70) -> Iterator[tuple[Growing, trace.Again]]:
    """A case that grows, shrinks and changes, derived again at every step."""
    chance = random.Random(seed)
    case = Growing(pack)
    decisions: tuple[Decision, ...] = ()
    for number, readings in enumerate(worlds(seed, size)):
        for reading in readings.values():
            case.obtained.setdefault(reading.report.capture, f"2026-01-{chance.randrange(10, 29)}T00:00:00Z")
        decisions = decided(case, decisions, chance)
        yield case, derived_again(case, case.step(readings, decisions, whole=not number))


def worlds(seed: int, size: int = 70) -> Iterator[dict[str, Reading]]:
    """Readings of a case that grows from nothing, and loses, gets back and changes reports."""
    chance = random.Random(seed)
    settings = Settings(
        reports=size,
        seed=seed,
        parts=chance.choice((1, 2, 4)),
        loops=0.4,
        retractions=0.3,
        hearsay=0.2,
        outlets=chance.choice((5, 9, None)),
    )
    every = {r.report.id: r for r in _troubled(rendered(made(settings))[0], chance)}
    there = set(chance.sample(sorted(every), len(every) // 2))
    yield {r: every[r] for r in there}
    for _ in range(6):
        absent, present = sorted(every.keys() - there), sorted(there)
        there |= set(chance.sample(absent, min(len(absent), chance.randrange(5))))
        there -= set(chance.sample(present, min(len(present), chance.randrange(3))))
        for report in chance.sample(sorted(there), min(len(there), chance.randrange(3))):
            every[report] = _changed(every[report], list(every.values()), chance)
        yield {r: every[r] for r in there}


def _troubled(readings: list[Reading], chance: random.Random) -> list[Reading]:
    """Some with an address, a title, a byline, a vague date, or given as a translation."""
    out = []
    for reading in readings:
        for _ in range(chance.randrange(3)):
            reading = _changed(reading, readings, chance)
        out.append(reading)
    return out


def _changed(reading: Reading, others: list[Reading], chance: random.Random) -> Reading:
    report, other = reading.report, chance.choice(others).report
    day = report.published.value if report.published else "2016-02-03"
    changes = (
        {"url": given(f"https://post.example/{chance.randrange(12)}")},
        {"title": given(f"News of {chance.randrange(4)}"), "url": None},
        {"byline": given(chance.choice(("Kim Chol-su", "김철수", "Jo Vale", "Dr. Jo Vale")))},
        {"published": given(chance.choice((day[:7], day[:4], other.published.value if other.published else day)))},
        {"published": None},
        {"outlet": other.outlet},
        {"outlet": None},
        {
            "outlet": given(
                chance.choice(("Harbour Wire", "하버와이어", "The Official Gazette", "State Official Gazette"))
            )
        },
        {"translation": Translation(of=chance.choice((other.id, other.name)), translator="office")},
        {"name": other.name},
        {"title": given(chance.choice(("Retraction: we take it back", "Correction: a number", "정정보도")))},
    )
    return replace(reading, report=replace(report, **chance.choice(changes)))
