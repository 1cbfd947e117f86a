"""Event coreference on given mentions of plain text: the join's clustering, with words alone to go by.

It serves to measure the clustering on public data (ECB+), where mentions come with their sentence and nothing else.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .cluster import cluster

JOIN_FROM = 1.55
SAME, AROUND, ALIKE = 1.0, 0.8, 3.0
"""Weights of equal words, of like surroundings in the sentence, of like documents; chosen on the developer split of ECB+."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "at",
        "on",
        "to",
        "for",
        "from",
        "and",
        "by",
        "with",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "its",
        "he",
        "she",
        "his",
        "her",
        "they",
        "their",
        "this",
        "that",
        "which",
        "who",
        "after",
        "before",
        "into",
        "over",
        "under",
        "not",
        "s",
        "will",
        "would",
        "said",
        "says",
        "n't",
        "or",
        "but",
        "than",
    ]
)
_IRREGULAR = {
    "went": "go", "gone": "go", "goes": "go", "killed": "kill", "died": "die", "death": "die", "dead": "die", "dies": "die", "dying": "die",
    "shot": "shoot", "shooting": "shoot", "took": "take", "taken": "take", "won": "win", "winning": "win", "stole": "steal",
    "stolen": "steal", "left": "leave", "fell": "fall", "fallen": "fall", "hit": "hit", "struck": "strike", "striking": "strike",
    "told": "tell", "said": "say", "made": "make", "got": "get", "ran": "run", "running": "run", "came": "come", "began": "begin",
    "found": "find", "held": "hold", "met": "meet", "led": "lead", "bought": "buy", "acquisition": "acquire", "sold": "sell", "sale": "sell",
    "fought": "fight", "caught": "catch", "broke": "break", "broken": "break", "gave": "give", "given": "give", "wedding": "wed",
}  # fmt: skip
_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ies",
    "ied",
    "es",
    "ed",
    "er",
    "ers",
    "s",
    "al",
    "e",
    "y",
)


@dataclass(frozen=True, slots=True)
class _Item:
    """A mention: stems of its words, words around it, where it stands."""

    stems: frozenset[str]
    around: frozenset[str]
    doc: str
    topic: str


def stem(word: str) -> str:
    """A rough stem, the same for the verb and its noun where the spelling shows it.

    >>> stem("arrested") == stem("arrest")
    True
    """
    word = word.casefold()
    word = _IRREGULAR.get(word, word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


def coreference(rows: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """Positions of the rows grouped by event, each group sorted; the order of the rows does not change the groups.

    Args:
        rows: `doc`, `topic`, `subtopic`, `sentence`, `span` (of the mention in the sentence) and `words`.
    """
    order = sorted(range(len(rows)), key=lambda i: (str(rows[i]["doc"]), str(rows[i]["m_id"])))
    documents: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        documents[str(row["doc"])].update(_stems(str(row["sentence"])))
    items = [_item(rows[i]) for i in order]
    return [sorted(order[k] for k in group) for group in _grouped(items, documents)]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in _WORD.findall(text) if w.casefold() not in _SMALL)


def _item(row: Mapping[str, Any]) -> _Item:
    sentence, (start, end) = str(row["sentence"]), row["span"]
    own = _stems(str(row["words"])) or frozenset({str(row["words"]).casefold()})
    around = _stems(sentence[:start] + " " + sentence[end:]) - own
    return _Item(own, around, str(row["doc"]), str(row["topic"]))


class _Free:
    """Nothing but the scores holds mentions apart."""

    def plus(self, other: _Free) -> _Free | None:
        """Both together."""
        return other


def _grouped(items: Sequence[_Item], documents: Mapping[str, set[str]]) -> list[list[int]]:
    weight = _weights(documents)
    likeness = _documents_alike(documents, weight)
    by_stem: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for word in item.stems:
            by_stem[item.topic, word].append(i)
    scores: dict[tuple[int, int], float] = {}
    for members in by_stem.values():
        for k, i in enumerate(members):
            for j in members[k + 1 :]:
                if (i, j) not in scores:
                    scores[i, j] = _score(items[i], items[j], weight, likeness)
    return cluster([_Free() for _ in items], scores, (), JOIN_FROM)


def _weights(documents: Mapping[str, set[str]]) -> Mapping[str, float]:
    counts = Counter(word for words in documents.values() for word in words)
    return {word: math.log((1 + len(documents)) / n) for word, n in counts.items()}


def _documents_alike(documents: Mapping[str, set[str]], weight: Mapping[str, float]) -> dict[tuple[str, str], float]:
    norms = {d: math.sqrt(sum(weight[w] ** 2 for w in words)) or 1.0 for d, words in documents.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(documents):
        for word in documents[name]:
            holders[word].append(name)
    out: dict[tuple[str, str], float] = defaultdict(float)
    for word, names in holders.items():
        if len(names) > 60:
            continue
        for k, a in enumerate(names):
            for b in names[k + 1 :]:
                out[a, b] += weight[word] ** 2
    return {(a, b): dot / (norms[a] * norms[b]) for (a, b), dot in out.items()}


def _score(a: _Item, b: _Item, weight: Mapping[str, float], likeness: Mapping[tuple[str, str], float]) -> float:
    shared = sum(weight.get(w, 3.0) for w in a.stems & b.stems)
    size = max(sum(weight.get(w, 3.0) for w in a.stems), sum(weight.get(w, 3.0) for w in b.stems)) or 1.0
    context = sum(weight.get(w, 3.0) for w in a.around & b.around)
    least = math.sqrt(sum(weight.get(w, 3.0) for w in a.around) * sum(weight.get(w, 3.0) for w in b.around)) or 1.0
    alike = 1.0 if a.doc == b.doc else likeness.get((min(a.doc, b.doc), max(a.doc, b.doc)), 0.0)
    return SAME * shared / size + AROUND * context / least + ALIKE * alike
