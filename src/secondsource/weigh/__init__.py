"""How far to trust a claim, and which of several rival values is likeliest."""

from .again import again
from .discovery import Ranked, discover, rank
from .grading import VERSION, digit_of, grades
from .record import Record, letter_of, track_records

__all__ = [
    "VERSION",
    "Ranked",
    "Record",
    "again",
    "digit_of",
    "discover",
    "grades",
    "letter_of",
    "rank",
    "track_records",
]
