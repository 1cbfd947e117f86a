"""From scores to attributions: roles by a constrained best path, each content to its cue, each cue to its source, and a judge over all.

The best path is Viterbi's over begin/inside/outside tags; an inside tag may only follow its own begin or inside. It leans towards
finding too much; a logistic regression on what the network is sure of (`Judge`) then says how likely each attribution is right.
"""

from __future__ import annotations

import math
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
    """A run of word pieces with one role: pieces `first` to `last`, both inclusive."""

    role: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Character spans of one attribution; `source` may be empty. `confidence` is 0 to 1: the judge's probability that it is right."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    confidence: float
    evidence: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """Says how likely an attribution is right, and which are told.

    Args:
        lean: taken from the log probability of the tag for nothing, so that more is found than is told.
        constant: of the logistic regression.
        weights: of the regression, one per number of `Attribution.evidence` (see EVIDENCE).
        least: probability from which an attribution is told.
    """

    lean: float = 1.0
    constant: float = 0.0
    weights: tuple[float, ...] = (0.1, 0.1, 0.2, 0.1, 0.1, 0.2, 0.0, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0)
    least: float = 0.0

    def probability(self, evidence: tuple[float, ...]) -> float:
        """The probability that an attribution with this evidence is right."""
        total = self.constant + sum(w * e for w, e in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-total))


EVIDENCE = (
    "cue: role",
    "cue: begins there",
    "content: role",
    "content: begins there",
    "content points at cue",
    "source, or nobody: pointed at",
    "has a source",
    "source: role",
    "source: begins there",
    "content and cue agree on the source",
    "length of the content",
    "content in several pieces",
    "length of the cue",
)
"""What the judge goes by: log odds of the network's probabilities, lengths in log word pieces, and 1 or 0."""


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
        tag = path[at] if at < len(path) and real[at] else 0
        running = start >= 0
        if running and (tag == 0 or tag % 2 == 1 or (tag - 1) // 2 != (path[start] - 1) // 2):
            out.append(Fragment((path[start] - 1) // 2, start, at - 1))
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
    tags: Scores,
    to_cue: Scores,
    to_source: Scores,
    offsets: list[tuple[int, int]],
    judge: Judge = Judge(),
) -> list[Attribution]:
    """The attributions of one window that the judge lets pass.

    Args:
        tags: (length, 7) scores.
        to_cue: (length, length + 1) scores of each piece for the piece where its cue begins; last column none.
        to_source: likewise for the source.
        offsets: characters of each piece; (0, 0) for special ones.
        judge: how likely each is right, and from which probability it is told.
    """
    logs = log_softmax(tags)
    shares = np.exp(logs)
    leaning = logs.copy()
    leaning[:, 0] -= judge.lean
    found = fragments(leaning, [b > a for a, b in offsets])
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
        cue, contents = cues[number], [content for content, _ in grouped[number]]
        pointed, mass, none = first = _towards(source_sums, cue, sources)
        agreed = True
        for content in contents:
            other, other_mass, other_none = _towards(source_sums, content, sources)
            none = (none + other_none) / 2
            agreed = agreed and other == first[0]
            if other_mass > mass:
                pointed, mass = other, other_mass
        source = sources[pointed] if pointed >= 0 and mass >= none else None
        sure = [_sure(shares, content) for content in contents]
        evidence = (
            *map(_odds, _sure(shares, cue)),
            _odds(sum(role for role, _ in sure) / len(sure)),
            _odds(max(begins for _, begins in sure)),
            _odds(sum(link for _, link in grouped[number]) / len(sure)),
            _odds(mass if source else none),
            float(source is not None),
            *(map(_odds, _sure(shares, source)) if source else (0.0, 0.0)),
            float(agreed),
            math.log(sum(content.last - content.first + 1 for content in contents)),
            float(len(contents) > 1),
            math.log(cue.last - cue.first + 1),
        )
        probability = judge.probability(evidence)
        if probability >= judge.least:
            out.append(
                Attribution(
                    source=(characters(source),) if source else (),
                    cue=characters(cue),
                    content=tuple(sorted(map(characters, contents))),
                    confidence=probability,
                    evidence=evidence,
                )
            )
    return out


def _sure(shares: Scores, fragment: Fragment) -> tuple[float, float]:
    """The mean probability of a fragment's role over its pieces, and that it begins where it does."""
    begin = 1 + 2 * fragment.role
    rows = shares[fragment.first : fragment.last + 1]
    return float(rows[:, begin : begin + 2].sum(axis=1).mean()), float(rows[0, begin])


def _odds(share: float) -> float:
    """The log odds of a probability, which is taken no nearer to 0 or 1 than a hundredth."""
    share = min(max(share, 0.01), 0.99)
    return math.log(share / (1 - share))
