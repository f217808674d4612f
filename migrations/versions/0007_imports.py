"""Who brought in lists of past cases, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "new", "replaced")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("digest", "by")),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
