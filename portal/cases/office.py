"""Where cases are handled: the council, the days it works by, and where links in its messages lead."""

from dataclasses import dataclass

from portal.clocks.working_days import WorkingCalendar
from portal.council import Council


@dataclass(frozen=True, slots=True)
class Office:
    """What receiving and every act need of the place they happen in. `portal_url` is where links lead."""

    council: Council
    calendar: WorkingCalendar
    portal_url: str
