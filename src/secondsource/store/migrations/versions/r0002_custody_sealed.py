"""Each entry of the log of custody sealed to the one before it, so that a changed time or address is found.

What stands here is on purpose written out, as in the first revision: seals that were made with it must hold when the code has moved on.
"""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Seals what is there as it stands, and keeps it from being changed."""
    op.add_column("custody", sa.Column("seal", sa.String(64), nullable=False, server_default=""))
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT custody.seq, custody.capture, captures.size, captures.media, captures.name, custody.path, custody.at, custody.tool "
            "FROM custody JOIN captures ON captures.digest = custody.capture ORDER BY custody.seq"
        )
    ).all()
    seal = "0" * 64
    for row in rows:
        body = json.dumps(list(row), ensure_ascii=False, separators=(",", ":"))
        seal = hashlib.sha256(seal.encode() + body.encode("utf-8", "surrogatepass")).hexdigest()
        connection.execute(sa.text("UPDATE custody SET seal = :seal WHERE seq = :seq"), {"seal": seal, "seq": row.seq})
    if connection.dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER custody_no_{act.lower()} BEFORE {act} ON custody "
                "BEGIN SELECT RAISE(ABORT, 'the log of custody is append-only'); END"
            )


def downgrade() -> None:
    """Seals are not taken off again."""
    raise RuntimeError("The second revision cannot be taken back.")
