"""When an event happened that the text dates only further on: by a sentence that points back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from ..model import Mention, When
from .time import FoundDate

_NEXT = 260
"""Characters within which “That was on ...” points back to an event."""
_POINTS = frozenset({"that", "this", "it"})
_HAPPENS = frozenset({"be", "happen", "occur", "take", "come"})


def dated_later(mentions: Sequence[Mention], doc: Doc, dates: Sequence[tuple[FoundDate, Token]]) -> list[Mention]:
    """The mentions, those that only the day of the report dated given a date that the text tells later.

    Args:
        mentions: in the order of their triggers.
        doc: the parse.
        dates: the report's dates, each with the word its others depend on.
    """
    pointed = list(_pointing(doc, dates))
    out = []
    for mention in mentions:
        when = None
        if mention.when is None or _by_report(mention.when):
            when = _pointed_at(mention, mentions, pointed)
        out.append(replace(mention, when=when) if when else mention)
    return out


def _by_report(when: When) -> bool:
    return when.span is None and when.date.text.startswith("../")


def _pointing(doc: Doc, dates: Sequence[tuple[FoundDate, Token]]) -> Iterator[tuple[int, FoundDate]]:
    """Where a sentence such as “That was in the night to 6 August” begins, with its date."""
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        if len(words) < 3 or words[0].lower_ not in _POINTS or sent.root.lemma_ not in _HAPPENS:
            continue
        if words[0].head.i != sent.root.i:
            continue
        for found, head in dates:
            if (
                head.sent.start == sent.start
                and found.date is not None
                and found.date.has_year
                and _hangs(head, sent.root)
            ):
                yield words[0].idx, found
                break


def _hangs(head: Token, root: Token) -> bool:
    """Whether the date says when the sentence's own verb is, and not when something told beside it was."""
    up = head
    for _ in range(4):
        if up.i == root.i:
            return True
        if up.dep_ in ("relcl", "advcl", "ccomp", "acl"):
            return False
        up = up.head
    return up.i == root.i


def _pointed_at(mention: Mention, mentions: Sequence[Mention], pointed: Sequence[tuple[int, FoundDate]]) -> When | None:
    for at, found in pointed:
        if not 0 <= at - mention.trigger.end <= _NEXT or found.date is None:
            continue
        if any(mention.trigger.end < other.trigger.start < at for other in mentions):
            continue
        return When(date=found.date, span=found.span, why=f"{found.why}; told of it in the next sentence")
    return None
