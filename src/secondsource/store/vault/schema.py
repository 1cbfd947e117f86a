"""The tables of `vault.db`. Nothing in them says who a source is; names in them are those of the people who may open it.

It lies beside `case.db`, on a server in the schema `vault`, and is no part of what the case derives or proves. It moves and is backed up with the case.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, Text

from secondsource.store.schema import metadata as of_a_case

HEAD = "0001"
"""The newest revision; a test holds it equal to that of the migrations."""

metadata = MetaData(naming_convention=of_a_case.naming_convention)

holders = Table(
    "holders",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("public", String(80), nullable=False),
    Column("locked", LargeBinary, nullable=False),
    Column("state", String(8), nullable=False),
    Column("at", String(32), nullable=False),
)
"""`key` is the name as it is looked up. `locked`: their private key behind their passphrase; empty where it is kept in a file of theirs.
`state` is one of `State`, since `at`."""

entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Every entry is an age file of its own."""

bunch = Table(
    "bunch",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("public", String(80), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""One row: the vault's key behind the keys of its people, and how often it was changed."""

openings = Table(
    "openings",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("body", Text, nullable=False),
)
"""Who did what at the vault, each entry sealed to the one before it."""
