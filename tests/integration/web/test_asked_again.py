"""Where people collide in PostgreSQL the door is gone through again: they notice nothing, and nothing is done twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import g

from portal.script import pages as words
from portal.web import asked_again
from tests.collisions import DEADLOCK, NOT_SERIAL, Collisions, colliding
from tests.databases import PostgresDatabases
from tests.hands import ClientHands
from tests.pages import Receipt, Talk
from tests.portals import PortalAtHand, local_portal
from tests.tellings import AN_ADVOCATE, STORY, a_childs_complaint, danger_sent_at_once

Someone = Talk[ClientHands]
ANOTHER = {**AN_ADVOCATE, "about-whom": "Another Child", "what-happened": "It is the same for this one"}


@pytest.fixture
def portal(tmp_path: Path, postgres_databases: PostgresDatabases) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path, postgres_databases.migrated())
    yield portal
    portal.close()


@pytest.fixture(params=[DEADLOCK, NOT_SERIAL])
def collisions(portal: PortalAtHand, request: pytest.FixtureRequest) -> Iterator[Collisions]:
    with colliding(portal.settings.database_url, code=request.param) as collisions:
        yield collisions


def messages(portal: PortalAtHand) -> list[tuple[str, str, str]]:
    return sorted((post["kind"], post["to"], post["reference"]) for post in portal.posts())


def test_a_whole_complaint_is_one_draft_one_case_and_each_message_once(
    portal: PortalAtHand, talk: Someone, collisions: Collisions
):
    reference = a_childs_complaint(talk).reference
    assert collisions.count > 10  # about once an answer
    assert [case.reference for case in portal.cases()] == [reference]
    assert portal.told(reference).what_happened == STORY
    assert len(portal.drafts()) == 1  # none is left over from a try that came to nothing
    assert [event.happened for event in portal.case(reference).events].count("received") == 1
    assert len(messages(portal)) == len(set(messages(portal)))


def test_danger(portal: PortalAtHand, talk: Someone, collisions: Collisions):
    reference = danger_sent_at_once(talk).reference
    assert collisions.count > 2
    assert [case.reference for case in portal.cases()] == [reference]


def test_stopping_coming_back_and_another_code(portal: PortalAtHand, talk: Someone, collisions: Collisions):
    talk.starts()
    talk.says("complaint")
    other = portal.talk()
    other.comes_back(" ".join(talk.stops()))
    assert other.asks == "who-are-you"
    before, code = collisions.count, other.stops()
    other.shuts_code()
    assert collisions.count > before
    assert other.code != code
    talk.hands.goes_to("/talk")  # only the browser that asked for new words holds it still
    assert talk.hands.address() == "/"


def test_another_child(portal: PortalAtHand, talk: Someone, collisions: Collisions):
    talk.starts()
    talk.answers(AN_ADVOCATE)
    again = talk.sends().tells_of_another_child()
    again.answers(ANOTHER)
    again.sends()
    assert len(portal.cases()) == len(portal.drafts()) == 2


def test_a_wrong_code_is_counted_once(portal: PortalAtHand, talk: Someone, collisions: Collisions):
    before = collisions.count
    statuses = []
    for _ in range(6):
        talk.comes_back("oak oak oak oak")
        statuses.append(talk.hands.response.status_code)
    assert statuses == [422] * 5 + [429]
    assert collisions.count > before


def test_who_collides_every_time_is_told_and_loses_nothing(portal: PortalAtHand, talk: Someone):
    talk.starts()
    for said in ("complaint", "child", "no"):
        talk.says(said)
    with colliding(portal.settings.database_url, every=1_000_000) as collisions:
        talk.writes(STORY)
        assert talk.hands.response.status_code == 503
        assert words.AGAIN_BUSY.child in talk.hands.says()
        assert STORY in talk.hands.says()
        assert collisions.count == 5
    talk.goes_on()
    assert talk.asks == "hurt-by-worker"


def test_the_first_answer_of_a_browser_that_collided_for_good_leaves_no_cookie_that_opens_nothing(
    portal: PortalAtHand, talk: Someone
):
    talk.starts()
    with colliding(portal.settings.database_url, every=1_000_000):
        talk.says("complaint")
    with talk.hands.client.session_transaction() as cookie:
        assert "talk" not in cookie
    talk.goes_on()
    assert talk.asks == "who-are-you"
    assert len(portal.drafts()) == 1


def test_no_door_that_changes_something_forgets(portal: PortalAtHand, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asked_again, "retried", lambda _act: "gone through")
    doors = [rule for rule in portal.app.url_map.iter_rules() if rule.methods and "POST" in rule.methods]
    assert len(doors) >= 8
    for door in doors:
        with portal.app.test_request_context(door.rule, method="POST"):
            given = dict.fromkeys(door.arguments, "x")
            assert portal.app.view_functions[door.endpoint](**given) == "gone through", door.endpoint
            assert not hasattr(g, "token_of_the_new_draft")


def test_a_receipt_shown_is_a_case_however_often_it_collided(portal: PortalAtHand, collisions: Collisions):
    shown = []
    for _ in range(3):
        talk = portal.talk()
        danger_sent_at_once(talk)
        shown.append(Receipt(talk.hands).reference)
    assert sorted(shown) == sorted(case.reference for case in portal.cases())
