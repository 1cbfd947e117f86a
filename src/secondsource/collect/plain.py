"""Plain text and Markdown."""

from __future__ import annotations

from .draft import Draft, Extract
from .encoding import decode
from .errors import EmptyFile


def extract(data: bytes, name: str, charset: str | None = None) -> Extract:
    """The text as one draft; `charset` is what whoever gave it named as its encoding. Raises EmptyFile, NotText or UnknownEncoding."""
    decoded = decode(data, charset)
    if not decoded.text.strip("\ufffd \t\n\r\f\v"):
        raise EmptyFile
    notes = (decoded.note,) if decoded.note else ()
    return Extract((Draft(name=name, text=decoded.text, notes=notes),))
