"""Bytes in, reports out: files found, kinds recognised, text taken out, noise and personal data set apart."""

from .capture import EXTRACTORS, VERSION, Read, read_capture
from .media import media_of
from .walk import MAX_BYTES, Entry, walk

__all__ = ["EXTRACTORS", "MAX_BYTES", "VERSION", "Entry", "Read", "media_of", "read_capture", "walk"]
