"""JSON as all formats here write it: UTF-8, keys in the order given, one object a line, written as it comes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from secondsource.model.acting import escaped


def dump(value: Any) -> str:
    """The value as JSON on one line."""
    return escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def array(items: Iterable[Any], file: IO[bytes]) -> None:
    """The items as a JSON array, one a line, none kept in memory."""
    file.write(b"[")
    for at, item in enumerate(items):
        file.write((b",\n" if at else b"\n") + dump(item).encode())
    file.write(b"\n]")


def keyed(items: Iterable[tuple[str, Any]], file: IO[bytes]) -> None:
    """The items as a JSON object, one a line; a key that came before is left out."""
    seen: set[str] = set()
    file.write(b"{")
    for key, item in items:
        if key in seen:
            continue
        file.write((b",\n" if seen else b"\n") + f"{dump(key)}:{dump(item)}".encode())
        seen.add(key)
    file.write(b"\n}")


def filled(**values: Any) -> dict[str, Any]:
    """The values that there are: neither None nor empty."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and value != "" and value != [] and value != {}
    }
