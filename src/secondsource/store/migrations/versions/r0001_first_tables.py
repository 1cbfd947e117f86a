"""The first tables.

What stands here is on purpose the tables of that day written out, not those of `store/schema.py`: a case that was made with
them must still be brought up to date when the schema has moved on. It is never edited again; a change is a new revision.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables, and the triggers that keep the ledger append-only."""
    op.create_table(
        "captures",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("media", sa.String(255), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_captures"),
    )
    op.create_table(
        "custody",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column(
            "capture", sa.String(64), sa.ForeignKey("captures.digest", name="fk_custody_capture"), nullable=False
        ),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("tool", sa.String(255), nullable=False),
        sa.UniqueConstraint("capture", "path", name="uq_custody_capture"),
        sa.PrimaryKeyConstraint("seq", name="pk_custody"),
    )
    op.create_table(
        "set_aside",
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("stage", "key", name="pk_set_aside"),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column(
            "capture", sa.String(64), sa.ForeignKey("captures.digest", name="fk_reports_capture"), nullable=False
        ),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("language", sa.String(16)),
        sa.Column("published", sa.String(64)),
        sa.Column("earliest", sa.String(10)),
        sa.Column("latest", sa.String(10)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_table(
        "statements",
        sa.Column(
            "report",
            sa.String(64),
            sa.ForeignKey("reports.id", name="fk_statements_report", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("basis", sa.String(16), nullable=False),
        sa.Column("anonymity", sa.String(16), nullable=False),
        sa.Column("factuality", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("report", "seq", name="pk_statements"),
    )
    op.create_table(
        "mentions",
        sa.Column(
            "report",
            sa.String(64),
            sa.ForeignKey("reports.id", name="fk_mentions_report", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("id", sa.String(192), nullable=False),
        sa.Column("statement", sa.String(128)),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("earliest", sa.String(10)),
        sa.Column("latest", sa.String(10)),
        sa.Column("factuality", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("report", "seq", name="pk_mentions"),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("earliest", sa.String(10)),
        sa.Column("latest", sa.String(10)),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
    )
    op.create_table(
        "claim_mentions",
        sa.Column(
            "claim",
            sa.String(32),
            sa.ForeignKey("claims.id", name="fk_claim_mentions_claim", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("mention", sa.String(192), nullable=False),
        sa.PrimaryKeyConstraint("claim", "mention", name="pk_claim_mentions"),
    )
    op.create_table(
        "relays",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("taker", sa.Text, nullable=False),
        sa.Column("giver", sa.Text, nullable=False),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("named", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_relays"),
    )
    op.create_table(
        "supports",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("claim", sa.String(32), nullable=False),
        sa.Column("at_least", sa.Integer, nullable=False),
        sa.Column("at_most", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_supports"),
    )
    op.create_table(
        "loops",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_loops"),
    )
    op.create_table(
        "figures",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_figures"),
    )
    op.create_table(
        "grades",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("claim", sa.String(32), nullable=False),
        sa.Column("letter", sa.String(1), nullable=False),
        sa.Column("digit", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_grades"),
    )
    op.create_table(
        "findings",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("claim", sa.String(32), nullable=False),
        sa.Column("provision", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_findings"),
    )
    op.create_table(
        "indicators",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("claim", sa.String(32), nullable=False),
        sa.Column("indicator", sa.String(64), nullable=False),
        sa.Column("presence", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_indicators"),
    )
    op.create_table(
        "decisions",
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.UniqueConstraint("previous", name="uq_decisions_previous"),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.UniqueConstraint("hash", name="uq_decisions_hash"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_decisions"),
    )
    op.create_table(
        "stage_runs",
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("input", sa.String(64), nullable=False),
        sa.Column("version", sa.String(255), nullable=False),
        sa.Column("output", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("stage", "key", name="pk_stage_runs"),
    )
    op.create_index("ix_set_aside_digest", "set_aside", ["digest"])
    op.create_index("ix_reports_capture", "reports", ["capture"])
    op.create_index("ix_reports_outlet", "reports", ["outlet"])
    op.create_index("ix_reports_language", "reports", ["language"])
    op.create_index("ix_reports_earliest", "reports", ["earliest"])
    op.create_index("ix_statements_id", "statements", ["id"])
    op.create_index("ix_mentions_id", "mentions", ["id"])
    op.create_index("ix_mentions_type", "mentions", ["type"])
    op.create_index("ix_mentions_country", "mentions", ["country"])
    op.create_index("ix_claims_type", "claims", ["type"])
    op.create_index("ix_claims_country", "claims", ["country"])
    op.create_index("ix_claims_earliest", "claims", ["earliest"])
    op.create_index("ix_claims_status", "claims", ["status"])
    op.create_index("ix_claim_mentions_mention", "claim_mentions", ["mention"])
    op.create_index("ix_relays_taker", "relays", ["taker"])
    op.create_index("ix_relays_giver", "relays", ["giver"])
    op.create_index("ix_supports_claim", "supports", ["claim"])
    op.create_index("ix_grades_claim", "grades", ["claim"])
    op.create_index("ix_findings_claim", "findings", ["claim"])
    op.create_index("ix_findings_outcome", "findings", ["outcome"])
    op.create_index("ix_indicators_claim", "indicators", ["claim"])
    op.create_index("ix_decisions_object", "decisions", ["object"])
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER decisions_no_{act.lower()} BEFORE {act} ON decisions "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )


def downgrade() -> None:
    """There is nothing before the first revision."""
    raise RuntimeError("The first revision cannot be taken back.")
