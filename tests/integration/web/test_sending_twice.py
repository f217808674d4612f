"""A double tap, a repeated send, two phones at once: one case, the same receipt, one set of messages."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask.testing import FlaskClient

from tests.hands import ClientHands
from tests.pages import Receipt, Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, STORY

EVERY_DATABASE = True

Someone = Talk[ClientHands]


def press_at_once(portal: PortalAtHand, talk: Someone, button: str, times: int) -> list[int]:
    """The same button pressed on the same page, by as many threads at once; the statuses that came back."""
    action, fields = talk.hands.about_to_send(talk.hands.button(button))
    cookie = talk.hands.client.get_cookie("visit")
    assert cookie is not None
    gate = Barrier(times)

    def press(_: int) -> int:
        thumb = FlaskClient(portal.app, portal.app.response_class)  # its requests overlap: no session is alone here
        thumb.set_cookie("visit", cookie.value)
        gate.wait(timeout=10)
        return thumb.post(action, data=dict(fields)).status_code

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(press, range(times)))


def one_case_and_one_set_of_messages(portal: PortalAtHand) -> str:
    (case,) = portal.cases()
    posts = portal.posts()
    assert len({(post["kind"], post["to"]) for post in posts}) == len(posts)
    assert {post["reference"] for post in posts} == {case.reference}
    assert [event.happened for event in case.events].count("received") == 1
    return case.reference


def test_a_double_tap_on_send(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    assert press_at_once(portal, talk, "Send it", 4) == [303] * 4
    reference = one_case_and_one_set_of_messages(portal)
    talk.hands.goes_to("/sent")
    assert Receipt(talk.hands).reference == reference


def test_a_double_tap_in_danger(portal: PortalAtHand, talk: Someone):
    talk.starts()
    for code in ("complaint", "child", "yes"):
        talk.says(code)
    assert press_at_once(portal, talk, "Send this now", 4) == [303] * 4
    one_case_and_one_set_of_messages(portal)


def test_a_double_tap_on_next_keeps_one_answer(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    talk.hands.writes("what-happened", STORY)
    assert press_at_once(portal, talk, "Next", 3) == [303] * 3
    talk.hands.goes_to("/talk")
    talk.answers(A_CHILD_IN_CARE)
    assert portal.told(talk.sends().reference).what_happened == STORY


def test_send_pressed_again_from_an_old_page_shows_the_same_receipt(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    action, fields = talk.hands.about_to_send(talk.hands.button("Send it"))
    first = talk.sends()
    reference, code = first.reference, first.code
    for _ in range(3):
        talk.hands.sends(action, fields)
        again = Receipt(talk.hands)
        assert (again.reference, again.code) == (reference, code)
    assert one_case_and_one_set_of_messages(portal) == reference


@pytest.mark.parametrize("button", ["Send it", "Answer a few more questions"])
def test_nothing_of_an_old_page_changes_what_was_sent(portal: PortalAtHand, talk: Someone, button: str):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="when")
    story_page = talk.hands.page
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    talk.enough()
    talk.answers({"reply-how": "code-only"})
    check, pressed = talk.hands.about_to_send(talk.hands.button(button))
    reference = talk.sends().reference
    talk.hands.page = story_page
    talk.hands.sends(action, [*fields, ("when", "over-a-year")])
    assert Receipt(talk.hands).reference == reference
    talk.hands.sends(check, pressed)
    assert Receipt(talk.hands).reference == reference
    assert "when" not in portal.words_of(reference)


def test_two_phones_with_one_code_send_one_case(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="reply-how")
    code = talk.stops()
    other = portal.talk()
    other.comes_back(" ".join(code))
    other.answers(A_CHILD_IN_CARE)
    talk.hands.goes_to("/check")
    reference = other.sends().reference
    action, fields = talk.hands.about_to_send(talk.hands.button("Send it"))
    talk.hands.sends(action, fields)
    assert Receipt(talk.hands).reference == reference
    assert one_case_and_one_set_of_messages(portal) == reference
