"""From rows to statements: every quoted word is located in the body, and what is not there takes its statement with it.

Nothing free enters a value. Names of tellers come from the registry or from the words located; the model chooses words and
kinds, never a name, a date or a number. A statement that lost its speaker would pass for the report's own voice, so it is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...model import (
    Anonymity,
    Basis,
    Chain,
    Factuality,
    Link,
    LinkKind,
    Mark,
    Mention,
    Report,
    Span,
    Statement,
    statement_id,
    without,
)
from ...model.telling import anonymity_of
from ...subjects import Subject
from ...subjects.schema import Source
from ..basis import basis_of
from ..sources import Registry, folded, kind_of, registry
from .answer import Answer, Row, TellerRow
from .locate import Located, Searched
from .mentions import mentions_of
from .pieces import Piece, shown

_ENDS = " \t\r\n\"“”„‟«»‘’‚‛`´'.,;:!?–—"
_MARKS = " \t\r\n\"“”„‟«»‘’‚‛`´'"
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_SELF_NAMED = (LinkKind.OUTLET, LinkKind.BODY, LinkKind.RECORD, LinkKind.SENSOR)
_DESCRIBED = (LinkKind.UNNAMED, LinkKind.GROUP, LinkKind.ROLE)
_SURE, _MOVED = 0.6, 0.5
"""Confidence of a statement of which all words stand letter for letter in the sentence given, and of any other. Not calibrated:
a model says nothing of how often it is right; measure it before these numbers are compared with those of the built-in reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """What stands in the text of what a model answered, and how many statements were dropped because something did not."""

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    dropped: int


class Grounding:
    """Locates the rows of one report.

    Args:
        report: the report.
        pack: registry of sources and event types.
        how: what the statements say of who found them.
    """

    def __init__(self, report: Report, pack: Subject, how: str) -> None:
        self.report = report
        self.pack = pack
        self.how = how
        self.text = shown(report)
        self.searched = Searched(self.text)
        self.noise = report.noise()
        self.registry: Registry = registry(pack)
        self.own = self.registry.outlet_of(report)

    def ground(self, answer: Answer, piece: Piece) -> Grounded:
        """The statements and mentions of one piece, in text order; of two statements with the same content the first."""
        statements: dict[str, Statement] = {}
        mentions: dict[str, Mention] = {}
        dropped = answer.malformed
        for row in answer.rows:
            statement = self._statement(row, piece)
            if statement is None:
                dropped += 1
            elif statement.id not in statements:
                statements[statement.id] = statement
                for mention in mentions_of(row.events, statement, self.report, self.searched, self.pack):
                    mentions.setdefault(mention.id, mention)
        return Grounded(
            statements=tuple(sorted(statements.values(), key=lambda s: (s.hull, s.id))),
            mentions=tuple(sorted(mentions.values(), key=lambda m: (m.trigger, m.type))),
            dropped=dropped,
        )

    def _statement(self, row: Row, piece: Piece) -> Statement | None:
        here = self._within(piece.hull)
        home = _sentence(row.sentence, piece)
        content: list[Located] = []
        for words in row.content:
            after = content[-1].span.end if content else 0
            found = self.searched.locate(words.strip(_ENDS), here, home=home, near=after or None, after=after)
            if found is None:
                return None
            content.append(found)
        near = content[0].span.start
        home = home or _holding(piece, near)
        cue = self.searched.locate(row.cue.strip(_MARKS), here, home=home, near=near) if row.cue else None
        speaker = self.searched.locate(row.speaker.strip(_MARKS), here, home=home, near=near) if row.speaker else None
        chain = self._chain(row, piece, speaker)
        if chain is None or (row.speaker and speaker is None):
            return None
        spans = tuple(item.span for item in content)
        if not any(ch.isalnum() for span in spans for ch in span.of(self.text)):
            return None
        factuality = row.factuality
        if factuality is Factuality.ASSERTED and (
            row.basis is Basis.RUMOUR or any(link.kind is LinkKind.RUMOUR for link in chain.links)
        ):
            factuality = Factuality.RUMOURED
        cue_span = cue.span if cue else None
        basis, marks = basis_of(chain, factuality, frozenset(), cue_span)
        if row.basis is not None and row.basis is not basis:
            basis, marks = row.basis, ()
        judged = self._marks(row, here, home, near, basis, factuality)
        if not any(mark.of.startswith("basis") for mark in judged):
            judged = (*judged, *marks)
        exact = all(item.exact for item in (*content, cue, speaker) if item is not None)
        at_home = home is not None and all(home.overlaps(span) for span in spans)
        return Statement(
            id=statement_id(self.report.id, spans),
            report=self.report.id,
            content=spans,
            cue=cue_span,
            speaker=speaker.span if speaker else None,
            chain=self._credited(chain, spans[0]),
            basis=basis,
            anonymity=_anonymity(chain, row.anonymity),
            factuality=factuality,
            confidence=_SURE if exact and at_home and (cue is not None or row.cue is None) else _MOVED,
            how=self.how,
            marks=tuple(dict.fromkeys(judged)),
        )

    def _within(self, span: Span) -> tuple[Span, ...]:
        return without(span, self.noise)

    def _marks(
        self, row: Row, here: Sequence[Span], home: Span | None, near: int, basis: Basis, factuality: Factuality
    ) -> tuple[Mark, ...]:
        names = {"factuality": f"factuality: {factuality.value}", "basis": f"basis: {basis.value}"}
        out = []
        for of, words in row.marks:
            found = self.searched.locate(words.strip(_MARKS), here, home=home, near=near)
            if found is not None:
                out.append(Mark(of=names[of], span=found.span))
        return tuple(out)

    # -- tellers

    def _chain(self, row: Row, piece: Piece, speaker: Located | None) -> Chain | None:
        """The chain; None if one of its members is not in the text, or if words name a speaker and no chain says who that is."""
        before = self._within(Span(0, piece.hull.end))
        links: list[Link] = []
        own = False
        for teller in row.chain:
            at = _sentence(teller.sentence, piece)
            near = speaker.span.start if speaker else (at or piece.hull).start
            words = teller.words.strip(_MARKS)
            found = self.searched.locate(words, before, home=at or _sentence(row.sentence, piece), near=near)
            if found is None:
                return None
            link = self._link(teller, found.span, links[-1].name if links else "")
            if self.own and folded(link.name) == folded(self.own):
                own = True
            elif not links or links[-1].name != link.name:
                links.append(link)
        if not links and not own and speaker is not None:
            words = speaker.span.of(self.text)
            known = self.registry.named(words)
            if known is not None and known.name != self.own:
                links.append(_registered(known, speaker.span))
            elif known is None and (not self.own or folded(words) != folded(self.own)):
                return None
        return Chain(tuple(links))

    def _link(self, teller: TellerRow, span: Span, outer: str) -> Link:
        words = span.of(self.text)
        known = self.registry.named(words)
        if known is None and teller.kind in _SELF_NAMED:
            named = list(self.registry.within(self.text, span.start, span.end))
            if len(named) == 1 and kind_of(named[0][1]) is teller.kind:
                span, known = named[0]
        if known is not None:
            return _registered(known, span)
        name = _tidy(words)
        if teller.kind in _DESCRIBED:
            name = f"unnamed {name.removeprefix('unnamed ')} ({outer or self.own or 'the report'})"
        return Link(name=name, kind=teller.kind, span=span)

    def _credited(self, chain: Chain, content: Span) -> Chain:
        """The chain with the outlet of a quoted block in front."""
        region = self.report.quotation_at(content)
        if region is None or not region.source:
            return chain
        body = self.report.body()
        where = region.credit if region.credit and any(b.covers(region.credit) for b in body) else content
        known = self.registry.named(region.source)
        link = _registered(known, where) if known else Link(name=region.source, kind=LinkKind.OUTLET, span=where)
        return Chain((link,)) + chain


def joined(parts: Sequence[Grounded]) -> Grounded:
    """What was found in the pieces of one report, as one."""
    statements = {s.id: s for part in reversed(parts) for s in part.statements}
    mentions = {m.id: m for part in reversed(parts) for m in part.mentions if m.statement in statements}
    return Grounded(
        statements=tuple(sorted(statements.values(), key=lambda s: (s.hull, s.id))),
        mentions=tuple(sorted(mentions.values(), key=lambda m: (m.trigger, m.type))),
        dropped=sum(part.dropped for part in parts),
    )


def _registered(source: Source, span: Span) -> Link:
    return Link(name=source.name, kind=kind_of(source), span=span, entity=source.id)


def _anonymity(chain: Chain, said: Anonymity | None) -> Anonymity:
    """As the model says, unless the chain speaks against it: nobody without a chain, somebody with one."""
    by_kind = anonymity_of(chain)
    if said is None or (said is Anonymity.NONE) is not (by_kind is Anonymity.NONE):
        return by_kind
    return said


def _sentence(number: int | None, piece: Piece) -> Span | None:
    return piece.sentences[number] if number is not None and 0 <= number < len(piece.sentences) else None


def _holding(piece: Piece, at: int) -> Span | None:
    return next((s for s in piece.sentences if s.start <= at < s.end), None)


def _tidy(words: str) -> str:
    text = " ".join(words.split()).strip(" ,;:.")
    text = _ARTICLE.sub("", text)
    return re.sub(r"['’]s$", "", text) or words
