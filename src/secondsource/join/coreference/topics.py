"""Rows sorted into topics, each with its mentions and their stories: what is compared."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .compare import Matrix, Vectors, compared
from .mentions import Mention, mention, read_in
from .stems import stem_of, worded
from .stories import stories

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[Sequence[str]], Iterable["Doc"]]


@dataclass(frozen=True)
class Topic:
    """The mentions of one topic, in an order of their own.

    Args:
        places: the positions of their rows.
        mentions: what is taken of each.
        stories: the number of each one's story.
        rarity: the weight of each stem, over the documents of all topics.
    """

    places: Sequence[int]
    mentions: Sequence[Mention]
    stories: npt.NDArray[np.int64]
    rarity: Mapping[str, float]

    def compared(self, vectors: Vectors | None) -> Iterator[tuple[str, Matrix]]:
        """The comparisons of all its mentions, one after another."""
        return compared(self.mentions, self.stories, self.rarity, vectors)


def topics(rows: Sequence[Mapping[str, Any]], parse: Parse) -> Iterator[Topic]:
    """The topics of the rows (see `coreference`), by name; the order of the rows does not matter."""
    order = sorted(range(len(rows)), key=lambda k: _standing(rows[k]))
    texts = sorted({text for row in rows for text in (str(row["sentence"]), read_in(row))})
    parsed = dict(zip(texts, parse(texts), strict=True))
    places: dict[str, list[int]] = defaultdict(list)
    documents: dict[str, dict[str, dict[str, Doc]]] = defaultdict(lambda: defaultdict(dict))
    for k in order:
        topic, doc, sentence = (str(rows[k][field]) for field in ("topic", "doc", "sentence"))
        places[topic].append(k)
        documents[topic][doc][sentence] = parsed[sentence]
    rarity = _rarity([list(sentences.values()) for docs in documents.values() for sentences in docs.values()])
    for topic in sorted(places):
        mentions = [mention(rows[k], parsed) for k in places[topic]]
        story = stories({doc: list(sentences.values()) for doc, sentences in documents[topic].items()}, rarity)
        yield Topic(places[topic], mentions, np.array([story[m.doc] for m in mentions], dtype=np.int64), rarity)


def _standing(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row[field]) for field in ("doc", "m_id", "sentence", "span", "words"))


def _rarity(documents: Sequence[Sequence[Doc]]) -> dict[str, float]:
    """The weight of each stem: the logarithm of how few documents hold it (Spärck Jones 1972)."""
    counts = Counter(word for doc in documents for word in {stem_of(t) for sentence in doc for t in worded(sentence)})
    return {word: math.log((1 + len(documents)) / count) for word, count in counts.items()}
