"""The tables of `watch.db`: what is watched for a case, how far, and the log of what was fetched.

It lies beside `case.db` and is no part of what a case derives or proves: a case can be handed over, or rebuilt, without it, and whoever
gets the case does not get the list of what its makers watch.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from secondsource.store.schema import metadata as of_a_case

HEAD = "0001"
"""The newest revision; a test holds it equal to that of the migrations."""

metadata = MetaData(naming_convention=of_a_case.naming_convention)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("address", Text, nullable=False),
    Column("name", String(120), nullable=False),
    Column("every", Integer, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("state", String(8), nullable=False),
    Column("made", String(32), nullable=False),
    Column("due", String(32), nullable=False),
    Column("tried", String(32), nullable=False),
    Column("worked", String(32), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("mark", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""`secret` says where a password is to be had, never what it is. `mark`: how far a mailbox or a folder was read."""

addresses = Table(
    "addresses",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", Integer, ForeignKey("sources.id"), nullable=False, index=True),
    Column("part", String(8), nullable=False),
    Column("url", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("found", String(32), nullable=False),
    Column("due", String(32), nullable=False),
    Column("said", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("payload", String(64), nullable=False),
    Column("words", String(64), nullable=False),
    Column("capture", String(64), nullable=False, index=True),
    Column("fetched", String(32), nullable=False),
    Column("gone", String(32), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Unique("key", "part"),
    Index("ix_addresses_part_due", "part", "due"),
    sqlite_autoincrement=True,
)
"""`key` is the address without scheme, tracking parameters and the like; `due` is empty where it is never fetched again."""

hosts = Table(
    "hosts",
    metadata,
    Column("origin", String(300), primary_key=True),
    Column("robots", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("asked", String(32), nullable=False),
    Column("until", String(32), nullable=False),
    Column("rest", String(32), nullable=False),
)

waiting = Table(
    "waiting",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("capture", String(64), nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
"""What was fetched and is not in the case yet: written together with the log, gone as soon as the case holds it."""

fetches = Table(
    "fetches",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("source", Integer, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("status", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("capture", String(64), nullable=False, index=True),
    Column("why", Text, nullable=False),
)
"""Only ever added to."""
