"""Korean prose by its particles and endings."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language

from ...model import Report
from ..prose import Prose, blanked


@lru_cache(maxsize=1)
def _splitter() -> Language:
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 100_000_000
    return nlp


def parse_korean(report: Report) -> Prose:
    """The report as tokens between white space and punctuation, in sentences, without a parse."""
    return Prose(report, _splitter()(blanked(report)))


__all__ = ["parse_korean"]
