"""Verbs of saying, thinking and wanting with their complements: clauses, objects, infinitives, prepositional phrases."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from .building import Building
from .credits import CITING
from .found import Found
from .syntax import PASSIVE_SUBJECTS, SUBJECTS, agent, child, doer, passive, phrase, quoting, words_of_cue

_CLAUSES = ("ccomp",)
_PARENTHETICAL = frozenset({"parataxis", "ccomp", "dep", "advcl", "conj"})
_AT = frozenset({"at", "in", "during", "after"})
_HUNG = _AT | {"from", "to", "with"}
_MEETINGS = frozenset({"briefing", "meeting", "hearing", "session", "interview", "conference", "inquiry", "trial"})
_SET_OFF = frozenset({",", "—", "–", "--", "-", "”", '"', "''"})


class Verbs(Building):
    """The rules for verbs."""

    def verb(self, verb: Token, lemma: str, sent: Piece) -> Found | None:
        """What a verb attributes, by the first of its complements that fits."""
        f = self.frames
        source = doer(verb)
        if lemma in f.seeming:
            return self.seeming(verb)
        if verb.i in self.retold:
            return None
        found = self.reported_to_say(verb, sent) or self.held_by(verb)
        if found is not None:
            return found
        if lemma in f.clause:
            tokens = self.bare_clause(verb) or self.clause_content(verb, sent)
            if tokens:
                return self.made(verb, source, tokens, "clause")
        having = child(verb, "xcomp") if lemma == "deny" else None
        if having is not None and having.tag_ in ("VBG", "VBN") and source is not None:
            return self.made(verb, source, list(having.subtree), "clause")
        if passive(verb):
            subject = child(verb, "nsubjpass")
            to = child(verb, "xcomp") or _to_do(verb)
            if subject is not None and to is not None and lemma in f.raising:
                return self.made(verb, agent(verb), [*phrase(subject), *to.subtree], "raising")
            if lemma in f.object and (agent(verb) is not None):
                patient = subject or (verb.head if verb.dep_ == "acl" else None)
                if patient is not None:
                    return self.made(verb, agent(verb), phrase(patient, without=[verb]), "passive object")
            return None
        if lemma in f.infinitive:
            to = child(verb, "xcomp")
            if to is not None and source is not None and to.i > verb.i and to.tag_ in ("VB", "VBG"):
                return self.made(verb, source, [t for t in to.subtree if t.i > verb.i], "infinitive")
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
                return self.made(verb, source, content, "object")
        preps = f.prepositional.get(lemma)
        if preps and source is not None:
            for c in verb.children:
                if c.dep_ == "prep" and c.lower_ in preps:
                    inner = child(c, "pobj", "pcomp")
                    if inner is not None:
                        return self.made(verb, source, list(inner.subtree), "prepositional", also=[c])
        return None

    def clause_content(self, verb: Token, sent: Piece) -> list[Token]:
        """The words of the clause that a verb of saying governs, or in which it stands as a parenthesis."""
        clauses = [c for c in verb.children if c.dep_ in _CLAUSES]
        own = self.own_words(verb)
        if clauses:
            # “…, adding that X”: all that hangs on such a verb is its own, but for what it says
            if verb.tag_ == "VBG" and verb.lower_ not in CITING:
                own -= {t.i for c in clauses if c.i > verb.i for t in c.subtree}
            own.update(t.i for c in clauses for a in _added(c) for t in a.subtree)
            out: list[Token] = []
            for c in clauses:
                inner = self.taken_in(verb, c)
                if inner:
                    out += inner
                elif c.i < verb.i:
                    out += self.fronted(verb, c, own)
                else:
                    mark = child(c, "mark")
                    opens = mark.i if mark is not None and mark.lower_ == "that" else verb.i
                    out += [t for t in c.subtree if t.i not in own and t.i >= opens]
            for c in verb.children:
                if c.dep_ == "mark" and c.lower_ == "that":
                    out.append(c)
            return out
        before = self.before(verb)
        if before:
            return before
        given = self.given(verb) or _displaced(verb)
        if given is not None:
            return list(given.subtree)
        twofold = self.twofold(verb)
        if twofold is not None:
            return self.fronted(verb, twofold, own)
        if verb.dep_ in _PARENTHETICAL and verb.head.pos_ in ("VERB", "AUX") and self.parenthetical(verb):
            own.update(t.i for t in verb.subtree)
            return [t for t in self.clause_of(verb.head, sent) if t.i not in own]
        return []

    def bare_clause(self, verb: Token) -> list[Token]:
        """“Heard the men would not go in”: the parser takes the clause's subject for an object and hangs its verb further up."""
        thing = child(verb, "dobj")
        if thing is None or thing.i < verb.i or child(verb, "ccomp") is not None:
            return []
        above = {t.i for t in verb.ancestors}
        for token in verb.doc[thing.right_edge.i + 1 : thing.right_edge.i + 9]:
            if token.is_punct:
                return []
            while token.dep_ in ("aux", "neg", "auxpass") and token.head.i > token.i:
                token = token.head
            if token.dep_ == "ccomp" and token.head.i in above and child(token, "nsubj", "nsubjpass") is None:
                return list(verb.doc[thing.left_edge.i : token.right_edge.i + 1])
        return []

    def before(self, verb: Token) -> list[Token]:
        """“Testified before the commission that X”: the parser may take “before” for the word that opens the clause."""
        for c in verb.children:
            marks = [t for t in c.children if t.dep_ == "mark"] if c.dep_ == "advcl" and c.i > verb.i else []
            if len(marks) > 1 and marks[0].lower_ in ("before", "to") and marks[-1].lower_ == "that":
                return [t for t in c.subtree if t.i > marks[-1].i]
        return []

    def given(self, verb: Token) -> Token | None:
        """“Heard from a colleague that X”, “told lawmakers at a briefing that X”, “reported, citing Y, that X”: the parser may hang the clause on the colleague, the briefing, or on “citing”."""
        for c in verb.children:
            if c.lower_ in CITING:
                told = child(c, "ccomp")
                if told is not None and child(told, "mark") is not None:
                    return told
            hung = c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ in _HUNG)
            who = child(c, "pobj") if hung and c.i > verb.i else None
            clause = child(who, "acl", "relcl") if who is not None else None
            if who is None or clause is None:
                continue
            mark = child(clause, "mark")
            if (mark is not None and mark.lower_ == "that" and c.lower_ not in _AT) or _told_at(who, clause):
                return clause
        return None

    def twofold(self, verb: Token) -> Token | None:
        """“Because A did, B did, the paper wrote”: the parser may take both clauses for one adverbial of the verb of saying.

        Two subjects before the verb, the second after a comma, tell it from “because A did, the paper wrote”.
        """
        if child(verb, "nsubj") is None or child(verb, "dobj", "xcomp") is not None:
            return None
        for c in verb.children:
            if c.dep_ == "advcl" and c.i < verb.i and child(c, "mark", "advmod") is not None:
                subjects = [t for t in c.children if t.dep_ in SUBJECTS | PASSIVE_SUBJECTS and t.i < c.i]
                if len(subjects) > 1 and self.after_comma(subjects[-1].left_edge):
                    return c
        return None

    def after_comma(self, token: Token) -> bool:
        """Whether a comma or dash stands before the token, or a text begins with it."""
        before = self.doc[token.i - 1] if token.i else None
        return before is None or before.text in _SET_OFF

    def taken_in(self, verb: Token, clause: Token) -> list[Token]:
        """The whole clause, where a verb inside it lost its own complement to this verb (see `bare_clause`)."""
        for token in verb.doc[verb.i + 1 : clause.i]:
            if token.pos_ == "VERB" and token.lemma_.lower() in self.frames.clause and self.bare_clause(token):
                subject = child(token, "nsubj")
                first = subject.left_edge.i if subject is not None else token.i
                return list(verb.doc[first : clause.right_edge.i + 1])
        return []

    def parenthetical(self, verb: Token) -> bool:
        """“X, he said, is Y”: set off by commas or dashes, or “as he said”."""
        mark = child(verb, "mark", "advmod")
        if verb.dep_ == "advcl":
            if mark is not None:
                return mark.lower_ == "as"
            subject = child(verb, "nsubj")
            finite = verb.tag_ in ("VBD", "VBZ", "VBP") and verb.lemma_.lower() in self.frames.clause
            return (
                finite and subject is not None and self.after_comma(subject.left_edge) and child(verb, "dobj") is None
            )
        if verb.dep_ == "conj" and self.coordinated(verb):
            return False
        if verb.dep_ == "ccomp" and self.governed(verb):
            return False
        if mark is not None and mark.lower_ not in ("as",):
            return False
        subject = child(verb, "nsubj")
        if subject is None:
            return False
        return self.after_comma(subject.left_edge if subject.left_edge.i < verb.i else verb)

    def coordinated(self, verb: Token) -> bool:
        """Whether a verb stands beside another as one of several deeds; not so in “A did, the paper wrote”, where only a comma joins them."""
        joined = any(c.dep_ == "cc" for c in (*verb.head.children, *verb.children) if c.i > verb.head.i)
        return joined or child(verb, "dobj", "xcomp", "acomp", "attr") is not None or verb.i < verb.head.i

    def governed(self, verb: Token) -> bool:
        """Whether a verb is itself what a verb of saying after it says: “After A, the men went on strike, the paper wrote”."""
        above = verb.head
        teller = child(above, "nsubj")
        return (
            above.i > verb.i
            and above.lemma_.lower() in self.frames.clause
            and teller is not None
            and teller.i > verb.i
            and child(above, "dobj", "xcomp") is None
        )

    def own_words(self, verb: Token) -> set[int]:
        """The token numbers that belong to the saying, not to what is said."""
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

    def reported_to_say(self, verb: Token, sent: Piece) -> Found | None:
        """“X are reported to have said that Y”: X say so, and the two verbs are one cue."""
        subject, said = child(verb, "nsubjpass"), child(verb, "xcomp")
        if subject is None or said is None or said.lemma_.lower() not in self.frames.clause:
            return None
        if verb.lemma_.lower() not in self.frames.raising or said.tag_ != "VBN":
            return None
        content = self.clause_content(said, sent)
        if content:
            self.retold.add(said.i)
        else:
            content = [t for t in self.clause_content(verb, sent) if t.i not in {w.i for w in said.subtree}]
        between = [t for t in self.doc[verb.i + 1 : said.i + 1] if t == said or t.head == said]
        return self.made(verb, subject, content, "clause", also=between) if content else None

    def held_by(self, verb: Token) -> Found | None:
        """“X are believed by officials to have left”: the parser makes the officials those who left."""
        by, subject, clause = child(verb, "agent"), child(verb, "nsubjpass"), child(verb, "ccomp")
        if by is None or subject is None or clause is None or child(by, "pobj") is not None:
            return None
        who = child(clause, "nsubj", "nsubjpass")
        if who is None or who.left_edge.i != by.i + 1 or not any(c.tag_ == "TO" for c in clause.children):
            return None
        theirs = {t.i for t in who.subtree}
        content = [*phrase(subject), *(t for t in clause.subtree if t.i not in theirs)]
        return (
            self.made(verb, who, content, "raising", also=[by]) if verb.lemma_.lower() in self.frames.raising else None
        )

    def seeming(self, verb: Token) -> Found | None:
        """“It seems that X”, “X appears to be Y”: nobody says so."""
        subject = child(verb, "nsubj")
        rest = child(verb, "xcomp", "oprd", "ccomp", "acomp")
        if subject is None or rest is None:
            return None
        content = (
            list(rest.subtree) if subject.lower_ == "it" and rest.dep_ == "ccomp" else [*phrase(subject), *rest.subtree]
        )
        return self.made(verb, None, content, "seeming")


def _displaced(verb: Token) -> Token | None:
    """“Cited Y as reporting, on the strength of a payroll, that X”: the parser hangs the clause on the verb of quoting."""
    up = quoting(verb) if verb.dep_ == "pcomp" else None
    for c in up.children if up is not None else ():
        mark = child(c, "mark") if c.dep_ in ("advcl", "ccomp") and c.i > verb.i else None
        if mark is not None and mark.lower_ == "that" and mark.i > verb.i:
            return c
    return None


def _told_at(where: Token, clause: Token) -> bool:
    """Whether a clause that the parser hangs on a meeting is what was told there: “told lawmakers at a briefing that ten men had fled”."""
    first = clause.left_edge
    own = child(clause, "nsubj", "nsubjpass", "expl")
    return where.lemma_.lower() in _MEETINGS and first.lower_ == "that" and own is not None and own.i > first.i


def _to_do(verb: Token) -> Token | None:
    """The infinitive that the parser hangs on a passive as if it told what for: “were reported by X to have left”."""
    for c in verb.children:
        first = child(c, "aux") if c.dep_ == "advcl" and c.i > verb.i else None
        if first is not None and first.lower_ == "to":
            return c
    return None


def _added(clause: Token) -> Iterator[Token]:
    """What is added inside a clause, “X had left, adding that Y”: it is told by itself."""
    for token in clause.subtree:
        if token.dep_ == "advcl" and token.lemma_.lower() == "add" and child(token, "ccomp") is not None:
            yield token
