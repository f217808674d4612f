"""The post's news on a timeline: told in one line where it says the same, and by itself where somebody must see it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from portal.cases.casefile import EventOnFile
from portal.cases.message_names import MESSAGES, called
from portal.council.model import MessageKind
from portal.web.staff.folding import folded
from portal.web.staff.timeline import Names
from tests.factories import worked_council

BEGAN = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
NAMES = Names({}, worked_council(), frozenset())


def event(number: int, happened: str, kind: str = "", minutes: int = 0, **facts: Any) -> EventOnFile:
    told = {"kind": kind, "message": f"m{number}"} if kind else {}
    at = BEGAN + timedelta(minutes=minutes)
    return EventOnFile(number, at, happened, "delivery", told | facts, has_words=False)


def numbers(*events: EventOnFile) -> list[list[int]]:
    return [[each.number for each in group] for group in folded(events)]


def test_what_went_out_together_is_one_line():
    sent = [
        event(1, "message-sent", "team-notice"),
        event(2, "message-sent", "receipt-email", 1),
        event(3, "message-sent", "team-notice", 2),
        event(4, "message-sent", "team-notice", 3),
    ]
    (group,) = folded(sent)
    step = NAMES.steps(group)
    assert (step.title, step.who, step.when) == ("Messages sent", "The post", sent[-1].at)
    assert step.lines == ("Receipt to them, by email; Notices to 3 teams",)


def test_what_arrived_between_is_told_apart_from_what_was_sent():
    sent, came = (event(1, "message-sent", "receipt-email"), event(2, "message-delivered", "receipt-email"))
    assert numbers(sent, came, event(3, "message-sent", "alert"), event(4, "message-delivered", "receipt-text")) == [
        [1, 3],
        [2, 4],
    ]


def test_an_hour_later_or_after_anything_else_it_is_another_line():
    first = event(1, "message-sent", "alert")
    assert numbers(first, event(2, "message-sent", "alert", 60)) == [[1], [2]]
    assert numbers(first, event(2, "noted"), event(3, "message-sent", "alert", 1)) == [[1], [2], [3]]


def test_what_somebody_must_see_stands_alone():
    twice = event(2, "message-sent", "letter-email", perhaps_twice=True)
    lost = event(3, "message-undelivered", "letter-email", reason="permanent-failure")
    met = event(5, "message-delivered", "letter-email", met=["acknowledgement"])
    around = event(1, "message-sent", "alert"), event(4, "message-sent", "alert")
    assert numbers(around[0], twice, lost, around[1], met) == [[1], [2], [3], [4], [5]]


def test_that_a_reminder_went_is_not_said_twice_and_that_one_did_not_always_is():
    written, went = event(1, "reminded"), event(2, "message-sent", "reminder")
    lost = event(3, "message-refused", "reminder", reason="400")
    assert numbers(written, went, event(3, "message-sent", "alert")) == [[1], [3]]
    assert numbers(written, lost) == [[1], [3]]
    assert numbers(event(1, "noted"), went) == [[1], [2]]


def test_every_message_has_a_name_for_one_and_for_several():
    assert MESSAGES.keys() == set(MessageKind)
    assert [kind for kind in MessageKind if "2" not in called(kind, 2) or "{" in called(kind, 2)] == []
