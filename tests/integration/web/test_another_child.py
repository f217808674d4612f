"""Telling us about another child: who somebody is and how to reply is kept, names and the story are not."""

from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import (
    AN_ADVOCATE,
    CANARIES,
    CHILD,
    EMAIL,
    STORY,
    a_childs_complaint,
    a_parents_thanks,
    an_advocate_for_a_child,
)

Someone = Talk[ClientHands]
SECOND = {**AN_ADVOCATE, "about-whom": "Another Child", "what-happened": "It is the same for this one"}


def test_who_they_are_and_how_to_reply_is_not_asked_again(talk: Someone):
    again = an_advocate_for_a_child(talk).tells_of_another_child()
    asked = again.answers(SECOND)
    assert asked[0] == "what-for"
    assert {"who-are-you", "reply-how"} & set(asked) == set()


def test_one_case_and_one_code_a_child(portal: PortalAtHand, talk: Someone):
    first = an_advocate_for_a_child(talk)
    reference, code = first.reference, first.code
    again = first.tells_of_another_child()
    again.answers(SECOND)
    second = again.sends()
    assert second.reference != reference
    assert second.code != code
    assert len(portal.cases()) == 2
    other = portal.talk()
    other.comes_back(" ".join(code))
    assert reference in other.hands.says()


def test_neither_names_nor_the_story_go_along(portal: PortalAtHand, talk: Someone):
    again = an_advocate_for_a_child(talk).tells_of_another_child()
    again.answers({"what-for": "complaint", "what-happened": "Something else"})
    shown = again.hands.says().replace(EMAIL, "")
    assert not any(word in shown for word in CANARIES)
    told = portal.told(again.sends().reference)
    assert (told.about_whom, told.your_name, told.who_was_it) == ("", "", "")
    assert (told.speaker, told.reply.email) == ("advocate", EMAIL)
    assert STORY not in told.to_json()
    assert CHILD not in told.to_json()


def test_a_child_who_speaks_for_herself_and_a_thank_you_are_not_asked(portal: PortalAtHand, talk: Someone):
    assert not a_childs_complaint(talk).may_tell_of_another_child
    assert not a_parents_thanks(portal.talk()).may_tell_of_another_child


def test_without_a_receipt_there_is_no_other_child(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("complaint")
    talk.hands.sends("/another-child", [("csrf_token", talk.hands.page.token())])
    assert talk.hands.address() == "/"
    assert len(portal.drafts()) == 1
