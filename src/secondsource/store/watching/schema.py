"""The tables of `watch.db`: what is watched for a case, how far, and the log of what was fetched.

It lies beside `case.db` and is no part of what a case derives or proves: a case can be handed over, or rebuilt, without it, and whoever
gets the case does not get the list of what its makers watch.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from secondsource.store.schema import metadata as of_a_case

HEAD = "0002"
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

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("target", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("timing", String(8), nullable=False),
    Column("claims", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("up_to", String(16), nullable=False),
    Column("language", String(8), nullable=False),
    Column("address", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Column("told", String(32), nullable=False),
    sqlite_autoincrement=True,
)
"""`target` says where the address to send to is to be had, never what it is. `told`: when a digest was last put together."""

rounds = Table(
    "rounds",
    metadata,
    Column("audience", String(40), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("state", String(64), nullable=False),
    Column("ledger", Integer, nullable=False),
)
"""When somebody last looked for what is new, for each group of readers to whom the same may be told."""

standings = Table(
    "standings",
    metadata,
    Column("audience", String(40), primary_key=True),
    Column("claim", String(64), primary_key=True),
    Column("body", Text, nullable=False),
)
"""How each claim stood at the last round."""

known_reports = Table(
    "known_reports",
    metadata,
    Column("audience", String(40), primary_key=True),
    Column("report", String(64), primary_key=True),
)
"""The reports that were there at the last round."""

alerts = Table(
    "alerts",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("audience", String(40), nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("level", String(8), nullable=False),
    Column("claim", String(64), nullable=False, index=True),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""What was told. `id` comes from what changed, so that the same is told once."""

messages = Table(
    "messages",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("subscription", Integer, nullable=False, index=True),
    Column("made", String(32), nullable=False),
    Column("due", String(32), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("state", String(8), nullable=False),
    Column("done", String(32), nullable=False),
    Column("why", Text, nullable=False),
)
"""What is sent in one piece; `key` stays the same however often it is tried."""

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("subscription", Integer, nullable=False),
    Column("alert", Integer, ForeignKey("alerts.seq"), nullable=False),
    Column("message", String(32), nullable=False, index=True),
    Unique("subscription", "alert"),
    sqlite_autoincrement=True,
)
"""Which alert is for which subscription; `message` is empty until it is put into one."""

seen = Table(
    "seen",
    metadata,
    Column("person", Integer, primary_key=True),
    Column("upto", Integer, nullable=False),
    Column("at", String(32), nullable=False),
)
"""Up to which alert somebody has said that they have seen them; 0 is the one person of a case without accounts."""
