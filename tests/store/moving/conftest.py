"""A case with something in every table, and all that is in it as values that can be compared."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Connection, Integer, LargeBinary, MetaData

from secondsource.model import Decision, DecisionKind, digest_of
from secondsource.pipeline import run, verify
from secondsource.store import Case, about
from secondsource.store.address import shown
from secondsource.store.moving.places import OFFICE, ROOMS, VAULT, WATCH, Place
from secondsource.store.moving.rows import rows_of
from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry
from secondsource.store.vault import Vault, log
from secondsource.store.watching import Watching
from tests.pipeline.conftest import report
from tests.pipeline.rules import RuleReader

NOW = "2016-06-08T00:00:00Z"
LATER = "2016-06-09T00:00:00Z"
_ODD = "북 ‘é’ a\0b\1\2 \U0001f6a2 '; --"
"""Words that a database may take for something else."""


@dataclass(frozen=True)
class All:
    """Every row of every table, every original by its digest, and what is wrong."""

    tables: dict[str, list[tuple[Any, ...]]]
    captures: dict[str, str]
    problems: list[str]


def all_of(folder: Path) -> All:
    """Everything in a case that a move must keep."""
    place = Place(folder, about.read(folder / "case.toml").database)
    tables: dict[str, list[tuple[Any, ...]]] = {}
    for room in ROOMS:
        database = place.database(room)
        with database.reading() as connection:
            for table in room.metadata.sorted_tables:
                tables[f"{room.name}.{table.name}"] = [tuple(row) for row in rows_of(connection, table)]
        database.close()
    with Case.open(folder) as case:
        return All(
            tables=tables,
            captures={name: digest_of(case.archive.get(name)) for name in case.archive.digests()},
            problems=[problem.sentence for problem in verify(case)],
        )


def fill(connection: Connection, metadata: MetaData, *, but: tuple[str, ...] = ()) -> None:
    """Three rows into every table, whatever its columns are."""
    made: dict[str, list[dict[str, Any]]] = {}
    for table in metadata.sorted_tables:
        if table.name in but:
            continue
        rows = []
        for n in range(1, 4):
            row: dict[str, Any] = {}
            for column in table.columns:
                if column.foreign_keys:
                    (key,) = column.foreign_keys
                    row[column.name] = made[key.column.table.name][n - 1][key.column.name]
                elif isinstance(column.type, Boolean):
                    row[column.name] = n % 2 == 0
                elif isinstance(column.type, Integer):
                    row[column.name] = n * (3 if column.primary_key else 700_000_001)
                elif isinstance(column.type, LargeBinary):
                    row[column.name] = bytes(range(256)) * n
                else:
                    row[column.name] = f"{n} {_ODD}"[: getattr(column.type, "length", None)]
            rows.append(row)
        connection.execute(table.insert(), rows)
        made[table.name] = rows


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("moving")
    corpus = base / "in"
    corpus.mkdir()
    said = "A foreman said that some forty builders stopped work in Kuwait. Write to mason@example.org."
    (corpus / "a.json").write_text(report("a", "The Harbour Post", "2016-03-19", said))
    (corpus / "b.json").write_text(report("b", "Gulf Courier", "2016-03-20", said.replace("A foreman", "A driver")))
    (corpus / "c.txt").write_text(f"The mason said that two hundred men stopped work in Kuwait. {_ODD}\n")
    (corpus / "d.txt").write_text("An elder said that ninety men stopped work in Qatar.\n" * 40)
    (corpus / "e.pdf").write_bytes(b"%PDF-1.4 cut short")
    folder = base / "case"
    with Case.create(folder, now=NOW) as case:
        run(case, [corpus], reader=RuleReader(), now=datetime(2016, 6, 8, tzinfo=UTC))
        (first, *_) = case.view().claims
        for kind, why in ((DecisionKind.ACCEPT, _ODD), (DecisionKind.OVERRIDE, "A5")):
            entry = case.ledger.append(Decision(kind=kind, object=first.id, who="Kim", at=NOW, why=why))
        case.ledger.append(Decision(kind=DecisionKind.UNDO, object=entry.hash, who="M. Weiss", at=NOW, why="a slip"))
    office = Office(folder)
    for n in range(3):
        office.record.add(Entry(who=_ODD, at=NOW, act=Deed.TAKEN, object=f"o{n}", why=_ODD))
    with office.writing() as connection:
        fill(connection, OFFICE.metadata, but=("record",))
    office.close()
    watching = Watching(folder)
    with watching.writing() as connection:
        fill(connection, WATCH.metadata)
    watching.close()
    vault = Vault(folder)
    with vault.writing() as connection:
        fill(connection, VAULT.metadata, but=("openings",))
        for n in range(1, 4):
            log.write(connection, log.Opening(who=_ODD, at=NOW, act=log.Done.PUT, object=f"source:{3 * n}"))
    vault.close()
    return folder


@pytest.fixture
def folder(_made: Path, tmp_path: Path) -> Iterator[Path]:
    """A case of one's own with something in every table."""
    shutil.copytree(_made, tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def server(postgres_url: str) -> str:
    """The address of an empty database on a server, as a case keeps it."""
    return shown(postgres_url)
