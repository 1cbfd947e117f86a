"""Which of several rival values is likeliest: votes weighed by accuracy, copies discounted, incomplete values supporting fuller ones.

After the family of Dong, Berti-Equille and Srivastava, “Integrating conflicting data: the role of source dependence” (VLDB 2009) and
Yin, Han and Yu, “Truth discovery with multiple conflicting information providers” (TKDE 2008), in a form with one setting for all data:
a source's accuracy is the level of the property, which may be a hard one, and how far the source stands above that level over all
its properties; two sources that share values which hardly
anyone else gives count as one voice to that degree; a value that says less than another without contradicting it lends it part of its vote.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ROUNDS = 8
PRIOR, PRIOR_SIZE = 0.5, 4.0
"""Accuracy of a source before anything is known, and how many claims at the property's level it is thought to have made already."""
RIVALS = 10.0
"""How many wrong values a property is thought to have."""
LEND = 0.6
"""Part of its vote that a less complete value lends to a fuller one."""
SKILL = 2.0
"""How far a source's standing above or below the level of a property is believed."""
MOST_CHANCE = 0.5
"""Agreement off the majority that chance explains at most."""
MIN_SHARED = 15
"""Objects two sources must share before dependence is asked."""

_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
_NUMBER = re.compile(r"^[-+]?\d+(?:\.\d+)?$")
Object = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A value of an object with the probability given to it, its supporters and their number after copies are folded."""

    value: str
    probability: float
    sources: tuple[str, ...]
    voices: float


def normal(value: str) -> Hashable:
    """What two spellings of one value share: numbers as numbers, text as the set of its words, initials left out.

    >>> normal("Knuth, Donald E.") == normal("Donald E. KNUTH")
    True
    """
    text = value.strip().casefold()
    if _NUMBER.match(text):
        return float(text)
    words = _TOKEN.findall(text.replace("'", "").replace("’", ""))
    long = frozenset(w for w in words if len(w) > 1 or not w.isalpha() or not w.isascii())
    return long or text


def discover(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row per object with its likeliest value.

    Args:
        rows: `source`, `object`, `property` (may be absent), `value`; of several by one source for one object the first counts.

    Returns:
        Rows of `object`, `property`, `value`, `probability`, in order of first appearance.
    """
    ranked = rank((str(r["source"]), (str(r["object"]), str(r.get("property") or "")), str(r["value"])) for r in rows)
    return [
        {"object": o[0], "property": o[1], "value": values[0].value, "probability": round(values[0].probability, 4)}
        for o, values in ranked.items()
    ]


def rank(claims: Iterable[tuple[str, Object, str]]) -> dict[Object, tuple[Ranked, ...]]:
    """All values of every object, likeliest first; ties by number of sources, then by the words.

    Args:
        claims: source, object (with its property) and value as text.
    """
    said: dict[Object, dict[str, str]] = {}
    for source, thing, value in claims:
        said.setdefault(thing, {}).setdefault(source, value)
    table = {thing: _grouped(by_source) for thing, by_source in said.items()}
    depends = dependence(table)
    accuracy: dict[tuple[str, str], float] = {}
    chances: dict[Object, dict[Hashable, float]] = {}
    voices: dict[Object, dict[Hashable, float]] = {}
    for _ in range(ROUNDS):
        for thing, groups in table.items():
            chances[thing], voices[thing] = _weigh(thing[1], groups, accuracy, depends)
        accuracy = _accuracies(table, chances)
    return {thing: _ranked(groups, said[thing], chances[thing], voices[thing]) for thing, groups in table.items()}


def _grouped(by_source: Mapping[str, str]) -> dict[Hashable, list[str]]:
    out: dict[Hashable, list[str]] = defaultdict(list)
    for source in sorted(by_source):
        out[normal(by_source[source])].append(source)
    return dict(out)


def dependence(table: Mapping[Object, Mapping[Hashable, list[str]]]) -> dict[tuple[str, str], float]:
    """How far each pair of sources speaks with one voice, 0 to 1: its agreement where both leave the majority, beyond chance."""
    both: Counter[tuple[str, str]] = Counter()
    same: Counter[tuple[str, str]] = Counter()
    for groups in table.values():
        if len(groups) < 2:
            continue
        top = max(groups.values(), key=len)
        odd = [(source, value) for value, sources in groups.items() if sources is not top for source in sources]
        if len(odd) > 60:
            continue
        for i, (a, value) in enumerate(odd):
            for b, other in odd[i + 1 :]:
                pair = (a, b) if a < b else (b, a)
                both[pair] += 1
                same[pair] += value == other
    total, agreed = sum(both.values()), sum(same.values())
    # where copiers are most of those who leave the majority, their mean is no measure of chance
    chance = min(MOST_CHANCE, agreed / total) if total else 0.0
    out: dict[tuple[str, str], float] = {}
    for pair, n in both.items():
        if n >= MIN_SHARED:
            beyond = (same[pair] / n - chance) / (1.0 - chance) if chance < 1 else 0.0
            if beyond > 0.1:
                out[pair] = min(1.0, beyond)
    return out


def _weigh(
    prop: str,
    groups: Mapping[Hashable, list[str]],
    accuracy: Mapping[tuple[str, str], float],
    depends: Mapping[tuple[str, str], float],
) -> tuple[dict[Hashable, float], dict[Hashable, float]]:
    votes: dict[Hashable, float] = {}
    voices: dict[Hashable, float] = {}
    for value, sources in groups.items():
        ranked = sorted(sources, key=lambda s: (-accuracy.get((s, prop), PRIOR), s))
        vote = count = 0.0
        heard: list[str] = []
        for source in ranked:
            own = 1.0
            for other in heard:
                own *= 1.0 - depends.get((source, other) if source < other else (other, source), 0.0)
            a = min(0.98, max(0.02, accuracy.get((source, prop), PRIOR)))
            vote += own * math.log(RIVALS * a / (1.0 - a))
            count += own
            heard.append(source)
        votes[value], voices[value] = vote, count
    full = dict(votes)
    for value in groups:
        if not isinstance(value, frozenset):
            continue
        for part in groups:
            if isinstance(part, frozenset) and part < value and votes[part] > 0:
                full[value] += LEND * votes[part]
    top = max(full.values())
    weights = {value: math.exp(max(-50.0, v - top)) for value, v in full.items()}
    total = sum(weights.values())
    return {value: w / total for value, w in weights.items()}, voices


def _accuracies(
    table: Mapping[Object, Mapping[Hashable, list[str]]], chances: Mapping[Object, Mapping[Hashable, float]]
) -> dict[tuple[str, str], float]:
    right: dict[tuple[str, str], float] = defaultdict(float)
    count: dict[tuple[str, str], int] = defaultdict(int)
    for thing, groups in table.items():
        for value, sources in groups.items():
            p = chances[thing][value]
            for source in sources:
                right[source, thing[1]] += p
                count[source, thing[1]] += 1
    level_right: dict[str, float] = defaultdict(float)
    level_count: dict[str, int] = defaultdict(int)
    for (_, prop), n in count.items():
        level_count[prop] += n
    for (_, prop), r in right.items():
        level_right[prop] += r
    level = {prop: level_right[prop] / n for prop, n in level_count.items()}
    above: dict[str, float] = defaultdict(float)
    claims: dict[str, int] = defaultdict(int)
    for (source, prop), n in count.items():
        above[source] += right[source, prop] - n * level[prop]
        claims[source] += n
    skill = {s: above[s] / (n + PRIOR_SIZE) for s, n in claims.items()}
    return {(source, prop): level[prop] + SKILL * skill[source] for source, prop in count}


def _ranked(
    groups: Mapping[Hashable, list[str]],
    said: Mapping[str, str],
    chances: Mapping[Hashable, float],
    voices: Mapping[Hashable, float],
) -> tuple[Ranked, ...]:
    out = []
    for value, sources in groups.items():
        spellings = Counter(said[s] for s in sources)
        # of several spellings of a list the one with clear separators says most
        text = max(sorted(spellings), key=lambda t: (";" in t, spellings[t]))
        out.append(Ranked(text, chances[value], tuple(sources), round(voices[value], 3)))
    return tuple(sorted(out, key=lambda r: (-r.probability, -len(r.sources), r.value)))
