"""The same in Chromium, Firefox and WebKit: two talks to the receipt, and leaving in a hurry, after which neither the
way back nor the browser's own history tells what was here.
"""

import re
from collections.abc import Callable
from urllib.request import Request, urlopen

import pytest

from portal.script import phrases
from portal.web.headers import LEAVE_TO
from tests.browser.conftest import OpensAnywhere
from tests.browser.engines import spoken
from tests.browser.engines.elsewhere import WITH_SCRIPTS, WITHOUT_SCRIPTS, Elsewhere
from tests.browser.engines.hands import LeavingHands
from tests.pages import Receipt, Talk, either
from tests.serving import wait_for
from tests.tellings import A_CHILD_IN_CARE, CANARIES, PLACE, STORY, a_parents_thanks

IN_DANGER = {
    **A_CHILD_IN_CARE,
    "safe-now": "yes",
    "find-you": PLACE,
    "about-to-change": "yes",
    "about-to-change-date": "2027-01-14",
    "must-not-see": ["my-carer"],
}
LEAVE = either(phrases.LEAVE)
#: What a history must not hold: somebody's words, and what kind of talk it was.
TELLING = (*CANARIES, "complain", "danger", "safe", "hurt", "abuse", "child", "social", "council")
TELLS = re.compile("|".join(map(re.escape, TELLING)), re.IGNORECASE)
Leaves = Callable[[LeavingHands], None]


def says_of_itself(hands: LeavingHands) -> str:
    """What the history keeps of the page that is open."""
    return f"{hands.address()} {hands.title()}"


def told_by_history(hands: LeavingHands) -> list[str]:
    return [entry for entry in hands.remembers() if TELLS.search(entry)]


def a_story_half_told(talk: Talk[LeavingHands]) -> str:
    """In danger: a place sent, a story typed and not sent yet. Returns the question that stands there."""
    talk.starts()
    talk.answers(IN_DANGER, until="what-happened")
    talk.hands.writes("what-happened", STORY)
    seen = talk.hands.sees()
    assert PLACE in seen.text
    assert STORY in seen.held
    return talk.hands.heading()


def opens_nothing(address: str, cookie: str) -> bool:
    """Has the server let go of this visit, also for somebody who kept its cookie?"""
    with urlopen(Request(address, headers={"Cookie": cookie}), timeout=10) as response:
        return PLACE not in response.read().decode()


def goes_all_the_way_back(talk: Talk[LeavingHands], here: str, question: str) -> None:
    """Back, page by page, and then the old address itself: an empty page each time, and nothing to carry on."""
    hands = talk.hands
    behind = hands.pages_behind()
    assert behind > 3
    for _ in range(behind):
        hands.goes_back()
        seen = hands.sees()
        assert [word for word in (question, STORY, PLACE) if word in seen.everything] == [], seen
        assert not TELLS.search(f"{seen.address} {seen.title} {seen.text}"), seen
        assert talk.is_closed
    talk.goes_back_to(here)
    assert talk.is_closed
    talk.opens()  # whoever wants in again does it on purpose, and finds nothing to carry on
    assert talk.asks == "what-for"
    assert not talk.may_carry_on


def test_a_child_in_danger_tells_it_all_with_scripts_off(engine: OpensAnywhere):
    talk = engine(scripts=False)
    hands = talk.hands
    talk.starts()
    left_behind = []
    for key in talk.questions():
        left_behind.append(says_of_itself(hands))
        if key == "find-you":
            assert "999" in hands.says()
            assert talk.may_send_now
        assert spoken.heard(hands, key) == spoken.of_question(key, IN_DANGER)
        talk.fills_in(IN_DANGER)
        assert spoken.heard_beside(hands, key) == spoken.of_details(key, IN_DANGER)
        talk.answers_or_passes(IN_DANGER)
    receipt = talk.sends()
    left_behind.append(says_of_itself(hands))
    assert "999" in receipt.says
    assert len(receipt.code) == 4
    assert receipt.reference
    assert [entry for entry in left_behind if TELLS.search(entry)] == []
    assert told_by_history(hands) == []


def test_a_parents_thanks(engine: OpensAnywhere):
    talk = engine()
    receipt = a_parents_thanks(talk)
    assert receipt.reference
    assert len(receipt.code) == 4
    talk.goes_back_to("/sent")
    assert Receipt(talk.hands).reference == receipt.reference
    assert told_by_history(talk.hands) == []


WAYS: dict[str, Leaves] = {
    "button": lambda hands: hands.taps(*LEAVE),
    "shift": lambda hands: hands.shifts_three_times(),
}


@pytest.mark.parametrize("way", WAYS)
def test_leaving_blanks_the_screen_and_back_shows_nothing(engine: OpensAnywhere, away: Elsewhere, way: str):
    talk = engine()
    hands = talk.hands
    question = a_story_half_told(talk)
    here, behind, cookie = hands.address(), hands.pages_behind(), hands.cookie()
    assert not opens_nothing(hands.url + here, cookie)
    assert not hands.sees_nothing()
    with away.slow():
        WAYS[way](hands)
        assert away.reached.wait(20)
        wait_for(hands.sees_nothing, 5)  # the weather has not come yet: this is still our page
    wait_for(lambda: hands.title() == WITH_SCRIPTS, 20)
    assert hands.address() == LEAVE_TO
    assert hands.pages_behind() == behind  # in the place of our page, not after it
    assert away.asked == [(LEAVE_TO, None)]
    assert opens_nothing(hands.url + here, cookie)  # the server had heard of it before the weather was asked for
    goes_all_the_way_back(talk, here, question)
    assert told_by_history(hands) == []


def test_leaving_with_scripts_off_is_the_servers_and_back_shows_nothing(engine: OpensAnywhere, away: Elsewhere):
    talk = engine(scripts=False)
    hands = talk.hands
    question = a_story_half_told(talk)
    here, cookie = hands.address(), hands.cookie()
    assert ("button", LEAVE[0]) in hands.spoken("button")
    hands.taps(*LEAVE)
    wait_for(lambda: hands.title() == WITHOUT_SCRIPTS, 20)
    assert hands.address() == LEAVE_TO
    assert away.asked == [(LEAVE_TO, None)]
    assert opens_nothing(hands.url + here, cookie)
    goes_all_the_way_back(talk, here, question)
    assert told_by_history(hands) == []
