"""Statements and notices: there for everybody, with no cookie, holding up no visit, and true of this site."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from portal.clocks.statute import limit_for
from portal.council import Contact, Council
from portal.script import pages
from portal.script.statements import FOOT, STATEMENTS
from portal.vocabulary import Duty, Procedure, Register
from tests.databases import Databases
from tests.hands import ClientHands
from tests.markup import Page
from tests.pages import Talk
from tests.portals import PortalAtHand, portal_for_real
from tests.tellings import A_CHILD_IN_CARE, STORY, a_parents_thanks

PATHS = tuple(statement.path for statement in STATEMENTS)
EACH = pytest.mark.parametrize("path", PATHS)
URL = "https://portal.sampleshire.gov.uk"


def council_of(portal: PortalAtHand) -> Council:
    council: Council = portal.app.extensions["portal"].council
    return council


def opened(portal: PortalAtHand, path: str) -> ClientHands:
    phone = portal.phone()
    phone.goes_to(path)
    return phone


def foot_of(page: Page) -> dict[str, str]:
    """Where the foot of a page leads, by what it says: links, or buttons where an answer's words must be kept."""
    (footer,) = page.all("footer")
    led_to = {link.path(register) for link in FOOT for register in Register}
    ways = {each.text: each["href"] or f"/{each['value']}" for each in footer.all("a", "button")}
    return {label: path for label, path in ways.items() if path in led_to}


@EACH
def test_a_page_opens_for_somebody_who_was_never_here_and_leaves_no_cookie(portal: PortalAtHand, path: str):
    phone = opened(portal, path)
    assert phone.response.status_code == 200
    assert "Set-Cookie" not in phone.response.headers
    assert phone.client.get_cookie("visit") is None
    assert portal.drafts() == []
    assert not re.search(r"[{}]", phone.says())


@EACH
def test_its_address_and_title_tell_nothing_of_a_person(portal: PortalAtHand, path: str):
    title = opened(portal, path).page.title
    assert title.endswith(f" - {pages.SERVICE.child}")
    assert not re.search("complain|child|council|social|help|danger|care", f"{path} {title}", re.IGNORECASE)
    assert re.fullmatch(r"/[a-z-]{3,15}", path)


@EACH
def test_nothing_of_it_is_fetched_from_elsewhere(portal: PortalAtHand, path: str):
    fetched = [each["src"] or each["href"] for each in opened(portal, path).page.all("script", "link", "img", "iframe")]
    assert fetched
    assert [address for address in fetched if urlsplit(address).netloc] == []


@EACH
def test_a_visit_is_carried_on_after_it(talk: Talk[ClientHands], path: str):
    talk.starts()
    talk.says("complaint")
    asked = talk.asks
    talk.hands.goes_to(path)
    assert talk.hands.response.status_code == 200
    talk.hands.follows(pages.BACK_TO_QUESTIONS.child)
    assert talk.asks == asked


def every_kind_of_page(talk: Talk[ClientHands]) -> Iterator[str]:
    talk.starts()
    yield "start"
    talk.goes_on()
    yield "error"
    for key in talk.questions():
        yield key
        talk.answers_this(A_CHILD_IN_CARE)
    yield "check"
    for path in ("/stop", "/come-back", "/numbers", "/side", "/nothing-here", *PATHS):
        talk.hands.goes_to(path)
        yield path
    talk.hands.goes_to("/check")
    talk.sends()
    yield "receipt"


def test_every_page_has_the_same_links_at_its_foot_in_the_same_order(talk: Talk[ClientHands]):
    for what in every_kind_of_page(talk):
        assert list(foot_of(talk.hands.page)) == [link.label.child for link in FOOT], what
    assert STORY not in talk.hands.response.text


def test_an_adult_is_led_to_what_is_written_for_adults(talk: Talk[ClientHands]):
    talk.starts()
    talk.says("complaint")
    talk.says("parent")
    addresses = set(foot_of(talk.hands.page).values())
    assert {"/privacy-adults", "/how-adults"} <= addresses
    a_parents_thanks(talk)
    for path in addresses:
        talk.hands.goes_to(path)
        assert talk.hands.response.status_code == 200


# --- true of this site, this council and this day


def test_the_days_are_those_of_the_clocks_and_of_the_council(portal: PortalAtHand):
    """A Tuesday, 1 September: ten working days after it is Tuesday 15 September."""
    stage2 = limit_for(Duty.STAGE2_LATEST, Procedure.STATUTORY).amount
    child, adult = opened(portal, "/how").says(), opened(portal, "/how-adults").says()
    assert "you would get the first answer by Tuesday 15 September" in child
    assert f"It must never take more than {stage2}." in child
    assert "due by Tuesday 15 September, or by Tuesday 29 September if it is complex" in adult
    targets = council_of(portal).targets
    assert f"Stage 1: we answer within {targets.corporate1_reply} working days" in adult
    portal.clock.now = datetime(2026, 12, 18, 12, tzinfo=UTC)
    assert "first answer by Wednesday 6 January" in opened(portal, "/how").says()


def test_how_long_things_are_kept_is_the_councils(portal: PortalAtHand):
    kept = council_of(portal).retention
    says = opened(portal, "/privacy-adults").says()
    assert f"was never sent goes {kept.drafts_days} days after the last answer" in says
    assert f"go after {kept.messages_days} days" in says
    assert f"or harm by a worker, is kept for {kept.safety_years} years" in says


def test_equal_times_are_told_once(portal: PortalAtHand):
    wired = portal.app.extensions["portal"]

    def told(**years: int) -> tuple[str, str]:
        kept = replace(wired.council.retention, **years)
        portal.app.extensions["portal"] = replace(wired, council=replace(wired.council, retention=kept))
        return opened(portal, "/privacy").says(), opened(portal, "/privacy-adults").says()

    child, adult = told(statutory_years=6, corporate_years=6, compliments_years=2, ideas_years=3)
    assert "We keep a complaint for 6 years." in child
    assert "Complaints by the children’s or the general procedure are kept for 6 years." in adult
    assert "thanks for 2 years, and ideas for 3 years" in child
    child, adult = told(statutory_years=10, corporate_years=4, compliments_years=2, ideas_years=2)
    assert "three stages for 10 years. We keep any other complaint for 4 years." in child
    assert "general procedure are kept for 4 years." in adult
    assert "Thanks and ideas are kept for 2 years." in adult


def test_everybody_who_answers_for_information_is_named_with_an_address(portal: PortalAtHand):
    page = opened(portal, "/privacy-adults").page
    written_to = {link["href"] for link in page.links()}
    for controller in council_of(portal).controllers:
        assert controller.name in page.main
        assert f"mailto:{controller.data_protection_email}" in written_to


def test_what_must_be_told_at_once_stands_where_our_texts_lead(portal: PortalAtHand):
    """The link in a receipt: the procedure, an advocate, help with both, the Ombudsman, help now."""
    page = opened(portal, "/how").page
    contacts = council_of(portal).contacts
    called = {link["href"] for link in page.links() if link["href"].startswith("tel:")}
    named = (contacts.advocate, contacts.ombudsman, contacts.childline, contacts.emergency, contacts.hub)
    assert {f"tel:{contact.tel}" for contact in named} <= called


@pytest.mark.parametrize("path", ["/how", "/how-adults", "/privacy", "/privacy-adults", "/access"])
def test_the_complaints_teams_phone_is_there_only_where_the_council_has_one(portal: PortalAtHand, path: str):
    wired = portal.app.extensions["portal"]
    assert council_of(portal).contacts.complaints is None
    assert "You can call us" not in opened(portal, path).says()
    contacts = replace(wired.council.contacts, complaints=Contact("us", "01632 960001"))
    portal.app.extensions["portal"] = replace(wired, council=replace(wired.council, contacts=contacts))
    assert "You can call us on 01632 960001." in opened(portal, path).says()


@EACH
def test_another_council_is_told_of_in_its_own_words_and_numbers(tmp_path: Path, databases: Databases, path: str):
    sample_shire = portal_for_real(tmp_path, URL, database=databases.migrated())
    phone = sample_shire.phone(base_url=URL)
    phone.goes_to(path)
    says = phone.says()
    sample_shire.close()
    assert not re.search(r"windsor|maidenhead|rbwm|\b1 years|\b1 days", says, re.IGNORECASE)
    if path == "/access":
        assert "portal.sampleshire.gov.uk" in says
    if path == "/privacy":
        assert "We keep thanks and ideas for 1 year." in says


def test_the_one_cookie_is_what_the_page_says_it_is(talk: Talk[ClientHands]):
    set_by = []
    for _what in every_kind_of_page(talk):
        set_by += talk.hands.response.headers.getlist("Set-Cookie")
    assert {header.partition("=")[0] for header in set_by} <= {"visit"}
    kept = talk.hands.client.get_cookie("visit")
    assert kept is not None
    assert kept.http_only
    assert (kept.expires, kept.max_age) == (None, None)  # it goes when the browser is closed
    with talk.hands.client.session_transaction() as held:
        assert set(held) == {"talk", "csrf_token"}  # the two numbers; and `look`, where somebody picked one
    talk.leaves()
    with talk.hands.client.session_transaction() as held:
        assert set(held) == {"left"}
    talk.starts()
    talk.hands.goes_to("/cookies")
    assert "“visit”" in talk.hands.says()
