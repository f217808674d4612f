"""Which inboxes may hear of a case that is kept from somebody."""

from dataclasses import replace

import pytest

from portal.cases.reminders.inboxes import Kept, may_hear, teams_of
from portal.council import Council
from portal.staff.accounts import Person
from portal.vocabulary import StaffRole
from tests.factories import council_read_by, worked_council

COUNCIL = worked_council()
SAFETY, COMPLAINTS, OUTSIDE = "safety-lead", "complaints", "monitoring-officer"
CLIMB, LATE = (SAFETY, COMPLAINTS, OUTSIDE), ("pods", COMPLAINTS)


def kept(*first_readers: str, barred: tuple[str, ...] = ()) -> Kept:
    return Kept(frozenset(first_readers), frozenset(barred))


def person(*roles: StaffRole, teams: tuple[str, ...] = (), name: str = "Made-up Colleague") -> Person:
    return Person("1", "made.up@council.example", name, roles, teams, True, False, False)


@pytest.mark.parametrize(
    ("case", "wanted", "of_case", "heard"),
    [
        ("kept from nobody", LATE, None, LATE),
        ("each inbox once", (COMPLAINTS, COMPLAINTS), None, (COMPLAINTS,)),
        ("a team that is gone from the file", ("dissolved",), None, (COMPLAINTS,)),
        ("a team that was not told first", ("pods",), kept(COMPLAINTS, SAFETY), (COMPLAINTS,)),
        ("its own first reader", (SAFETY,), kept(COMPLAINTS, SAFETY), (SAFETY,)),
        ("about who reads for complaints", LATE, kept(OUTSIDE, SAFETY), (SAFETY,)),
        ("about both", LATE, kept(OUTSIDE), (OUTSIDE,)),
        ("an alarm", CLIMB, kept(COMPLAINTS, SAFETY), (SAFETY, COMPLAINTS)),
        ("an alarm about both", CLIMB, kept(OUTSIDE), (OUTSIDE,)),
        ("hidden from somebody in complaints", CLIMB, kept(COMPLAINTS, SAFETY, barred=(COMPLAINTS,)), (SAFETY,)),
        ("hidden from both", CLIMB, kept(COMPLAINTS, SAFETY, barred=(COMPLAINTS, SAFETY)), (OUTSIDE,)),
        ("from everybody", CLIMB, kept(COMPLAINTS, barred=(COMPLAINTS, OUTSIDE)), ()),
        ("first readers that are gone from the file", ("pods",), kept("dissolved"), (OUTSIDE,)),
        ("only the hub is left", (COMPLAINTS,), kept("mash", COMPLAINTS, barred=(COMPLAINTS,)), ("mash",)),
    ],
)
def test_who_hears(case: str, wanted: tuple[str, ...], of_case: Kept | None, heard: tuple[str, ...]):
    assert may_hear(wanted, of_case, COUNCIL) == heard, case


@pytest.mark.parametrize(
    ("who", "teams"),
    [
        (person(StaffRole.COMPLAINTS_MANAGER), {"complaints"}),
        (person(StaffRole.COMPLAINTS_OFFICER), {"complaints"}),
        (person(StaffRole.SAFETY_LEAD), {"safety-lead"}),
        (person(StaffRole.OUTSIDE_READER), {"monitoring-officer"}),
        (person(StaffRole.TEAM_MANAGER, teams=("pods", "cypds")), {"pods", "cypds"}),
        (person(StaffRole.SENIOR), set()),
    ],
)
def test_whose_inbox_somebody_may_read(who: Person, teams: set[str]):
    assert teams_of([who], COUNCIL) == teams


@pytest.mark.parametrize("name", ["Ada Example", "Ada Other", "Dr Example", "ADA"])
def test_also_the_inboxes_whose_readers_the_council_names(name: str):
    council: Council = council_read_by(mash=("Ada Example",))
    assert teams_of([person(StaffRole.SENIOR, name=name)], council) == {"mash"}
    assert teams_of([replace(person(StaffRole.SENIOR, name=name), name="Somebody Else")], council) == set()
