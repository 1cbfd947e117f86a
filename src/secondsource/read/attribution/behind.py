"""“The report cited a site manager.”: a sentence that tells nothing but who stands behind what was told right before."""

from __future__ import annotations

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from ...model import Chain, LinkKind, Span
from ..cues import Cues
from ..factuality import root_of
from ..pronouns import THING
from ..prose import Prose
from ..sources import Registry
from .grounds import RESTS, ground, tells
from .syntax import child, passive, phrase, quoting

_CITES = frozenset({"cite", "quote"})
_TELLERS = frozenset({LinkKind.OUTLET, LinkKind.BODY})


def behind(prose: Prose, sent: Piece, cues: Cues, registry: Registry, chain: Chain) -> Span | None:
    """The words that name who stands behind a chain, where a sentence says just that of whoever tells it; None if it does not.

    “The report cited a lack of food” names nobody, and neither does “it cited no source”.

    Args:
        prose: the report.
        sent: the sentence.
        cues: the pack's words.
        registry: the pack's sources.
        chain: of what was told right before; its innermost link is whom the sentence must be about.
    """
    link, verb = chain.innermost, root_of(sent)
    if link is None or link.kind not in _TELLERS or verb is None or child(verb, "neg", "ccomp") is not None:
        return None
    lemma = verb.lemma_.lower()
    if lemma in _CITES and not passive(verb) and quoting(verb) is None:
        subject, whom = child(verb, "nsubj"), child(verb, "dobj")
    elif lemma in RESTS and passive(verb):
        subject, whom = child(verb, "nsubjpass"), ground(verb)
    else:
        return None
    if subject is None or whom is None or not _is_the(subject, prose, cues, registry, chain):
        return None
    someone = lemma == "quote" and whom.pos_ == "NOUN" and whom.lemma_.lower() not in cues.sources["reasons"]
    if any(t.lower_ in ("no", "any", "neither") for t in whom.subtree) or not (
        someone or tells(whom, prose, cues, registry)
    ):
        return None
    words = phrase(whom)
    return Span(words[0].idx, words[-1].idx + len(words[-1].text))


def _is_the(subject: Token, prose: Prose, cues: Cues, registry: Registry, chain: Chain) -> bool:
    """Whether a subject is who told what stands before: “it”, “the report”, “the agency”, its own name."""
    if subject.lower_ in THING:
        return True
    link = chain.links[-1]
    edge = Span(subject.left_edge.idx, subject.idx + len(subject.text))
    for _, source in registry.within(prose.text, edge.start, edge.end):
        return source.name == link.name
    words = edge.of(prose.text).lower().split()
    if subject.pos_ == "PROPN" or words[0] not in ("the", "this", "its", "that"):
        return edge.of(prose.text) == link.name
    s, noun = cues.sources, subject.lower_
    if noun in s["report_words"] or (link.kind is LinkKind.OUTLET and noun in s["outlet_words"]):
        return True
    return link.kind is LinkKind.BODY and noun in link.name.lower().split()
