"""Which words tell of events: what the pack's patterns find, and what the trained network marks where they find little."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ..model import Span
from ..subjects import Subject
from .prose import Prose, text_of
from .tagger.event_words import Marked, load_events
from .triggers import Lookup, Trigger, lookup

TELLS = 0.8
"""Probability from which marked words are an event. On the pack's example sentences F1 is .56, .53 and .49 at 0.6, 0.8 and 0.9; on the developer stories,
which the patterns were written with in view, .848, .857 and .862."""
_ASKED = "secondsource events"
_WIDTH = 1
_LAST = 10**6


@dataclass(frozen=True, slots=True)
class Asked:
    """What the trained network takes for events in a report, in text order."""

    marks: tuple[Marked, ...] = ()

    def tells(self, start: int, end: int) -> bool:
        """Whether it is sure of an event between two characters."""
        return any(m.probability >= TELLS and start <= m.span.start < end for m in self.marks)


def asked(prose: Prose, pack: Subject) -> Asked:
    """What the trained network takes for events in a report; nothing without its weights.

    It is asked only of the sentences in which no pattern of several words finds an event: the others need it not, and so a report is read in
    a third less time.
    """
    network = load_events()
    if network is None:
        return Asked()
    known = prose.doc.user_data.get(_ASKED)
    if known is None:
        stretches = _open(prose, lookup(pack))
        known = prose.doc.user_data[_ASKED] = Asked(tuple(network.marks(text_of(prose.doc), stretches)))
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
    """What the patterns find and, where they find no more than single words, what the network marks besides.

    It is not asked to doubt the patterns: it misses plain words in short sentences (“the crew fled”) that no reader would.

    Args:
        found: what the patterns find in a statement.
        told: what the network marks in the report.
        tokens: those of the statement.
        pack: for its types: a type that the network does not know is left to the patterns.
    """
    if not tokens or any(t.width > 1 for t in found):
        return list(found)
    here = _among(told.marks, tokens)
    out = list(found)
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
