"""The rule finder: dependency patterns and quote marks, driven by the word lists of the pack.

The patterns follow the literature on attribution (Pareti 2015; Newell et al. 2018): verb cues with clausal, nominal, infinitival
and prepositional complements, nominal and adjectival cues, prepositional cues, parenthetical verbs and direct quotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from .credits import CITING
from .found import Found, sure
from .frames import Frames
from .quotations import Quotations
from .syntax import child, doer, phrase, words_of_cue
from .verbs import Verbs

_ACCORDING = frozenset({"according"})


def find(doc: Doc, frames: Frames) -> list[Found]:
    """The attributions of a parsed text, in text order.

    Args:
        doc: the parse.
        frames: which lemma governs which complement.
    """
    return _Finding(doc, frames).run()


def _said_before(word: Token) -> Token | None:
    """The verb of “police said, according to Interfax, that X”, where the parser hangs “according to” on X."""
    if word.i < word.sent.start + 2 or word.nbor(-1).text != "," or word.nbor(-2).pos_ != "VERB":
        return None
    verb = word.nbor(-2)
    clause = child(verb, "ccomp")
    mark = child(clause, "mark") if clause is not None else None
    return verb if mark is not None and mark.i > word.i and mark.lower_ == "that" else None


class _Finding(Verbs, Quotations):
    """All rules, applied sentence by sentence."""

    def run(self) -> list[Found]:
        out: list[Found] = []
        for sent in self.doc.sents:
            out.extend(self.sentence(sent))
        out = [replace(f, confidence=sure(f.rule, f.quoted)) for f in self.with_quotes(out)]
        return sorted(out, key=lambda f: (f.content[0].start, f.content[-1].end))

    def sentence(self, sent: Piece) -> Iterator[Found]:
        for token in sent:
            if token.is_space:
                continue
            found: Found | None = None
            lemma = token.lemma_.lower()
            minded = token.lower_ in self.frames.adjectives and token.dep_ == "acomp"
            gone = lemma == "go" and token.tag_ == "VBN"
            if token.pos_ in ("VERB", "AUX") and lemma in self.frames.verbs and not minded and not gone:
                found = self.verb(token, lemma, sent)
            if found is None and token.pos_ == "NOUN" and lemma in self.frames.nouns:
                found = self.noun(token)
            if found is None and token.lower_ in self.frames.adjectives:
                found = self.minded(token) if token.dep_ != "acomp" else self.adjective(token)
            if found is None and token.lower_ in _ACCORDING:
                found = self.according(token, sent)
            if found is None and token.lower_ == "words":
                found = self.in_the_words_of(token, sent)
            if found is not None and found.content:
                yield found

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
        return self.built(source, cue, content, "noun")

    def adjective(self, word: Token) -> Found | None:
        verb = word.head if word.dep_ == "acomp" else None
        if verb is None:
            return None
        source = doer(verb)
        inner = child(word, "ccomp", "xcomp") or child(verb, "ccomp")
        also: list[Token] = []
        if inner is None:
            for c in word.children:
                if c.dep_ == "prep":
                    inner, also = child(c, "pobj", "pcomp"), [c]
                    break
        if inner is None or source is None:
            return None
        finite = inner.dep_ == "ccomp" and child(inner, "nsubj", "nsubjpass", "expl") is not None
        rule = "clause" if finite else "adjective"
        return self.built(source, [*words_of_cue(verb), word, *also], list(inner.subtree), rule)

    def minded(self, word: Token) -> Found | None:
        """“Traders are convinced that X”, where the parser takes the adjective for a passive."""
        source, inner = child(word, "nsubjpass"), child(word, "ccomp")
        if source is None or inner is None or child(inner, "nsubj", "nsubjpass", "expl") is None:
            return None
        return self.built(source, words_of_cue(word), list(inner.subtree), "clause")

    def in_the_words_of(self, word: Token, sent: Piece) -> Found | None:
        """“In the words of Y, X is so”: Y says it."""
        before, of = word.head, child(word, "prep")
        if before.lower_ != "in" or of is None or of.lower_ != "of":
            return None
        who = child(of, "pobj")
        head = before.head
        if who is None or head.pos_ not in ("VERB", "AUX"):
            return None
        own = {t.i for t in before.subtree}
        cue = [before, *(t for t in word.lefts), word, of]
        content = [t for t in self.clause_of(head, sent) if t.i not in own]
        return self.built(who, cue, content, "according to", relatives=False)

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
        head = word.head.head if word.head.lower_ in CITING else word.head
        head = _said_before(word) or head
        while head.pos_ not in ("VERB", "AUX") and head.head != head and head.head.i != word.i:
            head = head.head
        while head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX") and word.i > head.i:
            head = head.head
        content = [t for t in self.clause_of(head, sent) if t.i not in own]
        if not content or head == word:
            content = [t for t in sent if t.i not in own]
        return self.built(who, [word, to], content, "according to", relatives=False)
