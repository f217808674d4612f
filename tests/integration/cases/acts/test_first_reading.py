"""Before a case is handled: who is named in it is kept from it for good, and somebody takes its alert."""

import pytest

from portal.cases.acts.doing import NotFilledIn, NotNow, NotPermitted, NotSeen, form
from portal.cases.acts.fields import Field
from portal.cases.handling import CasePerson
from portal.db import transaction
from portal.staff import Staff
from portal.vocabulary import Act, Flag, Happened, MustNotSee, Part, SafeNow, Service, StaffRole, YesNoNotSure
from tests.factories import told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk, staff

FOUND = "It is the worker of the team, as they wrote."


def kept_to_few(desk: StaffDesk, **said: object) -> str:
    return desk.receive(told(must_not_see=(MustNotSee.PERSON_NAMED,), **said))  # type: ignore[arg-type]


def people_field(desk: StaffDesk, reference: str, by: Staff = MANAGER) -> Field:
    with transaction(desk.engine, writes=False) as session:
        known = {"by": by, "colleagues": desk.colleagues, "now": desk.now, "office": desk.office}
        asked = form(session, reference, Act.MATCH_NAMES, **known)  # type: ignore[arg-type]
    return next(each for each in asked.fields if each.name == "people")


# --- matching names


def test_whoever_is_called_like_somebody_named_is_ticked_and_nobody_is_hidden_by_it(desk: StaffDesk):
    jane = desk.joins(StaffRole.TEAM_MANAGER, name="Jane Madeup-Worker", teams=("pods",))
    reference = kept_to_few(desk, who_was_it="Jane, who visits us")
    asked = people_field(desk, reference)
    assert asked.preset == (jane.id,)
    assert {option.code for option in asked.options} == {MANAGER.id, jane.id}
    assert desk.file(reference).bars == frozenset()


def test_who_is_ticked_never_sees_it_and_the_others_do_from_then_on(desk: StaffDesk):
    named = desk.joins(StaffRole.COMPLAINTS_OFFICER, name="Jane Madeup")
    officer = desk.joins(StaffRole.COMPLAINTS_OFFICER, name="Other Colleague")
    reference = kept_to_few(desk)
    for each in (named, officer):
        with pytest.raises(NotSeen):
            desk.does(reference, Act.ADD_NOTE, by=each, note="A made-up note.")
    case = desk.does(reference, Act.MATCH_NAMES, people=(named.id,), found=FOUND)
    assert case.bars == {named.id}
    assert case.matched_at == desk.now
    assert case.flag(Flag.RESTRICTED) is None
    desk.does(reference, Act.ADD_NOTE, by=officer, note="A made-up note.")
    with pytest.raises(NotSeen):
        desk.does(reference, Act.ADD_NOTE, by=named, note="A made-up note.")


def test_nobody_who_signs_in_may_be_meant_and_that_is_said(desk: StaffDesk):
    reference = kept_to_few(desk)
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.MATCH_NAMES)
    assert set(refused.value.problems) == {"found"}
    case = desk.does(reference, Act.MATCH_NAMES, found=FOUND)
    assert (case.bars, case.is_kept_to_few) == (frozenset(), False)
    event = case.happened(Happened.NAMES_MATCHED)
    assert event is not None
    assert event.facts == {"people": [], "ended": [], "not_ticked": []}
    assert desk.written(reference, "names-matched") == FOUND


def test_who_was_ticked_at_first_and_not_in_the_end_is_written_down(desk: StaffDesk):
    other = desk.joins(StaffRole.COMPLAINTS_OFFICER, name="Will Example")
    reference = kept_to_few(desk, who_was_it="She said she will come.")
    desk.does(reference, Act.MATCH_NAMES, people=(), found=FOUND)
    assert desk.file(reference).happened(Happened.NAMES_MATCHED).facts["not_ticked"] == [other.id]  # type: ignore[union-attr]


def test_nobody_matches_a_case_about_themself(desk: StaffDesk):
    reference = kept_to_few(desk)
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.MATCH_NAMES, people=(MANAGER.id,), found=FOUND)
    assert "reader from outside" in refused.value.problems["people"]
    assert desk.file(reference).is_kept_to_few


def test_more_may_be_kept_from_it_later_and_nobody_is_ever_let_back(desk: StaffDesk):
    first, second = desk.joins(StaffRole.SENIOR, name="First"), desk.joins(StaffRole.SENIOR, name="Second")
    reference = kept_to_few(desk)
    matched = desk.does(reference, Act.MATCH_NAMES, people=(first.id,), found=FOUND).matched_at
    assert first.id not in {option.code for option in people_field(desk, reference).options}
    with pytest.raises(NotFilledIn, match="put right") as refused:
        desk.does(reference, Act.MATCH_NAMES, people=(), found=FOUND)
    assert set(refused.value.problems) == {"people"}
    case = desk.does(reference, Act.MATCH_NAMES, people=(second.id,), found=FOUND)
    assert case.bars == {first.id, second.id}
    assert case.matched_at == matched


def test_what_they_had_in_the_case_ends(desk: StaffDesk):
    named = desk.joins(StaffRole.COMPLAINTS_OFFICER, name="Plain Colleague")
    reference = kept_to_few(desk)
    desk.does(reference, Act.MATCH_NAMES, found=FOUND)
    case = desk.does(reference, Act.ASSIGN, to=named.id)
    with transaction(desk.engine, writes=True) as session:
        part = {"part": Part.INVESTIGATING_OFFICER, "name": named.name, "account_id": named.id}
        session.add(CasePerson(case_id=case.id, since=case.received_on, **part))
    case = desk.does(reference, Act.MATCH_NAMES, people=(named.id,), found=FOUND)
    assert case.assigned_to is None
    assert case.people_as(Part.INVESTIGATING_OFFICER) == ()
    ended = case.happened(Happened.NAMES_MATCHED).facts["ended"]  # type: ignore[union-attr]
    assert ended == ["investigating-officer", "assigned"]


def test_where_no_complaints_manager_may_read_it_the_reader_from_outside_is_told(desk: StaffDesk):
    lead = desk.joins(StaffRole.SAFETY_LEAD)
    outside = desk.joins(StaffRole.OUTSIDE_READER)
    reference = kept_to_few(desk)
    with pytest.raises(NotSeen):
        desk.does(reference, Act.ADD_NOTE, by=outside, note="A made-up note.")
    desk.does(reference, Act.MATCH_NAMES, by=lead, people=(MANAGER.id,), found=FOUND)
    desk.does(reference, Act.ADD_NOTE, by=outside, note="A made-up note.")
    council = desk.office.council
    inbox = council.team(council.safety.fallback_reader).inbox
    assert ("team-notice", inbox) in desk.posted()


def test_only_those_who_read_it_first_match_its_names(desk: StaffDesk):
    reference = kept_to_few(desk)
    officer = desk.joins(StaffRole.COMPLAINTS_OFFICER)
    with pytest.raises(NotSeen):
        desk.does(reference, Act.MATCH_NAMES, by=officer, found=FOUND)
    desk.does(reference, Act.MATCH_NAMES, found=FOUND)
    with pytest.raises(NotPermitted):
        desk.does(reference, Act.MATCH_NAMES, by=officer, found=FOUND)


def test_nothing_is_to_match_in_a_case_that_everybody_may_see(desk: StaffDesk):
    with pytest.raises(NotNow, match="Nobody is to be kept"):
        desk.does(desk.receive(told()), Act.MATCH_NAMES, found=FOUND)


# --- taking an alert


def test_an_alert_is_taken_once_and_what_was_flagged_stays_open(desk: StaffDesk):
    reference = desk.receive(told(safe_now=SafeNow.TALK, about_to_change=YesNoNotSure.YES))
    case = desk.does(reference, Act.TAKE_ALERT, why="I ring them now.")
    event = case.happened(Happened.ALERT_TAKEN)
    assert event is not None
    assert event.facts == {"flags": ["danger", "freeze", "call-back"]}
    assert desk.written(reference, "alert-taken") == "I ring them now."
    assert case.flag(Flag.DANGER) is not None
    with pytest.raises(NotNow, match="No alert waits"):
        desk.does(reference, Act.TAKE_ALERT)


def test_an_alert_of_no_flag_is_taken_too(desk: StaffDesk):
    # The tribunal's own time limit runs: the complaints team was alerted.
    reference = desk.receive(told(services=(Service.SEND,), send_about="decision"))
    case = desk.does(reference, Act.TAKE_ALERT)
    assert case.happened(Happened.ALERT_TAKEN).facts == {"flags": []}  # type: ignore[union-attr]
    assert Act.TAKE_ALERT not in desk.can(reference)


def test_who_settles_what_was_alerted_need_not_take_it_too(desk: StaffDesk):
    reference = desk.receive(told(safe_now=SafeNow.TALK))
    desk.does(reference, Act.SETTLE_FLAG, flag="danger", why="They are safe.")
    assert Act.TAKE_ALERT in desk.can(reference)  # they still wait for a call
    desk.does(reference, Act.SETTLE_FLAG, flag="call-back", why="We talked.")
    assert Act.TAKE_ALERT not in desk.can(reference)


def test_worse_treatment_is_an_alert_and_each_report_is_one(desk: StaffDesk):
    reference = desk.receive(told())
    for words in ("They took my phone.", "And again."):
        desk.does(reference, Act.REPORT_RETALIATION, words=words)
        case = desk.does(reference, Act.TAKE_ALERT)
        assert case.happened(Happened.ALERT_TAKEN).facts == {"flags": ["retaliation"]}  # type: ignore[union-attr]
    assert Act.TAKE_ALERT not in desk.can(reference)


def test_nothing_is_to_take_where_nobody_was_alerted_and_a_team_manager_takes_none(desk: StaffDesk):
    with pytest.raises(NotNow):
        desk.does(desk.receive(told()), Act.TAKE_ALERT)
    theirs = staff(StaffRole.TEAM_MANAGER, teams=("pods",))
    with pytest.raises(NotPermitted):
        desk.does(desk.receive(told(safe_now=SafeNow.YES), key="another"), Act.TAKE_ALERT, by=theirs)
