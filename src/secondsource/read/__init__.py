"""Reads reports: who says what, from whom, how sure, and which events are told.

English by parse, rules and a small trained encoder, Korean by its endings.

The parser is loaded when the first report is read and not before: a command that reads nothing does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..subjects import Subject
from .language import language_of
from .reader import VERSION, BuiltIn, Reader, Tongue, default_reader, no_mentions

if TYPE_CHECKING:
    from .attribution.found import Found


def attributions(text: str, pack: Subject) -> list[Found]:
    """The outermost attributions of an English text, by the trained encoder or, without its weights, by the rules.

    Each has the spans of `source` (empty where nobody is named), `cue` and `content` into that text, and a `confidence`: the share
    of such attributions that are right (see the reliability table in `docs/evaluation.md`).
    """
    from .attribution.outermost import attributions as outermost

    return outermost(text, pack)


def factuality_values(rows: Iterable[Mapping[str, Any]], pack: Subject) -> list[float]:
    """How certain it is, from -3 to 3, that each row's event happened.

    Args:
        rows: `text` and `span` ([start, end) of the event's words), if wished `scale`; rows of one text are best kept together.
        pack: the subject pack that holds the signatures of embedding words.
    """
    from .factuality_value import factuality_values as values

    return values(rows, pack)


__all__ = [
    "VERSION",
    "BuiltIn",
    "Reader",
    "Tongue",
    "attributions",
    "default_reader",
    "factuality_values",
    "language_of",
    "no_mentions",
]
