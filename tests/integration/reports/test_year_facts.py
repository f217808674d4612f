"""What a whole council had in a year: said, changed, and doubted where it is less than what is here."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import Engine, select

from portal.cases.intake import receive
from portal.db import transaction
from portal.reports.models import YearFact
from portal.reports.year_facts import NotATotal, YearTotals, counted_here, warnings, write, written
from portal.reports.years import ReportYear
from portal.vocabulary import Language, WhatFor
from tests.factories import by_email, london, office, told, transcript
from tests.integration.reports.conftest import NOW, Histories
from tests.past_years import write_csv

YEAR = ReportYear(2016)


@pytest.fixture
def engine(histories: Histories) -> Iterator[Engine]:
    return histories.engine


def said(engine: Engine, **totals: int) -> YearTotals:
    with transaction(engine, writes=True) as session:
        return write(session, YEAR, YearTotals(**totals), by="a test", now=NOW)


def stands(engine: Engine, year: ReportYear = YEAR) -> YearTotals:
    with transaction(engine, writes=False) as session:
        return written(session, year)


def test_what_is_said_stands_until_it_is_said_anew(engine: Engine):
    assert stands(engine) == YearTotals()
    assert said(engine, complaints=802) == YearTotals()
    assert said(engine, compliments=192) == YearTotals(802, None)
    assert said(engine, complaints=0) == YearTotals(802, 192)
    assert stands(engine) == YearTotals(0, 192)
    assert stands(engine, YEAR.before) == YearTotals()
    with transaction(engine, writes=False) as session:
        (row,) = session.scalars(select(YearFact))
    assert (row.year, row.by, row.written_at) == ("2016-17", "a test", NOW)


@pytest.mark.parametrize("number", [-1, 2**31])
def test_what_can_be_no_total_is_refused(engine: Engine, number: int):
    with pytest.raises(NotATotal):
        said(engine, complaints=5, compliments=number)
    assert stands(engine) == YearTotals()


def test_of_a_year_that_has_not_begun_nothing_can_be_said(engine: Engine):
    with pytest.raises(NotATotal, match="2027-28 has not begun"), transaction(engine, writes=True) as session:
        write(session, ReportYear(2027), YearTotals(802), by="a test", now=NOW)
    with transaction(engine, writes=True) as session:
        write(session, ReportYear(2027), YearTotals(802), by="a test", now=london("2027-04-01", "00:30"))


def receives(engine: Engine, what_for: WhatFor, when: datetime) -> None:
    with transaction(engine, writes=True) as session:
        given = told(what_for, reply=by_email())
        key = f"{what_for} {when}"
        receive(session, given, transcript(), office(), key=key, language=Language.ENGLISH, now=when)


def test_a_total_below_what_is_here_is_kept_and_doubted(histories: Histories, engine: Engine):
    path = histories.folder / "years.csv"
    write_csv(path)
    histories.brings_in(path)
    receives(engine, WhatFor.BOTH, london("2017-03-31", "23:30"))  # one of each
    receives(engine, WhatFor.THANKS, london("2017-04-01", "00:30"))
    receives(engine, WhatFor.IDEA, london("2016-12-01"))
    said(engine, complaints=58, compliments=57)
    with transaction(engine, writes=False) as session:
        assert counted_here(session, YEAR) == YearTotals(59, 57)
        assert counted_here(session, YEAR.before) == YearTotals(49, 19)
        assert warnings(session, YEAR) == (
            "The whole council cannot have had fewer complaints than are here: 58 of the council, and 59 here. "
            "The number is kept, but while it is smaller than ours the report prints no share. "
            "Look whether it is right.",
        )
        assert warnings(session, YEAR.before) == ()
