"""Drafts: nobody's words are lost, nothing is sent, and the newest stands where the next one starts."""

from datetime import date

import pytest

from portal.cases.acts.doing import NotNow, form
from portal.cases.acts.letters import body_of
from portal.db import transaction
from portal.vocabulary import Act, Service, StaffRole, WhatFor
from tests.integration.cases.acts.brought_to import LETTER, acknowledged, confirmed, due, found, last, received, replied
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk


def presets(desk: StaffDesk, reference: str, act: Act) -> dict[str, object]:
    """What stands in the form of an act at first."""
    with transaction(desk.engine, writes=False) as session:
        asked = form(session, reference, act, by=MANAGER, colleagues=(), now=desk.now, office=desk.office)
    return {each.name: each.preset for each in asked.fields}


def test_a_draft_is_kept_beside_every_earlier_one_and_the_newest_goes_on(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    assert presets(desk, reference, Act.DRAFT_REPLY)["letter"] is None
    desk.does(reference, Act.DRAFT_REPLY, letter="The first draft.")
    desk.on(date(2026, 9, 2))
    case = desk.does(reference, Act.DRAFT_REPLY, letter="The second draft.")
    drafts = [letter for letter in case.letters if letter.sent_at is None]
    with transaction(desk.engine, writes=False) as session:
        assert [body_of(session, each.id) for each in drafts] == ["The first draft.", "The second draft."]
    assert presets(desk, reference, Act.DRAFT_REPLY)["letter"] == "The second draft."
    assert last(case, "reply-drafted") == {
        "procedure": "statutory",
        "stage": "local-resolution",
        "kind": "reply",
        "letter": drafts[-1].id,
    }


def test_the_newest_draft_stands_in_the_reply_and_in_the_agreement(desk: StaffDesk):
    reference = found(desk, received(desk))
    desk.does(reference, Act.DRAFT_REPLY, letter="The only draft.")
    for act in (Act.SEND_REPLY, Act.WRITE_AGREEMENT):
        assert presets(desk, reference, act)["letter"] == "The only draft."


def test_two_who_draft_at_once_both_keep_their_words(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    seen, theirs = desk.file(reference).newest, desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",))
    desk.does(reference, Act.DRAFT_REPLY, seen=seen, letter="Mine.")
    case = desk.does(reference, Act.DRAFT_REPLY, seen=seen, by=theirs, letter="Theirs.")
    assert len([letter for letter in case.letters if letter.sent_at is None]) == 2


def test_the_procedure_of_the_newest_draft_stands_there_at_first(desk: StaffDesk):
    reference = found(desk, received(desk, Service.IN_CARE, Service.TRANSPORT))
    desk.does(reference, Act.DRAFT_REPLY, procedure="corporate", letter="About the taxi.")
    assert presets(desk, reference, Act.SEND_REPLY) | {"on": None} == {
        "procedure": "corporate",
        "letter": "About the taxi.",
        "how": "email",
        "on": None,
    }


def test_a_draft_for_one_procedure_does_not_stand_in_the_answer_of_another(desk: StaffDesk):
    reference = found(desk, received(desk, Service.IN_CARE, Service.TRANSPORT))
    desk.does(reference, Act.DRAFT_REPLY, procedure="corporate", letter="About the taxi.")
    replied(desk, reference, procedure="corporate")
    assert presets(desk, reference, Act.SEND_REPLY)["letter"] is None


def test_a_draft_outlives_a_change_of_procedure(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    desk.does(reference, Act.DRAFT_REPLY, letter="A long draft.")
    confirmed(desk, reference, "corporate")
    assert presets(desk, reference, Act.DRAFT_REPLY)["letter"] == "A long draft."


def test_a_draft_sends_nothing_and_meets_nothing(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    before, posted = due(desk, reference), desk.posted()
    desk.does(reference, Act.DRAFT_REPLY, letter=LETTER)
    assert (due(desk, reference), desk.posted()) == (before, posted)


def test_what_is_not_confirmed_or_is_answered_is_not_drafted(desk: StaffDesk):
    reference = received(desk)
    with pytest.raises(NotNow, match="Confirm the procedure of every part first"):
        desk.does(reference, Act.DRAFT_REPLY, letter=LETTER)
    replied(desk, found(desk, reference))
    with pytest.raises(NotNow, match="This stage was answered on 1 September 2026"):
        desk.does(reference, Act.DRAFT_REPLY, letter=LETTER)


def test_a_thank_you_alone_is_not_answered(desk: StaffDesk):
    reference = received(desk, Service.FOSTERING, what_for=WhatFor.THANKS)
    for act in (Act.DRAFT_REPLY, Act.SEND_REPLY, Act.WRITE_AGREEMENT):
        with pytest.raises(NotNow, match="There is nothing in this case to answer"):
            desk.does(reference, act)
