"""Who tells what was found: speaker, whom he told, whom he cites, and the outlet of the block it stands in, as one chain."""

from __future__ import annotations

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from ...model import Chain, Link, LinkKind, Span
from ..cues import Cues
from ..factuality import root_of
from ..people import Named
from ..pronouns import PLURAL, SINGULAR, Speakers
from ..prose import Prose
from ..sources import Registry, kind_of
from ..together import Together
from .credits import Credit
from .found import Found
from .grounds import tells
from .passing import passed_on_by, told_to
from .syntax import antecedent, child, passive, phrase, quoter, subject_of

_LONGEST = 6
"""Tellers of one sentence that are followed back."""
_SPEAKING = frozenset({"speak", "talk", "interview"})
_TELLERS = frozenset({LinkKind.OUTLET, LinkKind.BODY, LinkKind.PERSON})
"""Who passes on what they heard: “Radio Free Asia learned from a source that”."""


class Tellers:
    """Names the tellers of one report's attributions and remembers them.

    Args:
        prose: the report.
        registry: the pack's sources.
        cues: the pack's words.
        speakers: who has spoken so far; grows as names are given.
    """

    def __init__(self, prose: Prose, registry: Registry, cues: Cues, speakers: Speakers) -> None:
        self.prose = prose
        self.text = prose.text
        self.registry = registry
        self.cues = cues
        self.speakers = speakers
        self.namer = Together(prose, registry, cues, speakers)
        self.own = self.namer.own

    def name(self, item: Found, extras: list[Credit]) -> tuple[Chain, Named, Span | None, Span | None]:
        """Chain of one attribution alone, with its speaker, and the cue and speaker that the statement shows."""
        cue = item.cue[0].hull(item.cue[-1]) if item.cue else None
        speaker = item.source[0].hull(item.source[-1]) if item.source else None
        nobody = Named(Chain(), False, frozenset())
        teller = Chain()
        verb = root_of(t for c in item.cue for t in (self.prose.tokens(c) or ()))
        if verb is not None:
            told = told_to(verb) if verb.lemma_ in self.cues.sources["tell_verbs"] else ()
            by = passed_on_by(verb) if speaker is not None else ()
            teller = next((c for whom in (*told, *by) if (c := self.hearer(whom)).links), Chain())
        quotes = quoter(verb) if verb is not None and speaker is not None else None
        if quotes is not None:
            teller = self.quoting(quotes) or teller
        if (
            verb is not None
            and speaker is not None
            and speaker.of(self.text).lower() in self.cues.sources["own_voice_pronouns"]
        ):
            speaker = self.learnt_from(verb) or speaker
        if speaker is None:
            return teller, nobody, cue, None
        named = self.namer.chain(speaker, teller.links[-1].name if teller.links else "")
        chain = teller + named.chain
        if not named.chain.links:
            own = speaker.of(self.text).lower() in self.cues.sources["own_voice_pronouns"]
            return chain, nobody, None if own else cue, None if own else speaker
        if not self.paper(named):
            self.speakers.add(chain, named.words, named.plural, speaker.end)
        if verb is not None and speaker is not None:
            chain = self.told_on(verb, chain)
        for credit in extras:
            if (
                credit.inner
                and item.content
                and (item.rule != "according to" or self.follows(credit, item))
                and not self.reason(credit.source)
                and (not credit.ground or self.tells(credit.source))
            ):
                behind = self.namer.chain(credit.source, self.outlet_of(chain))
                deaf = (
                    named.chain.links[-1].kind not in _TELLERS
                    or named.plural
                    or bool(named.words & self.cues.sources["hearers"])
                )
                if credit.heard and behind.chain.links and deaf:
                    chain = teller  # “jurors heard from X that”: they tell nothing
                chain = chain + behind.chain
                if credit.marked and behind.chain.links:
                    cue, speaker = credit.cue, credit.source
                if behind.chain.links:
                    self.speakers.add(chain, behind.words, behind.plural, credit.source.start)
        return chain, named, cue, speaker and _shortened(self.text, speaker)

    def told_on(self, verb: Token, chain: Chain) -> Chain:
        """“A manager told his brother, who told a trader, who told X that Y”: the trader has it from the brother, and he from the manager."""
        told = verb
        for _ in range(_LONGEST):
            who = antecedent(told) if told.dep_ == "relcl" else None
            if who is None or who.dep_ not in ("dobj", "dative"):
                break
            told = who.head
            giver = subject_of(told)
            if told.lemma_.lower() not in self.cues.sources["tell_verbs"] or giver is None or passive(told):
                break
            words = phrase(giver)
            span = Span(words[0].idx, words[-1].idx + len(words[-1].text))
            chain = chain + self.namer.chain(span, self.outlet_of(chain)).chain
        return chain

    def meets(self, sent: Piece) -> None:
        """Remembers who spoke to whom: in “Radio Free Asia spoke to a driver. He said that X” the driver tells it, and to that outlet."""
        verb = root_of(sent)
        subject = child(verb, "nsubj") if verb is not None and verb.lemma_.lower() in _SPEAKING else None
        if verb is None or subject is None or child(verb, "ccomp", "neg") is not None:
            return
        for whom in told_to(verb):
            for hears, speaks in ((whom, subject), (subject, whom)):
                outlet = self.hearer(hears)
                if outlet.links:
                    words = phrase(speaks)
                    span = Span(words[0].idx, words[-1].idx + len(words[-1].text))
                    named = self.namer.chain(span, outlet.links[-1].name)
                    self.speakers.add(outlet + named.chain, named.words, named.plural, span.end)
                    return

    def reason(self, what: Span) -> bool:
        """Whether words name a reason and nobody who tells: “citing a lack of food”."""
        head = root_of(self.prose.tokens(what) or ())
        return head is not None and head.pos_ == "NOUN" and head.lemma_.lower() in self.cues.sources["reasons"]

    def tells(self, what: Span) -> bool:
        """Whether words name somebody who tells or something that shows: not so in “based on output”."""
        head = root_of(self.prose.tokens(what) or ())
        return head is not None and tells(head, self.prose, self.cues, self.registry)

    def quoting(self, by: Token) -> Chain:
        """Who quotes the speaker, unless it is the report's own outlet."""
        words = phrase(by)
        span = Span(words[0].idx, words[-1].idx + len(words[-1].text))
        named = self.namer.chain(span)
        chain = Chain(tuple(link for link in named.chain.links if link.name != self.own))
        if chain.links:
            self.speakers.add(chain, named.words, named.plural, span.end)
        return chain

    def follows(self, credit: Credit, item: Found) -> bool:
        """Whether “citing Y” or “which had it from Y” stands right after the source of “according to X”: else it belongs to the sentence's verb of saying."""
        end = item.source[-1].end if item.source else len(self.text)
        between = self.text[end : credit.cue.start].strip(" ,") if end < credit.cue.start else "-"
        return between in ("", "which", "who", "that")

    def outlet_of(self, chain: Chain) -> str:
        """The last outlet of a chain, by which an unnamed source behind it is known; empty if there is none."""
        return next((link.name for link in reversed(chain.links) if link.kind is LinkKind.OUTLET), "")

    def paper(self, named: Named) -> bool:
        """Whether an unnamed source is a piece of paper, which no “he” or “her” can mean."""
        link = named.chain.innermost
        return (
            link is not None and link.kind is LinkKind.UNNAMED and bool(named.words & self.cues.sources["report_words"])
        )

    def learnt_from(self, verb: Token) -> Span | None:
        """“Via KBS we learn that ...”: the source is KBS, not we."""
        if verb.lemma_ not in ("learn", "hear", "know", "read", "see"):
            return None
        for token in verb.sent:
            if token.i < verb.i and token.lower_ in ("via", "from", "through", "per"):
                what = child(token, "pobj") or (
                    verb.doc[token.i + 1] if verb.doc[token.i + 1].pos_ == "PROPN" else None
                )
                if what is None:
                    continue
                end = what.idx + len(what.text)
                named = next(iter(self.registry.within(self.text, what.left_edge.idx, end)), None)
                if named is not None:
                    return named[0]
        return None

    def hearer(self, whom: Token) -> Chain:
        """The outlet that was told, if it is one and not the report's own."""
        edge = Span(whom.left_edge.idx, whom.right_edge.idx + len(whom.right_edge.text))
        for where, source in self.registry.within(self.text, edge.start, edge.end):
            if source.kind in ("outlet",) or source.type in ("rights network",):
                if source.name == self.own:
                    return Chain()
                return Chain((Link(name=source.name, kind=kind_of(source), span=where, entity=source.id),))
        if whom.lower_ in SINGULAR | PLURAL:
            spoken = self.speakers.pronoun(whom.lower_)
            return spoken.chain if spoken is not None else Chain()
        words = {t.lower_ for t in whom.subtree}
        if whom.lower_ in self.cues.sources["outlet_words"] and whom.pos_ == "NOUN":
            return self.taken_up(whom, edge)
        proper = [t for t in whom.subtree if t.pos_ == "PROPN"]
        if proper and words & (self.cues.sources["outlet_words"] | {"group"}):
            where = Span(proper[0].idx, proper[-1].idx + len(proper[-1].text))
            if whom.pos_ == "NOUN":
                inner = [t for t in proper if t.i > whom.i]
                where = Span(inner[0].idx, inner[-1].idx + len(inner[-1].text)) if inner else where
            if not self.namer.is_own(where.of(self.text)):
                return self.block(where.of(self.text), where)
        return Chain()

    def taken_up(self, whom: Token, edge: Span) -> Chain:
        """Which outlet “the paper” that was told is: the one spoken of before."""
        the = child(whom, "det")
        if the is None or the.lower_ not in ("the", "this", "that"):
            return Chain()
        link = self.namer.chain(edge).chain.innermost
        return (
            Chain((link,))
            if link is not None and link.kind is LinkKind.OUTLET and link.name != edge.of(self.text)
            else Chain()
        )

    def credited(self, chain: Chain, item: Found) -> Chain:
        """The chain with the outlet of a quoted block in front."""
        anchor = item.content[0]
        region = self.prose.report.quotation_at(anchor)
        return (
            self.block(region.source, region.credit or anchor) + chain
            if region is not None and region.source
            else chain
        )

    def block(self, source: str, where: Span) -> Chain:
        """The outlet credited for a block, by its canonical name if the registry has it."""
        known = self.registry.named(source)
        if known is not None:
            return Chain((Link(name=known.name, kind=kind_of(known), span=where, entity=known.id),))
        return Chain((Link(name=source, kind=LinkKind.OUTLET, span=where),))


def _shortened(text: str, speaker: Span) -> Span:
    """The speaker without an apposition after a comma: “Ko Young-hwan, a former diplomat” is Ko Young-hwan."""
    words = speaker.of(text)
    if words.lower().startswith(("via ", "per ")):
        return Span(speaker.start + 4, speaker.end)
    at = words.find(", ")
    return (
        Span(speaker.start, speaker.start + at)
        if at > 3 and words[:at].count(" ") < 8 and " and " not in words[at:]
        else speaker
    )
