"""The claims of a case at one moment, and what follows from them, fetched as they are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, bindparam, func, select

from secondsource.model import Claim
from secondsource.model.codec import decode

from .at_hand import READINGS, report_of
from .held import Held, Latest
from .moment import Moment
from .schema import claim_mentions, claims, mentions

T = TypeVar("T")
CLAIMS = 5_000
"""Claims that are kept, and as many of what follows from them."""

_CLAIMS = select(claims.c.id, claims.c.body).where(claims.c.id.in_(bindparam("ids", expanding=True)))
_HOLDERS = (
    select(mentions.c.report, claim_mentions.c.mention, claim_mentions.c.claim)
    .join(mentions, mentions.c.id == claim_mentions.c.mention)
    .where(mentions.c.report.in_(bindparam("ids", expanding=True)))
)


class Claims(Held[Claim]):
    """The claims in order of time, then of id."""

    def __init__(self, moment: Moment, through: Callable[[Any], Claim] = lambda claim: claim) -> None:
        super().__init__(through)
        self._moment = moment
        self._latest: Latest[str, Claim] = Latest(CLAIMS)
        self._holders: Latest[str, Mapping[str, str]] = Latest(READINGS)

    def through(self, change: Callable[[Claim], Any]) -> Claims:
        """The same claims with something more done to each."""
        before = self._through
        return Claims(self._moment, lambda claim: change(before(claim)))

    @cached_property
    def ids(self) -> Sequence[str]:
        """Their ids, in their order."""
        order = (func.coalesce(claims.c.earliest, "9999"), claims.c.id)
        return [row.id for row in self._moment.rows(select(claims.c.id).order_by(*order))]

    @cached_property
    def _number(self) -> int:
        return int(self._moment.rows(select(func.count()).select_from(claims))[0][0])

    def __len__(self) -> int:
        return self._number

    def part(self, start: int, end: int) -> Sequence[Claim]:
        """The claims from a place up to another."""
        ids = self.ids[start:end]
        found = self._fetch(ids)
        return [found[identifier] for identifier in ids]

    def ready(self, ids: Sequence[str]) -> None:
        """Fetches these in one go, for somebody who will ask for each."""
        self._latest.of(ids, self._fetch)

    def claim(self, identifier: str) -> Claim | None:
        """The claim of that id, or None."""
        return self._latest.of((identifier,), self._fetch).get(identifier)

    def some(self, ids: Sequence[str]) -> list[Claim]:
        """The claims of these ids, in that order; those that are not there are left out."""
        found = self._latest.of(ids, self._fetch)
        return [found[identifier] for identifier in ids if identifier in found]

    def holders(self, reports: Sequence[str]) -> dict[str, Mapping[str, str]]:
        """For each of these reports: the ids of the claims that hold its mentions, by mention."""
        return self._holders.of(reports, self._held)

    def claim_of(self, mention: str) -> str | None:
        """The id of the claim that holds the mention, or None."""
        report = report_of(mention)
        return self.holders((report,))[report].get(mention)

    def _held(self, reports: Sequence[str]) -> dict[str, Mapping[str, str]]:
        out: dict[str, dict[str, str]] = {report: {} for report in reports}
        for row in self._moment.among(_HOLDERS, "ids", reports):
            out[row.report][row.mention] = row.claim
        return dict(out)

    def _fetch(self, ids: Sequence[str]) -> dict[str, Claim]:
        return {row.id: self._through(decode(row.body, Claim)) for row in self._moment.among(_CLAIMS, "ids", ids)}


class Rows(Held[T], Generic[T]):
    """Values of one kind in their order, to be had by what they are about.

    Args:
        moment: of the case.
        table: where they stand, in order of its column `seq`.
        kind: their class.
        about: name of the column that says what each is about.
        through: what is done to each before anybody sees it.
    """

    def __init__(
        self,
        moment: Moment,
        table: Table,
        kind: type[T],
        about: str,
        through: Callable[[Any], T] = lambda value: value,
    ) -> None:
        super().__init__(through)
        self._moment, self._table, self._kind, self._about = moment, table, kind, about
        self._latest: Latest[str, tuple[T, ...]] = Latest(CLAIMS)
        column = table.c[about]
        wanted = column.in_(bindparam("keys", expanding=True))
        self._by_key = select(column.label("key"), table.c.body).where(wanted).order_by(table.c.seq)
        between = table.c.seq.between(bindparam("first"), bindparam("last"))
        self._by_place = select(table.c.body).where(between).order_by(table.c.seq)

    def through(self, change: Callable[[T], Any]) -> Rows[Any]:
        """The same values with something more done to each."""
        before = self._through
        return Rows(self._moment, self._table, self._kind, self._about, lambda value: change(before(value)))

    @cached_property
    def _numbers(self) -> Sequence[int]:
        return array("q", (row.seq for row in self._moment.rows(select(self._table.c.seq).order_by("seq"))))

    def __len__(self) -> int:
        return len(self._numbers)

    def part(self, start: int, end: int) -> Sequence[T]:
        """The values from a place up to another."""
        numbers = self._numbers[start:end]
        rows = self._moment.rows(self._by_place, {"first": numbers[0], "last": numbers[-1]}) if numbers else []
        return [self._through(decode(row.body, self._kind)) for row in rows]

    def ready(self, keys: Sequence[str]) -> None:
        """Fetches what there is about these in one go, for somebody who will ask for each."""
        self._latest.of(keys, self._fetch)

    def many(self, key: str) -> tuple[T, ...]:
        """What there is about that, in its order."""
        return self._latest.of((key,), self._fetch)[key]

    def one(self, key: str) -> T | None:
        """The last there is about that, or None."""
        found = self.many(key)
        return found[-1] if found else None

    def _fetch(self, keys: Sequence[str]) -> dict[str, tuple[T, ...]]:
        found: dict[str, list[T]] = {key: [] for key in keys}
        for row in self._moment.among(self._by_key, "keys", keys):
            found[row.key].append(self._through(decode(row.body, self._kind)))
        return {key: tuple(values) for key, values in found.items()}
