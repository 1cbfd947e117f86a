"""Statements of a report: attributions found in its sentences, their chains, and what stands between them without a cue."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as Piece

from ...model import (
    Anonymity,
    Chain,
    Factuality,
    LinkKind,
    Mark,
    RegionKind,
    Span,
    Statement,
    statement_id,
    without,
)
from ...model.telling import anonymity_of
from ...subjects import Subject
from ..basis import known_by
from ..cues import Cues, english_cues
from ..event_choice import Asked, asked
from ..factuality import judge, root_of
from ..pronouns import Speakers
from ..prose import Prose
from ..sources import Registry, registry
from ..tagger.encoder import load
from .behind import behind
from .continuation import continues
from .doubt import Doubt
from .first_told import first_told
from .found import Finder, Found
from .framed import by_frame, saw
from .hearsay import hearsay
from .layout import by_layout
from .nominal import nominals
from .own_voice import owned
from .propositions import propositions, tidy
from .rules import find
from .syntax import child
from .tellers import Tellers
from .told import RULES, Telling, Told
from .trained import helped
from .usable import SAYING, usable

_GUESSED = frozenset({Factuality.OPINION, Factuality.FORECAST, Factuality.CONDITIONAL})
_FIRM = frozenset({Factuality.ASSERTED, Factuality.PLANNED})


def attribute(prose: Prose, pack: Subject, finder: Finder | None = None) -> tuple[Statement, ...]:
    """The statements of a report in text order.

    Args:
        prose: the report with its parse.
        pack: the subject pack with registry and cues.
        finder: what finds the spans of source, cue and content; if None the rules, helped by the trained encoder where its
            weights are there.
    """
    cues = english_cues(pack)
    found = finder(prose.doc) if finder is not None else _found(prose.doc, cues)
    return _Attributing(prose, registry(pack), cues, asked(prose, pack)).run(found)


def _found(doc: Doc, cues: Cues) -> list[Found]:
    rules = find(doc, cues.frames)
    encoder = load()
    return rules if encoder is None else helped(doc, rules, cues.frames, encoder)


class _Attributing:
    def __init__(self, prose: Prose, sources: Registry, cues: Cues, events: Asked) -> None:
        self.prose = prose
        self.text = prose.text
        self.noise = prose.report.noise()
        self.registry = sources
        self.cues = cues
        self.speakers = Speakers()
        self.tellers = Tellers(prose, sources, cues, self.speakers)
        self.own = self.tellers.own
        self.out: list[Statement] = []
        self.covered: list[Span] = []
        self.doubt = Doubt(prose, cues)
        self.telling = Telling(prose, cues, self.tellers, self.speakers)
        own = frozenset(self.own.lower().split())
        lists = cues.sources
        self.events = events
        papers = own & lists["outlet_words"]
        # “Official Gazette” is the record that a state keeps, “Harbour Gazette” a paper
        kept = papers <= lists["record_words"] and bool(own & lists["official_words"])
        self.official = bool(own & (lists["body_words"] | lists["record_words"])) and (not papers or kept)

    def run(self, found: list[Found]) -> tuple[Statement, ...]:
        doc = self.prose.doc
        found = [
            *found,
            *nominals(doc, self.registry, self.cues),
            *hearsay(doc, self.cues),
            *by_layout(doc, self.registry, self.cues),
        ]
        kept = [f for f in found if f.rule in RULES and usable(self.prose, f, self.cues)]
        by_sentence = by_frame(self.prose, kept, self.cues)
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
            if self.corrects(whole):
                continue
            if carried is not None and here - carried_in <= 1 and (deeper := self.names_who(sent, carried)) is not None:
                carried, carried_in = deeper, here
                continue
            if (by := first_told(sent, self.cues)) is not None and self.told_first(by, here):
                carried = None
                continue
            self.tellers.meets(sent)
            told = self.telling.sentence(sent, by_sentence.get(sent[0].sent.start, []))
            for one in told:
                self.emit(one)
            self.first(sent, told, carried, here - carried_in)
            sourced = [t for t in told if t.chain.links and not t.sweeping(self.prose, self.cues) and not t.mere()]
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

    def corrects(self, whole: Span) -> bool:
        """“This was wrong.”: what was told right before is withdrawn, and the sentence states nothing more."""
        found = self.cues.phrases["withdrawn"].match(self.text, whole.start)
        last = self.out[-1] if self.out else None
        if found is None or last is None or whole.start - last.hull.end > 60:
            return False
        mark = Mark(of=f"factuality: {Factuality.DENIED.value}", span=Span(*found.span()))
        self.out[-1] = replace(last, factuality=Factuality.DENIED, marks=(*last.marks, mark))
        return len(whole) < 60

    def names_who(self, sent: Piece, carried: Told) -> Told | None:
        """“The report cited a site manager.”: what it told right before comes from him, and so does what it goes on to tell."""
        span = behind(self.prose, sent, self.cues, self.registry, carried.chain)
        link = carried.chain.innermost
        if span is None or link is None:
            return None
        named = self.tellers.namer.chain(span, link.name)
        chain = carried.chain + named.chain
        if len(chain) == len(carried.chain):
            return None
        seen = saw(
            replace(carried.found, source=(span,)),
            list(self.prose.tokens(span.hull(Span(sent.end_char - 1, sent.end_char))) or ()),
            self.cues,
        )
        for at in range(len(self.out) - 1, -1, -1):
            told = self.out[at]
            if told.chain != carried.chain:
                break
            self.out[at] = self.told_by(told, chain, seen)
        self.speakers.add(chain, named.words, named.plural, span.end)
        return replace(carried, chain=chain, named=named, witnessed=seen)

    def told_first(self, by: Span, paragraph: int) -> bool:
        """“The news was first reported by Yonhap.”: what was told right before, by the report itself or by who is no outlet, came out there."""
        chain = self.tellers.namer.chain(by).chain
        at, before = len(self.out), self.out[-1].chain if self.out else Chain()
        if not chain.links or (before.links and before.links[0].kind is LinkKind.OUTLET):
            return False
        while at and self.out[at - 1].chain == before:
            piece = self.prose.tokens(self.out[at - 1].content[0])
            if piece is None or paragraph - self.prose.paragraph_of(piece[0]) > 1:
                break
            at -= 1
            self.out[at] = self.told_by(self.out[at], chain + before, witnessed=False)
        return at < len(self.out)

    def told_by(self, statement: Statement, chain: Chain, witnessed: bool) -> Statement:
        """A statement with a longer chain, and with what follows from it."""
        cue = statement.cue
        verb = root_of(self.prose.tokens(cue) or ()) if cue is not None else None
        classes = self.cues.classes(verb.lemma_.lower()) if verb is not None else frozenset()
        basis, more = known_by(
            chain, statement.factuality, classes, cue, self.cues.sources, self.official, witnessed=witnessed
        )
        kept = tuple(mark for mark in statement.marks if not mark.of.startswith("basis:"))
        return replace(statement, chain=chain, basis=basis, anonymity=self.anonymity(chain, None), marks=(*kept, *more))

    # -- attributed

    def emit(self, told: Told) -> None:
        item = told.found
        holes = [*item.source, *item.cue]
        if told.cue is not None and told.speaker is not None and 0 < told.speaker.start - told.cue.end < 3:
            holes.append(told.cue.hull(told.speaker))
        for content in propositions(self.prose, item.content, holes):
            if len(content) == 1 and sum(ch.isalpha() for ch in content[0].of(self.text)) < 6:
                continue
            if self.text[content[-1].end : content[-1].end + 2].lstrip(" ”’\"'").startswith("?"):
                continue
            first = content[0].start
            same = item.cue and self.prose.tokens(item.cue[0])
            apart = (
                bool(same)
                and not _same_sentence(self.prose, first, item.cue[0].start)
                and not self.beside(content, [*item.source, *item.cue])
            )
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

    def beside(self, content: tuple[Span, ...], words: list[Span]) -> bool:
        """Whether only quote marks stand between the content and speaker or cue, whatever the parser takes for a sentence's end."""
        return any(
            0 <= w.start - content[-1].end < 5
            and not any(ch.isalnum() or ch in ".!?" for ch in self.text[content[-1].end : w.start])
            for w in words
        )

    def clean(self, content: tuple[Span, ...]) -> tuple[Span, ...]:
        """The content without what is set apart as noise: a parser may run a sentence on through a block that it does not see."""
        if not any(n.overlaps(s) for n in self.noise for s in content):
            return content
        parts = (tidy(self.text, part) for span in content for part in without(span, self.noise))
        return tuple(part for part in parts if part is not None)

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
        content = self.clean(content)
        if not content:
            return
        factuality, marks = judge(self.prose, content, cue, classes, chain, self.cues)
        if (factuality is not Factuality.DENIED and self.doubt.third_hand(chain, cue)) or (
            factuality in _FIRM and self.doubt.goes_on(self.out[-1] if self.out else None, chain, cue, speaker, how)
        ):
            factuality, marks = (
                Factuality.RUMOURED,
                ((Mark(of="factuality: rumoured", span=cue),) if cue is not None else self.out[-1].marks[:1]),
            )
        thread = self.doubt.thread(chain, content) if factuality is Factuality.ASSERTED else None
        if thread is not None:
            factuality, marks = Factuality.RUMOURED, (thread,)
        if factuality is Factuality.RUMOURED:
            self.doubt.told(chain, content, marks)
        basis, more = known_by(chain, factuality, classes, cue, self.cues.sources, self.official, witnessed=witnessed)
        self.out.append(
            Statement(
                id=statement_id(self.prose.report.id, content),
                report=self.prose.report.id,
                content=content,
                cue=cue,
                speaker=speaker,
                chain=chain,
                basis=basis,
                anonymity=self.anonymity(chain, speaker),
                factuality=factuality,
                confidence=sure,
                how=how,
                marks=(*marks, *more),
            )
        )
        self.covered.extend(content)

    def anonymity(self, chain: Chain, speaker: Span | None) -> Anonymity:
        """As the chain has it; but a ministry's spokeswoman without a name is unnamed, although the ministry is not."""
        link = chain.innermost
        if link is not None and link.kind is LinkKind.BODY and speaker is not None:
            heads = {t.lower_ for t in self.prose.tokens(speaker) or ()}
            if heads & self.cues.sources["spokespeople"]:
                return Anonymity.UNNAMED
        return anonymity_of(chain)

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

    def first(self, sent: Piece, told: list[Told], carried: Told | None, apart: int) -> None:
        """“Police arrested a foreman, and the ministry said X”: what stands before the second clause is not the ministry's."""
        for item in told:
            verb = root_of(t for c in item.found.cue for t in (self.prose.tokens(c) or ()))
            if verb is None or verb.dep_ != "conj" or item.found.rule != "clause" or verb.head.dep_ != "ROOT":
                continue
            subject, clause = child(verb, "nsubj"), verb.head
            if subject is None or subject.i < clause.i or self.cues.classes(clause.lemma_.lower()) & SAYING:
                continue
            words = [t for t in clause.subtree if t.i < verb.left_edge.i and t.dep_ != "cc"]
            if not words or child(clause, "nsubj", "nsubjpass") is None or clause not in words:
                continue
            span = tidy(self.text, Span(words[0].idx, words[-1].idx + len(words[-1].text)))
            if (
                span is None
                or any(c.overlaps(span) for c in self.covered)
                or not any(True for _ in self.cues.triggers.find(words))
            ):
                continue
            chain = (
                carried.chain if carried is not None and continues(sent, self.cues, carried.chain, apart) else Chain()
            )
            self.add((span,), None, None, chain, frozenset(), 0.5, "continuation" if chain.links else "own voice")

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
        if carried is not None and self.text.startswith(self.cues.restating, content.start):
            self.add((content,), None, None, carried.chain, frozenset(), 0.5, "continuation")
            return True
        region = self.prose.report.quotation_at(content)
        if carried is not None and not self.ours(sent) and continues(sent, self.cues, carried.chain, apart):
            self.add((content,), None, None, carried.chain, frozenset(), 0.5, "continuation")
            return True
        kept = owned(sent, self.cues, self.events)
        if not kept:
            return False
        chain = (
            self.tellers.block(region.source, region.credit or content)
            if region is not None and region.source
            else Chain()
        )
        self.add((content,), None, None, chain, frozenset(), 0.5, "own voice")
        return False

    def ours(self, sent: Piece) -> bool:
        """Whether a sentence tells what the report's own outlet did: “Harbour Wire regrets the error”."""
        subject = child(sent.root, "nsubj")
        return subject is not None and self.tellers.namer.is_own(
            self.text[subject.left_edge.idx : subject.right_edge.idx + len(subject.right_edge.text)]
        )


def _same_sentence(prose: Prose, a: int, b: int) -> bool:
    one, two = prose.tokens(Span(a, a + 1)), prose.tokens(Span(b, b + 1))
    return one is not None and two is not None and one[0].sent.start == two[0].sent.start
