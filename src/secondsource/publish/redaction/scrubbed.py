"""What is still found in a finished text, in whatever spelling, gives way to its reason; so does what would single somebody out."""

from __future__ import annotations

from secondsource.model import Span

from . import shown
from .details import described, singles_out
from .protected import Protected


def scrubbed(text: str, protected: Protected) -> str:
    """The text without anything protected.

    Args:
        text: what a reader would see.
        protected: what must not be in it.
    """
    found = [(f.span, f.item.shown) for f in protected.finder.found(text)]
    text = _without(text, found) if found else text
    if protected.marks and any(mark in text for mark in protected.marks) and singles_out(text, protected.marks):
        text = _without(text, [(span, shown.detail(kind)) for kind, span in described(text, Span(0, len(text)))])
    return text


def _without(text: str, found: list[tuple[Span, str]]) -> str:
    out: list[str] = []
    at = 0
    for span, instead in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if span.start < at:
            # Of two that overlap, the end of the later is hidden too.
            at = max(at, span.end)
            continue
        out += (text[at : span.start], instead)
        at = span.end
    return "".join([*out, text[at:]])
