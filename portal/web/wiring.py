"""What the web doors stand on: settings, council, database and clock, made once and handed to every request."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app

from portal.cases.office import Office
from portal.clocks.working_days import WorkingCalendar
from portal.council import Council
from portal.settings import Settings


@dataclass(frozen=True, slots=True)
class Portal:
    """One running portal. `reading` and `writing` open a transaction; `now` is the only clock a web door reads.

    `placeholders` are what stands in place of `{names}` in wording.
    """

    settings: Settings
    council: Council
    calendar: WorkingCalendar
    reading: Callable[[], AbstractContextManager[Any]]
    writing: Callable[[], AbstractContextManager[Any]]
    is_ready: Callable[[], bool]
    now: Callable[[], datetime]
    placeholders: Mapping[str, str]

    @property
    def office(self) -> Office:
        """Where cases are received and handled."""
        return Office(self.council, self.calendar, self.settings.url, self.settings.name_key)


def portal() -> Portal:
    """The portal that serves this request."""
    wired: Portal = current_app.extensions["portal"]
    return wired
