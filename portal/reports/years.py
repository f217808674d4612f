"""The year a report is about: from 1 April to 31 March, as councils count it (SI 2006/1738 reg. 13(3))."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from portal.vocabulary import Refusal

_WRITTEN = re.compile(r"(\d{4})[-/–](\d{2}|\d{4})")
_DECEMBER = 12
_EARLIEST, _LATEST = 1990, 2199  # the Children Act 1989 came into force in 1991


class NotAYear(Refusal):
    """What was given names no financial year."""


@dataclass(frozen=True, slots=True, order=True)
class ReportYear:
    """One financial year, by the calendar year it begins in."""

    begins_in: int

    @classmethod
    def read(cls, text: str) -> "ReportYear":
        """The year that is written so: 2016-17, 2016/17 or 2016-2017. Raises NotAYear."""
        found = _WRITTEN.fullmatch(text.strip())
        begins = int(found[1]) if found else 0
        if not found or not _EARLIEST <= begins <= _LATEST or int(found[2]) % 100 != (begins + 1) % 100:
            raise NotAYear(f"“{text}” is no year. Write it as 2016-17: from April 2016 to March 2017.")
        if len(found[2]) > 2 and int(found[2]) != begins + 1:
            raise NotAYear(f"“{text}” is more than one year. Write it as 2016-17.")
        return cls(begins)

    @classmethod
    def of(cls, day: date) -> "ReportYear":
        """The year that a London date lies in."""
        return cls(day.year if day >= date(day.year, 4, 1) else day.year - 1)

    @property
    def first(self) -> date:
        """1 April."""
        return date(self.begins_in, 4, 1)

    @property
    def last(self) -> date:
        """31 March."""
        return date(self.begins_in + 1, 3, 31)

    @property
    def months(self) -> tuple[str, ...]:
        """Its months in order, as 2016-04."""
        in_turn = ((self.begins_in + (number > _DECEMBER), (number - 1) % 12 + 1) for number in range(4, 16))
        return tuple(f"{year}-{month:02}" for year, month in in_turn)

    @property
    def before(self) -> "ReportYear":
        """The year that its figures are compared with."""
        return ReportYear(self.begins_in - 1)

    @property
    def after(self) -> "ReportYear":
        """The year that follows."""
        return ReportYear(self.begins_in + 1)

    @property
    def is_over_on(self) -> date:
        """The first day on which it is over."""
        return self.last + timedelta(days=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.begins_in}-{(self.begins_in + 1) % 100:02}"
