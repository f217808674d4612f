"""Sentences that change with the hour: who can be called about a child now. It refuses to know what time it is."""

from dataclasses import dataclass
from enum import Enum, auto

from portal.conversation import Words


class DayLine(Enum):
    """Whether the day's number answers, as whoever has a clock and the council file works it out."""

    ANSWERS = auto()
    IS_CLOSED = auto()
    NEVER_CLOSES = auto()


@dataclass(frozen=True, slots=True)
class ByTheHour(Words):
    """A sentence said while the day's number answers, `closed` in its place while it does not.

    `never_closes` is said instead of both where the number answers at every hour.
    """

    closed: Words
    never_closes: Words

    def at(self, day_line: DayLine) -> Words:
        """What to say at an hour."""
        match day_line:
            case DayLine.ANSWERS:
                return Words(self.child, self.adult)
            case DayLine.IS_CLOSED:
                return self.closed
            case DayLine.NEVER_CLOSES:
                return self.never_closes
