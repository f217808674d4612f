"""Changing one's mind: Change links, Back, two tabs; what is off the path is kept till it is sent, and never sent."""

import pytest

from portal.conversation import Words
from portal.script import looks, phrases
from portal.script import pages as words
from portal.script.statements import FOOT
from tests.hands import ClientHands
from tests.pages import Talk, either
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, CANARIES, STORY

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


@pytest.mark.parametrize(
    ("what_for", "named"),
    [
        ("thanks", {"which help you want to thank", "who you want to thank"}),
        ("both", {"which help you want to thank", "which help went wrong", "who your complaint is about"}),
        ("idea", {"your idea", "which help it is about", "who should hear it"}),
    ],
)
def test_a_change_link_names_what_was_asked_above_it(talk: Someone, what_for: str, named: set[str]):
    talk.starts()
    talk.answers({"what-for": what_for, "what-went-well": "She listened", **SHORT, "which-help": ["not-sure"]})
    talk.hands.goes_to("/check")
    changes = {talk.hands.page.name_of(link) for link in talk.hands.page.links()}
    assert {f"Change {about}" for about in named} <= changes


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


def test_the_start_page_never_shows_what_an_earlier_visit_said(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers({**A_CHILD_IN_CARE, "which-help": ["in-care"]}, until="when")
    talk.hands.goes_to("/")
    assert talk.may_carry_on
    assert not any(word in talk.hands.response.text for word in (*CANARIES, "care", "complaint"))
    talk.starts()
    assert talk.hands.picked("what-for") == []
    stranger = portal.talk()
    stranger.starts()
    assert talk.hands.says() == stranger.hands.says()


def test_it_offers_to_carry_on_only_where_there_is_something_to_carry_on(talk: Someone):
    talk.hands.goes_to("/")
    assert not talk.may_carry_on
    talk.says("complaint")
    talk.carries_on()
    assert talk.asks == "who-are-you"


def test_a_new_message_leaves_the_other_behind_the_words_shown_with_it(talk: Someone):
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    talk.hands.goes_to("/")
    code = talk.code
    talk.starts()
    talk.says("thanks")
    talk.comes_back(" ".join(code))
    assert talk.asks == "safe-now"


def test_an_answer_from_the_page_of_another_message_is_not_mixed_in(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    old = ClientHands(talk.hands.client)
    old.goes_to(talk.hands.address())
    talk.starts()
    talk.answers({**A_CHILD_IN_CARE, "what-happened": "The second"}, until="hurt-by-worker")
    old.writes("what-happened", STORY)
    old.presses("Next")
    assert old.response.status_code == 400  # its token went with the message it belonged to
    assert STORY in old.says()
    old.presses("Next")
    assert old.response.status_code == 409
    assert words.NOT_TAKEN_OTHER.child in old.says()
    assert STORY in old.says()  # it can still be copied
    talk.answers({**A_CHILD_IN_CARE, "which-help": ["in-care"]})
    assert portal.told(talk.sends().reference).what_happened == "The second"


def test_words_for_a_question_that_is_not_asked_any_more_can_be_copied(talk: Someone):
    talk.starts()
    talk.answers({"what-for": "complaint", "who-are-you": "child", "safe-now": "yes"}, until="find-you")
    old = ClientHands(talk.hands.client)
    old.goes_to(talk.hands.address())
    talk.changes("if you are safe now")
    talk.says("no")
    old.writes("find-you", "By the gate")
    old.presses("Next")
    assert old.response.status_code == 409
    assert words.NOT_TAKEN_PATH.child in old.says()
    assert "By the gate" in old.says()
    old.follows(words.GO_ON.child)
    assert old.asked() == "what-happened"


ASIDES = (
    *(phrases.NEED_HELP_NOW, phrases.AN_ADVOCATE, phrases.STOP, words.COME_BACK, looks.LOOK),
    *(link.label for link in FOOT),
)


@pytest.mark.parametrize("aside", ASIDES, ids=lambda words: words.child)
def test_stopping_or_looking_for_help_in_the_middle_keeps_what_is_half_written(talk: Someone, aside: Words):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    talk.hands.writes("what-happened", "He came and")
    talk.hands.presses(*either(aside))
    talk.carries_on()
    assert talk.asks == "what-happened"
    assert talk.hands.written("what-happened") == "He came and"


def test_the_help_pages_lead_back_to_the_question(talk: Someone):
    talk.starts()
    talk.says("complaint")
    here = talk.hands.address()
    for path in ("/numbers", "/side"):
        talk.hands.goes_to(path)
        talk.hands.follows(words.BACK_TO_QUESTIONS.child)
        assert talk.hands.address() == here
