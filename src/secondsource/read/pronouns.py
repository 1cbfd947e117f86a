"""Who has spoken so far in a report, so that “he”, “the same source” and “the broadcaster” find their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model import Chain, Link, LinkKind

SINGULAR = frozenset({"he", "she", "him", "her", "his"})
PLURAL = frozenset({"they", "them", "their"})
THING = frozenset({"it", "its"})
_PEOPLE = (LinkKind.PERSON, LinkKind.ROLE, LinkKind.UNNAMED)
_BODIES = (LinkKind.OUTLET, LinkKind.BODY, LinkKind.RECORD, LinkKind.SENSOR)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who has spoken: the whole chain to him, the words that named him, whether they are several."""

    chain: Chain
    words: frozenset[str]
    plural: bool
    at: int

    def alone(self, words: frozenset[str]) -> Speaker:
        """Of several who spoke together the one whom the words name (“the witness” of “police and a witness”); else all of them."""
        named = [m for m in self.chain.links[-1].members if words & set(m.name.lower().split())]
        if len(named) != 1:
            return self
        return Speaker(Chain((*self.chain.links[:-1], named[0])), words, False, self.at)


@dataclass(slots=True)
class Speakers:
    """The speakers of one report, in the order in which they spoke. The only thing here that changes: one per reading."""

    seen: list[Speaker] = field(default_factory=list)

    def add(self, chain: Chain, words: frozenset[str], plural: bool, at: int) -> None:
        """Remember a speaker."""
        if chain.links:
            self.seen.append(Speaker(chain, words, plural, at))

    def pronoun(self, word: str) -> Speaker | None:
        """The antecedent of a pronoun among the speakers."""
        word = word.lower()
        for speaker in reversed(self.seen):
            link = speaker.chain.links[-1]
            if word in SINGULAR and link.kind in _PEOPLE and not speaker.plural:
                return speaker
            if word in THING and (link.kind in _BODIES):
                return speaker
            if word in PLURAL and (speaker.plural or link.kind in (LinkKind.GROUP, LinkKind.BODY)):
                return speaker
        if word in PLURAL and self.seen:
            return self.seen[-1]
        return None

    def described(self, words: frozenset[str], kinds: tuple[LinkKind, ...]) -> Speaker | None:
        """The speaker whom a definite description takes up: of those of the right kind the one who shares most words, of equals the last."""
        best: Speaker | None = None
        most = -1
        for speaker in reversed(self.seen):
            if speaker.chain.links[-1].kind not in kinds:
                continue
            shared = len(words & speaker.words)
            if shared > most:
                best, most = speaker, shared
        return best.alone(words) if best else None

    def surname(self, name: str, family_first: bool = False) -> Link | None:
        """The person who spoke under a longer name that ends with this one; or begins with it, where surnames of its kind stand first."""
        ends = (one for one in self._people(name) if one.name.split()[-1:] == name.split()[-1:])
        begins = (one for one in self._people(name) if family_first and one.name.split()[0] == name)
        return next(ends, None) or next(begins, None)

    def _people(self, name: str) -> Iterator[Link]:
        """Those who spoke under other names, the last first."""
        for link in (one for speaker in reversed(self.seen) for one in speaker.chain.links[-1].each):
            if link.kind is LinkKind.PERSON and link.name != name:
                yield link
