"""Sealed words lie apart from the row of their case, so that lists of cases read little."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    # SQLite reads the first columns of a row without the rest anyway. What a PostgreSQL database holds already stays
    # where it is until its row is next written.
    if op.get_bind().dialect.name == "postgresql":
        for words in ("representation", "transcript"):
            # What is sealed grows no smaller: nobody need try.
            op.execute(f"ALTER TABLE cases ALTER COLUMN {words} SET STORAGE EXTERNAL")
        op.execute("ALTER TABLE cases SET (toast_tuple_target = 512)")
