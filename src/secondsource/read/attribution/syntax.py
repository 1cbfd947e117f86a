"""Small questions to a dependency parse: whose subject, which clause, from where to where."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from ...model import Span

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
QUOTING = frozenset({"quote", "cite", "report", "paraphrase"})
"""Verbs by which one tells what another says: “quoted Y as saying that X”."""
CARRYING = frozenset(
    {
        "carry",
        "publish",
        "release",
        "relay",
        "run",
        "broadcast",
        "air",
        "republish",
        "reprint",
        "repeat",
        "pick",
        "attribute",
    }
)
"""Verbs by which an outlet brings out what another tells: “carried a report by Y that X”."""
_TIMES = frozenset(
    {
        "dawn",
        "dusk",
        "noon",
        "midday",
        "midnight",
        "morning",
        "afternoon",
        "evening",
        "night",
        "nightfall",
        "then",
        "now",
        "today",
        "yesterday",
    }
)
"""By which something is done, and no one who does it."""
_HELPERS = frozenset({"aux", "auxpass", "neg", "prt"})
_BORDERS = frozenset("\"“”‘’'`,.;:–—-…()[]?!") | {"''", "``", "--", "..."}


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def passive(verb: Token) -> bool:
    """Whether the verb is in the passive voice, reduced relative clauses included."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    hangs = verb.dep_ in ("acl", "amod") or (verb.dep_ == "advcl" and child(verb, "agent") is not None)
    return verb.tag_ == "VBN" and hangs and not any(c.dep_ == "aux" for c in verb.children)


def agent(verb: Token) -> Token | None:
    """Who does it in a passive clause (“by ...”)."""
    by = child(verb, "agent")
    who = child(by, "pobj") if by is not None else None
    return who if who is None or who.lower_ not in _TIMES else None


def antecedent(clause: Token) -> Token | None:
    """The noun that a relative clause or participle hangs on."""
    return clause.head if clause.dep_ in ("relcl", "acl") else None


def quoting(verb: Token) -> Token | None:
    """The verb of quoting in “quoted Y as saying that X”, whether it or the verb of saying is asked; None if there is none."""
    mark = verb.head if verb.dep_ == "pcomp" else None
    if mark is not None and mark.lower_ == "as":
        # the parser may hang “as saying” on whoever is quoted
        up = mark.head.head if mark.head.dep_ in ("dobj", "pobj") else mark.head
        return up if up.lemma_.lower() in QUOTING else None
    if verb.lemma_.lower() not in QUOTING:
        return None
    thing = child(verb, "dobj")
    hung = [*verb.children, *(thing.children if thing is not None else ())]
    return verb if any(c.lower_ == "as" and child(c, "pcomp") is not None for c in hung) else None


def quoted(verb: Token) -> Token | None:
    """Whom a verb of quoting quotes."""
    if not passive(verb):
        return child(verb, "dobj")
    subject = child(verb, "nsubjpass")
    if subject is None or subject.lower_ in RELATIVE:
        return antecedent(verb) or subject
    return subject


def quoter(verb: Token) -> Token | None:
    """Who quotes, where a verb of saying or quoting tells what another says; None if nobody is named."""
    up = quoting(verb)
    if up is None:
        return None
    if not passive(up):
        return subject_of(up)
    said = next((c for mark in up.children if mark.lower_ == "as" for c in mark.children if c.dep_ == "pcomp"), None)
    return agent(up) or (agent(said) if said is not None else None)


def doer(verb: Token) -> Token | None:
    """Who says, thinks or wants: whoever is quoted, or the head word of the logical subject."""
    up = quoting(verb)
    who = quoted(up) if up is not None else None
    return who or _adder(verb) or subject_of(verb)


def _adder(verb: Token) -> Token | None:
    """Who adds, where the parser hangs “adding that” on a verb inside what was said before: whoever said that."""
    if verb.lemma_.lower() != "add" or verb.dep_ != "advcl":
        return None
    said = verb.head
    while said.dep_ in ("conj", "advcl", "xcomp") and said.head != said:
        said = said.head
    return child(said.head, "nsubj") if said.dep_ == "ccomp" and said.head.i < said.i else None


def subject_of(verb: Token, depth: int = 6) -> Token | None:
    """The head word of the logical subject, looked for upwards where the verb has none of its own."""
    if passive(verb):
        by = agent(verb)
        if by is not None:
            return by
        if verb.dep_ != "conj":
            return None
    own = child(verb, "nsubj")
    if own is not None and own.tag_ != "EX":
        if own.lower_ in RELATIVE and (verb.dep_ == "relcl" or own.tag_ in ("WDT", "WP")):
            up = verb
            while up.dep_ in ("conj", "ccomp") and up.head != up:
                up = up.head
            noun = antecedent(up)
            if noun is not None:
                return noun
        return own
    if child(verb, "nsubjpass", "csubj", "csubjpass", "expl") is not None or depth == 0:
        return None
    before = next((c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i < verb.i), None)
    lent = child(before, "nsubj") if before is not None else None
    if lent is not None and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return lent  # “Peter Voss, referring to X, writes”: the parser gives the subject to the participle
    head = verb.head
    if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
        patient = child(head, "dobj")
        if (
            patient is not None
            and patient.pos_ in ("PROPN", "PRON", "NOUN")
            and head.lemma_ in ("ask", "urge", "persuade", "tell", "order", "lead")
        ):
            return patient
        return subject_of(head, depth - 1)
    if (
        verb.dep_ in ("conj", "advcl", "dep", "ccomp", "aux", "parataxis", "prep")
        and head.pos_ in ("VERB", "AUX")
        and head != verb
    ):
        if passive(head):
            patient = child(head, "nsubjpass")
            return patient if verb.dep_ == "advcl" else None
        return subject_of(head, depth - 1)
    if verb.dep_ in ("relcl", "acl"):
        return head if verb.tag_ in ("VBG", "VB") else None
    if verb.dep_ == "pcomp":
        up = head.head
        return subject_of(up, depth - 1) if up.pos_ in ("VERB", "AUX") else None
    return None


def phrase(head: Token, without: Iterable[Token] = (), relatives: bool = False) -> list[Token]:
    """A noun phrase: its subtree without relative clauses (unless asked for), and without what hangs on `without`.

    Appositions stay; whoever wants the bare name takes them off.
    """
    drop: set[int] = set()
    for token in without:
        drop.update(t.i for t in token.subtree)
    for c in head.children:
        if (c.dep_ == "relcl" and not relatives) or (c.dep_ in ("advcl", "parataxis", "ccomp", "dep") and c.i > head.i):
            drop.update(t.i for t in c.subtree)
    return trim([t for t in head.subtree if t.i not in drop])


def trim(tokens: list[Token]) -> list[Token]:
    """The tokens without punctuation and white space at either end, gaps at the right end cut off."""
    start, end = 0, len(tokens)
    while start < end and (tokens[start].is_space or tokens[start].text in _BORDERS):
        start += 1
    while end > start and (tokens[end - 1].is_space or tokens[end - 1].text in _BORDERS):
        end -= 1
    return tokens[start:end]


def words_of_cue(verb: Token) -> list[Token]:
    """The verb with its auxiliaries, negation, particle and the adverbs next to it."""
    kept = {verb.i}
    for c in verb.children:
        if c.dep_ in _HELPERS:
            kept.add(c.i)
    low, high = verb.i, verb.i
    doc = verb.doc
    while low - 1 >= 0 and (
        low - 1 in kept
        or (doc[low - 1].dep_ == "advmod" and doc[low - 1].head.i == verb.i and doc[low - 1].tag_ == "RB")
    ):
        low -= 1
    while high + 1 < len(doc) and (high + 1 in kept):
        high += 1
    while (
        low < verb.i
        and doc[low].dep_ == "advmod"
        and doc[low].lower_ in ("also", "then", "so", "when", "as", "now", "however")
    ):
        low += 1
    return list(doc[low : high + 1])


def spans(doc: Doc, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Token numbers as few character spans, white space and punctuation bridged, none at the borders."""
    numbers = sorted(set(tokens))
    runs: list[list[int]] = []
    for i in numbers:
        if (
            runs
            and all(doc[j].is_space or doc[j].is_punct for j in range(runs[-1][-1] + 1, i))
            and i - runs[-1][-1] <= 3
        ):
            runs[-1].append(i)
        else:
            runs.append([i])
    out = []
    for run in runs:
        kept = trim([doc[i] for i in run])
        if kept:
            out.append(Span(kept[0].idx, kept[-1].idx + len(kept[-1].text)))
    return tuple(out)
