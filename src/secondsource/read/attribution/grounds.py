"""What somebody rests on who tells: “based on satellite imagery”, “relying on figures from the embassy”."""

from __future__ import annotations

from spacy.tokens import Token

from ...model import Span
from ..cues import Cues
from ..prose import Prose
from ..sources import Registry
from .syntax import child

RESTS = frozenset({"base", "rely", "draw", "rest"})
_HANDS_ON = frozenset({"account", "testimony", "word", "statement", "interview", "information", "evidence", "tip"})
"""What is somebody's: “the account of a driver” is the driver's."""
_COUNTED = frozenset({"figure", "number", "datum", "data", "estimate", "statistic", "count"})
"""What somebody counted: the embassy, in “figures from the embassy” and in “embassy figures”."""
_NAMES = frozenset({"PERSON", "ORG", "NORP", ""})
"""What a proper name may be taken for; laws, days, events and works tell nothing."""
_PEOPLE = ("men", "man", "women", "woman", "people", "person")
_KNOWN = (
    "unnamed_nouns", "anonymous_nouns", "role_nouns", "occupations", "body_words", "record_words", "report_words", "outlet_words",
    "sensor_words", "spokespeople",
)  # fmt: skip


def ground(verb: Token) -> Token | None:
    """Whose account something is based on: the driver of “based on the account of a driver”; None if it is based on nothing."""
    on = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "upon")), None)
    thing = child(on, "pobj") if on is not None else None
    if thing is None or thing.lemma_.lower() not in _HANDS_ON | _COUNTED:
        return thing
    giver = next((c for c in thing.children if c.dep_ == "prep" and c.lower_ in ("of", "from", "by", "with")), None)
    who = (child(giver, "pobj") if giver is not None else None) or child(thing, "poss")
    if thing.lemma_.lower() in _HANDS_ON:
        return who
    return (who if giver is None or giver.lower_ != "of" else None) or child(thing, "compound") or thing


def tells(whom: Token, prose: Prose, cues: Cues, registry: Registry) -> bool:
    """Whether a noun is somebody who tells, or something that shows: not a reason, a law, a concern."""
    edge = Span(whom.left_edge.idx, whom.right_edge.idx + len(whom.right_edge.text))
    if whom.pos_ == "PROPN" and whom.ent_type_ in _NAMES and not any(ch.isdigit() for ch in edge.of(prose.text)):
        return True
    if any(True for _ in registry.within(prose.text, edge.start, edge.end)):
        return True
    names = {whom.lower_, whom.lemma_.lower()}
    return whom.lower_.endswith(_PEOPLE) or any(names & cues.sources[name] for name in _KNOWN)
