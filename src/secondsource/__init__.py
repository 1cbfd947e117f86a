"""Who said it, whom they had it from, how many independent origins stand behind it, and what the law of that day says."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is not imported: it takes longer to load than all of this
    from .notebook import open_case as open_case
    from .notebook import scenario as scenario

__version__ = "0.1.0.dev0"


def __getattr__(name: str) -> object:
    """`open_case` and `scenario`, loaded when they are first asked for: the package by itself loads nothing."""
    if name in ("open_case", "scenario"):
        from . import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), "open_case", "scenario"]
