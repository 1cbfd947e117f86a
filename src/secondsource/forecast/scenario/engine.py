"""Which program carries out the arithmetic: NumPy, numba's compiled loops, or a graphics processor."""

from __future__ import annotations

from enum import StrEnum
from importlib.util import find_spec
from typing import Any


class Engine(StrEnum):
    """What computes a scenario. All follow the same equations; a seed gives the same bits again with the same engine."""

    AUTO = "auto"
    """A graphics processor if CuPy finds one, else numba if it is installed, else NumPy."""
    NUMPY = "numpy"
    """The readable reference."""
    NUMBA = "numba"
    """The same with the same luck in compiled loops (extra `scenarios`)."""
    GPU = "gpu"
    """The same equations and distributions on a graphics processor by CuPy, with luck of its own."""


class NoEngine(RuntimeError):
    """The engine that was asked for is not there; the message says what to install."""


def chosen(engine: Engine) -> Engine:
    """The engine that is used where this one is asked for, never `AUTO`.

    Raises:
        NoEngine: if it is not installed, or there is no device for it.
    """
    engine = Engine(engine)
    if engine is Engine.GPU and device() is None:
        raise NoEngine(
            "There is no graphics processor that CuPy finds. Install cupy for your CUDA, or leave the engine at auto."
        )
    if engine is Engine.NUMBA and find_spec("numba") is None:
        raise NoEngine(
            "numba is not installed. Install it with `pip install 'secondsource[scenarios]'`, or leave the engine at auto."
        )
    if engine is not Engine.AUTO:
        return engine
    return Engine.GPU if device() is not None else on_processor()


def on_processor() -> Engine:
    """The quickest engine that has the luck of `NUMPY`, so that a seed means the same wherever it is tried: numba if it is installed, else NumPy."""
    return Engine.NUMBA if find_spec("numba") else Engine.NUMPY


def device() -> Any:
    """The module `cupy` where it is installed and has a device, else None."""
    if find_spec("cupy") is None:
        return None
    import cupy

    try:
        return cupy if cupy.cuda.runtime.getDeviceCount() else None
    except cupy.cuda.runtime.CUDARuntimeError:
        return None
