"""The last step of an edition: reasons take the place of signs, what is still found is hidden, words that nothing rests on are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from secondsource.model import Reading, Span, without
from secondsource.store.view import CaseView

from . import shown
from .details import described, singles_out
from .protected import Protected
from .scrubbed import scrubbed
from .settled import LEFT_OUT, Move, Piece, composed, settled, uncited
from .signs import Signs


class Settling:
    """Settles the texts and the other strings of an edition.

    Args:
        signs: with the reasons for which they stand.
        protected: what must not be left.
    """

    def __init__(self, signs: Signs, protected: Protected) -> None:
        self._signs, self._protected = signs, protected
        self._texts: dict[str, str] = {}
        self.words = lru_cache(maxsize=1 << 14)(self._words)

    def move(self, reading: Reading) -> Move:
        """What moves the spans of a report; its new text is kept for `laid`."""
        text = reading.report.text
        hidden = [*self._signs.pieces(text)]
        found = [Piece(f.span, f.item.shown) for f in self._protected.finder.found(text)]
        out = [Piece(span, LEFT_OUT) for span in uncited(reading, text)]
        # Where nothing is left of a sentence, that it was left out says all; where a piece spans its edge, hiding comes first.
        pieces = [p for p in (*hidden, *found) if not any(o.span.covers(p.span) for o in out)]
        pieces += [Piece(rest, LEFT_OUT) for o in out for rest in _outside(o.span, pieces)]
        new, first = settled(text, pieces)
        moves = [first]
        if singles_out(new, self._protected.marks):
            details = [Piece(span, shown.detail(kind)) for kind, span in described(new, Span(0, len(new)))]
            new, second = settled(new, details)
            moves.append(second)
        self._texts[reading.report.id] = new
        return composed(moves)

    def laid(self, view: CaseView, names: Mapping[str, str]) -> CaseView:
        """The view with the new texts, and nothing personal left to mask."""
        texts = {names[old]: text for old, text in self._texts.items()}
        readings = tuple(
            replace(r, report=replace(r.report, name=r.report.id, text=texts[r.report.id], personal=()))
            for r in view.readings
        )
        return replace(view, readings=readings)

    def _words(self, text: str) -> str:
        return scrubbed(self._signs.finished(text), self._protected)


def _outside(span: Span, pieces: list[Piece]) -> list[Span]:
    return list(without(span, [p.span for p in pieces if p.span.overlaps(span)]))
