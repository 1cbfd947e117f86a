"""Several who tell it together, each a teller of his own: “police and a witness”, “Reuters and AFP”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from ..model import Span
from .attribution.syntax import child
from .chains import Namer
from .joint import MOST, SURE, joint
from .name_phrase import head_of_phrase
from .people import Named

_JOINING = frozenset({"and", "as"})
"""The words that join them; the second that of “as well as”."""
_OWN = frozenset({"det", "poss", "nummod"})
"""What makes a noun in the singular a teller of its own: “an activist and pastor” is one, “an activist and a pastor” are two."""
_BETWEEN = frozenset({"and", "as", "well", "both", "also", "separately", "independently", ",", ";", "(", ")", "–", "—"})


def _next(head: Token) -> Token | None:
    """The head of the words for the next who tells it; a parser hangs it on the office of the one before too (“Kim, a manager, and Lee”)."""
    more = child(head, "conj")
    if more is None and (office := child(head, "appos")) is not None and office.pos_ == "NOUN":
        more = child(office, "conj")
        more = more if more is not None and more.pos_ == "PROPN" else None
    return more


class Together(Namer):
    """A namer that tells those apart who tell something together."""

    def chain(self, span: Span, teller: str = "", *, end: int | None = None) -> Named:
        """The chain that the words of a span name; its last link has members where they name several, of whom one at least can be told from the others."""
        return self._several(span, teller) or super().chain(span, teller, end=end)

    def _several(self, span: Span, teller: str) -> Named | None:
        tokens = self._words(span)
        parts = self._parts(tokens) if len(tokens) > 2 else ()
        if not parts:
            return None
        if len(parts) == 2 and len(parts[0]) == 1 and self._office(parts[0][0]) and parts[1][-1].pos_ == "PROPN":
            # “activist and pastor Peter Chung”
            return super().chain(Span(parts[1][0].idx, parts[1][-1].idx + len(parts[1][-1])), teller)
        named = []
        for part, follows in [*pairwise(parts), (parts[-1], None)]:
            where = Span(part[0].idx, part[-1].idx + len(part[-1]))
            found = super().chain(where, teller, end=follows[0].idx if follows else None)
            link = found.chain.innermost
            if link is not None and not (link.entity or link.kind in SURE or " " in link.name):
                return None  # half a name: “Food and Agriculture Organization”
            named.append(found)
        chain = joint([n.chain for n in named], [self._said(part) for part in parts])
        return Named(chain, True, frozenset[str]().union(*(n.words for n in named))) if chain else None

    def _parts(self, tokens: Sequence[Token]) -> Sequence[Sequence[Token]]:
        """The words of each of several; nothing where there is one."""
        heads = [head_of_phrase(list(tokens))]
        inside = {t.i for t in tokens}
        joined = []
        while (more := _next(heads[-1])) is not None and more.i in inside and len(heads) <= MOST:
            heads.append(more)
            joined += [t for t in more.head.children if t.dep_ == "cc" and t.i in inside]
        if not 2 <= len(heads) <= MOST or not joined or not all(t.lower_ in _JOINING for t in joined):
            return ()
        starts = [tokens[0].i, *(h.left_edge.i for h in heads[1:])]
        out = []
        for head, start, follows in zip(heads, starts, [*starts[1:], tokens[-1].i + 1], strict=True):
            part = [t for t in tokens if start <= t.i < follows]
            while part and part[-1].lower_ in _BETWEEN:
                part.pop()
            while part and part[0].lower_ in _BETWEEN:
                part.pop(0)
            if head not in part or not self._alone(head):
                return ()
            out.append(part)
        across = [w for w, _ in self.registry.within(self.prose.text, tokens[0].idx, tokens[-1].idx + len(tokens[-1]))]
        return () if any(w.start <= t.idx < w.end for w in across for t in joined) else out

    def _alone(self, head: Token) -> bool:
        """Whether a noun is a teller of its own and no second word for the one before it."""
        if head.pos_ == "PROPN" or head.tag_ in ("NNS", "PRP"):
            return True
        return head.pos_ == "NOUN" and (
            head.lower_ in self.cues.sources["body_words"] or any(c.dep_ in _OWN for c in head.children)
        )

    def _office(self, word: Token) -> bool:
        """Whether a bare word is what one person is called: “activist”, and not “officials”."""
        return word.lower_ in self._roles and word.tag_ in ("NN", "NNP")

    def _said(self, part: Sequence[Token]) -> str:
        """The words of a part on one line, without the capital that they have from the beginning of a sentence only."""
        words = re.sub(r"\s+", " ", self.prose.text[part[0].idx : part[-1].idx + len(part[-1])])
        plain = part[0].is_sent_start and part[0].pos_ != "PROPN" and words.partition(" ")[0].istitle()
        return words[:1].lower() + words[1:] if plain else words
