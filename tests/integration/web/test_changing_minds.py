"""Changing one's mind: Change links, Back, two tabs; what is off the path is kept till it is sent, and never sent."""

import pytest

from portal.script import pages as words
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, STORY, WORKER

Someone = Talk[ClientHands]
SHORT = {"who-are-you": "child", "safe-now": "no", "what-happened": STORY, "reply-how": "code-only"}


def at_the_check_page(talk: Someone) -> None:
    talk.starts()
    talk.answers({"what-for": "complaint", **SHORT})
    assert talk.is_to_check


def test_a_change_link_opens_the_question_with_what_was_said_and_comes_back(portal: PortalAtHand, talk: Someone):
    at_the_check_page(talk)
    talk.changes("what happened")
    assert talk.hands.written("what-happened") == STORY
    talk.writes(f"{STORY}. Twice.")
    assert talk.is_to_check
    assert portal.words_of(talk.sends().reference)["what-happened"].said == (f"{STORY}. Twice.",)


def test_a_reply_that_was_picked_is_still_picked_and_another_takes_its_place(portal: PortalAtHand, talk: Someone):
    at_the_check_page(talk)
    talk.changes("how we reach you")
    assert talk.hands.picked("reply-how") == ["code-only"]
    talk.says("email", email="somebody@example.org")
    assert "somebody@example.org" in talk.hands.says()
    assert portal.told(talk.sends().reference).reply.how == "email"


@pytest.mark.parametrize("key", ["which-help", "put-right", "must-not-see"])
def test_every_answer_on_the_check_page_can_be_changed(talk: Someone, key: str):
    talk.starts()
    given = {**A_CHILD_IN_CARE, "which-help": ["in-care"]}
    asked = talk.answers(given)
    changes = [talk.hands.page.name_of(link) for link in talk.hands.page.links()]
    assert len([name for name in changes if name.startswith("Change ")]) == len(asked)
    assert len({name for name in changes if name.startswith("Change ")}) == len(asked)  # each names what it changes
    about = {"which-help": "which help it is about", "put-right": "what would make it better",
             "must-not-see": "who must not see this"}  # fmt: skip
    talk.changes(about[key])
    assert talk.asks == key
    assert talk.hands.picked(key) == given[key]


def test_a_new_answer_asks_what_follows_from_it(talk: Someone):
    at_the_check_page(talk)
    talk.changes("if you are safe now")
    talk.says("yes")
    assert talk.asks == "find-you"


def test_answers_off_the_path_are_not_shown_and_not_sent(portal: PortalAtHand, talk: Someone):
    at_the_check_page(talk)
    talk.changes("what you want to do")
    talk.says("thanks")
    talk.answers({"what-went-well": "My new carer", "reply-how": "none"})
    assert talk.is_to_check
    assert STORY not in talk.hands.says()
    receipt = talk.sends()
    assert "what-happened" not in portal.words_of(receipt.reference)
    assert portal.told(receipt.reference).what_happened == ""


def test_but_they_are_kept_till_then_so_nobody_types_a_story_twice(portal: PortalAtHand, talk: Someone):
    at_the_check_page(talk)
    talk.changes("what you want to do")
    talk.says("thanks")
    talk.hands.goes_to("/")
    talk.carries_on()
    assert talk.asks == "what-went-well"
    talk.changes("what you want to do")
    talk.says("complaint")
    assert talk.is_to_check
    assert STORY in talk.hands.says()
    talk.sends()
    (draft,) = portal.drafts()
    assert draft.body is None  # once sent, nothing of the draft stays


def test_back_shows_the_question_again_and_the_answer_given_there_counts(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    back = talk.hands.address()
    talk.says("no")
    talk.goes_back_to(back)
    assert talk.hands.picked("safe-now") == ["no"]
    talk.says("not-sure")
    assert talk.asks == "find-you"


def test_two_tabs_of_one_visit_both_keep_their_answers(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    talk.says("no")
    other = ClientHands(talk.hands.client)
    other.goes_to(talk.hands.address())
    talk.writes(STORY)
    other_tab = Talk(other)
    other_tab.writes(f"{STORY}, he said")
    assert other_tab.asks == talk.asks == "hurt-by-worker"
    talk.says("no")
    other_tab.says("yes")
    other_tab.answers(SHORT)
    said = portal.words_of(other_tab.sends().reference)
    assert said["what-happened"].said == (f"{STORY}, he said",)
    assert said["hurt-by-worker"].said == ("Yes",)


def test_a_second_talk_begun_on_the_same_phone_leaves_the_first_behind_its_code(talk: Someone):
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    code = talk.stops()
    talk.starts()
    talk.says("thanks")
    talk.comes_back(" ".join(code))
    assert talk.asks == "safe-now"


def test_the_start_page_never_shows_what_an_earlier_visit_said(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("complaint")
    talk.answers({"who-are-you": "child", "safe-now": "no", "what-happened": STORY, "who-was-it": WORKER}, until="when")
    talk.starts()
    assert talk.hands.picked("what-for") == []
    stranger = portal.talk()
    stranger.starts()
    assert talk.hands.says().replace(f"{words.CARRY_ON.child} ", "") == stranger.hands.says()


def test_it_offers_to_carry_on_only_where_there_is_something_to_carry_on(portal: PortalAtHand, talk: Someone):
    talk.starts()
    assert not talk.may_carry_on
    talk.says("complaint")
    talk.starts()
    talk.carries_on()
    assert talk.asks == "who-are-you"


def test_the_help_pages_lead_back_to_the_question(talk: Someone):
    talk.starts()
    talk.says("complaint")
    here = talk.hands.address()
    for path in ("/numbers", "/side"):
        talk.hands.goes_to(path)
        talk.hands.follows(words.BACK_TO_QUESTIONS.child)
        assert talk.hands.address() == here
