"""Who signed the reports of a case: by a byline, at the end of the text, or below the closing words of a letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from ..subjects.names import Heard, folded
from .case import Case
from .signatures import bare


class Signed:
    """Finds the reports that a person wrote.

    Args:
        case: the case.
    """

    def __init__(self, case: Case) -> None:
        self.case = case

    def by(self, name: str) -> Sequence[str]:
        """Reports that are signed so, letter by letter but for case and marks."""
        return self._reports.get(folded(name), ())

    def perhaps(self, name: str) -> Sequence[str]:
        """The report whose writer's name may be this one without its title, or in another alphabet: a guess that shared matter must bear out."""
        known = bare(name, self.case.pack)
        found = self._heard.perhaps(known) if " " in known else None
        return self._writers.get(known, ()) or ((found,) if found else ())

    @cached_property
    def _reports(self) -> Mapping[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for report in self.case.ids:
            for name in self.case.cards[report].signed:
                out[name].append(report)
        return dict(out)

    @cached_property
    def _writers(self) -> Mapping[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for report in self.case.ids:
            for name in self.case.cards[report].wrote:
                out[name].append(report)
        return dict(out)

    @cached_property
    def _heard(self) -> Heard:
        return Heard((reports[0], name) for name, reports in self._writers.items())
