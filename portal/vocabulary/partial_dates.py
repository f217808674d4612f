"""Dates of which a part may be unknown, kept as ISO 8601 text: `2026-09-03`, `2026-09`, `2026`, `--09-03`."""

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEPT = re.compile(r"(?:(\d{4})|-)(?:-(\d{2}))?(?:-(\d{2}))?")
_A_LEAP_YEAR = 2028  # so that 29 February without a year is a date


def read_parts(day: str, month: str, year: str) -> str | None:
    """The date that was meant, or None. A day needs its month; a month may be a word; a year may be two digits."""
    numbers = (_number(day, 2), _month(month), _year(year))
    if any(text and number is None for text, number in zip((day, month, year), numbers, strict=True)):
        return None
    d, m, y = numbers
    if (d and not m) or not (m or y) or (m and not d and not y):
        return None
    if d and m and not _is_date(y or _A_LEAP_YEAR, m, d):
        return None
    return (f"{y:04}" if y else "-") + (f"-{m:02}" if m else "") + (f"-{d:02}" if d else "")


def earliest(kept: str, not_before: date) -> date | None:
    """The earliest day a kept date can mean, or None for text that is no date.

    Without a day it may be the first of the month or year, without a year the next such day; never before
    `not_before` where an unknown part leaves room for later.
    """
    match = _KEPT.fullmatch(kept)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None:
        if not (month and day):
            return None
        found = (_day(y, month, day) for y in range(not_before.year, not_before.year + 9))
        return next((d for d in found if d and d >= not_before), None)
    if day:
        return _day(year, month or 1, day)
    start = _day(year, month or 1, 1)
    if start is None or year > 9998:
        return None
    after = date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)
    return max(start, min(not_before, after - timedelta(days=1)))


def _number(text: str, digits: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits and int(text) else None


def _month(text: str) -> int | None:
    number = _number(text, 2)
    if number:
        return number if number <= 12 else None
    start = text[:3].casefold()
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


def _year(text: str) -> int | None:
    number = _number(text, 4)
    if number is None:
        return None
    if len(text) == 2:
        return 2000 + number
    return number if number >= 1900 else None


def _is_date(year: int, month: int, day: int) -> bool:
    return _day(year, month, day) is not None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
