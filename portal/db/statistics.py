"""What a database knows of its own tables, from which it plans how to ask them. Knows no table by name."""

from sqlalchemy.orm import Session

_MOST_ROWS = 2_000  # looked at in one index: some milliseconds, in which nobody else writes


def look_over(session: Session) -> None:
    """Let SQLite look how many rows its tables have, and how many are alike. PostgreSQL does so by itself.

    Without it SQLite takes any two indexes to be equally good, and reads all cases of a team to find a part of one.
    A connection knows what was found when it was opened: the pool opens each anew after a while.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit={_MOST_ROWS}")
        connection.exec_driver_sql("ANALYZE")
