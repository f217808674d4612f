"""The yearly report in staff's hands: who sees what, how it is written together, and two presses that freeze it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.reports.report import Edition
from portal.tagged_pdf import can_make_pdf
from portal.vocabulary import Act, SafeNow, StaffRole, YesNoNotSure
from portal.web.staff import reports_counted
from tests.hands import ClientHands
from tests.integration.cases.acts.conftest import StaffDesk
from tests.integration.web.staff.test_worklist import received
from tests.portals import PortalAtHand, local_portal
from tests.published import brings_in_past_years, publishes
from tests.staffing import signed_in_client

NOW = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
NOW_AT = "/staff/reports/2016-17/now"
WORDS = "/staff/reports/2016-17/words/panel/introduction"
PUBLISH = "/staff/reports/2016-17/publish"
EDITIONS = ("panel", "panel-statutory", "panel-corporate", "public", "young-people")


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    brings_in_past_years(portal.engine, NOW)
    yield portal
    portal.close()


def status(hands: ClientHands, path: str) -> int:
    return hands.client.get(path).status_code


def menu(hands: ClientHands) -> list[str]:
    hands.goes_to("/staff/")
    (nav,) = [each for each in hands.page.all("nav") if each["aria-label"] == "Menu"]
    return [link.text for link in nav.all("a")]


# ---------------------------------------------------------------- who sees what


@pytest.mark.parametrize(
    ("role", "sees", "writes_it", "publishes_it"),
    [
        (StaffRole.COMPLAINTS_MANAGER, True, True, True),
        (StaffRole.COMPLAINTS_OFFICER, True, True, False),
        (StaffRole.TEAM_MANAGER, True, False, False),
        (StaffRole.SENIOR, True, False, False),
        (StaffRole.INVESTIGATING_OFFICER, False, False, False),
    ],
)
def test_who_sees_who_writes_and_who_publishes(
    portal: PortalAtHand, role: StaffRole, sees: bool, writes_it: bool, publishes_it: bool
):
    publishes(portal.engine, NOW)
    hands = signed_in_client(portal, role)
    assert ("Reports" in menu(hands)) == sees
    for path, may in {
        "/staff/reports": sees,
        "/staff/reports/2016-17": sees,
        "/staff/reports/2016-17/published/panel/1": sees,
        "/staff/reports/2016-17/published/panel/1/csv": sees,
        f"{NOW_AT}/panel": writes_it,
        f"{NOW_AT}/panel/json": writes_it,
        WORDS: writes_it,
        PUBLISH: publishes_it,
    }.items():
        assert (path, status(hands, path)) == (path, 200 if may else 403)


def test_years_say_what_was_published_of_each(portal: PortalAtHand):
    hands = signed_in_client(portal, StaffRole.SENIOR)
    hands.goes_to("/staff/reports")
    assert [row.text for row in hands.page.all("tbody")[0].all("th")] == ["2026-27", "2016-17", "2015-16"]
    hands.follows("2016-17")
    assert "Nothing of this year was published yet." in hands.says()
    assert "As it stands now" not in hands.says()
    publishes(portal.engine, NOW, (Edition.PANEL,))
    hands.goes_to("/staff/reports")
    assert "Panel: both procedures: published 1 September 2026" in hands.says()


@pytest.mark.parametrize("role", [StaffRole.COMPLAINTS_OFFICER, StaffRole.SENIOR])
def test_who_writes_reports_sees_which_lists_came_in(portal: PortalAtHand, role: StaffRole):
    hands = signed_in_client(portal, role)
    hands.goes_to("/staff/reports")
    is_shown = "182 new cases, of 182 rows" in hands.says()
    assert is_shown == ("Brought in by" in hands.says()) == (role is StaffRole.COMPLAINTS_OFFICER)


@pytest.mark.parametrize(
    "path",
    [
        "2016-18",
        "2016-2017",
        "nothing",
        "2016-17/now/everything",
        "2016-17/now/panel/exe",
        "2016-17/now/panel/csv/nothing",
        "2016-17/now/panel/pdf/by-team",
        "2016-17/words/public",
        "2016-17/words/panel/nothing",
        "2016-17/words/panel-corporate/young-learning",
        "2016-17/published/panel/1",
    ],
)
def test_what_is_not_there_is_not_found(portal: PortalAtHand, path: str):
    assert status(signed_in_client(portal), f"/staff/reports/{path}") == 404


# ---------------------------------------------------------------- as it stands


@pytest.mark.parametrize("which", EDITIONS)
def test_every_edition_as_it_stands_and_all_its_files(portal: PortalAtHand, which: str):
    hands = signed_in_client(portal)
    hands.goes_to(f"{NOW_AT}/{which}")
    assert "It is not published." in hands.says()
    found = [link["href"] for link in hands.page.links() if link["href"].startswith(f"{NOW_AT}/{which}/")]
    assert len(found) > 4
    for href in found:
        if href.endswith("/pdf") and which != "young-people":
            continue  # seconds each, and made alike
        answer = hands.client.get(href)
        assert (href, answer.status_code) == (href, 200)
        assert answer.headers["Content-Disposition"].startswith(f"attachment; filename=complaints-2016-17-{which}-")
        assert "-draft." in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert f"{NOW_AT}/{which}/json" in found
    assert (f"{NOW_AT}/{which}/pdf" in found) == can_make_pdf()


def test_files_say_what_the_page_says(portal: PortalAtHand):
    hands = signed_in_client(portal)
    told = json.loads(hands.client.get(f"{NOW_AT}/panel/json").data)
    assert (told["complaints"], told["upheld_or_partly"]["percent"]) == (58, 47)
    table = hands.client.get(f"{NOW_AT}/panel/csv/by-team")
    assert table.headers["Content-Disposition"] == "attachment; filename=complaints-2016-17-panel-by-team-draft.csv"
    assert table.text.startswith("\ufeffTeam,Complaints")
    page = hands.client.get(f"{NOW_AT}/young-people/html").text
    assert "Not published: this is how it stood on 1 September 2026." in page
    assert "fewer than 5" in page
    assert "<style>" in page


def test_cases_that_are_kept_to_few_are_counted_for_the_complaints_manager_alone(portal: PortalAtHand):
    received(portal, "one")
    few = {"hurt_by_worker": YesNoNotSure.YES, "safe_now": SafeNow.YES, "must_not_see_names": "Nobody Real"}
    learned = {"what": "training", "words": "Everybody calls back.", "owner": "A head", "due": portal.clock().date()}
    desk = StaffDesk(portal.engine, portal.office, now=portal.clock())
    desk.does(received(portal, "few", **few), Act.ADD_LEARNING, **learned)
    told = {}
    for role in (StaffRole.COMPLAINTS_MANAGER, StaffRole.COMPLAINTS_OFFICER):
        hands = signed_in_client(portal, role)
        told[role] = json.loads(hands.client.get("/staff/reports/2026-27/now/panel/json").data)["complaints"]
        hands.goes_to("/staff/reports/2026-27/now/panel")
        assert ("are not counted here" in hands.says()) == (role is StaffRole.COMPLAINTS_OFFICER)
        assert ("Everybody calls back." in hands.says()) == (role is StaffRole.COMPLAINTS_MANAGER)
    assert list(told.values()) == [2, 1]


def test_many_cases_are_counted_on_a_press_and_kept_for_a_while(portal: PortalAtHand, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reports_counted, "MOST_AT_ONCE", 181)
    hands = signed_in_client(portal)
    hands.goes_to(f"{NOW_AT}/panel")
    assert "There are 182 cases" in hands.says()
    assert "portal annual-report --year 2016-17 --edition panel --scope both" in hands.says()
    assert hands.client.get(f"{NOW_AT}/panel/json").mimetype == "text/html"
    hands.presses("Count now")
    assert "58 (of" in hands.says() or "Complaints: 58" in hands.says()
    assert hands.client.get(f"{NOW_AT}/panel/json").mimetype == "application/json"
    assert hands.client.get(f"{NOW_AT}/panel-corporate/json").mimetype == "text/html"
    officer = signed_in_client(portal, StaffRole.COMPLAINTS_OFFICER)
    assert officer.client.get(f"{NOW_AT}/panel/json").mimetype == "text/html"
    portal.clock.passes(minutes=31)
    assert hands.client.get(f"{NOW_AT}/panel/json").mimetype == "text/html"


def test_no_page_of_reports_names_a_case_or_holds_an_address_of_one(portal: PortalAtHand):
    reference = received(portal)
    hands = signed_in_client(portal)
    for path in ("/staff/reports", "/staff/reports/2026-27", "/staff/reports/2026-27/now/panel"):
        hands.goes_to(path)
        assert reference not in hands.response.text
