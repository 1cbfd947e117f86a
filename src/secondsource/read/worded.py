"""A language read by a list of words alone: for one whose sentences put speaker and words of saying where English does.

It knows four sentences, “X said that ...”, “X said: ...”, “..., said X” and “according to X, ...”, and events by their words. That ties a report to its
story; it is far from what English and Korean get.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import msgspec

from ..model import (
    Anonymity,
    BadPack,
    Basis,
    Chain,
    Factuality,
    Link,
    LinkKind,
    Mention,
    Reading,
    Report,
    Span,
    Statement,
    When,
    mention_id,
    statement_id,
)
from ..subjects import Subject
from ..subjects.files import alike, in_words, read_mapping
from .place import find_places
from .published import before_report
from .sources import registry
from .time import find_dates

_ENDS = re.compile(r"(?<=[.!?…])[\"”»]?\s+(?=[¿¡\"“«]?[^\W\d_a-z])|\n\s*\n")
_VERSION = "1"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What the file of words holds; `docs/how-to/languages.md` shows one.

    Args:
        language: ISO 639-1.
        says: words of saying, each form that reports use.
        denies: words of denying.
        that: what stands between those and what is said; nothing if the language has no such word.
        according: what stands before the speaker (“according to”).
        unnamed: words for sources without a name (“official”, “resident”); parts of words count.
        events: by event type of the pack, regular expressions.
    """

    language: str
    says: tuple[str, ...]
    denies: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    events: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Worded:
    """A language reader over such words.

    >>> reader = Worded(Words(language="es", says=("dijo",), that=("que",)))
    >>> [m["content"] for m in reader.said("Un vecino dijo que no hubo paro")]
    ['no hubo paro']
    """

    words: Words

    @classmethod
    def of(cls, path: Path) -> Worded:
        """The reader of a file of words in YAML. Raises BadPack, naming file and field, if it does not fit."""
        data = read_mapping(path)
        for field in data:
            if field not in Words.__struct_fields__:
                raise BadPack(
                    f"{path.name}: there is no field “{field}”; one of {', '.join(Words.__struct_fields__)}.{alike(field, Words.__struct_fields__)}"
                )
        try:
            made = cls(msgspec.convert(data, type=Words))
        except msgspec.ValidationError as error:
            raise BadPack(f"{path.name}: {in_words(str(error))}.") from error
        for kind, patterns in made.words.events.items():
            for pattern in patterns:
                try:
                    re.compile(pattern)
                except re.error as error:
                    raise BadPack(
                        f"{path.name}: events.{kind}: “{pattern}” is no regular expression: {error}."
                    ) from error
        return made

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.words.language

    @property
    def version(self) -> str:
        """Changes with every change of the words."""
        return f"{_VERSION}-{sha256(msgspec.json.encode(self.words)).hexdigest()[:12]}"

    @cached_property
    def _sentences(self) -> tuple[re.Pattern[str], ...]:
        w = self.words
        says, that, according = _any((*w.says, *w.denies)), _any(w.that), _any(w.according)
        who, cue = r"(?P<who>[^,;:\n]{2,90}?)", rf"(?<!\w)(?P<cue>{says})(?!\w)"
        back = r"(?P<who>[^,;:\n]{2,90})"
        return tuple(
            re.compile(pattern, re.IGNORECASE)
            for wanted, pattern in (
                (w.according, rf"^(?P<cue>{according}) {back}, (?P<content>.+)$"),
                (w.according, rf"^(?P<content>.{{4,}}?),? (?<!\w)(?P<cue>{according}) {back}$"),
                (w.that, rf"^{who} {cue}(?: [^,.:]{{1,40}}?)? {that} (?P<content>.+)$"),
                (w.says, rf"^{who} {cue}: [\"“«]?(?P<content>.+)$"),
                (w.says, rf"^[\"“«]?(?P<content>.{{4,}}?)[\"”»]?, {cue} {back}(?:,.*)?$"),
            )
            if wanted
        )

    @cached_property
    def _events(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple(
            (kind, re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})", re.IGNORECASE))
            for kind, patterns in self.words.events.items()
            if patterns
        )

    def said(self, sentence: str) -> Iterator[re.Match[str]]:
        """How a sentence tells its speaker, as a match with `who`, `cue` and `content`; one at most."""
        found = next((m for p in self._sentences if (m := p.match(sentence))), None)
        if found is not None:
            yield found

    def read(self, report: Report, pack: Subject) -> Reading:
        """Statements and mentions of a report, in text order."""
        statements: list[Statement] = []
        mentions: list[Mention] = []
        for body in report.body():
            for sentence in _split(report.text, body):
                told = self._told(report, sentence, pack)
                statements.append(told)
                mentions.extend(self._mentions(report, told, sentence, pack))
        kept = {m.statement for m in mentions}
        return Reading(
            report=report,
            statements=tuple(s for s in statements if s.chain.links or s.id in kept),
            mentions=tuple(mentions),
        )

    def _told(self, report: Report, sentence: Span, pack: Subject) -> Statement:
        match = next(self.said(sentence.of(report.text)), None)
        if match is None:
            return _statement(report, sentence, None, None, Chain(()), Anonymity.NONE, Factuality.ASSERTED)
        content, cue, who = (Span(*match.span(part)).shift(sentence.start) for part in ("content", "cue", "who"))
        link, anonymity = self._link(report, who, pack)
        denied = match["cue"].casefold() in {word.casefold() for word in self.words.denies}
        return _statement(
            report, content, cue, who, Chain((link,)), anonymity, Factuality.DENIED if denied else Factuality.ASSERTED
        )

    def _link(self, report: Report, who: Span, pack: Subject) -> tuple[Link, Anonymity]:
        words = " ".join(who.of(report.text).split())
        for span, source in registry(pack).within(report.text, who.start, who.end):
            kind = LinkKind(source.kind) if source.kind in set(LinkKind) else LinkKind.OUTLET
            return Link(name=source.name, kind=kind, span=span, entity=source.id), Anonymity.NAMED
        if any(word.casefold() in words.casefold() for word in self.words.unnamed):
            return Link(name=f"unnamed {words}", kind=LinkKind.UNNAMED, span=who), Anonymity.UNNAMED
        return Link(name=words, kind=LinkKind.PERSON, span=who), Anonymity.NAMED

    def _mentions(self, report: Report, told: Statement, sentence: Span, pack: Subject) -> Iterator[Mention]:
        found = sorted(
            (Span(*m.span()), kind)
            for kind, pattern in self._events
            if kind in pack.event_types
            for m in pattern.finditer(report.text, told.hull.start, told.hull.end)
        )
        if not found:
            return
        dates = find_dates(report.text, report.date, language=self.language, spans=[sentence], pack=pack)
        dated = next((d for d in dates if d.date is not None), None)
        places = find_places(report.text, language=self.language, spans=[told.hull], pack=pack)
        place = next((p.told(span=p.span) for p in places if p.kind != "nationality"), None)
        when = (
            When(date=dated.date, span=dated.span, why=dated.why)
            if dated and dated.date
            else before_report(report.date)
        )
        for trigger, kind in found:
            yield Mention(
                id=mention_id(report.id, trigger, kind),
                report=report.id,
                statement=told.id,
                type=kind,
                trigger=trigger,
                when=when,
                place=place,
                factuality=told.factuality,
            )


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


def _split(text: str, body: Span) -> Iterator[Span]:
    """The sentences of a part, without white space and final punctuation."""
    start = body.start
    for end, after in [
        *((m.start(), m.end()) for m in _ENDS.finditer(text, body.start, body.end)),
        (body.end, body.end),
    ]:
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = first + len(words.strip().rstrip(".!?…"))
        if last > first:
            yield Span(first, last)
        start = after


def _statement(
    report: Report,
    content: Span,
    cue: Span | None,
    who: Span | None,
    chain: Chain,
    anonymity: Anonymity,
    factuality: Factuality,
) -> Statement:
    return Statement(
        id=statement_id(report.id, (content,)),
        report=report.id,
        content=(content,),
        cue=cue,
        speaker=who,
        chain=chain,
        basis=Basis.TOLD if anonymity is Anonymity.UNNAMED else Basis.UNKNOWN,
        anonymity=anonymity,
        factuality=factuality,
        confidence=0.5,
        how="words",
    )
