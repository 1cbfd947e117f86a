"""The tables of `office.db`: who works on a case, what each may see, what they note, and the record of what was opened.

It lies beside `case.db` and is no part of what a case derives or proves: a case can be handed over, or rebuilt, without it, and whoever
gets the case does not get the names, the passwords' digests and the notes of those who worked on it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from secondsource.store.schema import metadata as of_a_case

HEAD = "0001"
"""The newest revision; a test holds it equal to that of the migrations."""

metadata = MetaData(naming_convention=of_a_case.naming_convention)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("sees", String(64), nullable=False),
    Column("secret", Text),
    Column("renew", Boolean, nullable=False),
    Column("subject", Text, unique=True),
    Column("made", String(32), nullable=False),
    Column("ended", String(32), nullable=False),
    sqlite_autoincrement=True,
)
"""`key` is the name as it is looked up. `secret` is an Argon2 digest with its parameters; none for who signs in elsewhere. `renew`: the
password was given by another and must be changed. `subject`: issuer and subject of an OpenID provider."""

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("person", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("label", String(80), nullable=False),
    Column("made", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
    Column("until", String(32), nullable=False),
    Column("kind", String(8), nullable=False),
)
"""`token` is the SHA-256 of what the browser or the program holds; `kind` is one of `Kind`."""

attempts = Table(
    "attempts",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("place", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Index("ix_attempts_key_at", "key", "at"),
    Index("ix_attempts_place_at", "place", "at"),
)
"""Sign-ins that failed, for a while."""

closings = Table(
    "closings",
    metadata,
    Column("report", String(64), primary_key=True),
    Column("who", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text, nullable=False),
)
"""Reports that only those admitted may see."""

admissions = Table(
    "admissions",
    metadata,
    Column("report", String(64), ForeignKey("closings.report", ondelete="CASCADE"), primary_key=True),
    Column("person", Integer, ForeignKey("people.id"), primary_key=True),
)

record = Table(
    "record",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("at", String(32), nullable=False),
    Column("who", String(64), nullable=False),
    Column("act", String(32), nullable=False),
    Column("object", Text, nullable=False),
    Column("body", Text, nullable=False),
)
"""Who did and opened what, each entry sealed to the one before it."""

searches = Table(
    "searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Integer, nullable=False),
    Column("name", String(80), nullable=False),
    Column("query", Text, nullable=False),
    Column("shared", Boolean, nullable=False),
    Unique("person", "name"),
)
"""`person` is 0 where nobody has an account."""

work = Table(
    "work",
    metadata,
    Column("object", String(64), primary_key=True),
    Column("status", String(16), nullable=False),
    Column("person", Integer, nullable=False),
    Column("tags", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("at", String(32), nullable=False),
)
"""What state the work on a claim or a report is in. `turn` counts its changes, so that one made on an old page is noticed."""

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("object", String(64), nullable=False, index=True),
    Column("person", Integer, nullable=False),
    Column("name", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("struck", String(32), nullable=False),
)
"""`struck`: when its writer struck it out; it then no longer says what it said."""

named = Table(
    "named",
    metadata,
    Column("note", Integer, ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Integer, ForeignKey("people.id"), primary_key=True, index=True),
    Column("seen", Boolean, nullable=False),
)
"""People whom a note names."""

looks = Table(
    "looks",
    metadata,
    Column("person", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("state", LargeBinary, nullable=False),
)
"""When somebody last said that they had looked, and how the claims stood then."""

proposals = Table(
    "proposals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("second", String(64), nullable=False),
    Column("done", String(32), nullable=False),
    Column("why", Text, nullable=False),
)
"""Decisions that wait for a second pair of eyes; `why` is the second person's reason."""
