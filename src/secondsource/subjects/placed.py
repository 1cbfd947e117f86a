"""On which line of which file a fault of a pack stands: what reads values no longer knows, looked up again for whoever has to mend it."""

from __future__ import annotations

import re
from pathlib import Path

from ..model import BadPack

_QUOTED = re.compile(r"[“']([^”']{1,80})[”']")
_DOTTED = re.compile(r"\b[a-z_]+(?:\.[a-z_]+)+")
_SUGGESTED = re.compile(r"\s*Did you mean.*", re.DOTALL)


def placed(folder: Path, room: str, identifier: str, error: BadPack) -> BadPack:
    """The error with the file and the line in the place of the room; unchanged if the item stands in no file.

    Args:
        folder: the folder of the pack.
        room: where its items lie, as `provisions`.
        identifier: the id of the item that the error speaks of.
        error: what is wrong, beginning with the room and the id: `provisions: LL-1.scope: ...`.
    """
    said = BadPack(str(error).removeprefix(f"{room}: "))
    for path in sorted((folder / room).glob("*.yaml")):
        if (found := in_file(path, identifier, said)) is not said:
            return found
    return error


def in_file(path: Path, identifier: str, error: BadPack) -> BadPack:
    """The error with the line behind the file's name; unchanged if the item is not found there."""
    said = str(error).removeprefix(f"{path.name}: ")
    line = line_of(path.read_text(encoding="utf-8"), identifier, said)
    return BadPack(f"{path.name}, line {line}: {said}") if line else error


def line_of(text: str, identifier: str, said: str) -> int:
    r"""The line, from 1, of an item at which a fault most likely stands; 0 if the item is not there.

    The words that the sentence quotes are looked for first, then the fields that it names, from the innermost; else it is the item's first line.

    >>> line_of("a:\n- id: X\n  kind: ban\n", "X", "X: there is no kind 'ban'")
    3
    """
    lines = text.split("\n")
    named = re.compile(rf"\s*(?:-\s+)?id:\s*['\"]?{re.escape(identifier)}['\"]?\s*(?:#.*)?")
    first = next((n for n, line in enumerate(lines) if named.fullmatch(line)), None)
    if first is None:
        return 0
    indent = len(lines[first]) - len(lines[first].lstrip())
    begins = re.compile(rf"\s{{{indent}}}-\s")
    last = next((n for n in range(first + 1, len(lines)) if begins.match(lines[n])), len(lines))
    if "is missing" in said:
        return first + 1
    told = _SUGGESTED.sub("", said)
    path = told.split(": ", 1)[0].split(".")
    wanted = [re.compile(rf"(?<![\w.]){re.escape(word)}(?![\w.])") for word in _QUOTED.findall(told)]
    wanted += [re.compile(rf"(?<![\w.]){re.escape(field)}:") for field in reversed(path)]
    wanted += [re.compile(rf"(?<![\w.]){re.escape(name.split('.', 1)[1])}(?![\w.])") for name in _DOTTED.findall(told)]
    for pattern in wanted:
        for n in range(first, last):
            if pattern.search(lines[n]):
                return n + 1
    return first + 1
