"""From the words that name a source to the links of its chain."""

from __future__ import annotations

import re

from spacy.tokens import Token

from ..model import Chain, Link, LinkKind, Span
from ..subjects.schema import Source
from .attribution.syntax import child
from .back_reference import BackReferences
from .name_phrase import core, head_of_phrase, proper_run, tidy_name
from .people import Named, bare_role, told_to
from .pronouns import PLURAL, SINGULAR, THING
from .sources import kind_of

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
_GIVEN_BY = re.compile(
    r"(?:the )?(?:\w+ )?(?:pictures?|images?|footage|photos?|photographs?|data) (?:of|from|by) (?:the )?(?P<by>.+)",
    re.IGNORECASE,
)
_SEEN = frozenset({"see", "obtain", "review", "view", "acquire", "examine"})
_COPIES = frozenset({"copy", "copies", "transcript", "page", "pages"})
_SHOWN = frozenset({"publish", "release", "post", "air", "broadcast", "show"})
_PUBLISHED = frozenset({"by", "in", "from"})


def _seen_after(tokens: list[Token], verbs: frozenset[str]) -> Token | None:
    """By whom something was seen where the parser does not say: the last word of the name after “obtained by”."""
    for at, token in enumerate(tokens[:-2]):
        if token.tag_ == "VBN" and token.lemma_.lower() in verbs and tokens[at + 1].lower_ == "by":
            run = at + 2 + (tokens[at + 2].pos_ == "DET")
            end = next((n for n in range(run, len(tokens)) if tokens[n].pos_ != "PROPN"), len(tokens))
            return tokens[end - 1] if end > run else None
    return None


class Namer(BackReferences):
    """Turns noun phrases of one report into chains."""

    def chain(self, span: Span, teller: str = "", *, end: int | None = None) -> Named:
        """The chain that the words of a span name.

        Args:
            span: where they stand.
            teller: the outlet that an unnamed source spoke to, the report's own by default.
            end: where the words for somebody else begin, who tells it too.
        """
        tokens = [t for t in (self.prose.tokens(span) or ()) if not t.is_space]
        text = span.of(self.prose.text)
        if not tokens:
            return self._simple(text, LinkKind.PERSON, span)
        head = head_of_phrase(tokens)
        low = head.lower_
        if low in SINGULAR | PLURAL | THING or (len(tokens) == 1 and low in ("which", "who")):
            fresh = self._fresh(head) if low in SINGULAR else None
            if fresh is not None:
                return fresh
            spoken = self.speakers.pronoun(low)
            return Named(spoken.chain, spoken.plural, spoken.words) if spoken else Named(Chain(), False, frozenset())
        if low in self.cues.sources["own_voice_pronouns"]:
            return Named(Chain(), False, frozenset())
        member = self._member(tokens, span)
        if member is not None:
            return member
        words = frozenset(t.lemma_.lower() for t in tokens if t.is_alpha and t.lower_ not in _SMALL)
        after = tokens[-1].i + 1
        while after < len(self.prose.doc) and self.prose.doc[after].pos_ == "PROPN":
            span = Span(span.start, self.prose.doc[after].idx + len(self.prose.doc[after].text))
            after += 1
        edge = min(head.right_edge.idx + len(head.right_edge.text), span.end + 60, end or len(self.prose.text))
        comma = self.prose.text.find(",", span.end, edge)
        registered = list(
            self.registry.within(self.prose.text, span.start, max(span.end, edge if comma < 0 else comma))
        )
        plural = head.tag_ in ("NNS", "NNPS") or any(t.dep_ == "conj" and t.head == head for t in tokens)
        seen = self._seen_by(tokens, head, words, plural)
        if seen is not None:
            return seen
        # the parser takes “Rumour” at the head of a sentence for a name
        nobody = head.is_sent_start and low in self.cues.sources["rumour_words"]
        person = None if nobody else self._person(tokens, head, span)
        if registered:
            return self._registered(registered, person, head, words, plural, span)
        following = next((t for t in tokens if t.i == head.i + 1), None)
        run = proper_run(tokens, head) or (proper_run(tokens, following) if following is not None else [])
        called = self._called(run[0]) if run else None
        if called is not None:
            where = Span(run[0].idx, run[-1].idx + len(run[-1].text))
            return self._simple(where.of(self.prose.text), called, where, words)
        state = self._state(run, span)
        if state is not None:
            return state
        if person is not None:
            body = self._body_of(tokens)
            return Named(
                Chain((body, person) if body is not None and body.name != self.own else (person,)), False, words
            )
        outer = self._quoted_by(head)
        if outer is not None:
            inner = self._unnamed(Span(tokens[0].idx, head.idx + len(head.text)), words, plural, outer.name)
            return Named(Chain((outer,)) + inner.chain, plural, words)
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
        if plural and source.kind == "outlet" and self._others(span):
            return Named(
                Chain((Link(name=tidy_name(span.of(self.prose.text)), kind=LinkKind.GROUP, span=span),)), True, words
            )
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

    def _others(self, span: Span) -> bool:
        """Whether a phrase goes on to more publishers without naming them (“Reuters and other media outlets”)."""
        s = self.cues.sources
        return any(
            t.dep_ == "conj" and t.pos_ == "NOUN" and t.lemma_.lower() in s["outlet_words"] | {"outlet"}
            for t in self._words(span)
        )

    def _described(
        self, tokens: list[Token], head: Token, words: frozenset[str], plural: bool, span: Span, teller: str
    ) -> Named:
        s = self.cues.sources
        low = head.lower_
        name = tidy_name(core(tokens, head).of(self.prose.text))
        ahead = self._ahead(tokens, head)
        if ahead is not None:
            return Named(Chain((ahead,)), plural, words)
        if low in s["rumour_words"] and (head.pos_ != "PROPN" or head.is_sent_start):
            name = name[:1].lower() + name[1:] if head.is_sent_start else name
            return Named(Chain((Link(name=name, kind=LinkKind.RUMOUR, span=span),)), plural, words)
        proper = [t for t in tokens if t.i < head.i and t.is_title and t.pos_ != "DET" and t.lower_ not in _DEFINITE]
        if low in s["outlet_words"] and head.is_title and head.pos_ == "PROPN" and proper:
            # “the Quay Courier”, “the Evening Observer”: a name, although couriers and observers are people
            return self._simple(name, self._kind_by_words(tokens, head), span, words)
        known = s["unnamed_nouns"] | s["anonymous_nouns"] | s["role_nouns"]
        if (head.pos_ == "PROPN" and low not in known) or (
            tokens[0].is_title and head.is_title and len(tokens) > 1 and low not in known
        ):
            kind = self._kind_by_words(tokens, head)
            if kind is LinkKind.PERSON:
                longer = self._spoke_as(name)
                if longer is not None:
                    return Named(Chain((longer,)), False, words)
                name = self._full_name(name, span)
            return self._simple(name, kind, span, words)
        if low in s["occupations"] and not plural:
            return self._unnamed(span, words, plural, teller)
        if low in s["unnamed_nouns"] | s["anonymous_nouns"] and (plural or low not in s["role_nouns"]):
            return self._unnamed(span, words, plural, teller)
        if low in s["role_nouns"]:
            body = self._body_of(tokens)
            role = Link(
                name=f"unnamed {bare_role(name)}{told_to(teller or self.own)}", kind=LinkKind.UNNAMED, span=span
            )
            if body is not None:
                return Named(Chain((body,)), plural, words)
            return Named(Chain((role,)), plural, words)
        # “tracking data”, “satellite notes”: papers of a device are what the device shows
        kinds = s["record_words"] | s["report_words"] | s["outlet_words"]
        papers = (
            low in kinds
            and not head.is_title
            and any(t.lower_ in s["sensor_words"] for t in head.lefts if t.dep_ in ("compound", "amod", "nmod"))
        )
        if low in s["sensor_words"] or papers:
            return Named(Chain((Link(name=self._instrument(name), kind=LinkKind.SENSOR, span=span),)), plural, words)
        publisher = (self._publisher(tokens, head) or self._whose(tokens, head)) if low in s["report_words"] else None
        if publisher is not None:
            return Named(Chain((publisher,)), False, words)
        told = name[:1].lower() + name[1:] if head.is_sent_start else name
        if low in s["report_words"] and (plural or tokens[0].lower_ in ("a", "an", "another", "one")):
            return Named(
                Chain((Link(name=f"unnamed {bare_role(told)}{told_to(self.own)}", kind=LinkKind.UNNAMED, span=span),)),
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

    def _instrument(self, name: str) -> str:
        """What measured, where what it gave is named first: “pictures of the gate camera” come from the gate camera."""
        match = _GIVEN_BY.match(name)
        rest = match["by"] if match else ""
        return rest if any(w in self.cues.sources["sensor_words"] for w in rest.lower().split()) else name

    def _seen_by(self, tokens: list[Token], head: Token, words: frozenset[str], plural: bool) -> Named | None:
        """“A UN panel report seen by Reuters”, “photographs published by Al-Rai”: the outlet tells what the paper or the picture says."""
        s = self.cues.sources
        lows = [t.lower_ for t in tokens]
        at = next((n for n, word in enumerate(lows) if word in _COPIES and lows[n + 1 : n + 3] == ["of", "which"]), 0)
        if at:
            # “a report, a copy of which was seen by Reuters”
            papers = s["record_words"] | s["report_words"]
            head = next((t for t in tokens[:at] if t.lower_ in papers), head)
        elif head.lower_ in _COPIES:
            of = next((c for c in head.children if c.lower_ == "of"), None)
            head = (child(of, "pobj") if of is not None else None) or head
        if head.lower_ in s["record_words"] | s["report_words"]:
            verbs = _SEEN
        elif head.lower_ in s["sensor_words"]:
            verbs = _SEEN | _SHOWN
        else:
            return None
        clause = next((c for c in head.children if c.dep_ == "acl" and c.lemma_.lower() in verbs), None)
        by = child(clause, "agent") if clause is not None and clause.i <= tokens[-1].i else None
        whom = child(by, "pobj") if by is not None else None
        if whom is None or whom.i > tokens[-1].i:
            whom = _seen_after(tokens, verbs)
        if whom is None:
            return None
        named = child(whom, "appos")
        last = named if named is not None and named.pos_ == "PROPN" and named.i == whom.i + named.n_lefts + 1 else whom
        first = whom
        while first.i > tokens[0].i and first.nbor(-1).pos_ == "PROPN":
            first = first.nbor(-1)
        first = min(first, whom.left_edge, key=lambda t: t.i)
        where = Span(first.idx, last.idx + len(last.text))
        outlet = self._outlet(whom, where) or self._seer(whom, where)
        if outlet is None:
            return None
        paper = Span(tokens[0].idx, head.idx + len(head.text))
        before = [t for t in tokens if t.i <= head.i]
        if head.lower_ in s["report_words"]:
            name = tidy_name(core(before, head).of(self.prose.text))
            whose = any(t.pos_ == "PROPN" or t.tag_ == "POS" for t in before)
            of_it = bare_role(name) + told_to("" if whose else outlet.name)
            inner = Chain(
                (
                    Link(
                        name=of_it if whose else f"unnamed {of_it}",
                        kind=LinkKind.OUTLET if whose else LinkKind.UNNAMED,
                        span=paper,
                    ),
                )
            )
        else:
            inner = self._described(before, head, words, plural, paper, outlet.name).chain
        if outlet.name == self.own or self.is_own(where.of(self.prose.text)):
            return Named(inner, plural, words)
        return Named(Chain((outlet,)) + inner, plural, words)

    def _outlet(self, whom: Token, where: Span) -> Link | None:
        """The outlet that a noun names, known or by its words; None if it names none."""
        for span, source in self.registry.within(self.prose.text, where.start, where.end):
            if source.kind == "outlet":
                return Link(name=source.name, kind=kind_of(source), span=span, entity=source.id)
        run = [t for t in (*whom.lefts, whom) if t.pos_ == "PROPN"]
        if not run or self._kind_by_words(run, whom) is not LinkKind.OUTLET:
            return None
        span = Span(run[0].idx, whom.idx + len(whom.text))
        return Link(name=tidy_name(span.of(self.prose.text)), kind=LinkKind.OUTLET, span=span)

    def _seer(self, whom: Token, where: Span) -> Link | None:
        """The body or the person by name who saw a paper: “records examined by the research group Openline”; None if there is no such name."""
        link = self.chain(where).chain.innermost
        return (
            link
            if link is not None
            and link.kind in (LinkKind.BODY, LinkKind.PERSON, LinkKind.OUTLET)
            and whom.pos_ != "PRON"
            else None
        )

    def _quoted_by(self, head: Token) -> Link | None:
        """Who quotes a source: “a resident quoted by the Hill Monitor says”."""
        for clause in head.children:
            if clause.dep_ != "acl" or clause.lemma_ not in ("quote", "cite", "interview"):
                continue
            by = child(clause, "agent", "prep")
            whom = child(by, "pobj") if by is not None else None
            if whom is None and clause.i + 1 < len(clause.doc) and clause.nbor().lower_ == "there":
                return next(iter(self._publication()[-1:]), None)
            if whom is not None and whom.pos_ == "PROPN":
                where = Span(whom.left_edge.idx, whom.idx + len(whom.text))
                return self._simple(where.of(self.prose.text), LinkKind.OUTLET, where).chain.innermost
        return None

    def _whose(self, tokens: list[Token], head: Token) -> Link | None:
        """The outlet by name right before its paper: “a Seaboard News dispatch”."""
        ahead = [t for t in tokens if t.i < head.i]
        at = next((n for n in range(len(ahead) - 1, -1, -1) if ahead[n].pos_ != "PROPN"), -1)
        run = ahead[at + 1 :]
        if len(run) < 2 or run[-1].lower_ not in self.cues.sources["outlet_words"]:
            return None
        where = Span(run[0].idx, run[-1].idx + len(run[-1].text))
        return self._simple(where.of(self.prose.text), LinkKind.OUTLET, where).chain.innermost

    def _publisher(self, tokens: list[Token], head: Token) -> Link | None:
        """Who brought out a report: “a survey published in translation by the Hill Monitor”, or for “their report” the body named last in the sentence."""
        if tokens[0].tag_ == "PRP$":
            found = [
                (w, x)
                for w, x in self.registry.within(self.prose.text, head.sent.start_char, tokens[0].idx)
                if x.kind in ("body", "outlet") and x.name != self.own
            ]
            if found:
                where, source = found[-1]
                return Link(name=source.name, kind=kind_of(source), span=where, entity=source.id)
        edge = Span(tokens[0].idx, head.right_edge.idx + len(head.right_edge.text))
        for token in self._words(edge):
            if token.i > head.i and token.pos_ == "PROPN" and token.dep_ == "pobj" and token.head.lower_ in _PUBLISHED:
                run = [t for t in token.subtree if t.pos_ == "PROPN" or t.text == "&"]
                if run and not (len(run) == 1 and token.head.lower_ == "in"):
                    where = Span(run[0].idx, run[-1].idx + len(run[-1].text))
                    known = next(iter(self.registry.within(self.prose.text, where.start, where.end)), None)
                    kind = self._kind_by_words(list(token.lefts) + run, token)
                    if known is None and kind not in (LinkKind.OUTLET, LinkKind.BODY):
                        continue
                    return self._simple(where.of(self.prose.text), kind, where).chain.innermost
        return None
