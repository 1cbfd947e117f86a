"""Who signed the reports of a case: by a byline, at the end of the text, or below the closing words of a letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ..model import Report
from ..subjects.names import Heard, folded
from .case import Case

_LONGEST = 80
"""Letters of a line that may be a signature."""


class Signed:
    """Finds the reports that a person wrote.

    Args:
        case: the case.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self._titles = frozenset(case.pack.naming.get("titles", ()))
        closings = sorted(map(re.escape, case.pack.naming.get("closings", ())), key=len, reverse=True)
        self._closing = re.compile(rf"(?:{'|'.join(closings) or '(?!)'}),?\s+(?P<name>\S.*)", re.IGNORECASE)

    def by(self, name: str) -> Sequence[str]:
        """Reports that are signed so, letter by letter but for case and marks."""
        return self._reports.get(folded(name), ())

    def perhaps(self, name: str) -> Sequence[str]:
        """The report whose writer's name may be this one without its title, or in another alphabet: a guess that shared matter must bear out."""
        bare = self._bare(name)
        found = self._heard.perhaps(bare) if " " in bare else None
        return self._writers.get(bare, ()) or ((found,) if found else ())

    def _bare(self, name: str) -> str:
        """A name folded, without titles before and after it."""
        words = folded(name).split()
        while len(words) > 1 and words[0].rstrip(".") in self._titles:
            words = words[1:]
        while len(words) > 1 and words[-1] in self._titles:
            words = words[:-1]
        return " ".join(words)

    @cached_property
    def _reports(self) -> Mapping[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for reading in self.case.readings:
            report = reading.report
            last = _lines(report)[-1:]
            parts = [part for line in last if len(line) < _LONGEST for part in (line, line.split(",")[-1])]
            for name in (*self._named(report), *parts):
                if folded(name) and report.id not in out[folded(name)]:
                    out[folded(name)].append(report.id)
        return out

    @cached_property
    def _writers(self) -> Mapping[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for reading in self.case.readings:
            for name in self._named(reading.report):
                if (bare := self._bare(name)) and reading.report.id not in out[bare]:
                    out[bare].append(reading.report.id)
        return out

    @cached_property
    def _heard(self) -> Heard:
        return Heard((reports[0], name) for name, reports in self._writers.items())

    def _named(self, report: Report) -> Iterator[str]:
        """The names that a byline or a letter's closing words give."""
        if report.byline:
            yield report.byline.value
        lines = _lines(report)
        for at, line in enumerate(lines):
            if len(line) >= _LONGEST:
                continue
            if found := self._closing.fullmatch(line):
                yield found["name"]
            elif at + 1 < len(lines) and self._closing.fullmatch(f"{line} x"):
                yield lines[at + 1]


def _lines(report: Report) -> list[str]:
    return [line.strip() for span in report.body() for line in span.of(report.text).splitlines() if line.strip()]
