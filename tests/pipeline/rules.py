"""A small reader for tests: “X said that Y.” is a statement, “stopped work” in it a mention. Quick, and quite enough to run a case."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondsource.model import (
    Anonymity,
    Basis,
    Chain,
    Factuality,
    Link,
    LinkKind,
    Mention,
    Place,
    Reading,
    Report,
    Span,
    Statement,
    When,
    mention_id,
    statement_id,
)

_SAID = re.compile(r"(?P<who>[A-Z][\w ]*?) said that (?P<what>[^.]+)\.")


@dataclass(frozen=True)
class RuleReader:
    """`poison` is a word on which reading fails; `died` one on which the whole process ends."""

    name: str = "rules"
    version: str = "1"
    poison: str = "poison"

    def read(self, report: Report) -> Reading:
        if self.poison in report.text:
            raise RuntimeError("a reader's fault")
        statements: list[Statement] = []
        mentions: list[Mention] = []
        for match in _SAID.finditer(report.text):
            who, content = Span(*match.span("who")), (Span(*match.span("what")),)
            identifier = statement_id(report.id, content)
            statements.append(
                Statement(
                    id=identifier,
                    report=report.id,
                    content=content,
                    cue=Span(who.end + 1, who.end + 5),
                    speaker=who,
                    chain=Chain((Link(name=match["who"], kind=LinkKind.ROLE, span=who),)),
                    basis=Basis.TOLD,
                    anonymity=Anonymity.UNNAMED,
                    factuality=Factuality.ASSERTED,
                    confidence=1.0,
                    how=self.name,
                )
            )
            for event in re.finditer(r"stopped work", match["what"]):
                trigger = Span(*event.span()).shift(content[0].start)
                kuwait = match["what"].find("Kuwait")
                place = Span(kuwait, kuwait + 6).shift(content[0].start) if kuwait >= 0 else None
                mentions.append(
                    Mention(
                        id=mention_id(report.id, trigger, "WORK_STOPPAGE"),
                        report=report.id,
                        statement=identifier,
                        type="WORK_STOPPAGE",
                        trigger=trigger,
                        when=When(date=report.date, span=None, why="the day of the report") if report.date else None,
                        place=Place(name="Kuwait", country="KW", span=place) if place else None,
                    )
                )
        return Reading(report=report, statements=tuple(statements), mentions=tuple(mentions))
