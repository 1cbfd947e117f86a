"""Whether a sentence without a cue goes on with what the last source told."""

from __future__ import annotations

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from ...model import Chain, LinkKind
from ..cues import Cues
from ..factuality import root_of
from .own_voice import eventive
from .syntax import child

_VOICES = frozenset({LinkKind.UNNAMED, LinkKind.PERSON, LinkKind.GROUP, LinkKind.ROLE, LinkKind.RUMOUR})
_NEW = frozenset({"a", "an", "another", "some"})
_POINTS_BACK = frozenset({"this", "that", "it", "they", "these", "those"})
_WRONG = frozenset({"wrong", "mistaken", "false", "untrue", "incorrect", "inaccurate"})
_SILENT = frozenset({"decline", "refuse"})
_HAD = frozenset({"was", "were", "had", "has", "have", "did"})


def continues(sent: Piece, cues: Cues, chain: Chain, apart: int) -> bool:
    """Whether the sentence goes on with the source's report.

    A report is told in the past tense. In the source's own paragraph a person's or an unnamed source's account may also look ahead;
    after an outlet's, what lies ahead is the writer's own view. One paragraph on, only a past event or something already spoken of
    still belongs to the source.

    Args:
        sent: the sentence.
        cues: the pack's words.
        chain: the chain of the source.
        apart: paragraphs between the source's last sentence and this one.
    """
    if not chain.links or apart > 1:
        return False
    if any(t.lower_ in cues.sources["own_voice_pronouns"] for t in sent):
        return False
    root = root_of(sent)
    if root is None:
        return False
    helpers = [c for verb in (root, *root.conjuncts) for c in verb.children if c.dep_ in ("aux", "auxpass")]
    modal = any(c.tag_ == "MD" for c in helpers)
    past = root.tag_ == "VBD" or any(c.lower_ in _HAD for c in helpers)
    event = eventive(sent, cues)
    if _speaks(root, cues) or _contradicts(sent):
        return False
    if apart == 0:
        voice = chain.links[-1].kind in _VOICES
        return past or voice or (event and not modal)
    bound = any(t.dep_ in ("nsubj", "nsubjpass") and (t.pos_ == "PRON" or _known(t)) for t in sent)
    return past and not modal and (event or bound)


def _contradicts(sent: Piece) -> bool:
    """“That is wrong”, “they are quite mistaken”: the report judges what it has just told; the view stays the other's."""
    words = [t for t in sent if not t.is_space][:4]
    return (
        len(words) > 2
        and words[0].lower_ in _POINTS_BACK
        and words[1].lemma_ == "be"
        and any(t.lower_ in _WRONG for t in words[2:])
    )


def _known(noun: Token) -> bool:
    """Whether a determiner says that the noun was spoken of before; “a” and “an” say that it was not."""
    word = child(noun, "det")
    return word is not None and word.lower_ not in _NEW


def _speaks(root: Token, cues: Cues) -> bool:
    """Whether the sentence tells what someone else, not a mere “he” or “they”, denied or would not say: that is the report's to tell."""
    subject = child(root, "nsubj")
    if subject is None or subject.pos_ == "PRON":
        return False
    if "deny" in cues.classes(root.lemma_.lower()):
        return True
    said = child(root, "xcomp")
    return root.lemma_ in _SILENT and said is not None and bool(cues.classes(said.lemma_.lower()) & {"say", "confirm"})
