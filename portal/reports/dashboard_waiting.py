"""The tables of a dashboard about this moment and about waiting: what is open, danger flags, thanks, and learning.

Pure. It refuses to know how anything was counted, and for whom.
"""

from datetime import timedelta

from portal.council import Safety
from portal.reports.dashboard_now import Learning, Now
from portal.reports.dashboard_tables import PERIODS
from portal.reports.dashboard_waits import Readings, Thanks
from portal.reports.report import Count, Measured, Row, Table, Unit
from portal.vocabulary.labels import label

_WHAT = "What is counted"


def now_table(now: Now) -> Table:
    """What stands open at this moment."""
    rows = [
        _row("not-closed", "Not closed", sum(now.states.values()), "The next three together."),
        *(_row(state, label(state), number, _STATES[state]) for state, number in now.states.items()),
        _row("overdue", "Overdue", now.overdue, "Something was due before today, and is not done or on hold."),
        _row("this-week", "Due this week", now.this_week, "Something is due from today to Sunday. May be overdue too."),
        _row("unread", "Not opened", now.unread, "Nobody has opened the case since it came."),
        _row("danger", "Danger flag open", now.danger, "A child may be in danger, and nobody has settled it yet."),
        _row("unread-danger", "Danger, not read", now.danger_unread, "Of those: nobody has opened or taken it since."),
    ]
    return Table(
        key="now",
        title="At this moment",
        definition="Cases, each once in a row. A case may stand in several rows.",
        heads=("What", "Cases", _WHAT),
        rows=tuple(rows),
    )


_STATES = {
    "new": "Nobody has acknowledged it yet, where that is owed.",
    "open": "Acknowledged, or nothing to acknowledge, and not closed.",
    "on-hold": "Its time stands still, with reasons and a letter.",
}


def danger_table(read: Readings, safety: Safety) -> Table:
    """From the danger flag to the first reading."""
    timed = Count("timed", read.timed)
    minutes, between = safety.read_within_minutes, safety.climb_minutes
    promise = f"Read within the {minutes} minutes that we promise. Only minutes in which somebody is at work count. "
    promise += "The share is of those whose minutes are over, or that were read."
    return Table(
        key="danger",
        title="From danger flag to first reading",
        definition="Flags raised in cases that were received in the last 12 months. Read means that a member of staff "
        "opened the case, took the alert or settled the flag. The times are as the clock goes, nights and weekends "
        f"too. Of what nobody opens in time the next team is told, then another every {between} minutes.",
        heads=("What", "Last 12 months", _WHAT),
        rows=(
            Row("raised", "Danger flags", (Count("raised", read.raised), "Raised, by the answers or by staff.")),
            Row("in-time", "Read in time", (Count("in-time", read.in_time, timed), promise)),
            Row("median", "Middle time", (_spoken(read.median), "Half were read no later than this (the median).")),
            Row("slowest", "Slowest", (_spoken(read.slowest), "The longest that one of those waited that were read.")),
            Row("waiting", "Not read yet", (Count("waiting", read.waiting), "Still waiting at this moment.")),
        ),
    )


def thanks_table(now: Thanks, before: Thanks) -> Table:
    """Compliments, and how long they take to reach the worker."""
    named = (("now", now), ("before", before))
    received = (Count(f"{name}.received", each.received) for name, each in named)
    reached = [Count(f"{name}.reached", each.took.days.total(), Count(name, each.of_here)) for name, each in named]
    days = (each.took.median_days for _, each in named)
    took = (Measured(middle, Unit.DAYS, (count,)) for middle, count in zip(days, reached, strict=True))
    return Table(
        key="thanks",
        title="Thanks and compliments",
        definition="Cases with thanks. Reached: all thanks in the case came to whom they are for; the share is of "
        "those received in this portal. Days are counted by the calendar from receipt. Half of those that reached "
        "somebody took no longer than the middle one (the median). A person reads each for safety first.",
        heads=("What", *PERIODS),
        rows=(
            Row("received", "Received", tuple(received)),
            Row("reached", "Reached whom they are for", tuple(reached)),
            Row("days", "Days to reach them, the middle one", tuple(took)),
        ),
    )


def learning_table(learning: Learning) -> Table:
    """Whether what was learned gets done."""
    settled = Count("settled", learning.done + learning.not_done)
    still_open, not_done = Count("open", learning.open), Count("not-done", learning.not_done, settled)
    return Table(
        key="learning",
        title="What findings led to",
        definition="Actions that findings led to, for everybody after. Never by who owns them.",
        heads=("What", "Actions", _WHAT),
        rows=(
            Row("open", "Open", (still_open, "Not settled yet.")),
            Row("overdue", "Overdue", (Count("overdue", learning.overdue, still_open), "Of those: due before today.")),
            Row("done", "Done", (Count("done", learning.done, settled), "Of those settled in the last 12 months.")),
            Row("not-done", "Not done", (not_done, "Of those too, with the reason why.")),
        ),
    )


def _row(key: str, name: str, number: int, counted: str) -> Row:
    return Row(key, name, (Count(key, number), counted))


def _spoken(time: timedelta | None) -> str:
    """In its two largest units: 2 days 4 hours."""
    if time is None:
        return "no figure"
    minutes = max(int(time.total_seconds()) // 60, 0)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        f"{number} {unit}{'' if number == 1 else 's'}"
        for number, unit in ((days, "day"), (hours, "hour"), (minutes, "minute"))
        if number
    ]
    return " ".join(parts[:2]) or "less than a minute"
