"""What is hidden in a case and yet stands in its words: which entries a search must not judge by their words alone.

The words of a case are put report by report, with what is personal in each report hidden in it. What is personal in one report is hidden in all others
too; where a search asks for such words, the masked text of the few entries that have them tells whether they fit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from secondsource.model import LedgerEntry, Reading
from secondsource.model.codec import decode
from secondsource.store.search import Index, Part, Phrase, Query, What, phrase_of
from secondsource.store.search.letters import in_twos, words_of

from .redaction.masks import Masks, decided, hidden_of


def hidden(reading: Reading) -> str:
    """What a reading gives to the masks of its case, for `pipeline.searching`; empty if nothing."""
    found = hidden_of(reading)
    return msgspec.json.encode(found, order="deterministic").decode() if found.literals or found.tellers else ""


def masks_in(index: Index, ledger: Iterable[LedgerEntry]) -> Masks:
    """The masks of a case by what was put with its words, and its decisions; the same as `masks_of` gives."""
    literals, tellers = set(decided(ledger)), dict[str, str]()
    for one in index.hidden():
        found = decode(one, Masks)
        literals |= found.literals
        tellers.update(found.tellers)
    return Masks(literals=frozenset(literals), tellers=tellers)


class HiddenWords:
    """What is hidden in a case, by its words.

    Args:
        masks: of the whole case.
    """

    def __init__(self, masks: Masks) -> None:
        self._by_word: defaultdict[str, list[Phrase]] = defaultdict(list)
        self._by_edge: defaultdict[str, list[Phrase]] = defaultdict(list)
        for text in sorted({*masks.literals, *masks.tellers}):
            phrase = phrase_of(text)
            if phrase is None:
                continue
            words = words_of(text)
            for word in words:
                self._by_word[word].append(phrase)
            # a run of signs goes on before and behind what is hidden
            self._by_edge[f"{words[-1]}."].append(phrase)
            self._by_edge[f".{words[0][0]}"].append(phrase)
        self._words = sorted(self._by_word)

    def touched(self, query: Query, what: What, index: Index) -> frozenset[str]:
        """Ids of the entries that hold hidden words which the search asks about."""
        phrases = dict.fromkeys(phrase for part in query.parts for phrase in self._in(part))
        found: set[str] = set()
        for phrase in phrases:
            found.update(index.ask(Query(parts=(Part((phrase,)),)), what, most=_ALL).ids)
        return frozenset(found)

    def _in(self, part: Part) -> Iterator[Phrase]:
        for way in part.ways:
            if not isinstance(way, Phrase):
                # Stems are asked for beside the word as it stands, and a hidden Korean word may be any of their forms.
                yield from (phrase for word in self._words if word > "\u1100" for phrase in self._by_word[word])
                continue
            for word in way.words:
                yield from (phrase for other in self._beginning(word) for phrase in self._by_word[other])
                if in_twos(word):
                    yield from self._by_edge.get(f"{word[0]}.", ())
                    yield from self._by_edge.get(f".{word[-1]}", ())

    def _beginning(self, word: str) -> Iterator[str]:
        for at in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[at].startswith(word):
                return
            yield self._words[at]


_ALL = 1 << 31
