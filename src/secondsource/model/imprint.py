"""Who published a report and when: what is left of it where its text is not at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .report import Report


@dataclass(frozen=True, slots=True)
class Imprint:
    """Outlet and name of a report, and the first day on which it can have been published; None where they are unknown."""

    outlet: str | None
    name: str
    day: date | None

    @classmethod
    def of(cls, report: Report) -> Imprint:
        """The imprint of a report."""
        return cls(
            report.outlet.value if report.outlet else None, report.name, report.date.earliest if report.date else None
        )
