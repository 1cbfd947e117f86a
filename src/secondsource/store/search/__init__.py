"""Full-text search of a case: its reports, statements and claims, found by the same question in every database."""

from __future__ import annotations

from ..case import Case
from .beside import Beside, BrokenWords
from .engine import Engine
from .entries import Entry, What, claim_entry, entries_of, hull, open_to_search, texts_of, told_in, within
from .index import Hits, Index, fits_code, fits_outlet
from .matching import Answer, Words, answer_in
from .query import BadSearch, Cut, Morphemes, Part, Phrase, Query, phrase_of, query_of, uncut
from .sqlite import Sqlite


def index_of(case: Case, morphemes: Morphemes = uncut) -> Index:
    """The words of a case, wherever they are kept; whether they are of its present state is for the caller to see."""
    if not case.database.on_server:
        return Index(Beside(case.folder), Sqlite(), morphemes)
    from .postgres import OnCaseServer, Postgres

    return Index(OnCaseServer(case.folder, case.about.database), Postgres(), morphemes)


def index_in_memory(morphemes: Morphemes = uncut) -> Index:
    """Words of no case on disk, gone when they are closed."""
    return Index(Beside(None), Sqlite(), morphemes)


__all__ = [
    "Answer",
    "BadSearch",
    "BrokenWords",
    "Cut",
    "Engine",
    "Entry",
    "Hits",
    "Index",
    "Morphemes",
    "Part",
    "Phrase",
    "Query",
    "What",
    "Words",
    "answer_in",
    "claim_entry",
    "entries_of",
    "fits_code",
    "fits_outlet",
    "hull",
    "index_in_memory",
    "index_of",
    "open_to_search",
    "phrase_of",
    "query_of",
    "texts_of",
    "told_in",
    "uncut",
    "within",
]
