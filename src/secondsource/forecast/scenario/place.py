"""Where arrays lie: with NumPy in memory, or with CuPy on a graphics processor."""

from __future__ import annotations

import sys
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np

_Arrays = TypeVar("_Arrays")


def namespace(array: Any) -> Any:
    """The module whose functions work on this array: `numpy`, or the one that its type comes from.

    >>> namespace(np.zeros(1)).__name__
    'numpy'
    """
    return np if type(array) is np.ndarray else sys.modules[type(array).__module__.partition(".")[0]]


def moved(value: _Arrays, xp: Any) -> _Arrays:
    """A dataclass with each of its arrays as one of `xp`; what is no array stays as it is."""
    if xp is np:
        return value
    arrays = {f.name: getattr(value, f.name) for f in fields(value)}  # type: ignore[arg-type]
    brought = {name: xp.asarray(a) for name, a in arrays.items() if isinstance(a, np.ndarray)}
    return replace(value, **brought)  # type: ignore[type-var]


def fetched(array: Any) -> np.ndarray[Any, Any]:
    """The array in memory, as one of NumPy."""
    return array.get() if hasattr(array, "get") else np.asarray(array)
