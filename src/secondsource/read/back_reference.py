"""Whom a pronoun or a definite description takes up: “he”, “the broadcaster”, “the report”, “the same source”."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Token

from ..model import Chain, Link, LinkKind, Span
from ..subjects.schema import Source
from .people import Named, People, bare_role
from .sources import folded, kind_of

_NAMELESS = (LinkKind.UNNAMED, LinkKind.GROUP)
_SINGLE = frozenset({"one", "another", "other"})
_SOME = _SINGLE | {
    "others",
    "some",
    "two",
    "three",
    "four",
    "several",
    "both",
    "many",
    "most",
    "the",
    "a",
    "few",
    "second",
    "third",
}
_PEOPLE = (LinkKind.PERSON, LinkKind.ROLE, LinkKind.UNNAMED, LinkKind.GROUP)


class BackReferences(People):
    """Links of words that point back (or, for “a UN investigator”, ahead) to someone named elsewhere in the report."""

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
            kinds = (LinkKind.BODY, LinkKind.OUTLET) if low in s["publishing_words"] else (LinkKind.BODY,)
        elif low in s["role_nouns"] or low in s["unnamed_nouns"]:
            kinds = _PEOPLE
        if kinds is None:
            return None
        if low in s["report_words"] and not head.tag_.endswith("S"):
            links = self._publication()
            if links:
                return Named(Chain(links), plural, words)
        found = self.speakers.described(words, kinds)
        if kinds[0] is LinkKind.BODY and (found is None or not words & found.words):
            known = self._registered_body(words - {"new"})
            if known is not None:
                where = Span(head.idx, head.idx + len(head.text))
                return Named(
                    Chain((Link(name=known.name, kind=kind_of(known), span=where, entity=known.id),)), plural, words
                )
            other = found is not None and low in s["specific_bodies"] and not words & found.words
            if found is not None and (found.chain.links[-1].kind is LinkKind.OUTLET or len(words) > 1 or other):
                found = None
                if plural:
                    return None
        if low in s["outlet_words"] and (found is None or not words & found.words):
            before = [(w, x) for w, x in self._named_before(head.idx) if x.kind == "outlet" and x.name != self.own]
            if before and (found is None or before[-1][0].start > found.at):
                where, source = before[-1]
                return Named(
                    Chain((Link(name=source.name, kind=LinkKind.OUTLET, span=where, entity=source.id),)), plural, words
                )
        if found is not None and kinds == _PEOPLE and not words & found.words:
            return None
        if found is None and kinds[0] in (LinkKind.OUTLET, LinkKind.BODY):
            before = [(w, x) for w, x in self._named_before(head.idx) if kind_of(x) in kinds and x.name != self.own]
            if low in s["specific_bodies"]:
                before = [(w, x) for w, x in before if words & frozenset(folded(x.name).split())]
            if before:
                where, source = before[-1]
                return Named(
                    Chain((Link(name=source.name, kind=kind_of(source), span=where, entity=source.id),)), plural, words
                )
        return Named(found.chain, found.plural, found.words) if found else None

    def _member(self, tokens: list[Token], span: Span) -> Named | None:
        """“One of them”, “another”, “two others”: one or more of the nameless people who spoke last as a group, told by whoever told of them."""
        lows = [t.lower_ for t in tokens]
        of_them = lows[-2:] in (["of", "them"], ["of", "these"], ["of", "those"])
        counted = lows[:-2] if of_them else lows
        if not counted or len(counted) > 2 or not all(w in _SOME for w in counted):
            return None
        group = next(
            (s for s in reversed(self.speakers.seen) if s.plural and s.chain.links[-1].kind in _NAMELESS), None
        )
        if group is None:
            return None
        whole = group.chain.links[-1].name
        chosen = " ".join(w for w in counted if w != "the")
        name = f"unnamed {chosen} of {bare_role(whole)}"
        link = Link(name=name, kind=LinkKind.UNNAMED, span=span)
        plural = not any(w in _SINGLE for w in counted)
        return Named(Chain((*group.chain.links[:-1], link)), plural, group.words | frozenset(counted))

    @cached_property
    def _all_named(self) -> list[tuple[Span, Source]]:
        return list(self.registry.within(self.prose.text))

    def _named_before(self, end: int) -> list[tuple[Span, Source]]:
        """The registered sources that the report names before that character, in text order."""
        return [(where, source) for where, source in self._all_named if where.end <= end]

    def _registered_body(self, words: frozenset[str]) -> Source | None:
        """The one body of the registry whose name holds all these words (“the airport authority”), if there is just one."""
        if len(words) < 2:
            return None
        fitting = [s for s in self.registry.bodies if words <= frozenset(folded(s.name).split())]
        return fitting[0] if len(fitting) == 1 else None

    def _publication(self) -> tuple[Link, ...]:
        """The last chain in which a publication spoke, up to that publication: what “the report” is."""
        for speaker in reversed(self.speakers.seen):
            links = speaker.chain.links
            while links and links[-1].kind is not LinkKind.OUTLET:
                links = links[:-1]
            if links:
                return links
        return ()

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
