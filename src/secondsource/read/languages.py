"""The hook by which a language is read: one small interface, and the readers that fill it, the program's own and those of other packages.

English and Korean go through the same hook as a reader that somebody else wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from ..model import Reading, Report, SecondsourceError
from ..subjects import Subject

GROUP = "secondsource.readers"
"""The entry point group in which a package names its reader."""
_CODE = re.compile(r"[a-z]{2,3}")


class ReaderNotUsable(SecondsourceError):
    """A language reader of another package cannot be used. Update that package or remove it."""


@runtime_checkable
class LanguageReader(Protocol):
    """Reads the reports of one language. `docs/how-to/languages.md` adds one step by step."""

    @property
    def language(self) -> str:
        """ISO 639-1 code (639-3 where there is none) of what it reads."""
        ...

    @property
    def version(self) -> str:
        """Changes when what it finds may change: the store then reads the reports of the language again."""
        ...

    def read(self, report: Report, pack: Subject) -> Reading:
        """Statements and mentions of one report in text order, each with its characters; same report, same answer."""
        ...


def found_readers(entries: Iterable[EntryPoint] | None = None) -> Mapping[str, LanguageReader]:
    """The language readers of installed packages, by language.

    Args:
        entries: entry points of the group `secondsource.readers`; None asks what is installed.

    Raises:
        ReaderNotUsable: one cannot be loaded, is no reader, or two packages bring one for the same language.
    """
    out: dict[str, LanguageReader] = {}
    for entry in sorted(entry_points(group=GROUP) if entries is None else entries, key=lambda e: (e.name, e.value)):
        try:
            made = entry.load()()
        except Exception as error:
            raise ReaderNotUsable(
                f"The language reader “{entry.name}” ({entry.value}) cannot be loaded: {error}. Update its package or remove it."
            ) from error
        if not isinstance(made, LanguageReader) or not _CODE.fullmatch(str(made.language)):
            raise ReaderNotUsable(
                f"“{entry.value}” is no language reader: it needs `language` (a code such as “ar”), `version` and `read`. Update its package or remove it."
            )
        if made.language in out:
            raise ReaderNotUsable(f"Two packages bring a reader for “{made.language}”. Remove one of them.")
        out[made.language] = made
    return out
