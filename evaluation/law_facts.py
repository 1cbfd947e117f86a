"""How well a claim fills the law's facts, and how well the words for ILO's indicators are found: right law on wrong facts is wrong.

The gold (`law/facts.jsonl`, `law/indicators.jsonl`) was written from the developer stories and the two seed articles by a reader who had
not seen the program: which facts of the vocabulary the reports' words give for each claim, which the provisions ask and the words do not
give, and every passage for or against an indicator. It holds values and offsets, no words.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondsource.collect import read_capture
from secondsource.law import event_of, indicators
from secondsource.law.asked import asked_facts
from secondsource.law.given import EventFacts
from secondsource.law.material import Material
from secondsource.law.values import Given
from secondsource.law.vocabulary import vocabulary
from secondsource.model import Claim, Reading, Ref, Span
from secondsource.read import default_reader
from secondsource.store import CaseView
from secondsource.subjects import Subject, load
from secondsource.subjects.names import SourceNames

from .gold import reading_of
from .lines import Row
from .predict.stories import report_of, whole

HERE = Path(__file__).parent / "law"
_NOT_ASKED = frozenset({"event.country", "event.date", "event.type", "event.factuality"})
"""Measured with the events themselves. Facts that no provision asks of such an event are left out too: the law has no use for them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story read: its case, and the file of the shared folder behind each report."""

    view: CaseView
    files: Mapping[str, str]


def rows(name: str) -> list[Row]:
    """The lines of a gold file."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def digest() -> str:
    """SHA-256 over the gold."""
    total = hashlib.sha256()
    for path in sorted(HERE.glob("*.jsonl")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def measure(shared: Path, *, gold: bool) -> dict[str, Any]:
    """Shares in per cent.

    Args:
        shared: the folder of stories and seeds.
        gold: hand the stories' own statements and events in; then the seeds, which have none, are left out.

    Returns:
        `facts`: `right` of those that the words give; `wrong` of those filled in; counts. `indicators`: precision of the words shown for or
        against one (`P`), and how many of the sure passages for one are shown (`R`). `by fact` and `by indicator` for a look.
    """
    pack = load()
    told = dict(_stories(shared, pack, gold=gold))
    if not gold:
        told |= dict(_seeds(shared, pack))
    return {**_facts(told, pack, shared), **_indicators(told, pack)}


def _stories(shared: Path, pack: Subject, *, gold: bool) -> Iterator[tuple[str, Told]]:
    names, reader = SourceNames(pack), default_reader(pack)
    for path in sorted((shared / "stories").glob("*/story.json")):
        paths = [p for p in sorted(path.parent.glob("*.json")) if p != path]
        found = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in paths}
        outlets = {row["outlet"] for row in found.values()}
        readings: dict[str, Reading] = {}
        for name, row in found.items():
            if gold:
                reading, _ = reading_of(row, outlets, names)
            else:
                reading = reader.read(report_of(row, pack))
            readings[name] = reading
        story = path.parent.name
        yield (
            story,
            Told(
                whole(story, list(readings.values()), pack),
                {reading.report.id: f"{story}/{name}" for name, reading in readings.items()},
            ),
        )


def _seeds(shared: Path, pack: Subject) -> Iterator[tuple[str, Told]]:
    reader = default_reader(pack)
    for path in sorted((shared / "seeds").glob("*.txt")):
        (report,) = read_capture(path.read_bytes(), path.name, pack).reports
        name = f"seeds/{path.name}"
        yield name, Told(whole(name, [reader.read(report)], pack), {report.id: name})


def measure_held() -> dict[str, Any]:
    """The same shares on invented passages of other writers (`held_facts.jsonl`, `held_indicators.jsonl`), half of them traps.

    Nobody looked at them while cues were written. A passage is read as a report of its own.
    """
    pack = load()
    reader = default_reader(pack)

    def read(row: Row) -> Told:
        report = report_of(
            {
                "id": row["id"],
                "outlet": "The Harbour Post",
                "published": row.get("published", "2019-06-01"),
                "language": row["language"],
                "text": row["text"],
            },
            pack,
        )
        return Told(whole(row["id"], [reader.read(report)], pack), {report.id: row["id"]})

    return {**_held_facts(read, pack), **_held_indicators(read, pack)}


def _held_facts(read: Callable[[Row], Told], pack: Subject) -> dict[str, Any]:
    given = right = filled = wrong = lost = 0
    by_fact: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows("held_facts.jsonl"):
        told = read(row)
        asked = asked_facts(pack).get(row["type"], frozenset())
        wanted = {n: f for n, f in row["facts"].items() if n in asked and n not in _NOT_ASKED}
        given += len(wanted)
        at = row["text"].index(row["trigger"])
        where = {"story": row["id"], "claim": "", "type": row["type"], "trigger": [at, at + len(row["trigger"])]}
        claim = _matched(told, where, {})
        if claim is None:
            lost += 1
            continue
        event = event_of(claim, Material(told.view.readings), told.view.support(claim.id), pack)
        held = EventFacts(event, pack)
        for name, gold in wanted.items():
            ours = held.base.get(name)
            verdict = "missed" if ours is None else "right" if _same(name, ours, gold, pack) else "wrong"
            by_fact[name][verdict] += 1
            right += verdict == "right"
            filled += verdict != "missed"
            wrong += verdict == "wrong"
        for name in row["not_given"]:
            if name in event.facts:
                by_fact[name]["not given"] += 1
                filled += 1
                wrong += 1
    return {
        "facts": {"right": _share(right, given), "wrong": _share(wrong, filled), "given": given, "filled": filled},
        "claims without a match": lost,
        "by fact": {name: dict(sorted(tally.items())) for name, tally in sorted(by_fact.items())},
    }


def _held_indicators(read: Callable[[Row], Told], pack: Subject) -> dict[str, Any]:
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows("held_indicators.jsonl"):
        told = read(row)
        marks = []
        for mark in row["marks"]:
            at = row["text"].index(mark["words"])
            marks.append((mark["indicator"], Span(at, at + len(mark["words"])), mark["for"]))
        shown = {
            (found.id, ref.span, side)
            for found in indicators(told.view.claims, told.view.readings, pack)
            for refs, side in ((found.refs, True), (found.against, False))
            for ref in refs
        }
        for name, span, side in shown:
            good = any(name == n and side == s and span.overlaps(g) for n, g, s in marks)
            by[name]["right" if good else "wrong"] += 1
        for name, span, side in marks:
            hit = any(name == n and side == s and span.overlaps(g) for n, g, s in shown)
            by[name]["shown" if hit else "not shown"] += 1
    total: Counter[str] = sum(by.values(), Counter())
    return {
        "indicators": {
            "P": _share(total["right"], total["right"] + total["wrong"]),
            "R": _share(total["shown"], total["shown"] + total["not shown"]),
            "spans": total["right"] + total["wrong"],
        },
        "by indicator": {name: dict(sorted(tally.items())) for name, tally in sorted(by.items())},
    }


# -- facts


def _facts(told: Mapping[str, Told], pack: Subject, shared: Path) -> dict[str, Any]:
    given = right = filled = wrong = lost = 0
    by_fact: dict[str, Counter[str]] = defaultdict(Counter)
    triggers = _gold_triggers(told, shared)
    for row in rows("facts.jsonl"):
        story = told.get(row["story"])
        if story is None:
            continue
        claim = _matched(story, row, triggers)
        asked = asked_facts(pack).get(row["type"], frozenset())
        wanted = {n: f for n, f in row["facts"].items() if n in asked and n not in _NOT_ASKED and not f.get("optional")}
        given += len(wanted)
        if claim is None:
            lost += 1
            for name in wanted:
                by_fact[name]["claim not found"] += 1
            continue
        event = event_of(claim, Material(story.view.readings), story.view.support(claim.id), pack)
        held = EventFacts(event, pack)
        for name, gold in wanted.items():
            ours = held.base.get(name)
            verdict = "missed" if ours is None else "right" if _same(name, ours, gold, pack) else "wrong"
            by_fact[name][verdict] += 1
            right += verdict == "right"
            filled += verdict != "missed"
            wrong += verdict == "wrong"
        for name in event.facts:
            if name in row["unknown"]:
                by_fact[name]["not given"] += 1
                filled += 1
                wrong += 1
    return {
        "facts": {"right": _share(right, given), "wrong": _share(wrong, filled), "given": given, "filled": filled},
        "claims without a match": lost,
        "by fact": {name: dict(sorted(tally.items())) for name, tally in sorted(by_fact.items())},
    }


def _same(name: str, ours: Given, gold: Mapping[str, Any], pack: Subject) -> bool:
    terms = vocabulary(pack).terms
    fact = terms.facts[name]
    accepted = [fact.given(value, terms.known) or () for value in (gold["value"], *gold.get("accept", ()))]
    if fact.kind in ("number", "integer"):
        # “about 168,000” is a range around it
        return any(len(a) == len(ours) and all(any(_holds(o, g) for o in ours) for g in a) for a in accepted)
    return any(set(a) == set(ours) for a in accepted)


def _holds(ours: Any, gold: Any) -> bool:
    return bool(ours[0] <= gold[0] and gold[1] <= ours[1] and ours[1] - ours[0] <= 0.2 * max(ours[1], 1))


def _gold_triggers(told: Mapping[str, Told], shared: Path) -> Mapping[tuple[str, str], list[tuple[str, Span]]]:
    """Where each claim of the stories is told, as their annotation has it: file and trigger."""
    out: dict[tuple[str, str], list[tuple[str, Span]]] = defaultdict(list)
    for story in told:
        for path in sorted((shared / "stories" / story).glob("*.json")):
            row = json.loads(path.read_text(encoding="utf-8"))
            for event in row.get("events", ()) if path.name != "story.json" else ():
                trigger = event["trigger"] if isinstance(event["trigger"][0], int) else event["trigger"][0]
                if event["claim"]:
                    out[story, event["claim"]].append((f"{story}/{path.name}", Span(*trigger)))
    return out


def _matched(story: Told, row: Row, triggers: Mapping[tuple[str, str], Sequence[tuple[str, Span]]]) -> Claim | None:
    """The claim with the most mentions at the gold claim's triggers; of the same type first."""
    where = [(row["story"], Span(*row["trigger"]))] if "trigger" in row else triggers[row["story"], row["claim"]]

    def met(claim: Claim) -> int:
        return sum(
            any(story.files[mention.report] == file and mention.trigger.overlaps(span) for file, span in where)
            for mention in story.view.mentions_of(claim)
        )

    best = max(story.view.claims, key=lambda claim: (met(claim), claim.type == row["type"], claim.id), default=None)
    return best if best is not None and met(best) else None


# -- indicators


def _indicators(told: Mapping[str, Told], pack: Subject) -> dict[str, Any]:
    passages: dict[tuple[str, str], list[tuple[Span, bool, bool]]] = defaultdict(list)
    for row in rows("indicators.jsonl"):
        speaks_for = row["for"] != row["denied"]
        passages[row["file"], row["indicator"]].append((Span(row["start"], row["end"]), speaks_for, row["sure"]))
    shown: dict[tuple[str, str, bool], set[Span]] = defaultdict(set)
    for story in told.values():
        for found in indicators(story.view.claims, story.view.readings, pack):
            for refs, speaks_for in ((found.refs, True), (found.against, False)):
                for ref in refs:
                    shown[_file(story, ref), found.id, speaks_for].add(ref.span)
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for (file, indicator, speaks_for), spans in shown.items():
        for span in spans:
            good = any(span.overlaps(g) and side == speaks_for for g, side, _ in passages.get((file, indicator), ()))
            by[indicator]["right" if good else "wrong"] += 1
    files = {file for story in told.values() for file in story.files.values()}
    for (file, indicator), spans_told in passages.items():
        for span, speaks_for, sure in spans_told if file in files else ():
            if sure and speaks_for:
                hit = any(span.overlaps(ours) for ours in shown.get((file, indicator, True), ()))
                by[indicator]["shown" if hit else "not shown"] += 1
    total: Counter[str] = Counter()
    for tally in by.values():
        total.update(tally)
    return {
        "indicators": {
            "P": _share(total["right"], total["right"] + total["wrong"]),
            "R": _share(total["shown"], total["shown"] + total["not shown"]),
            "spans": total["right"] + total["wrong"],
        },
        "by indicator": {name: dict(sorted(tally.items())) for name, tally in sorted(by.items())},
    }


def _file(story: Told, ref: Ref) -> str:
    return story.files[ref.report]


def _share(part: int, all_of: int) -> float | None:
    return round(100 * part / all_of, 1) if all_of else None
