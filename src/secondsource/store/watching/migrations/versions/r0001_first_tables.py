"""The first tables. It is never edited again; a change is a new revision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables, and the triggers that keep the log append-only."""
    op.create_table(
        "fetches",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("capture", sa.String(length=64), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_fetches")),
    )
    op.create_index(op.f("ix_fetches_capture"), "fetches", ["capture"], unique=False)
    op.create_index(op.f("ix_fetches_source"), "fetches", ["source"], unique=False)
    op.create_table(
        "hosts",
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("robots", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("asked", sa.String(length=32), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.Column("rest", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_hosts")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("due", sa.String(length=32), nullable=False),
        sa.Column("tried", sa.String(length=32), nullable=False),
        sa.Column("worked", sa.String(length=32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "waiting",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("capture", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting")),
        sa.UniqueConstraint("capture", name=op.f("uq_waiting_capture")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("found", sa.String(length=32), nullable=False),
        sa.Column("due", sa.String(length=32), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("modified", sa.Text(), nullable=False),
        sa.Column("payload", sa.String(length=64), nullable=False),
        sa.Column("words", sa.String(length=64), nullable=False),
        sa.Column("capture", sa.String(length=64), nullable=False),
        sa.Column("fetched", sa.String(length=32), nullable=False),
        sa.Column("gone", sa.String(length=32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_addresses_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addresses")),
        sa.UniqueConstraint("key", "part", name=op.f("uq_addresses_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_addresses_capture"), "addresses", ["capture"], unique=False)
    op.create_index("ix_addresses_part_due", "addresses", ["part", "due"], unique=False)
    op.create_index(op.f("ix_addresses_source"), "addresses", ["source"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER fetches_no_{act.lower()} BEFORE {act} ON fetches "
                "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
            )


def downgrade() -> None:
    """There is nothing before the first revision."""
    raise RuntimeError("The first revision cannot be taken back.")
