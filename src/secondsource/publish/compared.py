"""Two texts side by side: sentence by sentence, and within a sentence word by word, or paragraph by paragraph where they are long.

The longest common subsequence is found by rapidfuzz (Hyyrö 2004, bit-parallel), so the cost is bounded by the two lengths alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from secondsource.law.sentences import sentences
from secondsource.model import RegionKind, Report, without
from secondsource.model.span import Span

LONG = 200_000
"""Characters of a text from which it is compared by paragraph."""
MANY = 6_000
"""Sentences, likewise."""
KIN = 0.5
"""Share of words from which two sentences in one place are one sentence that was changed."""
_AHEAD = 6
"""Sentences further on in which a sentence's successor is looked for."""
_CELLS = 400_000_000
"""Pairs of paragraphs that are held against each other at most; beyond, all between the common ends is one passage that gave way to another."""
_WORD_CELLS = 25_000_000
"""Pairs of words of two sentences, likewise."""
_LEFT_OUT = frozenset(
    {
        RegionKind.TITLE,
        RegionKind.BYLINE,
        RegionKind.CAPTION,
        RegionKind.COMMENTS,
        RegionKind.BOILERPLATE,
        RegionKind.RELATED,
    }
)
_TOKEN = re.compile(r"[\u3400-\u9fff]\s*|[^\W\u3400-\u9fff]+(?:['’.,-][^\W\u3400-\u9fff]+)*\s*|[^\w\s]\s*")

Kind = Literal["same", "changed", "gone", "new"]
Mark = Literal["", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Bit:
    """Words that stand in both texts (`mark` empty), only in the earlier one (`gone`) or only in the later one (`new`)."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence, or a paragraph: the `same` in both, `changed`, `gone` or `new`. `was` and `now` are empty where it is not."""

    kind: Kind
    was: str
    now: str
    bits: tuple[Bit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What became of a text.

    Args:
        passages: in the order of the later text; what is gone stands where it was.
        by: whether it was compared by sentence and word, or by paragraph.
        alike: 0 to 1, share of the words of the longer text that stand in both in the same order; of paragraphs where it was compared by these.
    """

    passages: tuple[Passage, ...]
    by: Literal["sentence", "paragraph"]
    alike: float

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return all(passage.kind == "same" for passage in self.passages)


def compared(was: Report, now: Report) -> Compared:
    """What became of the text of a report; comments, captions, page furniture, title and byline left out.

    Args:
        was: the earlier one, already masked.
        now: the later one, likewise.
    """
    both = [(report.text, _parts(report)) for report in (was, now)]
    long = any(sum(map(len, own)) > LONG for _, own in both)
    units = [] if long else [[_line(s.of(text)) for s in sentences(text, own)] for text, own in both]
    if long or any(len(found) > MANY for found in units):
        long, units = True, [_paragraphs(text, own) for text, own in both]
    passages = tuple(_passages(*units, by_word=not long))
    kept = sum(_weight(bit.text, long=long) for p in passages for bit in p.bits if not bit.mark)
    most = max(sum(_weight(text, long=long) for text in own) for own in units)
    return Compared(passages=passages, by="paragraph" if long else "sentence", alike=kept / most if most else 1.0)


def _weight(text: str, *, long: bool) -> int:
    return 1 if long else len(_words(text))


def _parts(report: Report) -> tuple[Span, ...]:
    left_out = [region.span for region in report.regions if region.kind in _LEFT_OUT]
    return without(Span(0, len(report.text)), left_out) if report.text else ()


def _line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str, parts: Sequence[Span]) -> list[str]:
    return [line for part in parts for raw in part.of(text).split("\n") if (line := _line(raw))]


def _passages(was: Sequence[str], now: Sequence[str], *, by_word: bool) -> Iterator[Passage]:
    for tag, a, b in _aligned(was, now):
        if tag == "equal":
            yield from (Passage(kind="same", was=text, now=text, bits=(Bit(text),)) for text in b)
        elif by_word:
            yield from _paired(a, b)
        else:
            yield from map(_gone, a)
            yield from map(_new, b)


def _aligned(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """Stretches of both that are equal, or in one place."""
    head = 0
    while head < min(len(was), len(now)) and was[head] == now[head]:
        head += 1
    tail = 0
    while tail < min(len(was), len(now)) - head and was[-1 - tail] == now[-1 - tail]:
        tail += 1
    a, b = was[head : len(was) - tail], now[head : len(now) - tail]
    if head:
        yield "equal", was[:head], now[:head]
    if len(a) * len(b) > _CELLS:
        yield "replace", ["\n".join(a)], ["\n".join(b)]
    elif a or b:
        yield from _in_turn(a, b, a, b)
    if tail:
        yield "equal", was[len(was) - tail :], now[len(now) - tail :]


def _in_turn(
    a: Sequence[str], b: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """As `_aligned`, by what stands for each; what is gone and what is new between two equal stretches comes together."""
    gone: list[str] = []
    new: list[str] = []
    for op in LCSseq.opcodes(mine, theirs):
        if op.tag != "equal":
            gone += a[op.src_start : op.src_end]
            new += b[op.dest_start : op.dest_end]
            continue
        if gone or new:
            yield "replace", gone, new
            gone, new = [], []
        yield "equal", a[op.src_start : op.src_end], b[op.dest_start : op.dest_end]
    if gone or new:
        yield "replace", gone, new


def _paired(was: Sequence[str], now: Sequence[str]) -> Iterator[Passage]:
    """Sentences in one place: each is the changed form of one before it, gone, or new."""
    theirs = [_words(text) for text in now]
    at = 0
    for text in was:
        mine = _words(text)
        best, found = KIN, -1
        for n in range(at, min(at + _AHEAD, len(now))):
            likeness = LCSseq.normalized_similarity(mine, theirs[n], score_cutoff=best)
            if likeness > best:
                best, found = likeness, n
        if found < 0:
            yield _gone(text)
            continue
        yield from map(_new, now[at:found])
        yield Passage(kind="changed", was=text, now=now[found], bits=_bits(text, now[found]))
        at = found + 1
    yield from map(_new, now[at:])


def _gone(text: str) -> Passage:
    return Passage(kind="gone", was=text, now="", bits=(Bit(text, "gone"),))


def _new(text: str) -> Passage:
    return Passage(kind="new", was="", now=text, bits=(Bit(text, "new"),))


def _words(text: str) -> list[str]:
    return [token.strip() for token in _TOKEN.findall(text)]


def _bits(was: str, now: str) -> tuple[Bit, ...]:
    a, b = _TOKEN.findall(was), _TOKEN.findall(now)
    if len(a) * len(b) > _WORD_CELLS:
        return (Bit(was, "gone"), Bit(now, "new"))
    out: list[Bit] = []
    parted = False
    for tag, gone, new in _in_turn(a, b, [token.strip() for token in a], [token.strip() for token in b]):
        if tag == "equal":
            out.append(Bit("".join(new)))
        else:
            # What is gone stood behind a space that the later text may not have there.
            missing = parted and out and not out[-1].text[-1:].isspace()
            out += [Bit((" " if missing else "") + "".join(gone), "gone")] if gone else []
            out += [Bit("".join(new), "new")] if new else []
        parted = bool(gone) and gone[-1][-1:].isspace()
    return tuple(out)
