"""A small reader for tests of alerts: “workers stopped work in Kuwait on 2016-03-19, seen by A Porter.” is a statement with its event."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from secondsource.model import (
    Anonymity,
    Basis,
    Chain,
    Factuality,
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

NOW = datetime(2016, 4, 1, 9, 0, tzinfo=UTC)
_HOW = {
    "seen by": (Basis.WITNESSED, LinkKind.PERSON, Anonymity.NAMED),
    "recorded in": (Basis.RECORD, LinkKind.RECORD, Anonymity.NAMED),
    "as told by": (Basis.TOLD, LinkKind.PERSON, Anonymity.NAMED),
    "as reported by": (Basis.READ, LinkKind.OUTLET, Anonymity.NAMED),
}
_SAID = re.compile(
    r"(?P<no>It is not true that )?(?P<what>(?:(?P<many>\d+) )?workers stopped work in (?P<place>\w+) on (?P<day>[\d-]+))"
    rf"(?:, (?P<how>{'|'.join(_HOW)}) (?P<who>[^.]+))?\."
)


@dataclass(frozen=True)
class PlainReader:
    """Reads such sentences and nothing else."""

    name: str = "plainly"
    version: str = "1"

    def read(self, report: Report) -> Reading:
        statements: list[Statement] = []
        mentions: list[Mention] = []
        for match in _SAID.finditer(report.text):
            content = Span(*match.span("what"))
            factuality = Factuality.DENIED if match["no"] else Factuality.ASSERTED
            basis, kind, anonymity = _HOW.get(match["how"] or "", (Basis.UNKNOWN, LinkKind.PERSON, Anonymity.NONE))
            links = (Link(name=match["who"], kind=kind, span=Span(*match.span("who"))),) if match["who"] else ()
            statements.append(
                Statement(
                    id=statement_id(report.id, (content,)),
                    report=report.id,
                    content=(content,),
                    cue=None,
                    speaker=None,
                    chain=Chain(links),
                    basis=basis,
                    anonymity=anonymity,
                    factuality=factuality,
                    confidence=1.0,
                    how=self.name,
                )
            )
            at = report.text.index("stopped work", content.start)
            trigger = Span(at, at + len("stopped work"))
            many = Span(*match.span("many")) if match["many"] else None
            mentions.append(
                Mention(
                    id=mention_id(report.id, trigger, "WORK_STOPPAGE"),
                    report=report.id,
                    statement=statements[-1].id,
                    type="WORK_STOPPAGE",
                    trigger=trigger,
                    when=When(date=PartialDate(match["day"]), span=Span(*match.span("day")), why="as it says"),
                    place=Place(name=match["place"], country="KW", span=Span(*match.span("place")), precision="city"),
                    quantities=(
                        Quantity(what="workers", range=Range(float(match["many"]), float(match["many"])), span=many),
                    )
                    if many
                    else (),
                    factuality=factuality,
                )
            )
        return Reading(report=report, statements=tuple(statements), mentions=tuple(mentions))


EVENT = "workers stopped work in Kuwait on 2016-03-19"


def written(folder: Path, name: str, outlet: str, day: str, text: str, **more: str) -> Path:
    """A report as a file, to be taken in."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.json"
    given = {"id": name, "outlet": outlet, "published": day, "language": "en", "title": f"Story {name}", **more}
    path.write_text(json.dumps({**given, "text": text}), encoding="utf-8")
    return path
