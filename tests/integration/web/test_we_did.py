"""“You said, we did” for everybody: found from every page, with no cookie, year by year, with nothing of staff."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from portal.cases.access import Viewer
from portal.db import transaction
from portal.reports import telling
from portal.reports.telling import Draft
from tests.portals import PortalAtHand, local_portal
from tests.staffing import member

HERE = "/you-said-we-did"


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


def told(portal: PortalAtHand, said: str, did: str = "We did it.") -> None:
    who = member(portal).staff
    with transaction(portal.engine, writes=True) as session:
        viewer = Viewer.of(who, portal.office.council)
        telling.publish(session, viewer, Draft.of(str(uuid4()), said, did), by=f"staff:{who.id}", now=portal.clock())


def test_it_is_found_from_the_first_page_and_from_how_it_works(portal: PortalAtHand):
    phone = portal.phone()
    phone.goes_to("/")
    phone.follows("You said, we did")
    assert phone.address() == HERE
    for path in ("/how", "/how-adults"):
        phone.goes_to(path)
        phone.follows("See what changed after people told us")
        assert phone.heading() == "You said, we did"


def test_somebody_who_was_never_here_opens_it_and_it_leaves_no_cookie(portal: PortalAtHand):
    told(portal, "Nobody called us back.")
    phone = portal.phone()
    phone.goes_to(HERE)
    assert "Set-Cookie" not in phone.response.headers
    assert portal.drafts() == []
    assert "Staff Member" not in phone.response.text
    assert phone.page.title == "You said, we did - Your message"


def test_before_anything_is_told_it_says_so(portal: PortalAtHand):
    phone = portal.phone()
    phone.goes_to(HERE)
    assert (phone.response.status_code, "Nothing is here yet." in phone.says()) == (200, True)
    assert phone.client.get(f"{HERE}/2026").status_code == 404


def test_the_newest_year_is_shown_and_leads_to_the_others(portal: PortalAtHand):
    for year, said in ((2025, "One of last year."), (2026, "The first."), (2026, "The <second>.")):
        portal.clock.now = datetime(year, 11, 2, 12, tzinfo=UTC)
        told(portal, said)
        portal.clock.passes(days=1)
        told(portal, f"{said} And more.")
    phone = portal.phone()
    phone.goes_to(HERE)
    says = phone.says()
    assert says.index("The <second>.") >= 0
    assert "One of last year." not in says
    assert "<second>" not in phone.response.text
    phone.follows("2025")
    assert "One of last year." in phone.says()
    assert phone.says().index("And more.") < phone.says().rindex("One of last year.")
    phone.follows("2026")
    assert "The first." in phone.says()


@pytest.mark.parametrize("path", [f"{HERE}/1999", f"{HERE}/20266", f"{HERE}/all", f"{HERE}/0000"])
def test_no_page_for_a_year_that_is_none(portal: PortalAtHand, path: str):
    assert portal.phone().client.get(path).status_code == 404
