"""How sure a Korean statement is, and whether its source has seen it or holds a record of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...model import Chain, Factuality, LinkKind, Mark, Span

_THING = re.compile(r"(?P<before>[가-힣])\s것(?:이|으로 보|입)?")
_FIRST = frozenset({Factuality.DENIED, Factuality.RUMOURED})
_ORDER = (
    Factuality.DENIED,
    Factuality.RUMOURED,
    Factuality.CONDITIONAL,
    Factuality.POSSIBLE,
    Factuality.PLANNED,
    Factuality.FORECAST,
    Factuality.OPINION,
)


class Judge:
    """Judges statements of one text.

    Args:
        text: the report's text.
        data: the lists of `cues/ko/attribution.yaml`.
    """

    def __init__(self, text: str, data: Mapping[str, Sequence[str]]) -> None:
        self.text = text
        self.data = data

    def found(self, word: str, place: Span) -> int:
        """Where a word of doubt stands in a place, -1 if nowhere; “바꿀 수 있는 돈표” only says what kind of thing it is."""
        end = min(place.end + 2, len(self.text))
        at = self.text.find(word, place.start, end)
        while at >= 0 and (
            (word.endswith("있") and self.text[at + len(word) : at + len(word) + 2] in ("는 ", "던 "))
            or (word.startswith("듯") and self.text[at - 1] == "럴")
        ):
            at = self.text.find(word, at + 1, end)
        return at

    def saw(self, chain: Chain, content: Span, cue: Span | None, speaker: Span | None, factuality: Factuality) -> bool:
        """Whether the source has seen it: by its own name or by its words."""
        link = chain.innermost
        if link is None or link.kind not in (LinkKind.UNNAMED, LinkKind.GROUP, LinkKind.PERSON, LinkKind.ROLE):
            return False
        words = self.data["witnessed"]
        said = self.text[content.start : (cue.end if cue is not None and cue.start >= content.start else content.end)]
        named = speaker.of(self.text) if speaker is not None else link.name
        return factuality is Factuality.ASSERTED and any(w in named or w in said for w in words)

    def acts(self, chain: Chain) -> bool:
        """Whether a body tells of its own acts (the customs of a seizure), which are its record."""
        link = chain.innermost
        if link is None or link.kind is not LinkKind.BODY:
            return False
        return any(link.span.of(self.text).endswith(word) for word in self.data["acting"])

    def judge(self, content: Span, cue: Span | None) -> tuple[Factuality, tuple[Mark, ...]]:
        """The factuality by words of the content's end and of the cue, doubt before certainty."""
        tail = Span(max(content.start, content.end - 40), content.end)
        whole = frozenset({Factuality.RUMOURED, Factuality.CONDITIONAL})
        asked = [(value, place) for value in _ORDER if value in _FIRST for place in (content, cue)]
        asked += [(value, place) for place in (content, cue) for value in _ORDER if value not in _FIRST]
        for value, place in asked:
            where = tail if place is content and value not in whole else place
            for word in self.data[value.value]:
                at = self.found(word, where) if where is not None else -1
                if at >= 0:
                    return value, (Mark(of=f"factuality: {value.value}", span=Span(at, at + len(word))),)
        future = next(
            (
                m
                for m in _THING.finditer(self.text, tail.start, min(tail.end + 6, len(self.text)))
                if _ends_in_l(m["before"])
            ),
            None,
        )
        if future is not None:
            return Factuality.FORECAST, (
                Mark(of=f"factuality: {Factuality.FORECAST.value}", span=Span(*future.span())),
            )
        return Factuality.ASSERTED, ()


def _ends_in_l(syllable: str) -> bool:
    """Whether a syllable closes with ㄹ, as a verb before 것 does when it speaks of the future."""
    return (ord(syllable) - 0xAC00) % 28 == 8
