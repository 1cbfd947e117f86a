"""Statements of a Korean report: a first reading by particles and endings, without a parse."""

from __future__ import annotations

import re
from dataclasses import replace

from ...model import Basis, Chain, Factuality, Link, LinkKind, Mark, Report, Span, Statement, statement_id
from ...model.telling import anonymity_of
from ...subjects import Subject
from ..basis import basis_of, of_all
from ..joint import SURE, THINGS, joint, several
from ..place_pack import countries
from ..sources import Registry, kind_of, registry
from ..triggers_korean import tells_event
from .coordinate import PAST, parts, sentences
from .endings import Endings, Said, Sourced, endings
from .judged import Judge

_EVENT = re.compile(rf"[{PAST}](?:다|습니다|고|으며|던|기\s때문|지만|는데)")
_DONE = re.compile(rf"[{PAST.replace('있', '').replace('겠', '')}](?:다|습니다|고|으며|던|기\s때문|지만|는데)")
"""The same without 있 and 겠, which close with ㅆ in the present too."""
_SUMMED_UP = re.compile(r"(?:만|때문|것|상태|처음|셈)(?:이다|입니다)[.\s”\"]*$", re.M)
"""“비행기가 다시 뜬 것은 석 달 만이다”: what has happened, told by a noun."""
_TITLE = re.compile(r"(?<![가-힣])(?P<kind>[가-힣]+)\s?[‘“《「'\"](?P<name>[^’”》」'\"]+)[’”》」'\"]?$")
"""A publication by its title: “칼럼 ‘등대’”."""
_MARKS = " \t\r\n“”\"‘’'.,·"
_OF_A_VERB = ("을", "를", "에", "에서", "에게", "으로")
_AND = re.compile(r"(?:와|과)\s+|\s+및\s+|,\s+|·")
_SOME = re.compile(r"^(?:한|어느)\s")
_ANY_BODY = frozenset({"부처", "당국"})


def statements_ko(report: Report, pack: Subject) -> tuple[Statement, ...]:
    """The statements of a Korean report in text order.

    Args:
        report: the report.
        pack: the subject pack with registry and Korean cues.
    """
    return _Reading(report, registry(pack), endings(pack), pack).run()


class _Reading:
    def __init__(self, report: Report, sources: Registry, grammar: Endings, pack: Subject) -> None:
        self.report = report
        self.pack = pack
        self.text = report.text
        self.registry = sources
        self.grammar = grammar
        self.own = sources.outlet_of(report)
        self.seen: list[Chain] = []
        self.judged = Judge(self.text, grammar.data)
        self.deeper: dict[str, Chain] = {}
        self.thoughts = re.compile(rf"(?:{'|'.join(grammar.data['own_thought'])})[.\s]*$")
        self.conditions = re.compile("|".join(grammar.data["own_condition"]))
        self.out: dict[str, Statement] = {}
        self.states = countries(pack, "ko") | frozenset(grammar.data["states"])
        self.known = re.compile("|".join(re.escape(s.of(self.text)) for s, _ in sources.within(self.text)) or r"(?!)")

    def run(self) -> tuple[Statement, ...]:
        before: Chain | None = None
        for body in self.report.body():
            for paragraph in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", self.text[body.start : body.end]):
                carried: Chain | None = None
                base = body.start + paragraph.start()
                for piece in sentences(self.text, base, base + len(paragraph.group())):
                    for clause in self.grammar.clauses(self.text, piece):
                        carried = self.sentence(clause.start, clause.end, carried, before)
                before = carried
        return tuple(sorted(self.out.values(), key=lambda s: (s.content[0].start, s.content[-1].end)))

    def sentence(self, start: int, end: int, carried: Chain | None, before: Chain | None) -> Chain | None:
        """Reads one sentence; what is told after it goes on with the chain that is returned.

        Args:
            start: where it begins.
            end: where it ends.
            carried: the chain that speaks in this paragraph so far.
            before: the one that spoke last in the paragraph before; it still tells what has happened, and nothing else.
        """
        lead = len(self.text[start:end]) - len(self.text[start:end].lstrip())
        start += lead
        dateline = re.match(r"\((?:[^()]*=[^()]*)\)\s*", self.text[start:end])
        if dateline:
            start += dateline.end()
        if start >= end:
            return carried
        if (sourced := self.grammar.source_told(self.text, start, end)) is not None and (
            chain := self.sourced(sourced)
        ) is not None:
            return chain
        if (first := self.grammar.first(self.text, start, end)) is not None and self.told_first(first):
            return None
        told_by = self.grammar.read(self.text, start, end, self.known)
        if not told_by:
            if self.grammar.silent.search(self.text, start, end):
                return carried
            if thought := self.own_thought(start, end):
                self.add(Span(start, end), None, None, Chain(), "own voice", thought)
                return carried
            if any(self.text.startswith(word, start) for word in self.grammar.data["habits"]):
                return carried
            past = _EVENT.search(self.text, start, end) or _SUMMED_UP.search(self.text, start, end)
            told = bool(past) and tells_event(self.text, start, end, self.pack)
            public = self.public(start, end)
            if (
                carried is not None
                and carried.links
                and not public
                and (told or _DONE.search(self.text, start, end) or _SUMMED_UP.search(self.text, start, end))
            ):
                self.goes_on(start, end, carried, "continuation")
                return carried
            if carried is None and before is not None and before.links and told and not public:
                self.goes_on(start, end, before, "continuation")
                return before
            if told and (carried is None or public):
                self.goes_on(start, end, Chain(), "own voice")
            return carried
        chain, speaker = self.chain(told_by[0], carried)
        chain = self.deepened(chain)
        for said in told_by:
            for content in parts(self.text, said.content, self.pack):
                self.add(content, said.cue, speaker, chain, "endings")
        if chain.links:
            self.seen.append(chain)
            return chain if speaker is not None or carried is not None else None
        return carried

    def goes_on(self, start: int, end: int, chain: Chain, how: str) -> None:
        """Takes in a sentence without words of saying, in its parts."""
        for content in parts(self.text, Span(start, end), self.pack):
            self.add(content, None, None, chain, how)

    def public(self, start: int, end: int) -> bool:
        """Whether a sentence tells an act of lawmaking, which is public and nobody's story."""
        return bool(self.grammar.lawmaking.search(self.text, start, end))

    def own_thought(self, start: int, end: int) -> Factuality | None:
        """What a report itself guesses, judges or makes depend on a condition."""
        text = self.text[start:end]
        if self.conditions.search(text):
            return Factuality.CONDITIONAL
        if self.thoughts.search(text):
            found = self.judged.judge(Span(start, end), None)[0]
            return found if found is not Factuality.ASSERTED else Factuality.OPINION
        return None

    def sourced(self, told: Sourced) -> Chain | None:
        """Takes in a sentence that says whom a teller has the story from; the chain that goes on, None if the teller has told nothing yet."""
        teller, source = self.name(told.teller), self.name(told.source)
        if not teller.links or not source.links or teller.names[-1] not in {c.names[0] for c in self.seen}:
            return None
        deeper = teller + self.name(told.source, teller.names[-1])
        self.deeper[teller.names[-1]] = deeper
        for key, statement in list(self.out.items()):
            if statement.chain.names == teller.names:
                self.out[key] = self.made(statement, deeper)
        self.seen.append(deeper)
        return deeper

    def told_first(self, who: Span) -> bool:
        """“이 소식은 연합뉴스가 처음 보도했다”: what the report told by itself right before, it has from there."""
        chain = self.name(who)
        told = [key for key, s in self.out.items() if s.content[0].end <= who.start]
        if not chain.links or not told or self.out[told[-1]].chain.links:
            return False
        line = self.text.rfind("\n\n", 0, who.start)
        for key in reversed(told):
            if self.out[key].chain.links or self.out[key].content[0].start < line:
                break
            self.out[key] = self.made(self.out[key], chain)
        return True

    def made(self, statement: Statement, chain: Chain) -> Statement:
        """A statement with a longer chain: its basis and anonymity are those of the new end."""
        basis, more = basis_of(chain, statement.factuality, frozenset(), statement.cue)
        kept = tuple(m for m in statement.marks if not m.of.startswith("basis"))
        return replace(statement, chain=chain, basis=basis, anonymity=anonymity_of(chain), marks=(*kept, *more))

    def deepened(self, chain: Chain) -> Chain:
        """The chain of a teller of whom the report has said whom he has it from."""
        return self.deeper.get(chain.names[-1], chain) if len(chain) == 1 else chain

    def chain(self, said: Said, carried: Chain | None) -> tuple[Chain, Span | None]:
        if said.speaker is None:
            if said.sourceless:
                return Chain(), None
            return carried or (self.seen[-1] if self.seen else Chain()), None
        speaker = self.words(said.speaker)
        if speaker is None:
            return carried or Chain(), None
        outer = self.named(said.outer, "")
        told = re.search(
            r"([가-힣A-Za-z0-9]+(?:\([A-Z]+\))?)에\s*$",
            self.text[said.content.end : said.cue.start if said.cue else said.content.end],
        ) or self.grammar.told_to.match(self.text[said.speaker.end : said.content.start])
        if told is not None and said.behind is None:
            outer = outer + self.outlet(told.group(1), speaker)
        chain = outer + self.name(speaker, _outlet_of(outer))
        if said.behind is not None:
            chain = chain + self.named(said.behind, _outlet_of(chain))
        return chain, speaker

    def words(self, span: Span) -> Span | None:
        """A span without marks at its ends; None if it holds nothing else."""
        return span.trimmed(self.text, _MARKS) if span.of(self.text).strip(_MARKS) else None

    def named(self, span: Span | None, teller: str) -> Chain:
        """The chain that words name; empty if there are none."""
        words = self.words(span) if span is not None else None
        return self.name(words, teller) if words is not None else Chain()

    def outlet(self, words: str, span: Span) -> Chain:
        known = self.registry.named(words) or next((s for _, s in self.registry.within(words)), None)
        if known is None or known.kind != "outlet" or known.name == self.own:
            return Chain()
        return Chain((Link(name=known.name, kind=LinkKind.OUTLET, span=span, entity=known.id),))

    def bare(self, span: Span) -> Span:
        """A name without “however” before it and without a clause that tells what its bearer did: “담요를 나눠 준 아가타 몰 수녀”."""
        words = list(re.finditer(r"\S+", span.of(self.text)))
        first = 0
        while first < len(words) - 1 and words[first].group().rstrip(",") in self.grammar.data["connectives"]:
            first += 1
        met = [n for n, w in enumerate(words[:-1]) if w.group() in self.grammar.data["met"]]
        first = max([first, *(n + 1 for n in met)])
        thing = next((n for n, w in enumerate(words) if n >= first and w.group().endswith(_OF_A_VERB)), None)
        if thing is not None:
            done = (n for n in range(thing + 1, len(words) - 1) if _adnominal(words[n].group()))
            first = next(done, first - 1) + 1
        return Span(span.start + words[first].start(), span.end) if words and first else span

    def name(self, span: Span, teller: str = "") -> Chain:
        span = self.bare(span)
        return self.together(span, teller) or self.single(span, teller)

    def together(self, span: Span, teller: str) -> Chain | None:
        """Several who tell it together, where each part of the words is a teller by itself: “연합뉴스와 KBS”."""
        found, joiner = several(span, self.text, _AND, self.registry)
        each = [self.single(part, teller) for part in found]
        ends = [(part.of(self.text), chain.links[-1]) for part, chain in zip(found, each, strict=True) if chain.links]
        sure = all(k.kind not in THINGS and (k.entity or k.kind in SURE or self.titled(w)) for w, k in ends)
        return joint(each, [part.of(self.text) for part in found], joiner) if sure else None

    def titled(self, words: str) -> bool:
        """Whether words are a name with a title: “이영희 박사”."""
        return " " in words and words.endswith(tuple(self.grammar.data["people_ends"]))

    def single(self, span: Span, teller: str) -> Chain:
        words = span.of(self.text)
        data = self.grammar.data
        found = list(self.registry.within(self.text, span.start, span.end))
        unnamed = next((w for w in data["unnamed"] if w in words), None)
        if found and not (unnamed and not words.startswith(found[0][0].of(self.text))):
            where, source = found[-1] if found[-1][0].end == span.end else found[0]
            link = Link(name=source.name, kind=kind_of(source), span=where, entity=source.id)
            outlet = Chain() if source.name == self.own else Chain((link,))
            paper = self.grammar.seen.match(self.text[where.end : span.end]) if source.kind == "outlet" else None
            return outlet + self.paper(Span(where.end + paper.start("paper"), span.end)) if paper else outlet
        bare = re.sub(r"^(?:이|그|해당|같은)\s", "", words)
        if bare in data["back_outlets"]:
            for chain in reversed(self.seen):
                links = chain.links
                while links and links[-1].kind not in (LinkKind.OUTLET, LinkKind.BODY):
                    links = links[:-1]
                if links:
                    return Chain(links)
        if bare in data["back_bodies"]:
            for link in (k for chain in reversed(self.seen) for k in reversed(chain.links)):
                if link.kind is LinkKind.BODY and (link.name.endswith(bare) or bare in _ANY_BODY):
                    return Chain((link,))
        if (before := self.again(words, bare)) is not None:
            return before
        if words in data["back"] or bare in data["back"]:
            for chain in reversed(self.seen):
                last = chain.links[-1]
                if bare in ("소식통",) and last.kind is not LinkKind.UNNAMED:
                    continue
                return chain
        for kind, name in ((LinkKind.SENSOR, "sensor"), (LinkKind.RECORD, "record")):
            if any(w in words for w in data[name]):
                return Chain((Link(name=words, kind=kind, span=span),))
        if unnamed is not None or bare in data["those"] or words in data["those"]:
            group = any(w in words for w in (*data["group"], *data["those"]))
            label = f"unnamed {_SOME.sub('', words)} ({teller or self.own or 'the report'})"
            return Chain((Link(name=label, kind=LinkKind.GROUP if group else LinkKind.UNNAMED, span=span),))
        if (title := _TITLE.search(words)) is not None and title["kind"] in data["publications"]:
            called = Span(span.start + title.start("name"), span.start + title.end("name"))
            return Chain((Link(name=title["name"], kind=LinkKind.OUTLET, span=called),))
        if any(words.endswith(w) for w in data["outlet_ends"]):
            return Chain() if words == self.own else Chain((Link(name=words, kind=LinkKind.OUTLET, span=span),))
        if " " in words and words.endswith(tuple(data["named_by"])):
            return Chain((Link(name=words, kind=LinkKind.PERSON, span=span),))
        if any(words.endswith(w) for w in data["body_ends"]) or words in self.states:
            return Chain((Link(name=words, kind=LinkKind.BODY, span=span),))
        return Chain((Link(name=words, kind=LinkKind.PERSON, span=span),))

    def knows(
        self,
        chain: Chain,
        factuality: Factuality,
        classes: frozenset[str],
        cue: Span | None,
        speaker: Span | None,
        body: Span,
    ) -> tuple[Basis, tuple[Mark, ...]]:
        """How the innermost source knows, with the words that say so."""
        if chain.links and (members := chain.links[-1].members):
            each = (self.knows(Chain((m,)), factuality, classes, cue, m.span, body) for m in members)
            return of_all(members, (basis for basis, _ in each))
        saw = self.judged.saw(chain, body, cue, speaker, factuality)
        basis, more = basis_of(chain, factuality, classes, cue, saw)
        if basis is Basis.UNKNOWN and factuality is Factuality.ASSERTED and self.judged.acts(chain):
            basis = Basis.RECORD
        return basis, more

    def paper(self, span: Span) -> Chain:
        """The paper or picture that an outlet has seen: “로이터가 입수한 문서”."""
        words = span.of(self.text)
        kind = LinkKind.SENSOR if any(w in words for w in self.grammar.data["sensor"]) else LinkKind.RECORD
        known = kind is LinkKind.SENSOR or any(w in words for w in self.grammar.data["record"])
        return Chain((Link(name=words, kind=kind, span=span),)) if known else Chain()

    def again(self, words: str, bare: str) -> Chain | None:
        """The chain of one who has spoken before: “이 무역업자”, “운전사” after “러시아인 운전사”, “한 대표” and “한 씨” after “한서진 대표”."""
        title = bare.split()[-1] if bare else ""
        pointed = words != bare
        for spoken, link in ((chain, one) for chain in reversed(self.seen) for one in chain.links[-1].each):
            told = link.span.of(self.text)
            family = bare.split()[0] if " " in bare else ""
            named = told.split()[-2] if len(told.split()) > 1 else ""
            called = told.endswith(f" {title}") or (title == "씨" and self.titled(told))
            if (
                (pointed and len(bare) > 1 and told.endswith(bare))
                or (not pointed and " " not in bare and len(bare) > 1 and told != bare and told.endswith(f" {bare}"))
                or (len(family) == 1 and called and len(named) in (3, 4) and named.startswith(family))
                or (len(family) in (3, 4) and family == named and self.titled(bare) and self.titled(told))
                or (link.entity and len(bare) > 2 and told != bare and told.endswith(bare))
            ):
                return Chain((*spoken.links[:-1], link))
        return None

    def add(
        self,
        content: Span,
        cue: Span | None,
        speaker: Span | None,
        chain: Chain,
        how: str,
        thought: Factuality | None = None,
    ) -> None:
        if not content.of(self.text).strip(_MARKS):
            return
        body = (content.trimmed(self.text, _MARKS),)
        factuality, marks = self.judged.judge(body[0], cue)
        factuality = thought or factuality
        classes = (
            frozenset({"estimate"})
            if cue is not None and any(w in cue.of(self.text) for w in self.grammar.data["inferred"])
            else frozenset[str]()
        )
        basis, more = self.knows(chain, factuality, classes, cue, speaker, body[0])
        statement = Statement(
            id=statement_id(self.report.id, body),
            report=self.report.id,
            content=body,
            cue=cue,
            speaker=speaker,
            chain=chain,
            basis=basis,
            anonymity=anonymity_of(chain),
            factuality=factuality,
            confidence=0.5,
            how=how,
            marks=(*marks, *more),
        )
        self.out[statement.id] = statement


def _outlet_of(chain: Chain) -> str:
    """By which outlet or body of a chain a nameless source behind it is known; empty if there is none."""
    told = (link.name for link in reversed(chain.links) if link.kind in (LinkKind.OUTLET, LinkKind.BODY))
    return next(told, "")


def _adnominal(word: str) -> bool:
    """Whether a word may be a verb before the noun it belongs to: its last syllable closes with ㄴ (“준”, “운영하는”, “하던”)."""
    last = ord(word[-1]) - 0xAC00
    return 0 <= last < 19 * 21 * 28 and last % 28 == 4
