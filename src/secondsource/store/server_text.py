"""Text that PostgreSQL refuses, kept whole: it takes no character U+0000, and SQLite does.

On its way to the server U+0000 is written as U+0001 U+0001, and U+0001 as U+0001 U+0002; on its way back they are what they were. That keeps
equality and the order of bytes, so look-ups and sorting give the same as in SQLite. Lone surrogates are no text in either database:
whatever takes names and texts in replaces them before.
"""

from __future__ import annotations

from typing import Any

_WRITTEN = str.maketrans({"\0": "\1\1", "\1": "\1\2"})


def written(words: str) -> str:
    r"""As it stands on the server.

    >>> written("a\0b").encode()
    b'a\x01\x01b'
    """
    return words.translate(_WRITTEN) if "\0" in words or "\1" in words else words


def read(words: str) -> str:
    r"""What was written.

    >>> read(written("a\0b\1c")) == "a\0b\1c"
    True
    """
    return words.replace("\1\1", "\0").replace("\1\2", "\1") if "\1" in words else words


def kept_whole(connection: Any) -> None:
    """Has a connection of psycopg write and read all text so."""
    from psycopg.types.string import StrDumper, TextLoader

    class Written(StrDumper):
        def dump(self, obj: str) -> Any:
            return super().dump(written(obj))

    class Read(TextLoader):
        def load(self, data: Any) -> Any:
            found = super().load(data)
            return read(found) if isinstance(found, str) else found

    connection.adapters.register_dumper(str, Written)
    for kind in ("text", "varchar"):
        connection.adapters.register_loader(kind, Read)
