"""Claims are found by their place in the order, which has room between them.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An index on the numbers by which claims stand in order."""
    op.create_index("ix_claims_seq", "claims", ["seq"])


def downgrade() -> None:
    """The index goes; claims are as before."""
    op.drop_index("ix_claims_seq", table_name="claims")
