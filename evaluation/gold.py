"""The developer stories with their gold statements and events handed in: joining and tracing by themselves, without the mistakes of reading."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

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
from secondsource.publish import masked_view, story_rows
from secondsource.subjects import load
from secondsource.subjects.names import SourceNames

from .lines import Row
from .predict.stories import whole


def predicted(stories: Path) -> Iterator[Row]:
    """A line per report and a line per story, as `export` writes a case whose reading is the gold's."""
    pack = load()
    names = SourceNames(pack)
    for path in sorted(stories.glob("*/story.json")):
        rows = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(path.parent.glob("*.json")) if p != path]
        outlets = {row["outlet"] for row in rows}
        story = str(json.loads(path.read_text(encoding="utf-8"))["id"])
        view = whole(story, [reading_of(row, outlets, names)[0] for row in rows], pack)
        yield from story_rows(masked_view(view), story)


def spans(value: Any) -> list[Span]:
    """One span, a list of them, or none."""
    if not value:
        return []
    return [Span(*value)] if isinstance(value[0], int) else [Span(*v) for v in value]


def kind_of(name: str, statement: Row, last: bool, outlets: Collection[str], names: SourceNames) -> LinkKind:
    """What a reader would see in the words; the gold gives names only."""
    if last and statement["basis"] in ("sensor", "record"):
        return LinkKind(statement["basis"])
    if last and "rumour" in name:
        return LinkKind.RUMOUR
    if name.startswith("unnamed"):
        return LinkKind.UNNAMED
    if "group" in name or (last and statement["anonymity"] == "group"):
        return LinkKind.GROUP
    if last and statement["anonymity"] == "unnamed":
        return LinkKind.ROLE
    if name in outlets or names.key(name).startswith("source:"):
        return LinkKind.OUTLET
    if re.search(r"Ministry|government|office|Customs|NIS|Inspectorate|Panel|MFA|authority|report|data", name):
        return LinkKind.BODY
    return (
        LinkKind.PERSON
        if re.fullmatch(r"[A-Z][\w-]+ [A-Z][\w-]+", name) and statement["basis"] != "read"
        else LinkKind.OUTLET
    )


def reading_of(row: Row, outlets: Collection[str], names: SourceNames) -> tuple[Reading, dict[str, str | None]]:
    """The gold annotation of a report as a Reading, and the gold claim of each mention.

    Args:
        row: a report of a story.
        outlets: names of the story's outlets.
        names: of the pack's sources.
    """
    report: str = row["id"]
    statements: list[Statement] = []
    by_id: dict[str, Statement] = {}
    for s in row["statements"]:
        content = tuple(sorted(spans(s["content"])))
        at = (spans(s["speaker"]) or list(content))[0]
        links = tuple(
            Link(name=n, kind=kind_of(n, s, k == len(s["chain"]) - 1, outlets, names), span=at)
            for k, n in enumerate(s["chain"])
        )
        by_id[s["id"]] = Statement(
            id=statement_id(report, content),
            report=report,
            content=content,
            cue=next(iter(spans(s["cue"])), None),
            speaker=next(iter(spans(s["speaker"])), None),
            chain=Chain(links),
            basis=Basis(s["basis"]),
            anonymity=Anonymity(s["anonymity"]),
            factuality=Factuality(s["factuality"]),
            confidence=1.0,
            how="gold",
        )
        statements.append(by_id[s["id"]])
    mentions: list[Mention] = []
    gold: dict[str, str | None] = {}
    for e in row["events"]:
        statement, trigger = by_id.get(e["statement"]), spans(e["trigger"])[0]
        mentions.append(
            Mention(
                id=mention_id(report, trigger, e["type"]),
                report=report,
                statement=statement.id if statement else None,
                type=e["type"],
                trigger=trigger,
                when=When(date=PartialDate(e["when"]), span=next(iter(spans(e["when_span"])), None), why="gold")
                if e["when"]
                else None,
                place=Place(name=e["place"] or "", country=e["country"], span=next(iter(spans(e["place_span"])), None))
                if e["place"] or e["country"]
                else None,
                quantities=tuple(
                    Quantity(what=q["what"], range=Range(q["low"], q["high"]), span=spans(q["span"])[0], per=q["per"])
                    for q in e["quantities"]
                ),
                factuality=statement.factuality if statement else Factuality.DENIED,
            )
        )
        gold[mentions[-1].id] = e["claim"]

    def known(value: str | None) -> Known | None:
        return Known(value=value, how=How.GIVEN, why="gold") if value else None

    return (
        Reading(
            report=Report(
                id=report,
                capture="0" * 64,
                part=0,
                name=report,
                text=row["text"],
                outlet=known(row["outlet"]),
                byline=known(row["byline"]),
                language=known(row["language"]),
                published=known(row["published"]),
            ),
            statements=tuple(statements),
            mentions=tuple(mentions),
        ),
        gold,
    )
