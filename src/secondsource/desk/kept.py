"""What is costly to work out of a case, kept while the case stands as it does."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

from .shelf import Shown

T = TypeVar("T")


class Kept:
    """Answers that were worked out of one state of the case, the last ones asked for.

    Args:
        most: how many are kept.
    """

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._lock = Lock()
        self._of: Shown | None = None
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def of(self, shown: Shown, key: Hashable, work: Callable[[], T]) -> T:
        """The answer of that key, worked out if it is not kept or the case has changed since."""
        with self._lock:
            if self._of is not shown:
                self._of = shown
                self._answers.clear()
            if key not in self._answers:
                self._answers[key] = work()
            self._answers.move_to_end(key)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
            return cast(T, self._answers[key])
