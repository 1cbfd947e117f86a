"""From the words that name a source to the links of its chain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from ..model import Chain, Link, LinkKind, Span
from ..subjects.schema import Source
from .attribution.syntax import child
from .cues import Cues
from .pronouns import PLURAL, SINGULAR, THING, Speakers
from .prose import Prose
from .sources import Registry, folded, kind_of

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "same", "both"})
_SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "in",
        "at",
        "on",
        "to",
        "for",
        "from",
        "by",
        "with",
        "that",
        "this",
        "same",
        "his",
        "its",
        "their",
    }
)
_PEOPLE = (LinkKind.PERSON, LinkKind.ROLE, LinkKind.UNNAMED, LinkKind.GROUP)


@dataclass(frozen=True, slots=True)
class Named:
    """A chain as far as a phrase names it, whether the phrase is in the plural, and the words to recognise it by."""

    chain: Chain
    plural: bool
    words: frozenset[str]


class Namer:
    """Turns noun phrases of one report into chains.

    Args:
        prose: the report.
        registry: the pack's sources.
        cues: the pack's words.
        speakers: who has spoken so far.
    """

    def __init__(self, prose: Prose, registry: Registry, cues: Cues, speakers: Speakers) -> None:
        self.prose = prose
        self.registry = registry
        self.cues = cues
        self.speakers = speakers
        self.own = registry.outlet_of(prose.report)

    def chain(self, span: Span, teller: str = "") -> Named:
        """The chain that the words of a span name. `teller` is the outlet that an unnamed source spoke to, the report's own by default."""
        tokens = [t for t in (self.prose.tokens(span) or ()) if not t.is_space]
        text = span.of(self.prose.text)
        if not tokens:
            return self._simple(text, LinkKind.PERSON, span)
        head = _head(tokens)
        low = head.lower_
        if low in SINGULAR | PLURAL | THING or (len(tokens) == 1 and low in ("which", "who")):
            fresh = self._fresh(head) if low in SINGULAR else None
            if fresh is not None:
                return fresh
            spoken = self.speakers.pronoun(low)
            return Named(spoken.chain, spoken.plural, spoken.words) if spoken else Named(Chain(), False, frozenset())
        if low in self.cues.sources["own_voice_pronouns"]:
            return Named(Chain(), False, frozenset())
        words = frozenset(t.lemma_.lower() for t in tokens if t.is_alpha and t.lower_ not in _SMALL)
        after = tokens[-1].i + 1
        while after < len(self.prose.doc) and self.prose.doc[after].pos_ == "PROPN":
            span = Span(span.start, self.prose.doc[after].idx + len(self.prose.doc[after].text))
            after += 1
        edge = min(head.right_edge.idx + len(head.right_edge.text), span.end + 60)
        comma = self.prose.text.find(",", span.end, edge)
        registered = list(
            self.registry.within(self.prose.text, span.start, max(span.end, edge if comma < 0 else comma))
        )
        plural = head.tag_ in ("NNS", "NNPS") or any(t.dep_ == "conj" and t.head == head for t in tokens)
        person = self._person(tokens, head, span)
        if registered:
            return self._registered(registered, person, head, words, plural, span)
        if person is not None:
            body = self._body_of(tokens)
            return Named(
                Chain((body, person) if body is not None and body.name != self.own else (person,)), False, words
            )
        definite = (
            tokens[0].lower_ in _DEFINITE
            or tokens[0].tag_ == "PRP$"
            or any(t.lower_ in self.cues.sources["same_words"] for t in tokens)
        )
        if definite and head.pos_ != "PROPN":
            found = self._taken_up(head, words, plural)
            if found is not None:
                return found
        return self._described(tokens, head, words, plural, span, teller)

    def _words(self, span: Span) -> list[Token]:
        return [t for t in (self.prose.tokens(span) or ()) if not t.is_space]

    # -- cases

    def _registered(
        self,
        registered: list[tuple[Span, Source]],
        person: Link | None,
        head: Token,
        words: frozenset[str],
        plural: bool,
        span: Span,
    ) -> Named:
        where, source = registered[0]
        link = Link(name=source.name, kind=kind_of(source), span=where, entity=source.id)
        if len(registered) > 1 and plural:
            names = ", ".join(s.name for _, s in registered)
            return Named(Chain((Link(name=f"press group ({names})", kind=LinkKind.GROUP, span=span),)), True, words)
        if source.kind == "person":
            body = self._body_of(self._words(span))
            return Named(
                Chain((body, link)) if body is not None and body.name != self.own else Chain((link,)), False, words
            )
        if person is not None:
            return Named(Chain((person,)) if source.name == self.own else Chain((link, person)), False, words)
        holds_head = where.start <= head.idx < where.end
        low = head.lower_
        s = self.cues.sources
        asked = source.kind in ("outlet", "body") and not holds_head
        if asked and (low in s["anonymous_nouns"] or (low in s["unnamed_nouns"] and source.kind == "outlet")):
            unnamed = self._unnamed(span, words, plural, source.name)
            return Named(Chain((link,)) + unnamed.chain if source.name != self.own else unnamed.chain, plural, words)
        return Named(Chain((link,)), plural, words)

    def _taken_up(self, head: Token, words: frozenset[str], plural: bool) -> Named | None:
        s = self.cues.sources
        low = head.lower_
        kinds: tuple[LinkKind, ...] | None = None
        if low in s["anonymous_nouns"] or low in ("people", "pair", "men", "two", "couple"):
            kinds = (LinkKind.UNNAMED, LinkKind.GROUP)
        elif low in s["report_words"] or low in s["outlet_words"]:
            kinds = (LinkKind.OUTLET, LinkKind.BODY, LinkKind.RECORD)
        elif low in s["sensor_words"]:
            kinds = (LinkKind.SENSOR, LinkKind.RECORD)
        elif low in s["body_words"]:
            kinds = (LinkKind.BODY, LinkKind.OUTLET)
        elif low in s["role_nouns"] or low in s["unnamed_nouns"]:
            kinds = _PEOPLE
        if kinds is None:
            return None
        if low in s["report_words"] and not head.tag_.endswith("S"):
            links = self._publication()
            if links:
                return Named(Chain(links), plural, words)
        found = self.speakers.described(words, kinds)
        if low in s["outlet_words"] and (found is None or not words & found.words):
            before = [
                (w, x)
                for w, x in self.registry.within(self.prose.text, 0, head.idx)
                if x.kind == "outlet" and x.name != self.own
            ]
            if before and (found is None or before[-1][0].start > found.at):
                where, source = before[-1]
                return Named(
                    Chain((Link(name=source.name, kind=LinkKind.OUTLET, span=where, entity=source.id),)), plural, words
                )
        if found is not None and kinds == _PEOPLE and not words & found.words:
            return None
        if found is None and kinds[0] in (LinkKind.OUTLET, LinkKind.BODY):
            before = [
                (w, x)
                for w, x in self.registry.within(self.prose.text, 0, head.idx)
                if kind_of(x) in kinds and x.name != self.own
            ]
            if before:
                where, source = before[-1]
                return Named(
                    Chain((Link(name=source.name, kind=kind_of(source), span=where, entity=source.id),)), plural, words
                )
        return Named(found.chain, found.plural, found.words) if found else None

    def _publication(self) -> tuple[Link, ...]:
        """The last chain in which a publication spoke, up to that publication: what “the report” is."""
        for speaker in reversed(self.speakers.seen):
            links = speaker.chain.links
            while links and links[-1].kind is not LinkKind.OUTLET:
                links = links[:-1]
            if links:
                return links
        return ()

    def _described(
        self, tokens: list[Token], head: Token, words: frozenset[str], plural: bool, span: Span, teller: str
    ) -> Named:
        s = self.cues.sources
        low = head.lower_
        name = _tidy(_core(tokens, head).of(self.prose.text))
        ahead = self._ahead(tokens, head)
        if ahead is not None:
            return Named(Chain((ahead,)), plural, words)
        if low in s["rumour_words"] and head.pos_ != "PROPN":
            return Named(Chain((Link(name=name, kind=LinkKind.RUMOUR, span=span),)), plural, words)
        known = s["unnamed_nouns"] | s["anonymous_nouns"] | s["role_nouns"]
        if (head.pos_ == "PROPN" and low not in known) or (
            tokens[0].is_title and head.is_title and len(tokens) > 1 and low not in known
        ):
            kind = self._kind_by_words(tokens, head)
            if kind is LinkKind.PERSON:
                longer = self.speakers.surname(name)
                if longer is not None:
                    return Named(Chain((longer,)), False, words)
                name = self._full_name(name, span)
            return self._simple(name, kind, span, words)
        if low in s["unnamed_nouns"] | s["anonymous_nouns"] and (plural or low not in s["role_nouns"]):
            return self._unnamed(span, words, plural, teller)
        if low in s["role_nouns"]:
            body = self._body_of(tokens)
            role = Link(name=f"unnamed {name} ({teller or self.own or 'the report'})", kind=LinkKind.UNNAMED, span=span)
            if body is not None:
                return Named(Chain((body,)), plural, words)
            return Named(Chain((role,)), plural, words)
        if low in s["sensor_words"]:
            return Named(Chain((Link(name=name, kind=LinkKind.SENSOR, span=span),)), plural, words)
        if low in s["report_words"] and plural:
            return Named(
                Chain((Link(name=f"unnamed {name} ({self.own or 'the report'})", kind=LinkKind.UNNAMED, span=span),)),
                plural,
                words,
            )
        if low in s["record_words"]:
            return Named(Chain((Link(name=name, kind=LinkKind.RECORD, span=span),)), plural, words)
        if low in s["outlet_words"] or low in s["report_words"]:
            return Named(Chain((Link(name=name, kind=LinkKind.OUTLET, span=span),)), plural, words)
        if low in s["body_words"]:
            return Named(Chain((Link(name=name, kind=LinkKind.BODY, span=span),)), plural, words)
        return self._unnamed(span, words, plural, teller)

    def _ahead(self, tokens: list[Token], head: Token) -> Link | None:
        """Who “a U.S. broadcaster” or “a UN investigator” is, if the next sentence names him in subject place."""
        if tokens[0].lower_ not in ("a", "an") or head.pos_ != "NOUN":
            return None
        s = self.cues.sources
        low = head.lower_
        follows = head.sent.end
        doc = self.prose.doc
        while follows < len(doc) and doc[follows].is_space:
            follows += 1
        if follows >= len(doc):
            return None
        sent = doc[follows].sent
        subject = next((t for t in sent if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ == "PROPN"), None)
        if subject is None or subject.left_edge.i - sent.start > 1:
            return None
        span = Span(subject.left_edge.idx, subject.idx + len(subject.text))
        if low in s["outlet_words"]:
            found = next(iter(self.registry.within(self.prose.text, span.start, span.end)), None)
            if found is not None and found[1].kind == "outlet" and found[1].name != self.own:
                return Link(name=found[1].name, kind=LinkKind.OUTLET, span=found[0], entity=found[1].id)
        if low in s["role_nouns"] and any(c.dep_ in ("relcl", "appos") for c in subject.children):
            person = self._person(list(subject.subtree), subject, span)
            return person if person is not None and (" " in person.name) else None
        return None

    def _unnamed(self, span: Span, words: frozenset[str], plural: bool, teller: str) -> Named:
        tokens = [t for t in (self.prose.tokens(span) or ()) if not t.is_space]
        head = _head(tokens)
        name = _tidy(_core(tokens, head).of(self.prose.text))
        low = head.lower_
        s = self.cues.sources
        group = low in s["group_nouns"] and low not in s["unnamed_plurals"]
        label = f"unnamed {name.removeprefix('unnamed ')} ({teller or self.own or 'the report'})"
        return Named(
            Chain((Link(name=label, kind=LinkKind.GROUP if group else LinkKind.UNNAMED, span=span),)),
            plural or group,
            words,
        )

    def _simple(self, name: str, kind: LinkKind, span: Span, words: frozenset[str] = frozenset()) -> Named:
        known = self.registry.named(name)
        if known is not None:
            return Named(Chain((Link(name=known.name, kind=kind_of(known), span=span, entity=known.id),)), False, words)
        if self.own and folded(name) == folded(self.own):
            return Named(Chain(), False, words)
        return Named(Chain((Link(name=_tidy(name), kind=kind, span=span),)), False, words)

    def _fresh(self, pronoun: Token) -> Named | None:
        """The last named person before a pronoun, if he has come up since anyone like him spoke."""
        since = max((s.at for s in self.speakers.seen if s.chain.links[-1].kind in _PEOPLE), default=-1)
        for token in reversed(self.prose.doc[: pronoun.i]):
            if token.idx <= since:
                return None
            human = self.cues.sources["role_nouns"] | self.cues.sources["unnamed_nouns"]
            if (
                token.dep_ in ("nsubj", "nsubjpass")
                and token.tag_ == "NN"
                and token.lower_ in human
                and token.i < pronoun.sent.start
            ):
                span = Span(token.left_edge.idx, token.idx + len(token.text))
                return self._unnamed(span, frozenset({token.lemma_.lower()}), False, "")
            if token.dep_ in ("nsubj", "nsubjpass", "appos") and token.pos_ == "PROPN":
                phrase = list(token.subtree)
                person = self._person(phrase, token, Span(token.idx, token.idx + len(token.text)))
                if person is not None and (" " in person.name or person.entity):
                    return Named(Chain((person,)), False, frozenset(person.name.lower().split()))
        return None

    # -- parts

    def _person(self, tokens: list[Token], head: Token, span: Span) -> Link | None:
        """The named person of a phrase: “ministry spokesman Jeong Joon-hee”, “Jin Haneul, head of the survey”."""
        run = _proper_run(tokens, head)
        if not run and head.pos_ == "NOUN":
            apposition = next((t for t in tokens if t.dep_ == "appos" and t.pos_ == "PROPN" and t.head == head), None)
            if apposition is not None:
                run, head = _proper_run(tokens, apposition), apposition
        if not run:
            return None
        name = _tidy(self.prose.text[run[0].idx : run[-1].idx + len(run[-1].text)])
        if self._kind_by_words(run, head) is not LinkKind.PERSON:
            return None
        known = self.registry.named(name)
        if known is not None and known.kind != "person":
            return None
        title = any(t.lower_ in self.cues.sources["role_nouns"] for t in tokens)
        if len(run) < 2 and not title and known is None:
            longer = self.speakers.surname(name)
            if longer is not None:
                return longer
            name = self._full_name(name, span)
        return Link(
            name=known.name if known else name,
            kind=LinkKind.PERSON,
            span=Span(run[0].idx, run[-1].idx + len(run[-1].text)),
            entity=known.id if known else None,
        )

    def _kind_by_words(self, tokens: list[Token], head: Token) -> LinkKind:
        s = self.cues.sources
        lows = [t.lower_ for t in tokens]
        last = head.lower_
        if last in s["body_words"] and last not in s["outlet_words"]:
            return LinkKind.BODY
        if last in s["record_words"]:
            return LinkKind.RECORD
        if any(w in s["body_words"] for w in lows) and not any(w in s["outlet_words"] for w in lows):
            return LinkKind.BODY
        if any(w in s["outlet_words"] for w in lows):
            return LinkKind.OUTLET
        if any(w in s["body_words"] for w in lows):
            return LinkKind.BODY
        return LinkKind.PERSON

    def _full_name(self, name: str, span: Span) -> str:
        """The longer form of a bare surname that stands earlier in the text."""
        if " " in name:
            return name
        match = re.search(rf"\b((?:[A-Z][\w'’.-]+ ){{1,3}}{re.escape(name)})\b", self.prose.text[: span.start])
        if not match:
            return name
        words = [
            w
            for w in match.group(1).split()
            if w.lower()
            not in self.cues.sources["role_nouns"] | {"mr", "mr.", "ms", "ms.", "mrs.", "the", "a", "sister", "in"}
        ]
        return " ".join(words) if len(words) > 1 else name

    def _body_of(self, tokens: list[Token]) -> Link | None:
        """The body a role belongs to (“a customs official”), or the last body that spoke (“a spokeswoman”)."""
        for token in tokens:
            if token.lower_ in self.cues.sources["body_words"] and token.dep_ in ("compound", "pobj", "poss"):
                words = frozenset({token.lemma_.lower()})
                found = self.speakers.described(words, (LinkKind.BODY, LinkKind.OUTLET))
                if found is not None and words & found.words:
                    return found.chain.links[-1]
        return None


def _head(tokens: list[Token]) -> Token:
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head == t]
    nouns = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")]
    return (nouns or tops or tokens)[0]


def _core(tokens: list[Token], head: Token) -> Span:
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


def _proper_run(tokens: list[Token], head: Token) -> list[Token]:
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


def _tidy(words: str) -> str:
    """A name on one line, without article and possessive mark."""
    text = re.sub(r"\s+", " ", words).strip(" ,;:.\"“”'’‘")
    text = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    return re.sub(r"['’]s$", "", text) or words


def told_to(verb: Token) -> Token | None:
    """Whom something was told: the object of “tell”, “inform” or the object of “to” after “say”."""
    for label in ("dative", "dobj"):
        whom = child(verb, label)
        if whom is not None:
            return child(whom, "pobj") or whom if whom.pos_ == "ADP" else whom
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ in ("to", "with"):
            return child(c, "pobj")
    return None
