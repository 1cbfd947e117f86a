"""The relevance sieve: which texts of an archive are worth reading for a subject."""

from .sieve import Cue, Judged, Sieve

__all__ = ["Cue", "Judged", "Sieve"]
