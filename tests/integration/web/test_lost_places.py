"""A visit that is gone, an address that leads nowhere: a clear sentence, and what was just typed begins it again."""

import pytest

from portal.script import pages as words
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, STORY

Someone = Talk[ClientHands]


def with_a_story_typed(talk: Someone) -> None:
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    talk.hands.writes("what-happened", STORY)


def lost_place_keeps_the_story(portal: PortalAtHand, talk: Someone) -> None:
    """Press Next on the story; nothing of it is lost when the talk begins again."""
    talk.goes_on()
    again_if_the_token_went_too(talk)
    assert words.AGAIN_LOST.child in talk.hands.says()
    assert STORY in talk.hands.says()
    talk.goes_on()
    assert talk.asks == "what-for"
    asked = talk.answers({**A_CHILD_IN_CARE, "what-happened": None})
    assert "what-happened" not in asked  # it was written already
    assert portal.told(talk.sends().reference).what_happened == STORY


def again_if_the_token_went_too(talk: Someone) -> None:
    if talk.hands.response.status_code == 400:  # the token was in the lost cookie: asked to press again first
        assert STORY in talk.hands.says()
        talk.goes_on()


def test_a_lost_cookie(portal: PortalAtHand, talk: Someone):
    with_a_story_typed(talk)
    talk.hands.client.delete_cookie("visit")
    lost_place_keeps_the_story(portal, talk)


@pytest.mark.parametrize(
    "forged", ["forged", "eyJ0YWxrIjoibWluZSJ9.aAaAaA.aaaaaaaaaaaaaaaaaaaaaaaaaaa", "é", "x" * 3000]
)
def test_a_forged_cookie(portal: PortalAtHand, talk: Someone, forged: str):
    with_a_story_typed(talk)
    talk.hands.client.set_cookie("visit", forged)
    lost_place_keeps_the_story(portal, talk)


def test_a_cookie_of_ours_whose_draft_is_gone(portal: PortalAtHand, talk: Someone):
    with_a_story_typed(talk)
    with talk.hands.client.session_transaction() as cookie:
        cookie["talk"] = "a token that opens nothing"
    talk.goes_on()
    assert talk.hands.response.status_code == 404
    assert STORY in talk.hands.says()
    talk.goes_on()
    assert talk.asks == "what-for"


def test_an_expired_draft_says_so_and_keeps_what_was_just_typed(portal: PortalAtHand, talk: Someone):
    with_a_story_typed(talk)
    portal.clock.passes(days=7, minutes=1)
    lost_place_keeps_the_story(portal, talk)


def test_an_expired_draft_that_is_only_looked_at(portal: PortalAtHand, talk: Someone):
    with_a_story_typed(talk)
    here = talk.hands.address()
    portal.clock.passes(days=7, minutes=1)
    for path in (here, "/talk", "/check", "/stop"):
        talk.goes_back_to(path)
        assert talk.hands.response.status_code == 410
        assert words.WRONG[410][1].child in talk.hands.says()
    talk.hands.follows(words.START_AGAIN.child)
    talk.says("complaint")
    assert talk.asks == "who-are-you"


def test_an_answer_keeps_the_draft_for_another_seven_days(portal: PortalAtHand, talk: Someone):
    with_a_story_typed(talk)
    portal.clock.passes(days=6)
    talk.goes_on()
    portal.clock.passes(days=6)
    talk.hands.goes_to("/talk")
    assert talk.asks == "hurt-by-worker"


@pytest.mark.parametrize("name", ["aaaaaaa", "what-happened", "0", "%00", "..%2f..", "x" * 2000, "é"])
def test_an_unknown_step_leads_to_the_question_that_is_next(talk: Someone, name: str):
    talk.starts()
    talk.says("complaint")
    here = talk.hands.address()
    talk.goes_back_to(f"/talk/{name}")
    if "%2f" not in name:
        assert talk.hands.address() == here


def test_a_step_that_is_not_asked_yet_leads_to_the_one_that_is(portal: PortalAtHand, talk: Someone):
    other = portal.talk()
    other.starts()
    other.answers(A_CHILD_IN_CARE, until="reply-how")
    future = other.hands.address()
    talk.starts()
    talk.says("complaint")
    talk.goes_back_to(future)
    assert talk.asks == "who-are-you"
    action, _ = other.hands.about_to_send(other.hands.button("Next"))
    talk.hands.sends(action, [("reply-how", "code-only"), ("csrf_token", talk.hands.page.token())])
    assert talk.asks == "who-are-you"
    talk.hands.goes_to("/check")
    assert talk.asks == "who-are-you"


@pytest.mark.parametrize("path", ["/talk", "/check", "/sent", "/stop", "/talk/aaaaaaa"])
def test_without_a_visit_every_address_leads_to_the_first_question(talk: Someone, path: str):
    talk.hands.goes_to(path)
    assert talk.hands.address() == "/"
    assert talk.asks == "what-for"


@pytest.mark.parametrize(
    "path", ["/nothing-here", "/talk/a/b", "/sent/1", "/.env", "/static/../wsgi.py", "/wp-login.php"]
)
def test_a_page_that_is_not_there(talk: Someone, path: str):
    talk.hands.goes_to(path)
    assert talk.hands.response.status_code == 404
    assert words.WRONG[404][1].child in talk.hands.says()


@pytest.mark.parametrize("path", ["/leave", "/start-again", "/another-child"])
def test_looking_at_what_is_only_pressed(talk: Someone, path: str):
    assert talk.hands.client.get(path).status_code == 405


@pytest.mark.parametrize("path", ["/", "/talk", "/sent", "/stop", "/numbers"])
def test_pressing_what_is_only_looked_at(talk: Someone, path: str):
    talk.starts()
    talk.hands.sends(path, [("csrf_token", talk.hands.page.token())])
    assert talk.hands.response.status_code == 405
    assert words.WRONG[404][1].child in talk.hands.says()


def test_looking_changes_nothing(portal: PortalAtHand, talk: Someone):
    for path in ("/", "/talk", "/check", "/sent", "/stop", "/come-back", "/numbers", "/side", "/post-tray", "/healthz"):
        talk.hands.client.get(path)
        talk.hands.client.head(path)
    assert portal.drafts() == []
