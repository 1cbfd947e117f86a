"""Rumours as they go on through a report: what a nameless source has only heard stays a rumour wherever it is told on."""

from __future__ import annotations

from ...model import Chain, Factuality, Link, LinkKind, Mark, Span, Statement
from ..cues import Cues
from ..prose import Prose

_NAMELESS = frozenset({LinkKind.UNNAMED, LinkKind.ROLE, LinkKind.GROUP, LinkKind.RUMOUR})
_NEAR = 800
"""Characters before “it is said” within which talk of rumour makes it rumour too."""
_SHARED = 3
"""Nouns that a nameless account must share with the rumours told before to be taken for more of them."""


class Doubt:
    """The rumours of one report, in the order in which they are told.

    Args:
        prose: the report with its parse.
        cues: the pack's words.
    """

    def __init__(self, prose: Prose, cues: Cues) -> None:
        self.prose = prose
        self.text = prose.text
        self.cues = cues
        self.rumours: list[tuple[Link | None, frozenset[str], Mark | None]] = []

    def told(self, chain: Chain, content: tuple[Span, ...], marks: tuple[Mark, ...]) -> None:
        """Remember a rumour."""
        self.rumours.append((chain.innermost, self.nouns(content), next(iter(marks), None)))

    def goes_on(self, last: Statement | None, chain: Chain, cue: Span | None, speaker: Span | None, how: str) -> bool:
        """Whether a statement goes on with a rumour: without a cue after one, or “it is said” after one."""
        if cue is not None and speaker is None and not chain.links:
            found = self.cues.phrases["rumour"].search(self.text, max(cue.start - _NEAR, 0), cue.start)
            return found is not None
        if last is None or last.factuality is not Factuality.RUMOURED:
            return False
        return (how == "continuation" and chain == last.chain) or (
            cue is not None and speaker is None and not chain.links
        )

    def nouns(self, content: tuple[Span, ...]) -> frozenset[str]:
        """The nouns of a content."""
        return frozenset(
            t.lemma_.lower() for c in content for t in self.prose.tokens(c) or () if t.pos_ == "NOUN" and len(t) > 2
        )

    def thread(self, chain: Chain, content: tuple[Span, ...]) -> Mark | None:
        """The mark of an earlier rumour that a nameless source goes on telling: the same source on the same matter, or another on just that matter."""
        link = chain.innermost
        if link is None or len(chain) > 1 or not all(each.kind in _NAMELESS for each in link.each):
            return None
        words = self.nouns(content)
        told = frozenset[str]().union(*(n for _, n, _ in self.rumours))
        for who, nouns, mark in self.rumours:
            same = who is not None and who.name == link.name
            if mark is not None and ((same and words & nouns) or len(words & told) >= _SHARED):
                return mark
        return None

    def third_hand(self, chain: Chain, cue: Span | None) -> bool:
        """Whether someone without a name has it from hearing someone else without a name."""
        heard = cue is not None and any(t.lemma_ in ("hear", "overhear") for t in self.prose.tokens(cue) or ())
        return heard and len(chain) > 1 and all(link.kind in _NAMELESS for link in chain.each)
