"""What is taken of a mention from the parse of its sentence: its head, what stands near it, whose doing it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .stems import stem, stem_of, worded

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SAYING = frozenset(map(stem, ("say", "tell", "report", "accord", "announce", "claim", "add", "state", "confirm")))
"""Stems of the verbs of reporting: many in every story, each its speaker's own."""
CONTENT = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "VERB"})
NAMING = frozenset({"NOUN", "PROPN", "NUM"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
FREE_WAY, FREE_WORD = frozenset({"prep", "agent"}), frozenset({"ADP", "AUX"})
"""What does not count as a step in the parse: a preposition on the way to its noun."""
STEPS, CLIMB, PHRASE = 2, 4, 5
"""Steps in the parse within which a word is near; steps up to the nearest verb; words of a subject on either side of its head."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as it is compared.

    Args:
        words: as they stand in the text.
        head: the stem of its head.
        stems: the stems of all its words.
        near: stems of the content words near it in the parse.
        subject: stems of the subject of the nearest verb.
        says: whether it is an act of saying.
        doc: the document's name.
        sentence: the document's name and the sentence.
    """

    words: str
    head: str
    stems: frozenset[str]
    near: frozenset[str]
    subject: frozenset[str]
    says: bool
    doc: str
    sentence: tuple[str, str]


def read_in(row: Mapping[str, Any]) -> str:
    """The text in which a row's mention is read: its sentence, or its words alone where the span says nothing of the sentence."""
    sentence, (start, end) = str(row["sentence"]), row["span"]
    return sentence if sentence[start:end].strip() else str(row["words"])


def mention(row: Mapping[str, Any], parsed: Mapping[str, Doc]) -> Mention:
    """The mention of a row.

    Args:
        row: `doc`, `sentence`, `span` and `words`.
        parsed: the parse of what it is read in.
    """
    words, sentence, (start, end) = str(row["words"]), str(row["sentence"]), row["span"]
    text = read_in(row)
    own = [t for t in parsed[text] if text != sentence or (t.idx < end and t.idx + len(t) > start)]
    head, stems = _head(own), frozenset(map(stem_of, worded(own)))
    return Mention(
        words=words,
        head=stem_of(head) if head is not None else words.casefold(),
        stems=stems or frozenset({words.casefold()}),
        near=_near(own) if head is not None else frozenset(),
        subject=_subject(head) if head is not None else frozenset(),
        says=head is not None and stem_of(head) in SAYING,
        doc=str(row["doc"]),
        sentence=(str(row["doc"]), sentence),
    )


def _head(own: Sequence[Token]) -> Token | None:
    """The first word that hangs on none of the others."""
    inside = {token.i for token in own}
    return next((t for t in own if t.head.i not in inside or t.head.i == t.i), None)


def _near(own: Sequence[Token]) -> frozenset[str]:
    seen = {token.i for token in own}
    head = _head(own)
    waiting = deque((child, 1) for token in own for child in token.children)
    if head is not None:
        waiting.append((head.head, 1))
    out = set()
    while waiting:
        token, steps = waiting.popleft()
        if token.i in seen:
            continue
        seen.add(token.i)
        if token.pos_ in CONTENT:
            out.add(stem_of(token))
        if steps < STEPS + (token.pos_ in FREE_WORD):
            waiting += [(child, steps + (child.dep_ not in FREE_WAY)) for child in token.children]
    return frozenset(out)


def _subject(head: Token) -> frozenset[str]:
    verb = head
    for _ in range(CLIMB):
        if verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    subjects = [child for child in verb.children if child.dep_ in SUBJECT]
    if not subjects and verb.dep_ in ("conj", "xcomp", "advcl"):
        subjects = [child for child in verb.head.children if child.dep_ in SUBJECT]
    return frozenset(
        stem_of(token)
        for subject in subjects
        for token in subject.subtree
        if token.pos_ in NAMING and abs(token.i - subject.i) < PHRASE
    )
