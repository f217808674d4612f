"""The longest ways that cases can go, in a browser without scripts: a complaint from receipt to the Ombudsman, which
`test_every_staff_page` walks with a look at every page on the way; and a thank-you to the worker's card.
"""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from portal.db import transaction
from portal.staff import sessions
from portal.staff.sessions import Source, Standing
from portal.vocabulary import Act, CaseState, Duty, StaffRole
from tests.browser.case_worker import CaseWorker, Typed
from tests.portals import PortalAtHand, local_portal
from tests.staffing import Member, member
from tests.tellings import A_CHILD_IN_CARE

DEAR = "Thank you for telling us. We have read it. We tell you what happens next."


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


@pytest.fixture
def url(portal: PortalAtHand) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, portal.app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def at_the_desk(browser: Browser, portal: PortalAtHand, url: str, who: Member) -> CaseWorker:
    """Somebody signed in, in a browser without scripts."""
    with transaction(portal.engine, writes=True) as session:
        token = sessions.begin(session, who.staff.id, standing=Standing.IN, source=Source.LOCAL, now=portal.clock())
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "staff", "value": token, "url": f"{url}/staff"}])
    return CaseWorker(context.new_page(), url)


def on(portal: PortalAtHand, day: str) -> date:
    """It is ten in the morning of this day."""
    portal.clock.now = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC)
    return date.fromisoformat(day)


def test_thanks_reach_the_worker_as_a_card(browser: Browser, portal: PortalAtHand, url: str):
    on(portal, "2026-09-01")
    talk = portal.talk()
    talk.starts()
    talk.answers(THANKS)
    reference = talk.sends().reference
    desk = at_the_desk(browser, portal, url, member(portal, StaffRole.COMPLAINTS_OFFICER))
    desk.does(reference, Act.READ_COMPLIMENT, safe="nothing")
    desk.does(reference, Act.PASS_ON, worker="A Worker", manager="A Manager")
    desk.opens(reference)
    desk.page.get_by_role("link", name="Card to print").click()
    card = desk.page.locator("main").inner_text()
    assert "A Worker" in card
    assert "They listened to me." in card
    on(portal, "2026-09-03")
    desk = at_the_desk(browser, portal, url, member(portal, StaffRole.COMPLAINTS_OFFICER))
    desk.does(reference, Act.REACHED_WORKER)
    (way,) = portal.case_file(reference).compliments
    assert (way.read_on, way.passed_on, way.reached_on) == (date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 3))


THANKS = {
    "what-for": "thanks",
    "who-are-you": "child",
    "what-went-well": "They listened to me.",
    "which-help-thanks": ["in-care"],
    "who-was-it": "A Worker",
    "share-thanks": "no-name",
    "reply-how": "none",
}

STORY_OF_DUTIES = {
    Duty.ACKNOWLEDGEMENT: (date(2026, 9, 4), date(2026, 9, 1)),
    Duty.STAGE1_REPLY: (date(2026, 9, 29), date(2026, 9, 28)),  # extended
    Duty.STAGE1_LATEST: (date(2026, 9, 29), date(2026, 9, 28)),
    Duty.STAGE2_REPLY: (date(2026, 11, 16), date(2026, 11, 2)),
    Duty.STAGE2_LATEST: (date(2027, 1, 14), date(2026, 11, 2)),
    Duty.STAGE3_PANEL: (date(2026, 12, 30), date(2026, 12, 10)),
    Duty.STAGE3_REPORT: (date(2026, 12, 17), date(2026, 12, 16)),
    Duty.STAGE3_REPLY: (date(2027, 1, 11), date(2027, 1, 7)),
}


def a_complaint(portal: PortalAtHand) -> str:
    talk = portal.talk()
    talk.starts()
    talk.answers(A_CHILD_IN_CARE | {"which-help": ["in-care"]})
    return talk.sends().reference


class Story:
    """One complaint, and the people who handle it."""

    def __init__(self, browser: Browser, portal: PortalAtHand, url: str, reference: str) -> None:
        self.browser, self.portal, self.url, self.reference = browser, portal, url, reference
        self.manager = member(portal, StaffRole.COMPLAINTS_MANAGER, name="Staff Member Manager")
        self.officer = member(portal, StaffRole.INVESTIGATING_OFFICER, name="Staff Member Officer")
        self.head = member(portal, StaffRole.ADJUDICATING_OFFICER, name="Staff Member Head")
        self.told: list[str] = []

    def on(self, day: str, who: Member | None = None) -> date:
        """It is this day, and somebody sits down at their desk."""
        today = on(self.portal, day)
        self.desk = at_the_desk(self.browser, self.portal, self.url, who or self.manager)
        return today

    def goes_all_the_way(self) -> None:
        """From receipt to the Ombudsman’s decision: then every duty was met on its day, and the case is closed."""
        for part in (self.stage1, self.stage2, self.stage3, self.ends):
            part()
        case = self.portal.case_file(self.reference)
        assert {each.duty: (each.due_on, each.done_on) for each in case.duties} == STORY_OF_DUTIES
        assert case.state is CaseState.CLOSED
        assert [each for each in self.told if "Closed" in each] == self.told[-1:]

    def does(self, act: Act, **typed: Typed) -> None:
        self.desk.does(self.reference, act, **typed)

    def stage1(self) -> None:
        self.on("2026-09-01")
        self.does(Act.CONFIRM_ROUTE)
        self.does(Act.ACKNOWLEDGE, points="He shouted.", contact="The manager", letter=DEAR, how="email")
        self.on("2026-09-14")
        until = date(2026, 9, 29)
        self.does(Act.EXTEND, reason="complex", until=until, why="Many people.", letter=DEAR, how="email")
        self.on("2026-09-28")
        self.does(Act.RECORD_OUTCOME, outcome="not-upheld", why="Nobody remembers it.")
        self.does(Act.SEND_REPLY, letter=DEAR, how="email")

    def stage2(self) -> None:
        asked = self.on("2026-10-12")
        self.does(Act.ASK_STAGE2, on=asked, channel="phone", words="They do not agree.")
        self.does(Act.APPOINT, part="investigating-officer", account=self.officer.staff.id)
        self.does(Act.APPOINT, part="independent-person", name="Somebody Independent", independent="yes")
        self.does(Act.APPOINT, part="adjudicating-officer", account=self.head.staff.id)
        self.on("2026-11-02")
        self.does(Act.AGREE_STATEMENT, letter=DEAR, how="email")
        self.does(Act.RECORD_OUTCOME, outcome="partly-upheld", why="The notes bear part of it out.")
        self.on("2026-11-02", self.head)
        self.does(Act.ADJUDICATE, letter=DEAR, how="email")

    def stage3(self) -> None:
        asked = self.on("2026-11-16")
        self.does(Act.ASK_STAGE3, on=asked, channel="email")
        self.does(Act.NAME_PANEL, **PANEL)
        self.on("2026-12-10")
        self.does(Act.PANEL_MET)
        self.on("2026-12-16")
        self.does(Act.PANEL_REPORTED, finding="The panel agrees with them.")
        self.on("2027-01-07")
        answer = f"{DEAR} You can go to the Ombudsman."
        self.does(Act.ANSWER_PANEL, considered="yes", letter=answer, how="email", outcome_1="upheld")
        self.does(Act.ADD_LEARNING, what="training", words="Say why first.", owner="A head", due=date(2027, 3, 31))

    def ends(self) -> None:
        wrote = self.on("2027-02-01")
        self.does(Act.OMBUDSMAN_CONTACT, on=wrote, words="They ask for the file.")
        self.on("2027-03-01")
        self.does(Act.OMBUDSMAN_DECISION, decision="not-investigated", words="It was put right.")
        self.does(Act.CLOSE, why="All stages are done.")
        self.desk.opens(self.reference)
        self.told = self.desk.timeline()


PANEL: dict[str, Typed] = {
    "chair": "Somebody Chairing",
    "second": "Another Member",
    "third": "Third Person",
    "independent": "yes",
}
