"""Languages read by cues: Chinese, Japanese and Russian, by word lists of the pack and a small grammar each, without a parser."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Reading, Report
from ...subjects import Subject

VERSION = "1"


@dataclass(frozen=True)
class CuedReader:
    """Reads the reports of one language by its cues.

    Args:
        language: `zh`, `ja` or `ru`.
    """

    language: str
    version: str = VERSION

    def read(self, report: Report, pack: Subject) -> Reading:
        """Statements and mentions of one report, in text order."""
        from .composed import read_composed
        from .events import mentions
        from .statements import statements

        def read(whole: Report) -> Reading:
            said = statements(whole, pack, self.language)
            return Reading(report=whole, statements=said, mentions=mentions(whole, said, pack, self.language))

        return read_composed(report, read)


__all__ = ["CuedReader"]
