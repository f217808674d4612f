"""Days that a letter names, read from its words: is one later than was promised? It refuses to understand the rest."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
#: No longer than a letter promises ahead: the 65 working days of stage 2, and some.
_SOON = timedelta(days=120)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})\b(?:,?\s+(\d{{4}})\b)?", re.IGNORECASE)


def days_named(letter: str, today: date) -> tuple[date, ...]:
    """The days in a text, in its order. One without a year is to come soon, or else it was the last of its name."""
    return tuple(_read(letter, today))


def first_after(letter: str, promised: date, today: date) -> date | None:
    """The first day named that is still to come and lies after what was promised."""
    return next((day for day in days_named(letter, today) if day > max(promised, today)), None)


def _read(letter: str, today: date) -> Iterator[date]:
    for day, month, year in _DAY.findall(letter):
        number = _MONTHS.index(month.lower()) + 1
        years = (int(year),) if year else (today.year + 1, today.year, today.year - 1)
        named = (_date(each, number, int(day)) for each in years)
        meant = next((each for each in named if each and (year or each - today <= _SOON)), None)
        if meant:
            yield meant


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
