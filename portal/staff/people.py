"""Who is signed in, as a value: every gate asks this and nothing else. It refuses to know how they signed in."""

from dataclasses import dataclass, field

from portal.vocabulary import StaffRole


@dataclass(frozen=True, slots=True)
class Staff:
    """One member of staff. `teams` are keys of the council file, of which a team manager is the manager."""

    id: str
    name: str = field(repr=False)
    roles: frozenset[StaffRole]
    teams: frozenset[str] = frozenset()
