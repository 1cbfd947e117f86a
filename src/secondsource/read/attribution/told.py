"""The attributions of one sentence, each with its chain: who tells what whom someone else tells."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from ...model import Chain, LinkKind, Span
from ..cues import Cues
from ..factuality import root_of
from ..people import Named
from ..pronouns import Speakers
from ..prose import Prose
from .credits import Credit, credits, speaker_of
from .cue_word import cue_word
from .found import Found
from .framed import saw
from .syntax import CARRYING, child
from .tellers import Tellers

RULES = frozenset({"clause", "according to", "quotation", "raising", "nominal", "hearsay", "layout", "model"})
"""Rules whose attributions become statements."""
_SHARE = 0.6
"""A content of which an inner attribution covers this much is the inner one's, told by the outer one."""


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution with its chain, ready to be cut into statements."""

    found: Found
    chain: Chain
    cue: Span | None
    speaker: Span | None
    classes: frozenset[str]
    named: Named
    witnessed: bool

    def mere(self) -> bool:
        """Whether only a noun says it (“reports that X”): what follows is not read out of them."""
        return self.speaker is not None and self.cue is not None and self.speaker.covers(self.cue)

    def sweeping(self, prose: Prose, cues: Cues) -> bool:
        """Whether the speaker is nobody in particular (“every expert who says”)."""
        piece = prose.tokens(self.speaker) if self.speaker is not None else None
        return piece is not None and piece[0].lower_ in cues.sources["sweeping"]


class Telling:
    """Gives the attributions of a report's sentences their chains.

    Args:
        prose: the report with its parse.
        cues: the pack's words.
        tellers: who is named so far.
        speakers: who has spoken so far; grows.
    """

    def __init__(self, prose: Prose, cues: Cues, tellers: Tellers, speakers: Speakers) -> None:
        self.prose = prose
        self.cues = cues
        self.tellers = tellers
        self.speakers = speakers

    def sentence(self, sent: Piece, items: list[Found]) -> list[Told]:
        """What a sentence attributes, in text order; an attribution that another one in it makes up for is left out."""
        extras = credits(sent)
        for credit in extras:
            if not credit.inner and not any(
                inside(credit.cue, f.content) is False and f.cue and f.cue[0] == credit.cue for f in items
            ):
                items = [*items, self.per(sent, credit)]
        items = [f for f in items if not self.heard_it(f, extras)]
        citing = [c.cue for c in extras if c.inner]
        items = [f for f in items if f.content and not (f.cue[:1] and f.cue[0] in citing and self.within(f, items))]
        size = {id(f): sum(map(len, f.content)) for f in items}
        items.sort(key=lambda f: (-size[id(f)], f.content[0].start))
        names: dict[int, tuple[Chain, Named, Span | None, Span | None]] = {}
        for item in sorted(items, key=lambda f: (f.source or f.cue or f.content)[0].start):
            names[id(item)] = self.tellers.name(item, [c for c in extras if self.whose(c, items) in (None, item)])
        out: list[Told] = []
        for item in items:
            outers = [
                o
                for o in items
                if o is not item
                and o.source != item.source
                and any(inside(c, o.content) for c in item.cue)
                and size[id(o)] > size[id(item)]
                and not self.parted(o, item)
            ]
            chain = Chain()
            for outer in outers:
                chain = chain + names[id(outer)][0]
            inner, named, cue, speaker = names[id(item)]
            if outers and inner.links and inner.links[-1].kind is LinkKind.RUMOUR:
                inner, (cue, speaker) = Chain(), names[id(outers[-1])][2:]
            begins = inner.names[: len(chain)] == chain.names
            chain = inner if begins else chain + inner
            verb = cue_word(self.prose, item)
            lemma = verb.lemma_.lower() if verb is not None else ""
            classes = self.cues.classes(lemma)
            covered = sum(
                size[id(i)]
                for i in items
                if i is not item and any(inside(c, item.content) for c in i.cue) and i.rule in RULES
            )
            if covered >= _SHARE * size[id(item)] or (item.rule == "according to" and self.retold(item, items)):
                continue
            if len(chain) > len(inner):
                self.speakers.add(chain, named.words, named.plural, (speaker or item.content[0]).end)
            own = inner.innermost == named.chain.innermost
            # “carried a report by Y” is no carrying that Y saw
            seen = lemma in self.cues.sources["witness_verbs"] - CARRYING and bool(item.source)
            witnessed = own and (seen or saw(item, self.between(item), self.cues))
            out.append(Told(item, self.tellers.credited(chain, item), cue, speaker, classes, named, witnessed))
        out.sort(key=lambda t: t.found.content[0].start)
        return out

    def between(self, item: Found) -> list[Token]:
        """The words from the speaker of an attribution to its word of saying."""
        if not item.source or not item.cue or item.cue[0].start < item.source[0].start:
            return []
        return list(self.prose.tokens(item.source[0].hull(item.cue[-1])) or ())

    def within(self, item: Found, items: list[Found]) -> bool:
        """Whether another attribution of the same speaker holds this one's cue: “X reported, citing Y, that ...” is one, not two."""
        return any(o is not item and o.source == item.source and inside(item.cue[0], o.content) for o in items)

    def heard_it(self, item: Found, extras: list[Credit]) -> bool:
        """Whether all that is told is from whom it was heard: “a driver who said he had heard it from a guard told X that Y”."""
        for credit in extras:
            heard = self.prose.doc[credit.at].head
            if credit.marked or heard.dep_ != "ccomp" or speaker_of(credit, self.prose.doc) is None:
                continue
            thing = child(heard, "dobj")
            edge = Span(heard.left_edge.idx, heard.right_edge.idx + len(heard.right_edge.text))
            if thing is not None and thing.lower_ == "it" and all(edge.covers(c) for c in item.content):
                return True
        return False

    def whose(self, credit: Credit, items: list[Found]) -> Found | None:
        """The attribution on whose cue or speaker “citing Y” hangs; None if the parse hangs it on none."""
        who, at = speaker_of(credit, self.prose.doc), self.prose.doc[credit.at].head
        if who is not None:
            his = (f for f in items if any(s.start <= who.idx < s.end for s in f.source))
            found = next((f for f in his if not inside(credit.cue, f.content)), None)
            if found is not None:
                return found
        return next((f for f in items if any(c.start <= at.idx < c.end for c in f.cue)), None)

    def parted(self, outer: Found, inner: Found) -> bool:
        """Whether a semicolon stands between two cues: then neither tells of the other, however the parse joins them."""
        if not outer.cue or not inner.cue:
            return False
        low, high = sorted((outer.cue[0], inner.cue[0]))
        return ";" in self.prose.text[low.end : high.start]

    def retold(self, item: Found, items: list[Found]) -> bool:
        """Whether the main verb of what X has “according to Y” is itself a verb of saying: then Y tells that X says."""
        top = root_of(t for s in item.content for t in (self.prose.tokens(s) or ()))
        return top is not None and any(
            c.start <= top.idx < c.end
            for other in items
            if other is not item and other.rule in RULES
            for c in other.cue
        )

    def per(self, sent: Piece, credit: Credit) -> Found:
        """The attribution that a credit such as “via Y” makes of its clause."""
        token = self.prose.doc[credit.at]
        head = token.head
        while head.pos_ not in ("VERB", "AUX") and head.head != head:
            head = head.head
        hole = {t.i for t in token.subtree}
        words = [t for t in head.subtree if t.i not in hole and sent.start <= t.i < sent.end]
        spans = _runs(words)
        return Found(
            source=(credit.source,), cue=(credit.cue,), content=tuple(spans), rule="according to", confidence=0.7
        )


def inside(span: Span, content: tuple[Span, ...]) -> bool:
    """Whether one piece of a content holds the span."""
    return any(c.covers(span) for c in content)


def _runs(tokens: list[Token]) -> list[Span]:
    out: list[list[Token]] = []
    for token in tokens:
        if out and token.i == out[-1][-1].i + 1:
            out[-1].append(token)
        else:
            out.append([token])
    return [Span(run[0].idx, run[-1].idx + len(run[-1].text)) for run in out if any(t.is_alpha for t in run)]
