"""What the rules make of one representation: issues, flags, who is told and what is due by when. Pure suggestions."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from portal.clocks.limits import Anchor, Targets
from portal.clocks.statute import dues, lado_due, leading, rests_on_unchecked
from portal.clocks.working_days import WorkingCalendar, london_date
from portal.council import Council
from portal.representations import Representation
from portal.routing.flags import Raised, raised
from portal.routing.issues import RoutedIssue, route
from portal.routing.notices import alerts, notices
from portal.vocabulary import Due, Flag


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything decided at intake. `dues` holds every issue's duties; `leading` one a duty, the shortest."""

    received_on: date
    issues: tuple[RoutedIssue, ...]
    flags: tuple[Raised, ...]
    alerts: tuple[str, ...]
    notify: tuple[str, ...]
    dues: tuple[Due, ...]

    @property
    def leading(self) -> tuple[Due, ...]:
        """What is due, earliest first, one date a duty."""
        return leading(self.dues)

    @property
    def flag_codes(self) -> tuple[Flag, ...]:
        """The flags without their reasons."""
        return tuple(each.flag for each in self.flags)


def assess(told: Representation, received: datetime, council: Council, calendar: WorkingCalendar) -> Assessment:
    """Apply the law's table, the council's rules and the clocks. `received` is an aware instant."""
    on = london_date(received)
    issues = route(told, council)
    flags = raised(told, on)
    codes = {each.flag for each in flags}
    owed = _owed(issues, codes, on, council, calendar)
    if rests_on_unchecked(owed, calendar):
        unchecked = Raised(Flag.DATES_UNCHECKED, "The bank holidays of that year have not been checked.")
        flags = tuple(sorted((*flags, unchecked), key=lambda each: each.flag))
    return Assessment(
        received_on=on,
        issues=issues,
        flags=flags,
        alerts=alerts(told, issues, codes, council),
        notify=notices(told, issues, codes, council),
        dues=owed,
    )


def _owed(
    issues: Iterable[RoutedIssue], flags: set[Flag], on: date, council: Council, calendar: WorkingCalendar
) -> tuple[Due, ...]:
    targets = Targets(**asdict(council.targets))
    owed = [
        due
        for number, issue in enumerate(issues, start=1)
        for due in dues(issue.procedure, {Anchor.RECEIVED: on}, calendar, targets, issue=number)
    ]
    if Flag.LADO in flags:
        owed.append(lado_due(on, calendar))
    return tuple(owed)
