"""Stopping or looking for help in the middle of a question: what is there is kept, and asked again until whole."""

import pytest

from portal.script import phrases
from tests.hands import ClientHands
from tests.pages import Talk, either
from tests.portals import PortalAtHand
from tests.tellings import STORY

Someone = Talk[ClientHands]
TO_THE_END = {"what-for": "complaint", "who-are-you": "child", "safe-now": "no", "what-happened": STORY}


def looks_for_numbers(talk: Someone) -> None:
    talk.hands.presses(*either(phrases.NEED_HELP_NOW))
    assert talk.hands.address() == "/numbers"
    assert "999" in talk.hands.says()


def at_how_to_reply(talk: Someone) -> None:
    talk.starts()
    for key, code in TO_THE_END.items():
        talk.writes(code) if key == "what-happened" else talk.says(code)
    talk.enough()
    assert talk.asks == "reply-how"


def test_half_a_story_is_there_again_after_the_numbers(talk: Someone):
    talk.starts()
    for code in ("complaint", "child", "no"):
        talk.says(code)
    talk.hands.writes("what-happened", "I only wrote hal")
    looks_for_numbers(talk)
    talk.hands.goes_to("/talk")
    assert talk.asks == "what-happened"
    assert talk.hands.written("what-happened") == "I only wrote hal"


@pytest.mark.parametrize("between", [True, False], ids=["after another change", "at once"])
def test_half_a_number_is_never_sent_as_if_it_were_whole(portal: PortalAtHand, talk: Someone, between: bool):
    at_how_to_reply(talk)
    talk.hands.picks("reply-how", "text")
    talk.hands.writes("reply-how-mobile", "07700 9")
    looks_for_numbers(talk)
    talk.hands.goes_to("/talk")
    if between:
        talk.changes("what happened")
        talk.writes("It happened twice.")
    assert talk.asks == "reply-how"
    assert talk.hands.written("reply-how-mobile") == "07700 9"
    talk.says("text", mobile="07700 900123")
    assert portal.told(talk.sends().reference).reply.mobile == "07700900123"


def test_help_with_nothing_written_leaves_the_question_as_it_was(talk: Someone):
    talk.starts()
    talk.says("complaint")
    looks_for_numbers(talk)
    talk.hands.goes_to("/talk")
    assert talk.asks == "who-are-you"


def test_danger_told_after_enough_opens_its_own_question(talk: Someone):
    at_how_to_reply(talk)
    talk.says("code-only")
    assert talk.is_to_check
    talk.changes("if you are safe now")
    talk.says("yes")
    assert talk.asks == "find-you"
    assert talk.may_send_now


def test_a_start_page_never_answers_for_a_talk_that_is_there(portal: PortalAtHand, talk: Someone):
    talk.hands.goes_to("/")
    action, fields = talk.hands.about_to_send(talk.hands.button(*either(phrases.NEXT)))
    at_how_to_reply(talk)
    talk.hands.sends(action, [*fields, ("what-for", "thanks")])
    assert talk.hands.address() == "/"
    assert talk.may_carry_on
    talk.carries_on()
    assert talk.asks == "reply-how"


def test_a_name_is_no_consent_to_pass_it_on(talk: Someone):
    talk.starts()
    talk.says("thanks")
    talk.says("parent")
    talk.writes("She listened.")
    while talk.asks != "share-thanks":
        talk.passes()
    talk.hands.writes("share-thanks-name", "Kit")
    talk.goes_on()
    assert talk.asks == "share-thanks"
    assert talk.hands.response.status_code == 422


@pytest.mark.parametrize(
    ("never", "sent"), [("council", False), ("the word complaint", False), ("with your name", True), ("", True)]
)
def test_a_word_never_to_write_keeps_the_automatic_message_back(
    portal: PortalAtHand, talk: Someone, never: str, sent: bool
):
    at_how_to_reply(talk)
    talk.hands.writes("reply-how-never-write", never)
    talk.says("email", email="somebody@example.org")
    assert ("asked us never to write" in talk.hands.says()) is not sent
    talk.sends()
    kinds = {message["kind"] for message in portal.posts()}
    assert ("receipt-email" in kinds) is sent


def test_skipping_takes_back_the_address_that_was_given(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("thanks")
    talk.says("parent")
    talk.writes("She listened.")
    while talk.asks != "reply-how":
        talk.passes()
    talk.says("email", email="somebody@example.org")
    talk.changes("how we reach you")
    talk.hands.writes("reply-how-never-write", "Flowers")
    talk.passes()
    assert "somebody@example.org" not in talk.hands.says()
    reply = portal.told(talk.sends().reference).reply
    assert (reply.how, reply.email, reply.never_write) == (None, "", "Flowers")


def test_another_way_chosen_before_stopping_leaves_nothing_of_the_old_one(portal: PortalAtHand, talk: Someone):
    at_how_to_reply(talk)
    talk.says("text", mobile="07700 900123")
    talk.changes("how we reach you")
    talk.hands.picks("reply-how", "code-only")
    looks_for_numbers(talk)
    talk.hands.goes_to("/talk")
    assert talk.hands.picked("reply-how") == ["code-only"]
    assert talk.hands.written("reply-how-mobile") == ""


def test_words_of_a_lost_talk_are_shown_where_another_is_open_by_now(portal: PortalAtHand, talk: Someone):
    talk.starts()
    for code in ("complaint", "child", "no"):
        talk.says(code)
    talk.hands.writes("what-happened", "What I wrote before")
    action, fields = talk.hands.about_to_send(talk.hands.button(*either(phrases.NEXT)))
    with talk.hands.client.session_transaction() as cookie:
        cookie.pop("talk")
    talk.hands.sends(action, fields)
    again, kept = talk.hands.about_to_send(talk.hands.button(*either(phrases.NEXT)))
    talk.starts()
    talk.says("thanks")
    talk.hands.sends(again, kept)
    assert "What I wrote before" in talk.hands.says()
    talk.hands.goes_to("/talk")
    assert talk.asks == "who-are-you"
