from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

import secondsource.store.watching
from secondsource.store import Case
from secondsource.store.watching import (
    Fetch,
    Host,
    NoSource,
    Outcome,
    Part,
    Source,
    SourceKind,
    SourceState,
    SourceTaken,
    Watching,
)
from secondsource.store.watching.addresses import Found
from secondsource.store.watching.schema import HEAD, metadata
from secondsource.store.watching.waiting import Parcel

from .conftest import AT

LATER = "2026-03-01T10:00:00Z"


def found(name: str, due: str = AT, **more: Any) -> Found:
    return Found(url=f"https://post.example/{name}", key=f"post.example/{name}", due=due, **more)


def test_nothing_is_made_by_looking(watching: Watching) -> None:
    assert (
        watching.sources.all() == ()
        and watching.addresses.due(Part.PAGE, AT, 9) == ()
        and watching.fetches.since(0) == ()
    )
    assert watching.waiting.count() == 0 and watching.hosts.of("https://a.example") == Host(origin="https://a.example")
    assert list(watching.folder.iterdir()) == []


def test_only_its_owner_may_read_the_file(watching: Watching, feed: Source) -> None:
    assert feed.id == 1
    assert stat.S_IMODE((watching.folder / "watch.db").stat().st_mode) == 0o600


def test_the_migrations_make_exactly_the_tables_of_the_schema(watching: Watching, feed: Source) -> None:
    assert feed
    with watching.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_revision_is_known_without_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(secondsource.store.watching.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_server_could_hold_the_same_tables() -> None:
    for table in metadata.sorted_tables:
        assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=postgresql.dialect()))


def test_a_case_can_be_made_where_something_is_watched_already(tmp_path: Path) -> None:
    with Watching(tmp_path) as watching:
        watching.sources.add(SourceKind.PAGE, "https://a.example/", at=AT)
        with Case.create(tmp_path, now=AT) as case:
            assert case.view().claims == ()


def test_the_log_can_only_be_added_to(watching: Watching, feed: Source) -> None:
    for at in (AT, LATER):
        watching.fetches.add(Fetch(seq=0, at=at, source=feed.id, url=feed.address, outcome=Outcome.READ, status=200))
    assert [f.seq for f in watching.fetches.since(0)] == [1, 2] and watching.fetches.of(feed.id)[0].at == LATER
    for act in ("DELETE FROM fetches", "UPDATE fetches SET status = 1"):
        with pytest.raises(IntegrityError), watching.writing() as connection:
            connection.execute(text(act))


def test_a_source_is_watched_once_and_found_by_number_name_and_address(watching: Watching, feed: Source) -> None:
    with pytest.raises(SourceTaken):
        watching.sources.add(SourceKind.FEED, feed.address, at=AT)
    assert {watching.sources.named(word) for word in ("1", "The Post", feed.address)} == {feed}
    with pytest.raises(NoSource, match="No source is called “2”"):
        watching.sources.named("2")


def test_a_paused_source_is_not_due_and_a_removed_one_can_be_added_again(watching: Watching, feed: Source) -> None:
    paused = watching.sources.set_state(feed, SourceState.PAUSED)
    assert watching.sources.due(LATER) == () and watching.sources.all() == (paused,)
    back = watching.sources.set_state(paused, SourceState.ON, due=LATER)
    assert watching.sources.due(AT) == () and watching.sources.due(LATER) == (back,)
    watching.sources.set_state(back, SourceState.ENDED)
    assert watching.sources.all() == () and len(watching.sources.all(ended=True)) == 1
    assert watching.sources.add(SourceKind.FEED, feed.address, at=LATER).id == 2


def test_how_looks_went_is_counted(watching: Watching, feed: Source) -> None:
    once = watching.sources.looked(feed, at=AT, due=LATER, why="No answer.")
    twice = watching.sources.looked(once, at=AT, due=LATER, why="No answer.")
    assert (twice.failures, twice.worked) == (2, "")
    fine = watching.sources.looked(twice, at=LATER, due=LATER, mark="7")
    assert (fine.failures, fine.worked, fine.why, fine.mark) == (0, LATER, "", "7")
    assert watching.sources.all() == (fine,)


def test_an_address_is_entered_once_and_taken_over_from_a_removed_source(watching: Watching, feed: Source) -> None:
    addresses = watching.addresses
    assert addresses.found(feed.id, Part.PAGE, [found("a"), found("b"), found("a")], AT) == 2
    other = watching.sources.add(SourceKind.SITEMAP, "https://post.example/map.xml", at=AT)
    assert addresses.found(other.id, Part.PAGE, [found("a"), found("c")], AT) == 1
    assert [a.url[-1] for a in addresses.of(feed.id, Part.PAGE)] == ["a", "b"]
    watching.sources.set_state(feed, SourceState.ENDED)
    assert [a.url[-1] for a in addresses.due(Part.PAGE, AT, 9)] == ["c"]
    assert addresses.found(other.id, Part.PAGE, [found("a")], AT) == 0
    assert [a.url[-1] for a in addresses.due(Part.PAGE, AT, 9)] == ["a", "c"]


def test_many_addresses_are_entered_in_pieces(watching: Watching, feed: Source) -> None:
    many = [found(str(n)) for n in range(1201)]
    assert watching.addresses.found(feed.id, Part.PAGE, many, AT) == 1201
    assert watching.addresses.found(feed.id, Part.PAGE, many, AT) == 0
    assert watching.addresses.count_due(Part.PAGE, AT) == 1201 and len(watching.addresses.due(Part.PAGE, AT, 7)) == 7


def test_what_an_index_says_has_changed_is_due_sooner(watching: Watching, feed: Source) -> None:
    addresses = watching.addresses
    addresses.found(feed.id, Part.PAGE, [found("a")], AT)
    (only,) = addresses.due(Part.PAGE, AT, 9)
    entry = Fetch(seq=0, at=AT, source=feed.id, url=only.url, outcome=Outcome.NEW)
    addresses.settle(replace(only, fetched=AT, due="2026-03-02T09:00:00Z"), entry)
    addresses.found(feed.id, Part.PAGE, [found("a", LATER, changed="2026-02-28T09:00:00Z")], LATER)
    assert addresses.due(Part.PAGE, LATER, 9) == ()
    addresses.found(feed.id, Part.PAGE, [found("a", LATER, changed=LATER)], LATER)
    assert len(addresses.due(Part.PAGE, LATER, 9)) == 1


def test_what_a_list_names_no_longer_is_not_fetched_until_it_does_again(watching: Watching, feed: Source) -> None:
    addresses = watching.addresses
    addresses.found(feed.id, Part.PAGE, [found("a"), found("b")], AT)
    addresses.only(feed.id, Part.PAGE, ["post.example/b"])
    assert [a.url[-1] for a in addresses.due(Part.PAGE, AT, 9)] == ["b"]
    addresses.found(feed.id, Part.PAGE, [found("a")], AT)
    assert len(addresses.due(Part.PAGE, AT, 9)) == 1
    addresses.found(feed.id, Part.PAGE, [found("a", anew=True)], AT)
    assert len(addresses.due(Part.PAGE, AT, 9)) == 2


def test_new_and_known_addresses_are_asked_for_apart(watching: Watching, feed: Source) -> None:
    addresses = watching.addresses
    addresses.found(feed.id, Part.PAGE, [found("a"), found("b")], AT)
    first = addresses.due(Part.PAGE, AT, 1)[0]
    addresses.settle(replace(first, fetched=AT), Fetch(seq=0, at=AT, source=1, url=first.url, outcome=Outcome.NEW))
    assert [a.url[-1] for a in addresses.due(Part.PAGE, AT, 9)] == ["b", "a"]
    assert [a.url[-1] for a in addresses.due(Part.PAGE, AT, 9, known=True)] == ["a"]
    assert [a.url[-1] for a in addresses.due(Part.PAGE, AT, 9, known=False)] == ["b"]
    assert addresses.at("post.example/b", Part.PAGE) == addresses.due(Part.PAGE, AT, 9)[0]
    assert addresses.at("post.example/c", Part.PAGE) is None


def test_a_fetch_is_settled_with_its_log_and_its_parcel_in_one_step(watching: Watching, feed: Source) -> None:
    watching.addresses.found(feed.id, Part.PAGE, [found("a"), found("b")], AT)
    first, second = watching.addresses.due(Part.PAGE, AT, 9)
    parcel = Parcel(capture="c" * 64, address=first.url, name="a", at=AT, body=b"\x00bytes")
    entry = Fetch(seq=0, at=AT, source=feed.id, url=first.url, outcome=Outcome.NEW, status=200, capture=parcel.capture)
    settled = replace(first, due="", etag='"1"', capture=parcel.capture, fetched=AT)
    assert watching.addresses.settle(settled, entry, parcel) == 1
    assert watching.addresses.settle(replace(second, due=""), replace(entry, url=second.url), parcel) == 2
    assert watching.addresses.due(Part.PAGE, LATER, 9) == ()
    assert watching.addresses.of(feed.id, Part.PAGE)[0] == settled
    assert watching.waiting.next(9) == (parcel,) and len(watching.fetches.of_capture(parcel.capture)) == 2
    watching.waiting.taken([parcel.capture])
    assert watching.waiting.count() == 0


def test_pages_that_are_gone_are_named(watching: Watching, feed: Source) -> None:
    watching.addresses.found(feed.id, Part.PAGE, [found("a"), found("b")], AT)
    first, _ = watching.addresses.due(Part.PAGE, AT, 9)
    entry = Fetch(seq=0, at=AT, source=feed.id, url=first.url, outcome=Outcome.GONE, status=410)
    watching.addresses.settle(replace(first, gone=AT), entry)
    assert [a.url for a in watching.addresses.gone()] == [first.url]


def test_what_a_host_wants_is_kept(watching: Watching) -> None:
    for status in (200, 503):
        watching.hosts.keep(Host(origin="https://a.example", robots="User-agent: *", status=status, until=LATER))
    assert watching.hosts.of("https://a.example").status == 503


def test_it_is_there_when_opened_again(watching: Watching, feed: Source) -> None:
    watching.close()
    with Watching(watching.folder) as again:
        assert again.sources.all() == (feed,)


def test_a_clock_that_was_years_ahead_puts_nothing_off(watching: Watching, feed: Source) -> None:
    watching.sources.looked(feed, at="2036-01-01T00:00:00Z", due="2036-01-01T01:00:00Z")
    (late,) = watching.sources.due(AT)
    watching.sources.looked(late, at=AT, due=LATER)
    assert watching.sources.due(AT) == ()
    assert [source.id for source in watching.sources.due(LATER)] == [feed.id]
