"""The shape of a legal limit: how much time, of what kind, from which event, and what a council may set itself.

It refuses to know any particular limit: the table is in `statute`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from portal.clocks.working_days import WorkingCalendar, calendar_month_after
from portal.vocabulary import Duty, Procedure, Refusal


class Anchor(StrEnum):
    """The events that limits run from. Each is kept as a London date."""

    RECEIVED = "received"
    DECIDED = "decided"  # that we may look into it, where that was in doubt: enough interest, or out of time
    ACKNOWLEDGED = "acknowledged"
    STAGE2_REQUESTED = "stage2-requested"
    STAGE2_AGREED = "stage2-agreed"  # the written complaint statement was agreed
    CORPORATE2_REQUESTED = "corporate2-requested"
    STAGE2_ACKNOWLEDGED = "stage2-acknowledged"  # of the corporate procedure
    STAGE3_REQUESTED = "stage3-requested"
    PANEL_MET = "panel-met"
    PANEL_REPORTED = "panel-reported"  # the council received the panel's report


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"
    MONTHS = "months"


class UnlawfulTarget(Refusal):
    """A council's own target that the law, or the limit it stands beside, does not leave room for."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


@dataclass(frozen=True, slots=True)
class Targets:
    """What a council may set for itself, in working days. The defaults are what the published codes say.

    Raises `UnlawfulTarget`, which names the field, for a number below 1, above its ceiling, or a reply that would
    be due after its own latest day.
    """

    acknowledgement: int = 3
    corporate_acknowledgement: int = 5
    corporate1_reply: int = 10
    corporate1_latest: int = 20
    corporate2_reply: int = 20
    corporate2_latest: int = 40
    idea_reply: int = 10

    def __post_init__(self) -> None:
        for name in (field.name for field in fields(self)):
            days: int = getattr(self, name)
            if not 1 <= days <= TARGET_CEILINGS.get(name, days):
                raise UnlawfulTarget(name, _out_of_range(name, days))
        for stage in ("corporate1", "corporate2"):
            reply: int = getattr(self, f"{stage}_reply")
            latest: int = getattr(self, f"{stage}_latest")
            if reply > latest:
                raise UnlawfulTarget(
                    f"{stage}_reply", f"{stage}_reply is {reply}, but {stage}_latest is {latest}. It cannot be later."
                )


#: The most working days each target may be. An idea's reply has no ceiling: no rule speaks of it.
TARGET_CEILINGS = {
    "acknowledgement": 10,  # SI 2006/1738 gives no number; after day 10 the reply itself is late (reg. 14)
    "corporate_acknowledgement": 5,  # Complaint Handling Code 6.2
    "corporate1_reply": 20,  # Complaint Handling Code: 10, and at most 10 more
    "corporate1_latest": 20,
    "corporate2_reply": 40,  # Complaint Handling Code: 20, and at most 20 more
    "corporate2_latest": 40,
}


def _out_of_range(name: str, days: int) -> str:
    ceiling = TARGET_CEILINGS.get(name)
    most = "or more" if ceiling is None else f"to {ceiling}"
    return f"{name} is {days}. It must be a whole number of working days, 1 {most}."


@dataclass(frozen=True, slots=True)
class Example:
    """One true case of a limit: the day it runs from and the day it ends, by the bank holidays of England."""

    start: date
    due: date


@dataclass(frozen=True, slots=True)
class Limit:
    """One duty's limit for some procedures.

    `runs_from` names the events that start it; where several are known the earliest counts. `restarted_by` is an event
    that, once known, counts instead of them. `target` names the field of `Targets` that may stand in place of `amount`.
    `citation` is short enough to be read out in a reason.
    """

    duty: Duty
    amount: int
    unit: Unit
    runs_from: tuple[Anchor, ...]
    procedures: frozenset[Procedure]
    citation: str
    example: Example
    target: str | None = None
    restarted_by: Anchor | None = None

    def runs_since(self, events: Mapping[Anchor, date]) -> Anchor | None:
        """The event, of those known, that this limit is counted from; None where it has not begun to run."""
        if self.restarted_by in events:
            return self.restarted_by
        known = [anchor for anchor in self.runs_from if anchor in events]
        return min(known, key=lambda anchor: events[anchor], default=None)

    def allows(self, targets: Targets) -> int:
        """How many units this limit gives under a council's targets."""
        if self.target is None:
            return self.amount
        own: int = getattr(targets, self.target)
        return own

    def due(self, start: date, calendar: WorkingCalendar, targets: Targets) -> date:
        """The London date by the end of which the duty must be done, when it runs from `start` (day 0)."""
        amount = self.allows(targets)
        match self.unit:
            case Unit.WORKING_DAYS:
                return calendar.add(start, amount)
            case Unit.CALENDAR_DAYS:
                return start + timedelta(days=amount)
            case Unit.MONTHS:
                return calendar_month_after(start, amount)

    def because(self, anchor: Anchor, targets: Targets) -> str:
        """The reason for the date, in plain words and without a full stop."""
        amount = self.allows(targets)
        citation = self.citation if amount == self.amount else "the council's own target"
        unit = _UNIT_WORDS[self.unit] + ("" if amount == 1 else "s")
        return f"{amount} {unit} from the day {_ANCHOR_WORDS[anchor]} ({citation})"


_UNIT_WORDS = {
    Unit.WORKING_DAYS: "working day",
    Unit.CALENDAR_DAYS: "calendar day",
    Unit.MONTHS: "month",
}

_ANCHOR_WORDS = {
    Anchor.RECEIVED: "we got it",
    Anchor.DECIDED: "a person decided that we may look into it",
    Anchor.ACKNOWLEDGED: "a person acknowledged it",
    Anchor.STAGE2_REQUESTED: "stage 2 was asked for",
    Anchor.STAGE2_AGREED: "the complaint statement was agreed",
    Anchor.CORPORATE2_REQUESTED: "stage 2 was asked for",
    Anchor.STAGE2_ACKNOWLEDGED: "a person acknowledged the stage 2 request",
    Anchor.STAGE3_REQUESTED: "the panel was asked for",
    Anchor.PANEL_MET: "the panel met",
    Anchor.PANEL_REPORTED: "the council got the panel's report",
}
