"""Who sits on the panel: three different people, none of the council's, and nobody who looked at it before."""

from datetime import date

import pytest

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted
from portal.vocabulary import Act, Part, StaffRole
from tests.integration.cases.acts.carried import (
    INDEPENDENT,
    INVESTIGATES,
    MEMBERS,
    PANEL_ASKED,
    at_stage3,
    looked_at,
    named,
)
from tests.integration.cases.acts.conftest import StaffDesk

ALL = MEMBERS | {"independent": ("yes",)}


def test_three_people_and_who_chairs(desk: StaffDesk):
    carried = named(desk)
    members = [each.id for each in carried.case.people_as(Part.PANEL_MEMBER)]
    facts = carried.facts("panel-named")
    assert sorted(facts["members"]) == sorted(members)  # type: ignore[call-overload]
    assert facts["chair"] in members
    assert (facts["on"], facts["replaced"], facts["declared_independent"]) == (PANEL_ASKED.isoformat(), [], True)


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"second": INDEPENDENT}, "second", "The independent person of stage 2 may not sit on the panel"),
        ({"chair": "ALONE, Indy"}, "chair", "The independent person of stage 2 may not sit on the panel"),
        ({"third": "Dr I. Alone"}, "third", "The independent person of stage 2 may not sit on the panel"),
        ({"third": INVESTIGATES}, "third", "They had to do with this complaint before"),
        ({"third": "Adju Dicates"}, "third", "They had to do with this complaint before"),
        ({"second": "Made-up Manager"}, "second", "This is the name of a colleague, who is not independent"),
        ({"third": "cher first"}, "third", "This is the same name twice"),
        ({"third": "Mem"}, "third", "This is the same name twice"),
        ({"third": "Mx"}, "third", "Write the first and last name"),
        ({"third": ""}, "third", "write something here"),
        ({"independent": None}, "independent", "three people who are independent of the council"),
        ({"on": date(2026, 8, 31)}, "on", "before the panel was asked for"),
    ],
)
def test_who_may_not_sit(desk: StaffDesk, given: dict[str, object], field: str, sentence: str):
    carried = at_stage3(desk)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.NAME_PANEL, **(ALL | given))
    assert sentence in refused.value.problems[field]
    assert carried.case.people_as(Part.PANEL_MEMBER) == ()


def test_who_was_independent_once_is_barred_also_after_another_took_over(desk: StaffDesk):
    carried = looked_at(desk)
    carried.does(Act.APPOINT, part="independent-person", name="Neu Alone", independent=("yes",))
    by = carried.adjudicator
    letter = {"letter": "Zebedee is written to.", "how": "post"}
    carried.does(Act.ADJUDICATE, date(2026, 8, 10), by=by, outcome_1="upheld", **letter)
    carried.does(Act.ASK_STAGE3, PANEL_ASKED, channel="phone")
    for name in (INDEPENDENT, "Neu Alone"):
        with pytest.raises(NotFilledIn) as refused:
            carried.does(Act.NAME_PANEL, **(ALL | {"third": name}))
        assert set(refused.value.problems) == {"third"}


def test_another_panel_takes_the_place_of_the_first_until_it_has_met(desk: StaffDesk):
    carried = named(desk)
    before = {each.id for each in carried.case.people_as(Part.PANEL_MEMBER)}
    carried.does(Act.NAME_PANEL, date(2026, 9, 10), **(ALL | {"third": "Neu Third"}), why="Zebedee fell ill.")
    assert set(carried.facts("panel-named")["replaced"]) == before  # type: ignore[call-overload]
    assert len(carried.case.people_as(Part.PANEL_MEMBER)) == len(MEMBERS)
    assert desk.written(carried.reference, "panel-named") == "Zebedee fell ill."
    carried.does(Act.PANEL_MET, date(2026, 10, 13))
    with pytest.raises(NotNow, match="The panel met on 13 October 2026"):
        carried.does(Act.NAME_PANEL, **ALL)


def test_there_is_no_panel_nobody_asked_for(desk: StaffDesk):
    with pytest.raises(NotNow, match="Nobody has asked for a panel"):
        looked_at(desk).does(Act.NAME_PANEL, **ALL)


def test_the_complaints_manager_names_it_and_an_old_tab_does_not(desk: StaffDesk):
    carried = at_stage3(desk)
    with pytest.raises(NotPermitted):
        carried.does(Act.NAME_PANEL, by=desk.joins(StaffRole.COMPLAINTS_OFFICER), **ALL)
    seen = carried.case.newest
    carried.does(Act.ADD_NOTE, note="A made-up note.")
    with pytest.raises(Changed):
        carried.does(Act.NAME_PANEL, seen=seen, **ALL)
