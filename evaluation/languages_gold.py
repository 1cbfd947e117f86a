"""Invented reports in Chinese, Russian and Japanese with what they say: statements, chains, factuality, events, dates and amounts.

The reports of a file stand in turn in two halves: the odd ones were looked at while the readers were made, the even ones were not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from secondsource.collect import read_capture
from secondsource.model import Anonymity, LinkKind, Mention, Report, Statement
from secondsource.read import Reader, default_reader
from secondsource.read.sources import registry
from secondsource.subjects import load
from secondsource.subjects.names import folded

FOLDER = Path(__file__).parent / "languages"
HALVES = ("seen", "unseen")
_UNNAMED = "unnamed"


@dataclass
class Counts:
    """What was counted of one set: found, in the gold, right; and the errors by kind, for people to read."""

    number: dict[str, int] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, by: int = 1) -> None:
        """Counts."""
        self.number[name] = self.number.get(name, 0) + by

    def wrong(self, kind: str, words: str) -> None:
        """Keeps an error."""
        self.errors.append((kind, words))

    def share(self, part: str, whole: str) -> float | None:
        """A percentage; None of nothing."""
        return round(100 * self.number.get(part, 0) / self.number[whole], 1) if self.number.get(whole) else None

    def f1(self, right: str, found: str, gold: str) -> float | None:
        """F1 in per cent."""
        total = self.number.get(found, 0) + self.number.get(gold, 0)
        return round(200 * self.number.get(right, 0) / total, 1) if total else None


def rows(language: str, half: str) -> list[dict[str, Any]]:
    """The reports of a half, `seen` or `unseen`."""
    every: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return every[HALVES.index(half) :: 2]


def digest(language: str, half: str) -> str:
    """SHA-256 of a half."""
    return hashlib.sha256(
        json.dumps(rows(language, half), ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()


def report_of(row: dict[str, Any], language: str | None) -> Report:
    """A row as collect reads a report that carries its own metadata; without a language it has to be found."""
    fields = {k: str(row[k]) for k in ("outlet", "published", "text")}
    data = json.dumps({**fields, "id": "row", **({"language": language} if language else {})}, ensure_ascii=False)
    (report,) = read_capture(data.encode(), "report.json", load()).reports
    return report


def measure(language: str, half: str, reader: Reader | None = None) -> tuple[dict[str, Any], Counts]:
    """Figures of a half in per cent, and what they rest on."""
    counts = Counts()
    chosen = reader or default_reader(load())
    for row in rows(language, half):
        found = report_of(row, None)
        counts.add("reports")
        counts.add("language", int(found.lang == language))
        report = report_of(row, language)
        reading = chosen.read(report)
        _statements(row, report, reading.statements, counts)
        _events(row, report, reading.mentions, counts)
    return {
        "statements": {"F": counts.f1("st right", "st found", "st gold")},
        "LINK": {"F": counts.f1("link right", "st found", "st gold")},
        "chain exact": counts.share("chain", "st right"),
        "factuality": counts.share("factuality", "st right"),
        "event types": {"F": counts.f1("ev right", "ev found", "ev gold")},
        "when": counts.share("when", "when gold"),
        "country": counts.share("country", "country gold"),
        "quantity": counts.share("quantity", "quantity gold"),
        "language": counts.share("language", "reports"),
    }, counts


def _dice(a: tuple[int, int], b: tuple[int, int]) -> float:
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * both / ((a[1] - a[0]) + (b[1] - b[0])) if both else 0.0


def _at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _pairs(
    gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]], least: float
) -> Iterator[tuple[int, int]]:
    """Best matches first, each once."""
    ranked = sorted(((_dice(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    left, right = set[int](), set[int]()
    for score, i, j in ranked:
        if score >= least and i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _statements(row: dict[str, Any], report: Report, found: Sequence[Statement], counts: Counts) -> None:
    gold = row["statements"]
    text = report.text
    spans = [_at(text, g["says"]) for g in gold]
    ours = [(s.hull.start, s.hull.end) for s in found]
    counts.add("st gold", len(gold))
    counts.add("st found", len(found))
    met = set[int]()
    taken = set[int]()
    for i, j in _pairs(spans, ours, 0.5):
        met.add(i)
        taken.add(j)
        g, s = gold[i], found[j]
        counts.add("st right")
        speaker = s.speaker.of(text) if s.speaker else ""
        link = speaker == g.get("by", "") or (
            bool(speaker) and bool(g.get("by")) and (speaker in g["by"] or g["by"] in speaker)
        )
        counts.add("link right", int(link))
        if not link:
            counts.wrong("speaker", f"{speaker!r} for {g.get('by', '')!r}: {g['says']}")
        same = _same_chain(g["chain"], s)
        counts.add("chain", int(same))
        if not same:
            counts.wrong("chain", f"{s.chain} for {g['chain']}: {g['says']}")
        how = s.factuality.value == g.get("how", "asserted")
        counts.add("factuality", int(how))
        if not how:
            counts.wrong("factuality", f"{s.factuality.value} for {g.get('how', 'asserted')}: {g['says']}")
    for i in sorted(set(range(len(gold))) - met):
        counts.wrong("statement missed", gold[i]["says"])
    for j in sorted(set(range(len(found))) - taken):
        counts.wrong("statement too many", found[j].hull.of(text))


def _same_chain(gold: Sequence[str], found: Statement) -> bool:
    links = found.chain.links
    if len(gold) != len(links):
        return False
    for name, link in zip(gold, links, strict=True):
        nobody = link.kind in (LinkKind.UNNAMED, LinkKind.GROUP, LinkKind.ROLE, LinkKind.RUMOUR)
        if name == _UNNAMED:
            if not nobody and found.anonymity is Anonymity.NAMED:
                return False
            continue
        known = registry(load()).named(name)
        a, b = folded(known.name if known else name), folded(link.name)
        if nobody or not (a == b or a in b or b in a):
            return False
    return True


def _events(row: dict[str, Any], report: Report, found: Sequence[Mention], counts: Counts) -> None:
    gold = row["events"]
    text = report.text
    counts.add("ev gold", len(gold))
    counts.add("ev found", len(found))
    met = set[int]()
    taken = set[int]()
    for i, g in enumerate(gold):
        near = text.index(g["at"])
        free = [(abs(m.trigger.start - near), j) for j, m in enumerate(found) if m.type == g["type"] and j not in taken]
        if not free:
            continue
        j = min(free)[1]
        met.add(i)
        taken.add(j)
        counts.add("ev right")
        _values(g, found[j], counts)
    for i in sorted(set(range(len(gold))) - met):
        counts.wrong("event missed", f"{gold[i]['type']} “{gold[i]['at']}”: {text[:70]}")
    for j in sorted(set(range(len(found))) - taken):
        counts.wrong("event too many", f"{found[j].type} “{found[j].trigger.of(text)}”: {text[:70]}")


def _values(gold: dict[str, Any], mention: Mention, counts: Counts) -> None:
    ours: dict[str, Any] = {
        "when": str(mention.when.date) if mention.when else None,
        "country": mention.place.country if mention.place else None,
        "quantity": sorted((q.what, q.range.low or -1, q.range.high or -1) for q in mention.quantities),
    }
    theirs = {
        "when": str(gold["when"]) if gold.get("when") else None,
        "country": gold.get("land"),
        "quantity": sorted((what, low or -1, high or -1) for what, low, high in gold.get("many", ())),
    }
    for name, value in theirs.items():
        if value:
            counts.add(f"{name} gold")
            counts.add(name, int(ours[name] == value))
            if ours[name] != value:
                counts.wrong(name, f"{ours[name]} for {value}: {gold['type']} “{gold['at']}”")
