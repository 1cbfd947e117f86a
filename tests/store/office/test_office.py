from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import secondsource.store.office
from secondsource.model import Person, Role
from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry
from secondsource.store.office.schema import HEAD, metadata

AT = "2026-03-01T09:00:00Z"


def test_nothing_is_made_by_looking(office: Office) -> None:
    assert office.people.all() == () and office.notes.last() == () and office.closings.closed_to(0) == frozenset()
    assert office.searches.of(0) == () and office.looks.last(0) is None and office.proposals.waiting() == ()
    assert list(office.folder.iterdir()) == []


def test_only_its_owner_may_read_the_file(office: Office, keeper: Person) -> None:
    assert keeper
    assert stat.S_IMODE((office.folder / "office.db").stat().st_mode) == 0o600


def test_the_migrations_make_exactly_the_tables_of_the_schema(office: Office, keeper: Person) -> None:
    assert keeper
    with office.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_revision_is_known_without_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(secondsource.store.office.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_server_could_hold_the_same_tables() -> None:
    for table in metadata.sorted_tables:
        assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=postgresql.dialect()))


def test_many_write_at_once_and_the_record_stays_whole(office: Office) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: office.record.add(Entry(who=f"p{n}", at=AT, act=Deed.OPENED)), range(40)))
    assert office.record.verify() == [] and len(office.record.entries(most=100)) == 40


def test_it_is_there_when_opened_again(office: Office, keeper: Person) -> None:
    office.close()
    again = Office(office.folder)
    assert again.people.all() == (keeper,) and again.people.named("kim  MIN-JI").role is Role.KEEPER
    again.close()
