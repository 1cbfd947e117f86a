"""Reports made for the tests of this room."""

from __future__ import annotations

from secondsource.model import How, Known, Region, RegionKind, Report, Span, Statement
from secondsource.read.attribution.statements import attribute
from secondsource.read.prose import prose
from secondsource.subjects import load


def report(
    text: str, outlet: str | None = "Harbour Paper", noise: str = "", quotation: tuple[str, str] | None = None
) -> Report:
    """A report with that text; `noise` is a piece of it set apart, `quotation` a piece of it and the outlet credited."""
    regions = []
    if noise:
        at = text.index(noise)
        regions.append(Region(span=Span(at, at + len(noise)), kind=RegionKind.COMMENTS))
    if quotation:
        at = text.index(quotation[0])
        regions.append(Region(span=Span(at, at + len(quotation[0])), kind=RegionKind.QUOTATION, source=quotation[1]))
    known = Known(value=outlet, how=How.GIVEN, why="given") if outlet else None
    return Report(id="r", capture="0" * 64, part=0, name="r", text=text, outlet=known, regions=tuple(regions))


def statements(text: str, **more: object) -> tuple[Statement, ...]:
    """The statements of a text read as English."""
    return attribute(prose(report(text, **more)), load())  # type: ignore[arg-type]


def contents(text: str, found: tuple[Statement, ...]) -> list[str]:
    """What the statements say, gaps as “ … ”."""
    return [" … ".join(span.of(text) for span in s.content) for s in found]
