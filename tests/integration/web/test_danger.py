"""Danger: help first, then one button that sends whatever is there, from any page, and asks nothing more."""

import re

import pytest

from portal.script import pages as words
from portal.vocabulary import Flag
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, PLACE, STORY, danger_sent_at_once

Someone = Talk[ClientHands]
SAFETY_COMES_FIRST = {"safety-lead@rbwm.example", "mash@rbwm.example", "complaintsandcompliments@rbwm.gov.uk"}


def in_danger(talk: Someone, answer: str = "yes") -> None:
    talk.starts()
    for code in ("complaint", "child", answer):
        talk.says(code)


def test_sent_at_once_it_alarms_everybody_who_keeps_children_safe(portal: PortalAtHand, talk: Someone):
    receipt = danger_sent_at_once(talk)
    case = portal.case(receipt.reference)
    assert Flag.DANGER in {flag for flag, _ in case.flags}
    posts = portal.posts()
    assert {post["to"] for post in posts if post["kind"] == "alert"} == SAFETY_COMES_FIRST
    assert not any(PLACE in str(post) for post in posts)


def test_the_place_that_was_typed_goes_with_it(portal: PortalAtHand, talk: Someone):
    receipt = danger_sent_at_once(talk)
    assert portal.told(receipt.reference).find_you == PLACE
    assert list(portal.words_of(receipt.reference)) == ["what-for", "who-are-you", "safe-now", "find-you"]


def test_the_receipt_says_when_it_is_read_whom_to_call_and_the_code(talk: Someone):
    receipt = danger_sent_at_once(talk)
    assert len(receipt.code) == 4
    assert "999" in receipt.says
    assert "today" in receipt.says  # read within the hour on a working morning
    assert "the people whose job is safety" in receipt.says
    assert words.SENT_UNREAD.child in receipt.says


def test_sent_empty_the_receipt_names_one_time_and_says_that_nobody_knows_where_they_are(talk: Someone):
    in_danger(talk, "talk")
    receipt = talk.sends_now()
    assert len(re.findall(r"will read \w+ by", receipt.says)) == 1
    assert words.SENT_CANNOT_FIND.child in receipt.says
    assert "come back here with your four words after" in receipt.says
    assert "get in touch with you" not in receipt.says


def test_the_question_that_helps_to_find_them_stands_between_the_help_and_the_button(talk: Someone):
    in_danger(talk)
    drawn = talk.hands.response.text
    buttons = ['name="send-now"', 'class="second"']
    order = ["If you cannot talk", "<textarea", *buttons, "Whoever reads it", "Emergency Duty Team"]
    main = drawn[drawn.index("<main") :]
    assert sorted(order, key=main.index) == order
    assert main.count('name="send-now"') == 1


@pytest.mark.parametrize("answer", ["yes", "not-sure", "talk"])
def test_each_way_of_not_saying_no_shows_help_and_the_button(talk: Someone, answer: str):
    in_danger(talk, answer)
    assert talk.asks == "find-you"
    assert talk.may_send_now
    for said in ("999", "0800 1111", "No one here has read this"):
        assert said in talk.hands.says()


@pytest.mark.parametrize("answer", ["no", None])
def test_nobody_else_is_offered_it(talk: Someone, answer: str | None):
    talk.starts()
    talk.answers({"what-for": "complaint", "who-are-you": "child", "safe-now": answer}, until="what-happened")
    assert not talk.may_send_now
    assert talk.asks == "what-happened"


def test_with_nothing_typed_it_is_sent_all_the_same(portal: PortalAtHand, talk: Someone):
    in_danger(talk)
    receipt = talk.sends_now()
    assert Flag.DANGER in {flag for flag, _ in portal.case(receipt.reference).flags}


def test_every_later_page_offers_it_until_the_check_page(talk: Someone):
    in_danger(talk)
    without = []
    for key in talk.questions():
        if not talk.may_send_now or "999" not in talk.hands.says():
            without.append(key)
        if talk.may_pass:
            talk.passes()
        else:
            talk.answers_this({"what-happened": STORY, "reply-how": "code-only"})
    assert without == []


def test_from_a_later_page_what_is_half_written_there_goes_with_it(portal: PortalAtHand, talk: Someone):
    in_danger(talk)
    talk.writes(PLACE)
    assert talk.asks == "what-happened"
    talk.hands.writes("what-happened", STORY)
    receipt = talk.sends_now()
    told = portal.told(receipt.reference)
    assert (told.find_you, told.what_happened) == (PLACE, STORY)


def test_an_answer_that_cannot_be_kept_holds_nobody_up(portal: PortalAtHand, talk: Someone):
    in_danger(talk)
    talk.passes()
    talk.answers({**A_CHILD_IN_CARE, "which-help": ["in-care"]}, until="reply-how")
    talk.hands.picks("reply-how", "text")
    talk.hands.writes("reply-how-mobile", "0770")
    assert portal.cases() == []
    receipt = talk.sends_now()
    assert portal.told(receipt.reference).what_happened == STORY


def test_only_words_that_would_be_lost_hold_it_up_and_they_stay(portal: PortalAtHand, talk: Someone):
    in_danger(talk)
    talk.hands.writes("find-you", "x" * 1001)
    talk.hands.presses("Send this now")
    assert portal.cases() == []
    assert talk.hands.written("find-you") == "x" * 1001
    assert talk.may_send_now


def test_a_yes_that_is_said_later_by_changing_the_answer_offers_it_too(talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="which-help")
    talk.changes("if you are safe now")
    talk.says("yes")
    assert talk.asks == "find-you"
    assert talk.may_send_now


def test_sent_early_by_somebody_who_first_said_what_is_needed_is_one_case(portal: PortalAtHand, talk: Someone):
    in_danger(talk)
    page = talk.hands.address()
    receipt = talk.sends_now()
    talk.goes_back_to(page)
    assert talk.hands.address() == "/sent"
    assert [case.reference for case in portal.cases()] == [receipt.reference]
