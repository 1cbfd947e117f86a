"""Reads reports: who says what, from whom, how sure, and which events are told. English by parse and rules, Korean by its endings."""

from .attributions import attributions
from .factuality_value import factuality_values
from .language import language_of
from .prose import Prose, prose
from .reader import VERSION, BuiltIn, Reader, Tongue, default_reader, no_mentions

__all__ = [
    "VERSION",
    "BuiltIn",
    "Prose",
    "Reader",
    "Tongue",
    "attributions",
    "default_reader",
    "factuality_values",
    "language_of",
    "no_mentions",
    "prose",
]
