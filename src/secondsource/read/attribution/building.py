"""From tokens to spans of source, cue and content."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from ...model import Span
from ..prose import text_of
from .found import Found
from .frames import Frames
from .quotes import quotes
from .syntax import phrase, spans, words_of_cue


class Building:
    """One parsed text with its quotations, and what makes attributions of its tokens.

    Args:
        doc: the parse.
        frames: which lemma governs which complement.
    """

    def __init__(self, doc: Doc, frames: Frames) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.frames = frames
        self.quotes = [q for q in quotes(self.text) if q.speech(self.text)]
        self.quote_of: dict[int, int] = {}
        for number, quote in enumerate(self.quotes):
            piece = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand")
            for token in piece or ():
                self.quote_of[token.i] = number
        self.taken: set[int] = set()
        self.retold: set[int] = set()
        """Verbs of saying that another verb's cue has taken in (“are reported to have said”)."""

    def clause_of(self, head: Token, sent: Piece) -> list[Token]:
        """The words that depend on a verb, inside one sentence."""
        return [t for t in head.subtree if sent.start <= t.i < sent.end]

    def made(
        self,
        verb: Token,
        source: Token | None,
        content: list[Token],
        rule: str,
        also: list[Token] | None = None,
    ) -> Found | None:
        """An attribution whose cue is a verb with its auxiliaries."""
        cue = words_of_cue(verb) + (also or [])
        return self.built(source, cue, content, rule)

    def built(
        self,
        source: Token | None,
        cue: list[Token],
        content: list[Token],
        rule: str,
        relatives: bool = False,
    ) -> Found | None:
        """An attribution of tokens; None if nothing is left for its content."""
        who: list[Token] = []
        if source is not None:
            roots = [t for t in (cue[0] if cue else source,) if t.i != source.i and source in list(t.ancestors)]
            tops = []
            for t in roots:
                while t.head != source and t.head != t:
                    t = t.head
                tops.append(t)
            who = phrase(source, without=tops, relatives=relatives)
            if source.dep_ == "poss":
                who = [t for t in who if t.tag_ != "POS"]
        used = {t.i for t in cue} | {t.i for t in who}
        kept = [t.i for t in content if t.i not in used]
        body = spans(self.doc, kept)
        if not body:
            return None
        return Found(
            source=spans(self.doc, [t.i for t in who]),
            cue=spans(self.doc, [t.i for t in cue]) or (Span(cue[0].idx, cue[0].idx + len(cue[0].text)),),
            content=body,
            rule=rule,
        )
