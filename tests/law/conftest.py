"""A small case made of one's own sentences: a report, its statements, one claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from secondsource.model import (
    Actor,
    Anonymity,
    Basis,
    Chain,
    Claim,
    Factuality,
    How,
    Known,
    Mention,
    PartialDate,
    Quantity,
    Range,
    Reading,
    Ref,
    Report,
    Span,
    Statement,
    Status,
    Support,
    Traced,
    Value,
)


@dataclass(frozen=True)
class SmallCase:
    """What the stage functions take."""

    claim: Claim
    readings: tuple[Reading, ...]
    support: Support
    traced: Traced

    def words(self, refs: Iterable[Ref]) -> list[str]:
        """The characters that references point at."""
        texts = {reading.report.id: reading.report.text for reading in self.readings}
        return [ref.span.of(texts[ref.report]) for ref in refs]


@pytest.fixture
def case() -> Callable[..., SmallCase]:
    """Builds a case: `tellings` are (sentence, factuality, basis, anonymity), each in a report of its own."""

    def build(
        event_type: str,
        tellings: list[tuple[str, str, str, str]],
        trigger: str,
        when: str | None = "2018-03-05",
        country: str | None = "RU",
        *,
        at_least: int = 0,
        title: str = "",
        usd: tuple[str, float, float] | None = None,
        actor: tuple[str, str, str] | None = None,
        status: Status = Status.SUPPORTED,
        conflicts: tuple[str, ...] = (),
        values: tuple[Value, ...] = (),
    ) -> SmallCase:
        readings = []
        for number, (sentence, factuality, basis, anonymity) in enumerate(tellings):
            name = f"r{number}"
            text = f"{title}\n\n{sentence}" if title else sentence
            at = len(text) - len(sentence)
            start = text.index(trigger, at)
            statement = Statement(
                id=f"{name}.s",
                report=name,
                content=(Span(at, len(text)),),
                cue=None,
                speaker=None,
                chain=Chain(),
                basis=Basis(basis),
                anonymity=Anonymity(anonymity),
                factuality=Factuality(factuality),
                confidence=1.0,
                how="test",
            )
            quantities = ()
            if usd and usd[0] in text:
                where = text.index(usd[0])
                quantities = (Quantity(what="USD", range=Range(usd[1], usd[2]), span=Span(where, where + len(usd[0]))),)
            actors = ()
            if actor and actor[0] in text:
                where = text.index(actor[0])
                actors = (Actor(span=Span(where, where + len(actor[0])), role=actor[1], entity=actor[2]),)
            mention = Mention(
                id=f"{name}.e",
                report=name,
                statement=statement.id,
                type=event_type,
                trigger=Span(start, start + len(trigger)),
                factuality=Factuality(factuality),
                quantities=quantities,
                actors=actors,
            )
            published = Known(value=f"2018-06-0{number + 1}", how=How.GIVEN, why="test")
            report = Report(id=name, capture=name, part=0, name=name, text=text, published=published)
            readings.append(Reading(report=report, statements=(statement,), mentions=(mention,)))
        claim = Claim(
            id="c1",
            type=event_type,
            title="",
            mentions=tuple(f"r{n}.e" for n in range(len(tellings))),
            reports=tuple(f"r{n}" for n in range(len(tellings))),
            when=PartialDate(when) if when else None,
            place=None,
            country=country,
            values=values,
            conflicts=conflicts,
            status=status,
        )
        support = Support(claim="c1", at_least=at_least, at_most=max(at_least, 1), because=(), origins=())
        return SmallCase(claim, tuple(readings), support, Traced(relays=(), supports=(support,), loops=(), figures=()))

    return build
