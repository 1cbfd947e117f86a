"""What stands in a case, given to the stages as they ask for it: they never hold all readings, nor all that was derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar, overload

from sqlalchemy import Connection

from secondsource.model import Claim, Reading
from secondsource.model.codec import decode, encode
from secondsource.store import derived, documents

T = TypeVar("T")
_TOGETHER = 500
"""Readings or claims that are fetched together."""


class _Decoded(Sequence[T]):
    """Values made of their canonical JSON when they are looked at."""

    def __init__(self, bodies: Sequence[bytes], kind: type[T]) -> None:
        self._bodies, self._kind = bodies, kind

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return _Decoded(self._bodies[at], self._kind)
        return decode(self._bodies[at], self._kind)

    def __len__(self) -> int:
        return len(self._bodies)


class Bodies(Mapping[str, Sequence[T]]):
    """Values by what they are about, kept as canonical JSON and made when they are asked for: a fifth of the memory.

    Args:
        kind: their class.
    """

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind
        self._bodies: dict[str, list[bytes]] = {}

    def put(self, key: str, values: Iterable[T]) -> None:
        """Keeps the values about something."""
        self._bodies[key] = [encode(value) for value in values]

    def __getitem__(self, key: str) -> Sequence[T]:
        return _Decoded(self._bodies[key], self._kind)

    def __contains__(self, key: object) -> bool:
        return key in self._bodies

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


class Standing:
    """A case as it is at one moment.

    Args:
        connection: a transaction that sees the moment.
        reports: ids of its reports, in order.
        correct: lays what people corrected over a reading.
    """

    def __init__(self, connection: Connection, reports: Sequence[str], correct: Callable[[Reading], Reading]) -> None:
        self._connection, self._correct = connection, correct
        self.reports = reports
        self.made: Bodies[Claim] = Bodies(Claim)
        """Claims that are new or differ and are not written down yet."""

    @cached_property
    def claims(self) -> Sequence[str]:
        """The ids of all claims, in order; what join gives takes the place of what it gave before."""
        return [claim for _, claim in derived.about_what(self._connection, Claim)]

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The names of the outlets of all reports."""
        return documents.outlets(self._connection)

    @cached_property
    def obtained(self) -> dict[str, str]:
        """When each capture was first obtained."""
        return {entry.capture: entry.at for entry in reversed(documents.all_custody(self._connection))}

    def readings(self, reports: Iterable[str]) -> Iterator[Reading]:
        """What was read in these reports, corrected, in the order in which they are asked for."""
        for some in together(reports):
            found = documents.readings_of(self._connection, some)
            for report in some:
                yield self._correct(found[report])

    def of_claims(self, claims: Iterable[str]) -> Iterator[Claim]:
        """These claims, in the order in which they are asked for."""
        for some in together(claims):
            found = self.of(Claim, [claim for claim in some if claim not in self.made])
            for claim in some:
                yield (self.made[claim] if claim in self.made else found[claim])[0]

    def of(self, kind: type[T], keys: Iterable[str]) -> dict[str, tuple[T, ...]]:
        """What was derived last time, by what it is about; see `derived.of`."""
        return derived.of(self._connection, kind, keys)

    def about(self, kind: type[Any]) -> list[str]:
        """What there are values of a kind about, in order, as they stand in the case."""
        return list(dict.fromkeys(key for _, key in derived.about_what(self._connection, kind)))

    def differing(self, kind: type[T], rows: Iterable[tuple[str, Sequence[T]]], *, trusted: bool) -> Bodies[T]:
        """Of these values by what they are about, those that are not what stands in the case; all of them where that is not trusted."""
        out = Bodies(kind)
        if not trusted:
            for key, values in rows:
                out.put(key, values)
            return out
        for some in together(rows):
            there: Mapping[str, list[str]] = derived.bodies_of(self._connection, kind, [key for key, _ in some])
            for key, values in some:
                if [encode(value).decode() for value in values] != there.get(key, []):
                    out.put(key, values)
        return out


def together(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Things in lots of a size that is fetched at once."""
    rest = iter(items)
    while some := list(islice(rest, _TOGETHER)):
        yield some
