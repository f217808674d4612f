"""Cases of every kind on one desk, and what each member of staff finds in lists: in table tests of who sees what."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import insert, update

from portal.cases import search, worklist
from portal.cases.handling import case_bars, case_people
from portal.cases.listing import Place
from portal.cases.models import cases
from portal.cases.search import Sought
from portal.cases.waiting import Wait
from portal.cases.worklist import Owed, Waiting, Whose
from portal.db import transaction
from portal.staff import Staff
from portal.vocabulary import MustNotSee, Part, SafeNow, Service, StaffRole, WhatFor
from tests.factories import RECEIVED, told
from tests.integration.cases.acts.conftest import StaffDesk, staff

MANAGER = staff(StaffRole.COMPLAINTS_MANAGER)
OFFICER = staff(StaffRole.COMPLAINTS_OFFICER)
SENIOR = staff(StaffRole.SENIOR)
SAFETY = staff(StaffRole.SAFETY_LEAD)
OUTSIDE = staff(StaffRole.OUTSIDE_READER)
PODS = staff(StaffRole.TEAM_MANAGER, teams=("pods",))
SEND = staff(StaffRole.TEAM_MANAGER, teams=("send",))
FOSTERING = staff(StaffRole.TEAM_MANAGER, teams=("fostering",))
BOTH_TEAMS = staff(StaffRole.TEAM_MANAGER, teams=("pods", "send"))
INVESTIGATOR = staff(StaffRole.INVESTIGATING_OFFICER)
BARRED = staff(StaffRole.COMPLAINTS_MANAGER)
NOBODY = staff()


def a_desk_of_cases(desk: StaffDesk) -> Mapping[str, str]:
    """Name -> reference. All have the same name in them; `restricted` is kept to few, `barred` hidden from BARRED."""
    said = {
        "pods": told(your_name="Zebedee Plainly"),
        "danger": told(safe_now=SafeNow.YES, your_name="Zebedee Plainly"),
        "two teams": told(WhatFor.COMPLAINT, Service.IN_CARE, Service.SEND, your_name="Zebedee Plainly"),
        "thanks": told(WhatFor.THANKS, Service.FOSTERING, your_name="Zebedee Plainly"),
        "restricted": told(
            must_not_see=(MustNotSee.PERSON_NAMED,), must_not_see_names="A Worker", your_name="Zebedee Plainly"
        ),
        "barred": told(your_name="Zebedee Plainly"),
        "investigated": told(your_name="Zebedee Plainly"),
    }
    made = {
        name: desk.receive(each, key=name, now=RECEIVED - timedelta(days=number))
        for number, (name, each) in enumerate(said.items())
    }
    with transaction(desk.engine, writes=True) as session:
        of = {name: desk.file(reference).id for name, reference in made.items()}
        session.execute(insert(case_bars).values(case_id=of["barred"], account_id=BARRED.id))
        part = {"part": Part.INVESTIGATING_OFFICER, "name": "", "since": RECEIVED.date()}
        row = {"id": "p", "case_id": of["investigated"], "account_id": INVESTIGATOR.id, **part}
        session.execute(insert(case_people).values(**row))
        session.execute(update(cases).where(cases.c.id == of["pods"]).values(assigned_to=OFFICER.id))
    return made


class Lists:
    """What one member of staff finds, page after page."""

    def __init__(self, desk: StaffDesk, who: Staff) -> None:
        self.desk, self.who = desk, who

    def due(self, whose: Whose) -> list[Owed]:
        found: list[Owed] = []
        after: Place | None = None
        while True:
            with transaction(self.desk.engine, writes=False) as session:
                now = self.desk.now
                page = worklist.due(session, self.who, self.desk.office, whose, now=now, after=after)
            found += page.rows
            if not page.after:
                return found
            after = Place.read(page.after, duties=True)
            assert after is not None

    def due_in(self, whose: Whose) -> set[str]:
        return {row.case.reference for row in self.due(whose)}

    def waiting(self, wait: Wait) -> list[str]:
        return [row.case.reference for row in self.waits(wait)]

    def waits(self, wait: Wait) -> list[Waiting]:
        found: list[Waiting] = []
        after: Place | None = None
        while True:
            with transaction(self.desk.engine, writes=False) as session:
                page = worklist.waiting(session, self.who, self.desk.office, wait, now=self.desk.now, after=after)
            found += page.rows
            if not page.after:
                return found
            after = Place.read(page.after)

    def found(self, **sought: object) -> list[str]:
        found: list[str] = []
        after: Place | None = None
        while True:
            with transaction(self.desk.engine, writes=False) as session:
                asked = Sought(**sought)  # type: ignore[arg-type]
                page = search.found(session, self.who, self.desk.office, asked, after=after)
            found += [case.reference for case in page.rows]
            if not page.after:
                return found
            after = Place.read(page.after)

    def counts(self) -> worklist.Counts:
        with transaction(self.desk.engine, writes=False) as session:
            return worklist.counts(session, self.who, self.desk.office)
