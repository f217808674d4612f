"""Who is signed in, as a value: every gate asks this and nothing else. It refuses to know how they signed in."""

from dataclasses import dataclass, field
from datetime import datetime

from portal.vocabulary import StaffRole


@dataclass(frozen=True, slots=True)
class Staff:
    """One member of staff. `teams` are keys of the council file, of which a team manager is the manager.

    `since` is when their account was made, or enabled again: names of a restricted case were matched among the accounts
    of that time.
    """

    id: str
    name: str = field(repr=False)
    roles: frozenset[StaffRole]
    teams: frozenset[str] = frozenset()
    since: datetime | None = None
