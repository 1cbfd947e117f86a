"""Copied wording: candidates by an index of runs of words, then the common runs of the two texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Ref, Relay, RelayKind
from .case import Case
from .own_text import own_text
from .shared import RUN, candidates
from .words import Words

SHORTEST_RUN = RUN
"""Words in a row that two texts must share for the run to count."""
LEAST_WORDS = 20
"""Words in such runs from which wording is beyond chance; quoted words of a named speaker are left out of neither side."""
MOST_STARTS, PATIENCE = 20, 40
"""A phrase is looked for at so many places, and runs are followed for so many times the words there are: a text that repeats itself without end
says no more the longer one looks."""
_TOGETHER = 500
"""Pairs whose reports are fetched together."""
WHOLE = 0.5
"""Share of the taker's words from which it is a copy and not a copy in part."""


@dataclass(frozen=True, slots=True)
class Common:
    """Runs of words that two reports share: (first word in a, first word in b, length)."""

    runs: tuple[tuple[int, int, int], ...]

    @property
    def words(self) -> int:
        """How many words."""
        return sum(n for _, _, n in self.runs)


def common(a: Words, b: Words, shortest: int = SHORTEST_RUN) -> Common:
    """The longest runs of shared words, greedily from the longest, no word used twice.

    >>> common(Words(tuple("a b c d e f".split()), ()), Words(tuple("x a b c d e y".split()), ())).words
    5
    """
    mine, theirs = a.folded, b.folded
    if mine == theirs:
        return Common(((0, 0, len(mine)),) if len(mine) >= shortest else ())
    where: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(theirs) - shortest + 1):
        where.setdefault(theirs[j : j + shortest], []).append(j)
    found: list[tuple[int, int, int]] = []
    left = PATIENCE * (len(mine) + len(theirs))
    for i in range(len(mine) - shortest + 1):
        if not (starts := where.get(mine[i : i + shortest])):
            continue
        for j in starts[:MOST_STARTS]:
            if i and j and mine[i - 1] == theirs[j - 1]:
                continue
            n, most = shortest, min(len(mine) - i, len(theirs) - j)
            while n < most and mine[i + n] == theirs[j + n]:
                n += 1
            found.append((n, i, j))
            left -= n
        if left < 0:
            break
    used_a: set[int] = set()
    used_b: set[int] = set()
    runs: list[tuple[int, int, int]] = []
    for n, i, j in sorted(found, key=lambda r: (-r[0], r[1], r[2])):
        if used_a.isdisjoint(range(i, i + n)) and used_b.isdisjoint(range(j, j + n)):
            used_a.update(range(i, i + n))
            used_b.update(range(j, j + n))
            runs.append((i, j, n))
    return Common(tuple(sorted(runs)))


class _Texts:
    """The words of a case's reports by position: taken when asked for, as most reports are compared with none."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def __getitem__(self, at: int) -> Words:
        return self._case.words(self._case.ids[at])

    def in_turn(self, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The pairs as they stand; the reports of some hundred are fetched together."""
        for first in range(0, len(pairs), _TOGETHER):
            some = pairs[first : first + _TOGETHER]
            self._case.ahead_of_words(self._case.ids[at] for at in dict.fromkeys(at for pair in some for at in pair))
            yield from some


def copied(case: Case) -> list[Relay]:
    """For every report the one it copied most from, by publication of the taker."""
    return copied_among(case, candidates((own_text(case.by_id[r].report) for r in case.ids), LEAST_WORDS))


def copied_among(case: Case, pairs: Iterable[tuple[int, int]]) -> list[Relay]:
    """As `copied`, of those of which these are all pairs worth aligning, by their places in the order of the case."""
    texts = _Texts(case)
    best: dict[int, tuple[tuple[int, int], int, Common]] = {}
    # by the later one: a copy and what it was made of are mostly of one week, and their words are still at hand
    for i, j in texts.in_turn(sorted(pairs, key=lambda pair: (pair[1], pair[0]))):
        if case.outlet[case.ids[i]] == case.outlet[case.ids[j]]:
            continue
        shared = common(texts[j], texts[i])
        if shared.words < LEAST_WORDS:
            continue
        early, late = (i, j) if _came_first(case, i, j, texts) else (j, i)
        if late == i:
            shared = Common(tuple(sorted((y, x, n) for x, y, n in shared.runs)))
        rank = (shared.words, early)
        if late not in best or rank > best[late][0]:
            best[late] = (rank, early, shared)
    taken = sorted((late, early) for late, (_, early, _) in best.items())
    return [_relay(case, late, early, best[late][2], texts) for late, early in texts.in_turn(taken)]


def _came_first(case: Case, i: int, j: int, texts: _Texts) -> bool:
    """By publication; on one day the longer text is the giver, as copies leave out more than they add."""
    a, b = case.ids[i], case.ids[j]
    days = case.days_between(a, b)
    if days:
        return days > 0
    one, other = case.may_follow(b, a), case.may_follow(a, b)
    if one != other:
        return one
    return (len(texts[i].folded), b) >= (len(texts[j].folded), a)


def _relay(case: Case, late: int, early: int, shared: Common, texts: _Texts) -> Relay:
    taker, giver = case.ids[late], case.ids[early]
    mine, theirs = texts[late], texts[early]
    share = shared.words / max(1, len(mine.folded))
    evidence = tuple(
        (
            Ref(taker, mine.span(i, n)),
            Ref(giver, theirs.span(j, n)),
        )
        for i, j, n in shared.runs
    )
    how = RelayKind.COPIES if share >= WHOLE else RelayKind.PARTIAL_COPY
    return Relay(
        taker=taker,
        giver=giver,
        giver_in_case=True,
        how=how,
        named=case.named_in(taker, giver),
        evidence=evidence,
        strength=round(min(1.0, 0.5 + share), 2),
        why=f"{shared.words} of {len(mine.folded)} words of {case.name_of(taker)} stand in the same order in {case.dated(giver)}.",
    )
