"""A year runs from 1 April to 31 March, and is written 2016-17."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reports.years import NotAYear, ReportYear


@pytest.mark.parametrize("text", ["2016-17", "2016/17", "2016-2017", " 2016–17 "])
def test_it_is_read_however_people_write_it(text: str):
    assert ReportYear.read(text) == ReportYear(2016)


@pytest.mark.parametrize("text", ["", "2016", "2016-18", "2016-2018", "2016-1917", "17-18", "1899-00", "２０１６-17 x"])
def test_what_names_no_year_is_refused(text: str):
    with pytest.raises(NotAYear):
        ReportYear.read(text)


def test_a_century_ends_within_one():
    assert ReportYear.read("2099-00").last == date(2100, 3, 31)
    assert str(ReportYear(2099)) == "2099-00"


@given(st.dates(date(1990, 4, 1), date(2199, 3, 31)))
def test_every_day_lies_in_one_year_that_reads_itself_again(day: date):
    year = ReportYear.of(day)
    assert day in year
    assert day not in year.before
    assert day not in year.after
    assert ReportYear.read(str(year)) == year
    assert year.last + timedelta(days=1) == year.after.first == year.is_over_on


def test_the_months_begin_in_april():
    months = ReportYear(2016).months
    assert (months[0], months[8], months[9], months[11]) == ("2016-04", "2016-12", "2017-01", "2017-03")
    assert list(months) == sorted(months)


def test_a_leap_day_lies_in_the_year_that_began_before_it():
    assert ReportYear.of(date(2016, 2, 29)) == ReportYear(2015)
