"""Light or dark, chosen with no script: it holds for every page, loses no typed word, and goes with leaving."""

import pytest

from portal.script import looks as words
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE

Someone = Talk[ClientHands]


def look_of(talk: Someone) -> str:
    (page,) = talk.hands.page.all("html")
    return page["data-look"]


def chooses(talk: Someone, look: str) -> None:
    talk.hands.goes_to("/look")
    talk.hands.picks("look", look)
    talk.hands.presses(words.LOOK_USE.child)


def test_unchosen_it_is_as_the_phone_is_set(talk: Someone):
    talk.starts()
    assert look_of(talk) == ""


@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_was_chosen_holds_on_every_page_and_is_shown_as_chosen(talk: Someone, look: str):
    chooses(talk, look)
    assert talk.hands.address() == "/"
    for path in ("/", "/numbers", "/side", "/come-back", "/nothing-here", "/look"):
        talk.hands.goes_to(path)
        assert look_of(talk) == look
    (chosen,) = [each for each in talk.hands.page.all("input") if each.has("checked")]
    assert chosen["value"] == look
    chooses(talk, "")
    assert look_of(talk) == ""


def test_in_the_middle_of_an_answer_it_keeps_what_was_typed(talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    talk.hands.writes("what-happened", "Half of what I")
    talk.hands.presses(words.LOOK.child)
    assert talk.hands.address() == "/look"
    talk.hands.picks("look", "dark")
    talk.hands.presses(words.LOOK_USE.child)
    assert talk.asks == "what-happened"
    assert talk.hands.written("what-happened") == "Half of what I"
    assert look_of(talk) == "dark"


def test_it_stays_through_a_new_talk_and_a_code_and_goes_when_somebody_leaves(portal: PortalAtHand, talk: Someone):
    chooses(talk, "dark")
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="hurt-by-worker")
    code = talk.stops()
    talk.starts()
    assert look_of(talk) == "dark"
    talk.comes_back(" ".join(code))
    assert look_of(talk) == "dark"
    talk.leaves()
    talk.hands.goes_to("/")
    assert look_of(talk) == ""


@pytest.mark.parametrize("look", ["dark;", "LIGHT", "x" * 5000, "dark\n", '"><script>'])
def test_a_look_that_is_none_changes_nothing(talk: Someone, look: str):
    chooses(talk, "dark")
    talk.hands.goes_to("/look")
    action, fields = talk.hands.about_to_send(talk.hands.button(words.LOOK_USE.child))
    talk.hands.sends(action, [*(each for each in fields if each[0] != "look"), ("look", look)])
    talk.hands.goes_to("/")
    assert look_of(talk) == ""
    assert talk.hands.response.status_code == 200
