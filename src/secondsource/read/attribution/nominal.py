"""Sources that tell of an event without a clause: “the paper had about 100 men rising up”, “the radio puts the trip on the 17th”.

Only tellers count: an outlet, record, tracker or rumour in subject place. A ministry that has men rising up has a problem, not a report.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ...model import Span
from ..cues import Cues
from ..prose import text_of
from ..sources import Registry
from .found import Found
from .syntax import CARRYING, agent, child, doer, passive, phrase, spans, words_of_cue

_VERBS = frozenset({"have", "put", "date", "show", "count", "carry", "confirm", "report"})
_OF = frozenset({"speak", "tell"})
_ACCOUNTS = frozenset({"account", "story", "claim", "statement", "testimony", "item", "dispatch"})
_DENIALS = frozenset({"reject", "deny", "dismiss", "dispute", "refute"})
_CONFIRMS = frozenset({"confirm", "corroborate", "acknowledge"})
_REPORTED = frozenset({"report", "rumour", "rumor", "story", "account", "claim", "news"})


def nominals(doc: Doc, registry: Registry, cues: Cues) -> list[Found]:
    """The attributions of this kind, in text order."""
    out: list[Found] = []
    for token in doc:
        if token.pos_ == "NOUN" and token.lemma_.lower() in cues.frames.nouns:
            item = _claimed(doc, token, cues)
            if item is not None:
                out.append(item)
            continue
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
            continue
        lemma = token.lemma_.lower()
        item = _carried(doc, token, cues) if lemma in CARRYING else None
        if lemma in _DENIALS | _CONFIRMS:
            item = _judged_by(doc, token)
        if item is None and lemma not in _DENIALS and (lemma in _VERBS or lemma in _OF):
            item = _told(doc, token, lemma, registry, cues)
        if item is not None:
            out.append(item)
    return out


def _told(doc: Doc, verb: Token, lemma: str, registry: Registry, cues: Cues) -> Found | None:
    source = doer(verb)
    if source is None or (child(verb, "ccomp") is not None and lemma != "have"):
        return None
    thing = child(verb, "dobj", "ccomp") if lemma in _VERBS else child(verb, "prep")
    if thing is None or thing.i < verb.i or (lemma in _OF and thing.lower_ != "of"):
        return None
    source = _apposed(doc, verb, source)
    who = phrase(source)
    if not who or not _teller(doc, source, who, lemma, registry, cues):
        return None
    rest = [
        t
        for t in verb.subtree
        if t.i > verb.i and t.i >= thing.left_edge.i and not (t.dep_ == "conj" and t.head == verb)
    ]
    stop = next((c.left_edge.i for c in verb.children if c.dep_ in ("conj", "cc", "advcl") and c.i > thing.i), None)
    content = [
        t for t in rest if (stop is None or t.i < stop) and t != thing.head and not (lemma in _OF and t == thing)
    ]
    if len(content) > 2 and content[0].lower_ == "it" and content[1].lower_ == "that":
        content = content[2:]  # “had it that ...”
    elif lemma == "have" and content[:1] and content[0].lower_ == "it":
        return None  # “if the radio has it right”: it was told before
    lemmas = {t.lemma_.lower() for t in content}
    eventive = lemmas & (cues.own_nouns | cues.own_verbs) or any(True for _ in cues.triggers.find(content))
    if not eventive and not any(
        (t.tag_ == "VBG" and t.dep_ in ("ccomp", "acl", "xcomp", "dep") and t.head.i in (verb.i, thing.i))
        or (t.tag_ == "CD" and lemma in ("put", "date", "count"))
        for t in content
    ):
        return None
    body = spans(doc, [t.i for t in content])
    return (
        Found(
            source=spans(doc, [t.i for t in who]),
            cue=spans(doc, [t.i for t in words_of_cue(verb)]),
            content=body,
            rule="nominal",
            confidence=0.6,
        )
        if body
        else None
    )


def _apposed(doc: Doc, verb: Token, source: Token) -> Token:
    """“The paper in question, Chosun Ilbo, had …”: the name between commas, which the parser takes for a second subject."""
    return next(
        (
            c
            for c in verb.children
            if c.dep_ == "nsubj"
            and c.pos_ == "PROPN"
            and source.i < c.i < verb.i
            and doc[c.left_edge.i - 1].text == ","
        ),
        source,
    )


def _teller(doc: Doc, source: Token, who: list[Token], lemma: str, registry: Registry, cues: Cues) -> bool:
    start, end = who[0].idx, who[-1].idx + len(who[-1].text)
    found = [s for _, s in registry.within(text_of(doc), start, end)]
    if any(s.kind in ("outlet", "sensor", "record") for s in found):
        return True
    low = source.lower_
    s = cues.sources
    if low in s["report_words"] | s["sensor_words"] | s["rumour_words"] or (
        low in s["outlet_words"] and source.pos_ != "PROPN"
    ):
        return True
    if lemma in ("put", "date", "count"):
        return source.pos_ in ("PROPN", "PRON") and low not in s["own_voice_pronouns"]
    return low == "it" and lemma in ("have", "speak")


def _claimed(doc: Doc, noun: Token, cues: Cues) -> Found | None:
    """“The ministry's denial that X”, “a claim by the firm that X”: whose noun it is says so."""
    if not cues.classes(noun.lemma_.lower()):
        return None
    clause = child(noun, "acl", "ccomp")
    if clause is None or clause.i < noun.i or child(clause, "mark") is None:
        return None
    by = next(
        (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from", "of") and c.i < clause.i), None
    )
    source = child(noun, "poss") or (child(by, "pobj") if by is not None else None)
    if source is None:
        return None
    who = [t for t in phrase(source) if t.tag_ != "POS"]
    body = spans(doc, [t.i for t in clause.subtree])
    return (
        Found(
            source=spans(doc, [t.i for t in who]),
            cue=(Span(noun.idx, noun.idx + len(noun.text)),),
            content=body,
            rule="nominal",
            confidence=0.6,
        )
        if body
        else None
    )


def judges(noun: Token) -> bool:
    """Whether a noun is what somebody denies or confirms: “denied reports that X” is his word on X."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    lemma = verb.lemma_.lower()
    return lemma in _DENIALS or (lemma in _CONFIRMS and noun.lemma_.lower() in _REPORTED)


def denied(verb: Token) -> bool:
    """Whether a verb takes back what its subject tells, without anyone beside it: “reports that X were denied”, not “the men were denied food”."""
    thing = child(verb, "nsubjpass")
    clause = child(thing, "acl", "ccomp", "relcl") if thing is not None else None
    tells = clause is not None and child(clause, "mark") is not None
    return tells and verb.lemma_.lower() in _DENIALS and passive(verb) and agent(verb) is None


def _judged_by(doc: Doc, verb: Token) -> Found | None:
    """“Rejected a finding that X”, “dismissed as baseless reports that X”, “the claim that X was denied by Y”, “confirmed reports that X”: the word is on X."""
    thing, source = child(verb, "dobj") or _judged(verb) or child(verb, "nsubjpass"), agent(verb) or doer(verb)
    clause = child(thing, "acl", "ccomp", "relcl") if thing is not None else None
    if clause is None and thing is not None:
        hung = child(verb, "ccomp")
        clause = hung if hung is not None and hung.i > thing.i else None
    if thing is None or clause is None or source is None or child(clause, "mark") is None:
        return None
    if verb.lemma_.lower() in _CONFIRMS and thing.lemma_.lower() not in _REPORTED:
        return None
    body = spans(doc, [t.i for t in clause.subtree])
    who = spans(doc, [t.i for t in phrase(source)])
    return (
        Found(
            source=who, cue=(Span(verb.idx, verb.idx + len(verb.text)),), content=body, rule="nominal", confidence=0.7
        )
        if body
        else None
    )


def _carried(doc: Doc, verb: Token, cues: Cues) -> Found | None:
    """“Carried a report by Y that X”: Y tells it, and whoever carries it passes it on."""
    thing = child(verb, "dobj")
    if thing is None or thing.lemma_.lower() not in cues.sources["report_words"] | _ACCOUNTS:
        return None
    hands = ("to",) if verb.lemma_.lower() == "attribute" else ("by", "from", "of", "in")
    preps = [c for c in (*verb.children, *thing.children) if c.dep_ == "prep" and c.lower_ in hands and c.i > verb.i]
    giver = next((whom for c in preps if (whom := child(c, "pobj")) is not None), None)
    giver = giver or child(thing, "poss")
    hung = (thing, giver) if giver is not None else (thing,)
    clause = next(
        (c for t in hung if (c := child(t, "acl", "relcl")) is not None and child(c, "mark") is not None), None
    )
    if giver is None or clause is None or clause.i < giver.i:
        return None
    body = spans(doc, [t.i for t in clause.subtree if t.dep_ != "mark" or t.head != clause])
    who = spans(doc, [t.i for t in phrase(giver, without=[clause]) if t.tag_ != "POS"])
    return (
        Found(
            source=who, cue=spans(doc, [t.i for t in words_of_cue(verb)]), content=body, rule="nominal", confidence=0.6
        )
        if body and who
        else None
    )


def _judged(verb: Token) -> Token | None:
    """“Dismissed as baseless a report that X”: the report stands after the judgement, where the parser loses it."""
    way = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    return child(way, "pobj") if way is not None else None
