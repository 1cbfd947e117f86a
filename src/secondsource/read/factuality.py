"""How sure a statement is of its content, by its own words.

The order of the checks errs on the side of doubt: what is rumoured, conditional or merely possible must not be read as fact
because a later word sounds firm.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from ..model import Chain, Factuality, LinkKind, Mark, Span
from .attribution.nominal import denied
from .attribution.syntax import child
from .cues import Cues
from .prose import Prose
from .unconfirmed import unconfirmed

_INVERTED = frozenset({"had", "should", "were"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo"})
_MAYBE = frozenset({"may", "might", "could"})
_DUTY = frozenset({"must", "shall"})
_LIKELY = frozenset({"probably", "likely", "presumably"})
_ANYONE = frozenset({"you", "one"})
_RATES = frozenset({"year", "month", "week", "day", "hour"})
_TALKS = (LinkKind.PERSON, LinkKind.BODY, LinkKind.ROLE, LinkKind.UNNAMED)


def root_of(tokens: Iterable[Token]) -> Token | None:
    """The verb at the top of a stretch of words, or its top word if there is no verb."""
    words = [t for t in tokens if not t.is_space and not t.is_punct]
    inside = {t.i for t in words}
    tops = [t for t in words if t.head.i not in inside or t.head == t]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    return next(iter(verbs or tops), None)


def judge(
    prose: Prose, content: tuple[Span, ...], cue: Span | None, classes: frozenset[str], chain: Chain, cues: Cues
) -> tuple[Factuality, tuple[Mark, ...]]:
    """The factuality of a statement and the words it rests on.

    Args:
        prose: the report.
        content: the statement's content.
        cue: its words of saying, if any.
        classes: classes of the cue verb (`verbs.yaml`).
        chain: who says it.
        cues: the pack's words.
    """
    tokens = [t for span in content for t in (prose.tokens(span) or ())]
    text = prose.text
    cue_words = cue.of(text).lower() if cue else ""

    def mark(value: Factuality, spans: Iterable[Span]) -> tuple[Factuality, tuple[Mark, ...]]:
        return value, tuple(Mark(of=f"factuality: {value.value}", span=s) for s in spans)

    def first(kind: str, over: Iterable[Token]) -> list[Span]:
        words = cues.words[kind]
        return [_span(t) for t in over if t.lower_ in words][:1]

    def phrase(kind: str) -> list[Span]:
        for span in content:
            found = cues.phrases[kind].search(text, span.start, span.end)
            if found:
                return [Span(*found.span())]
        return []

    here = tokens[0].sent if tokens else None
    if cue is not None:
        if "neither" in cue_words or "not rule out" in cue_words:
            return mark(Factuality.POSSIBLE, [cue])
        if "deny" in classes:
            return mark(Factuality.DENIED, [cue])
    untrue = _said_untrue(prose, here, content, cues)
    if untrue:
        return mark(Factuality.DENIED, untrue)
    for link in chain.links:
        if link.kind is LinkKind.RUMOUR:
            return mark(Factuality.RUMOURED, [link.span])
    around = list(here or ())
    rumour = first("rumour", around)
    if not rumour and here is not None:
        found = cues.phrases["rumour"].search(text, here[0].idx, here[-1].idx + len(here[-1].text))
        rumour = [Span(*found.span())] if found else []
    if rumour or "rumour" in classes:
        return mark(Factuality.RUMOURED, rumour or ([cue] if cue else []))
    said = root_of(prose.tokens(cue) or ()) if cue is not None else None
    reported = said is not None and said.tag_ == "VBD"
    condition = _condition(tokens)
    if condition is not None:
        return mark(Factuality.CONDITIONAL, [_span(condition)])
    root = root_of(tokens)
    unreal = phrase("conditional")
    if unreal and not (reported and "would" in unreal[0].of(text)):
        return mark(Factuality.CONDITIONAL, unreal)
    helpers = (
        []
        if root is None
        else [c for c in root.children if c.dep_ in ("aux", "auxpass", "neg", "advmod")]
        + ([c for other in root.conjuncts for c in other.children if c.dep_ == "aux"] if root is not None else [])
    )
    lows = {c.lower_: c for c in helpers}
    if _FUTURE & set(lows) and _LIKELY & set(lows):
        return mark(Factuality.FORECAST, [_span(next(lows[w] for w in sorted(_FUTURE) if w in lows))])
    maybe = next((lows[w] for w in sorted(_MAYBE | cues.words["possible"] - {"can"}) if w in lows), None)
    if maybe is not None:
        return mark(Factuality.POSSIBLE, [_span(maybe)])
    loose = phrase("possible")
    if loose:
        return mark(Factuality.POSSIBLE, loose)
    missing = unconfirmed(tokens, root)
    if missing is not None:
        return mark(Factuality.POSSIBLE, [_span(missing)])
    if root is not None and root.lemma_ in ("seem", "appear") and "perceive" not in classes:
        return mark(Factuality.POSSIBLE, [_span(root)])
    if "shall" in lows:
        return mark(Factuality.PLANNED, [_span(lows["shall"])])
    if _denies(root, chain, cues):
        return mark(Factuality.DENIED, first("negation", tokens))
    opinion = phrase("opinion")
    future = next((lows[w] for w in sorted(_FUTURE) if w in lows), None)
    if cue is None and future is None:
        future = _looks_ahead(tokens)
        own = _own_guess(root, cues) if not chain.links else None
        if own is not None and root is not None:
            return mark(own, [_span(root)])
    if future is not None and not opinion:
        later = Factuality.PLANNED if "plan" in classes else Factuality.FORECAST
        return mark(later, [_span(future)])
    coming = phrase("forecast")
    if coming or "forecast" in classes:
        return mark(Factuality.FORECAST, coming or ([cue] if cue else []))
    duty = next((lows[w] for w in sorted(_DUTY) if w in lows and not _standing(tokens)), None)
    if duty is not None or "plan" in classes:
        return mark(Factuality.PLANNED, [_span(duty)] if duty is not None else [cue] if cue else [])
    planned = [s for s in phrase("planned") if _of_root(prose, s, root)]
    if (
        planned
        and not opinion
        and root is not None
        and (root.lemma_ not in ("have",) or "to" in planned[0].of(text))
        and root.tag_ != "VBD"
    ):
        return mark(Factuality.PLANNED, planned)
    sourceless = said is not None and not chain.links and child(said, "auxpass") is not None
    if sourceless and classes & {"opinion", "say", "suspect"} and not opinion:
        return Factuality.ASSERTED, ()
    if classes & {"suspect", "doubt"} or (classes & {"opinion"} and not classes & {"say"}):
        return mark(Factuality.OPINION, [cue] if cue else [])
    if opinion:
        return mark(Factuality.OPINION, opinion)
    if lows.get("would") is not None or lows.get("'d") is not None:
        modal = _span(lows.get("would") or lows["'d"])
        return mark(Factuality.PLANNED if reported else Factuality.CONDITIONAL, [modal])
    judged = [t for t in helpers if t.lower_ in ("should", "ought")]
    if judged:
        return mark(Factuality.OPINION, [_span(judged[0])])
    return Factuality.ASSERTED, ()


def _said_untrue(prose: Prose, sent: Iterable[Token] | None, content: tuple[Span, ...], cues: Cues) -> list[Span]:
    """The words that take back what the subject of their sentence tells: “reports that X turned out to be false”, “X, which proved wrong”."""
    words = list(sent or ())
    top = root_of(words)
    if top is not None and denied(top) and _subject_tells(top, content):
        return [_span(top)]
    found = (
        cues.phrases["untrue"].search(prose.text, words[0].idx, words[-1].idx + len(words[-1].text)) if words else None
    )
    piece = prose.tokens(Span(*found.span())) if found is not None else None
    if found is None or piece is None:
        return []
    verb = next((t for t in piece if t.pos_ in ("VERB", "AUX")), piece[0])
    while verb.dep_ in ("aux", "auxpass") and verb.head != verb:
        verb = verb.head
    subject = child(verb, "nsubj", "nsubjpass")
    taken_up = subject is not None and subject.lower_ in ("which", "it", "this") and content[0].start < found.start()
    return [Span(*found.span())] if taken_up or _subject_tells(verb, content) else []


def _subject_tells(verb: Token, content: tuple[Span, ...]) -> bool:
    """Whether a content stands in the subject of a verb."""
    subject = child(verb, "nsubj", "nsubjpass")
    return subject is not None and subject.left_edge.idx <= content[0].start <= subject.right_edge.idx


def _looks_ahead(tokens: list[Token]) -> Token | None:
    """A “will” outside relative clauses, wherever the parse hangs it."""
    for token in tokens:
        if token.lower_ in _FUTURE and token.tag_ == "MD":
            verb = token.head
            if verb.dep_ != "relcl" or not any(c.tag_ in ("WDT", "WP") for c in verb.children):
                return token
    return None


def _own_guess(root: Token | None, cues: Cues) -> Factuality | None:
    """What the writer himself hopes, expects or wants (“I hoped that ...”, “you can expect ...”)."""
    subject = child(root, "nsubj") if root is not None else None
    if root is None or subject is None or subject.lower_ not in cues.sources["own_voice_pronouns"] | _ANYONE:
        return None
    classes = cues.classes(root.lemma_.lower())
    if "forecast" in classes:
        return Factuality.FORECAST
    return Factuality.OPINION if classes & {"suspect", "opinion", "doubt", "want"} and "say" not in classes else None


def _standing(tokens: list[Token]) -> bool:
    """Whether a duty is told with a rate (“must pay 120 a year”): that is how things stand, not something still to come."""
    return any(
        t.lower_ in _RATES and any(c.lower_ in ("a", "each", "every", "per") for c in t.children) for t in tokens
    ) or any(t.lower_ in ("annually", "monthly", "yearly") for t in tokens)


def _of_root(prose: Prose, span: Span, root: Token | None) -> bool:
    """Whether a phrase belongs to the main verb and not to a clause inside."""
    piece = prose.tokens(span)
    return (
        piece is not None and root is not None and (piece[0] == root or piece[0].head == root or root.head == piece[0])
    )


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token.text))


def _condition(tokens: list[Token]) -> Token | None:
    """The word that opens an if-clause: “if”, “unless”, or an inverted “had”, “should”, “were”."""
    words = [t for t in tokens if not t.is_space]
    for n, token in enumerate(words):
        low = token.lower_
        if (
            low in ("if", "unless", "provided", "supposing")
            and token.dep_ in ("mark", "advmod")
            and token.head.dep_ in ("advcl", "ccomp", "dep", "conj", "ROOT")
        ):
            if token.head.dep_ == "ccomp" and low == "if" and n:
                continue
            return token
        if (
            low in _INVERTED
            and token.tag_ in ("VBD", "MD")
            and n + 1 < len(words)
            and (n == 0 or words[n - 1].text in ',;“"')
        ):
            follower = words[n + 1]
            if (
                (follower.dep_ in ("nsubj", "nsubjpass", "det", "expl", "compound", "poss", "amod"))
                and follower.pos_ in ("DET", "NOUN", "PRON", "PROPN", "ADJ")
                and token.is_title
            ):
                return token
    return None


def _denies(root: Token | None, chain: Chain, cues: Cues) -> bool:
    """Whether the speaker says that an event did not happen: a negated event verb in the mouth of a person or body, not of a tracker."""
    if root is None:
        return False
    if chain.links and chain.links[-1].kind not in _TALKS:
        return False
    spoken = bool(chain.links)
    known = root.lemma_.lower() in cues.own_verbs or root.lemma_ in ("exist", "happen", "occur", "be")
    if not spoken and not known:
        return False
    for c in root.children:
        if c.dep_ in ("nsubj", "nsubjpass"):
            if c.lower_ in ("nobody", "none", "nothing", "neither"):
                return True
            if any(d.lower_ in ("no", "neither") for d in c.children if d.dep_ in ("det", "neg", "advmod")):
                return True
        if c.dep_ == "neg" and c.lower_ == "never" and chain.links:
            return True
        if (
            c.dep_ == "neg"
            and chain.links
            and root.tag_ in ("VBN", "VB", "VBD")
            and chain.links[-1].kind in (LinkKind.BODY,)
        ):
            return True
        if c.dep_ in ("attr", "dobj") and c.lower_ == "nothing" and root.lemma_ in ("be", "happen", "exist"):
            return True
        if c.dep_ in ("dobj", "prep") and root.lemma_ == "hear" and any(d.lower_ == "no" for d in c.subtree):
            return True
    return False
