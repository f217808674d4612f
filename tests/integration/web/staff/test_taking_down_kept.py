"""What staff write down and have not sent: whose it is, that nothing of it is lost, and that nothing of it leaks."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portal.vocabulary import StaffRole
from tests.portals import PortalAtHand, local_portal
from tests.staffing import browser_of, member, signed_in_client
from tests.taking_down import TakingDown
from tests.tellings import A_CHILD_IN_CARE, AN_ADVOCATE, CANARIES, STORY

TODAY = date(2026, 9, 1)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


@pytest.fixture
def desk(portal: PortalAtHand) -> TakingDown:
    return TakingDown(signed_in_client(portal, StaffRole.COMPLAINTS_OFFICER))


# ---------------------------------------------------------------- whose it is


def test_only_the_account_that_began_it_goes_on_with_it(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    desk.answers(AN_ADVOCATE, until="your-name")
    at = desk.hands.address()
    for role in (StaffRole.COMPLAINTS_MANAGER, StaffRole.COMPLAINTS_OFFICER):
        other = signed_in_client(portal, role)
        for path in (at, f"/staff/new/{desk.draft}", f"/staff/new/{desk.draft}/check", f"/staff/new/{desk.draft}/done"):
            other.goes_to(path)
            assert (path, other.response.status_code) == (path, 404)
            assert STORY not in other.says()
        other.goes_to("/staff/new")
        assert "Nothing." in other.says()


@pytest.mark.parametrize(
    "role",
    [each for each in StaffRole if each not in {StaffRole.COMPLAINTS_MANAGER, StaffRole.COMPLAINTS_OFFICER}],
)
def test_it_is_for_the_complaints_team(portal: PortalAtHand, desk: TakingDown, role: StaffRole):
    desk.begins("phone", TODAY)
    at, hands = desk.hands.address(), signed_in_client(portal, role)
    for path in ("/staff/new", at):
        hands.goes_to(path)
        assert hands.response.status_code == 403
    hands.goes_to("/staff/")
    assert [link for link in hands.page.links() if link["href"] == "/staff/new"] == []


def test_no_phone_opens_it_and_staff_open_nothing_of_a_phone(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    desk.answers(AN_ADVOCATE, until="your-name")
    assert [draft.code_hash for draft in portal.drafts()] == [None]
    phone = portal.talk()
    phone.starts()
    assert not phone.may_carry_on
    phone.answers(AN_ADVOCATE, until="your-name")
    (theirs,) = [draft.id for draft in portal.drafts() if draft.code_hash]
    desk.hands.goes_to(f"/staff/new/{theirs}")
    assert desk.hands.response.status_code == 404
    desk.hands.goes_to("/talk")  # the same browser, on the public side
    assert desk.hands.address() == "/"


# ---------------------------------------------------------------- nothing is lost


def test_it_can_be_left_and_gone_on_with_from_another_browser(portal: PortalAtHand):
    who = member(portal, StaffRole.COMPLAINTS_OFFICER)
    desk = TakingDown(browser_of(portal, who))
    desk.begins("letter", TODAY)
    desk.answers(AN_ADVOCATE, until="what-happened")
    desk.hands.writes("what-happened", STORY)
    desk.hands.presses("Keep it and stop here")
    later = TakingDown(browser_of(portal, who))
    later.hands.goes_to("/staff/new")
    later.hands.follows("Letter, 1 September 2026")
    assert (later.asks, later.hands.written("what-happened")) == ("what-happened", STORY)


def test_an_old_tab_keeps_what_was_typed_on_the_page(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    desk.answers(AN_ADVOCATE, until="about-whom")
    about_whom = desk.hands.about_to_send(desk.hands.button("Continue"))
    desk.hands.goes_to(f"/staff/new/{desk.draft}")
    desk.follows_change("who you are")
    desk.says("care-leaver")
    desk.hands.sends(about_whom[0], [*about_whom[1], ("about-whom", STORY)])
    assert desk.hands.response.status_code == 409
    assert STORY in desk.hands.says()
    assert "not asked any more" in desk.hands.says()


def test_after_sending_an_old_tab_adds_nothing_and_shows_what_was_typed(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    desk.answers(AN_ADVOCATE, until="what-happened")
    desk.hands.writes("what-happened", STORY)
    old = desk.hands.about_to_send(desk.hands.button("Continue"))
    desk.takes_down(AN_ADVOCATE)
    desk.hands.sends(*old)
    assert desk.hands.response.status_code == 409
    assert "was sent already" in desk.hands.says()
    assert STORY in desk.hands.says()


def test_one_whose_time_is_over_says_so_and_shows_what_was_typed(portal: PortalAtHand):
    who = member(portal, StaffRole.COMPLAINTS_OFFICER)
    desk = TakingDown(browser_of(portal, who))
    desk.begins("phone", TODAY)
    desk.answers(AN_ADVOCATE, until="what-happened")
    desk.hands.writes("what-happened", STORY)
    old, path = desk.hands.about_to_send(desk.hands.button("Continue")), desk.hands.address()
    portal.clock.passes(days=8)
    again = browser_of(portal, who)
    again.goes_to(path)
    assert again.response.status_code == 410
    token = again.page.token()
    again.sends(old[0], [("csrf_token", token), *[pair for pair in old[1] if pair[0] != "csrf_token"]])
    assert again.response.status_code == 410
    assert "It was kept until 8 September 2026" in again.says()
    assert STORY in again.says()


def test_not_signed_in_any_more_in_the_middle_of_it(portal: PortalAtHand):
    who = member(portal, StaffRole.COMPLAINTS_OFFICER)
    desk = TakingDown(browser_of(portal, who))
    desk.begins("phone", TODAY)
    desk.answers(AN_ADVOCATE, until="what-happened")
    desk.hands.writes("what-happened", STORY)
    portal.clock.passes(hours=3)
    desk.goes_on()
    assert desk.hands.response.status_code == 401
    assert STORY in desk.hands.says()
    again = desk.hands.about_to_send(desk.hands.button("Send it again"))
    inside = TakingDown(browser_of(portal, who))
    inside.hands.goes_to("/staff/new")
    token = inside.hands.page.token()
    inside.hands.sends(again[0], [("csrf_token", token), *[pair for pair in again[1] if pair[0] != "csrf_token"]])
    assert inside.asks not in {"", "what-happened"}
    inside.answers(AN_ADVOCATE)
    assert portal.words_of(inside.makes_the_case())["what-happened"].said == (STORY,)


def test_no_word_of_it_stands_in_an_address_or_a_title(
    portal: PortalAtHand, desk: TakingDown, capfd: pytest.CaptureFixture[str]
):
    desk.begins("phone", TODAY)
    desk.takes_down(A_CHILD_IN_CARE)
    traces = [f"{trace.address} {trace.location} {trace.title}" for trace in portal.clients[0].traces]
    logged = "".join(capfd.readouterr())
    found = [word for word in CANARIES for text in (*traces, logged) if word.lower() in text.lower()]
    assert found == []
    assert len(traces) > 20
