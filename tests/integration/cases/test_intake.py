"""Receiving on a real database: one case whole or none, with its issues, flags, duties and events in order."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.cases import intake as intake_module
from portal.cases import queries
from portal.cases.intake import receive
from portal.db import transaction
from portal.representations import Reply, Representation
from portal.vocabulary import (
    Channel,
    Duty,
    Flag,
    Language,
    MustNotSee,
    ReplyHow,
    SafeNow,
    Service,
    Situation,
    Speaker,
    WhatFor,
    YesNoNotSure,
)
from tests.factories import NAME, RECEIVED, by_email, london, told, transcript
from tests.integration.cases.conftest import Desk


def test_a_case_holds_what_was_decided(desk: Desk):
    said = told(
        WhatFor.BOTH,
        Service.SOCIAL_WORKER,
        Service.SAFETY_PLAN,
        thanked=(Service.ADOPTION,),
        speaker=Speaker.PARENT,
        situation=Situation.SAFETY_PLAN,
        about_to_change=YesNoNotSure.YES,
    )
    case = desk.received(said, now=london("2026-09-01", "18:30"))

    assert [(each.number, each.kind, each.service, each.procedure, each.team) for each in case.issues] == [
        (1, "complaint", "social-worker", "undecided", "pods"),
        (2, "complaint", "safety-plan", "corporate", "pods"),
        (3, "compliment", "adoption", "compliment", "adoption"),
    ]
    assert all(len(each.because) >= 2 for each in case.issues)
    assert [flag for flag, _ in case.flags] == [Flag.FREEZE]
    assert [(due.duty, due.on.isoformat(), due.issue) for due in case.due] == [
        (Duty.ACKNOWLEDGEMENT, "2026-09-04", 1),
        (Duty.STAGE1_REPLY, "2026-09-15", 1),
        (Duty.STAGE1_LATEST, "2026-09-29", 1),
    ]
    assert case.due_on(Duty.STAGE1_REPLY) == case.due[1].on
    assert case.due_on(Duty.LADO_REFERRAL) is None
    assert (case.what_for, case.speaker, case.complainant_group) == ("both", "parent", "parent")
    assert (case.received_at, case.received_on.isoformat()) == (london("2026-09-01", "18:30"), "2026-09-01")
    assert (case.channel, case.restricted) == ("portal", False)


def test_every_issue_keeps_its_own_dates(desk: Desk):
    desk.receive(told(WhatFor.COMPLAINT, Service.TRANSPORT, Service.IN_CARE))
    assert desk.rows()["case_duties"] == 4


def test_what_happened_stands_in_order_each_with_its_reason(desk: Desk):
    case = desk.received(told(safe_now=SafeNow.YES, hurt_by_worker=YesNoNotSure.YES, reply=by_email()))

    assert [(event.happened, event.by) for event in case.events] == [
        ("received", "complainant"),
        ("routed", "rules"),
        ("flagged", "rules"),
        ("flagged", "rules"),
        ("flagged", "rules"),
        ("alerted", "rules"),
        ("notified", "rules"),
        ("receipt-posted", "rules"),
    ]
    routed, flagged = case.events[1].facts, [event.facts for event in case.events[2:5]]
    assert routed["issue"] == 1
    assert routed["procedure"] == "statutory"
    assert routed["because"] == list(case.issues[0].because)
    assert [(facts["flag"], facts["because"]) for facts in flagged] == list(case.flags)
    assert case.events[5].facts == {"teams": ["complaints", "mash", "safety-lead"]}
    assert case.events[6].facts == {"teams": ["complaints", "safety-lead"]}
    assert {event.at for event in case.events} == {RECEIVED}


def test_a_quiet_case_has_no_alert(desk: Desk):
    case = desk.received(told())
    assert [event.happened for event in case.events] == ["received", "routed", "notified", "no-receipt-possible"]


@pytest.mark.parametrize(
    ("reply", "happened"),
    [
        (by_email(), "receipt-posted"),
        (Reply(how=ReplyHow.TEXT, mobile="07700 900123"), "receipt-posted"),
        (Reply(how=ReplyHow.EMAIL), "no-receipt-possible"),  # the address was left empty
        (Reply(how=ReplyHow.PHONE, phone="01632 960123"), "no-receipt-possible"),
        (Reply(how=ReplyHow.CODE_ONLY), "no-receipt-possible"),
        (Reply(), "no-receipt-possible"),
    ],
)
def test_whether_a_receipt_could_be_posted_is_written_down(desk: Desk, reply: Reply, happened: str):
    last = desk.received(told(reply=reply)).events[-1]
    assert (last.happened, last.facts) == (happened, {"how": reply.how, "reachable": reply.is_reachable})


@pytest.mark.parametrize(
    ("speaker", "group"),
    [
        (Speaker.CHILD, "child"),
        (Speaker.CARE_LEAVER, "care-leaver"),
        (Speaker.PARENT, "parent"),
        (Speaker.FOSTER_CARER, "foster-carer"),
        (Speaker.SPECIAL_GUARDIAN, "special-guardian"),
        (Speaker.KINSHIP_CARER, "relative"),
        (Speaker.ADOPTER, "adopter"),
        (Speaker.FAMILY_OR_FRIEND, "relative"),
        (Speaker.ADVOCATE, "advocate"),
        (Speaker.ADOPTED_PERSON, "other"),
        (Speaker.PROFESSIONAL, "other"),
        (Speaker.SOMEONE_ELSE, "other"),
        (None, "other"),
    ],
)
def test_how_the_report_counts_who_complained(desk: Desk, speaker: Speaker | None, group: str):
    case = desk.received(told(speaker=speaker))
    assert (case.speaker, case.complainant_group) == (speaker, group)


def test_the_words_are_kept_as_they_were_asked(desk: Desk):
    case = desk.received(told())
    assert desk.words(case.reference) == transcript()
    assert desk.words("4KTM-7PXC") == ()


def test_what_was_said_opens_again_for_who_holds_the_draft(desk: Desk):
    said = told(reply=by_email(), your_name=NAME, must_not_see=(MustNotSee.MY_CARER,))
    desk.receive(said, key="hers")
    with transaction(desk.engine, writes=False) as session:
        assert queries.representation_of(session, "hers") == said
        assert queries.representation_of(session, "somebody else's") is None


def test_a_case_is_found_by_its_draft_and_by_its_reference(desk: Desk):
    reference = desk.receive(told(), key="hers")
    with transaction(desk.engine, writes=False) as session:
        by_key = queries.case_by_key(session, "hers")
        assert by_key == queries.case_by_reference(session, reference)
        assert queries.case_by_key(session, "somebody else's") is None
        assert queries.case_by_reference(session, "4KTM-7PXC") is None


def test_a_letter_is_received_by_the_same_desk(desk: Desk):
    with transaction(desk.engine, writes=True) as session:
        reference = receive(
            session,
            told(),
            (),
            desk.office,
            key="letter-1",
            language=Language.ENGLISH,
            channel=Channel.LETTER,
            now=RECEIVED,
        )
    assert desk.case(reference).channel == "letter"


def test_what_happens_in_2040_is_received_all_the_same(desk: Desk):
    case = desk.received(told(), now=london("2040-01-03"))
    assert [flag for flag, _ in case.flags] == [Flag.DATES_UNCHECKED]
    assert case.due_on(Duty.ACKNOWLEDGEMENT).isoformat() == "2040-01-06"  # type: ignore[union-attr]


def test_an_empty_conversation_is_received(desk: Desk):
    case = desk.received(Representation(what_for=WhatFor.NOT_SURE), turns=())
    assert [(each.service, each.procedure) for each in case.issues] == [("not-sure", "undecided")]


# ------------------------------------------------------------- whole or not at all


def test_when_something_fails_after_it_nothing_is_left(desk: Desk):
    def fail() -> None:
        with transaction(desk.engine, writes=True) as session:
            said = told(safe_now=SafeNow.YES, reply=by_email())
            receive(session, said, transcript(), desk.office, key="hers", language=Language.ENGLISH, now=RECEIVED)
            raise RuntimeError("the draft could not be marked as sent")

    with pytest.raises(RuntimeError):
        fail()
    assert desk.rows() == {}


def test_after_a_failure_the_same_draft_can_be_sent(desk: Desk):
    test_when_something_fails_after_it_nothing_is_left(desk)
    assert desk.receive(told(), key="hers")
    assert desk.rows()["cases"] == 1


def test_a_reference_that_is_taken_is_not_given_again(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    taken = desk.receive(told(), key="first")
    coming = [taken, taken, "4KTM-7PXC"]
    monkeypatch.setattr(intake_module, "new_reference", lambda: coming.pop(0))

    assert desk.receive(told(), key="second") == "4KTM-7PXC"
    assert coming == []


def test_the_database_itself_keeps_one_case_a_draft(desk: Desk):
    desk.receive(told(), key="hers")
    with pytest.raises(IntegrityError), transaction(desk.engine, writes=True) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO cases (id, key, reference, council, what_for, speaker, complainant_group, channel, language,"
            " received_at, received_on, restricted, state, representation, transcript)"
            " SELECT 'another-id', key, 'XXXX-XXXX', council, what_for, speaker, complainant_group,"
            " channel, language, received_at, received_on, restricted, state, representation, transcript FROM cases"
        )
