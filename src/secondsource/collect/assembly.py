"""Putting a text together from pieces whose kind is known, so that each becomes a region with right offsets."""

from __future__ import annotations

import re

from ..model import Region, RegionKind, Span


class Assembly:
    """Text built up piece by piece, pieces parted by blank lines.

    >>> made = Assembly()
    >>> made.add("Strike at yard", RegionKind.TITLE)
    Span(start=0, end=14)
    >>> made.add("Workers sat down.").start
    16
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.regions: list[Region] = []

    def add(self, words: str, kind: RegionKind | None = None, source: str | None = None) -> Span | None:
        """Append a paragraph and return its span; None if it holds nothing but white space."""
        tidy = re.sub(r"[^\S\n]+", " ", words)
        tidy = re.sub(r" ?\n ?", "\n", re.sub(r"\n\s*\n+", "\n", tidy)).strip()
        if not tidy:
            return None
        gap = "\n\n" if self._pieces else ""
        span = Span(self._length + len(gap), self._length + len(gap) + len(tidy))
        self._pieces.append(gap + tidy)
        self._length = span.end
        if kind is not None:
            self.regions.append(Region(span=span, kind=kind, source=source))
        return span

    @property
    def text(self) -> str:
        """Everything added so far."""
        return "".join(self._pieces)

    def joined(self) -> tuple[Region, ...]:
        """The regions, with neighbours of one kind (the paragraphs of a block or of the comments) made one."""
        out: list[Region] = []
        for region in self.regions:
            last = out[-1] if out else None
            together = region.kind in (RegionKind.QUOTATION, RegionKind.COMMENTS)
            if (
                last
                and together
                and last.kind is region.kind
                and last.source == region.source
                and last.span.end + 2 == region.span.start
            ):
                out[-1] = Region(span=last.span.hull(region.span), kind=region.kind, source=region.source)
            else:
                out.append(region)
        return tuple(out)
