"""Names on lists as of a date: suggestions with their reasons, for bodies only."""

from .lists import LISTS, Listed, listed_on, listings
from .names import Likeness, NameWords, likeness, name_words
from .screening import THRESHOLD, Candidate, names_of, screen

VERSION = "1"
"""Changes when the same name, day and pack give other candidates."""

__all__ = [
    "LISTS",
    "THRESHOLD",
    "VERSION",
    "Candidate",
    "Likeness",
    "Listed",
    "NameWords",
    "likeness",
    "listed_on",
    "listings",
    "name_words",
    "names_of",
    "screen",
]
