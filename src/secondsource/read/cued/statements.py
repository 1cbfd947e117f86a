"""Statements of a report whose language is read by cues: sentence after sentence, each with the chain it is told by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...model import Chain, Link, LinkKind, Report, Span, Statement, statement_id
from ...model.telling import anonymity_of
from ...subjects import Subject
from ..basis import basis_of
from .chinese import chinese
from .japanese import japanese
from .judged import banned, judged
from .naming import Naming
from .russian import russian
from .said import Grammar, Mood, Said, Way
from .sentences import paragraphs
from .triggers import found_triggers
from .words import pattern

_MARKS = " \t\r\n“”\"「」『』«»‘’'.,，。、：:；;！!？?…—–-　"
_AROUND = "".join(sign for sign in _MARKS if sign not in "«»」")
_GENITIVE = ("по ", "со ", "согласно", "ссыл", "на основ", "цитир", "с отсыл", "следует")
LEAST = 3
"""Characters of content below which nothing is said."""


def grammar(pack: Subject, language: str) -> Grammar:
    """The grammar of attribution of a language."""
    made: Mapping[str, Callable[[Subject], Grammar]] = {"zh": chinese, "ja": japanese, "ru": russian}
    return made[language](pack)


def statements(report: Report, pack: Subject, language: str) -> tuple[Statement, ...]:
    """The statements of a report in text order.

    Args:
        report: the report.
        pack: registry and word lists.
        language: `zh`, `ja` or `ru`.
    """
    return _Reading(report, pack, language).run()


class _Reading:
    def __init__(self, report: Report, pack: Subject, language: str) -> None:
        self.report = report
        self.text = report.text
        self.pack = pack
        self.language = language
        self.grammar = grammar(pack, language)
        self.naming = Naming(report, pack, language)
        self.out: dict[str, Statement] = {}
        self.deniers: set[str] = set()

    def run(self) -> tuple[Statement, ...]:
        for body in self.report.body():
            for paragraph in paragraphs(self.text, body):
                carried: Chain | None = None
                before: Span | None = None
                for sentence in self.grammar.sentences(self.text, paragraph):
                    carried = self.sentence(sentence, carried, before)
                    before = sentence
        return tuple(sorted(self.out.values(), key=lambda s: (s.content[0].start, s.content[-1].end)))

    def sentence(self, sentence: Span, carried: Chain | None, before: Span | None) -> Chain | None:
        """Reads one sentence; the chain returned is the one with which the next goes on."""
        found = self.grammar.said(self.text, sentence)
        if not found:
            return self.unsaid(sentence, carried)
        for said in found:
            if said.way is Way.BEFORE:
                if before is not None:
                    carried = self.of_before(said, before)
                continue
            chain = self.chain(said, carried)
            if chain is None:
                carried = self.unsaid(sentence, carried)
                continue
            self.add(said.content, said.cue, said.tellers[-1] if said.tellers else None, chain, said.way, said.mood)
            if chain.links:
                self.naming.seen.append(chain)
                carried = chain
        return carried

    def chain(self, said: Said, carried: Chain | None) -> Chain | None:
        """The chain of a telling; None if nobody could say it."""
        if said.tellers:
            cue = said.cue.of(self.text).lower() if said.cue is not None else ""
            return self.naming.chain(said.tellers, genitive=cue.startswith(_GENITIVE))
        if said.way is Way.CARRIED:
            return carried or (self.naming.seen[-1] if self.naming.seen else Chain())
        return Chain()

    def of_before(self, said: Said, before: Span) -> Chain | None:
        chain = self.naming.chain(said.tellers)
        for key, one in list(self.out.items()):
            if before.covers(one.hull) and not one.chain.links:
                del self.out[key]
        self.add(before, said.cue, said.tellers[-1] if said.tellers else None, chain, Way.SAYS, said.mood)
        if chain.links:
            self.naming.seen.append(chain)
        return chain if chain.links else None

    def unsaid(self, sentence: Span, carried: Chain | None) -> Chain | None:
        """A sentence without words of saying: it goes on with who spoke, or is the writer's own, where it tells an event or a condition."""
        told = any(not banned(self.text, sentence, t, self.pack, self.language) for t, _ in self.triggers(sentence))
        supposed = pattern(self.pack, self.language, "factuality", "conditional").search(
            self.text, sentence.start, sentence.end
        )
        if carried is not None and carried.links:
            if told or supposed:
                self.add(sentence, None, None, carried, Way.CARRIED, Mood.SAY)
            return carried
        if told:
            self.add(sentence, None, None, Chain(), Way.SAYS, Mood.SAY)
        return carried

    def triggers(self, span: Span) -> list[tuple[Span, str]]:
        return found_triggers(self.text, span, self.pack, self.language)

    def named(self, speaker: Span | None) -> Span | None:
        """The words that name who says it, without what stands around them; None if nothing is left."""
        if speaker is None or not speaker.of(self.text).strip(_AROUND):
            return None
        return speaker.trimmed(self.text, _AROUND)

    def add(self, content: Span, cue: Span | None, speaker: Span | None, chain: Chain, way: Way, mood: Mood) -> None:
        if len(content.of(self.text).strip(_MARKS)) < LEAST:
            return
        body = content.trimmed(self.text, _MARKS)
        innermost: Link | None = chain.innermost
        if mood is Mood.DENY:
            self.deniers |= {innermost.name} if innermost else set()
        may_deny = innermost is not None and (innermost.kind is LinkKind.BODY or innermost.name in self.deniers)
        rumoured = innermost is not None and innermost.kind is LinkKind.RUMOUR
        factuality, marks = judged(
            self.text,
            body,
            Way.HEARSAY if rumoured else way,
            mood,
            cue,
            may_deny,
            self.triggers,
            self.pack,
            self.language,
        )
        classes = frozenset({"estimate"}) if mood in (Mood.ESTIMATE, Mood.SEEMS) else frozenset[str]()
        basis, more = basis_of(chain, factuality, classes, cue, witnessed=mood is Mood.SEE)
        statement = Statement(
            id=statement_id(self.report.id, (body,)),
            report=self.report.id,
            content=(body,),
            cue=cue,
            speaker=self.named(speaker),
            chain=chain,
            basis=basis,
            anonymity=anonymity_of(chain),
            factuality=factuality,
            confidence=0.5,
            how="cues" if cue is not None else "continuation" if chain.links else "own voice",
            marks=(*marks, *more),
        )
        self.out[statement.id] = statement
