"""Every page that staff see of a case, each once on the way of a story: every act's form, and the same sent off empty.

Axe finds nothing on it in light or in dark, and none scrolls sideways on the smallest phone.
"""

import pytest
from playwright.sync_api import Browser, Page

from portal.cases.acts.table import TABLE
from portal.vocabulary import Act, SafeNow, Service, Speaker, StaffRole, WhatFor, YesNoNotSure
from portal.web.staff.acts_told import TOLD
from tests.browser.case_worker import Typed
from tests.browser.test_every_page import faults_of
from tests.browser.test_staff_story import Story, a_complaint, at_the_desk, on, portal, url
from tests.factories import told
from tests.integration.cases.acts.conftest import StaffDesk
from tests.portals import PortalAtHand
from tests.staffing import member

__all__ = ["portal", "url"]  # fixtures of the story

#: Sends a form with nothing in it: presets and all.
SEND_EMPTY = """() => {
    const form = document.querySelector("main form.ask");
    form.querySelectorAll("[name]:not([type=hidden])").forEach((control) => control.removeAttribute("name"));
    form.submit();
}"""


REPORTS = tuple(
    f"/staff/reports{each}"
    for each in (
        "",
        "/2026-27",
        "/2026-27/now/panel",
        "/2026-27/words/panel",
        "/2026-27/words/panel/learning",
        "/2026-27/words/panel/young-learning",
    )
)
OWN = ("/staff/account", "/staff/cookies")
LEARNING = tuple(f"/staff/learning{each}" for each in ("", "/meeting", "/told", "/tell"))


class Looking:
    """Looks at each page once, by its name."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.faults: dict[str, object] = {}
        self.seen: set[str] = set()

    def at(self, name: str) -> None:
        if name not in self.seen:
            self.seen.add(name)
            if faults := faults_of(self.page):
                self.faults[name] = faults

    def opens(self, address: str) -> None:
        """A page that is there, to look at."""
        answer = self.page.goto(f"{self.url}{address}")
        assert answer
        assert answer.ok, address
        self.at(address)

    def presses(self, button: str, name: str = "") -> None:
        """Press it, and look at what comes where that has a name."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button).click()
        if name:
            self.at(name)

    def around(self, reference: str) -> None:
        """The case's page, and every form it leads to that was not looked at yet."""
        address = f"{self.url}/staff/cases/{reference}"
        self.page.goto(address)
        if self.page.get_by_role("button", name="Open this case").count():
            self.at("a case that is not opened")
            with self.page.expect_navigation():
                self.page.get_by_role("button", name="Open this case").click()
        self.at(f"the file, {len(self.page.locator('h2').all())} parts")
        links = [each.get_attribute("href") or "" for each in self.page.locator('main ~ aside a[href*="/do/"]').all()]
        for act in (Act(each.rsplit("/", 1)[1]) for each in links):
            if act not in self.seen:
                self.form(reference, act)

    def form(self, reference: str, act: Act) -> None:
        self.page.goto(f"{self.url}/staff/cases/{reference}/do/{act}")
        self.at(act)
        with self.page.expect_navigation():
            self.page.evaluate(SEND_EMPTY)
        said = self.page.locator("main").inner_text()
        assert "There is a problem" in said or TOLD[act] in said or "How it reads" in said, f"{act}: {said[:300]}"
        self.at(f"{act} with nothing in it")


class LookedAt(Story):
    """The long story, with a look around before every act of it: with scripts, because axe is one."""

    def __init__(self, browser: Browser, portal: PortalAtHand, url: str, reference: str) -> None:
        super().__init__(browser, portal, url, reference)
        self.context = browser.new_context(viewport={"width": 360, "height": 740})
        self.looking = Looking(self.context.new_page(), url)

    def does(self, act: Act, **typed: Typed) -> None:
        self.context.clear_cookies()  # of whoever sat at the desk before
        self.context.add_cookies(self.desk.page.context.cookies())  # type: ignore[arg-type]
        self.looking.around(self.reference)
        super().does(act, **typed)


@pytest.mark.slow
def test_a_complaint_goes_to_the_ombudsman_and_no_page_is_faulty_faint_or_too_wide(
    browser: Browser, portal: PortalAtHand, url: str
):
    on(portal, "2026-09-01")
    story = LookedAt(browser, portal, url, a_complaint(portal))
    story.goes_all_the_way()
    assert story.looking.faults == {}
    assert len(story.looking.seen & set(TABLE)) >= 30, sorted(story.looking.seen)


def publishes_and_corrects(looking: Looking) -> None:
    """Every page on the way of a report to everybody, and what stands there then."""
    page, look, everybody = looking.page, "Look at what will be published", "Public, and young people’s"
    year = "/staff/reports/2025-26"
    page.goto(f"{looking.url}{year}/publish")
    looking.presses(look, "nothing to publish is chosen")
    page.get_by_label(everybody).check()
    looking.presses(look)
    looking.presses("Publish")
    page.goto(f"{looking.url}{year}/publish")
    page.get_by_label("Complaints to the whole council").fill("802")
    looking.presses("Keep these totals", "the council’s totals are kept")
    page.get_by_label(everybody).check()
    page.get_by_label("What the correction puts right").fill("The council’s total was not there.")
    looking.presses(look, "what will be published as a correction")
    looking.presses("Publish", "published and corrected")
    for name in ("public/1", "young-people/2"):
        looking.opens(f"{year}/published/{name}")


def tells_and_takes_down(looking: Looking) -> None:
    """Every page on the way of an entry of "You said, we did" to everybody, and down again."""
    page = looking.page
    page.goto(f"{looking.url}/staff/learning/tell")
    page.get_by_label("You said").fill("The procedure of authorisation in Exampletown took long.")
    page.get_by_label("We did").fill("We call back on the same day.")
    looking.presses("See how it reads", "how it reads")
    looking.presses("Publish it for everybody", "told")
    entry = page.url
    for name in ("you-said-we-did", "reports", "reports/2025-26/public", "reports/2025-26/young-people"):
        looking.opens(f"/{name}")
    page.goto(entry)
    looking.presses("Take it down", "no reason is given")
    page.get_by_label("Why it is taken down").fill("It is not so any more.")
    looking.presses("Take it down", "taken down")


@pytest.mark.slow
def test_no_page_of_what_is_rare_is_faulty_faint_or_too_wide(browser: Browser, portal: PortalAtHand, url: str):
    today = on(portal, "2026-09-01")
    desk = StaffDesk(portal.engine, portal.office, now=portal.clock())
    rare = {
        "kept to few": told(hurt_by_worker=YesNoNotSure.YES, safe_now=SafeNow.YES, must_not_see_names="Nobody Real"),
        "thanks": told(WhatFor.THANKS, Service.IN_CARE, what_went_well="They listened."),
        "flags": told(speaker=Speaker.FAMILY_OR_FRIEND, about_to_change=YesNoNotSure.YES, services=(Service.SEND,)),
        "idea": told(WhatFor.IDEA, Service.IN_CARE),
    }
    worker = at_the_desk(browser, portal, url, member(portal, StaffRole.COMPLAINTS_MANAGER))
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies(worker.page.context.cookies())  # type: ignore[arg-type]
    looking = Looking(context.new_page(), url)
    for name, said in rare.items():
        looking.around(desk.receive(said, key=name, now=portal.clock()))
    learned = {"what": "training", "words": "Everybody calls back.", "owner": "A head", "due": portal.clock().date()}
    desk.does(desk.receive(told(), key="learning", now=portal.clock()), Act.ADD_LEARNING, **learned)
    publishes_and_corrects(looking)
    tells_and_takes_down(looking)
    for address in ("/staff/", "/staff/search", "/staff/new", "/staff/dashboard", *LEARNING, *REPORTS, *OWN):
        looking.opens(address)
    context.close()
    assert looking.faults == {}
    assert today
