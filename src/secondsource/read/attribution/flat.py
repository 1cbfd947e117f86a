"""The outermost attributions only: what someone says that others say is left to the first teller."""

from __future__ import annotations

from ...model import Span
from .found import Found

_WEAK = frozenset({"noun", "adjective"})


def flat(found: list[Found]) -> list[Found]:
    """The attributions that do not stand inside the content of another, in the same order.

    Of two that hold each other's cue the more confident stays, of equals the longer.
    """
    ranked = sorted(range(len(found)), key=lambda n: (-_size(found[n]) if found[n].rule not in _WEAK else 0, n))
    kept: list[int] = []
    for n in ranked:
        item = found[n]
        if any(_holds(found[k], item) for k in kept):
            continue
        kept.append(n)
    return [found[n] for n in sorted(kept)]


def _size(item: Found) -> int:
    return sum(len(span) for span in item.content)


def _holds(outer: Found, inner: Found) -> bool:
    """Whether the inner one's cue lies in the outer one's content."""
    return any(_touch(c, s) for c in inner.cue for s in outer.content)


def _touch(a: Span, b: Span) -> bool:
    return b.start <= a.start and a.end <= b.end
