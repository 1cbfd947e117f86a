"""Where a Russian sentence says who says: «…», — заявил …; по словам …; … сообщает …, что …; со ссылкой на …."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model import Span
from ...subjects import Subject
from .said import Mood, Said, Way
from .sentences import masked, sentences
from .words import listed, words

_ENDS = re.compile(
    r"(?<!\b[А-ЯЁA-Z])(?<!\bг)(?<!\bгг)(?<!\bтыс)(?<!\bмлн)(?<!\bмлрд)(?<!\bим)(?<!\bул)(?<!\bруб)(?<!\bт\.е)(?<![.!?…])[.!?…]++[»”]?(?=\s+[«“„—–(]?\s?[А-ЯЁA-Z0-9]|\s*$)|\n"
)
_LEAD = re.compile(r"^(?:Однако|Но|А|При этом|Кроме того|Между тем|Также|В свою очередь|Ранее|Тем временем)\s?,?\s")
_WHEN = re.compile(
    r"(?:\s|^)(?:(?:в (?:понедельник|среду|четверг|пятницу|субботу|воскресенье)|во вторник|сегодня|вчера|накануне|ранее|позже|также|затем|журналистам|изданию|агентству|газете|\d{1,2} [а-яё]+)\s?)+$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^(?:(?:в (?:понедельник|среду|четверг|пятницу|субботу|воскресенье)|во вторник|сегодня|вчера|накануне|ранее|\d{1,2} (?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]*|также|журналистам|изданию)\s)+",
    re.IGNORECASE,
)


class Russian:
    """The Russian grammar of attribution over the word lists of a pack."""

    def __init__(self, pack: Subject) -> None:
        data = words(pack, "ru", "attribution")

        def any_of(*names: str) -> str:
            rows = sorted({w for n in names for w in listed(data, n)}, key=lambda w: (-len(w), w))
            return "(?:" + "|".join(re.escape(w) for w in rows) + ")"

        self.mood = {w: mood for mood in Mood for w in listed(data, mood.value)}
        ending = any_of("endings")
        stems = any_of("verbs", "deny", "think", "forecast", "estimate")
        self.stems = sorted(
            (w for n in ("verbs", "deny", "think", "forecast", "estimate") for w in listed(data, n)),
            key=len,
            reverse=True,
        )
        verb = rf"(?<!\w)(?P<cue>{any_of('phrases')}|{stems}{ending}|{any_of('deny')})(?!\w)"
        self.verb = re.compile(verb, re.IGNORECASE)
        self.that = re.compile(
            rf"{verb}(?P<obj>(?:\s[^,:«»—]{{1,50}})?)(?:,\s(?:что|как|будто)\s|,\s(?=якобы\s)|:\s)", re.IGNORECASE
        )
        self.deny = re.compile(
            rf"(?<!\w)(?P<cue>{any_of('deny')}(?:{ending})?)(?!\w)(?:\s(?:сообщени\w+|информаци\w+|слух\w+|заявлени\w+|данны\w+|обвинени\w+)(?:\s[^,]{{1,40}}?)?(?:\sоб?(?:\sтом)?)?)?,?\s(?:что\s)?",
            re.IGNORECASE,
        )
        self.his = re.compile(rf"^(?P<cue>{any_of('his')}),?\s", re.IGNORECASE)
        self.according = re.compile(
            rf"(?:^|,\s)(?P<cue>{any_of('according')})\s(?P<who>[^,]{{1,90}}?)(?:,\s(?=\S)|(?=[.!?]?$))", re.IGNORECASE
        )
        self.as_says = re.compile(rf"^Как\s(?:[а-яё]+\s)?{verb}\s(?P<who>[^,]{{1,90}}?),\s", re.IGNORECASE)
        self.citing = re.compile(rf"\s(?P<cue>{any_of('citing')})\s(?P<who>.+?)[.!?]?$", re.IGNORECASE)
        self.citing_first = re.compile(rf",?\s(?P<cue>{any_of('citing')})\s(?P<who>[^,]+)", re.IGNORECASE)
        self.sourceless = re.compile(rf"^(?P<cue>{any_of('sourceless')})(?:,\s(?:что\s)?|\s)", re.IGNORECASE)
        self.hearsay = re.compile(rf"^(?P<cue>{any_of('hearsay')}),?\s(?:что\s)?", re.IGNORECASE)
        self.before = re.compile(
            rf"^(?:Об этом|О том же|Такие данные|Эту информацию)\s(?P<mid>[^.,«»]{{0,50}}?){verb}\s(?P<who>[^.]{{1,90}})",
            re.IGNORECASE,
        )

    def sentences(self, text: str, part: Span) -> list[Span]:
        """Sentences end with a full stop before a capital; abbreviations and initials are none."""
        return sentences(text, part, _ENDS)

    def said(self, text: str, sentence: Span) -> list[Said]:
        """The tellings of a sentence: at most one."""
        s = masked(text, sentence)
        lead = _LEAD.match(s)
        a = lead.end() if lead else 0
        b = len(s.rstrip(" .!?…"))
        base = sentence.start
        one = (
            self._opening(s, base, a, b)
            or self._that(s, base, a, b)
            or self._after(s, base, a, b)
            or self._denies(s, base, a, b)
        )
        return [one] if one is not None else []

    def _opening(self, s: str, base: int, a: int, b: int) -> Said | None:
        m = self.before.match(s[a:b])
        if m:
            return Said(
                Span(base + a, base + b),
                _at(m, "cue", base + a),
                self._tellers(s, base, a + m.start("who"), b)[0],
                Way.BEFORE,
                self._mood(m["cue"]),
            )
        for way, found in ((Way.CARRIED, self.his), (Way.HEARSAY, self.hearsay), (Way.SOURCELESS, self.sourceless)):
            m = found.match(s[a:b])
            if m and a + m.end() < b:
                return Said(Span(base + a + m.end(), base + b), _at(m, "cue", base + a), (), way)
        m = self.as_says.match(s[a:b])
        if m and a + m.end() < b:
            return Said(
                Span(base + a + m.end(), base + b),
                _at(m, "cue", base + a),
                self._tellers(s, base, a + m.start("who"), a + m.end("who"))[0],
            )
        m = self.according.search(s, a, b)
        if m is None:
            return None
        if m.start() <= a and m.end() < b:
            content = Span(base + m.end(), base + b)
        elif m.start() > a:
            content = Span(base + a, base + m.start())
        else:
            return None
        mood = Mood.ESTIMATE if "оценк" in m["cue"].lower() or "подсч" in m["cue"].lower() else Mood.SAY
        return Said(content, _at(m, "cue", base), (_at(m, "who", base),), Way.SAYS, mood)

    def _that(self, s: str, base: int, a: int, b: int) -> Said | None:
        """“X заявил (кому), что …”, “X добавил: «…»”."""
        for m in self.that.finditer(s, a, b):
            if m.start() <= a or m.end() >= b or ("»" in s[a : m.start()] and "—" in s[a : m.start()]):
                continue
            mood = self._mood(m["cue"])
            begin = a
            clause = max(s.rfind("; ", a, m.start()), s.rfind(", а ", a, m.start()), s.rfind(", но ", a, m.start()))
            if clause > a:
                begin = clause + (2 if s[clause] == ";" else 4)
            x, y = self._who(s, begin, m.start())
            tellers, cue, _ = self._split(s, base, x, y)
            return Said(
                Span(base + m.end(), base + b),
                cue or _at(m, "cue", base),
                tellers,
                Way.SAYS if tellers else Way.CARRIED,
                mood,
            )
        return None

    def _after(self, s: str, base: int, a: int, b: int) -> Said | None:
        """“…, сообщает агентство со ссылкой на …”, “«…», — заявил …”."""
        last = None
        for m in re.finditer(r"(?:,|»,?)\s(?:[—–-]\s)?", s[a:b]):
            at = a + m.end()
            verb = self.verb.match(s, at, b)
            if verb is None:
                who = re.compile(r"[^,«»—]{1,40}?\s").match(s, at, b)
                verb = self.verb.match(s, who.end(), b) if who and "—" in m[0] else None
                if verb is not None and verb.end() < b - 1:
                    verb = None
            if verb is not None and s[verb.end() : verb.end() + 6] != ", что ":
                last = (a + m.start() + (1 if m[0].startswith("»") else 0), at, verb)
                if "—" in m[0]:
                    break
        if last is None:
            return None
        stop, at, verb = last
        if stop - a < 4:
            return None
        if verb.start() > at:
            x, y = at, verb.start()
        else:
            x, y = verb.end(), b
            nxt = re.search(r"[.,]\s[—–-]\s", s[verb.end() : b])
            if nxt:
                y = verb.end() + nxt.start()
        tellers, cite = self._tellers(s, base, x, y)
        return Said(
            Span(base + a, base + stop),
            cite or _at(verb, "cue", base),
            tellers,
            Way.SAYS if tellers else Way.CARRIED,
            self._mood(verb["cue"]),
        )

    def _denies(self, s: str, base: int, a: int, b: int) -> Said | None:
        m = self.deny.search(s, a, b)
        if m is None or m.start() <= a or m.end() >= b:
            return None
        x, y = self._who(s, a, m.start())
        tellers, _, _ = self._split(s, base, x, y)
        return Said(
            Span(base + m.end(), base + b),
            _at(m, "cue", base),
            tellers,
            Way.SAYS if tellers else Way.CARRIED,
            Mood.DENY,
        )

    def _who(self, s: str, a: int, b: int) -> tuple[int, int]:
        """A subject before its verb, without days, adverbs and the preposition of “в министерстве сообщили”."""
        m = _WHEN.search(s[a:b].rstrip())
        if m and m.start() > 0:
            b = a + m.start()
        first = _FIRST.match(s[a:b])
        a += first.end() if first else 0
        prep = re.match(r"(?:В|Во|На)\s(?=\S)", s[a:b])
        a += prep.end() if prep else 0
        aside = re.search(r",\s[^,]{1,60},?\s*$", s[a:b])
        if aside and aside.start() > 3:
            b = a + aside.start()
        return a, b

    def _split(self, s: str, base: int, a: int, b: int) -> tuple[tuple[Span, ...], Span | None, int]:
        tellers, cue = self._tellers(s, base, a, b)
        return tellers, cue, b

    def _tellers(self, s: str, base: int, a: int, b: int) -> tuple[tuple[Span, ...], Span | None]:
        """Who speaks between two places, with whom he cites behind him, and the words of citing."""
        first = _FIRST.match(s[a:b].lstrip())
        a += len(s[a:b]) - len(s[a:b].lstrip())
        a += first.end() if first else 0
        m = self.citing_first.search(s[a:b]) if a < b else None
        if m is not None:
            whole = self.citing.search(s[a:b])
            end = a + (whole.end("who") if whole else m.end("who"))
            outer = Span(base + a, base + a + m.start()) if m.start() > 0 else None
            behind = Span(base + a + m.start("who"), base + end)
            return ((outer, behind) if outer else (behind,)), Span(base + a + m.start("cue"), base + a + m.end("cue"))
        if b <= a or not s[a:b].strip():
            return (), None
        return (Span(base + a, base + b),), None

    def _mood(self, cue: str) -> Mood:
        low = cue.lower()
        return next((self.mood[stem] for stem in self.stems if low.startswith(stem) and stem in self.mood), Mood.SAY)


def _at(m: re.Match[str], name: str, base: int) -> Span:
    return Span(base + m.start(name), base + m.end(name))


@lru_cache(maxsize=4)
def russian(pack: Subject) -> Russian:
    """The Russian grammar of a pack, compiled once."""
    return Russian(pack)
