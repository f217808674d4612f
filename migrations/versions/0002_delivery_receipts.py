"""What became of a message after GOV.UK Notify took it, when it was tried, and what was sent in its place."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("doubted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("receipt", sa.String(length=40), nullable=True))
    op.add_column("outbox", sa.Column("receipt_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("resent_as", sa.Text(), nullable=True))
