"""From scores to attributions: roles by a constrained best path, then each content to its cue and each cue to its source.

The best path is Viterbi's over begin/inside/outside tags; an inside tag may only follow its own begin or inside.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
ROLES = ("source", "cue", "content")
"""Tags are O, then begin and inside of each role: begin of role r is 1 + 2 r, inside 2 + 2 r."""

_FREE = (0, 1, 3, 5)
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of word pieces with one role: pieces `first` to `last`, both inclusive; `sure` is the mean probability of its tags."""

    role: int
    first: int
    last: int
    sure: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Character spans of one attribution; `source` may be empty. `confidence` is 0 to 1, as the scores have it."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    confidence: float


def log_softmax(scores: Scores) -> Scores:
    """Log probabilities along the last axis."""
    top = scores.max(axis=-1, keepdims=True)
    shifted = scores - top
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def best_path(logs: Scores) -> list[int]:
    """The likeliest allowed tags for (length, 7) log probabilities.

    Any tag may follow any other, but an inside tag only its own begin or inside; so that one pass over seven numbers a piece is
    enough, and plain numbers are faster than arrays.
    """
    state: list[float] = []
    back: list[tuple[int, int, int, int, int, int, int]] = []
    for row in logs.tolist():
        if not state:
            state = [value if tag in _FREE else _NEVER for tag, value in enumerate(row)]
            continue
        top = max(range(7), key=state.__getitem__)
        inside = [b if state[b] >= state[b + 1] else b + 1 for b in (1, 3, 5)]
        ways = (top, top, inside[0], top, inside[1], top, inside[2])
        back.append(ways)
        state = [state[way] + value for way, value in zip(ways, row, strict=True)]
    path = [max(range(7), key=state.__getitem__)] if state else []
    for ways in reversed(back):
        path.append(ways[path[-1]])
    return path[::-1]


def fragments(logs: Scores, real: list[bool]) -> list[Fragment]:
    """Runs of one role. `real` marks pieces that stand for characters; the others never carry a role."""
    path = best_path(logs)
    out: list[Fragment] = []
    start = -1
    for at in range(len(path) + 1):
        tag = int(path[at]) if at < len(path) and real[at] else 0
        running = start >= 0
        if running and (tag == 0 or tag % 2 == 1 or (tag - 1) // 2 != (int(path[start]) - 1) // 2):
            rows = range(start, at)
            sure = float(np.exp(np.mean([logs[i, path[i]] for i in rows])))
            out.append(Fragment((int(path[start]) - 1) // 2, start, at - 1, sure))
            start = -1
        if start < 0 and tag:
            start = at
    return out


def _towards(sums: Scores, rows: Fragment, targets: list[Fragment]) -> tuple[int, float, float]:
    """Which target the rows point at: (index or -1 for none, its probability, probability of none).

    `sums` holds per piece the running sums of its pointer's probabilities, a 0 before them.
    """
    own = sums[rows.first : rows.last + 1].mean(axis=0)
    best, top = -1, 0.0
    for number, target in enumerate(targets):
        mass = float(own[target.last + 1] - own[target.first])
        if mass > top:
            best, top = number, mass
    return best, top, float(own[-1] - own[-2])


def _sums(scores: Scores) -> Scores:
    """Running sums of the probabilities in each row, a 0 before them: (length, columns + 1)."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    out = np.zeros((len(scores), scores.shape[1] + 1), dtype=np.float32)
    np.cumsum(shares, axis=1, out=out[:, 1:])
    return out


def attributions(
    tags: Scores, to_cue: Scores, to_source: Scores, offsets: list[tuple[int, int]], *, none_weight: float = 1.0
) -> list[Attribution]:
    """The attributions of one window.

    Args:
        tags: (length, 7) scores.
        to_cue: (length, length + 1) scores of each piece for the piece where its cue begins; last column none.
        to_source: likewise for the source.
        offsets: characters of each piece; (0, 0) for special ones.
        none_weight: how much the probability of "no source" counts against the best source.
    """
    real = [b > a for a, b in offsets]
    found = fragments(log_softmax(tags), real)
    sources = [f for f in found if f.role == 0]
    cues = [f for f in found if f.role == 1]
    cue_sums, source_sums = _sums(to_cue), _sums(to_source)
    grouped: dict[int, list[tuple[Fragment, float]]] = {}
    for content in (f for f in found if f.role == 2):
        number, mass, _ = _towards(cue_sums, content, cues)
        if number >= 0:
            grouped.setdefault(number, []).append((content, mass))

    def characters(fragment: Fragment) -> tuple[int, int]:
        return offsets[fragment.first][0], offsets[fragment.last][1]

    out: list[Attribution] = []
    for number in sorted(grouped):
        cue = cues[number]
        pointed, mass, none = _towards(source_sums, cue, sources)
        for content, _ in grouped[number]:
            other, other_mass, other_none = _towards(source_sums, content, sources)
            none = (none + other_none) / 2
            if other_mass > mass:
                pointed, mass = other, other_mass
        has_source = pointed >= 0 and mass >= none * none_weight
        link = float(np.mean([m for _, m in grouped[number]]))
        sure = cue.sure * link * float(np.mean([c.sure for c, _ in grouped[number]])) * (mass if has_source else none)
        out.append(
            Attribution(
                source=(characters(sources[pointed]),) if has_source else (),
                cue=characters(cue),
                content=tuple(sorted(characters(c) for c, _ in grouped[number])),
                confidence=min(1.0, max(0.0, sure) ** 0.25),
            )
        )
    return out
