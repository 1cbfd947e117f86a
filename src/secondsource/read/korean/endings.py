"""Where a Korean sentence says who says: speaker, content and cue by particles and endings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ...model import Span
from ...subjects import Subject

_TOPIC = r"(?:은|는|이|가|도|께서는|에서는)"
_END = r"(?:\s바\s있)?(?:다|다는|바|다며|습니다|는다|니다|고|왔다|왔습니다)?(?:\s?(?:것이다|것입니다|있다|있습니다))?[.,\s”\"']*$"
_MARKED = re.compile(rf"{_TOPIC}(?=\s|$)")
_QUOTED = re.compile(r"[“\"](?P<words>[^”\"]*)[”\"]")
_BETWEEN = re.compile(r"\s?(?:(?:이)?라며|(?:이)?라면서|며|고|면서|이라며)?\s?(?:또|이어|다만|그러면서)?\s?")
"""What joins two pieces of one speaker's words: “…”라며 “…”고."""
_TOLD_TO = r"(?:[가-힣A-Za-z]{2,12}(?:에|와의\s(?:통화|인터뷰)에서|과의\s(?:통화|인터뷰)에서)\s)?"
_ADNOMINAL = re.compile(r"(?:[하되있없]|\s(?![그저나이씨])[가-힣])$")
"""What stands before a 는 that is no particle of a topic: a verb (“걸프 지역에 사는”)."""
_LONGEST = 45
"""Letters before “according to” at the head of a sentence."""
_ADVERBIAL = re.compile(r"(?:에|에서|로|부터|까지|때|월|해|일|당시|이후|최근|현재|과거)$")
_SUBJECT = re.compile(r"[가-힣]{2}(?:이|가|은|는)\s")


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of its own telling. Spans are into the report's text; `behind` is whom the speaker quotes."""

    content: Span
    cue: Span | None
    speaker: Span | None
    behind: Span | None = None
    sourceless: bool = False
    outer: Span | None = None
    """Who tells that the speaker says it: “자유아시아방송에 따르면, 소식통은 …고 했다”."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A sentence that says only whom a teller has it from: “방송은 추적 사이트 자료를 근거로 들었다”."""

    teller: Span
    source: Span


class Endings:
    """The patterns of `cues/ko/attribution.yaml`, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = {name: tuple(words) for name, words in data.items()}
        any_of = {
            name: "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
            for name, words in self.data.items()
        }
        self.verb = re.compile(rf"(?P<cue>{any_of['verbs']}|{any_of['weak_verbs']}){_END}")
        self.complement = re.compile(
            r"(?P<comp>(?<=[다라자냐까])고는?|(?<=[다라])며|(?:이)?라고|[”\"]\s?고|[”\"]\s?(?:이)?라고|[”\"]\s?라며)\s"
        )
        self.judged = re.compile(
            rf"(?P<comp>(?<=다)는|(?:이)?라는)\s(?:{any_of['refused']})(?:을|를|에 대해)\s(?P<cue>{any_of['denied']}|{any_of['confirmed']}){_END}"
        )
        self.heard = re.compile(
            rf"(?P<who>[^,.]{{1,30}}?)(?:에게서|에게|한테서|한테|으로부터|로부터)\s(?P<cue>{any_of['hears']})[\s,]"
        )
        self.first_told = re.compile(
            rf"^(?:이|그|이 같은|이러한|해당)\s(?:소식|사실|내용|사건|보도)(?:은|는)\s(?P<who>[^,.“]{{2,30}}?)(?:이|가|에서)\s(?:{any_of['first_told']})"
        )
        self.seen = re.compile(
            rf"\s?[가-힣]{{0,4}}?(?:이|가|에서)\s(?:단독\s)?(?:{any_of['seen']})\s(?P<paper>[^,.]{{2,40}})$"
        )
        self.told_to = re.compile(
            r"^(?:은|는|이|가|도)\s(?:(?:또|이어|다만)\s)?(?P<whom>[가-힣A-Za-z]{2,12}(?:\([A-Z]+\))?)(?:에|에게|와의\s(?:통화|인터뷰)에서|과의\s(?:통화|인터뷰)에서)\s"
        )
        self.sourceless = re.compile(
            rf"(?:\s(?P<cue>(?:것으로|으로|로)\s(?:{any_of['sourceless']})[가-힣]*(?:\s있[가-힣]*)?)"
            rf"|(?<=[가-힣%])(?:으로|로)\s(?P<passive>(?:{any_of['reckoned']})[가-힣]*(?:\s있[가-힣]*)?)){_END}"
        )
        self.nominal = re.compile(
            rf"(?P<comp>(?<=다)는|(?:이)?라는)\s(?:것이\s)?(?:(?P<who>[가-힣A-Za-z]+)(?:의)\s)?(?P<cue>{any_of['nominal_ends']})[.\s]*$"
        )
        self.reckoned = re.compile(rf"(?<=[가-힣%])(?:으로|로)\s(?P<cue>{any_of['reckons']}){_END}")
        self.told_and = re.compile(rf"(?:{any_of['verbs']}|{any_of['reckons']})고,\s")
        self.by = re.compile(rf"(?:(?:의|한)\s말)?(?P<cue>{any_of['by']})\s?,?")
        self.behind = re.compile(
            rf"(?P<who>[^,.]{{1,40}}?)(?:을|를|의 말을|의 보도를|의 증언을)\s?(?P<cue>{any_of['quoting']})[\s,]"
        )
        self.sourced = re.compile(
            rf"^(?P<who>[^,.“]{{1,30}}?)(?:은|는|이|가)\s(?P<source>[^,.]{{2,50}}?)(?:을|를)\s(?:{any_of['sourced']})(?:다|습니다)[.\s]*$"
        )
        tails = "|".join([any_of["body_ends"], any_of["outlet_ends"], any_of["unnamed"], any_of["people_ends"]])
        self.speaker_like = re.compile(
            rf"(?:{tails}|들|\))$|^(?:(?:이|그|해당|같은)\s)?(?:그|그녀|이들|그들|보도|방송|신문|잡지|매체|통신|언론)$|[가-힣]{{2,4}}\s?(?:{any_of['people_ends']})"
        )
        self.lead = re.compile(
            rf"^(?P<who>[^,“\"]{{1,45}}?)(?!(?<=[하되있없])는){_TOPIC}\s(?P<more>(?:또|이어|다만|이 보도에 대해|당시|이에 대해)\s)?"
        )
        self.before_quote = re.compile(
            rf"^(?:[가-힣]+,\s)?(?P<who>[^“\"]{{1,60}}?)(?:은|는|이|가|도)\s(?:(?:또|이어|다만)\s)?{_TOLD_TO}(?=[“\"])"
        )
        self.silent = re.compile(rf"(?:{any_of['silent']})지(?:는|도)?\s(?:않|못)[가-힣]*[.\s]*$")
        self.lawmaking = re.compile("|".join(self.data["lawmaking"]))
        self.met = re.compile(rf"^(?:이|가|와|과|이\s|가\s)?\s?(?:{any_of['met']})\s")

    def read(self, text: str, start: int, end: int, known: re.Pattern[str]) -> tuple[Said, ...]:
        """Who says what in one sentence, in order; none if it does not say."""
        s = text[start:end]
        said = (
            self._retold(s, known)
            or self._quoted(s, known)
            or self._reckons(s)
            or self._by(s)
            or self._sourceless(s)
            or self._nominal(s)
        )
        return tuple(_shifted(one, start) for one in said)

    def _retold(self, s: str, known: re.Pattern[str]) -> tuple[Said, ...]:
        """“자유아시아방송에 따르면, 소식통은 …고 했다”: what one says by whose account."""
        by = self.by.search(s)
        if by is None or not 0 < by.start() <= _LONGEST or s[: by.start()] in ("이", "그"):
            return ()
        rest = s[by.end() :]
        at = len(s) - len(rest.lstrip(" ,"))
        inner = self._quoted(s[at:], known)
        if not inner or inner[0].speaker is None:
            return ()
        return tuple(replace(_shifted(one, at), outer=Span(0, by.start())) for one in inner)

    def first(self, text: str, start: int, end: int) -> Span | None:
        """Who told first what stands before, where a sentence says just that: “이 소식은 연합뉴스가 처음 보도했다”."""
        hit = self.first_told.match(text[start:end])
        return Span(start + hit.start("who"), start + hit.end("who")) if hit is not None else None

    def source_told(self, text: str, start: int, end: int) -> Sourced | None:
        """Whom the teller of a story has it from, where a sentence says just that."""
        hit = self.sourced.match(text[start:end])
        if hit is None:
            return None
        return Sourced(
            Span(start + hit.start("who"), start + hit.end("who")),
            Span(start + hit.start("source"), start + hit.end("source")),
        )

    def is_speaker(self, words: str, known: re.Pattern[str]) -> bool:
        """Whether a topic may be one who speaks: a source of the registry, an outlet, body, person with a title, or a pronoun."""
        return bool(self.speaker_like.search(words.strip()) or known.search(words))

    def _quoted(self, s: str, known: re.Pattern[str]) -> tuple[Said, ...]:
        judged = self.judged.search(s)
        if judged is not None:
            return self._told(s, judged.start("comp"), "", judged.start("comp"), judged, known)
        verb = next((m for m in self.verb.finditer(s)), None)
        if verb is None:
            return ()
        comps = [m for m in self.complement.finditer(s, 0, verb.start()) if verb.start() - m.end() <= 60]
        if not comps or not comps[-1].end() <= verb.start():
            return ()
        comp = comps[-1]
        return self._told(s, comp.start("comp"), s[comp.end() : verb.start()], comp.end(), verb, known)

    def _reckons(self, s: str) -> tuple[Said, ...]:
        """“세계일보는 2016년 2억~3억 달러로 추산했다”: one who puts a figure on something."""
        hit = self.reckoned.search(s)
        if hit is None:
            return ()
        lead = self.lead.match(s)
        if lead is None or lead.end() >= hit.start():
            return ()
        speaker = Span(0, len(lead["who"]))
        return (Said(Span(lead.end(), hit.start()), Span(hit.start("cue"), hit.end("cue")), speaker),)

    def clauses(self, text: str, sentence: Span) -> list[Span]:
        """The pieces of a sentence in which one after the other tells: “신문은 …고 보도했고, 정부는 …고 밝혔다”."""
        out: list[Span] = []
        at = sentence.start
        for match in self.told_and.finditer(text, sentence.start, sentence.end):
            out.append(Span(at, match.end()))
            at = match.end()
        return [*out, Span(at, sentence.end)] if at < sentence.end else out

    def _told(
        self, s: str, stop: int, mid: str, mid_at: int, hit: re.Match[str], known: re.Pattern[str]
    ) -> tuple[Said, ...]:
        """What was said before `stop`, by the one named between there and the verb, or at the head of the sentence."""
        weak = hit["cue"] in self.data["weak_verbs"]
        behind = self.behind.search(s[:stop]) or self.heard.search(s[:stop])
        speaker: Span | None = None
        begin = 0
        who = self._subject(mid)
        if who is not None and (not weak or self.is_speaker(who, known)):
            speaker = Span(mid_at, mid_at + len(who))
        else:
            speaker, begin = self._leads(s, stop, weak, known)
            if speaker is not None and behind is not None and begin < behind.end() <= stop:
                begin = max(begin, behind.end())
        by = self.by.search(s)
        if speaker is None and by is not None and by.start() < stop:
            speaker, begin = Span(0, by.start()), by.end()
        if stop - begin < 2:
            return ()
        quoted = self._whom(s, behind, speaker, stop)
        cue = Span(hit.start("cue"), hit.end("cue"))
        sourceless = speaker is None and not weak
        return tuple(
            Said(piece, cue, speaker, quoted, sourceless) for piece in _pieces(s, begin, stop) if len(piece) >= 2
        )

    def _leads(self, s: str, stop: int, weak: bool, known: re.Pattern[str]) -> tuple[Span | None, int]:
        """The speaker at the head of a sentence and where the content begins."""
        quote = self.before_quote.match(s)
        if quote is not None and quote.end() < stop:
            return Span(0, quote.end("who")), quote.end()
        for lead in self._topics(s, stop):
            topic = s[len(lead["who"])] in "은는" and not _ADVERBIAL.search(lead["who"])
            # “칼럼은 유엔이 밝혀냈다고 썼다”: a topic beside a clause with a subject of its own is the one who writes
            writes = topic and not weak and _SUBJECT.search(s, lead.end(), stop)
            if self.is_speaker(lead["who"], known) or writes:
                return Span(0, len(lead["who"])), lead.end()
            if topic:
                break
        return None, 0

    def _topics(self, s: str, stop: int) -> list[re.Match[str]]:
        """The possible heads of a sentence up to a topic, the shortest first; not one that ends within “바다일보가 만난 …”."""
        out = []
        for mark in _MARKED.finditer(s, 1, min(stop, 60)):
            head = self.lead.match(s[: mark.end()] + " ")
            if head is None or self.met.match(s[mark.end() :].lstrip() + " "):
                continue
            whole = re.match(
                rf"^(?P<who>[^,“\"]{{{mark.start()}}}){_TOPIC}\s(?P<more>(?:또|이어|다만|이 보도에 대해|당시|이에 대해)\s)?",
                s,
            )
            if whole is not None and not (s[whole.end("who")] == "는" and _ADNOMINAL.search(whole["who"])):
                out.append(whole)
            if len(out) == 3:
                break
        return out

    def _subject(self, mid: str) -> str | None:
        """Who stands as subject between what was said and the verb: up to the last particle of a subject."""
        marks = list(_MARKED.finditer(mid))
        return mid[: marks[-1].start()] or None if marks else None

    def _whom(self, s: str, behind: re.Match[str] | None, speaker: Span | None, stop: int) -> Span | None:
        """Whom the speaker quotes."""
        if behind is None or behind.end() > stop + 1:
            return None
        who = Span(behind.start("who"), behind.end("who"))
        if speaker is not None and speaker.end > who.start:
            marks = list(_MARKED.finditer(s, who.start, who.end))
            at = next((m.end() + 1 for m in marks if m.end() >= speaker.end), None)
            who = Span(at, who.end) if at is not None and at < who.end else who
        return who if speaker is None or not who.overlaps(speaker) else None

    def _by(self, s: str) -> tuple[Said, ...]:
        by = self.by.search(s)
        if by is None or by.start() <= 0 or by.end() >= len(s):
            return ()
        hit = self._passive(s)
        content = Span(by.end(), max(hit[0] if hit is not None else len(s), by.end() + 1))
        if s[: by.start()] in ("이", "그"):
            return (Said(content=content, cue=Span(0, by.end("cue")), speaker=None),)
        return (Said(content=content, cue=Span(by.start("cue"), by.end("cue")), speaker=Span(0, by.start())),)

    def _passive(self, s: str) -> tuple[int, Span] | None:
        """Where the content of “...것으로 알려졌다” or “…로 추산된다” ends, and the cue."""
        hit = self.sourceless.search(s)
        if hit is None:
            return None
        name = "cue" if hit["cue"] else "passive"
        return hit.start(), Span(hit.start(name), hit.end(name))

    def _sourceless(self, s: str) -> tuple[Said, ...]:
        hit = self._passive(s)
        if hit is None or hit[0] <= 3:
            return ()
        return (Said(content=Span(0, hit[0]), cue=hit[1], speaker=None, sourceless=True),)

    def _nominal(self, s: str) -> tuple[Said, ...]:
        hit = self.nominal.search(s)
        if hit is None or hit.start("comp") <= 3:
            return ()
        speaker = Span(hit.start("who"), hit.end("who")) if hit["who"] else None
        nobody = speaker is None and hit["cue"] in self.data["nobodys_words"]
        cue = Span(hit.start("cue"), hit.end("cue"))
        return (Said(content=Span(0, hit.start("comp")), cue=cue, speaker=speaker, sourceless=nobody),)


def _shifted(said: Said, by: int) -> Said:
    def moved(span: Span | None) -> Span | None:
        return Span(span.start + by, span.end + by) if span is not None else None

    content = Span(said.content.start + by, said.content.end + by)
    return replace(
        said,
        content=content,
        cue=moved(said.cue),
        speaker=moved(said.speaker),
        behind=moved(said.behind),
        outer=moved(said.outer),
    )


def _pieces(s: str, begin: int, stop: int) -> list[Span]:
    """The pieces of what was said: each quotation by itself where nothing but joints stand between them, else the whole."""
    whole = [Span(begin, stop)]
    if begin >= len(s) or s[begin] not in '“"':
        return whole
    out: list[Span] = []
    at = begin
    while at < stop:
        hit = _QUOTED.match(s, at)
        if hit is None:
            return whole
        out.append(Span(hit.start("words"), hit.end("words")))
        joint = _BETWEEN.match(s, hit.end())
        at = joint.end() if joint is not None else hit.end()
    return out


@lru_cache(maxsize=4)
def endings(pack: Subject) -> Endings:
    """The Korean endings of a pack, compiled once."""
    return Endings(pack.cues("ko")["attribution"])
