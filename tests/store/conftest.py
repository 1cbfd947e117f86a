"""A fresh case, and a report with one statement and one mention in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.model import (
    Anonymity,
    Basis,
    Capture,
    Chain,
    Factuality,
    How,
    Known,
    Link,
    LinkKind,
    Mention,
    PartialDate,
    Place,
    Reading,
    Report,
    Span,
    Statement,
    When,
    digest_of,
    mention_id,
    report_id,
    statement_id,
)
from secondsource.store import Case

NOW = "2016-06-08T00:00:00Z"
TEXT = "The foreman said on Friday that forty men had stopped work in Kuwait."


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case", now=NOW) as made:
        yield made


@pytest.fixture
def capture() -> Capture:
    return Capture(digest=digest_of(TEXT.encode()), size=len(TEXT), media="text/plain", name="note.txt")


@pytest.fixture
def reading(capture: Capture) -> Reading:
    identifier = report_id(capture.digest, 0)
    report = Report(
        id=identifier,
        capture=capture.digest,
        part=0,
        name="note.txt",
        text=TEXT,
        outlet=Known(value="The Harbour Post", how=How.GIVEN, why="test"),
        published=Known(value="2016-03-19", how=How.GIVEN, why="test"),
    )
    content, trigger = (Span(32, 68),), Span(46, 58)
    foreman = Link(name="the foreman", kind=LinkKind.ROLE, span=Span(0, 11))
    statement = Statement(
        id=statement_id(identifier, content),
        report=identifier,
        content=content,
        cue=Span(12, 16),
        speaker=Span(0, 11),
        chain=Chain((foreman,)),
        basis=Basis.TOLD,
        anonymity=Anonymity.UNNAMED,
        factuality=Factuality.ASSERTED,
        confidence=0.9,
        how="test",
    )
    mention = Mention(
        id=mention_id(identifier, trigger, "WORK_STOPPAGE"),
        report=identifier,
        statement=statement.id,
        type="WORK_STOPPAGE",
        trigger=trigger,
        when=When(date=PartialDate("2016-03-18"), span=Span(20, 26), why="test"),
        place=Place(name="Kuwait", country="KW", span=Span(62, 68)),
    )
    return Reading(report=report, statements=(statement,), mentions=(mention,))
