"""How and when something reached the council by another way than the portal, as staff say it.

The law counts from that day (SI 2006/1738 reg. 14), however late it is written down. It refuses to know what came.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from portal.cases.acts.fields import Field, FieldKind, Option, Raw, read, spoken
from portal.clocks.working_days import LONDON, WorkingCalendar, london_date
from portal.vocabulary import Channel

_WAYS = (
    Option(Channel.PHONE, "By phone", "A call, or a message left on a machine."),
    Option(Channel.LETTER, "By letter", "Also a note, a card or a drawing."),
    Option(Channel.EMAIL, "By email"),
    Option(Channel.IN_PERSON, "In person", "Also by video, or signed."),
)
#: Ways in which somebody is there to be asked, and to be answered.
SPOKEN = frozenset({Channel.PHONE, Channel.IN_PERSON})

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?|(\d{1,2})[:.](\d{2})", re.IGNORECASE)
_START = time(0)


@dataclass(frozen=True, slots=True)
class Arrival:
    """The way and the aware instant. Where nobody knows the hour, it is the beginning of that day in London."""

    channel: Channel
    at: datetime

    @property
    def on(self) -> date:
        """The London date that the law counts from."""
        return london_date(self.at)


def has_hour(at: datetime) -> bool:
    """Is the hour of an arrival known?"""
    return at.astimezone(LONDON).timetz().replace(tzinfo=None) != _START


def asked(calendar: WorkingCalendar, now: datetime, said: Arrival | None = None) -> tuple[Field, ...]:
    """What staff are asked about an arrival. `said`: what was answered before."""
    today, first = london_date(now), date(calendar.first_year, 1, 1)
    return (
        Field(
            name="channel",
            label="How it reached us",
            kind=FieldKind.ONE,
            options=_WAYS,
            preset=said.channel if said else None,
        ),
        Field(
            name="received",
            label="The day it reached us",
            kind=FieldKind.DAY,
            hint="The day anybody at the council first had it. The law counts from it, not from today.",
            earliest=first,
            latest=today,
            why_not_earlier=f"working days are known here from {spoken(first)} on. Look at the year again.",
            why_not_later="this day is still to come. Enter the day it reached us.",
            preset=said.on if said else None,
        ),
        Field(
            name="hour",
            label="The time, if you know it",
            hint="Such as 2:30pm or 14:30. For your file: the law counts days.",
            required=False,
            preset=_hour_said(said.at) if said and has_hour(said.at) else None,
        ),
    )


def told(raw: Raw, calendar: WorkingCalendar, now: datetime) -> tuple[Arrival | None, dict[str, str]]:
    """The arrival that was given; or None, and a sentence for every field that cannot be so. `now` is aware."""
    given, problems = read(asked(calendar, now), raw)
    typed = given.text("hour")
    hour = read_hour(typed) if typed else _START
    if hour is None:
        problems["hour"] = "The time: write it like 2:30pm or 14:30, or leave it empty."
    if problems or hour is None:
        return None, problems
    at = datetime.combine(given.day("received"), hour, LONDON).astimezone(UTC)
    if at > now:
        return None, {"hour": "The time: this is still to come. Enter when it reached us, or leave it empty."}
    return Arrival(Channel(given.text("channel")), at), {}


def read_hour(text: str) -> time | None:
    """A time of day as people write it; None for anything that is not one."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or not text.isascii():
        return None
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _hour_said(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%H:%M}"
