"""Searches a finished file for everything that its edition protects, in whatever form it could stand there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from secondsource.model import SecondsourceError

from .pieces import Piece, as_text, pieces
from .protected import Leak, Protected
from .search import Kind
from .views import decoded, readable, views

_SHOWN = 5
_CODED = frozenset({"", "without markup", "escapes undone", "escapes and markup undone"})


class WouldLeak(SecondsourceError):
    """The edition would let out what it protects, so nothing was written. The message names what kind of thing stands where."""


def leaks(data: bytes, name: str, protected: Protected) -> tuple[Leak, ...]:
    """What would go out with a file, each kind once for each place; empty if the file is safe.

    Args:
        data: the file.
        name: the file's name, which is searched too.
        protected: what must not be in it.
    """
    found: dict[tuple[Kind, str], None] = {}
    for piece in pieces(data, name):
        for leak in _in_piece(piece, protected, 0):
            found.setdefault((leak.kind, leak.place), None)
    return tuple(Leak(kind=kind, place=place) for kind, place in found)


def refuse_leaks(data: bytes, name: str, protected: Protected) -> None:
    """Raises WouldLeak, with kinds and places and never with the things themselves, if the file would let anything out."""
    found = leaks(data, name, protected)
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise WouldLeak(
            f"Nothing was written: the edition would let out {'; '.join(map(str, found[:_SHOWN]))}{more}. "
            "Hide the words by hand (`secondsource redact add`), or leave the report out (`--up-to`), and try again."
        )


def _in_piece(piece: Piece, protected: Protected, depth: int) -> Iterator[Leak]:
    if piece.picture:
        if piece.picture not in protected.pictures:
            yield Leak(kind=Kind.PICTURE, place=f"{piece.place} whose words nobody knows")
        return
    if piece.text is None:
        yield Leak(kind=Kind.FORMAT, place=piece.place)
        return
    for kind, how in _in_text(piece.text, protected, depth):
        yield Leak(kind=kind, place=f"{piece.place} ({how})" if how else piece.place)


@lru_cache(maxsize=256)
def _in_text(text: str, protected: Protected, depth: int) -> tuple[tuple[Kind, str], ...]:
    """What is found in a text, and how it had to be read; parts that are the same in many files are searched once."""
    found: list[tuple[Kind, str]] = []
    if protected.singled_out(readable(text)):
        found.append((Kind.COMBINATION, ""))
    for how, view in views(text):
        found += [(kind, how) for kind in protected.kinds_in(view)]
        if depth > 3 or how not in _CODED:
            continue
        for code, data in decoded(view):
            inner = as_text(data)
            parts = [Piece(place=code, text=inner)] if inner is not None else pieces(data, "")
            for part in parts:
                if part.text is not None or part.picture:
                    found += [(leak.kind, f"{code}, {leak.place}") for leak in _in_piece(part, protected, depth + 1)]
    return tuple(found)
