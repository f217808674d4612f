"""Who looks at a complaint in stage 2: three different people, and nobody who has had to do with it."""

from datetime import date

import pytest
from sqlalchemy import insert

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted
from portal.cases.handling import case_bars
from portal.db import transaction
from portal.vocabulary import Act, Part, StaffRole
from tests.integration.cases.acts.carried import (
    ASKED,
    INDEPENDENT,
    INVESTIGATES,
    LETTER,
    REPLIED,
    Carried,
    answered,
    at_stage2,
    looked_at,
    waiting,
)
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

INVESTIGATING = {"part": "investigating-officer"}
ALONE = {"part": "independent-person", "independent": ("yes",)}
DECIDING = {"part": "adjudicating-officer"}
IO, AO = StaffRole.INVESTIGATING_OFFICER, StaffRole.ADJUDICATING_OFFICER


def refusal(carried: Carried, **given: object) -> dict[str, str]:
    """What is said instead of doing it."""
    people = len(carried.case.people)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.APPOINT, **given)
    assert len(carried.case.people) == people
    return refused.value.problems


def test_three_people_are_appointed(desk: StaffDesk):
    carried = at_stage2(desk)
    io, ao = desk.joins(IO, name="Ino Vestigates"), desk.joins(AO, name="Adju Dicates")
    carried.does(Act.APPOINT, **INVESTIGATING, account=io.id)
    carried.does(Act.APPOINT, **ALONE, name=INDEPENDENT)
    case = carried.does(Act.APPOINT, **DECIDING, account=ao.id)
    assert [each.account_id for each in case.people_as(Part.INVESTIGATING_OFFICER)] == [io.id]
    assert [each.account_id for each in case.people_as(Part.INDEPENDENT_PERSON)] == [None]
    assert [each.account_id for each in case.people_as(Part.ADJUDICATING_OFFICER)] == [ao.id]
    assert carried.facts("appointed") == {
        "part": "adjudicating-officer",
        "account": ao.id,
        "on": ASKED.isoformat(),
        "declared_independent": False,
        "replaced": [],
    }


def test_somebody_from_outside_may_investigate_and_is_named_in_no_fact(desk: StaffDesk):
    carried = at_stage2(desk)
    case = carried.does(Act.APPOINT, **INVESTIGATING, name=INVESTIGATES)
    assert len(case.people_as(Part.INVESTIGATING_OFFICER)) == 1
    assert carried.facts("appointed")["account"] is None


def test_whoever_takes_over_leaves_the_other_in_the_record(desk: StaffDesk):
    carried = looked_at(desk)
    new = desk.joins(IO, name="Ino Vestigates")
    case = carried.does(Act.APPOINT, date(2026, 7, 20), **INVESTIGATING, account=new.id, why="Zebedee is away.")
    before = next(each for each in case.people if each.part is Part.INVESTIGATING_OFFICER and each.until)
    assert before.until == date(2026, 7, 20)
    assert [each.account_id for each in case.people_as(Part.INVESTIGATING_OFFICER)] == [new.id]
    assert carried.facts("appointed")["replaced"] == [before.id]
    assert desk.written(carried.reference, "appointed") == "Zebedee is away."


# --- nobody has two parts


@pytest.mark.parametrize("name", ["Ola Outside", "OUTSIDE, Ola", "Ms O. Outside", "Dr Ola Outside", "Ola"])
def test_who_investigates_is_not_independent_however_they_are_written(desk: StaffDesk, name: str):
    carried = at_stage2(desk)
    carried.does(Act.APPOINT, **INVESTIGATING, name=INVESTIGATES)
    assert "investigating officer" in refusal(carried, **ALONE, name=name)["name"]


def test_who_is_independent_does_not_investigate(desk: StaffDesk):
    carried = at_stage2(desk)
    carried.does(Act.APPOINT, **ALONE, name=INDEPENDENT)
    assert "independent person" in refusal(carried, **INVESTIGATING, name=INDEPENDENT)["name"]


def test_who_once_investigated_is_never_independent(desk: StaffDesk):
    carried = looked_at(desk)
    carried.does(Act.APPOINT, **INVESTIGATING, name="Another Outsider")
    assert "or were, the investigating officer" in refusal(carried, **ALONE, name=INVESTIGATES)["name"]


def test_who_investigates_does_not_adjudicate(desk: StaffDesk):
    carried = at_stage2(desk)
    both = desk.joins(IO, AO, name="Doe Both")
    carried.does(Act.APPOINT, **INVESTIGATING, account=both.id)
    assert "investigating officer" in refusal(carried, **DECIDING, account=both.id)["account"]
    assert "have this part already" in refusal(carried, **INVESTIGATING, account=both.id)["account"]


def test_who_answered_stage_1_does_not_look_at_it_again(desk: StaffDesk):
    carried = waiting(desk, "corporate")
    author = desk.joins(StaffRole.COMPLAINTS_OFFICER, IO, name="Ann Swers")
    drafted = desk.joins(StaffRole.COMPLAINTS_OFFICER, IO, name="Dee Rafts")
    carried.does(Act.DRAFT_REPLY, REPLIED, by=drafted, letter="Zebedee drafts.")
    carried.does(Act.SEND_REPLY, by=author, **LETTER)
    carried.does(Act.ASK_STAGE2, ASKED, channel="phone")
    for account in (author.id, drafted.id):
        assert "answered stage 1" in refusal(carried, account=account)["account"]
    assert "answered stage 1" in refusal(carried, name="Ann Swers")["name"]
    carried.does(Act.APPOINT, account=desk.joins(IO, name="New To It").id)


# --- nobody from here is independent


def test_an_independent_person_is_declared_to_be_one(desk: StaffDesk):
    carried = at_stage2(desk)
    problems = refusal(carried, part="independent-person", name=INDEPENDENT)
    assert "no member or officer of the council, and no spouse or civil partner of one" in problems["independent"]


def test_a_colleague_is_not_independent(desk: StaffDesk):
    carried = at_stage2(desk)
    io = desk.joins(IO, name="Ino Vestigates")
    assert "does not work here" in refusal(carried, **ALONE, account=io.id)["account"]
    assert "name of a colleague, who is not independent" in refusal(carried, **ALONE, name="Ino Vestigates")["name"]


def test_who_the_case_is_hidden_from_has_no_part_in_it(desk: StaffDesk):
    carried = at_stage2(desk)
    barred = desk.joins(IO, AO, name="Bar Red")
    desk.joins(IO, name="Ino Vestigates")
    with transaction(desk.engine, writes=True) as session:
        session.execute(insert(case_bars).values(case_id=carried.case.id, account_id=barred.id))
    assert "not there any more" in refusal(carried, **INVESTIGATING, account=barred.id)["account"]
    assert "hidden from" in refusal(carried, **INVESTIGATING, name="Red, Bar")["name"]
    assert "hidden from" in refusal(carried, **ALONE, name="Bar Red")["name"]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        (INVESTIGATING | {"name": "Both Ways", "account": True}, "name", "not both"),
        (INVESTIGATING, "name", "Write the first and last name"),
        (ALONE | {"name": "Dr"}, "name", "Write the first and last name"),
        (DECIDING | {"name": "Some Body"}, "account", "Choose the colleague who adjudicates"),
        (DECIDING | {"account": True}, "account", "not here as adjudicating officer"),
        (INVESTIGATING | {"name": "Ino Vestigates"}, "name", "Choose them above"),
        (INVESTIGATING | {"name": INVESTIGATES, "on": date(2026, 7, 3)}, "on", "before stage 2 was asked for"),
    ],
    ids=["twice", "nobody", "a title", "from outside", "another role", "typed, not chosen", "too soon"],
)
def test_what_is_not_said_well_is_asked_again(desk: StaffDesk, given: dict[str, object], field: str, sentence: str):
    carried = at_stage2(desk)
    io = desk.joins(IO, name="Ino Vestigates")
    filled = {name: io.id if value is True else value for name, value in given.items()}
    assert sentence in refusal(carried, **filled)[field]


def test_nobody_takes_over_before_the_one_before_them(desk: StaffDesk):
    carried = at_stage2(desk)
    carried.does(Act.APPOINT, date(2026, 7, 10), **INVESTIGATING, name=INVESTIGATES)
    problems = refusal(carried, **INVESTIGATING, name="Another Outsider", on=date(2026, 7, 9))
    assert "since 10 July 2026" in problems["on"]


# --- when, and by whom


def test_the_corporate_procedure_has_one_officer(desk: StaffDesk):
    carried = at_stage2(desk, "corporate")
    carried.does(Act.APPOINT, name=INVESTIGATES)
    with pytest.raises(NotFilledIn):
        carried.does(Act.APPOINT, part="independent-person", name=INDEPENDENT)


def test_nobody_is_appointed_before_stage_2(desk: StaffDesk):
    carried = answered(desk)
    with pytest.raises(NotNow, match="no stage 2 that goes on"):
        carried.does(Act.APPOINT, **INVESTIGATING, name=INVESTIGATES)


def test_the_complaints_manager_appoints_and_nobody_else(desk: StaffDesk):
    carried = at_stage2(desk)
    with pytest.raises(NotPermitted):
        carried.does(Act.APPOINT, by=desk.joins(StaffRole.COMPLAINTS_OFFICER), **INVESTIGATING, name=INVESTIGATES)
    carried.does(Act.APPOINT, by=MANAGER, **INVESTIGATING, name=INVESTIGATES)


def test_an_old_tab_appoints_nobody(desk: StaffDesk):
    carried = at_stage2(desk)
    seen = carried.case.newest
    carried.does(Act.APPOINT, **INVESTIGATING, name=INVESTIGATES)
    with pytest.raises(Changed):
        carried.does(Act.APPOINT, seen=seen, **INVESTIGATING, name="Another Outsider")
