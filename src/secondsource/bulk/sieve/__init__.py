"""Whether a text concerns the subject (interim)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondsource.subjects import Subject

_NAMES = re.compile(
    r"north korea|dprk|pyongyang|북한|조선|평양|朝鲜|北朝鮮|кндр|северокорей|северной коре", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a text is kept, with its score and the cues."""

    kept: bool
    score: float
    why: tuple[str, ...]


class Sieve:
    """Interim."""

    version = "0"

    @classmethod
    def of(cls, pack: Subject, threshold: float = 0.5) -> Sieve:
        """The sieve of a subject."""
        return cls()

    def judge(self, text: str, language: str, title: str = "") -> Judged:
        """The verdict on a text."""
        found = tuple(sorted({m[0].casefold() for m in _NAMES.finditer(text)}))
        return Judged(bool(found), float(len(found)), found)
