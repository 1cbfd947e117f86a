"""Searches a finished file for everything that its edition protects, in whatever form it could stand there."""

from __future__ import annotations

from collections.abc import Iterator

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
    if protected.singled_out(readable(piece.text)):
        yield Leak(kind=Kind.COMBINATION, place=piece.place)
    for how, text in views(piece.text):
        for kind in protected.kinds_in(text):
            yield Leak(kind=kind, place=f"{piece.place} ({how})" if how else piece.place)
        if depth > 3 or how not in _CODED:
            continue
        for code, data in decoded(text):
            inner = as_text(data)
            place = f"{piece.place} ({code})"
            if inner is None:
                for part in pieces(data, ""):
                    if part.text is not None or part.picture:
                        yield from _in_piece(
                            Piece(place=f"{place}: {part.place}", text=part.text, picture=part.picture),
                            protected,
                            depth + 1,
                        )
            else:
                yield from _in_piece(Piece(place=place, text=inner), protected, depth + 1)
