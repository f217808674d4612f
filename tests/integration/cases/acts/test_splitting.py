"""A case is split: each part goes on in one of the two, with the same words, the same day and the same promises."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.cases.acts.doing import NotFilledIn, NotNow, NotSeen
from portal.cases.casefile import CaseFile
from portal.cases.handling import CaseName, CaseTeam, case_names
from portal.cases.models import Case
from portal.cases.posted import letters_to
from portal.cases.queries import case_by_key
from portal.cases.words import told_in
from portal.db import transaction
from portal.representations import Reply
from portal.vocabulary import (
    Act,
    Duty,
    Flag,
    Happened,
    MustNotSee,
    Part,
    Procedure,
    ReplyHow,
    SafeNow,
    Service,
    StaffRole,
    WhatFor,
)
from tests.factories import NAME, STORY, told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

WHY = "The school matter goes its own way."
BOTH = {"services": (Service.IN_CARE, Service.LEAVING_CARE, Service.SCHOOL_PLACES)}


def three_parts(desk: StaffDesk, **said: object) -> str:
    """In care and leaving care under the statute, school places under the corporate procedure."""
    return desk.receive(told(**(BOTH | {"your_name": NAME} | said)))  # type: ignore[arg-type]


def split(desk: StaffDesk, reference: str, *going: str) -> tuple[CaseFile, CaseFile]:
    case = desk.does(reference, Act.SPLIT, issues=going, why=WHY)
    ((other, _how),) = case.links
    return case, desk.file(other)


def owed(case: CaseFile) -> set[tuple[Duty, int | None, date, str]]:
    return {(each.duty, each.issue, each.due_on, each.team) for each in case.duties}


def test_parts_go_with_their_promises_and_are_counted_anew(desk: StaffDesk):
    reference = three_parts(desk)
    before = desk.file(reference)
    old, new = split(desk, reference, "2", "3")
    assert [(each.number, each.service) for each in old.issues] == [(1, Service.IN_CARE)]
    assert [(each.number, each.service) for each in new.issues] == [
        (1, Service.LEAVING_CARE),
        (2, Service.SCHOOL_PLACES),
    ]
    was = {(each.duty, each.issue, each.due_on, each.team) for each in before.duties}
    back = {1: 2, 2: 3}
    assert owed(old) | {(duty, back[number or 0], due, team) for duty, number, due, team in owed(new)} == was
    assert owed(old)
    assert owed(new)


def test_the_new_case_is_as_old_as_the_first_and_holds_the_same_words(desk: StaffDesk):
    old, new = split(desk, three_parts(desk), "3")
    for name in ("received_at", "received_on", "what_for", "complainant_group", "channel", "language", "state"):
        assert getattr(old, name) == getattr(new, name), name
    assert old.reference != new.reference
    with transaction(desk.engine, writes=False) as session:
        assert told_in(session, new) == told_in(session, old)
        assert told_in(session, new).what_happened == STORY
        kept = [session.get(Case, each.id).transcript for each in (old, new)]  # type: ignore[union-attr]
        assert kept[0] == kept[1]
        hashes = [
            set(session.scalars(select(case_names.c.word_hash).where(CaseName.case_id == each.id)))
            for each in (old, new)
        ]
        assert hashes[0] == hashes[1] != set()


def test_each_says_which_the_other_is(desk: StaffDesk):
    old, new = split(desk, three_parts(desk), "2")
    assert old.links == ((new.reference, "split"),)
    assert new.links == ((old.reference, "split"),)
    assert old.happened(Happened.SPLIT_OFF).facts == {"to": new.reference, "issues": [2]}  # type: ignore[union-attr]
    assert new.happened(Happened.SPLIT_OFF).facts == {  # type: ignore[union-attr]
        "of": old.reference,
        "were": [2],
        "issues": [1],
    }
    assert desk.written(old.reference, "split-off") == desk.written(new.reference, "split-off") == WHY


def test_stages_go_with_their_procedure_and_stand_in_both_where_it_is_in_both(desk: StaffDesk):
    reference = three_parts(desk)
    for issue in "123":
        desk.does(reference, Act.CONFIRM_ROUTE, issue=issue, **confirmed(desk, reference, issue))
    old, new = split(desk, reference, "2", "3")
    assert {each.procedure for each in old.stages} == {Procedure.STATUTORY}
    assert {each.procedure for each in new.stages} == {Procedure.STATUTORY, Procedure.CORPORATE}
    routed = [event.facts["issue"] for event in new.events if event.happened == Happened.ROUTE_CONFIRMED]
    assert routed == [1, 2]


def confirmed(desk: StaffDesk, reference: str, issue: str) -> dict[str, str]:
    of_it = desk.file(reference).issue(int(issue))
    return {"procedure": of_it.procedure, "team": of_it.team}


def test_what_was_acknowledged_is_acknowledged_in_both(desk: StaffDesk):
    reference = three_parts(desk)
    for issue in "123":
        desk.does(reference, Act.CONFIRM_ROUTE, issue=issue, **confirmed(desk, reference, issue))
    said = {"points": "Made up.", "contact": "A colleague", "letter": "We answer by the 15th.", "how": "post"}
    desk.does(reference, Act.ACKNOWLEDGE, **said)
    old, new = split(desk, reference, "3")
    assert {each.duty for each in new.duties if each.is_open} == {Duty.CORPORATE1_REPLY, Duty.CORPORATE1_LATEST}
    assert len(new.people_as(Part.CONTACT)) == len(old.people_as(Part.CONTACT)) == 1
    # A part that changes its procedure later finds the day from which the corporate clock runs.
    assert new.happened(Happened.ACKNOWLEDGED) is not None
    assert desk.written(new.reference, "acknowledged") == "Made up."


def test_each_is_in_the_lists_of_its_own_teams(desk: StaffDesk):
    reference = three_parts(desk)
    school = desk.joins(StaffRole.TEAM_MANAGER, teams=("send",))
    old, new = split(desk, reference, "3")
    with transaction(desk.engine, writes=False) as session:
        rows = session.execute(select(CaseTeam.case_id, CaseTeam.team)).all()
    assert {tuple(row) for row in rows} == {(old.id, "pods"), (old.id, "leaving-care"), (new.id, "send")}
    desk.does(new.reference, Act.ADD_NOTE, by=school, note="A made-up note.")
    with pytest.raises(NotSeen):
        desk.does(old.reference, Act.ADD_NOTE, by=school, note="A made-up note.")


def test_both_are_kept_from_the_same_people_also_later(desk: StaffDesk):
    first, second = desk.joins(StaffRole.SENIOR), desk.joins(StaffRole.SENIOR)
    reference = three_parts(desk, must_not_see=(MustNotSee.PERSON_NAMED,))
    with pytest.raises(NotNow, match="Match the names first"):
        desk.does(reference, Act.SPLIT, issues=("2",), why=WHY)
    desk.does(reference, Act.MATCH_NAMES, people=(first.id,), found="Found.")
    old, new = split(desk, reference, "2")
    assert old.bars == new.bars == {first.id}
    assert (new.restricted, new.matched_at) == (True, old.matched_at)
    desk.does(new.reference, Act.MATCH_NAMES, people=(second.id,), found="One more.")
    for each in (old, new):
        assert desk.file(each.reference).bars == {first.id, second.id}
    event = desk.file(reference).happened(Happened.NAMES_MATCHED)
    assert event is not None
    assert event.facts["matched_in"] == new.reference


def test_their_code_still_opens_all_of_it(desk: StaffDesk):
    reference = three_parts(desk, reply=Reply(how=ReplyHow.CODE_ONLY))
    with transaction(desk.engine, writes=False) as session:
        before = case_by_key(session, "draft-1")
    _old, new = split(desk, reference, "2", "3")
    for issue in "12":
        desk.does(new.reference, Act.CONFIRM_ROUTE, issue=issue, **confirmed(desk, new.reference, issue))
    said = {"points": "Made up.", "contact": "A colleague", "letter": "About the school place.", "how": "code"}
    desk.does(new.reference, Act.ACKNOWLEDGE, **said)
    with transaction(desk.engine, writes=False) as session:
        after = case_by_key(session, "draft-1")
        assert before is not None
        assert after is not None
        assert after.reference == reference
        assert {each.service for each in after.issues} == {each.service for each in before.issues}
        assert set(before.due) <= set(after.due)
        assert Duty.CORPORATE1_REPLY in {due.duty for due in after.due}
        assert [letter.body for letter in letters_to(session, after.id)] == ["About the school place."]


def test_what_was_split_twice_is_one_to_them_and_kept_from_the_same_people(desk: StaffDesk):
    named = desk.joins(StaffRole.SENIOR)
    reference = three_parts(desk, must_not_see=(MustNotSee.PERSON_NAMED,))
    desk.does(reference, Act.MATCH_NAMES, found="Nobody yet.")
    _old, second = split(desk, reference, "2", "3")
    third = desk.does(second.reference, Act.SPLIT, issues=("2",), why=WHY)
    desk.does(reference, Act.MATCH_NAMES, people=(named.id,), found="Found.")
    family = {reference, *(other for other, _how in third.links)} | {second.reference}
    assert len(family) == 3
    assert all(desk.file(each).bars == {named.id} for each in family)
    with transaction(desk.engine, writes=False) as session:
        seen = case_by_key(session, "draft-1")
    assert seen is not None
    assert len(seen.issues) == 3


def test_an_alert_that_was_taken_is_taken_in_both(desk: StaffDesk):
    reference = three_parts(desk, safe_now=SafeNow.YES)
    desk.does(reference, Act.TAKE_ALERT)
    old, new = split(desk, reference, "2")
    assert old.flag(Flag.DANGER) is not None
    assert new.flag(Flag.DANGER) is not None
    assert Act.TAKE_ALERT not in desk.can(new.reference)


def test_thanks_go_their_own_way_with_how_far_they_came(desk: StaffDesk):
    both = told(WhatFor.BOTH, Service.IN_CARE, thanked=(Service.IN_CARE,), what_went_well="Thank you.")
    reference = desk.receive(both)
    desk.does(reference, Act.READ_COMPLIMENT, safe="nothing")
    old, new = split(desk, reference, "2")
    assert old.compliments == ()
    assert [each.issue for each in new.compliments] == [1]
    assert Act.PASS_ON in desk.can(new.reference)


@pytest.mark.parametrize("going", [("1", "2", "3"), (), ("4",)])
def test_a_complaint_stays_and_something_goes(desk: StaffDesk, going: tuple[str, ...]):
    reference = three_parts(desk)
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.SPLIT, issues=going, why=WHY)
    assert set(refused.value.problems) == {"issues"}
    assert len(desk.file(reference).issues) == 3


def test_there_is_nothing_to_split_in_one_part_and_none_in_thanks(desk: StaffDesk):
    assert Act.SPLIT not in desk.can(desk.receive(told()))
    thanks = told(WhatFor.THANKS, Service.IN_CARE, Service.SEND)
    with pytest.raises(NotNow, match="a complaint stays"):
        desk.does(desk.receive(thanks, key="another"), Act.SPLIT, by=MANAGER, issues=("1",), why=WHY)
