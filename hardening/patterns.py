"""Every regular expression of the program on strings that are made to keep it busy: time must grow with the length, not with its square.

`python -m hardening.patterns [ROOM...]` tries those of these packages (all that look at what strangers wrote if none is named) and names
those that take more than three times as long for a string that is twice as long. A pattern is used as its module uses it: what is only matched
at one place is not searched for.
"""

from __future__ import annotations

import inspect
import os
import pkgutil
import re
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

ROOMS = ("collect", "read", "screen", "watch", "publish", "law", "trace", "join", "bulk", "model")
PIECES = (
    " ", "\n", "\n ", "a", "A", "Aa ", "a ", "1", "1,", "1 ", "1.", "-", "- ", ".", ". ", "...", ",", ", ", "(", ")", "()", "[", "]", "“", "”", "\"", "'",
    "<", "<a ", "<a>", "</a>", "<!--", "<!---->", "-->", "<script>", "<svg>", "<![CDATA[", "<p>", "&", "&amp;", "@", "a@", "a.", "@a.", "http://", "http://a",
    "=?", "=?a?", "/", "//", ":", ": ", "a:", "|", " | ", "#", "# ", "*", "_", "\\", "\\(", "{", "{\"", "[{", "said ", "a said ", "Mr. ", "of ", "and ", "the ",
    "January ", "1 May ", "2016 ", "2016-", "North ", "in ", "to ", "from ", "가", "가 ", "고 ", "말했다", "\u3000", "\t", "\x00", "é", "A.", "A. ", "=", ";", "%", "+", "+1 ",
)  # fmt: skip
SIZES = (1_500, 3_000, 6_000)
"""How often a piece stands there; a string of them is tried bare, and behind what may begin a match."""
_BEGINNINGS = ("", "<script>", "<!--", "“", "(", '"', "a", "1 ", "\n", "http://", "a@a", "<a ", "{")
_WAYS = ("search", "finditer", "findall", "sub", "subn", "split", "match", "fullmatch")
_SLOW = 0.02
"""Seconds below which nothing is said of growth."""


Pattern = re.Pattern[str] | re.Pattern[bytes]


def patterns(rooms: Sequence[str]) -> Iterator[tuple[str, Pattern, frozenset[str]]]:
    """The patterns that modules of these packages hold by a name, with it and the ways in which the module uses it."""
    for room in rooms:
        package = import_module(f"secondsource.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            try:
                module = import_module(found.name)
            except ImportError:
                continue
            source = inspect.getsource(module)
            for name, value in list(vars(module).items()):
                ways = frozenset(re.findall(rf"\b{re.escape(name)}\.({'|'.join(_WAYS)})\(", source))
                for number, held in enumerate(_held(value)):
                    label = f"{found.name.removeprefix('secondsource.')}.{name}"
                    yield label + (f"[{number}]" if held is not value else ""), held, ways or frozenset(_WAYS)


def _held(value: object, depth: int = 0) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for item in list(value.values())[:200]:
            yield from _held(item, depth + 1)
    elif depth < 3 and isinstance(value, (tuple, list)):
        for item in value[:200]:
            yield from _held(item, depth + 1)


def growth(pattern: Pattern, ways: frozenset[str], piece: str, beginning: str, sizes: Sequence[int] = SIZES) -> float:
    """How many times as long the longest string takes as one half as long; 0 where both are done at once, infinity where it does not end."""
    spent = 0.0
    for size in sizes:
        text = beginning + piece * (size * 2 // (len(piece) + 1) or 1) + "\x01"
        before, spent = spent, _spent(pattern, ways, text)
        if spent > 2:
            return float("inf")
    return spent / max(before, 1e-6) if spent > _SLOW else 0.0


def _spent(pattern: Pattern, ways: frozenset[str], text: str) -> float:
    start = time.process_time()
    given: Any = text if isinstance(pattern.pattern, str) else text.encode()
    if ways - {"match", "fullmatch"}:
        for _ in pattern.finditer(given):
            pass
    if "match" in ways:
        pattern.match(given)
    if "fullmatch" in ways:
        pattern.fullmatch(given)
    return time.process_time() - start


def bad(name: str, pattern: Pattern, ways: frozenset[str], most: float = 3.0) -> str:
    """What of the pattern grows faster than its string; empty if nothing does. In a process of its own, for some never end."""
    told, tell = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(told)
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        for piece in PIECES:
            for beginning in _BEGINNINGS:
                os.write(tell, f"\n{beginning!r} + {piece!r} * n".encode())
                times = growth(pattern, ways, piece, beginning)
                if times > most:
                    os.write(tell, f": {times:.1f}".encode())
                    os._exit(1)
        os._exit(0)
    os.close(tell)
    said = b""
    while got := os.read(told, 65536):
        said = (said + got)[-2000:]
    os.close(told)
    _, status = os.waitpid(process, 0)
    return f"{name}: {said.decode(errors='replace').rsplit(chr(10), 1)[-1]}" if status else ""


def main(words: Sequence[str]) -> int:
    """Tries the patterns; 1 if one is bad."""
    seen: set[str] = set()
    found = 0
    for name, pattern, ways in patterns(words or ROOMS):
        key = f"{pattern.pattern!r} {sorted(ways)}"
        if key in seen:
            continue
        seen.add(key)
        if said := bad(name, pattern, ways):
            found += 1
            print(said, flush=True)
    print(f"{len(seen)} patterns, {found} of them bad")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
