"""Thanks: read for safety first, passed on as far as the sender agreed, on a card that says no more than they did."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from portal.cases.acts.doing import NotFilledIn, NotNow, NotPermitted, NotSeen, form
from portal.cases.acts.fields import Value
from portal.cases.acts.thanking import Card, NoCard, card_of
from portal.cases.casefile import CaseFile
from portal.db import transaction
from portal.vocabulary import Act, Flag, Happened, MustNotSee, SafeNow, Service, ShareThanks, StaffRole, WhatFor
from tests.factories import told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

ON_TUESDAY, ON_WEDNESDAY = date(2026, 9, 1), date(2026, 9, 2)
THANKS = "Thank you, Ms Example: you listened to Plainly and came back on Friday."
SENDER = "Plainly Madeup"
#: What is written for a thank-you that may be shown without a name.
NAMELESS = "Thank you: you listened and came back on Friday."


def thanked(desk: StaffDesk, share: str | None = "with-name") -> str:
    agreed = ShareThanks(share) if share else None
    said = {"what_went_well": THANKS, "your_name": SENDER, "who_was_it": "Ms Example"}
    return desk.receive(told(WhatFor.THANKS, share_thanks=agreed, **said))


def read(desk: StaffDesk, share: str | None = "with-name") -> str:
    reference = thanked(desk, share)
    desk.does(reference, Act.READ_COMPLIMENT, safe="nothing")
    return reference


def pass_on(desk: StaffDesk, reference: str, **other: Value) -> CaseFile:
    return desk.does(reference, Act.PASS_ON, **({"manager": "A Made-up Manager"} | other))


def card(desk: StaffDesk, reference: str, issue: int = 1) -> Card:
    with transaction(desk.engine, writes=False) as session:
        return card_of(session, desk.file(reference), issue)


def test_thanks_go_from_who_reads_them_to_the_worker(desk: StaffDesk):
    reference = read(desk)
    case = pass_on(desk, reference)
    assert card(desk, reference) == Card("Ms Example", THANKS, SENDER, ON_TUESDAY)
    case = desk.on(ON_WEDNESDAY).does(reference, Act.REACHED_WORKER)
    (way,) = case.compliments
    assert (way.read_on, way.passed_on, way.reached_on) == (ON_TUESDAY, ON_TUESDAY, ON_WEDNESDAY)
    told_of = {event.happened: event.facts for event in case.events}
    assert told_of["compliment-read"] == {"issue": 1, "found": "nothing"}
    assert told_of["passed-on"] == {"issue": 1, "share": "with-name", "on": "2026-09-01"}
    assert told_of["reached-worker"] == {"issue": 1, "on": "2026-09-02"}
    assert case.is_open


def test_each_step_waits_for_the_one_before(desk: StaffDesk):
    reference = thanked(desk)
    ways = {Act.READ_COMPLIMENT, Act.PASS_ON, Act.REACHED_WORKER}
    assert desk.can(reference) & ways == {Act.READ_COMPLIMENT}
    with pytest.raises(NotNow, match="Read the thanks"):
        pass_on(desk, reference)
    with pytest.raises(NoCard):
        card(desk, reference)
    desk.does(reference, Act.READ_COMPLIMENT, safe="nothing")
    assert desk.can(reference) & ways == {Act.PASS_ON}
    with pytest.raises(NotNow, match="pass them on first"):
        desk.does(reference, Act.REACHED_WORKER)
    pass_on(desk, reference)
    assert desk.can(reference) & ways == {Act.REACHED_WORKER}
    desk.does(reference, Act.REACHED_WORKER)
    assert desk.can(reference) & ways == set()


def test_dates_follow_one_another(desk: StaffDesk):
    reference = thanked(desk)
    desk.on(ON_WEDNESDAY).does(reference, Act.READ_COMPLIMENT, safe="nothing")
    for act, given in ((Act.PASS_ON, {"manager": "Somebody"}), (Act.REACHED_WORKER, {})):
        for on in (ON_TUESDAY, ON_WEDNESDAY + timedelta(days=1)):
            with pytest.raises(NotFilledIn) as refused:
                desk.does(reference, act, **given, on=on)
            assert set(refused.value.problems) == {"on"}
        desk.does(reference, act, **given)


def test_its_team_sees_thanks_once_they_are_passed_on(desk: StaffDesk):
    theirs = desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",))
    reference = read(desk)
    with pytest.raises(NotSeen):
        desk.does(reference, Act.ADD_NOTE, by=theirs, note="A made-up note.")
    pass_on(desk, reference)
    desk.does(reference, Act.REACHED_WORKER, by=theirs)


# --- read for safety


def test_a_worry_in_thanks_is_alerted_as_any_danger(desk: StaffDesk):
    reference = thanked(desk)
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.READ_COMPLIMENT, safe="safeguarding")
    assert set(refused.value.problems) == {"why"}
    case = desk.does(reference, Act.READ_COMPLIMENT, safe="safeguarding", why="She writes that he locks her in.")
    assert case.flag(Flag.DANGER) is not None
    alerted = case.happened(Happened.ALERTED)
    assert alerted is not None
    assert alerted.facts == {"teams": ["complaints", "mash", "safety-lead"], "flag": "danger"}
    inboxes = {desk.office.council.team(key).inbox for key in alerted.facts["teams"]}
    assert {to for kind, to in desk.posted() if kind == "alert"} == inboxes
    assert desk.written(reference, "compliment-read") == "She writes that he locks her in."
    lead = desk.joins(StaffRole.SAFETY_LEAD)
    desk.does(reference, Act.TAKE_ALERT, by=lead)
    with pytest.raises(NotNow, match="Settle that first"):
        pass_on(desk, reference)
    desk.does(reference, Act.SETTLE_FLAG, by=lead, why="They are safe.")
    pass_on(desk, reference)


def test_a_worry_settled_before_is_raised_and_taken_anew(desk: StaffDesk):
    said = told(WhatFor.THANKS, Service.IN_CARE, Service.LEAVING_CARE, what_went_well=THANKS)
    reference = desk.receive(said)
    for issue in "12":
        why = "She writes that he locks her in."
        desk.does(reference, Act.READ_COMPLIMENT, issue=issue, safe="safeguarding", why=why)
        assert desk.file(reference).flag(Flag.DANGER) is not None
        desk.does(reference, Act.TAKE_ALERT)
        desk.does(reference, Act.SETTLE_FLAG, why="They are safe.")
    assert [each.happened for each in desk.file(reference).events].count("alerted") == 2


def test_a_second_worry_is_alerted_though_the_first_is_in_hand(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.BOTH, thanked=(Service.IN_CARE,), safe_now=SafeNow.YES))
    desk.does(reference, Act.TAKE_ALERT)
    assert Act.TAKE_ALERT not in desk.can(reference)
    desk.does(reference, Act.READ_COMPLIMENT, safe="safeguarding", why="Another child is named.")
    assert Act.TAKE_ALERT in desk.can(reference)
    assert [kind for kind, _to in desk.posted()].count("alert") == 6


def test_a_worry_in_a_case_kept_to_few_is_seen_by_who_is_alerted(desk: StaffDesk):
    both = told(WhatFor.BOTH, thanked=(Service.IN_CARE,), must_not_see=(MustNotSee.PERSON_NAMED,))
    reference = desk.receive(both)
    case = desk.does(reference, Act.READ_COMPLIMENT, safe="safeguarding", why="He locks her in.")
    assert case.is_kept_to_few
    with transaction(desk.engine, writes=False) as session:
        of_case = {"case": case.id}
        readers = session.scalars(text("SELECT team FROM case_readers WHERE case_id = :case"), of_case)
        assert set(readers) == {"complaints", "mash", "safety-lead"}


def test_a_team_manager_reads_no_thanks_for_safety(desk: StaffDesk):
    theirs = desk.joins(StaffRole.TEAM_MANAGER, StaffRole.SENIOR, teams=("pods",))
    with pytest.raises(NotPermitted):
        desk.does(thanked(desk), Act.READ_COMPLIMENT, by=theirs, safe="nothing")


# --- what the sender agreed to


@pytest.mark.parametrize(
    ("agreed", "given", "field"),
    [
        ("no", {"share": "no-name", "card": NAMELESS}, "share"),
        ("no", {"share": "with-name", "asked": "By phone."}, "share"),
        ("no-name", {"share": "with-name"}, "asked"),
        (None, {"share": "no-name", "card": NAMELESS}, "asked"),
        (None, {"share": "with-name"}, "asked"),
        (None, {}, "share"),
        ("no-name", {}, "card"),  # as they wrote it, their name is in it
    ],
)
def test_no_more_is_shared_than_they_agreed_to(
    desk: StaffDesk, agreed: str | None, given: dict[str, str], field: str
):
    reference = read(desk, agreed)
    with pytest.raises(NotFilledIn) as refused:
        pass_on(desk, reference, **given)
    assert set(refused.value.problems) == {field}
    assert desk.file(reference).compliments[0].passed_on is None


@pytest.mark.parametrize(
    ("agreed", "given", "sender"),
    [
        ("no-name", {"share": "no-name", "card": NAMELESS}, ""),
        ("with-name", {"share": "no-name", "card": NAMELESS}, ""),
        ("no-name", {"share": "with-name", "asked": "She said yes when we rang."}, SENDER),
        (None, {"share": "no-name", "card": NAMELESS, "asked": "By email on Monday."}, ""),
    ],
)
def test_less_is_shared_freely_and_more_once_they_were_asked(
    desk: StaffDesk, agreed: str | None, given: dict[str, str], sender: str
):
    reference = read(desk, agreed)
    pass_on(desk, reference, **given)
    assert card(desk, reference).sender == sender
    assert desk.written(reference, "passed-on") == given.get("asked", "")


def test_the_form_says_what_they_agreed_to(desk: StaffDesk):
    reference = read(desk, "no-name")
    with transaction(desk.engine, writes=False) as session:
        known = {"by": MANAGER, "colleagues": desk.colleagues, "now": desk.now, "office": desk.office}
        asked = {each.name: each for each in form(session, reference, Act.PASS_ON, **known).fields}  # type: ignore[arg-type]
    assert asked["share"].hint == "When they wrote, they agreed to their words without their name."
    assert (asked["share"].preset, asked["worker"].preset, asked["card"].preset) == ("no-name", "Ms Example", THANKS)


# --- the card


@pytest.mark.parametrize("words", ["", "Thank you, Ms Example!", "you listened … and came back", "THANK you"])
def test_words_may_be_left_out(desk: StaffDesk, words: str):
    reference = read(desk)
    pass_on(desk, reference, card=words)
    assert card(desk, reference).words == words


@pytest.mark.parametrize("words", ["Thank you very much", "you Thank", "You are a star", THANKS + " Friday"])
def test_no_word_is_put_into_their_mouth(desk: StaffDesk, words: str):
    with pytest.raises(NotFilledIn) as refused:
        pass_on(desk, read(desk), card=words)
    assert set(refused.value.problems) == {"card"}


def test_a_card_holds_nothing_of_a_complaint_in_the_same_case(desk: StaffDesk):
    both = told(WhatFor.BOTH, thanked=(Service.IN_CARE,), what_went_well=THANKS, share_thanks=ShareThanks.NO_NAME)
    reference = desk.receive(both)
    desk.does(reference, Act.READ_COMPLIMENT, safe="nothing")
    with pytest.raises(NotFilledIn):
        pass_on(desk, reference, worker="Ms Example", card=both.what_happened)
    pass_on(desk, reference, worker="Ms Example")
    assert card(desk, reference, issue=2) == Card("Ms Example", THANKS, "", ON_TUESDAY)


def test_names_and_words_of_thanks_are_sealed_at_rest(desk: StaffDesk):
    reference = read(desk)
    pass_on(desk, reference, asked="She rang us.")
    with desk.engine.connect() as connection:
        rows = connection.execute(text("SELECT worker, manager, card FROM compliment_ways")).all()
    assert rows
    kept = b"".join(bytes(each) for row in rows for each in row)
    assert not any(each in kept for each in (b"Example", b"Manager", b"Thank"))
    assert "Example" not in repr(card(desk, reference))
