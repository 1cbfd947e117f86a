"""What was made of the captures held against what each stage wrote down of its own work: cheap, and enough to name any change in the tables."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from secondsource.store import derived, documents, runs

from .outputs import MADE, output_of

_MEND = "`secondsource rebuild` derives it again."


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
    for stage, kinds in MADE.items():
        done = runs.runs(connection, stage).get("case")
        if done is not None and output_of(connection, stage) != done.output:
            yield "derived", stage, f"What the stage “{stage}” found was changed in the database. {_MEND}"
        for kind in kinds:
            for wrong in derived.misfits(connection, kind):
                yield "derived", kind.__name__, f"In the database {wrong} does not fit. {_MEND}"
