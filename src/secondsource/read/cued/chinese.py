"""Where a Chinese sentence says who says: 据…报道, …表示, …援引…的话说, “…”，…说."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ...model import Span
from ...subjects import Subject
from ..place_pack import country_names
from ..sources import registry
from .said import Mood, Said, Way
from .sentences import FILL, masked, sentences
from .words import listed, pattern, words

_ENDS = re.compile(r"[。！？!?；;]+[”」』’]?|\n|(?<=[。！？])[”」』]")
_CLAUSE = re.compile(r"[，,：:]")
_TIME = r"(?:(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[日号號]|(?:周|星期|週)[一二三四五六日天]|[昨今当當前明]天|昨日|今日|当日|當日|上周|上週|本周|日前|近日|随后|隨後|目前|稍后|稍後)"
_ADVERB = r"(?:则|則|还|還|也|又|并|並|曾|进一步|進一步|随即|同时|同時|再次|首次|明确|明確|公开|公開|匿名|书面|書面|当天|發表聲明|发表声明|在声明中|在聲明中|于|於|的话)"
_LEAD = re.compile(r"^(?:但是|但|而且|而|不过|不過|另外|此外|同时|同時|对此|對此|其中|然而|另据|又|并|並|一方面)[，,]?")
_STOPPED = re.compile(r"(?:没有|沒有|未|并未|並未|拒绝|拒絕|无法|無法|不愿|不願|没|不能|不|所|有待|予以)$")


_ACCORDING = ("据", "據", "根据", "根據")
_REACH = 700
"""Characters from the beginning of its clause, a quotation included, within which a word of saying is looked for."""
Place = tuple[int, int]
Hit = tuple[Place, int, Place, str, int]


class Chinese:
    """The Chinese grammar of attribution over the word lists of a pack."""

    def __init__(self, pack: Subject) -> None:
        data = words(pack, "zh", "attribution")

        def any_of(*names: str) -> str:
            return pattern(pack, "zh", "attribution", *names).pattern

        self.registry = registry(pack)
        self.mood = {w: mood for mood in Mood for w in listed(data, mood.value)}
        verbs = any_of("verbs", "deny", "think", "forecast", "estimate")
        told = any_of("told")
        self.not_verbs = pattern(pack, "zh", "attribution", "not_verbs")
        self.verb = re.compile(
            rf"(?P<cue>{verbs})(?:{any_of('after_verb')})*(?:(?:{told})|(?<=[诉訴])[^，。：“]{{1,8}})?[，,：:]?"
        )
        self.saw = re.compile(rf"^(?P<who>{told})(?P<mid>[^，。“]{{0,24}}?)(?P<cue>{any_of('see')})[，,：:]?")
        self.reports = pattern(pack, "zh", "attribution", "back_outlets")
        self.short = re.compile(r"(?P<cue>[称稱说說]|指出|表示)[，,：:]?")
        self.tail = re.compile(rf"(?:{_TIME}|{_ADVERB}|[对對向](?:{told}|[^，。、]{{1,10}}))$")
        self.according = re.compile(
            rf"^(?:另|又)?(?P<cue>{any_of('according')})(?P<who>[^，。“”：:]{{1,40}}?)(?:{any_of('according_ends')})[，,：:]"
        )
        self.cite = re.compile(
            rf"^(?P<outer>[^，。“”]{{0,30}}?)(?P<cue>{any_of('citing')})(?P<who>[^，。“”]{{1,30}}?)(?:{any_of('citing_ends')})+[，,：:]?"
        )
        self.inner = re.compile(rf"(?P<cue>{any_of('citing')})")
        self.end_words = re.compile(rf"(?:{any_of('citing_ends')})+$")
        self.sourceless = re.compile(rf"^(?:另)?(?P<cue>{any_of('sourceless')})[，,：:]?")
        self.hearsay = re.compile(rf"^(?P<cue>{any_of('hearsay')})[，,：:]?")
        speaks = any_of(
            "unnamed",
            "roles",
            "speakers_for",
            "record",
            "sensor",
            "rumour_sources",
            "body_ends",
            "outlet_ends",
            "back_outlets",
        )
        self.speaker = re.compile(
            rf"(?:{speaks}|[》者人员員们們家])[”]?$|^(?:{country_names(pack, 'zh').pattern})$|^(?:{any_of('pronouns')})$|^(?:{any_of('back')})|(?:{any_of('roles')}|[的家门長长])[一-鿿·•．]{{2,12}}$"
        )

    def sentences(self, text: str, part: Span) -> list[Span]:
        """Sentences end with 。！？ and with ；."""
        return sentences(text, part, _ENDS)

    def said(self, text: str, sentence: Span) -> list[Said]:
        """The tellings of a sentence."""
        s = masked(text, sentence)
        lead = _LEAD.match(s)
        first = lead.end() if lead else 0
        return list(self._read(text, sentence.start, s, first, len(s), 0))

    def _read(self, text: str, base: int, s: str, a: int, b: int, depth: int) -> list[Said]:
        """The tellings between two places of a masked sentence `s` that begins at `base`."""
        piece = s[a:b]
        at = base + a
        for way, found in ((Way.HEARSAY, self.hearsay), (Way.SOURCELESS, self.sourceless)):
            m = found.match(piece)
            if m and m.end() < len(piece):
                inner = self._nested(text, base, s, a + m.end(), b, depth)
                return inner or [Said(Span(at + m.end(), base + b), _span(m, "cue", at), (), way)]
        m = self.according.match(piece)
        if m and m.end() < len(piece):
            who = self._trimmed(piece, m.start("who"), m.end("who"))
            cite = self.inner.search(piece, *who)
            cue = _span(m, "cue", at)
            tellers: tuple[Span, ...] = (Span(at + who[0], at + who[1]),)
            if cite and cite.start() > who[0] and cite.end() < who[1]:
                end = self.end_words.search(piece[: who[1]])
                stop = end.start() if end and end.start() > cite.end() else who[1]
                tellers = (Span(at + who[0], at + cite.start()), Span(at + cite.end(), at + stop))
                cue = _span(cite, "cue", at)
            return self._with(tellers, self._nested(text, base, s, a + m.end(), b, depth)) or [
                Said(Span(at + m.end(), base + b), cue, tellers)
            ]
        m = self.cite.match(piece)
        if m and m.end() < len(piece):
            a1, b1 = self._trimmed(piece, m.start("outer"), m.end("outer"))
            outer = (Span(at + a1, at + b1),) if b1 > a1 else ()
            return [Said(Span(at + m.end(), base + b), _span(m, "cue", at), (*outer, _span(m, "who", at)))]
        m = self.saw.match(piece)
        if m and m.end() < len(piece):
            return [Said(Span(at + m.end(), base + b), _span(m, "cue", at), (_span(m, "who", at),), mood=Mood.SEE)]
        return self._verbs(text, base, s, a, b, depth)

    def _nested(self, text: str, base: int, s: str, a: int, b: int, depth: int) -> list[Said]:
        if depth > 2:
            return []
        found = self._read(text, base, s, a, b, depth + 1)
        return [f for f in found if f.tellers]

    def _with(self, tellers: tuple[Span, ...], found: list[Said]) -> list[Said]:
        return [Said(f.content, f.cue, (*tellers, *f.tellers), f.way, f.mood) for f in found]

    def _verbs(self, text: str, base: int, s: str, a: int, b: int, depth: int) -> list[Said]:
        hits = list(self._cues(s, a, b, text[base : base + len(s)]))
        out: list[Said] = []
        for hit, after in pairwise([*hits, None]):
            if hit is None:
                continue
            who, clause, cue, word, stop = hit
            end = after[1] if after else b
            teller = Span(base + who[0], base + who[1])
            mood = self.mood.get(word, Mood.SAY)
            if not s[stop:end].strip("。！？!?，,；;”"):
                if clause > a and s[a:clause].strip():
                    out.append(Said(Span(base + a, base + clause), cue_span(base, cue), (teller,), mood=mood))
                continue
            if mood is Mood.SAY:
                inner = self._nested(text, base, s, stop, end, depth) if s[stop:end].startswith(_ACCORDING) else []
                if inner:
                    out += self._with((teller,), inner)
                    continue
            out.append(Said(Span(base + stop, base + end), cue_span(base, cue), (teller,), mood=mood))
        return out

    def _cues(self, s: str, a: int, b: int, plain: str) -> Iterator[Hit]:
        """Words of saying that somebody says: the speaker's place, his clause's beginning, the word, and where it ends."""
        barred = deque(m.span() for m in self.not_verbs.finditer(s, a, b))
        subject: tuple[int, int] | None = None
        found = 0
        clause = scanned = a
        for m in self.verb.finditer(s, a, b):
            at = m.start("cue")
            while barred and barred[0][1] <= at:
                barred.popleft()
            if barred and barred[0][0] <= at:
                continue
            for c in _CLAUSE.finditer(s, scanned, at):
                clause = c.end()
            scanned = at
            if at - clause > _REACH:
                continue
            begin = clause
            close = s.rfind("”", clause, at)
            if close >= 0 and FILL in s[clause:close] and s.find("“", clause, close) == clause:
                begin = close + 1
            lead = _LEAD.match(s[begin:at])
            begin += lead.end() if lead else 0
            x, y = self._trimmed(s, begin, at)
            if found and s.startswith(_ACCORDING, x):
                continue  # the content of the telling before begins with its own source
            if _STOPPED.search(s[x:y]):
                continue
            if x == y and self.reports.fullmatch(m["cue"]) and (next_verb := self.short.match(s, m.end("cue"))):
                yield m.span("cue"), begin, next_verb.span("cue"), next_verb["cue"], m.end()
                found += 1
                continue
            if x == y:
                if found or subject is None:
                    subject = subject or self._subject(plain, a, clause)
                if found or subject is None:
                    continue
                x, y = subject
            elif not (y - x <= 40 and self._speaks(plain[x:y])):
                continue
            found += 1
            yield (x, y), begin, (at, m.end("cue")), m["cue"], m.end()

    def _speaks(self, words: str) -> bool:
        return bool(self.speaker.search(words)) or self.registry.ends(words)

    def _subject(self, plain: str, a: int, clause: int) -> tuple[int, int] | None:
        """The speaker with whom the sentence begins, for a later clause without one (“……局拒绝评论，但证实……”)."""
        for end in range(min(clause, a + 24), a + 1, -1):
            if self._speaks(plain[a:end]) and not _CLAUSE.search(plain[a:end]):
                return a, end
        return None

    def _trimmed(self, s: str, a: int, b: int) -> tuple[int, int]:
        """Without the days and adverbs that stand between speaker and verb."""
        for _ in range(6):
            m = self.tail.search(s[max(a, b - 24) : b])
            if not m:
                break
            b = max(a, b - 24) + m.start()
        return a, b


def _span(m: re.Match[str], name: str, at: int) -> Span:
    return Span(at + m.start(name), at + m.end(name))


def cue_span(base: int, cue: tuple[int, int]) -> Span:
    """The place of a word of saying in the text."""
    return Span(base + cue[0], base + cue[1])


@lru_cache(maxsize=4)
def chinese(pack: Subject) -> Chinese:
    """The Chinese grammar of a pack, compiled once."""
    return Chinese(pack)
