"""Event coreference on mentions that are given: which of them tell of one and the same event.

The joining of claims goes by kind, day, place and number. Here only the words and their sentences are at hand, as in ECB+ (Cybulska and
Vossen 2014), on which the clustering is measured. Documents of a topic are split into stories, mentions of a story are compared in seven
ways, and average linkage brings together what is alike enough.

Parser and word vectors are the caller's: nothing here knows how a text is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .compare import WITH_VECTORS, WORDS_ALONE, Vectors, scored
from .linkage import linked
from .topics import Parse, topics


def coreference(rows: Sequence[Mapping[str, Any]], *, parse: Parse, vectors: Vectors | None = None) -> list[list[int]]:
    """Positions of the rows grouped by event, each group sorted; the order of the rows does not change the groups.

    Time and memory grow with the square of the mentions of a topic; 2,000 in one take some seconds.

    Args:
        rows: the mentions, each with `doc`, `m_id`, `topic`, `sentence`, `span` (its characters in the sentence; (0, 0) where they are
            not known) and `words`. Mentions of different topics are never grouped.
        parse: parses texts in their order (`spacy.language.Language.pipe`); dependencies, lemmas and word classes are used.
        vectors: vectors of words, (words, size), the middle of the vocabulary at zero; without them, mentions are compared by their
            stems, which finds less.
    """
    fit = WITH_VECTORS if vectors is not None else WORDS_ALONE
    found = []
    for topic in topics(rows, parse):
        score = scored(topic.compared(vectors), topic.stories, fit.weights)
        found += [sorted(topic.places[k] for k in group) for group in linked(score, fit.join_from)]
    return sorted(found)


__all__ = ["Parse", "Vectors", "coreference"]
