"""Who said it, whom they had it from, how many independent origins stand behind it, and what the law of that day says."""

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is not imported: it takes longer to load than all of this
    from .notebook import open_case as open_case

__version__ = "0.1.0.dev0"


def __getattr__(name: str) -> object:
    """`open_case`, loaded when it is first asked for: the package by itself loads nothing."""
    if name == "open_case":
        from .notebook import open_case

        return open_case
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), "open_case"]
