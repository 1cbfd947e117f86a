"""The words of a noun phrase that make a name: its head, its core, the proper nouns around it."""

from __future__ import annotations

import re

from spacy.tokens import Token

from ..model import Span


def head_of_phrase(tokens: list[Token]) -> Token:
    """The noun on which the other words depend."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head == t]
    nouns = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")]
    # where a parser hangs an article and its noun on the same word further on, the noun is meant
    named = [t for t in nouns if t.pos_ != "DET"]
    return (named or nouns or tops or tokens)[0]


def core(tokens: list[Token], head: Token) -> Span:
    """The phrase without appositions, relative clauses and what follows a comma."""
    kept = []
    for token in tokens:
        if (
            token.i > head.i
            and (token.text in ",;:(—–" or token.lower_ in ("who", "which", "whom"))
            and token.head != head.head
        ):
            break
        kept.append(token)
    while kept and (kept[-1].is_punct or kept[-1].lower_ in ("and", "or")):
        kept.pop()
    kept = kept or [head]
    return Span(kept[0].idx, kept[-1].idx + len(kept[-1].text))


def proper_run(tokens: list[Token], head: Token) -> list[Token]:
    """The proper nouns around the head, if the head is one."""
    if head.pos_ != "PROPN":
        return []
    at = next((n for n, t in enumerate(tokens) if t.i == head.i), None)
    if at is None:
        return []
    low = at
    while (
        low
        and tokens[low - 1].i == tokens[low].i - 1
        and (
            tokens[low - 1].pos_ == "PROPN"
            or tokens[low - 1].text == "-"
            or (tokens[low - 1].is_title and tokens[low - 1].pos_ == "ADJ")
        )
    ):
        low -= 1
    high = at
    while (
        high + 1 < len(tokens)
        and tokens[high + 1].i == tokens[high].i + 1
        and (tokens[high + 1].pos_ == "PROPN" or tokens[high + 1].text in ("-",))
    ):
        high += 1
    run = tokens[low : high + 1]
    while run and (run[0].text == "-" or run[0].lower_ in ("via", "per") or not run[0].text[0].isupper()):
        run = run[1:]
    while run and (run[-1].text == "-"):
        run = run[:-1]
    return run


def tidy_name(words: str) -> str:
    """A name on one line, without article and possessive mark."""
    text = re.sub(r"\s+", " ", words).strip(" ,;:.\"“”'’‘")
    text = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    return re.sub(r"['’]s$", "", text) or words
