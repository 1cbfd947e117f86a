"""What a report says itself: its body without noise and notes."""

from __future__ import annotations

from ..model import RegionKind, Report, Span, without


def own_pieces(report: Report) -> list[Span]:
    """The pieces of the body. Noise is left out, and so are the preparer's notes: who prepares many texts repeats himself."""
    notes = [region.span for region in report.regions if region.kind is RegionKind.NOTE]
    return [own for part in report.body() for own in without(part, notes)]


def own_text(report: Report) -> str:
    """The body without noise and notes, pieces parted by line ends."""
    return "\n".join(piece.of(report.text) for piece in own_pieces(report))
