"""What goes round without anyone who vouches for it: “word goes round that X”, “a report emerged: X”, “reports that X”, “has it from Y that X”, “it is said among Y that X”."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ...model import Span
from ..cues import Cues
from .found import Found
from .nominal import denied, judges
from .syntax import child, phrase, spans, trim

_DASHES = frozenset({"—", "–", "--", ":"})
_BELIEVE = frozenset({"believe", "trust"})
_SUBJECTS = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM"})
_TOLD = frozenset({"report", "rumour", "rumor"})
"""Nouns that keep their clause wherever the parser hangs it; “told the paper that X” is the verb's."""
_AMONG = frozenset({"say", "tell", "rumour", "rumor", "whisper"})
RULE = "hearsay"


def hearsay(doc: Doc, cues: Cues) -> list[Found]:
    """The attributions of this kind, in text order."""
    words = cues.sources
    nouns = words["rumour_words"] | words["report_words"]
    out: list[Found] = []
    for token in doc:
        item: Found | None = None
        if token.pos_ in ("NOUN", "PROPN") and token.lower_ in nouns:
            item = _emerged(doc, token, cues) or _bare(doc, token)
        elif token.lemma_.lower() in words["emerge_verbs"] and token.pos_ == "VERB":
            item = _from_papers(doc, token)
        elif token.lemma_ == "have" and token.pos_ in ("VERB", "AUX"):
            item = _from_someone(doc, token)
        elif token.lemma_.lower() in _AMONG and token.tag_ == "VBN":
            item = _among(doc, token)
        elif token.lemma_.lower() in _BELIEVE and token.dep_ == "advcl":
            item = _if_you_believe(doc, token)
        if item is not None:
            out.append(item)
    return out


def _emerged(doc: Doc, noun: Token, cues: Cues) -> Found | None:
    """“A report emerged that X”, “a rumour has been circling in the town that X”, “word goes round — X”."""
    verb = noun.head if noun.dep_ in ("nsubj", "attr") else None
    verbs = cues.sources["emerge_verbs"]
    if verb is not None and (clause := _word_is(noun, verb)):
        words = sorted((noun, verb), key=lambda t: t.i)
        return _found(doc, noun, words, clause, rumour=noun.lower_ in cues.sources["rumour_words"])
    if verb is not None and verb.lemma_.lower() not in verbs:
        verb = next((c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in verbs), None)
    if verb is None or verb.i < noun.i:
        return None
    content = _after(doc, verb.i, verb.sent.end, _DASHES)
    return _found(
        doc, noun, [*phrase(noun, without=[verb]), verb], content, rumour=noun.lower_ in cues.sources["rumour_words"]
    )


def _word_is(noun: Token, verb: Token) -> list[Token]:
    """What is said in “word among the workers is that X”, “there is talk among the workers that X”."""
    there = child(verb, "expl") if verb.lemma_ == "be" and noun.dep_ == "attr" else None
    if there is not None and there.lower_ == "there":
        return _after(noun.doc, noun.i, verb.sent.end, frozenset())
    clause = child(verb, "ccomp") if verb.lemma_ == "be" and noun.dep_ == "nsubj" else None
    mark = child(clause, "mark") if clause is not None and clause.i > verb.i else None
    return [t for t in clause.subtree if t.i > mark.i] if clause is not None and mark is not None else []


def _among(doc: Doc, verb: Token) -> Found | None:
    """“It is said among the workers that X”: they tell it to one another."""
    subject = child(verb, "nsubjpass", "expl")
    between = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("among", "amongst", "between")), None)
    people = child(between, "pobj") if between is not None else None
    if subject is None or subject.lower_ != "it" or people is None:
        return None
    that = next((t for t in doc[people.i + 1 : verb.sent.end] if t.lower_ == "that"), None)
    body = spans(doc, [t.i for t in doc[that.i + 1 : verb.sent.end]]) if that is not None else ()
    who = spans(doc, [t.i for t in phrase(people) if that is not None and t.i < that.i])
    cue = (Span(verb.idx, verb.idx + len(verb.text)),)
    return Found(source=who, cue=cue, content=body, rule=RULE, confidence=0.6) if body and who else None


def _from_papers(doc: Doc, verb: Token) -> Found | None:
    """“It emerged from court files that X”: the files tell."""
    subject, clause = child(verb, "nsubj", "expl"), child(verb, "ccomp")
    giver = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("from", "in", "during")), None)
    source = child(giver, "pobj") if giver is not None else None
    if subject is None or subject.lower_ != "it" or clause is None or source is None or child(clause, "mark") is None:
        return None
    body = spans(doc, [t.i for t in clause.subtree if t.dep_ != "mark" or t.head != clause])
    who = spans(doc, [t.i for t in phrase(source)])
    cue = (Span(verb.idx, verb.idx + len(verb.text)),)
    return Found(source=who, cue=cue, content=body, rule=RULE, confidence=0.6) if body and who else None


def _bare(doc: Doc, noun: Token) -> Found | None:
    """“Reports that X”: a clause right after the noun."""
    if noun.i + 1 >= len(doc) or noun.dep_ not in (
        "dobj", "pobj", "conj", "attr", "nsubj", "nsubjpass",
    ):  # fmt: skip
        return None
    that = doc[noun.i + 1]
    if noun.dep_ in ("dobj", "pobj", "nsubjpass") and judges(noun) and not denied(noun.head):
        return None
    if noun.pos_ != "NOUN" or (that.head.head.i != noun.i and noun.lemma_.lower() not in _TOLD):
        return None
    if that.lower_ != "that" or that.dep_ != "mark" or that.sent.start != noun.sent.start:
        return None
    clause = [t for t in that.head.subtree if t.i > that.i]
    return _found(doc, noun, [noun], clause, rumour=False) if clause else None


def _from_someone(doc: Doc, verb: Token) -> Found | None:
    """“The porter has it from the girls upstairs that X”: the porter tells, the girls told him."""
    thing, source = child(verb, "dobj"), child(verb, "nsubj")
    giver = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("from", "among")), None)
    if thing is None or thing.lower_ != "it" or source is None or giver is None:
        return None
    content = _after(doc, giver.i, verb.sent.end, frozenset())
    # “word has it among drivers”: the drivers tell it
    who = spans(doc, [t.i for t in phrase((child(giver, "pobj") or source) if giver.lower_ == "among" else source)])
    body = spans(doc, [t.i for t in content])
    cue = (Span(verb.idx, giver.idx + len(giver.text)),)
    return Found(source=who, cue=cue, content=body, rule=RULE, confidence=0.6) if body and who else None


def _if_you_believe(doc: Doc, verb: Token) -> Found | None:
    """“X, if you believe the lockkeeper”."""
    subject, who = child(verb, "nsubj"), child(verb, "dobj")
    mark = child(verb, "mark")
    if subject is None or subject.lower_ not in ("you", "we", "one") or who is None or mark is None:
        return None
    hole = {t.i for t in verb.subtree}
    body = spans(doc, [t.i for t in verb.sent if t.i not in hole])
    source = spans(doc, [t.i for t in phrase(who)])
    cue = (Span(mark.idx, verb.idx + len(verb.text)),)
    return Found(source=source, cue=cue, content=body, rule=RULE, confidence=0.6) if body else None


def _after(doc: Doc, at: int, end: int, dashes: frozenset[str]) -> list[Token]:
    """The tokens after the first “that” of a clause, or after a dash, from a position to the sentence's end."""
    for token in doc[at:end]:
        clause = token.lower_ == "that" and (token.tag_ == "IN" or doc[token.i + 1].pos_ in _SUBJECTS)
        if clause and token.head.pos_ in ("VERB", "AUX") and token.head.i > token.i:
            return trim(list(doc[token.i + 1 : min(token.head.right_edge.i + 1, end)]))
        if clause or token.text in dashes:
            return trim(list(doc[token.i + 1 : end]))
    return []


def _found(doc: Doc, noun: Token, cue: list[Token], content: list[Token], *, rumour: bool) -> Found | None:
    body = spans(doc, [t.i for t in content])
    if not body or not any(t.pos_ in ("VERB", "AUX") for t in content):
        return None
    who = spans(doc, [t.i for t in phrase(noun) if t.i <= noun.i])
    first, last = (cue[0], cue[-1]) if rumour else (cue[-1], cue[-1])
    words = (Span(first.idx, last.idx + len(last.text)),)
    return Found(source=who, cue=words, content=body, rule=RULE, confidence=0.6)
