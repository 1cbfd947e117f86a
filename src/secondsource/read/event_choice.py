"""Which words tell of events: what the pack's patterns find and what the trained network marks, weighed against each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ..model import Span
from ..subjects import Subject
from .prose import Prose, text_of
from .tagger.event_words import Marked, load_events
from .triggers import Lookup, Trigger, lookup

TELLS = 0.8
"""Probability from which marked words are an event where the patterns find none. At a half, one event in twelve more is found in the pack's
example sentences, and in running reports what is told besides doubles."""
DOUBTS = 0.003
"""Probability, of the surest words of a statement, below which a pattern of one word counts as that word in another sense."""
_ASKED = "secondsource events"
_WIDTH = 1
_LAST = 10**6


@dataclass(frozen=True, slots=True)
class Asked:
    """What the trained network was asked of a report, and what it takes for events there, in text order."""

    marks: tuple[Marked, ...] = ()
    stretches: tuple[Span, ...] = ()

    def covers(self, start: int, end: int) -> bool:
        """Whether it was asked of all the text between two characters."""
        return any(s.start <= start and end <= s.end for s in self.stretches)

    def tells(self, start: int, end: int) -> bool:
        """Whether it is sure of an event between two characters."""
        return any(m.probability >= TELLS and start <= m.span.start < end for m in self.marks)


def asked(prose: Prose, pack: Subject) -> Asked:
    """What the trained network takes for events in a report; nothing without its weights.

    It is asked only of the sentences in which no pattern of several words finds one: the others need it not, and it takes half of the time.
    """
    network = load_events()
    if network is None:
        return Asked()
    known = prose.doc.user_data.get(_ASKED)
    if known is None:
        stretches = _open(prose, lookup(pack))
        known = prose.doc.user_data[_ASKED] = Asked(
            tuple(network.marks(text_of(prose.doc), stretches)), tuple(stretches)
        )
    return known if isinstance(known, Asked) else Asked()


def _open(prose: Prose, patterns: Lookup) -> list[Span]:
    """The sentences in which patterns find no more than single words, those that touch as one stretch."""
    out: list[Span] = []
    follows = False
    for sent in prose.sentences:
        if any(t.width > 1 for t in patterns.find(list(sent))):
            follows = False
            continue
        if follows:
            out[-1] = Span(out[-1].start, sent.end_char)
        else:
            out.append(Span(sent.start_char, sent.end_char))
        follows = True
    return out


def weighed(found: Sequence[Trigger], told: Asked, tokens: Sequence[Token], pack: Subject) -> list[Trigger]:
    """The patterns' finds that the network does not doubt; where there are none, what it marks.

    Args:
        found: what the patterns find in a statement.
        told: what the network marks in the report; where it was not asked the finds are taken as they are.
        tokens: those of the statement.
        pack: for its types: a type that the network does not know is left to the patterns.
    """
    if not tokens or not told.covers(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)):
        return list(found)
    here = _among(told.marks, tokens)
    sure: dict[str, float] = defaultdict(float)
    for mark in here:
        sure[mark.type] = max(sure[mark.type], mark.probability)
    kept = [t for t in found if t.width > 1 or sure[t.type] >= DOUBTS]
    if kept:
        return kept
    out: list[Trigger] = []
    starts = [t.idx for t in tokens]
    for mark in sorted(here, key=lambda m: (-m.probability, m.span)):
        if mark.probability < TELLS or mark.type not in pack.event_types:
            continue
        first, last = bisect_right(starts, mark.span.start) - 1, bisect_left(starts, mark.span.end) - 1
        if first < 0 or last < first:
            continue
        if not any(t.first.i <= tokens[last].i and tokens[first].i <= t.last.i for t in out):
            out.append(Trigger(mark.type, tokens[first], tokens[last], _WIDTH, _LAST))
    return sorted(out, key=lambda t: t.first.i)


def _among(marks: Sequence[Marked], tokens: Sequence[Token]) -> list[Marked]:
    """The marks whose words stand among the tokens."""
    pieces: list[tuple[int, int]] = []
    for token in tokens:
        start, end = token.idx, token.idx + len(token.text)
        if pieces and start - pieces[-1][1] <= 1:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    starts = [m.span.start for m in marks]
    out: list[Marked] = []
    for start, end in pieces:
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        out += [m for m in marks[low:high] if m.span.end <= end]
    return out
