"""What is kept of a list that came in: when, by whom, how many, and a digest. It refuses to know a word of the list."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.reports.models import imports

#: The newest that are told: a council has some, and no list is longer than somebody reads.
MOST = 100


@dataclass(frozen=True, slots=True)
class CameIn:
    """A list that changed something here. `at` is aware UTC, `rows` all it held, `digest` SHA-256 of its file.

    `by` is who brought it, as `year_facts` says it.
    """

    at: datetime
    rows: int
    new: int
    replaced: int
    digest: str
    by: str

    @property
    def in_words(self) -> str:
        """What it changed: of a list that came in before, only what is new in it."""
        anew = f", {self.replaced:,} written anew" if self.replaced else ""
        return f"{self.new:,} new {_plural(self.new, 'case')}{anew}, of {self.rows:,} {_plural(self.rows, 'row')}"


def keep(session: Session, came: CameIn) -> None:
    """Keep that it came, in the transaction in which it does."""
    row = {"rows": came.rows, "new": came.new, "replaced": came.replaced, "digest": came.digest, "by": came.by}
    session.execute(insert(imports).values(imported_at=came.at, **row))


def kept(session: Session) -> tuple[CameIn, ...]:
    """What came in, the newest first."""
    shown = imports.c["imported_at", "rows", "new", "replaced", "digest", "by"]
    rows = session.execute(select(*shown).order_by(imports.c.imported_at.desc(), imports.c.id).limit(MOST))
    return tuple(CameIn(*row) for row in rows)


def _plural(number: int, word: str) -> str:
    return word if number == 1 else f"{word}s"
