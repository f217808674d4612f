"""What the law lets a running duty do: where it stands on a day, and how far it may be put off.

It refuses to know who asked, how they were told, or what was kept of it: acts ask here first, and write it down.
Sentences that say why not are for the people who work on cases. All days are London dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.clocks.working_days import WorkingCalendar
from portal.vocabulary import Duty

#: How near a duty is when it is soon due, in working days.
SOON = 3


class Standing(StrEnum):
    """Where a duty stands on one day."""

    ON_TIME = "on-time"
    DUE_SOON = "due-soon"
    DUE_TODAY = "due-today"
    OVERDUE = "overdue"
    HELD = "held"
    DONE_IN_TIME = "done-in-time"
    DONE_LATE = "done-late"
    LET_GO = "let-go"  # it ended, and nobody did it


def standing(
    due_on: date,
    today: date,
    calendar: WorkingCalendar,
    *,
    done_on: date | None = None,
    held_on: date | None = None,
    let_go: bool = False,
    soon: int = SOON,
) -> Standing:
    """Where a duty stands on `today`, by what had happened by the end of that day.

    A hold stops it also where it was late already: nobody may work on it. Only being done tells late from in time
    for good (SI 2006/1738 reg. 13 asks); what was let go on `done_on` was neither. Raises ValueError for a negative
    `soon`.
    """
    if done_on and done_on <= today:
        if let_go:
            return Standing.LET_GO
        return Standing.DONE_IN_TIME if done_on <= due_on else Standing.DONE_LATE
    if held_on and held_on <= today:
        return Standing.HELD
    if due_on <= today:
        return Standing.DUE_TODAY if due_on == today else Standing.OVERDUE
    return Standing.DUE_SOON if due_on <= calendar.add(today, soon) else Standing.ON_TIME


# --- more time


class ExtensionReason(StrEnum):
    """Why more time is needed. The words themselves are kept with the event."""

    COMPLEX = "complex"
    ADVOCATE = "advocate"  # an advocate is needed first
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Extension:
    """How one duty may be put off: no later than `furthest` is due, for one of `reasons`, told in time.

    `told_before_first_date`: told before the date that was promised first, not only before the one that stands.
    `gives_ombudsman`: who is told is also told how to reach the Ombudsman.
    """

    furthest: Duty
    reasons: frozenset[ExtensionReason]
    citation: str
    told_before_first_date: bool = False
    gives_ombudsman: bool = False


_ANY = frozenset(ExtensionReason)
_CODE = "Complaint Handling Code"

#: Nothing else may be put off.
EXTENSIONS: Mapping[Duty, Extension] = {
    # By ten days, told before day 10, and only for these two reasons.
    Duty.STAGE1_REPLY: Extension(
        Duty.STAGE1_LATEST,
        frozenset({ExtensionReason.COMPLEX, ExtensionReason.ADVOCATE}),
        "SI 2006/1738 reg. 14",
        told_before_first_date=True,
    ),
    # To day 65, with a written reason and the new date, before the day that stands.
    Duty.STAGE2_REPLY: Extension(Duty.STAGE2_LATEST, _ANY, "SI 2006/1738 reg. 17"),
    # By ten and by twenty days.
    Duty.CORPORATE1_REPLY: Extension(Duty.CORPORATE1_LATEST, _ANY, _CODE, gives_ombudsman=True),
    Duty.CORPORATE2_REPLY: Extension(Duty.CORPORATE2_LATEST, _ANY, _CODE, gives_ombudsman=True),
}


def extends_to(duty: Duty) -> Duty | None:
    """The duty whose date is the furthest this one may be put off to; None where it may not be."""
    extension = EXTENSIONS.get(duty)
    return extension.furthest if extension else None


def may_extend(
    duty: Duty, ordinary_due: date, due: date, furthest: date, today: date, reason: ExtensionReason | None = None
) -> str | None:
    """Why this duty may not be put off today, in one sentence; None where it may be.

    `ordinary_due` is the date promised first, `due` the one that stands, `furthest` that of `extends_to(duty)`. With no
    `reason` it says whether any would do. The new date is asked about with `may_put_off_to`; ask `may_change` first.
    """
    extension = EXTENSIONS.get(duty)
    if extension is None:
        return "The law gives no more time for this."
    if due >= furthest:
        return "There is no more time to give for this."
    tell_before = min(ordinary_due, due) if extension.told_before_first_date else due
    if today >= tell_before:
        return f"It is too late to put this off. They had to be told before {_in_words(tell_before)}."
    if reason is not None and reason not in extension.reasons:
        return "Stage 1 may take longer only if it is complex or an advocate is needed."
    return None


def may_put_off_to(due: date, furthest: date, to: date) -> str | None:
    """Why a duty may not be put off to this day, in one sentence; None where it may be."""
    if to <= due:
        return f"Choose a date after {_in_words(due)}, which is promised already."
    if to > furthest:
        return f"Choose a date no later than {_in_words(furthest)}: the law gives no more time."
    return None


def may_change(*, done_on: date | None = None, held_on: date | None = None) -> str | None:
    """Why a duty may be neither put off nor held, whatever the law gives it; None where it runs."""
    if done_on:
        return f"This was done on {_in_words(done_on)}."
    if held_on:
        return f"This has been on hold since {_in_words(held_on)}."
    return None


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
