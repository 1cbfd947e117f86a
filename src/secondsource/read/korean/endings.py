"""Where a Korean sentence says who says: speaker, content and cue by particles and endings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ...model import Span
from ...subjects import Subject

_TOPIC = r"(?:은|는|이|가|도|께서는|에서는)"
_END = r"(?:\s바\s있)?(?:다|다는|바|다며|습니다|는다|니다|고)?(?:\s?(?:것이다|것입니다|있다|있습니다))?[.\s”\"’']*$"


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of its own telling. Spans are into the report's text; `behind` is whom the speaker quotes."""

    content: Span
    cue: Span | None
    speaker: Span | None
    behind: Span | None = None
    sourceless: bool = False


class Endings:
    """The patterns of `cues/ko/attribution.yaml`, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = {name: tuple(words) for name, words in data.items()}
        any_of = {
            name: "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
            for name, words in self.data.items()
        }
        verbs = f"(?:{any_of['verbs']}|{any_of['weak_verbs']})"
        self.quoted = re.compile(
            rf"(?P<comp>(?<=[다라자냐까])고는?|(?<=[다라])며|라고|이라고|[”\"]\s?고|[”\"]\s?라고|[”\"]\s?라며)\s(?P<mid>[^.]{{0,60}}?)(?P<cue>{verbs}){_END}"
        )
        self.sourceless = re.compile(
            rf"\s(?P<cue>(?:것으로|으로|로)\s(?:{any_of['sourceless']})[가-힣]*(?:\s있[가-힣]*)?){_END}"
        )
        self.nominal = re.compile(
            rf"(?P<comp>(?<=다)는|라는)\s(?:것이\s)?(?:(?P<who>[가-힣A-Za-z]+)(?:의)\s)?(?P<cue>{any_of['nominal_ends']})[.\s]*$"
        )
        self.by = re.compile(rf"(?P<cue>{any_of['by']})\s?,?")
        self.behind = re.compile(
            rf"(?P<who>[^,.]{{1,40}}?)(?:을|를|의 말을|의 보도를)\s?(?P<cue>{any_of['quoting']})[\s,]"
        )
        self.sources = re.compile(
            any_of["unnamed"] + "|" + any_of["back"] + "|" + any_of["sensor"] + "|" + any_of["record"]
        )
        tails = "|".join([any_of["body_ends"], any_of["outlet_ends"], any_of["unnamed"]])
        self.speaker_like = re.compile(
            rf"(?:{tails}|들|\))$|^(?:그|그녀|이들|그들|보도|방송|신문)$|(?:연구원|교수|대변인|수녀|총리|장관|의원|주인|대사|씨)$|[가-힣]{{2,4}}\s?(?:연구원|교수|대변인|씨)"
        )
        self.lead = re.compile(
            rf"^(?P<who>[^,“\"]{{1,45}}?)(?!(?<=[하되있없])는){_TOPIC}\s(?P<more>(?:또|이어|다만|이 보도에 대해|당시)\s)?"
        )

    def read(self, text: str, start: int, end: int, known: re.Pattern[str]) -> Said | None:
        """Who says what in one sentence; None if it does not say."""
        s = text[start:end]
        behind = self.behind.search(s)
        hit = self.quoted.search(s)
        if hit is not None:
            content_end = hit.start("comp")
            mid = hit["mid"]
            who = re.match(rf"^(?P<who>.{{1,40}}?){_TOPIC}(?:\s|$)", mid) if mid else None
            speaker: Span | None = None
            begin = 0
            if who is not None and self.is_speaker(who["who"], known):
                speaker = Span(start + hit.start("mid"), start + hit.start("mid") + len(who["who"]))
            else:
                lead = self.lead.match(s)
                if lead is not None and lead.end() < content_end and self.is_speaker(lead["who"], known):
                    speaker, begin = Span(start, start + len(lead["who"])), lead.end()
                    if behind is not None and behind.start() < content_end:
                        begin = max(begin, behind.end())
            by = self.by.search(s)
            if speaker is None and by is not None and by.start() < content_end:
                speaker, begin = Span(start, start + by.start()), by.end()
            weak = hit["cue"] in self.data["weak_verbs"]
            if speaker is None and not weak and not mid.strip():
                return self.made(text, start, begin, content_end, hit, None, behind, True)
            return self.made(text, start, begin, content_end, hit, speaker, behind, speaker is None and not weak)
        by = self.by.search(s)
        hit = self.sourceless.search(s)
        if by is not None and by.start() > 0:
            stop = hit.start() if hit is not None else len(s)
            content = Span(start + by.end(), start + max(stop, by.end() + 1))
            return Said(
                content=content,
                cue=Span(start + by.start("cue"), start + by.end("cue")),
                speaker=Span(start, start + by.start()),
            )
        if hit is not None and hit.start() > 3:
            return Said(
                content=Span(start, start + hit.start()),
                cue=Span(start + hit.start("cue"), start + hit.end("cue")),
                speaker=None,
                sourceless=True,
            )
        hit = self.nominal.search(s)
        if hit is not None and hit.start("comp") > 3:
            speaker = Span(start + hit.start("who"), start + hit.end("who")) if hit["who"] else None
            return Said(
                content=Span(start, start + hit.start("comp")),
                cue=Span(start + hit.start("cue"), start + hit.end("cue")),
                speaker=speaker,
                sourceless=False,
            )
        return None

    def is_speaker(self, words: str, known: re.Pattern[str]) -> bool:
        """Whether a topic may be one who speaks: a source of the registry, an outlet, body, person with a title, or a pronoun."""
        return bool(self.speaker_like.search(words.strip()) or known.search(words))

    def made(
        self,
        text: str,
        start: int,
        begin: int,
        stop: int,
        hit: re.Match[str],
        speaker: Span | None,
        behind: re.Match[str] | None,
        sourceless: bool,
    ) -> Said | None:
        """What was said between two places of a sentence; None if there is nothing between."""
        if stop - begin < 4:
            return None
        who = (
            Span(start + behind.start("who"), start + behind.end("who"))
            if behind is not None and behind.end() <= stop
            else None
        )
        if who is not None and speaker is not None and speaker.end > who.start:
            lead = re.match(rf"^.{{1,45}}?{_TOPIC}\s", text[who.start : who.end])
            who = Span(who.start + lead.end(), who.end) if lead and who.start + lead.end() < who.end else who
        return Said(
            content=Span(start + begin, start + stop),
            cue=Span(start + hit.start("cue"), start + hit.end("cue")),
            speaker=speaker,
            behind=who if who is not None and (speaker is None or not who.overlaps(speaker)) else None,
            sourceless=sourceless,
        )


@lru_cache(maxsize=4)
def endings(pack: Subject) -> Endings:
    """The Korean endings of a pack, compiled once."""
    return Endings(pack.cues("ko")["attribution"])
