"""Statements of a report: attributions found in its sentences, their chains, and what stands between them without a cue."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from ...model import Chain, Factuality, Mark, RegionKind, Span, Statement, statement_id
from ...subjects import Subject
from ..basis import anonymity_of, basis_of, by_words
from ..chains import Named
from ..cues import Cues, english_cues
from ..factuality import judge, root_of
from ..pronouns import Speakers
from ..prose import Prose
from ..sources import Registry, registry
from .continuation import continues
from .credits import Credit, credits
from .found import Finder, Found
from .nominal import nominals
from .own_voice import eventive, owned
from .propositions import propositions, tidy
from .rules import find
from .syntax import child
from .tellers import Tellers
from .usable import SAYING, usable

_RULES = frozenset({"clause", "according to", "quotation", "raising", "nominal", "model"})
_GUESSED = frozenset({Factuality.OPINION, Factuality.FORECAST, Factuality.CONDITIONAL})
_NEAR = 800
"""Characters before “it is said” within which talk of rumour makes it rumour too."""
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


def attribute(prose: Prose, pack: Subject, finder: Finder | None = None) -> tuple[Statement, ...]:
    """The statements of a report in text order.

    Args:
        prose: the report with its parse.
        pack: the subject pack with registry and cues.
        finder: what finds the spans of source, cue and content; the rules if None.
    """
    cues = english_cues(pack)
    found = finder(prose.doc) if finder is not None else find(prose.doc, cues.frames)
    return _Attributing(prose, registry(pack), cues).run(found)


class _Attributing:
    def __init__(self, prose: Prose, sources: Registry, cues: Cues) -> None:
        self.prose = prose
        self.text = prose.text
        self.registry = sources
        self.cues = cues
        self.speakers = Speakers()
        self.tellers = Tellers(prose, sources, cues, self.speakers)
        self.own = self.tellers.own
        self.out: list[Statement] = []
        self.covered: list[Span] = []
        own = frozenset(self.own.lower().split())
        lists = cues.sources
        self.official = bool(own & (lists["body_words"] | lists["record_words"])) and not own & lists["outlet_words"]

    def run(self, found: list[Found]) -> tuple[Statement, ...]:
        found = [*found, *nominals(self.prose.doc, self.registry, self.cues)]
        kept = [f for f in found if f.rule in _RULES and usable(self.prose, f, self.cues)]
        by_sentence: dict[int, list[Found]] = {}
        for item in kept:
            anchor = (item.cue or item.content)[0]
            piece = self.prose.tokens(anchor)
            if piece is not None:
                by_sentence.setdefault(piece[0].sent.start, []).append(item)
        carried: Told | None = None
        paragraph = carried_in = -1
        for sent in self.prose.sentences:
            here = self.prose.paragraph_of(sent[0])
            whole = Span(sent[0].idx, sent[-1].idx + len(sent[-1].text))
            if here != paragraph and self.resets(whole):
                carried = None
            if self.text.startswith(self.cues.resets, whole.start):
                carried = None
            paragraph = here
            told = self.sentence(sent, by_sentence.get(sent[0].sent.start, []))
            for one in told:
                self.emit(one)
            sourced = [t for t in told if t.chain.links]
            if sourced:
                last = sourced[-1]
                carried, carried_in = (None if self.closes() else last), here
            elif told:
                carried = None
            self.joined(told)
            if self.rest(sent, whole, told, carried, here - carried_in):
                carried_in = here
        return tuple(
            sorted({s.id: s for s in self.out}.values(), key=lambda s: (s.content[0].start, s.content[-1].end))
        )

    # -- attributed

    def sentence(self, sent: Piece, items: list[Found]) -> list[Told]:
        extras = credits(sent)
        for credit in extras:
            if not credit.inner and not any(
                _inside(credit.cue, f.content) is False and f.cue and f.cue[0] == credit.cue for f in items
            ):
                items = [*items, self.per(sent, credit)]
        items = [f for f in items if f.content]
        size = {id(f): sum(map(len, f.content)) for f in items}
        items.sort(key=lambda f: (-size[id(f)], f.content[0].start))
        names: dict[int, tuple[Chain, Named, Span | None, Span | None]] = {}
        for item in sorted(items, key=lambda f: (f.source or f.cue or f.content)[0].start):
            names[id(item)] = self.tellers.name(item, extras)
        out: list[Told] = []
        for item in items:
            outers = [
                o
                for o in items
                if o is not item and any(_inside(c, o.content) for c in item.cue) and size[id(o)] > size[id(item)]
            ]
            chain = Chain()
            for outer in outers:
                chain = chain + names[id(outer)][0]
            inner, named, cue, speaker = names[id(item)]
            chain = chain + inner
            verb = root_of(t for c in item.cue for t in (self.prose.tokens(c) or ()))
            lemma = verb.lemma_.lower() if verb is not None else ""
            classes = self.cues.classes(lemma)
            covered = sum(
                size[id(i)]
                for i in items
                if i is not item and any(_inside(c, item.content) for c in i.cue) and i.rule in _RULES
            )
            if covered >= _SHARE * size[id(item)] or (item.rule == "according to" and self.retold(item, items)):
                continue
            if len(chain) > len(inner):
                self.speakers.add(chain, named.words, named.plural, (speaker or item.content[0]).end)
            witnessed = lemma in self.cues.sources["witness_verbs"] and bool(item.source)
            out.append(Told(item, self.tellers.credited(chain, item), cue, speaker, classes, named, witnessed))
        out.sort(key=lambda t: t.found.content[0].start)
        return out

    def retold(self, item: Found, items: list[Found]) -> bool:
        """Whether the main verb of what X has “according to Y” is itself a verb of saying: then Y tells that X says."""
        top = root_of(t for s in item.content for t in (self.prose.tokens(s) or ()))
        return top is not None and any(
            c.start <= top.idx < c.end
            for other in items
            if other is not item and other.rule in _RULES
            for c in other.cue
        )

    def per(self, sent: Piece, credit: Credit) -> Found:
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

    def emit(self, told: Told) -> None:
        item = told.found
        holes = [*item.source, *item.cue]
        for content in propositions(self.prose, item.content, holes):
            if len(content) == 1 and sum(ch.isalpha() for ch in content[0].of(self.text)) < 6:
                continue
            first = content[0].start
            same = item.cue and self.prose.tokens(item.cue[0])
            apart = bool(same) and not _same_sentence(self.prose, first, item.cue[0].start)
            self.add(
                content,
                None if apart else told.cue,
                None if apart else told.speaker,
                told.chain,
                told.classes,
                item.confidence,
                item.rule,
                told.witnessed,
            )

    def add(
        self,
        content: tuple[Span, ...],
        cue: Span | None,
        speaker: Span | None,
        chain: Chain,
        classes: frozenset[str],
        sure: float,
        how: str,
        witnessed: bool = False,
    ) -> None:
        factuality, marks = judge(self.prose, content, cue, classes, chain, self.cues)
        if factuality is Factuality.ASSERTED and self.hearsay(chain, cue, speaker, how):
            factuality, marks = (
                Factuality.RUMOURED,
                ((Mark(of="factuality: rumoured", span=cue),) if cue is not None else self.out[-1].marks[:1]),
            )
        basis, more = basis_of(chain, factuality, classes, cue, witnessed)
        basis = by_words(basis, chain, self.cues.sources, self.official)
        self.out.append(
            Statement(
                id=statement_id(self.prose.report.id, content),
                report=self.prose.report.id,
                content=content,
                cue=cue,
                speaker=speaker,
                chain=chain,
                basis=basis,
                anonymity=anonymity_of(chain),
                factuality=factuality,
                confidence=sure,
                how=how,
                marks=(*marks, *more),
            )
        )
        self.covered.extend(content)

    def hearsay(self, chain: Chain, cue: Span | None, speaker: Span | None, how: str) -> bool:
        """Whether a statement goes on with a rumour: without a cue after one, or “it is said” after one."""
        if cue is not None and speaker is None and not chain.links:
            found = self.cues.phrases["rumour"].search(self.text, max(cue.start - _NEAR, 0), cue.start)
            return found is not None
        last = self.out[-1] if self.out else None
        if last is None or last.factuality is not Factuality.RUMOURED:
            return False
        return (how == "continuation" and chain == last.chain) or (
            cue is not None and speaker is None and not chain.links
        )

    # -- without a cue

    def closes(self) -> bool:
        """Whether what follows is no longer this speaker's: after a view or a forecast the report goes on by itself."""
        last = self.out[-1] if self.out else None
        return last is not None and last.factuality in _GUESSED

    def resets(self, span: Span) -> bool:
        return any(r.kind is RegionKind.NOTE and r.span.overlaps(span) for r in self.prose.report.regions)

    def joined(self, told: list[Told]) -> None:
        """“X happened, sources said, and Y happened”: a clause joined to the verb of saying goes on with what they said."""
        for item in told:
            verb = root_of(t for c in item.found.cue for t in (self.prose.tokens(c) or ()))
            if verb is None or not item.chain.links or item.found.rule != "clause":
                continue
            for clause in verb.children:
                if clause.dep_ != "conj" or clause.i < verb.i or clause.pos_ not in ("VERB", "AUX"):
                    continue
                subject = child(clause, "nsubj", "nsubjpass")
                words = [t for t in clause.subtree if t.i >= clause.left_edge.i]
                span = tidy(self.text, Span(words[0].idx, words[-1].idx + len(words[-1].text)))
                if (
                    subject is None
                    or span is None
                    or any(c.overlaps(span) for c in self.covered)
                    or self.cues.classes(clause.lemma_.lower()) & SAYING
                ):
                    continue
                if subject.lower_ in self.cues.sources["own_voice_pronouns"] or subject.i < verb.i:
                    continue
                self.add((span,), None, None, item.chain, frozenset(), 0.5, "continuation")

    def rest(self, sent: Piece, whole: Span, told: list[Told], carried: Told | None, apart: int) -> bool:
        """What a sentence says besides its attributions; True if it goes on with the carried source's report, else it is the report's own voice."""
        if any(c.overlaps(whole) for c in self.covered):
            return False
        if told or sent[-1].text == "?" or self.text[whole.start : whole.end].rstrip("”\"' ").endswith("?"):
            return False
        if self.text.startswith(self.cues.resets, whole.start) and len(sent) < 4:
            return False
        content = tidy(self.text, whole)
        if content is None or len(content) < 12:
            return False
        event = eventive(sent, self.cues)
        region = self.prose.report.quotation_at(content)
        if carried is not None and continues(sent, self.cues, carried.chain, apart):
            self.add((content,), None, None, carried.chain, frozenset(), 0.5, "continuation")
            return True
        kept = owned(sent, self.cues, event)
        if not kept:
            return False
        chain = (
            self.tellers.block(region.source, region.credit or content)
            if region is not None and region.source
            else Chain()
        )
        self.add((content,), None, None, chain, frozenset(), 0.5, "own voice")
        return False


def _inside(span: Span, content: tuple[Span, ...]) -> bool:
    return any(c.covers(span) for c in content)


def _same_sentence(prose: Prose, a: int, b: int) -> bool:
    one, two = prose.tokens(Span(a, a + 1)), prose.tokens(Span(b, b + 1))
    return one is not None and two is not None and one[0].sent.start == two[0].sent.start


def _runs(tokens: list[Token]) -> list[Span]:
    out: list[list[Token]] = []
    for token in tokens:
        if out and token.i == out[-1][-1].i + 1:
            out[-1].append(token)
        else:
            out.append([token])
    return [Span(run[0].idx, run[-1].idx + len(run[-1].text)) for run in out if any(t.is_alpha for t in run)]
