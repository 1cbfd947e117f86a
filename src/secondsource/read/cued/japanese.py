"""Where a Japanese sentence says who says: …によると, …は「…」と述べた, …の話として, …という."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model import Span
from ...subjects import Subject
from ..place_pack import country_names
from ..sources import registry
from .said import Mood, Said, Way
from .sentences import masked, sentences
from .words import listed, pattern, words

_ENDS = re.compile(r"[。！？!?]+|\n")
_TIME = r"(?:(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日|昨日|今日|同日|先週|今週|このほど|その後|また|さらに)"
_LEAD = re.compile(r"^(?:また|一方|しかし|ただ|だが|さらに|なお|これに対し(?:て)?|その上で)[、,]?")
_TOPIC = re.compile(r"(?:では|には|は|が|も)(?:[、,]|(?=「)|(?=[^、。「]))")
_CLOSE = "。！？!?」』 　"


class Japanese:
    """The Japanese grammar of attribution over the word lists of a pack."""

    def __init__(self, pack: Subject) -> None:
        data = words(pack, "ja", "attribution")
        self.registry = registry(pack)

        def any_of(*names: str) -> str:
            return pattern(pack, "ja", "attribution", *names).pattern

        self.mood = {w: mood for mood in Mood for w in listed(data, mood.value)}
        verbs = any_of("verbs", "deny", "think", "forecast", "estimate")
        endings = any_of("endings")
        self.verb = re.compile(rf"(?P<cue>{verbs})(?:{endings})?(?:という)?$")
        self.comp = re.compile(
            r"(?P<comp>として|とし、|と|(?:こと|旨)を|との(?:見方|考え|認識)を)(?P<mid>[、,]?[^、。「」と]{0,30})$"
        )
        self.object = re.compile(r"(?P<comp>[をもは])(?P<mid>)$")
        self.told_to = re.compile(r"^(?P<who>.{1,30}?)が(?P<outlet>[^、が]{1,20})に語ったところによると$")
        self.according = re.compile(rf"(?P<cue>{any_of('according')})[、,]?")
        self.cite = re.compile(rf"(?P<cue>{any_of('citing')})[、,]?")
        self.carried = re.compile(rf"[、,]?(?P<cue>{any_of('carried')})$")
        self.sourceless = re.compile(rf"(?:こと)?(?P<cue>{any_of('sourceless')})$")
        self.seems = re.compile(rf"(?P<cue>{any_of('seems')})$")
        self.hearsay = re.compile(rf"(?:との|という)(?P<cue>{any_of('hearsay')})(?:が|も)?[^、。]{{0,12}}$")
        speaks = any_of(
            "unnamed", "titles", "speakers_for", "record", "sensor", "body_ends", "outlet_ends", "back_outlets"
        )
        self.speaker = re.compile(
            rf"(?:{speaks}|者)(?:ら|たち|の一人)?$|^(?:{country_names(pack, 'ja').pattern}|{any_of('pronouns')})$"
        )

    def sentences(self, text: str, part: Span) -> list[Span]:
        """Sentences end with 。！？."""
        return sentences(text, part, _ENDS)

    def said(self, text: str, sentence: Span) -> list[Said]:
        """The tellings of a sentence: at most one, as its word of saying stands at its end."""
        s = masked(text, sentence)
        plain = text[sentence.start : sentence.end]
        base = sentence.start
        lead = _LEAD.match(s)
        a = lead.end() if lead else 0
        b = len(s.rstrip(_CLOSE.replace("」", "").replace("』", "")))
        one = self._according(s, plain, base, a, b) or self._verb(s, plain, base, a, b) or self._without(s, base, a, b)
        return [one] if one is not None else []

    def _according(self, s: str, plain: str, base: int, a: int, b: int) -> Said | None:
        m = self.according.search(s, a, min(b, a + 70))
        if m is None or m.start() <= a or m.end() >= b:
            return None
        tellers: tuple[Span, ...]
        told = self.told_to.match(plain[a : m.end("cue")])
        if told:
            tellers = (
                Span(base + a + told.start("outlet"), base + a + told.end("outlet")),
                Span(base + a + told.start("who"), base + a + told.end("who")),
            )
        else:
            tellers = (Span(base + a, base + m.start()),)
        end = self.carried.search(s, m.end(), b)
        if end is not None and end.start() <= m.end():
            return None
        return Said(Span(base + m.end(), base + (end.start() if end else b)), _cue(m, base), tellers)

    def _verb(self, s: str, plain: str, base: int, a: int, b: int) -> Said | None:
        verb = self.verb.search(s, max(a, b - 24), b)
        if verb is None:
            return None
        mood = self.mood.get(verb["cue"], Mood.SAY)
        m = self.comp.search(s, max(a, verb.start() - 40), verb.start())
        if m is None and mood is Mood.DENY:
            m = self.object.search(s, max(a, verb.start() - 2), verb.start())
        if m is None:
            return None
        cue, begin = _cue(verb, base), a
        tellers: tuple[Span, ...] = ()
        stop = m.start("comp")
        who = re.match(r"^[、,]?(?P<who>[^、]{1,30}?)(?:が|は)$", m["mid"]) if m["mid"] else None
        if who and self._speaks(plain[m.start("mid") + who.start("who") : m.start("mid") + who.end("who")]):
            at = m.start("mid")
            tellers = (Span(base + at + who.start("who"), base + at + who.end("who")),)
        else:
            topic = self._topic(s, plain, a, stop)
            if topic is not None:
                tellers, begin = (Span(base + a, base + topic[0]),), topic[1]
        cite = self.cite.search(s, begin, min(stop, begin + 50))
        if cite is not None and cite.start() > begin and tellers:
            tellers = (*tellers, Span(base + begin, base + cite.start()))
            cue, begin = _cue(cite, base), cite.end()
        if tellers:
            day = re.match(
                rf"(?:{_TIME}|本紙(?:に|の取材に)|記者団に|取材に)(?:[、,]|(?=「)|(?<=日)(?=、))", s[begin:stop]
            )
            begin += day.end() if day else 0
        if begin >= stop or not s[begin:stop].strip("「」、"):
            return None
        return Said(Span(base + begin, base + stop), cue, tellers, Way.SAYS if tellers else Way.CARRIED, mood)

    def _topic(self, s: str, plain: str, a: int, stop: int) -> tuple[int, int] | None:
        """Where the topic of the sentence ends and what is said begins, if the topic may speak."""
        for m in _TOPIC.finditer(s, a, min(stop, a + 50)):
            if self._speaks(plain[a : m.start()]):
                return m.start(), m.end()
            if "、" in s[a : m.start()]:
                break
        return None

    def _speaks(self, words: str) -> bool:
        return bool(self.speaker.search(words)) or self.registry.ends(words)

    def _without(self, s: str, base: int, a: int, b: int) -> Said | None:
        """Words of saying with nobody beside them."""
        for way, mood, found in (
            (Way.HEARSAY, Mood.SAY, self.hearsay),
            (Way.SOURCELESS, Mood.SAY, self.sourceless),
            (Way.SOURCELESS, Mood.SEEMS, self.seems),
            (Way.CARRIED, Mood.SAY, self.carried),
        ):
            m = found.search(s, max(a, b - 40), b)
            if m is not None and m.start() > a:
                return Said(Span(base + a, base + m.start()), _cue(m, base), (), way, mood)
        return None


def _cue(m: re.Match[str], base: int) -> Span:
    return Span(base + m.start("cue"), base + m.end("cue"))


@lru_cache(maxsize=4)
def japanese(pack: Subject) -> Japanese:
    """The Japanese grammar of a pack, compiled once."""
    return Japanese(pack)
