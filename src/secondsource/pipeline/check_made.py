"""What was made of the captures held against what each stage wrote down of its own work: cheap, and enough to name any change in the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from secondsource.model import Claim, Figure, Finding, Grade, Indicator, Loop, Relay, Support
from secondsource.store import derived, documents, runs

_MEND = "`secondsource rebuild` derives it again."
_MADE: dict[str, tuple[type[Any], ...]] = {
    "join": (Claim,),
    "trace": (Figure, Loop, Relay, Support),
    "weigh": (Grade,),
    "law": (Finding, Indicator),
}
"""By stage, the kinds of values it gives."""


def unlike(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Kind, name and sentence for each stage whose values, and each row whose columns, are not as they were written."""
    collected = documents.in_capture(connection)
    for capture, run in runs.runs(connection, "collect").items():
        if runs.digest(collected.get(capture, ())) != run.output:
            yield (
                "report",
                capture,
                f"The reports of the capture {capture} are not those that were taken out of it. {_MEND}",
            )
    for name, wrong in documents.misfits(connection):
        yield "report", name, f"In the database {wrong} does not fit what was read in {name}. {_MEND}"
    for stage, kinds in _MADE.items():
        done = runs.runs(connection, stage).get("case")
        lists = {kind.__name__: f"[{','.join(derived.bodies(connection, kind))}]" for kind in kinds}
        if done is not None and runs.digest([_whole(stage, lists)]) != done.output:
            yield "derived", stage, f"What the stage “{stage}” found was changed in the database. {_MEND}"
        for kind in kinds:
            for wrong in derived.misfits(connection, kind):
                yield "derived", kind.__name__, f"In the database {wrong} does not fit. {_MEND}"


def _whole(stage: str, lists: dict[str, str]) -> str:
    """The canonical JSON of what a stage gave, put together from that of its values: as `derive` had it before it took it apart."""
    if stage == "trace":
        return "{" + ",".join(f'"{name.lower()}s":{text}' for name, text in sorted(lists.items())) + "}"
    if stage == "law":
        return f"[{lists['Finding']},{lists['Indicator']}]"
    (text,) = lists.values()
    return text
