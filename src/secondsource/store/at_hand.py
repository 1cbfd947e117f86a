"""The values of a case at one moment, fetched as they are asked for: its reports and what was read in them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar

from sqlalchemy import Table, bindparam, func, select

from secondsource.model import Decision, DecisionKind, Mention, Reading, Report, Statement, correcting
from secondsource.model.codec import decode

from .documents import in_order
from .held import Held, Latest
from .moment import Moment
from .schema import mentions, reports, statements

V = TypeVar("V")
READINGS = 2_500
"""Reports that are kept with what was read in them: about 25 kB each at ten statements."""

_REPORTS = select(reports.c.id, reports.c.body).where(reports.c.id.in_(bindparam("ids", expanding=True)))

_THERE = select(reports.c.id).where(reports.c.id.in_(bindparam("ids", expanding=True)))


def _told(table: Table) -> Any:
    wanted = table.c.report.in_(bindparam("ids", expanding=True))
    return select(table.c.report, table.c.body).where(wanted).order_by(table.c.report, table.c.seq)


_SAID, _EVENTS = _told(statements), _told(mentions)


def report_of(identifier: str) -> str:
    """The id of the report that a statement or a mention stands in; it begins their ids.

    >>> report_of("0123456789abcdef-0.s10-20")
    '0123456789abcdef-0'
    """
    return identifier.rpartition(".")[0]


class Order:
    """The reports in order of publication, and how many statements and mentions each has: counted once for a moment.

    Args:
        moment: of the case.
        correct: lays what people corrected over a reading.
        touched: ids of reports with something corrected.
    """

    def __init__(self, moment: Moment, correct: Callable[[Reading], Reading], touched: frozenset[str]) -> None:
        self.moment, self.correct, self._touched = moment, correct, touched

    @cached_property
    def ids(self) -> Sequence[str]:
        """Ids of the reports in their order."""
        return [row.id for row in self.moment.rows(select(reports.c.id).order_by(*in_order()))]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each report in the order, by id."""
        return {identifier: at for at, identifier in enumerate(self.ids)}

    @cached_property
    def said(self) -> Sequence[int]:
        """How many statements the reports up to each have, itself included."""
        return self._counted(statements, lambda reading: len(reading.statements))

    @cached_property
    def told(self) -> Sequence[int]:
        """How many mentions the reports up to each have, itself included."""
        return self._counted(mentions, lambda reading: len(reading.mentions))

    def know(self, ids: Sequence[str], said: Sequence[int], told: Sequence[int]) -> None:
        """Takes what somebody has written down, so that it need not be counted again."""
        self.__dict__.update(ids=ids, said=said, told=told)

    def _counted(self, table: Table, number: Callable[[Reading], int]) -> Sequence[int]:
        rows = self.moment.rows(select(table.c.report, func.count().label("number")).group_by(table.c.report))
        counts = {row.report: int(row.number) for row in rows}
        for reading in self.fetch(sorted(self._touched)).values():
            counts[reading.report.id] = number(reading)
        return array("q", accumulate(counts.get(identifier, 0) for identifier in self.ids))

    def fetch(self, ids: Sequence[str], *, whole: bool = True) -> dict[str, Reading]:
        """The readings of these reports, corrected, by id; the reports alone if not `whole`."""
        said: defaultdict[str, list[Statement]] = defaultdict(list)
        told: defaultdict[str, list[Mention]] = defaultdict(list)
        if whole:
            for row in self.moment.among(_SAID, "ids", ids):
                said[row.report].append(decode(row.body, Statement))
            for row in self.moment.among(_EVENTS, "ids", ids):
                told[row.report].append(decode(row.body, Mention))
        found = {
            row.id: Reading(
                report=decode(row.body, Report), statements=tuple(said[row.id]), mentions=tuple(told[row.id])
            )
            for row in self.moment.among(_REPORTS, "ids", ids)
        }
        return {identifier: self.correct(reading) for identifier, reading in found.items()} if whole else found


class Opened:
    """A reading whose parts are found by their ids."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """By id."""
        return {statement.id: statement for statement in self.reading.statements}

    @cached_property
    def mentions(self) -> Mapping[str, Mention]:
        """By id."""
        return {mention.id: mention for mention in self.reading.mentions}


class Readings(Held[Reading]):
    """Every report with what was read in it, in order of publication.

    Args:
        order: the reports of the moment.
        through: what is done to each before anybody sees it.
    """

    def __init__(self, order: Order, through: Callable[[Any], Reading] = lambda reading: reading) -> None:
        super().__init__(through)
        self.order = order
        self._latest: Latest[str, Opened] = Latest(READINGS)

    def through(self, change: Callable[[Reading], Any]) -> Readings:
        """The same readings with something more done to each."""
        before = self._through
        return Readings(self.order, lambda reading: change(before(reading)))

    def __len__(self) -> int:
        return len(self.order.ids)

    def part(self, start: int, end: int) -> Sequence[Reading]:
        """The readings from a place up to another; whoever walks through all does not push out what others look at."""
        ids = self.order.ids[start:end]
        if end - start > 1:
            found = self.order.fetch(ids)
            return [self._through(found[identifier]) for identifier in ids]
        return [opened.reading for opened in self._opened(ids).values()]

    @property
    def state(self) -> int:
        """See `Database.state`."""
        return self.order.moment.state

    def ready(self, ids: Sequence[str]) -> None:
        """Fetches these in one go, for somebody who will ask for each."""
        self._opened(ids)

    def opened(self, report: str) -> Opened | None:
        """What was read in the report of that id, or None."""
        return self._opened((report,)).get(report)

    def reading(self, report: str) -> Reading | None:
        """What was read in the report of that id, or None."""
        opened = self.opened(report)
        return opened.reading if opened else None

    def statement(self, identifier: str) -> Statement | None:
        """The statement of that id, or None."""
        opened = self.opened(report_of(identifier))
        return opened.statements.get(identifier) if opened else None

    def mention(self, identifier: str) -> Mention | None:
        """The mention of that id, or None."""
        opened = self.opened(report_of(identifier))
        return opened.mentions.get(identifier) if opened else None

    @property
    def reports(self) -> Reports:
        """The reports alone."""
        return Reports(self.order, self._through)

    @property
    def statements(self) -> Parts[Statement]:
        """All statements, by report, then in order of the text."""
        return Parts(self, lambda: self.order.said, lambda reading: reading.statements)

    @property
    def mentions(self) -> Parts[Mention]:
        """All mentions, by report, then in order of the text."""
        return Parts(self, lambda: self.order.told, lambda reading: reading.mentions)

    def _opened(self, ids: Sequence[str]) -> dict[str, Opened]:
        return self._latest.of(
            ids,
            lambda missing: {key: Opened(self._through(found)) for key, found in self.order.fetch(missing).items()},
        )


class Reports(Held[Report]):
    """The reports in order of publication; what was read in them stays where it is."""

    def __init__(self, order: Order, through: Callable[[Any], Reading]) -> None:
        super().__init__(lambda report: through(Reading(report=report, statements=(), mentions=())).report)
        self._order, self._reading = order, through

    def through(self, change: Callable[[Report], Any]) -> Reports:
        """The same reports with something more done to each."""
        out, before = Reports(self._order, self._reading), self._through
        out._through = lambda report: change(before(report))
        return out

    def __len__(self) -> int:
        return len(self._order.ids)

    def part(self, start: int, end: int) -> Sequence[Report]:
        """The reports from a place up to another."""
        ids = self._order.ids[start:end]
        found = self._order.fetch(ids, whole=False)
        return [self._through(found[identifier].report) for identifier in ids]


class Parts(Held[V]):
    """What stands in the readings, one after the other.

    Args:
        readings: the readings.
        upto: how many parts the readings up to each have, itself included.
        parts: the parts of one.
        through: what is done to each before anybody sees it.
    """

    def __init__(
        self,
        readings: Readings,
        upto: Callable[[], Sequence[int]],
        parts: Callable[[Reading], Sequence[Any]],
        through: Callable[[Any], V] = lambda part: part,
    ) -> None:
        super().__init__(through)
        self._readings, self._upto, self._parts = readings, upto, parts

    def through(self, change: Callable[[V], Any]) -> Parts[Any]:
        """The same parts with something more done to each."""
        before = self._through
        return Parts(self._readings, self._upto, self._parts, lambda part: change(before(part)))

    def __len__(self) -> int:
        upto = self._upto()
        return upto[-1] if upto else 0

    def __iter__(self) -> Any:
        for reading in self._readings:
            yield from map(self._through, self._parts(reading))

    def part(self, start: int, end: int) -> Sequence[V]:
        """The parts from a place up to another."""
        upto = self._upto()
        first, last = bisect_right(upto, start), bisect_right(upto, max(start, end - 1))
        before = upto[first - 1] if first else 0
        found = [part for reading in self._readings[first : last + 1] for part in self._parts(reading)]
        return [self._through(part) for part in found[start - before : end - before]]


def there(moment: Moment, ids: Sequence[str]) -> list[str]:
    """Those of these that are ids of reports."""
    return [row.id for row in moment.among(_THERE, "ids", ids)]


def readings_of(moment: Moment, decisions: Iterable[Decision]) -> Readings:
    """The readings of a moment with the decisions in force laid over them."""
    made = tuple(decisions)
    about = (d.object for d in made if d.kind in (DecisionKind.CORRECT, DecisionKind.REJECT))
    touched = frozenset(report_of(name) for name in about if report_of(name))
    return Readings(Order(moment, correcting(made), touched))
