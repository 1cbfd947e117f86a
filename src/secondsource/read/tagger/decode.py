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

_FORBIDDEN = np.zeros((7, 7), dtype=np.float32)
for _role in range(3):
    _inside = 2 + 2 * _role
    _FORBIDDEN[:, _inside] = -1e4
    _FORBIDDEN[[_inside - 1, _inside], _inside] = 0.0
_START = np.array([0, 0, -1e4, 0, -1e4, 0, -1e4], dtype=np.float32)


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


def best_path(logs: Scores) -> NDArray[np.int64]:
    """The likeliest allowed tags for (length, 7) log probabilities."""
    length = len(logs)
    back = np.zeros((length, 7), dtype=np.int64)
    state = logs[0] + _START
    for at in range(1, length):
        ways = state[:, None] + _FORBIDDEN
        back[at] = ways.argmax(axis=0)
        state = ways.max(axis=0) + logs[at]
    path = np.zeros(length, dtype=np.int64)
    path[-1] = int(state.argmax())
    for at in range(length - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


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


def _towards(scores: Scores, rows: range, targets: list[Fragment]) -> tuple[int, float, float]:
    """Which target the rows point at: (index or -1 for none, its probability, probability of none)."""
    logs = log_softmax(scores[rows.start : rows.stop])
    none = float(np.exp(logs[:, -1]).mean())
    best, top = -1, 0.0
    for number, target in enumerate(targets):
        mass = float(np.exp(logs[:, target.first : target.last + 1]).sum(axis=1).mean())
        if mass > top:
            best, top = number, mass
    return best, top, none


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
    grouped: dict[int, list[tuple[Fragment, float]]] = {}
    for content in (f for f in found if f.role == 2):
        number, mass, _ = _towards(to_cue, range(content.first, content.last + 1), cues)
        if number >= 0:
            grouped.setdefault(number, []).append((content, mass))

    def characters(fragment: Fragment) -> tuple[int, int]:
        return offsets[fragment.first][0], offsets[fragment.last][1]

    out: list[Attribution] = []
    for number in sorted(grouped):
        cue = cues[number]
        pointed, mass, none = _towards(to_source, range(cue.first, cue.last + 1), sources)
        for content, _ in grouped[number]:
            other, other_mass, other_none = _towards(to_source, range(content.first, content.last + 1), sources)
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
