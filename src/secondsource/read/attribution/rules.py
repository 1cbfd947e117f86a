"""The rule finder: dependency patterns and quote marks, driven by the word lists of the pack.

The patterns follow the literature on attribution (Pareti 2015; Newell et al. 2018): verb cues with clausal, nominal, infinitival
and prepositional complements, nominal and adjectival cues, prepositional cues, parenthetical verbs and direct quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from ...model import Span, merged
from .found import Found
from .quotes import Quote, quotes
from .syntax import agent, child, doer, passive, phrase, spans, trim, words_of_cue

_CLAUSES = ("ccomp",)
_PARENTHETICAL = frozenset({"parataxis", "ccomp", "dep", "advcl", "conj"})
_ACCORDING = frozenset({"according"})


class Frames:
    """The word lists of `cues/en/frames.yaml` as sets."""

    def __init__(self, frames: Mapping[str, Any]) -> None:
        self.clause = frozenset(frames["clause"])
        self.object = frozenset(frames["object"])
        self.infinitive = frozenset(frames["infinitive"])
        self.seeming = frozenset(frames["seeming"])
        self.raising = frozenset(frames["raising"])
        self.nouns = frozenset(frames["nouns"])
        self.adjectives = frozenset(frames["adjectives"])
        self.adverbs = frozenset(frames["sourceless_adverbs"])
        self.prepositional = {verb: frozenset(preps) for verb, preps in frames["prepositional"].items()}

    @cached_property
    def verbs(self) -> frozenset[str]:
        """All verbs that may be cues."""
        return self.clause | self.object | self.infinitive | self.seeming | frozenset(self.prepositional)


def find(doc: Doc, frames: Frames) -> list[Found]:
    """The attributions of a parsed text, in text order.

    Args:
        doc: the parse.
        frames: which lemma governs which complement.
    """
    return _Finding(doc, frames).run()


class _Finding:
    def __init__(self, doc: Doc, frames: Frames) -> None:
        self.doc = doc
        self.text = doc.text
        self.frames = frames
        self.quotes = [q for q in quotes(self.text) if q.speech(self.text)]
        self.quote_of: dict[int, int] = {}
        for number, quote in enumerate(self.quotes):
            piece = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand")
            for token in piece or ():
                self.quote_of[token.i] = number
        self.taken: set[int] = set()

    def run(self) -> list[Found]:
        out: list[Found] = []
        for sent in self.doc.sents:
            out.extend(self.sentence(sent))
        out = self.with_quotes(out)
        return sorted(out, key=lambda f: (f.content[0].start, f.content[-1].end))

    def sentence(self, sent: Piece) -> Iterator[Found]:
        for token in sent:
            if token.is_space:
                continue
            found: Found | None = None
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX") and lemma in self.frames.verbs:
                found = self.verb(token, lemma, sent)
            if found is None and token.pos_ == "NOUN" and lemma in self.frames.nouns:
                found = self.noun(token)
            if found is None and token.pos_ == "ADJ" and lemma in self.frames.adjectives:
                found = self.adjective(token)
            if found is None and token.lower_ in _ACCORDING:
                found = self.according(token, sent)
            if found is None and token.lower_ in ("per", "citing"):
                found = None
            if found is not None and found.content:
                yield found

    # -- verbs

    def verb(self, verb: Token, lemma: str, sent: Piece) -> Found | None:
        f = self.frames
        source = doer(verb)
        if lemma in f.seeming:
            return self.seeming(verb)
        if lemma in f.clause:
            tokens = self.clause_content(verb, sent)
            if tokens:
                return self.made(verb, source, tokens, "clause", 0.8)
        if passive(verb):
            subject = child(verb, "nsubjpass")
            to = child(verb, "xcomp")
            if subject is not None and to is not None and lemma in f.raising:
                return self.made(verb, agent(verb), [*phrase(subject), *to.subtree], "raising", 0.6)
            if lemma in f.object and (agent(verb) is not None):
                patient = subject or (verb.head if verb.dep_ == "acl" else None)
                if patient is not None:
                    return self.made(verb, agent(verb), phrase(patient, without=[verb]), "passive object", 0.5)
            return None
        if lemma in f.infinitive:
            to = child(verb, "xcomp")
            if to is not None and source is not None and to.i > verb.i and to.tag_ in ("VB", "VBG"):
                return self.made(verb, source, [t for t in to.subtree if t.i > verb.i], "infinitive", 0.6)
        if lemma in f.object and source is not None:
            thing = child(verb, "dobj")
            if thing is not None:
                content = list(thing.subtree)
                extra = child(verb, "oprd", "xcomp")
                if extra is not None and extra.i > thing.i:
                    content += list(extra.subtree)
                for c in verb.children:
                    if (
                        c.dep_ == "prep"
                        and c.i > thing.i
                        and c.lower_ in ("as", "of", "for")
                        and lemma not in ("call",)
                    ):
                        content += list(c.subtree)
                return self.made(verb, source, content, "object", 0.5)
        preps = f.prepositional.get(lemma)
        if preps and source is not None:
            for c in verb.children:
                if c.dep_ == "prep" and c.lower_ in preps:
                    inner = child(c, "pobj", "pcomp")
                    if inner is not None:
                        return self.made(verb, source, list(inner.subtree), "prepositional", 0.5, also=[c])
        return None

    def clause_content(self, verb: Token, sent: Piece) -> list[Token]:
        clauses = [c for c in verb.children if c.dep_ in _CLAUSES]
        own = self.own_words(verb)
        if clauses:
            out: list[Token] = []
            for c in clauses:
                if c.i < verb.i:
                    out += self.fronted(verb, c, own)
                else:
                    out += [t for t in c.subtree if t.i not in own]
            for c in verb.children:
                if c.dep_ == "mark" and c.lower_ == "that":
                    out.append(c)
            return out
        if verb.dep_ in _PARENTHETICAL and verb.head.pos_ in ("VERB", "AUX") and self.parenthetical(verb):
            return [t for t in self.clause_of(verb.head, sent) if t.i not in own]
        return []

    def parenthetical(self, verb: Token) -> bool:
        """“X, he said, is Y”: set off by commas or dashes, or “as he said”."""
        mark = child(verb, "mark", "advmod")
        if verb.dep_ == "advcl":
            return mark is not None and mark.lower_ == "as"
        if verb.dep_ == "conj":
            return False
        if mark is not None and mark.lower_ not in ("as",):
            return False
        subject = child(verb, "nsubj")
        left = min(verb.i, subject.left_edge.i) if subject is not None else verb.i
        before = self.doc[left - 1] if left else None
        return subject is not None and (before is None or before.text in (",", "—", "–", "--", "-", "”", '"', "''"))

    def clause_of(self, head: Token, sent: Piece) -> list[Token]:
        return [t for t in head.subtree if sent.start <= t.i < sent.end]

    def own_words(self, verb: Token) -> set[int]:
        out = {t.i for t in words_of_cue(verb)}
        for c in verb.children:
            if (
                c.dep_ in ("nsubj", "nsubjpass", "expl", "dative", "npadvmod", "agent")
                or (c.dep_ in ("advmod", "prep", "advcl") and c.i > verb.i)
                or c.dep_ == "dobj"
            ):
                out.update(t.i for t in c.subtree)
        if verb.dep_ in ("parataxis", "advcl", "dep"):
            out.update(t.i for t in verb.subtree)
        return out

    def fronted(self, verb: Token, clause: Token, own: set[int]) -> list[Token]:
        """A clause before its verb of saying, with what the parser hangs on the verb although it belongs to the clause."""
        out = [t for t in clause.subtree if t.i not in own]
        first = min(t.i for t in out) if out else clause.i
        for c in verb.children:
            if c.i < first and c.dep_ in ("prep", "advmod", "advcl", "npadvmod", "nsubj") and c.dep_ != "nsubj":
                out = [*c.subtree, *out]
        return out

    def seeming(self, verb: Token) -> Found | None:
        subject = child(verb, "nsubj")
        rest = child(verb, "xcomp", "oprd", "ccomp", "acomp")
        if subject is None or rest is None:
            return None
        content = (
            list(rest.subtree) if subject.lower_ == "it" and rest.dep_ == "ccomp" else [*phrase(subject), *rest.subtree]
        )
        return self.made(verb, None, content, "seeming", 0.5)

    # -- nouns, adjectives, prepositions

    def noun(self, noun: Token) -> Found | None:
        clause = child(noun, "acl", "ccomp")
        content: list[Token] = []
        also: list[Token] = []
        if clause is not None and clause.i > noun.i and (clause.tag_ == "VB" or child(clause, "mark") is not None):
            content = list(clause.subtree)
        else:
            for c in noun.children:
                if (
                    c.dep_ == "prep"
                    and c.lower_ in ("of", "about", "for", "against", "on", "to", "with")
                    and c.i > noun.i
                ):
                    inner = child(c, "pobj", "pcomp")
                    if inner is not None:
                        content, also = list(inner.subtree), [c]
                        break
        if not content:
            return None
        owner = child(noun, "poss")
        source: Token | None = owner
        if source is None:
            for c in noun.children:
                if c.dep_ == "prep" and c.lower_ in ("from", "by"):
                    source = child(c, "pobj")
        if source is None and noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX"):
            source = doer(noun.head)
        if source is None:
            return None
        cue = [noun, *also]
        if noun.dep_ == "dobj" and owner is None and source.i < noun.head.i:
            cue = [*words_of_cue(noun.head), noun, *also]
        return self.built(source, cue, content, "noun", 0.45)

    def adjective(self, word: Token) -> Found | None:
        verb = word.head if word.dep_ == "acomp" else None
        if verb is None:
            return None
        source = doer(verb)
        inner = child(word, "ccomp", "xcomp")
        also: list[Token] = []
        if inner is None:
            for c in word.children:
                if c.dep_ == "prep":
                    inner, also = child(c, "pobj", "pcomp"), [c]
                    break
        if inner is None or source is None:
            return None
        return self.built(source, [*words_of_cue(verb), word, *also], list(inner.subtree), "adjective", 0.5)

    def according(self, word: Token, sent: Piece) -> Found | None:
        doc = self.doc
        if word.i + 1 >= len(doc) or doc[word.i + 1].lower_ != "to":
            return None
        to = doc[word.i + 1]
        who = child(to, "pobj") or child(word, "pobj")
        if who is None:
            who = next(
                (t for t in doc[to.i + 1 : sent.end] if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ != "compound"),
                None,
            )
        if who is None:
            return None
        own = {t.i for t in word.subtree} | {to.i} | {t.i for t in to.subtree} | {t.i for t in phrase(who)}
        head = word.head
        while head.pos_ not in ("VERB", "AUX") and head.head != head and head.head.i != word.i:
            head = head.head
        while head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX") and word.i > head.i:
            head = head.head
        content = [t for t in self.clause_of(head, sent) if t.i not in own]
        if not content or head == word:
            content = [t for t in sent if t.i not in own]
        return self.built(who, [word, to], content, "according to", 0.8, relatives=False)

    # -- making

    def made(
        self,
        verb: Token,
        source: Token | None,
        content: list[Token],
        rule: str,
        sure: float,
        also: list[Token] | None = None,
    ) -> Found | None:
        cue = words_of_cue(verb) + (also or [])
        return self.built(source, cue, content, rule, sure)

    def built(
        self,
        source: Token | None,
        cue: list[Token],
        content: list[Token],
        rule: str,
        sure: float,
        relatives: bool = False,
    ) -> Found | None:
        who: list[Token] = []
        if source is not None:
            roots = [t for t in (cue[0] if cue else source,) if t.i != source.i and source in list(t.ancestors)]
            tops = []
            for t in roots:
                while t.head != source and t.head != t:
                    t = t.head
                tops.append(t)
            who = phrase(source, without=tops, relatives=relatives)
            if source.dep_ == "poss":
                who = [t for t in who if t.tag_ != "POS"]
        used = {t.i for t in cue} | {t.i for t in who}
        kept = [t.i for t in content if t.i not in used]
        body = spans(self.doc, kept)
        if not body:
            return None
        return Found(
            source=spans(self.doc, [t.i for t in who]),
            cue=spans(self.doc, [t.i for t in cue]) or (Span(cue[0].idx, cue[0].idx + len(cue[0].text)),),
            content=body,
            rule=rule,
            confidence=sure,
        )

    # -- quotes

    def with_quotes(self, found: list[Found]) -> list[Found]:
        """Contents widened to the quotations they touch; quotations without a cue of their own joined to one nearby."""
        out: list[Found] = []
        owner: dict[int, int] = {}
        for item in found:
            touched = sorted({n for n, q in enumerate(self.quotes) for s in item.content if _mostly(s, q.inside)})
            inside = any(q.inside.start <= c.start and c.end <= q.inside.end for q in self.quotes for c in item.cue)
            if touched and not inside and item.rule in ("clause", "according to"):
                content = merged(
                    [
                        *item.content,
                        *(
                            self.quotes[n].inside.trimmed(self.text)
                            for n in touched
                            if self.quotes[n].inside.of(self.text).strip()
                        ),
                    ]
                )
                item = replace(item, content=_apart(content, [*item.source, *item.cue]), quoted=True)
                for n in touched:
                    owner.setdefault(n, len(out))
            out.append(item)
        for number, quote in enumerate(self.quotes):
            if number in owner:
                continue
            found_here = self.near(quote)
            if found_here is not None:
                owner[number] = len(out)
                out.append(found_here)
                continue
            before = self.previous(number, owner)
            if before is not None:
                item = out[before]
                inner = quote.inside.trimmed(self.text)
                out[before] = replace(item, content=merged([*item.content, inner]), quoted=True)
                owner[number] = before
        return out

    def previous(self, number: int, owner: dict[int, int]) -> int | None:
        """The owner of the quotation before, if this one goes on with it in the same paragraph or the marks were left open."""
        if number == 0 or number - 1 not in owner:
            return None
        last, here = self.quotes[number - 1], self.quotes[number]
        gap = self.text[last.span.end : here.span.start]
        if last.open or ("\n" not in gap.strip(" ") and len(gap) < 120):
            return owner[number - 1]
        return None

    def near(self, quote: Quote) -> Found | None:
        """A verb of saying right before or after a quotation that the parse left unlinked."""
        doc = self.doc
        piece = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand")
        if piece is None:
            return None
        after = list(doc[piece.end : piece.end + 14])
        before = list(doc[max(piece.start - 14, 0) : piece.start])
        for tokens, following in ((after, True), (before[::-1], False)):
            for n, token in enumerate(tokens):
                if (
                    (token.is_space and "\n\n" in token.text)
                    or token.text in ("“", "”", '"')
                    or (token.text in ".!?" and (n or not following))
                ):
                    break
                if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in self.frames.clause:
                    who = doer(token)
                    if who is not None and not piece.start <= who.i < piece.end:
                        inner = trim([t for t in piece if not t.is_space])
                        return self.built(who, words_of_cue(token), inner, "quotation", 0.75) if inner else None
        return None


def _mostly(span: Span, other: Span) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return shared > 0 and shared >= 0.3 * min(len(span), len(other))


def _apart(content: tuple[Span, ...], holes: list[Span]) -> tuple[Span, ...]:
    from ...model import without

    out = [piece for span in content for piece in without(span, holes)]
    return tuple(out) or content
