"""Where cases are handled: the council, the days it works by, and where links in its messages lead."""

from dataclasses import dataclass, field

from portal.clocks.working_days import WorkingCalendar
from portal.council import Council


@dataclass(frozen=True, slots=True)
class Office:
    """What receiving and every act need of the place they happen in.

    `portal_url` is where links lead; `name_key` is what the index of names is keyed with.
    """

    council: Council
    calendar: WorkingCalendar
    portal_url: str
    name_key: str = field(repr=False)
