"""Complaints carried to the later stages: stage 1 answered, stage 2 asked for and looked at, a panel asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from portal.cases.casefile import CaseFile
from portal.staff import Staff
from portal.vocabulary import Act, Service, StaffRole
from tests.integration.cases.acts.brought_to import due, found, received
from tests.integration.cases.acts.conftest import StaffDesk

#: Received on Monday 8 June 2026: stage 1 runs to 22 June, or at the latest to 6 July.
RECEIVED_ON = datetime(2026, 6, 8, 9, 0, tzinfo=UTC)
REPLIED, ASKED, ADJUDICATED, PANEL_ASKED = date(2026, 6, 22), date(2026, 7, 6), date(2026, 8, 10), date(2026, 9, 1)
WORDS = "Zebedee says that nobody listened."
LETTER = {"letter": "Zebedee is written to. You can go to the Ombudsman.", "how": "post"}
INVESTIGATES, INDEPENDENT = "Ola Outside", "Indy Alone"
MEMBERS = {"chair": "Cher First", "second": "Mem Second", "third": "Mim Third"}


@dataclass
class Carried:
    """One complaint and whom it is with."""

    desk: StaffDesk
    reference: str
    adjudicator: Staff | None = None

    def does(self, act: Act, today: date | None = None, /, **more: object) -> CaseFile:
        """An act of the complaints manager unless told otherwise, once it is this day."""
        if today:
            self.desk.on(today)
        return self.desk.does(self.reference, act, **more)  # type: ignore[arg-type]

    @property
    def case(self) -> CaseFile:
        return self.desk.file(self.reference)

    @property
    def due(self) -> dict[str, str]:
        """What is owed now, and by when."""
        return {duty.value: on.isoformat() for duty, on in due(self.desk, self.reference).items()}

    def facts(self, happened: str) -> dict[str, object]:
        """Of the last event of this kind; no word of anybody is in them."""
        event = self.case.happened(happened)
        assert event is not None, happened
        assert not any(word in str(event.facts) for word in ("Zebedee", "Outside", "Alone", "Cher", "Mem", "Mim"))
        return event.facts


def waiting(desk: StaffDesk, *procedures: str, services: tuple[Service, ...] = ()) -> Carried:
    """Acknowledged, with a finding for each part, on the day it came: stage 1 is not answered."""
    reference = received(desk, *services, now=RECEIVED_ON)
    return Carried(desk, found(desk, reference, *procedures))


def answered(desk: StaffDesk, *procedures: str, services: tuple[Service, ...] = ()) -> Carried:
    """Stage 1 is answered, each procedure by its reply."""
    carried = waiting(desk, *procedures, services=services)
    desk.on(REPLIED)
    for each in carried.case.procedures:
        several = {"procedure": each.value} if len({*carried.case.procedures}) > 1 and not replied(carried) else {}
        carried.does(Act.SEND_REPLY, **LETTER, **several)
    return carried


def replied(carried: Carried) -> bool:
    """Was one of its procedures answered already?"""
    return any(stage.replied_on for stage in carried.case.stages)


def at_stage2(desk: StaffDesk, *procedures: str, **given: object) -> Carried:
    """Stage 2 was asked for on 6 July 2026."""
    carried = answered(desk, *procedures)
    carried.does(Act.ASK_STAGE2, ASKED, channel="phone", words=WORDS, **given)
    return carried


def looked_at(desk: StaffDesk, *procedures: str) -> Carried:
    """Stage 2, with everybody appointed whom the law asks for."""
    carried = at_stage2(desk, *procedures)
    adjudicator = desk.joins(StaffRole.ADJUDICATING_OFFICER, name="Adju Dicates")
    carried.does(Act.APPOINT, part="investigating-officer", name=INVESTIGATES)
    carried.does(Act.APPOINT, part="independent-person", name=INDEPENDENT, independent=("yes",))
    carried.does(Act.APPOINT, part="adjudicating-officer", account=adjudicator.id)
    carried.adjudicator = adjudicator
    return carried


def adjudicated(desk: StaffDesk, *procedures: str) -> Carried:
    """Stage 2 is answered on 10 August 2026, its day 25."""
    carried = looked_at(desk, *procedures)
    carried.does(Act.ADJUDICATE, ADJUDICATED, by=carried.adjudicator, outcome_1="partly-upheld", **LETTER)
    return carried


def at_stage3(desk: StaffDesk) -> Carried:
    """A panel was asked for on 1 September 2026."""
    carried = adjudicated(desk)
    carried.does(Act.ASK_STAGE3, PANEL_ASKED, channel="portal", words=WORDS)
    return carried


def named(desk: StaffDesk) -> Carried:
    """The panel is named."""
    carried = at_stage3(desk)
    carried.does(Act.NAME_PANEL, independent=("yes",), **MEMBERS)
    return carried
