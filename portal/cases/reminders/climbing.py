"""When the next team is alarmed of what nobody opened, and when nobody need be. Pure: events and instants, no tables.

Only staffed time counts, as in the promise on the screen: nobody is alarmed who is not at work.
"""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.council import Safety
from portal.vocabulary import Flag, Happened

#: What climbs: somebody may be hurt, or be hurt for telling. Who is on the list by default may open every such case.
CLIMBING = frozenset({Flag.DANGER, Flag.LADO, Flag.CALL_BACK, Flag.RETALIATION})
#: The events by which a climb is decided.
DECIDING = (Happened.FLAGGED, Happened.ALERTED, Happened.ALERT_TAKEN, Happened.OPENED)
#: Once all have been told, one an hour: it never falls silent, and nobody filters it away.
AGAIN_AFTER = timedelta(hours=1)
#: What was due in the last staffed minute goes out just after it.
JUST_GONE = timedelta(minutes=15)
_CLOCKS_DIFFER = timedelta(minutes=1)  # between machines, at the very most
_STAFF = "staff:"


@dataclass(frozen=True, slots=True)
class Occurred:
    """An event of a case, as far as a climb depends on it. `at` is an aware instant."""

    number: int
    at: datetime
    happened: str
    by: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rung:
    """An alarm that was sent: which event it went back to, the how manieth it was (from 0), and when."""

    of: int
    step: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Waits:
    """A flag that somebody must look at, since the event with this number."""

    flag: Flag
    number: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: flags that were answered, and since when; those that wait, the longest first."""

    answered: tuple[tuple[Flag, datetime], ...]
    waiting: tuple[Waits, ...]


def standing(flags: Collection[Flag], events: Iterable[Occurred], rung: Collection[Rung], begun: datetime) -> Standing:
    """Which of these open flags still wait. `events` stand in order; `begun` is when the case was received.

    One that somebody opened before anybody was alarmed is answered. Once it climbs, only being taken answers it.
    """
    events = tuple(events)
    answered, waiting = [], []
    for flag in sorted(flags):
        waits, taken = _raised(flag, events, rung, begun)
        opened = _opened_after(waits, events, rung) if waits else None
        if waits and not opened:
            waiting.append(waits)
        else:
            answered.append((flag, opened or taken or begun))
    return Standing(tuple(answered), tuple(sorted(waiting, key=lambda each: each.number)))


def _raised(
    flag: Flag, events: tuple[Occurred, ...], rung: Collection[Rung], begun: datetime
) -> tuple[Waits | None, datetime | None]:
    """Since when a flag waits to be taken, or when it was taken last.

    What is told again while it waits goes on waiting from the first time; after somebody looked at it, it waits anew.
    """
    waits: Waits | None = Waits(flag, 0, begun)
    taken = None
    for at, event in enumerate(events):
        raised = event.facts.get("flag") == flag
        if event.happened == Happened.ALERT_TAKEN:
            waits, taken = None, event.at
        elif raised and (
            event.happened == Happened.FLAGGED or waits is None or _opened_after(waits, events[:at], rung)
        ):
            waits = Waits(flag, event.number, event.at)
    return waits, taken


def _opened_after(waits: Waits, events: Iterable[Occurred], rung: Collection[Rung]) -> datetime | None:
    if any(each.at >= waits.since for each in rung):
        return None
    opened = (event for event in events if event.number > waits.number and event.happened == Happened.OPENED)
    return next((event.at for event in opened if event.by.startswith(_STAFF)), None)


def next_alarm(
    waits: Waits, rung: Collection[Rung], teams: int, now: datetime, safety: Safety, holidays: Container[date]
) -> int | None:
    """The step of the alarm that is due now, counted from 0; None while there is none. `teams`: how many are told."""
    of_it = sorted((each for each in rung if each.of == waits.number), key=lambda each: each.step)
    due = _due(waits, of_it, teams, now, safety, holidays)
    if due > now or not (safety.is_staffed(now, holidays) or now - due < JUST_GONE):
        return None
    return of_it[-1].step + 1 if of_it else 0


def _due(
    waits: Waits, of_it: list[Rung], teams: int, now: datetime, safety: Safety, holidays: Container[date]
) -> datetime:
    last = of_it[-1].at if of_it else waits.since
    if last > now + _CLOCKS_DIFFER:
        # A clock went ahead and was put back: it must not keep everybody silent until it is that late again.
        return safety.staffed_after(now, timedelta(), holidays)
    if of_it:
        between = timedelta(minutes=safety.climb_minutes)
        return safety.staffed_after(last, between if len(of_it) < teams else max(between, AGAIN_AFTER), holidays)
    if safety.is_staffed(last, holidays):
        return safety.read_by(last, holidays)
    return safety.staffed_after(last, timedelta(), holidays)
