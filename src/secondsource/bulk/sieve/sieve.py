"""The relevance sieve: a gate that most texts of an archive do not pass, and a scorer for those that do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from secondsource.subjects import Subject

from .features import Features, stretches
from .fold import folded, way_back
from .forms import tokens_of
from .gate import Gate
from .lexicon import AGAINST, ASIDE, NAMES, OWN, families, told_by
from .weights import Weights, load
from .words import Found, Vocabulary, spans

VERSION = "1"
"""Changed whenever the same words and weights may judge otherwise."""
_TOLD = 12
"""Words that are told of a report that was kept; they are to show why, not to be counted."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that speaks for a text.

    Args:
        start: where it begins in the text, in characters; in the title if `in_title`.
        end: where it ends.
        family: what it speaks for, a family of the pack's `sieve.yaml`.
        in_title: whether it stands in the title.
    """

    start: int
    end: int
    family: str
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What the sieve makes of a text.

    Args:
        kept: whether it is to be read.
        score: from 0 to 1; 0 if it did not pass the gate.
        why: of a text that is kept, the words that speak for it, the weightiest families first.
    """

    kept: bool
    score: float
    why: tuple[Cue, ...] = ()


_STOPPED = Judged(False, 0.0)


class Sieve:
    """Judges texts for one subject. It can be pickled, and is made in about a second.

    Args:
        words: by family, as `lexicon.families` gives them.
        stems: letters of which one stands in most names of the subject.
        languages: that the pack has words of; a text in another one is kept by its names alone.
        weights: of the scorer.
    """

    def __init__(
        self, words: Mapping[str, Iterable[str]], stems: Iterable[str], languages: Iterable[str], weights: Weights
    ) -> None:
        self._made_of = (words, tuple(stems), tuple(languages), weights)
        self._vocabulary = Vocabulary(words)
        self._gate = Gate(self._vocabulary, self._made_of[1])
        self._languages = frozenset(languages)
        self._weights = weights

    @classmethod
    def of(cls, pack: Subject, threshold: float | None = None) -> Sieve:
        """The sieve of a subject pack.

        Args:
            pack: the subject; it needs a `sieve.yaml`.
            threshold: the score from which a text is kept, from 0 (whatever passes the gate) to 1; the one the weights came with if None.

        Raises:
            BadPack: if the pack has no `sieve.yaml`, or one that does not fit.
        """
        weights = load()
        if threshold is not None:
            weights = Weights(weights.weights, weights.constant, threshold)
        return cls(families(pack), told_by(pack).get("stems", ()), pack.languages, weights)

    def __reduce__(self) -> tuple[type[Sieve], tuple[object, ...]]:
        return Sieve, self._made_of

    @property
    def threshold(self) -> float:
        """The score from which a text is kept."""
        return self._weights.threshold

    @property
    def version(self) -> str:
        """Changes when the same text may be judged otherwise."""
        words, stems, languages, weights = self._made_of
        told = [f"{family} {word}" for family, listed in words.items() for word in listed]
        made_of = [VERSION, *told, *stems, *sorted(languages), repr(sorted(weights.weights.items())), repr(weights)]
        return sha256("\0".join(made_of).encode("utf-8", "surrogatepass")).hexdigest()

    def may_concern(self, text: str) -> bool:
        """Whether a text can be of the subject at all: one of which this is not said is never kept, nor is any stretch of it."""
        return self._gate.passes(text)

    def judge(self, text: str, language: str, title: str = "") -> Judged:
        """Whether a text is to be read for the subject, and why.

        Args:
            text: the body.
            language: its code (`en`, `zh-Hant`); empty if it is not known.
            title: the headline, if there is one.

        >>> from secondsource.subjects import load
        >>> Sieve.of(load()).judge("Forty North Korean workers have had no wages since May.", "en").kept
        True
        """
        whole = f"{title}\n{text}" if title else text
        if not self._gate.passes(whole):
            return _STOPPED
        tokens = tokens_of(folded(whole))
        found = self._vocabulary.find(tokens)
        if not _names_it(found):
            return _STOPPED
        score, within = self._best(tokens, found)
        strange = bool(language) and language.lower().split("-")[0] not in self._languages
        if score < self.threshold and not (strange and any(word.family in OWN for word in found)):
            return Judged(False, score)
        return Judged(True, score, tuple(self._cues(whole, within, len(title) + 1 if title else 0)))

    def features(self, text: str, title: str = "") -> list[Features]:
        """What is counted of each stretch of a text, for training; empty if it does not pass the gate."""
        whole = f"{title}\n{text}" if title else text
        tokens = tokens_of(folded(whole))
        found = self._vocabulary.find(tokens) if self._gate.passes(whole) else []
        return [features for features, _ in stretches(tokens, found)] if _names_it(found) else []

    def _best(self, tokens: Sequence[str], found: Sequence[Found]) -> tuple[float, list[Found]]:
        judged = ((self._weights.score(features), within) for features, within in stretches(tokens, found))
        score, within = max(judged, key=lambda pair: pair[0])
        return score, list(within)

    def _cues(self, whole: str, found: list[Found], offset: int) -> Iterator[Cue]:
        """The weightiest words as cues; `offset` is where the text begins after its title."""
        plain, way = way_back(whole)
        if plain != folded(whole):  # signs of a few scripts fold otherwise alone than together
            found = self._vocabulary.find(tokens_of(plain))
        told = self._weightiest(found)
        for word, (start, end) in zip(told, spans(plain, told), strict=True):
            begin, stop = way.span(start, end) if way else (start, end)
            before = 0 if begin < offset else offset
            yield Cue(begin - before, stop - before, word.family, begin < offset)

    def _weightiest(self, found: list[Found]) -> list[Found]:
        """Words to tell, the first few of each family, in their order in the text."""
        number: Counter[str] = Counter()
        ranked = []
        for word in found:
            if word.family not in (AGAINST, ASIDE):
                number[word.family] += 1
                weight = 99.0 if word.family in OWN else self._weights.weights.get(word.family, 0.0)
                ranked.append((number[word.family], -weight, word))
        return sorted(word for _, _, word in sorted(ranked)[:_TOLD])


def _names_it(found: Iterable[Found]) -> bool:
    """Whether a text names the subject by one of its own names, or by one that may mean it beside a word of another family."""
    told = {word.family for word in found} - {AGAINST, ASIDE}
    return not told.isdisjoint(OWN) or (not told.isdisjoint(NAMES) and bool(told.difference(NAMES)))
