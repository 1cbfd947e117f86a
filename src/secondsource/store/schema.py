"""The tables of a case. Bodies are canonical JSON; what will be asked for stands in columns of its own.

Only types and constraints that every database knows, so that a team can move the same tables to a server. What follows from all readings stands in
order of `seq`, which leaves room between rows. Everything from `reports` on, except `decisions`, is derived and can be made again from captures, pack and decisions.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0003"
"""The newest revision; a test holds it equal to that of the migrations, so that opening a case need not load Alembic."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

captures = Table(
    "captures",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("media", String(255), nullable=False),
    Column("name", Text, nullable=False),
)

custody = Table(
    "custody",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("capture", String(64), ForeignKey("captures.digest"), nullable=False),
    Column("path", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("tool", String(255), nullable=False),
    Column("seal", String(64), nullable=False, server_default=""),
    UniqueConstraint("capture", "path"),
)
"""Append-only, as `decisions`: each `seal` is made of the one before it, see `custody.py`."""

set_aside = Table(
    "set_aside",
    metadata,
    Column("stage", String(16), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("error", Text, nullable=False),
)
"""`stage` is `walk` (key: the path), `collect` (key: the capture) or `read` (key: the report)."""

reports = Table(
    "reports",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("capture", String(64), ForeignKey("captures.digest"), nullable=False, index=True),
    Column("part", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("outlet", Text, index=True),
    Column("language", String(16), index=True),
    Column("published", String(64)),
    Column("earliest", String(10), index=True),
    Column("latest", String(10)),
    Column("digest", String(64), nullable=False),
    Column("body", Text, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("report", String(64), ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("id", String(128), nullable=False, index=True),
    Column("source", Text),
    Column("basis", String(16), nullable=False),
    Column("anonymity", String(16), nullable=False),
    Column("factuality", String(16), nullable=False),
    Column("body", Text, nullable=False),
)
"""`source` is the innermost name of the chain; null in the report's own voice."""

mentions = Table(
    "mentions",
    metadata,
    Column("report", String(64), ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("id", String(192), nullable=False, index=True),
    Column("statement", String(128)),
    Column("type", String(64), nullable=False, index=True),
    Column("country", String(2), index=True),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    Column("factuality", String(16), nullable=False),
    Column("body", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False, index=True),
    Column("type", String(64), nullable=False, index=True),
    Column("country", String(2), index=True),
    Column("earliest", String(10), index=True),
    Column("latest", String(10)),
    Column("status", String(16), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)

claim_mentions = Table(
    "claim_mentions",
    metadata,
    Column("claim", String(32), ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("mention", String(192), primary_key=True, index=True),
)

relays = Table(
    "relays",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("taker", Text, nullable=False, index=True),
    Column("giver", Text, nullable=False, index=True),
    Column("how", String(16), nullable=False),
    Column("named", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)

supports = Table(
    "supports",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("claim", String(32), nullable=False, index=True),
    Column("at_least", Integer, nullable=False),
    Column("at_most", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

loops = Table(
    "loops",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)

figures = Table(
    "figures",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("first", Text, nullable=False),
    Column("stale", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)

grades = Table(
    "grades",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("claim", String(32), nullable=False, index=True),
    Column("letter", String(1), nullable=False),
    Column("digit", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("claim", String(32), nullable=False, index=True),
    Column("provision", Text, nullable=False),
    Column("outcome", String(32), nullable=False, index=True),
    Column("body", Text, nullable=False),
)

indicators = Table(
    "indicators",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("claim", String(32), nullable=False, index=True),
    Column("indicator", String(64), nullable=False),
    Column("presence", String(16), nullable=False),
    Column("body", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("previous", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("object", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_decisions_object", "object"),
)
"""Append-only: triggers made by the migrations refuse every change. `previous` is unique, so the chain cannot fork."""

stage_runs = Table(
    "stage_runs",
    metadata,
    Column("stage", String(16), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("input", String(64), nullable=False),
    Column("version", String(255), nullable=False),
    Column("output", String(64), nullable=False),
)
"""What was computed from what: `input` and `output` are digests. A stage whose row still fits need not run again."""
