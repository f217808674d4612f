"""One running duty: started, extended as far as the law lets it, held, done, and where it stands on a day.

It refuses to know who asked for a change or how they were told: acts keep the reason and send the notice.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from portal.clocks.limits import Targets
from portal.clocks.statute import limit_for
from portal.clocks.working_days import WorkingCalendar, calendar_month_after
from portal.vocabulary import Duty, Procedure, Refusal


class Standing(StrEnum):
    """Where a duty stands on one London day."""

    ON_TIME = "on-time"
    DUE_TODAY = "due-today"
    OVERDUE = "overdue"
    HELD = "held"
    DONE = "done"


class ExtensionReason(StrEnum):
    """Why more time is needed. The words themselves are kept with the event."""

    COMPLEX = "complex"
    ADVOCATE = "advocate"  # an advocate is needed first
    OTHER = "other"


class ExtensionRefused(Refusal):
    """The law does not give this duty that much more time, or not now, or not for that reason."""


class HoldRefused(Refusal):
    """This duty may not be put on hold."""


#: Which duty's limit is the furthest each may be put off to. Stage 1: SI 2006/1738 reg. 14; stage 2: reg. 17;
#: corporate stages: Complaint Handling Code.
_EXTENDS_TO = {
    Duty.STAGE1_REPLY: Duty.STAGE1_LATEST,
    Duty.STAGE2_REPLY: Duty.STAGE2_LATEST,
    Duty.CORPORATE1_REPLY: Duty.CORPORATE1_LATEST,
    Duty.CORPORATE2_REPLY: Duty.CORPORATE2_LATEST,
}

#: Stage 1 may take longer only for these (reg. 14); elsewhere a written reason of any kind will do.
_STAGE1_REASONS = frozenset({ExtensionReason.COMPLEX, ExtensionReason.ADVOCATE})

#: What reg. 8 lets a council stop: considering the complaint. It is acknowledged all the same.
_MAY_BE_HELD = frozenset(
    {
        Duty.STAGE1_REPLY,
        Duty.STAGE1_LATEST,
        Duty.STAGE2_REPLY,
        Duty.STAGE2_LATEST,
        Duty.STAGE3_PANEL,
        Duty.STAGE3_REPORT,
        Duty.STAGE3_REPLY,
    }
)


@dataclass(frozen=True, slots=True)
class Clock:
    """One duty as it runs. All days are London dates; a duty is due by the end of `due`.

    There is no pause but the hold of SI 2006/1738 reg. 8. What is sent again after a hold is a new start, and so is
    a count restarted by a standing or out-of-time decision: call `start` with the day of that decision.
    """

    duty: Duty
    started: date
    ordinary: date  # where the limit ends with no extension
    due: date
    furthest: date
    extended_for: ExtensionReason | None = None
    held_from: date | None = None
    done_on: date | None = None

    @classmethod
    def start(cls, duty: Duty, procedure: Procedure, on: date, calendar: WorkingCalendar, targets: Targets) -> Self:
        """Start a duty's limit from `on` (day 0). Raises LookupError where the procedure has no such duty."""
        ordinary = limit_for(duty, procedure).due(on, calendar, targets)
        furthest = limit_for(_EXTENDS_TO.get(duty, duty), procedure).due(on, calendar, targets)
        return cls(duty=duty, started=on, ordinary=ordinary, due=ordinary, furthest=furthest)

    def extend(self, reason: ExtensionReason, to: date, *, on: date) -> Self:
        """The same duty due on `to`, as decided and told on `on`. Raises `ExtensionRefused` with a sentence.

        Stage 1 only for `COMPLEX` or `ADVOCATE`, told before day 10, to day 20 at most; the others before the day
        they are due, to day 65 (stage 2) or the Code's latest day. Never to an earlier day than was promised.
        """
        if self.held_from or self.done_on:
            raise ExtensionRefused("This is on hold or done, so there is nothing to extend.")
        if self.furthest == self.ordinary:
            raise ExtensionRefused("There is no more time to give for this.")
        is_stage1 = self.duty is Duty.STAGE1_REPLY
        if is_stage1 and reason not in _STAGE1_REASONS:
            raise ExtensionRefused("Stage 1 may take longer only if it is complex or an advocate is needed.")
        tell_before = self.ordinary if is_stage1 else self.due
        if on >= tell_before:
            raise ExtensionRefused(f"It is too late to extend this. It had to be done before {tell_before}.")
        if not self.due < to <= self.furthest:
            raise ExtensionRefused(f"The new date must be after {self.due} and no later than {self.furthest}.")
        return replace(self, due=to, extended_for=reason)

    def hold(self, on: date) -> Self:
        """The same duty on hold from `on`, because other proceedings might be harmed (SI 2006/1738 reg. 8).

        Raises `HoldRefused` for a duty the regulation does not reach, or one on hold or done already.
        """
        if self.duty not in _MAY_BE_HELD:
            raise HoldRefused("Only the stages of the statutory procedure can be put on hold.")
        if self.held_from or self.done_on:
            raise HoldRefused("This is on hold or done already.")
        return replace(self, held_from=on)

    def done(self, on: date) -> Self:
        """The same duty, done on this day. The first day it was done stands."""
        return self if self.done_on else replace(self, done_on=on)

    def standing(self, on: date) -> Standing:
        """Where the duty stands on this London day, by what had happened by then."""
        if self.done_on and self.done_on <= on:
            return Standing.DONE
        if self.held_from and self.held_from <= on:
            return Standing.HELD
        if on == self.due:
            return Standing.DUE_TODAY
        return Standing.OVERDUE if on > self.due else Standing.ON_TIME

    @property
    def in_time(self) -> bool | None:
        """Whether the limit was met (SI 2006/1738 reg. 13 asks); None until the duty is done."""
        return None if self.done_on is None else self.done_on <= self.due


def resubmit_until(proceedings_ended: date) -> date:
    """The last day to send a held complaint again: one year after the other proceedings end (reg. 8)."""
    return calendar_month_after(proceedings_ended, 12)
