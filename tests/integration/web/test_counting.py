"""Requests as they are counted: by kind of door and what became of an answer, and never by what it was about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import app as composed
from portal import logs
from portal.db import Unavailable
from portal.web.watching import Became, Door
from tests.databases import Databases
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand, local_portal
from tests.tellings import A_CHILD_IN_CARE, STORY, a_childs_complaint

Counted = tuple[Door, int, Became | None]


@pytest.fixture
def seen() -> list[Counted]:
    return []


@pytest.fixture
def portal(
    tmp_path: Path, databases: Databases, seen: list[Counted], monkeypatch: pytest.MonkeyPatch
) -> Iterator[PortalAtHand]:
    """A portal whose requests are counted by the test."""

    def counted(door: Door, status: int, seconds: float, became: Became | None) -> None:
        assert 0 < seconds < 60
        seen.append((door, status, became))

    monkeypatch.setattr(composed, "_counted", lambda *_: counted)
    portal = local_portal(tmp_path, databases.migrated())
    yield portal
    portal.close()


def of_answers(seen: list[Counted]) -> list[Counted]:
    return [each for each in seen if each[0] in {Door.ANSWER, Door.SEND}]


def test_a_whole_talk_is_answers_kept_and_one_receipt(talk: Talk[ClientHands], seen: list[Counted]):
    a_childs_complaint(talk)
    *kept, sent = of_answers(seen)
    assert len(kept) > 15
    assert set(kept) == {(Door.ANSWER, 303, Became.KEPT)}
    assert sent == (Door.SEND, 303, Became.RECEIPT)
    assert {each for each in seen if each not in (*kept, sent)} == {(Door.PAGE, 200, None)}


def test_what_cannot_be_read_is_asked_again(talk: Talk[ClientHands], seen: list[Counted]):
    talk.starts()
    talk.goes_on()
    assert of_answers(seen) == [(Door.ANSWER, 422, Became.ASKED_AGAIN)]


def test_an_old_page_is_stale(talk: Talk[ClientHands], seen: list[Counted]):
    talk.starts()
    action, _ = talk.hands.about_to_send(talk.hands.button("Next"))
    talk.hands.sends(action, [("csrf_token", "old")])
    assert of_answers(seen) == [(Door.ANSWER, 400, Became.STALE)]


def test_words_that_belong_to_nothing_open_are_not_taken(talk: Talk[ClientHands], seen: list[Counted]):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    talk.hands.writes("what-happened", STORY)
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    seen.clear()
    talk.hands.sends(action, [(name, "another" if name == "talk" else value) for name, value in fields])
    assert of_answers(seen) == [(Door.ANSWER, 409, Became.NOT_TAKEN)]


def test_a_choice_for_a_talk_that_is_gone_is_lost(portal: PortalAtHand, talk: Talk[ClientHands], seen: list[Counted]):
    talk.starts()
    talk.says("complaint")
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    with talk.hands.client.session_transaction() as cookie:
        cookie.pop("talk")
    seen.clear()
    talk.hands.sends(action, fields)
    assert of_answers(seen) == [(Door.ANSWER, 303, Became.LOST)]


@pytest.mark.parametrize(("fault", "status", "became"), [("busy", 503, Became.BUSY), ("broken", 500, Became.BROKEN)])
def test_trouble_of_ours_is_told_apart(
    talk: Talk[ClientHands],
    seen: list[Counted],
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    status: int,
    became: Became,
):
    def fails(*_: object, **__: object) -> None:
        raise Unavailable("busy") if fault == "busy" else ValueError(STORY)

    talk.starts()
    monkeypatch.setattr("portal.drafts.begin", fails)
    talk.says("complaint")
    assert of_answers(seen) == [(Door.ANSWER, status, became)]


def test_leaving_help_and_stopping_are_told_from_nothing_else(talk: Talk[ClientHands], seen: list[Counted]):
    talk.starts()
    talk.says("complaint")
    seen.clear()
    for path in ("/numbers", "/side", "/how", "/stop", "/"):
        talk.hands.goes_to(path)
    assert set(seen) == {(Door.PAGE, 200, None)}
    seen.clear()
    talk.leaves()
    talk.hands.client.get("/nobody-lives-here")
    assert {door for door, *_ in seen} == {Door.OTHER}


def test_machines_and_codes_are_counted_apart(talk: Talk[ClientHands], seen: list[Counted]):
    talk.hands.client.get("/healthz")
    talk.hands.client.get("/readyz")
    talk.hands.client.post("/notify/receipts")
    assert {door for door, *_ in seen} == {Door.MACHINE}
    seen.clear()
    talk.comes_back("four words of nobody")
    assert (Door.CODE, 422, None) in seen


def test_a_request_has_an_id_of_its_own_that_nobody_gave_it(portal: PortalAtHand):
    ids = []
    portal.app.before_request_funcs[None].append(lambda: ids.append(logs.REQUEST.get()))
    client = portal.phone().client
    for _ in range(3):
        client.get("/healthz", headers={"X-Request-Id": "theirs", "X-Request-ID": "theirs"})
    assert len(set(ids)) == 3
    assert "theirs" not in ids
