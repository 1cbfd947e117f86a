"""Bytes in, reports out: files found, kinds recognised, text taken out, noise and personal data set apart."""

from .capture import EXTRACTORS, VERSION, Read, read_capture
from .errors import TooLarge
from .media import media_of
from .personal import masked_name
from .walk import MAX_BYTES, Entry, Refused, walk

__all__ = [
    "EXTRACTORS",
    "MAX_BYTES",
    "VERSION",
    "Entry",
    "Read",
    "Refused",
    "TooLarge",
    "masked_name",
    "media_of",
    "read_capture",
    "walk",
]
