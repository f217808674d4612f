"""What is published stays as it was; what is written is only added to; and of two at once neither is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine, delete

from portal.db import transaction, written
from portal.reports import publishing
from portal.reports.annual import Wanted
from portal.reports.figures import LAST
from portal.reports.models import past_cases
from portal.reports.printing import printed
from portal.reports.publishing import CannotPublish, NeedsReason, PublishedMeanwhile, wanted_of
from portal.reports.report import Count, Edition, Report
from portal.reports.years import ReportYear
from portal.reports.years_held import how_many, years_held
from tests.integration.reports.conftest import Histories
from tests.published import BY, EVERY_EDITION, YEAR, brings_in_past_years, made, publishes, writes

NOW = datetime(2017, 6, 1, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
PUBLIC = Wanted(YEAR, Edition.PUBLIC)
PANEL = Wanted(YEAR, Edition.PANEL)


@pytest.fixture
def engine(histories: Histories) -> Engine:
    brings_in_past_years(histories.engine, NOW)
    return histories.engine


def newest(engine: Engine, wanted: Wanted = PUBLIC) -> Report | None:
    with transaction(engine, writes=False) as session:
        found = publishing.newest(session, wanted)
    return found[1] if found else None


def numbers(engine: Engine) -> list[tuple[str, int, str]]:
    with transaction(engine, writes=False) as session:
        return [(each.wanted.edition, each.number, each.why) for each in publishing.published(session)]


def test_what_is_published_stays_whatever_becomes_of_cases_and_words(engine: Engine):
    writes(engine, "introduction", "We had {complaints} complaints.", NOW)
    panel, public, young = publishes(engine, NOW)
    with transaction(engine, writes=True) as session:
        session.execute(delete(past_cases))
    writes(engine, "introduction", "Something else.", NOW)
    assert newest(engine) == public
    assert newest(engine, PANEL) == panel
    assert newest(engine, Wanted(YEAR, Edition.YOUNG_PEOPLE)) == young
    assert next(each.words for each in public.sections if each.key == "introduction") == "We had 58 complaints."
    assert made(engine, LATER, (Edition.PUBLIC,))[0].sections != public.sections


def test_a_correction_is_one_more_and_says_why_and_the_earlier_one_can_be_read(engine: Engine):
    first = publishes(engine, NOW, (Edition.PANEL,))
    writes(engine, "introduction", "Corrected.", NOW)
    with pytest.raises(NeedsReason):
        publishes(engine, LATER, (Edition.PANEL,))
    second = publishes(engine, LATER, (Edition.PANEL,), why="A word was wrong.")
    assert numbers(engine) == [("panel", 2, "A word was wrong."), ("panel", 1, "")]
    assert newest(engine, PANEL) == second[0]
    with transaction(engine, writes=False) as session:
        earlier, there = publishing.numbered(session, PANEL, 1) or pytest.fail("it is not there")
        assert publishing.numbered(session, PANEL, 3) is None
    assert (there, earlier.is_correction, earlier.published_at, earlier.by) == (first[0], False, NOW, BY)


def test_a_correction_that_corrects_nothing_is_none(engine: Engine):
    publishes(engine, NOW)
    with pytest.raises(CannotPublish, match="Nothing has changed"):
        publishes(engine, LATER, why="No reason at all.")
    assert len(numbers(engine)) == 3


def test_one_that_is_published_and_one_that_is_not_go_together(engine: Engine):
    publishes(engine, NOW, (Edition.PANEL,))
    writes(engine, "introduction", "Corrected.", NOW)
    publishes(engine, LATER, why="A word was wrong.")
    assert sorted(numbers(engine)) == [
        ("panel", 1, ""),
        ("panel", 2, "A word was wrong."),
        ("public", 1, ""),
        ("young-people", 1, ""),
    ]


BEFORE = YEAR.before


def fits_what_was_read(there: list[Report], report: Report) -> int:
    """How many figures were printed before with the same number: each of them is hidden in both, or in neither."""
    found = 0
    for other in there:
        then = {_figure(other, count): count for count in printed(other)}
        for count in printed(report):
            same = then.get(_figure(report, count))
            if same and same.number == count.number:
                found += 1
                assert report.is_hidden(count) == other.is_hidden(same), count.key
    return found


def _figure(report: Report, count: Count) -> str:
    year = ReportYear.read(report.year)
    return f"{year.before if count.key.startswith(LAST) else year} {count.key.removeprefix(LAST)}"


EVERYBODY = (Edition.PUBLIC, Edition.YOUNG_PEOPLE)


def test_an_edition_hides_beside_those_of_the_years_next_to_it_and_beside_its_own_earlier_ones(engine: Engine):
    there = [*publishes(engine, NOW, EVERYBODY, year=BEFORE)]
    for year, gone in ((YEAR, ""), (BEFORE, "PAST-2015-001"), (YEAR, "PAST-2016-001"), (YEAR.after, "PAST-2016-002")):
        with transaction(engine, writes=True) as session:
            session.execute(delete(past_cases).where(past_cases.c.reference == gone))
        new = publishes(engine, LATER + timedelta(days=365), EVERYBODY, why="One was counted twice.", year=year)
        assert fits_what_was_read(there, new[0]) > 5
        there += new


def test_who_looked_before_a_year_next_to_it_was_published_looks_again(engine: Engine):
    looked_at, panel = made(engine, NOW, EVERYBODY), made(engine, NOW, (Edition.PANEL,))
    publishes(engine, LATER, EVERYBODY, year=BEFORE)
    with pytest.raises(PublishedMeanwhile, match="a year next to it"):
        publish(engine, *looked_at)
    publish(engine, *panel)  # which hides nothing beside anything
    publishes(engine, LATER, EVERYBODY)


def publish(engine: Engine, *reports: Report, why: str = "", seen: int = 0) -> None:
    with transaction(engine, writes=True) as session:
        known = {wanted_of(report): seen for report in reports}
        publishing.publish(session, reports, seen=known, why=why, by=BY, now=NOW)


def test_what_may_not_be_frozen_is_refused_and_nothing_of_it_is_kept(engine: Engine):
    panel, public, young = made(engine, NOW)
    early = [replace(each, counted_on=date(2017, 3, 31)) for each in (panel, public, young)]
    for why, reports in {
        "31 March 2017": early,
        "at least one": [],
        "published together": [panel, public],
        "must hide the same": [public, replace(young, hidden=young.hidden | {"complaints"})],
    }.items():
        with pytest.raises(CannotPublish, match=why):
            publish(engine, *reports)
    publish(engine, panel)
    with pytest.raises(NeedsReason, match="at most 500"):
        publish(engine, replace(panel, council="Another"), why="x" * 501, seen=1)
    with pytest.raises(NeedsReason, match="an email address"):
        publish(engine, replace(panel, council="Another"), why="Ask nobody@example.org.", seen=1)
    assert numbers(engine) == [("panel", 1, "")]


@pytest.mark.parametrize("year", [YEAR, BEFORE])
def test_of_two_who_publish_at_once_the_second_is_told_to_look(engine: Engine, year: ReportYear):
    reports, others = made(engine, NOW, EVERYBODY), made(engine, NOW, EVERYBODY, year=year)
    told: list[BaseException] = []

    def second() -> None:
        def act(session: object) -> None:
            publishing.publish(session, others, seen={}, why="", by=BY, now=NOW)  # type: ignore[arg-type]

        try:
            written(engine, act)
        except PublishedMeanwhile as refused:
            told.append(refused)

    with transaction(engine, writes=True) as session:
        publishing.publish(session, reports, seen={}, why="", by=BY, now=NOW)
        other = Thread(target=second)
        other.start()
        other.join(0.2)
    other.join()
    assert len(told) == 1
    assert numbers(engine) == [("public", 1, ""), ("young-people", 1, "")]


def test_years_are_those_with_cases_or_reports_and_this_one(engine: Engine):
    with transaction(engine, writes=False) as session:
        assert [str(year) for year in years_held(session, date(2019, 4, 1))] == ["2019-20", "2016-17", "2015-16"]
        assert how_many(session, YEAR) == 58 + 49 + 56 + 19
        assert how_many(session, ReportYear(2019)) == 0
    publishes(engine, NOW, EVERY_EDITION)
    with transaction(engine, writes=True) as session:
        session.execute(delete(past_cases))
        assert [str(year) for year in years_held(session, date(2019, 3, 31))] == ["2018-19", "2016-17"]
