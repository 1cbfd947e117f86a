"""Small readings for tests: reports of a few sentences, each with its event and its chain."""

from __future__ import annotations

from dataclasses import dataclass, field

from secondsource.model import (
    Anonymity,
    Basis,
    Chain,
    Factuality,
    How,
    Known,
    Link,
    LinkKind,
    Mention,
    PartialDate,
    Place,
    Quantity,
    Range,
    Reading,
    Report,
    Span,
    Statement,
    When,
    mention_id,
    statement_id,
)

NAMED_KINDS = frozenset({LinkKind.OUTLET, LinkKind.BODY, LinkKind.PERSON, LinkKind.SENSOR, LinkKind.RECORD})


@dataclass(frozen=True, kw_only=True)
class Says:
    """One sentence with one event; the first word is the trigger unless `trigger` names another."""

    text: str
    type: str | None = "WORK_STOPPAGE"
    when: str | None = None
    place: str | None = None
    country: str | None = None
    amounts: tuple[tuple[str, float | None, float | None], ...] = ()
    chain: tuple[tuple[str, LinkKind], ...] = ()
    basis: Basis = Basis.UNKNOWN
    factuality: Factuality = Factuality.ASSERTED
    trigger: str = ""
    precision: str = ""


@dataclass
class Newsroom:
    """Writes readings."""

    readings: list[Reading] = field(default_factory=list)

    def publish(self, name: str, outlet: str, day: str, *sentences: Says, language: str = "en") -> Reading:
        text, statements, mentions = "", [], []
        for says in sentences:
            start = len(text)
            text += says.text + " "
            content = Span(start, start + len(says.text))
            word = says.trigger or says.text.split()[0]
            at = text.index(word, start)
            trigger = Span(at, at + len(word))
            innermost = says.chain[-1][1] if says.chain else None
            anonymity = (
                Anonymity.NONE
                if innermost is None
                else Anonymity.NAMED
                if innermost in NAMED_KINDS
                else Anonymity.GROUP
                if innermost is LinkKind.GROUP
                else Anonymity.UNNAMED
            )
            statements.append(
                Statement(
                    id=statement_id(name, (content,)),
                    report=name,
                    content=(content,),
                    cue=None,
                    speaker=None,
                    chain=Chain(tuple(Link(name=n, kind=k, span=content) for n, k in says.chain)),
                    basis=says.basis,
                    anonymity=anonymity,
                    factuality=says.factuality,
                    confidence=1.0,
                    how="test",
                )
            )
            if says.type is None:
                continue
            mentions.append(
                Mention(
                    id=mention_id(name, trigger, says.type),
                    report=name,
                    statement=statements[-1].id,
                    type=says.type,
                    trigger=trigger,
                    when=When(date=PartialDate(says.when), span=content, why="test") if says.when else None,
                    place=Place(name=says.place or "", country=says.country, span=content, precision=says.precision)
                    if says.place or says.country
                    else None,
                    quantities=tuple(
                        Quantity(what=w, range=Range(low, high), span=content) for w, low, high in says.amounts
                    ),
                    factuality=says.factuality,
                )
            )
        report = Report(
            id=name,
            capture="0" * 64,
            part=0,
            name=name,
            text=text,
            outlet=Known(value=outlet, how=How.GIVEN, why="test"),
            language=Known(value=language, how=How.GIVEN, why="test"),
            published=Known(value=day, how=How.GIVEN, why="test"),
        )
        reading = Reading(report=report, statements=tuple(statements), mentions=tuple(mentions))
        self.readings.append(reading)
        return reading
