"""The outbox in numbers: what waits, since when, and what every try came to."""

from datetime import timedelta

from sqlalchemy import update

from portal.db import transaction
from portal.outbox.counts import Waiting, waiting
from portal.outbox.delivery import Delivery
from portal.outbox.models import Message
from portal.outbox.outcomes import Outcome, Refused, Retry, Stop, Unknown
from tests.integration.outbox.world import START, HandClock, Outbox, ScriptedNotify, alert, notice

NOTHING = Waiting({}, None, None)


def now_waiting(outbox: Outbox) -> Waiting:
    with transaction(outbox.engine, writes=False) as session:
        return waiting(session)


def test_an_empty_outbox_waits_for_nothing(outbox: Outbox):
    assert now_waiting(outbox) == NOTHING


def test_the_oldest_counts_by_when_it_was_written_and_urgent_ones_apart(outbox: Outbox):
    outbox.post(notice(1), now=START)
    outbox.post(notice(2), now=START + timedelta(minutes=1))
    outbox.post(alert(), now=START + timedelta(minutes=2))
    assert now_waiting(outbox) == Waiting({"due": 3}, START, START + timedelta(minutes=2))


def test_a_pause_after_a_failure_makes_nothing_younger(outbox: Outbox, delivery: Delivery, notify: ScriptedNotify):
    outbox.post(notice())
    notify.answers.append(Retry("500"))
    delivery.once()
    assert now_waiting(outbox) == Waiting({"due": 1}, START, None)


def test_in_doubt_and_taken_up_still_wait(outbox: Outbox, delivery: Delivery, notify: ScriptedNotify):
    outbox.post(notice(1), notice(2))
    seen = []
    notify.answers.append(Unknown("ReadTimeout"))
    notify.while_sending = lambda _: seen.append(dict(now_waiting(outbox).messages))
    delivery.once()
    assert seen == [{"claimed": 1, "due": 1}]
    assert now_waiting(outbox).messages == {"due": 1, "unknown": 1}


def test_what_is_settled_waits_no_more(outbox: Outbox, delivery: Delivery, notify: ScriptedNotify):
    outbox.post(notice(1), notice(2))
    notify.answers.append(Refused("400"))
    delivery.once()
    assert now_waiting(outbox) == NOTHING


def test_a_state_that_only_a_newer_release_knows_counts_too(outbox: Outbox):
    outbox.post(notice())
    with transaction(outbox.engine, writes=True) as session:
        session.connection().exec_driver_sql("UPDATE outbox SET state = 'held'")
    assert now_waiting(outbox).messages == {"held": 1}


def test_every_try_is_told_to_whoever_counts_with_its_kind(outbox: Outbox, notify: ScriptedNotify, clock: HandClock):
    tried: list[tuple[str, Outcome | None]] = []
    delivery = Delivery(
        engine=outbox.engine, notify=notify, clock=clock, on_tried=lambda kind, came: tried.append((kind, came))
    )
    outbox.post(notice())
    outcomes = [Retry("500"), Unknown("ReadTimeout"), Stop("403"), RuntimeError("broken"), Refused("400")]
    for outcome in outcomes:
        notify.answers.append(outcome)
        delivery.once()
        with transaction(outbox.engine, writes=True) as session:
            session.execute(update(Message).where(Message.due_at.is_not(None)).values(due_at=START))
    assert [came for _, came in tried] == [*outcomes[:3], None, outcomes[4]]
    assert {kind for kind, _ in tried} == {"team-notice"}
