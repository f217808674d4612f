"""Every page on which staff take down what somebody tells: axe finds nothing, in light or in dark, at 320 px and wide.

And the whole of it by hand in a browser without scripts.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page

from tests import walks
from tests.browser.test_every_page import faults_of
from tests.browser.test_every_staff_page import SEND_EMPTY
from tests.browser.test_staff_story import at_the_desk, portal, url
from tests.portals import PortalAtHand
from tests.staffing import Member, browser_of, member
from tests.taking_down import TakingDown
from tests.tellings import AN_ADVOCATE, STORY

__all__ = ["portal", "url"]  # fixtures of the story

RECEIVED = date(2026, 8, 28)
#: A question of each kind, and what is no question: looked at on a wide screen too. The others are built like these.
KINDS = {"first", "begun", "what-for", "which-help", "what-happened", "about-to-change", "must-not-see", "reply-how"}
KINDS |= {"danger", "check", "done", "gone"}
NOBODYS = "00000000-0000-4000-8000-000000000000"


def pages_of(portal: PortalAtHand, who: Member) -> dict[str, str]:
    """Name and address of every page there is: questions by their keys."""
    desk = TakingDown(browser_of(portal, who))
    desk.begins("letter", RECEIVED)
    found = {"begun": f"/staff/new/{desk.draft}/received"}
    for channel, speaker in (("phone", "foster-carer"), ("in-person", "parent")):
        desk.begins(channel, RECEIVED)
        for key in desk.questions():
            found.setdefault(key, desk.hands.address())
            desk.answers_or_passes(walks.everything_by(speaker))
        found["check"] = desk.hands.address()
    desk.begins("phone", RECEIVED)
    for said in ("complaint", "child", "yes"):
        desk.says(said)
    found["danger"] = desk.hands.address()
    desk.begins("phone", RECEIVED)
    desk.takes_down(AN_ADVOCATE)
    return found | {"done": desk.hands.address(), "first": "/staff/new", "gone": f"/staff/new/{NOBODYS}"}


def looked_at(page: Page, url: str, pages: dict[str, str]) -> dict[str, object]:
    faults: dict[str, object] = {}
    for name, address in pages.items():
        page.goto(f"{url}{address}")
        if found := faults_of(page):
            faults[name] = found
        if page.locator("main form.ask").count() == 0:
            continue
        with page.expect_navigation():
            page.evaluate(SEND_EMPTY)
        if page.locator(".govuk-error-summary").count() and (found := faults_of(page)):
            faults[f"{name}, with nothing in it"] = found
    return faults


@pytest.mark.slow
def test_no_page_is_faulty_faint_or_too_wide(browser: Browser, portal: PortalAtHand, url: str):
    who = member(portal)
    pages = pages_of(portal, who)
    assert len(pages) > 30
    cookies = at_the_desk(browser, portal, url, who).page.context.cookies()
    of_each_kind = {name: address for name, address in pages.items() if name in KINDS}
    assert of_each_kind.keys() == KINDS
    for width, those in ((360, pages), (1280, of_each_kind)):
        context = browser.new_context(viewport={"width": width, "height": 740})
        context.add_cookies(cookies)  # type: ignore[arg-type]
        assert (width, looked_at(context.new_page(), url, those)) == (width, {})
        context.close()


def test_somebody_who_phones_becomes_a_case_without_scripts(browser: Browser, portal: PortalAtHand, url: str):
    page = at_the_desk(browser, portal, url, member(portal)).page
    page.goto(f"{url}/staff/")
    page.get_by_role("link", name="New from phone or letter").click()
    page.get_by_role("radio", name="By phone").check()
    for part, value in (("Day", "28"), ("Month", "8"), ("Year", "2026")):
        page.get_by_role("group", name="The day it reached us").get_by_label(part).fill(value)
    page.get_by_role("button", name="Go to the questions").click()
    for chosen in ("^Make a complaint$", "^Parent, or someone", "^No$"):
        page.get_by_role("radio", name=re.compile(chosen)).check()
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("textbox", name="What happened?").fill(STORY)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="That is all they said").click()
    by_text = page.get_by_role("radio", name="By text")
    by_text.wait_for()
    assert not page.get_by_label("Mobile number").is_visible()
    by_text.check()
    page.get_by_label("Mobile number").fill("07700 900951")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Make the case").wait_for()
    assert STORY in page.locator("main").inner_text()
    page.get_by_role("button", name="Make the case").click()
    page.get_by_text("The case is made").wait_for()
    assert page.locator(".four-words strong").count() == 4
    (case,) = portal.cases()
    assert (case.channel, case.received_on) == ("phone", RECEIVED)
