"""Tables as the frames of the library that a notebook works with."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Literal, get_args

from secondsource.model import SecondsourceError

To = Literal["arrow", "pandas", "polars"]
"""As what a table is given: a `pyarrow.Table`, or a `DataFrame` of pandas or polars."""


class NoFrames(SecondsourceError):
    """The library that makes such frames is not installed here. Install it beside secondsource, or ask for `to="arrow"`."""


def framed(make: Callable[[], Any], to: To) -> Any:
    """A table as what is asked for.

    Args:
        make: gives the `pyarrow.Table`; not called if it cannot be turned.
        to: as what.

    Raises:
        NoFrames: if the library asked for is not installed, or is none of the three.
    """
    if to not in get_args(To):
        raise NoFrames(f"Frames of “{to}” are not made. Choose one of: {', '.join(get_args(To))}.")
    if to == "arrow":
        return make()
    try:
        library = import_module(to)
    except ImportError as error:
        raise NoFrames(f'{to} is not installed here. Install it beside secondsource, or ask for to="arrow".') from error
    return make().to_pandas() if to == "pandas" else library.from_arrow(make())
