"""A post without a token of ours, or from elsewhere: nothing is kept, nothing is lost, and pressing again works."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from portal.script import pages as words
from tests.databases import Databases
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand, portal_for_real
from tests.tellings import A_CHILD_IN_CARE, EMAIL, STORY

Someone = Talk[ClientHands]
Fields = list[tuple[str, str]]
HERE = "https://portal.sampleshire.gov.uk"


def at_the_story(talk: Someone) -> tuple[str, Fields]:
    """What pressing Next would post from the story's page, the story typed in."""
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    talk.hands.writes("what-happened", f'{STORY}\nand <more> "of" it')
    return talk.hands.about_to_send(talk.hands.button("Next"))


def without_token(fields: Fields) -> Fields:
    return [(name, value) for name, value in fields if name != "csrf_token"]


def with_token(fields: Fields, token: str) -> Fields:
    return [*without_token(fields), ("csrf_token", token)]


def is_asked_to_press_again_and_nothing_is_lost(talk: Someone) -> None:
    assert talk.hands.response.status_code == 400
    assert words.AGAIN_STALE.child in talk.hands.says()
    assert STORY in talk.hands.says()
    talk.goes_on()
    assert talk.asks == "hurt-by-worker"
    talk.changes("what happened")
    assert talk.hands.written("what-happened") == f'{STORY}\nand <more> "of" it'


@pytest.mark.parametrize("token", ["", "garbage", "ż", "AAAA", "x" * 4000, "bm90IG1hc2tlZA=="])
def test_a_token_that_is_none(talk: Someone, token: str):
    action, fields = at_the_story(talk)
    talk.hands.sends(action, with_token(fields, token))
    is_asked_to_press_again_and_nothing_is_lost(talk)


def test_no_token_at_all(talk: Someone):
    action, fields = at_the_story(talk)
    talk.hands.sends(action, without_token(fields))
    is_asked_to_press_again_and_nothing_is_lost(talk)


def test_the_token_of_another_browser(portal: PortalAtHand, talk: Someone):
    action, fields = at_the_story(talk)
    other = portal.talk()
    other.starts()
    talk.hands.sends(action, with_token(fields, other.hands.page.token()))
    is_asked_to_press_again_and_nothing_is_lost(talk)


@pytest.mark.parametrize("days", [-400, -2, 2, 5])
def test_a_page_and_its_cookie_hold_whatever_the_clock_does(portal: PortalAtHand, talk: Someone, days: int):
    """A clock is put back, another machine's is behind, or a page lay open over the weekend."""
    action, fields = at_the_story(talk)
    with time_machine.travel(time.time() + days * 86_400):
        talk.hands.sends(action, fields)
        assert talk.asks == "hurt-by-worker"
        talk.hands.goes_to("/talk")
        assert talk.asks == "hurt-by-worker"
    assert len(portal.drafts()) == 1


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example", "http://localhost.elsewhere.example", "http://localhost:81"]
)
@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_a_post_from_another_site_keeps_nothing(portal: PortalAtHand, talk: Someone, header: str, elsewhere: str):
    action, fields = at_the_story(talk)
    talk.hands.headers = {"Origin": "null", "Referer": elsewhere} if header == "Referer" else {"Origin": elsewhere}
    if header == "Referer":
        response = talk.hands.client.post(action, data=dict(fields), headers={"Referer": f"{elsewhere}/page"})
        assert response.status_code == 400
    else:
        talk.hands.sends(action, fields)
        assert talk.hands.response.status_code == 400
    talk.hands.headers = {}
    talk.hands.goes_to("/talk")
    assert talk.asks == "what-happened"


def test_a_browser_that_hides_where_it_came_from_is_let_in(talk: Someone):
    action, fields = at_the_story(talk)
    talk.hands.headers = {"Origin": "null", "Referer": ""}
    talk.hands.sends(action, fields)
    assert talk.asks == "hurt-by-worker"


def test_a_stale_page_loses_no_detail_and_no_button(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="reply-how")
    talk.hands.picks("reply-how", "email")
    talk.hands.writes("reply-how-email", EMAIL)
    talk.hands.writes("reply-how-never-write", "the council")
    talk.hands.picks("help-to-take-part", "bsl")
    talk.hands.picks("help-to-take-part", "large-print")
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    talk.hands.sends(action, with_token(fields, "stale"))
    talk.goes_on()
    told = portal.told(talk.sends().reference)
    assert (told.reply.email, told.reply.never_write) == (EMAIL, "the council")
    assert told.help_to_take_part == ("bsl", "large-print")


def test_a_stale_send_now_still_sends_when_pressed_again(portal: PortalAtHand, talk: Someone):
    talk.starts()
    for code in ("complaint", "child", "yes"):
        talk.says(code)
    talk.hands.writes("find-you", "By the gate")
    action, fields = talk.hands.about_to_send(talk.hands.button("Send this now"))
    talk.hands.sends(action, with_token(fields, "stale"))
    assert portal.cases() == []
    talk.goes_on()
    (case,) = portal.cases()
    assert portal.told(case.reference).find_you == "By the gate"


def test_a_stale_send_on_the_check_page(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    action, fields = talk.hands.about_to_send(talk.hands.button("Send it"))
    talk.hands.sends(action, with_token(fields, "stale"))
    talk.goes_on()
    assert talk.hands.address() == "/sent"
    assert len(portal.cases()) == 1


@pytest.mark.parametrize("path", ["/start-again", "/another-child", "/new-code", "/come-back", "/check"])
def test_every_door_that_changes_something_asks_for_the_token(talk: Someone, path: str):
    talk.starts()
    talk.hands.sends(path, [])
    assert talk.hands.response.status_code == 400
    assert talk.hands.heading() == words.AGAIN_TITLE.child


def test_a_token_is_masked_anew_in_every_response(talk: Someone):
    seen = set()
    for _ in range(3):
        talk.starts()
        seen.update(value for form in talk.hands.page.all("form") for name, value in talk.hands.page.sent_by(form)
                    if name == "csrf_token")  # fmt: skip
    assert len(seen) == 3


# --- over https


@pytest.fixture
def real(tmp_path: Path, databases: Databases) -> Iterator[PortalAtHand]:
    portal = portal_for_real(tmp_path, database=databases.migrated())
    yield portal
    portal.close()


def test_over_https_a_stale_token_is_asked_to_press_again(real: PortalAtHand):
    talk = Talk(real.phone(base_url=HERE))
    action, fields = at_the_story(talk)
    talk.hands.sends(action, with_token(fields, "stale"))
    is_asked_to_press_again_and_nothing_is_lost(talk)


def test_over_https_a_post_from_elsewhere_keeps_nothing(real: PortalAtHand):
    talk = Talk(real.phone(base_url=HERE))
    action, fields = at_the_story(talk)
    talk.hands.headers = {"Origin": "https://elsewhere.example"}
    talk.hands.sends(action, fields)
    assert talk.hands.response.status_code == 400


def test_behind_a_proxy_that_ends_tls_the_address_people_see_is_ours(real: PortalAtHand):
    talk = Talk(real.phone(base_url="http://127.0.0.1:8000"))
    talk.hands.headers = {"Origin": HERE, "Referer": f"{HERE}/"}
    action, fields = at_the_story(talk)
    talk.hands.sends(action, fields)
    assert talk.asks == "hurt-by-worker"


def test_a_post_of_very_many_fields_does_not_come_back_many_times_as_long(portal: PortalAtHand):
    answer = portal.phone().client.post("/talk/aaaaaaa", data={f"f{number}": "x" for number in range(20_000)})
    assert answer.status_code == 400
    assert len(answer.get_data()) < 200_000
