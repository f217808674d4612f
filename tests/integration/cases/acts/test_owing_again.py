"""An acknowledgement that did not arrive: owed again, told once, and given on the day that one did arrive."""

from datetime import date, datetime, timedelta
from functools import partial
from itertools import count

import pytest

from portal.cases import acts
from portal.db import transaction
from portal.outbox.delivery import Delivery
from portal.outbox.models import DeliveryStatus
from portal.outbox.receipts import DeliveryReceipt
from portal.vocabulary import Act, CaseState, Duty, Flag, Procedure, Stage
from tests.factories import by_email, told
from tests.integration.cases.acts.conftest import StaffDesk
from tests.integration.cases.test_bounces import Refusing

TUESDAY, THURSDAY = date(2026, 9, 1), date(2026, 9, 3)
DELIVERED, GONE = DeliveryStatus.DELIVERED, DeliveryStatus.PERMANENT_FAILURE
FAILURES = (GONE, DeliveryStatus.TEMPORARY_FAILURE, DeliveryStatus.TECHNICAL_FAILURE)
seconds = count(1)


def acknowledges(desk: StaffDesk, reference: str, how: str = "email") -> None:
    given = {"points": "One.", "contact": "The manager", "letter": "We read it.", "on": desk.now.date()}
    desk.does(reference, Act.ACKNOWLEDGE, how=how, **given)  # type: ignore[arg-type]


def acknowledged(desk: StaffDesk, procedure: str = "statutory") -> str:
    reference = desk.receive(told(reply=by_email()))
    why = "" if procedure == "statutory" else "A made-up reason."
    desk.does(reference, Act.CONFIRM_ROUTE, procedure=procedure, why=why)
    acknowledges(desk, reference)
    return reference


def delivers(desk: StaffDesk, *refused: str) -> None:
    settled = partial(acts.message_settled, office=desk.office)
    Delivery(engine=desk.engine, notify=Refusing(*refused), clock=lambda: desk.now, on_settled=settled).once()


def carrier(desk: StaffDesk, reference: str) -> str:
    """The message that carries the newest letter."""
    found = max(desk.file(reference).letters, key=lambda letter: letter.written_at).message_id
    assert found is not None
    return found


def comes(desk: StaffDesk, message_id: str, status: DeliveryStatus, at: datetime | None = None) -> None:
    completed = at or desk.now + timedelta(seconds=next(seconds))
    with transaction(desk.engine, writes=True) as session:
        acts.receipt_came(
            session, DeliveryReceipt("notify-1", message_id, status, completed), desk.now, office=desk.office
        )


def sent_again(desk: StaffDesk, message_id: str) -> str:
    with transaction(desk.engine, writes=True) as session:
        return acts.message_sent_again(session, message_id, by="somebody", now=desk.now)


def given_on(desk: StaffDesk, reference: str) -> date | None:
    """When the acknowledgement counts as given; None while it is owed."""
    case = desk.file(reference)
    (done,) = {each.done_on for each in case.duties if each.duty is Duty.ACKNOWLEDGEMENT}
    (of_stage,) = {each.acknowledged_on for each in case.stages if each.stage is Stage.LOCAL_RESOLUTION}
    assert done == of_stage
    assert (case.state is CaseState.NEW) is (done is None)
    return done


def notices(desk: StaffDesk) -> int:
    return sum(kind == "undelivered" for kind, _ in desk.posted())


def is_flagged(desk: StaffDesk, reference: str) -> bool:
    return desk.file(reference).flag(Flag.UNDELIVERED) is not None


@pytest.mark.parametrize("status", FAILURES)
def test_what_bounced_is_owed_again_and_the_complaints_team_is_told_once(desk: StaffDesk, status: DeliveryStatus):
    reference = acknowledged(desk)
    delivers(desk)
    assert given_on(desk, reference) == TUESDAY
    for _ in range(2):
        comes(desk, carrier(desk, reference), status, desk.now)
    assert given_on(desk, reference) is None
    assert (is_flagged(desk, reference), notices(desk)) == (True, 1)
    (bounced,) = (event for event in desk.file(reference).events if event.happened == "message-undelivered")
    assert bounced.facts["owed_again"] == ["acknowledgement"]
    assert bounced.facts["was_given_on"] == "2026-09-01"
    assert Act.ACKNOWLEDGE in desk.can(reference)


def test_what_notify_refuses_is_owed_again_too_and_a_bounce_of_it_later_changes_nothing(desk: StaffDesk):
    reference = acknowledged(desk)
    delivers(desk, "letter-email")
    assert given_on(desk, reference) is None
    (refused,) = (event for event in desk.file(reference).events if event.happened == "message-refused")
    assert refused.facts["owed_again"] == ["acknowledgement"]
    comes(desk, carrier(desk, reference), GONE)
    assert (given_on(desk, reference), notices(desk)) == (None, 1)


def test_sent_again_it_counts_from_the_day_the_newer_one_went_once_that_arrived(desk: StaffDesk):
    reference = acknowledged(desk)
    delivers(desk)
    comes(desk, carrier(desk, reference), GONE)
    desk.on(THURSDAY)
    newer = sent_again(desk, carrier(desk, reference))
    assert carrier(desk, reference) == newer
    delivers(desk)
    assert (given_on(desk, reference), is_flagged(desk, reference)) == (None, True)  # on its way, and no more
    comes(desk, newer, DELIVERED)
    assert (given_on(desk, reference), is_flagged(desk, reference)) == (THURSDAY, False)
    last = next(event for event in reversed(desk.file(reference).events) if event.happened == "message-delivered")
    assert (last.facts["met"], last.facts["on"]) == (["acknowledgement"], "2026-09-03")


def test_delivered_after_all_it_counts_from_its_own_day(desk: StaffDesk):
    reference = acknowledged(desk)
    delivers(desk)
    comes(desk, carrier(desk, reference), DeliveryStatus.TEMPORARY_FAILURE)
    desk.on(THURSDAY)
    comes(desk, carrier(desk, reference), DELIVERED)
    assert given_on(desk, reference) == TUESDAY
    comes(desk, carrier(desk, reference), GONE)  # and lost after that: the last word holds
    assert given_on(desk, reference) is None


def test_given_by_hand_meanwhile_it_stands_whatever_becomes_of_the_email(desk: StaffDesk):
    reference = acknowledged(desk)
    delivers(desk)
    lost = carrier(desk, reference)
    comes(desk, lost, DeliveryStatus.TEMPORARY_FAILURE)
    acknowledges(desk.on(THURSDAY), reference, how="in-person")
    for status in (GONE, DELIVERED, GONE):
        comes(desk, lost, status)
        assert given_on(desk, reference) == THURSDAY


def test_the_dates_it_set_running_stay_promised(desk: StaffDesk):
    reference = acknowledged(desk, "corporate")
    promised = {each.duty: each.due_on for each in desk.file(reference).duties}
    delivers(desk)
    comes(desk, carrier(desk, reference), GONE)
    assert given_on(desk, reference) is None
    acknowledges(desk.on(THURSDAY), reference, how="post")
    assert {each.duty: each.due_on for each in desk.file(reference).duties} == promised
    assert desk.file(reference).procedures == (Procedure.CORPORATE,)


def test_a_flag_that_was_settled_is_raised_by_the_next_letter_that_is_lost(desk: StaffDesk):
    reference = acknowledged(desk)
    delivers(desk)
    comes(desk, carrier(desk, reference), GONE)
    desk.does(reference, Act.SETTLE_FLAG, flag="undelivered", why="They were called.")
    assert not is_flagged(desk, reference)
    acknowledges(desk.on(THURSDAY), reference)
    delivers(desk)
    comes(desk, carrier(desk, reference), GONE)
    assert (is_flagged(desk, reference), notices(desk)) == (True, 2)


def test_another_letter_that_bounced_leaves_the_acknowledgement_given(desk: StaffDesk):
    reference = acknowledged(desk)
    delivers(desk)
    comes(desk, carrier(desk, reference), DELIVERED)
    desk.now += timedelta(hours=1)
    desk.does(reference, Act.RECORD_OUTCOME, outcome="upheld", why="A made-up reason.")
    desk.does(reference, Act.SEND_REPLY, letter="Our answer.", how="email")
    delivers(desk)
    comes(desk, carrier(desk, reference), GONE)
    assert (given_on(desk, reference), is_flagged(desk, reference)) == (TUESDAY, True)
