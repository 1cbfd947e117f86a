"""Values that stay in the case until somebody asks for them: sequences and look-ups like those made of values in memory, and the last ones kept.

Whatever must be done to each value before anybody sees it (corrections laid over it, personal data masked) is done as it is fetched.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
V = TypeVar("V")
K = TypeVar("K", bound=Hashable)
CHUNK = 250
"""Values that are fetched together by whoever walks through all."""


class Latest(Generic[K, V]):
    """The values last asked for.

    Args:
        most: how many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._values: OrderedDict[K, V] = OrderedDict()

    def of(self, keys: Sequence[K], fetch: Callable[[Sequence[K]], Mapping[K, V]]) -> dict[K, V]:
        """The values of these keys by key; those that are not kept are fetched, all in one go. What there is none of is left out."""
        with self._lock:
            found = {key: self._values[key] for key in keys if key in self._values}
            for key in found:
                self._values.move_to_end(key)
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        if missing:
            fresh = fetch(missing)
            found.update(fresh)
            with self._lock:
                self._values.update(fresh)
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
        return found


class Held(Sequence[T]):
    """A sequence whose values are fetched when they are asked for.

    Args:
        through: what is done to each value before anybody sees it.
    """

    def __init__(self, through: Callable[[Any], T]) -> None:
        self._through = through

    @abstractmethod
    def through(self, change: Callable[[T], Any]) -> Held[Any]:
        """The same sequence with something more done to each value."""

    @abstractmethod
    def part(self, start: int, end: int) -> Sequence[T]:
        """The values from a place up to another, which may lie beyond the end."""

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            start, end, step = at.indices(len(self))
            if step == 1:
                return tuple(self.part(start, end))
            return tuple(self[place] for place in range(start, end, step))
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        return self.part(place, place + 1)[0]

    def __iter__(self) -> Iterator[T]:
        for start in range(0, len(self), CHUNK):
            yield from self.part(start, min(start + CHUNK, len(self)))

    def __bool__(self) -> bool:
        return len(self) > 0


class ByKey(Mapping[str, V]):
    """A look-up whose values are fetched when they are asked for.

    Args:
        get: the value of a key, or None.
        keys: all of them.
    """

    def __init__(self, get: Callable[[str], V | None], keys: Callable[[], Iterable[str]]) -> None:
        self._get, self._keys = get, keys

    def __getitem__(self, key: str) -> V:
        found = self._get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._get(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self._keys())
