"""One case of the past as it comes in, and how two of them are told apart. It knows no file and no database."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from portal.reports.history.columns import Column

#: The columns by the fields that hold them.
_COLUMNS = {
    "kind": Column.KIND,
    "received_on": Column.RECEIVED,
    "service": Column.SERVICE,
    "team": Column.TEAM,
    "complainant_group": Column.COMPLAINANT_GROUP,
    "procedure": Column.PROCEDURE,
    "themes": Column.THEMES,
    "stage": Column.STAGE,
    "due_on": Column.DUE,
    "replied_on": Column.REPLIED,
    "outcome": Column.OUTCOME,
    "ombudsman": Column.OMBUDSMAN,
    "learning": Column.LEARNING,
}
_content = attrgetter(*_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRow:
    """A case of a past year: codes as text, London dates. `learning` is what somebody wrote, and is in no repr."""

    reference: str
    kind: str
    received_on: date
    service: str
    team: str
    complainant_group: str
    procedure: str
    themes: tuple[str, ...] = ()
    stage: str | None = None
    due_on: date | None = None
    replied_on: date | None = None
    outcome: str | None = None
    ombudsman: str = "none"
    learning: tuple[str, ...] = field(default=(), repr=False)

    @property
    def digest(self) -> bytes:
        """The same for the same content, and for no other."""
        return blake2b(repr(_content(self)).encode(), digest_size=16).digest()

    def differs_from(self, other: "PastRow") -> tuple[Column, ...]:
        """The columns in which the two are not the same."""
        mine, theirs = _content(self), _content(other)
        return tuple(self._differing(mine, theirs)) if mine != theirs else ()

    @staticmethod
    def _differing(mine: tuple[object, ...], theirs: tuple[object, ...]) -> Iterator[Column]:
        return (column for column, a, b in zip(_COLUMNS.values(), mine, theirs, strict=True) if a != b)

    def as_kept(self, now: datetime) -> dict[str, Any]:
        """As `past_cases` keeps it; `now` (aware UTC) is when it came in."""
        kept = dict(zip(_COLUMNS, _content(self), strict=True))
        learned = json.dumps(self.learning, ensure_ascii=False) if self.learning else None
        return {
            **kept,
            "reference": self.reference,
            "themes": list(self.themes),
            "learning": learned,
            "imported_at": now,
        }

    @classmethod
    def kept(cls, row: Any) -> "PastRow":
        """What a row of `past_cases` holds."""
        fields = {name: getattr(row, name) for name in ("reference", *_COLUMNS)}
        learned = tuple(json.loads(row.learning)) if row.learning else ()
        return cls(**{**fields, "themes": tuple(row.themes), "learning": learned})
