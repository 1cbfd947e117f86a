"""Tables for alerts: who is told what, how claims stood, what was told, and what is on its way. It is never edited again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("timing", sa.String(length=8), nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("up_to", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("told", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        sa.UniqueConstraint("name", name=op.f("uq_subscriptions_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rounds",
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("ledger", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("audience", name=op.f("pk_rounds")),
    )
    op.create_table(
        "standings",
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("claim", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("audience", "claim", name=op.f("pk_standings")),
    )
    op.create_table(
        "known_reports",
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("audience", "report", name=op.f("pk_known_reports")),
    )
    op.create_table(
        "alerts",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("claim", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_alerts")),
        sa.UniqueConstraint("id", name=op.f("uq_alerts_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alerts_audience"), "alerts", ["audience"], unique=False)
    op.create_index(op.f("ix_alerts_claim"), "alerts", ["claim"], unique=False)
    op.create_table(
        "messages",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("subscription", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("due", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("done", sa.String(length=32), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_due"), "messages", ["due"], unique=False)
    op.create_index(op.f("ix_messages_subscription"), "messages", ["subscription"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("subscription", sa.Integer(), nullable=False),
        sa.Column("alert", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.seq"], name=op.f("fk_outbox_alert_alerts")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_outbox")),
        sa.UniqueConstraint("subscription", "alert", name=op.f("uq_outbox_subscription")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_message"), "outbox", ["message"], unique=False)
    op.create_table(
        "seen",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_seen")),
    )
