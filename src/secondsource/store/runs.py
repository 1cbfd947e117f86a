"""Which stage has run on what: what need not be done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from .schema import stage_runs
from .sql import BATCH, upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRun:
    """One stage done on one thing.

    Args:
        stage: `collect`, `read`, `join`, `trace`, `weigh` or `law`.
        key: what it was done on: digest of a capture, id of a report, or `case` for a stage over everything.
        input: digest of all that went in; a run whose input is the same need not be repeated.
        version: the stage's version, for people.
        output: digest of what came out.
    """

    stage: str
    key: str
    input: str
    version: str
    output: str


def digest(parts: Iterable[str]) -> str:
    """SHA-256 over texts, in order, each closed off so that none runs into the next."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return total.hexdigest()


def runs(connection: Connection, stage: str) -> dict[str, StageRun]:
    """What the stage was done on, by key."""
    rows = connection.execute(select(stage_runs).where(stage_runs.c.stage == stage).order_by(stage_runs.c.key))
    return {row.key: StageRun(**row._mapping) for row in rows}


def inputs(connection: Connection, stage: str) -> dict[str, str]:
    """By what the stage was done on, the digest of all that went in."""
    rows = connection.execute(select(stage_runs.c.key, stage_runs.c.input).where(stage_runs.c.stage == stage))
    return {row[0]: row[1] for row in rows}


def outputs(connection: Connection, stage: str) -> dict[str, str]:
    """By what the stage was done on, the digest of what came out."""
    rows = connection.execute(select(stage_runs.c.key, stage_runs.c.output).where(stage_runs.c.stage == stage))
    return {row[0]: row[1] for row in rows}


def lines(connection: Connection, stages: Sequence[str]) -> list[str]:
    """A line for each thing that one of the stages was done on: the stage, the thing, what went in and what came out."""
    columns = (stage_runs.c.stage, stage_runs.c.key, stage_runs.c.input, stage_runs.c.output)
    rows = connection.execute(select(*columns).where(stage_runs.c.stage.in_(stages)).order_by("stage", "key"))
    return [f"{stage} {key} {went} {came}" for stage, key, went, came in rows]


def done(connection: Connection, run: StageRun) -> None:
    """Notes that a stage is done on something, in the transaction that writes what came out."""
    upsert(
        connection,
        stage_runs,
        {"stage": run.stage, "key": run.key},
        {"input": run.input, "version": run.version, "output": run.output},
    )


def forget(connection: Connection, stage: str, keys: Sequence[str] | None = None) -> None:
    """Lets a stage run again, on these keys or on all."""
    if keys is None:
        connection.execute(delete(stage_runs).where(stage_runs.c.stage == stage))
        return
    for at in range(0, len(keys), BATCH):
        chosen = stage_runs.c.key.in_(keys[at : at + BATCH])
        connection.execute(delete(stage_runs).where(stage_runs.c.stage == stage, chosen))
