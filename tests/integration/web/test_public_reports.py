"""Yearly reports for everybody: there once they are published, in the look of every public page, and never more."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.reports.report import Edition
from portal.tagged_pdf import can_make_pdf
from tests.factories import worked_council
from tests.hands import ClientHands
from tests.portals import PortalAtHand, local_portal
from tests.published import brings_in_past_years, publishes, writes

NOW = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
FOR_EVERYBODY = (Edition.PUBLIC, Edition.YOUNG_PEOPLE)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    brings_in_past_years(portal.engine, NOW)
    yield portal
    portal.close()


def opened(portal: PortalAtHand, path: str = "/reports") -> ClientHands:
    phone = portal.phone()
    phone.goes_to(path)
    assert "Set-Cookie" not in phone.response.headers
    return phone


def test_nothing_published_says_so_and_a_report_that_is_not_is_not_found(portal: PortalAtHand):
    assert "There is no report here yet." in opened(portal).says()
    publishes(portal.engine, NOW, (Edition.PANEL,))
    assert "There is no report here yet." in opened(portal).says()
    for path in ("public", "young-people", "panel", "public/pdf", "panel/csv", "public/html", "nothing"):
        assert (path, opened(portal, f"/reports/2016-17/{path}").response.status_code) == (path, 404)


def test_how_it_works_leads_to_the_report_for_young_people(portal: PortalAtHand):
    publishes(portal.engine, NOW, FOR_EVERYBODY)
    phone = opened(portal, "/how")
    phone.follows("See how many people told us something, year by year")
    phone.follows("For children and young people: 2016-17")
    assert phone.heading() == "What children and families told us, 2016-17"
    assert phone.page.title == "Our report each year, 2016-17 - Your message"
    assert "fewer than 5" in phone.says()
    phone.follows("The full report for this year")
    assert phone.heading() == "Complaints and compliments about children’s services, 2016-17"
    assert "report.css" not in phone.says()
    phone.follows("All our reports")
    assert phone.heading() == "Our report each year"


def test_each_is_there_as_files(portal: PortalAtHand):
    publishes(portal.engine, NOW, FOR_EVERYBODY)
    phone = opened(portal, "/reports/2016-17/public")
    csv = phone.client.get("/reports/2016-17/public/csv")
    assert csv.headers["Content-Disposition"] == "attachment; filename=complaints-2016-17-public.csv"
    assert "fewer than 5" in csv.text
    if can_make_pdf():
        first, again = (phone.client.get("/reports/2016-17/young-people/pdf") for _ in range(2))
        assert first.data.startswith(b"%PDF-1.7")
        assert first.data == again.data


def test_what_stands_is_the_newest_with_its_correction_on_top(portal: PortalAtHand):
    publishes(portal.engine, NOW, FOR_EVERYBODY)
    writes(portal.engine, "introduction", "Not published yet.", NOW)
    page = opened(portal, "/reports/2016-17/public").says()
    assert "Not published yet." not in page
    assert "Corrected" not in page
    publishes(portal.engine, NOW, FOR_EVERYBODY, why="A <b>word</b> was wrong.")
    page = opened(portal, "/reports/2016-17/public").says()
    assert "Not published yet." in page
    assert "Corrected on 1 September 2026: A <b>word</b> was wrong." in page
    assert "Corrected on" in opened(portal, "/reports/2016-17/young-people").says()
    writes(portal.engine, "introduction", "Published now.", NOW)
    publishes(portal.engine, NOW, FOR_EVERYBODY, why="And once more.")
    page = opened(portal, "/reports/2016-17/public").says()
    assert page.index("And once more.") < page.index("A <b>word</b> was wrong.")
    csv = opened(portal, "/reports/2016-17/public/csv")
    assert csv.response.headers["Content-Disposition"] == "attachment; filename=complaints-2016-17-public-3.csv"


def test_whoever_reads_the_young_peoples_finds_whom_to_tell(portal: PortalAtHand):
    publishes(portal.engine, NOW, FOR_EVERYBODY)
    phone = opened(portal, "/reports/2016-17/young-people")
    assert "0800 1111" in phone.says()
    assert worked_council().contacts.advocate.number in phone.says()
    phone.follows("Tell us here")
    assert phone.asked() == "what-for"


def test_a_browser_that_was_left_shows_none_of_it(portal: PortalAtHand):
    publishes(portal.engine, NOW, FOR_EVERYBODY)
    talk = portal.talk()
    talk.starts()
    talk.leaves()
    talk.hands.goes_to("/reports/2016-17/public")
    assert "2016" not in talk.hands.response.text
