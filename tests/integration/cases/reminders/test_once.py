"""Each reminder once and none lost: two who ask at once, one who breaks off between, and one case that is broken."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from portal.cases import acts
from portal.cases.reminders import alarming, reminding
from portal.cli import reminding as door
from portal.cli.reminding import remind_once
from portal.outbox.delivery import Delivery
from portal.outbox.notify import RealNotify
from portal.representations import Reply
from portal.vocabulary import ReplyHow, SafeNow
from tests.canaries import EMAIL, MOBILE, NAME, WORD, found
from tests.collisions import NOT_SERIAL, colliding
from tests.databases import PostgresDatabases
from tests.factories import engine_on, london, office, told
from tests.integration.cases.acts.brought_to import received
from tests.integration.cases.reminders.conftest import COMPLAINTS, PODS, SAFETY, RemindedDesk
from tests.notify_stand_in import API_KEY, NotifyStandIn

LATE = london("2026-09-07", "10:00")  # the acknowledgement is late, and nobody opened what is about danger
ALL = Counter({("reminder", COMPLAINTS): 3, ("reminder", PODS): 3, ("alarm", SAFETY): 3})
KINDS = ("reminder", "alarm")


def three_cases(desk: RemindedDesk) -> list[str]:
    """Three cases about danger, each with a duty that is late by LATE."""
    references = [desk.receive(told(safe_now=SafeNow.YES), key=f"draft-{number}") for number in range(3)]
    desk.leaves_only("acknowledgement")
    return references


def sent(desk: RemindedDesk) -> Counter[tuple[str, str]]:
    return Counter((row.kind, row.to) for row in desk.bodies(*KINDS))


def test_many_who_ask_at_once_tell_everybody_once(desk: RemindedDesk):
    three_cases(desk)
    together = Barrier(4)

    def ask(_: int) -> int:
        together.wait(20)
        return remind_once(desk.engine, desk.office, LATE)

    with ThreadPoolExecutor(4) as deliverers:
        numbers = list(deliverers.map(ask, range(4)))
    assert sent(desk) == ALL
    assert sum(numbers) == 6  # three alarms, and three that are late


def test_two_who_both_saw_that_it_is_due(desk: RemindedDesk, monkeypatch: pytest.MonkeyPatch):
    references, together = three_cases(desk), Barrier(2)
    look = door.to_remind

    def both_look(*given):  # type: ignore[no-untyped-def]
        seen = look(*given)
        assert len(seen) == 3
        together.wait(20)
        return seen

    monkeypatch.setattr(door, "to_remind", both_look)
    with ThreadPoolExecutor(2) as deliverers:
        list(deliverers.map(lambda _: remind_once(desk.engine, desk.office, LATE), range(2)))
    assert sent(desk) == ALL
    for reference in references:
        assert [facts.get("duty") for facts in desk.reminded(reference)].count("acknowledgement") == 1


def test_on_a_database_that_keeps_asking_again(postgres_databases: PostgresDatabases):
    url = postgres_databases.migrated()
    engine = engine_on(url)
    desk = RemindedDesk(engine, office())
    three_cases(desk)
    with colliding(url, code=NOT_SERIAL) as collisions:
        for _ in range(6):  # whoever gave way too often asks again a minute later
            remind_once(engine, desk.office, LATE)
        assert collisions.count > 0
    assert sent(desk) == ALL
    engine.dispose()


@pytest.mark.parametrize("room", [reminding, alarming])
@pytest.mark.parametrize("broken", ["post", "add_event"])
def test_broken_off_between_nothing_is_kept_and_the_next_round_makes_it_good(
    desk: RemindedDesk, monkeypatch: pytest.MonkeyPatch, room: object, broken: str
):
    three_cases(desk)
    before = desk.rows()

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("a secret that nobody may log")

    with monkeypatch.context() as during, capture_logs() as logs:
        during.setattr(reminding, broken, breaks)
        during.setattr(alarming, broken, breaks)
        assert remind_once(desk.engine, desk.office, LATE) == 0
    assert desk.rows() == before
    assert {line["event"] for line in logs} == {"reminder-broken"}
    assert len(logs) == 6
    assert "secret" not in str(logs)
    remind_once(desk.engine, desk.office, LATE)
    assert sent(desk) == ALL


def test_one_broken_case_holds_up_no_other(desk: RemindedDesk, monkeypatch: pytest.MonkeyPatch):
    three_cases(desk)
    post, left = reminding.post, [RuntimeError("once")]

    def first_breaks(*given, **named):  # type: ignore[no-untyped-def]
        if left:
            raise left.pop()
        return post(*given, **named)

    monkeypatch.setattr(reminding, "post", first_breaks)
    assert remind_once(desk.engine, desk.office, LATE) == 5
    assert remind_once(desk.engine, desk.office, LATE) == 1
    assert sent(desk) == ALL


def test_a_database_that_is_away_ends_the_round_and_nothing_else(desk: RemindedDesk, monkeypatch: pytest.MonkeyPatch):
    three_cases(desk)

    def away(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("a secret that nobody may log"))

    with monkeypatch.context() as during, capture_logs() as logs:
        during.setattr(door, "to_remind", away)
        during.setattr(door, "to_alarm", away)
        assert remind_once(desk.engine, desk.office, LATE) == 0
    assert [(line["event"], line["log_level"]) for line in logs] == 2 * [("reminders-wait", "warning")]
    assert "secret" not in str(logs)
    assert remind_once(desk.engine, desk.office, LATE) == 6


@pytest.fixture
def notify(desk: RemindedDesk) -> Iterator[NotifyStandIn]:
    with NotifyStandIn(desk.office.council.notify) as notify:
        yield notify


def deliver(engine: Engine, desk: RemindedDesk, notify: NotifyStandIn) -> None:
    client = RealNotify(API_KEY, desk.office.council.notify, notify.url, timeout_seconds=5)
    settled = partial(acts.message_settled, office=desk.office)
    Delivery(engine=engine, notify=client, clock=lambda: LATE, on_settled=settled).once()


def test_notify_takes_them_and_no_word_of_anybody_is_in_them(desk: RemindedDesk, notify: NotifyStandIn):
    reply = Reply(how=ReplyHow.EMAIL, email=EMAIL, mobile=MOBILE, address=WORD, never_write="")
    said = {"your_name": NAME, "what_happened": f"{WORD} {NAME}", "who_was_it": WORD, "about_whom": NAME}
    reference = received(desk, safe_now=SafeNow.YES, reply=reply, **said)
    desk.leaves_only("acknowledgement")
    remind_once(desk.engine, desk.office, LATE)
    deliver(desk.engine, desk, notify)
    subjects = Counter(each.subject for each in notify.accepted)
    assert subjects[f"Reminder: {reference}"] == 2
    assert subjects[f"Nobody has taken this: {reference}"] == 1
    for row in desk.bodies(*KINDS):
        assert found(json.dumps([row.to, row.personalisation]).encode()) == []
    for each in notify.accepted:
        if each.to != EMAIL:
            assert found(f"{each.subject} {each.body}".encode()) == []
            assert found(f"{desk.reminded(reference)}".encode()) == []
