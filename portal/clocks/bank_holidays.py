"""Which days are not working days in England and Wales, and for which years that has been checked.

It refuses to know about office closures and training days: the law counts those as working days.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays

from portal.clocks.working_days import WorkingCalendar

#: The regulations came into force on 1 September 2006; this is the first whole year under them.
FIRST_CHECKED_YEAR = 2007

#: Reviewed yearly. One year more than is promised, so that what is received at the end of 2030 can still be counted.
LAST_CHECKED_YEAR = 2031


def england_and_wales(proclaimed: Iterable[date] = ()) -> WorkingCalendar:
    """The working calendar of SI 2006/1738 reg. 2.

    `proclaimed` adds bank holidays announced since this release, from the council file. Do not pass office closure
    days: the days between Christmas and New Year are working days unless they are bank holidays.
    """
    return WorkingCalendar(
        not_working=_known() | frozenset(proclaimed),
        first_year=FIRST_CHECKED_YEAR,
        last_year=LAST_CHECKED_YEAR,
    )


@cache
def _known() -> frozenset[date]:
    years = range(FIRST_CHECKED_YEAR, LAST_CHECKED_YEAR + 1)
    # Banking and Financial Dealings Act 1971, Schedule 1 and proclamations; the package lists Good Friday with them.
    bank_holidays = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))
    # Reg. 2 names Christmas Day and Boxing Day themselves, also in a year whose bank holiday is a substitute day.
    named = frozenset(date(year, 12, day) for year in years for day in (25, 26))
    return bank_holidays | named
