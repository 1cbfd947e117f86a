"""Who stands behind a sentence besides its speaker: “citing Y”, “per Y”, “via Y”, “on the basis of records of Y”, “told Z”."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from ...model import Span
from .first_told import BRINGS, first
from .grounds import RESTS, ground
from .syntax import CARRYING, QUOTING, agent, child, passive, phrase

CITING = frozenset({"citing", "quoting"})
_OUTER = frozenset({"per", "via"})
_SAYS = frozenset({"say", "tell", "announce", "state", "declare", "claim"})
_HEARS = frozenset({"hear", "learn"})
_PAPERS = frozenset(
    {
        "report",
        "article",
        "story",
        "account",
        "dispatch",
        "broadcast",
        "survey",
        "study",
        "statement",
        "investigation",
        "post",
        "letter",
        "interview",
    }
)
_STORIES = frozenset({"story", "report", "news", "claim", "account"})
_RECKONINGS = frozenset({"count", "tally", "estimate", "reckoning", "account", "admission", "figure", "number"})
_GROUNDS = frozenset({"basis", "strength", "word"})


@dataclass(frozen=True, slots=True)
class Credit:
    """A source named by a participle or preposition. `inner`: the speaker has it from there; else it tells of the speaker."""

    source: Span
    cue: Span
    inner: bool
    at: int
    heard: bool = False
    """Whether the speaker heard it from there, and tells it only if telling is what he does."""
    marked: bool = True
    """Whether cue and speaker of the statement are these words (“citing Y”) or stay those of the verb."""
    ground: bool = False
    """Whether it counts only if it is somebody who tells or something that shows: “based on X”."""


def credits(sent: Piece) -> list[Credit]:
    """The credits of a sentence in text order."""
    out: list[Credit] = []
    for token in sent:
        low = token.lower_
        if low in CITING:
            what = child(token, "dobj")
            if what is not None:
                clauses = [c for c in what.children if c.dep_ in ("relcl", "acl") and child(c, "mark") is not None]
                out.append(Credit(_of(phrase(what, without=clauses)), _one(token), True, token.i))
        elif (found := _hung_on(token)) is not None:
            out.append(found)
        elif (
            low in _OUTER
            and not _learnt(sent)
            and not _travelled(token)
            and token.pos_ in ("ADP", "SCONJ", "X", "PROPN")
        ):
            what = child(token, "pobj")
            if what is None and token.i + 1 < sent.end:
                what = next(
                    (t for t in sent.doc[token.i + 1 : min(token.i + 5, sent.end)] if t.pos_ in ("NOUN", "PROPN")), None
                )
            if (
                what is not None
                and what.ent_type_ == ""
                and what.pos_ in ("PROPN", "NOUN")
                and what.lemma_ not in ("year", "month", "day", "cent", "week", "head", "hour")
            ):
                out.append(Credit(_of(phrase(what)), _one(token), False, token.i))
        elif token.lemma_ == "have" and token.pos_ in ("VERB", "AUX"):
            thing = child(token, "dobj")
            giver = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "from"), None)
            who = child(giver, "pobj") if giver is not None else None
            if thing is not None and thing.lower_ == "it" and giver is not None and who is not None:
                cue = Span(token.idx, giver.idx + len(giver.text))
                out.append(Credit(_of(phrase(who)), cue, True, token.i))
        elif low == "from" and token.dep_ == "prep" and token.head.lemma_ in _HEARS and not passive(token.head):
            who = child(token, "pobj")
            if who is not None and who.pos_ in ("NOUN", "PROPN"):
                clause = child(who, "acl", "relcl")
                out.append(
                    Credit(
                        _of(phrase(who, without=[clause] if clause else ())),
                        _one(token),
                        True,
                        token.i,
                        heard=not _tells_on(token.head),
                        marked=False,
                    )
                )
        elif low == "by" and token.dep_ in ("prep", "agent") and (whose := _reckoned(token)) is not None:
            out.append(Credit(_of(phrase(whose)), _one(token), False, token.i))
        elif low == "through" and token.head.lemma_ in _SAYS and token.dep_ == "prep":
            agency = child(token, "pobj")
            if agency is not None and any(t.pos_ == "PROPN" for t in agency.subtree):
                out.append(Credit(_of(phrase(agency)), _one(token), False, token.i))
        elif low in _GROUNDS and token.dep_ == "pobj" and token.head.lower_ == "on":
            of = child(token, "prep")
            what = child(of, "pobj") if of is not None else None
            if what is not None:
                deeper = next((child(c, "pobj") for c in what.children if c.dep_ == "prep" and c.lower_ == "of"), None)
                out.append(
                    Credit(
                        _of(phrase(deeper if deeper is not None else what)), _one(token), True, token.i, marked=False
                    )
                )
    return out


def speaker_of(credit: Credit, doc: Doc) -> Token | None:
    """Of whom a relative clause says where he has it from: the cook of “a cook who said that he had heard it from workers”."""
    verb = doc[credit.at].head
    while verb.dep_ in ("ccomp", "xcomp", "conj") and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def _tells_on(hearing: Token) -> bool:
    """Whether who heard tells it besides: “a cook who had heard it from workers said that X”; jurors who “heard from Y that X” tell nothing."""
    if any(c.dep_ == "ccomp" for c in hearing.children):
        return False
    return hearing.dep_ == "relcl" or (hearing.dep_ == "ccomp" and hearing.head.dep_ == "relcl")


def _set_off(token: Token) -> bool:
    """Whether a comma or dash stands before a word, or it begins its sentence."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    return before is None or before.is_space or before.text in (",", "—", "–", "--")


def _reckoned(by: Token) -> Token | None:
    """Whose reckoning it is: the ministry's, in “by the ministry's count”; None if it is nobody's."""
    what = child(by, "pobj")
    whose = child(what, "poss") if what is not None and what.lemma_.lower() in _RECKONINGS else None
    return whose if whose is not None and whose.pos_ in ("NOUN", "PROPN") else None


def _ends(token: Token) -> bool:
    """Whether nothing follows what hangs on a word in its sentence."""
    return all(t.is_punct or t.is_space for t in token.doc[token.right_edge.i + 1 : token.sent.end])


def _hung_on(token: Token) -> Credit | None:
    """“Y, which cited X”, “in a report that cited X”, “attributing the information to X”, “referring to a report in X”."""
    lemma = token.lemma_.lower()
    if token.dep_ == "appos" and lemma in _STORIES:
        told = child(token, "acl")
        by = agent(told) if told is not None and told.lemma_.lower() in CARRYING | QUOTING | {"break"} else None
        if told is not None and by is not None:
            return Credit(_of(phrase(by)), Span(token.idx, told.idx + len(told.text)), False, token.i)
    if token.dep_ == "pobj" and token.head.lower_ == "in":
        told = child(token, "acl")
        by = agent(told) if told is not None and told.lemma_.lower() in BRINGS and first(told) else None
        if told is not None and by is not None:
            return Credit(_of(phrase(by)), _one(told), False, token.head.i)
    if token.dep_ == "relcl" and lemma in ("cite", "quote"):
        which, what = child(token, "nsubj"), child(token, "dobj")
        if which is None or what is None or which.lower_ not in ("which", "that"):
            return None
        return Credit(_of(phrase(what)), Span(which.idx, token.idx + len(token.text)), True, token.i)
    if lemma in RESTS and token.tag_ in ("VBG", "VBN") and token.dep_ in ("prep", "advcl", "acl") and _set_off(token):
        rests = ground(token)
        if rests is not None and (token.i == token.sent.start or _ends(token) or token.head.lemma_.lower() in _SAYS):
            return Credit(_of(phrase(rests)), _one(token), True, token.i, marked=False, ground=True)
    if lemma in ("quote", "cite") and token.tag_ in ("VBD", "VBZ", "VBP"):
        named = child(token, "dobj")
        follows = (
            token.doc[named.right_edge.i + 1] if named is not None and named.right_edge.i + 1 < len(token.doc) else None
        )
        if named is not None and follows is not None and follows.text == ":":
            return Credit(_of(phrase(named)), _one(token), True, token.i, marked=False)
    if token.tag_ != "VBG" or lemma not in ("attribute", "refer", "credit"):
        return None
    to = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    what = child(to, "pobj") if to is not None else None
    if what is None or (lemma == "refer" and what.lemma_.lower() not in _PAPERS):
        return None
    return Credit(_of(phrase(what)), _one(token), True, token.i)


def _learnt(sent: Piece) -> bool:
    """“Via KBS we learn”: there the preposition names the speaker, not an outlet behind him."""
    return any(
        t.lemma_ in ("learn", "hear", "know") and any(c.dep_ == "nsubj" and c.lower_ in ("we", "i") for c in t.children)
        for t in sent
    )


def _travelled(token: Token) -> bool:
    """“Flew home via Beijing”: a way, not a source; an outlet is set off or stands with a verb of saying."""
    if token.lower_ != "via" or token.head.lemma_ in _SAYS:
        return False
    before = token.nbor(-1) if token.i else None
    return before is not None and not before.is_punct and not token.is_sent_start


def _one(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token.text))


def _of(tokens: list[Token]) -> Span:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))
