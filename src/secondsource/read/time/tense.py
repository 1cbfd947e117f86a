"""Whether the clause around a date tells what is to come or what has happened, from its words alone."""

from __future__ import annotations

import re

from .lexicon import Lexicon

_ABBREVIATED = "".join(
    rf"(?<!\b{word})"
    for word in ("[A-Z]", "Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Rep", "Gov", "St", "Inc", "Corp", "Co", "Ltd")
)
_CLAUSE = re.compile(rf"{_ABBREVIATED}\.(?=\s+(?![a-z\d]))|[;:!?\n](?=\s)|[“”\"]")
_BEHIND = re.compile(r"\b(?:had|previously)\b", re.I)
_WHO_DID = re.compile(r"\b(?:who|which)\s+(?:\w+ed|was|were|left|took|became|held)\b", re.I)
_OPENS = re.compile(r"(?:^|[.!?:;\n“\"]|\b(?:and|but))\s*(?:on|in|by|from|later)?\s*$", re.I)
_SHALL = re.compile(
    r"((?:[^.;:!?\n]|\.(?=\s\d|,)){1,80}?)\b(?:will|shall|(?:is|are)\s+(?:to|expected|scheduled|due|set)|plans?\s+to)\b"
)
_TOLD = re.compile(r"\b(?:said|told|says|that|who|which|\w{2,}ed)\b")


def looks_ahead(text: str, at: int, words: Lexicon) -> bool:
    """Whether the clause before `at`, or after it where a date there opens the clause, looks to the future."""
    clause = _CLAUSE.split(text[max(0, at - 90) : at])[-1]
    cues = [*words.ahead.finditer(clause), *words.up_to.finditer(clause)]
    if cues and not _BEHIND.search(clause) and not _WHO_DID.search(clause, max(cue.start() for cue in cues)):
        return True
    after = _SHALL.match(text, at) if _OPENS.search(clause) else None
    return after is not None and not _TOLD.search(after[1])


def has_happened(text: str, at: int, words: Lexicon) -> bool:
    """Whether the clause around `at` has a verb in the past."""
    before, after = _CLAUSE.split(text[max(0, at - 100) : at])[-1], _CLAUSE.split(text[at : at + 100])[0]
    return bool(words.past_verbs.search(before) or words.past_verbs.search(after))
