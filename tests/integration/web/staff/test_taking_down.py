"""Staff write down what somebody tells by phone, by letter or in person: the same questions, and the same case."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from portal.cases.queries import CaseRead
from portal.vocabulary import Channel, Happened, StaffRole
from tests import walks
from tests.hands import ClientHands
from tests.pages import Given, Talk
from tests.portals import A_WORKING_MORNING, PortalAtHand, local_portal
from tests.staffing import signed_in_client
from tests.taking_down import TakingDown, fills_in_arrival
from tests.tellings import A_CHILD_IN_CARE, AN_ADVOCATE, EMAIL, PLACE, STORY, WORKER

TODAY = date(2026, 9, 1)
THANKS: Given = {"what-for": "thanks", "who-are-you": "parent", "what-went-well": f"{WORKER} listened to us"}
#: Everything that was worked out from what they said: it depends on nothing but that and the day.
Worked = tuple[object, ...]


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


@pytest.fixture
def desk(portal: PortalAtHand) -> TakingDown:
    return TakingDown(signed_in_client(portal, StaffRole.COMPLAINTS_OFFICER, name="Staff Member Atdesk"))


def worked_out(portal: PortalAtHand, reference: str) -> Worked:
    case = portal.case(reference)
    who = case.what_for, case.speaker, case.complainant_group, case.restricted, case.received_on
    return *who, case.issues, case.flags, case.due, portal.told(reference), _decided(case)


def _decided(case: CaseRead) -> list[tuple[str, object]]:
    told = (Happened.ROUTED, Happened.FLAGGED, Happened.ALERTED, Happened.NOTIFIED, Happened.RECEIPT_POSTED)
    return [(event.happened, event.facts) for event in case.events if event.happened in told]


# ---------------------------------------------------------------- the same case as through the public door


def a_whole_complaint(talk: Talk[ClientHands]) -> None:
    talk.answers(A_CHILD_IN_CARE)


def for_a_child(talk: Talk[ClientHands]) -> None:
    talk.answers(AN_ADVOCATE)


def a_short_thank_you(talk: Talk[ClientHands]) -> None:
    talk.answers(THANKS, until="which-help")
    talk.enough()


def everything_there_is(talk: Talk[ClientHands]) -> None:
    talk.answers(walks.everything_by("foster-carer"))


@pytest.mark.parametrize("telling", [a_whole_complaint, for_a_child, a_short_thank_you, everything_there_is])
def test_it_is_the_case_it_would_be_through_the_public_door(
    portal: PortalAtHand, desk: TakingDown, telling: Callable[[Talk[ClientHands]], None]
):
    desk.begins("phone", TODAY)
    telling(desk)
    taken = desk.makes_the_case()
    talk = portal.talk()
    talk.starts()
    telling(talk)
    sent = talk.sends().reference
    assert worked_out(portal, taken) == worked_out(portal, sent)
    assert list(portal.words_of(taken)) == list(portal.words_of(sent))


def test_the_transcript_says_what_was_asked_in_the_words_that_staff_read_out(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    words = portal.words_of(desk.takes_down(A_CHILD_IN_CARE))
    for key, turn in words.items():
        step = walks.step_called(key)
        assert turn.asked in {each.ask.adult for each in (*step.asked, step.usually_asked)}
    assert words["what-happened"].said == (STORY,)


def test_danger_is_sent_from_whatever_is_there(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    desk.says("complaint")
    desk.says("child")
    desk.says("yes")
    assert desk.asks == "find-you"
    assert "999" in desk.hands.says()
    desk.hands.writes("find-you", PLACE)
    taken = desk.sends_at_once()
    talk = portal.talk()
    talk.starts()
    for said in ("complaint", "child", "yes"):
        talk.says(said)
    talk.hands.writes("find-you", PLACE)
    assert worked_out(portal, taken) == worked_out(portal, talk.sends_now().reference)


def test_a_danger_that_was_taken_down_still_waits_for_somebody_to_look(portal: PortalAtHand, desk: TakingDown):
    """Who wrote it down knew of it before it was flagged: that is no answer to the alarm."""
    desk.begins("phone", TODAY)
    for said in ("complaint", "child", "yes"):
        desk.says(said)
    case = portal.case(desk.sends_at_once())
    order = [event.happened for event in case.events]
    assert order[:2] == [Happened.RECEIVED, Happened.OPENED]
    assert order.index(Happened.OPENED) < order.index(Happened.FLAGGED)


# ---------------------------------------------------------------- how and when it came


@pytest.mark.parametrize("channel", ["phone", "letter", "email", "in-person"])
def test_the_way_it_came_stands_on_the_case(portal: PortalAtHand, desk: TakingDown, channel: str):
    desk.begins(channel, TODAY)
    case = portal.case(desk.takes_down(AN_ADVOCATE))
    assert case.channel == Channel(channel)
    received = case.events[0]
    assert received.facts == {"what_for": "complaint", "channel": channel, "received_on": "2026-09-01"}
    assert received.by.startswith("staff:")


def test_the_clock_counts_from_the_day_it_was_received(portal: PortalAtHand, desk: TakingDown):
    desk.begins("letter", date(2026, 8, 27), "4:15pm")
    taken = portal.case(desk.takes_down(A_CHILD_IN_CARE))
    assert taken.received_at == datetime(2026, 8, 27, 15, 15, tzinfo=UTC)  # summer time
    assert [event.at for event in taken.events] == [A_WORKING_MORNING] * len(taken.events)
    portal.clock.now = datetime(2026, 8, 27, 15, 15, tzinfo=UTC)
    talk = portal.talk()
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    assert taken.due == portal.case(talk.sends().reference).due


def test_the_hour_may_be_unknown_and_then_none_is_shown(portal: PortalAtHand, desk: TakingDown):
    desk.begins("letter", date(2026, 8, 27))
    reference = desk.takes_down(AN_ADVOCATE)
    desk.hands.follows(f"Go to case {reference}")
    assert "Received 27 August 2026By letter." in desk.hands.says()
    assert portal.case(reference).received_on == date(2026, 8, 27)


def test_what_came_long_ago_is_taken_and_shown_as_late(portal: PortalAtHand, desk: TakingDown):
    desk.begins("letter", date(2024, 3, 4))
    desk.answers(AN_ADVOCATE)
    assert "This reached us 630 working days ago" in desk.hands.says()
    case = portal.case(desk.makes_the_case())
    assert max(due.on for due in case.due) < date(2024, 5, 1)
    mails = [each for each in portal.posts() if each["to"] == EMAIL]
    assert len(mails) == 1
    assert "We got it on Monday 4 March." in mails[0]["body"]
    assert "answer you by" not in mails[0]["body"]  # no day that is over is promised


def test_how_it_came_can_be_put_right_on_the_way(portal: PortalAtHand, desk: TakingDown):
    desk.begins("letter", TODAY)
    desk.answers(AN_ADVOCATE)
    desk.follows_change("how and when it reached us")
    fills_in_arrival(desk.hands, "email", date(2026, 8, 28), "9am")
    desk.hands.presses("Continue")
    case = portal.case(desk.makes_the_case())
    assert (case.channel, case.received_on) == (Channel.EMAIL, date(2026, 8, 28))


@pytest.mark.parametrize(
    ("channel", "on", "hour", "says"),
    [
        ("", TODAY, "", "How it reached us: choose one."),
        ("phone", None, "", "The day it reached us: enter a date."),
        ("phone", TODAY + timedelta(days=1), "", "this day is still to come"),
        ("phone", date(2006, 12, 31), "", "working days are known here from 1 January 2007 on"),
        ("phone", TODAY, "11:30", "this is still to come"),  # it is 10:30 in London
        ("phone", TODAY, "in the morning", "write it like 2:30pm or 14:30"),
    ],
)
def test_what_cannot_be_so_is_said_and_everything_typed_stays(
    portal: PortalAtHand, desk: TakingDown, channel: str, on: date | None, hour: str, says: str
):
    desk.hands.goes_to("/staff/new")
    fills_in_arrival(desk.hands, channel or "phone", on, hour)
    if not channel:
        for each in desk.hands.page.elements:
            each.attributes.pop("checked", None)
    desk.hands.presses("Go to the questions")
    assert desk.hands.response.status_code == 422
    assert says in desk.hands.says()
    assert desk.hands.written("hour") == hour if desk.hands.page.question_form() else True
    assert portal.drafts() == []


# ---------------------------------------------------------------- afterwards


def test_the_four_words_open_what_the_person_may_see_and_never_the_story(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    reference = desk.takes_down(AN_ADVOCATE)
    assert len(desk.code) == 4
    theirs = portal.talk()
    theirs.comes_back(" ".join(desk.code))
    assert theirs.hands.address() == "/sent"
    assert reference in theirs.hands.says()
    assert STORY not in theirs.hands.says()


def test_the_four_words_are_shown_for_half_an_hour_and_then_it_is_the_case(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    reference, page = desk.takes_down(AN_ADVOCATE), desk.hands.address()
    portal.clock.passes(minutes=29)
    desk.hands.goes_to(page)
    assert len(desk.code) == 4
    portal.clock.passes(minutes=2)
    desk.hands.goes_to(page)
    assert desk.hands.address() == f"/staff/cases/{reference}"


def test_pressed_twice_it_is_one_case(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    desk.answers(AN_ADVOCATE)
    button = desk.hands.about_to_send(desk.hands.button("Make the case"))
    desk.hands.sends(*button)
    first = desk.reference
    desk.hands.sends(*button)
    assert desk.reference == first
    assert len(portal.cases()) == 1


def test_writing_it_down_counts_as_opening_it(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    reference = desk.takes_down(AN_ADVOCATE)
    desk.hands.follows(f"Go to case {reference}")
    assert STORY in desk.hands.says()
    assert desk.hands.says().count("Staff Member Atdesk") >= 2  # who received it, and who opened it
    assert [event.happened for event in portal.case(reference).events].count(Happened.OPENED) == 1


def test_what_is_kept_from_who_took_it_down_shows_them_neither_case_nor_words(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    reference = desk.takes_down({**AN_ADVOCATE, "must-not-see": ["person-named"]})
    assert portal.case(reference).restricted
    assert desk.code == ()
    assert "kept to few people" in desk.hands.says()
    assert not [link for link in desk.hands.page.links() if reference in link["href"]]
    desk.hands.goes_to(f"/staff/cases/{reference}")
    assert desk.hands.response.status_code == 404


def test_whom_nothing_else_would_reach_gets_the_four_words_all_the_same(portal: PortalAtHand, desk: TakingDown):
    desk.begins("phone", TODAY)
    desk.takes_down({**AN_ADVOCATE, "must-not-see": ["person-named"], "reply-how": "code-only"})
    assert "kept to few people" in desk.hands.says()
    theirs = portal.talk()
    theirs.comes_back(" ".join(desk.code))
    assert theirs.hands.address() == "/sent"


def test_what_is_promised_to_who_is_in_danger_counts_from_when_it_was_written_down(
    portal: PortalAtHand, desk: TakingDown
):
    desk.begins("letter", date(2026, 8, 20))
    for said in ("complaint", "child", "yes"):
        desk.says(said)
    assert "999" not in desk.hands.says()  # nobody is there to hear it
    reference = desk.sends_at_once()
    theirs = portal.talk()
    theirs.comes_back(" ".join(desk.code))
    assert "11:30am today" in theirs.hands.says()
    (alerted,) = [event for event in portal.case(reference).events if event.happened == Happened.ALERTED]
    assert alerted.at == portal.clock()
