"""Fields of a row as they may be: there, missing, or of another type than hoped for."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from secondsource.model import BadDate, PartialDate

from ..lines import Row, note

P = ParamSpec("P")
T = TypeVar("T")


def text_of(row: Row, field: str = "text") -> str:
    """The text; nothing, with a note, where the row has none."""
    value = row.get(field)
    if isinstance(value, str):
        return value
    named = next((row[key] for key in ("doc", "sentence", "id", "m_id") if row.get(key) is not None), "a row")
    note(f"{named}: there is no text in the field “{field}”; it counts as empty")
    return ""


def span_of(row: Row, text: str, field: str = "span") -> tuple[int, int] | None:
    """Start and end inside the text, or None where the row gives none that fit."""
    value = row.get(field)
    if not isinstance(value, list | tuple) or len(value) != 2 or not all(isinstance(x, int) for x in value):
        return None
    start, end = value
    return (start, end) if 0 <= start < end <= len(text) else None


def date_of(row: Row, field: str) -> PartialDate | None:
    """The day, month or year of a field; None where it holds no date."""
    value = row.get(field)
    try:
        return PartialDate(value.split("T")[0]) if isinstance(value, str) and value else None
    except BadDate:
        return None


def guarded(what: object, otherwise: T, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The outcome of the work, or `otherwise` with a note: one document that fails does not stop the rest."""
    try:
        return work(*args, **kwargs)
    except Exception as error:  # a fault in one document must not cost the others their place in the measurement
        note(f"{what}: {type(error).__name__}: {error}")
        return otherwise
