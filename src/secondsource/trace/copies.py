"""Copied wording: candidates by MinHash over passages (rensa), then the common runs of words of the two texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH

from ..model import Ref, Relay, RelayKind, Report, Span
from .case import Case

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+(?:['’][^\W_]+)?")
_END = re.compile(r"(?<=[.!?。？！])[\s”\"»]+|\n+")
SHINGLE = 3
PERMUTATIONS, BANDS, SIMILAR = 64, 32, 0.25
SHORTEST_RUN = 5
"""Words in a row that two texts must share for the run to count."""
LEAST_WORDS = 20
"""Words in such runs from which wording is beyond chance; quoted words of a named speaker are left out of neither side."""
WHOLE = 0.5
"""Share of the taker's words from which it is a copy and not a copy in part."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report's body with their places."""

    folded: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """Runs of words that two reports share: (first word in a, first word in b, length)."""

    runs: tuple[tuple[int, int, int], ...]

    @property
    def words(self) -> int:
        """How many words."""
        return sum(n for _, _, n in self.runs)


def words_of(report: Report) -> Words:
    """The words of the body, noise left out."""
    folded: list[str] = []
    spans: list[Span] = []
    for piece in report.body():
        for match in _WORD.finditer(report.text, piece.start, piece.end):
            folded.append(match[0].casefold())
            spans.append(Span(*match.span()))
    return Words(tuple(folded), tuple(spans))


def candidates(texts: Sequence[Words], passages: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Pairs of positions that share a passage of like wording, sorted. Near-linear in the number of passages."""
    index = RMinHashLSH(SIMILAR, PERMUTATIONS, BANDS)
    owner: list[int] = []
    pairs: set[tuple[int, int]] = set()
    for i, (text, parts) in enumerate(zip(texts, passages, strict=True)):
        for start, end in parts:
            words = text.folded[start:end]
            if len(words) < SHINGLE + 2:
                continue
            sketch = RMinHash(PERMUTATIONS, 1)
            sketch.update([" ".join(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)])
            for key in index.query(sketch):
                if owner[key] != i:
                    pairs.add((owner[key], i))
            index.insert(len(owner), sketch)
            owner.append(i)
    return sorted(pairs)


def passages_of(report: Report, words: Words) -> list[tuple[int, int]]:
    """Sentences as ranges of word positions."""
    starts = [span.start for span in words.spans]
    out: list[tuple[int, int]] = []
    for piece in report.body():
        at = piece.start
        for match in [*_END.finditer(report.text, piece.start, piece.end), None]:
            end = match.start() if match else piece.end
            low, high = bisect_right(starts, at - 1), bisect_right(starts, end - 1)
            if high > low:
                out.append((low, high))
            at = match.end() if match else end
    return out


def common(a: Words, b: Words, shortest: int = SHORTEST_RUN) -> Common:
    """The longest runs of shared words, greedily from the longest, no word used twice.

    >>> common(Words(tuple("a b c d e f".split()), ()), Words(tuple("x a b c d e y".split()), ())).words
    5
    """
    where: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b.folded) - shortest + 1):
        where.setdefault(b.folded[j : j + shortest], []).append(j)
    found: list[tuple[int, int, int]] = []
    for i in range(len(a.folded) - shortest + 1):
        for j in where.get(a.folded[i : i + shortest], ())[:20]:
            if i and j and a.folded[i - 1] == b.folded[j - 1]:
                continue
            n = shortest
            while i + n < len(a.folded) and j + n < len(b.folded) and a.folded[i + n] == b.folded[j + n]:
                n += 1
            found.append((n, i, j))
    used_a: set[int] = set()
    used_b: set[int] = set()
    runs: list[tuple[int, int, int]] = []
    for n, i, j in sorted(found, key=lambda r: (-r[0], r[1], r[2])):
        if used_a.isdisjoint(range(i, i + n)) and used_b.isdisjoint(range(j, j + n)):
            used_a.update(range(i, i + n))
            used_b.update(range(j, j + n))
            runs.append((i, j, n))
    return Common(tuple(sorted(runs)))


def copied(case: Case) -> list[Relay]:
    """For every report the one it copied most from, sorted by taker."""
    texts = [_words(r.report) for r in case.readings]
    passages = [passages_of(r.report, w) for r, w in zip(case.readings, texts, strict=True)]
    best: dict[int, tuple[tuple[int, int], int, Common]] = {}
    for i, j in candidates(texts, passages):
        shared = common(texts[j], texts[i])
        if shared.words < LEAST_WORDS:
            continue
        early, late = (i, j) if _came_first(case, i, j, texts) else (j, i)
        if late == i:
            shared = Common(tuple(sorted((y, x, n) for x, y, n in shared.runs)))
        rank = (shared.words, early)
        if case.outlet[case.readings[early].report.id] == case.outlet[case.readings[late].report.id]:
            continue
        if late not in best or rank > best[late][0]:
            best[late] = (rank, early, shared)
    return [_relay(case, late, early, shared, texts) for late, (_, early, shared) in sorted(best.items())]


@lru_cache(maxsize=4096)
def _words(report: Report) -> Words:
    return words_of(report)


def _came_first(case: Case, i: int, j: int, texts: Sequence[Words]) -> bool:
    """By publication; on one day the longer text is the giver, as copies leave out more than they add."""
    a, b = case.readings[i].report, case.readings[j].report
    days = case.days_between(a.id, b.id)
    if days:
        return days > 0
    one, other = case.may_follow(b.id, a.id), case.may_follow(a.id, b.id)
    if one != other:
        return one
    return (len(texts[i].folded), b.id) >= (len(texts[j].folded), a.id)


def _relay(case: Case, late: int, early: int, shared: Common, texts: Sequence[Words]) -> Relay:
    taker, giver = case.readings[late].report, case.readings[early].report
    mine, theirs = texts[late], texts[early]
    share = shared.words / max(1, len(mine.folded))
    evidence = tuple(
        (
            Ref(taker.id, mine.spans[i].hull(mine.spans[i + n - 1])),
            Ref(giver.id, theirs.spans[j].hull(theirs.spans[j + n - 1])),
        )
        for i, j, n in shared.runs
    )
    how = RelayKind.COPIES if share >= WHOLE else RelayKind.PARTIAL_COPY
    return Relay(
        taker=taker.id,
        giver=giver.id,
        giver_in_case=True,
        how=how,
        named=case.named_in(taker.id, giver.id),
        evidence=evidence,
        strength=round(min(1.0, 0.5 + share), 2),
        why=f"{shared.words} of {len(mine.folded)} words of {case.name_of(taker.id)} stand in the same order in {case.dated(giver.id)}.",
    )
