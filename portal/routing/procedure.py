"""The law's decision table: which procedure each thing somebody raised goes through, and why.

A suggestion for a person to confirm. It knows the representation and nothing of councils, teams or dates.
Read a service's rows from the top: the first that fits decides, and its last row fits everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass

from portal.representations import Representation
from portal.vocabulary import (
    AdoptionAbout,
    CourtAbout,
    FosteringAbout,
    KinshipAbout,
    Procedure,
    RecordsAbout,
    SendAbout,
    Service,
    Situation,
    Speaker,
)

_About = AdoptionAbout | CourtAbout | FosteringAbout | KinshipAbout | RecordsAbout | SendAbout
_PART_3 = "Children Act 1989 s26(3)"
_REG_3 = "Children Act 1989 s26(3A), SI 2006/1738 reg. 3"
_CODE = "LGSCO Complaint Handling Code"
_UNCLEAR = "the law leaves it open here; a person decides, on the shortest clock"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Empty conditions fit everybody; codes within one condition are alternatives."""

    procedure: Procedure
    because: str
    source: str
    speakers: frozenset[Speaker] = frozenset()
    situations: frozenset[Situation | None] = frozenset()
    abouts: frozenset[_About] = frozenset()

    def fits(self, told: Representation, about: _About | None) -> bool:
        """Does this line apply to what somebody told us, given their answer to the service's own question?"""
        return (
            (not self.speakers or told.speaker in self.speakers)
            and (not self.situations or told.situation in self.situations)
            and (not self.abouts or about in self.abouts)
        )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A procedure, and the reasons for it in plain words."""

    procedure: Procedure
    because: tuple[str, ...]


def _statutory(because: str, source: str = _PART_3, **when: frozenset[object]) -> Row:
    return Row(Procedure.STATUTORY, because, source, **when)  # type: ignore[arg-type]


def _undecided(because: str, **when: frozenset[object]) -> Row:
    return Row(Procedure.UNDECIDED, because, _UNCLEAR, **when)  # type: ignore[arg-type]


def _corporate(because: str, **when: frozenset[object]) -> Row:
    return Row(Procedure.CORPORATE, because, _CODE, **when)  # type: ignore[arg-type]


def _one(*codes: object) -> frozenset[object]:
    return frozenset(codes)


def _elsewhere(procedure: Procedure, because: str, source: str) -> tuple[Row, ...]:
    return (Row(procedure, because, source),)


_OPEN = _undecided("It is not clear yet which service this is about.")
_IN_PART_3 = _statutory("It is about help for a child under Part 3 of the Children Act 1989.")
_LOCKED = _one(Situation.IN_CARE, Situation.SECURE)

TABLE: dict[Service, tuple[Row, ...]] = {
    Service.SAFETY_PLAN: (
        _undecided(
            "A child writes about a keeping-safe plan: part of it may be help under section 17.",
            speakers=_one(Speaker.CHILD),
        ),
        _corporate("Work under a child protection plan (Part 5) is outside the children's procedure."),
    ),
    Service.CONFERENCE: (
        _undecided("It is about a conference for a child in care.", situations=_one(Situation.IN_CARE)),
        Row(
            Procedure.CP_CONFERENCE,
            "How a child protection conference went, or what it decided, has its own complaints route.",
            "Working Together to Safeguard Children; the local conference complaints procedure",
        ),
    ),
    Service.IN_CARE: (_statutory("It is about a child the council looks after."),),
    Service.LEAVING_CARE: (_statutory("It is about help for somebody leaving care.", "Children Act 1989 s24D"),),
    Service.DISABILITY: (_statutory("Help for a disabled child, short breaks included, is help under section 17."),),
    Service.YOUNG_CARER: (_statutory("Help for a young carer is help under Part 3 (s17ZA)."),),
    Service.HOMELESS: (
        _statutory(
            "A child or care leaver without a home may be owed help under section 20 or 24.",
            "Children Act 1989 s20, s24D, s26(3)",
            speakers=_one(Speaker.CHILD, Speaker.CARE_LEAVER),
        ),
        _undecided("Housing for a family may be help under section 17, or housing law."),
    ),
    Service.SOCIAL_WORKER: (
        _undecided(
            "The child has a child protection plan: part of this may be outside.",
            situations=_one(Situation.SAFETY_PLAN),
        ),
        _statutory("It is about a social worker's help for a child."),
    ),
    Service.FIRST_CONTACT: (_undecided("A first contact may be an assessment under section 17, or under section 47."),),
    Service.SOMEWHERE_ELSE: (_OPEN,),
    Service.NOT_SURE: (_OPEN,),
    Service.FOSTERING: (
        _statutory(
            "A foster carer may complain about support, or about a child's plan, in their own right.",
            speakers=_one(Speaker.FOSTER_CARER),
            abouts=_one(FosteringAbout.SUPPORT, FosteringAbout.CHILD_PLAN),
        ),
        Row(
            Procedure.IRM,
            "Approval as a foster carer is for the Independent Review Mechanism, within 28 days of the letter.",
            "Fostering Services (England) Regulations 2011 reg. 28",
            speakers=frozenset({Speaker.FOSTER_CARER}),
            abouts=frozenset({FosteringAbout.APPROVAL}),
        ),
        Row(
            Procedure.AGENCY,
            "A fostering agency answers complaints about itself; Ofsted oversees it.",
            "Fostering Services (England) Regulations 2011 reg. 18",
            speakers=frozenset({Speaker.FOSTER_CARER}),
            abouts=frozenset({FosteringAbout.MY_AGENCY}),
        ),
        _undecided("It is not clear which part of fostering this is about.", speakers=_one(Speaker.FOSTER_CARER)),
        _statutory("It is about a child's foster placement."),
    ),
    Service.ADOPTION: (
        _statutory(
            "It is about adoption support or a child's adoption plan.",
            "Children Act 1989 s26(3B), SI 2006/1738 reg. 4",
            abouts=_one(AdoptionAbout.SUPPORT, AdoptionAbout.CHILD_PLAN),
        ),
        Row(
            Procedure.IRM,
            "Suitability to adopt is for the Independent Review Mechanism, within its own time limit.",
            "Adoption Agencies Regulations 2005 reg. 27",
            abouts=frozenset({AdoptionAbout.SUITABILITY}),
        ),
        _undecided("It is not clear which part of adoption this is about."),
    ),
    Service.KINSHIP_SGO: (
        _statutory(
            "It is about support for a special guardian or their child.",
            "Children Act 1989 s26(3C), SI 2006/1738 reg. 5",
            speakers=_one(Speaker.SPECIAL_GUARDIAN),
        ),
        _statutory(
            "A child with a special guardian writes about that support.",
            "Children Act 1989 s26(3C), SI 2006/1738 reg. 5",
            speakers=_one(Speaker.CHILD),
            situations=_one(Situation.SPECIAL_GUARDIAN),
        ),
        _statutory(
            "It is about special guardian support, or the council placed the child there.",
            "Children Act 1989 s26(3), s26(3C), SI 2006/1738 reg. 5",
            abouts=_one(KinshipAbout.SPECIAL_GUARDIAN_SUPPORT, KinshipAbout.PLACED_BY_COUNCIL),
        ),
        _undecided("Family and friends care without an order may or may not be help under Part 3."),
    ),
    Service.SEND: (
        Row(
            Procedure.TRIBUNAL,
            "What an education, health and care plan says is for the SEND Tribunal, within its own time limit.",
            "Children and Families Act 2014 s51",
            abouts=frozenset({SendAbout.DECISION}),
        ),
        _corporate(
            "Delay, help not given and poor communication are answered by the council, then the Ombudsman.",
            abouts=_one(SendAbout.DELAY, SendAbout.NOT_DELIVERED, SendAbout.COMMUNICATION),
        ),
        _undecided("It is not clear which part of special educational needs help this is about."),
    ),
    Service.COURT: (
        _statutory(
            "The council's choice to go to court is inside the children's procedure.",
            _REG_3,
            abouts=_one(CourtAbout.GOING_TO_COURT),
        ),
        _corporate("What a worker did in court work is answered by the council.", abouts=_one(CourtAbout.WORKER)),
        _undecided("It is not clear which part of a court matter this is about.", abouts=_one(CourtAbout.NOT_SURE)),
        Row(Procedure.COURT, "Only a court can change an order or look at its reports.", "Children Act 1989 s7, s37"),
    ),
    Service.MY_RECORDS: (
        Row(
            Procedure.ACCESS_REQUEST,
            "Asking to see a file is a request for one's own records.",
            "UK GDPR Art. 15",
            abouts=frozenset({RecordsAbout.SEE_FILE}),
        ),
        Row(
            Procedure.DATA_PROTECTION, "It is about how records were kept or shared.", "Data Protection Act 2018 s164A"
        ),
    ),
    Service.EARLY_HELP: (
        _corporate("Early help is outside the children's procedure.", situations=_one(Situation.NONE, None)),
        _undecided("The child gets other help too, so part of this may be inside the children's procedure."),
    ),
    Service.YOUTH_JUSTICE: (
        _undecided(
            "The child is in care or in a secure place, so part may be inside the procedure.", situations=_LOCKED
        ),
        _corporate("Youth justice is outside the children's procedure."),
    ),
    Service.TRANSPORT: (
        _undecided(
            "The child is in care or in a secure place, so part may be inside the procedure.", situations=_LOCKED
        ),
        _corporate("Home to school transport is outside the children's procedure."),
    ),
    Service.SCHOOL: _elsewhere(Procedure.SCHOOL, "A school answers complaints about itself.", "Education Act 2002 s29"),
    Service.SCHOOL_PLACES: (_corporate("School places are answered by the council; some decisions have an appeal."),),
    Service.HEALTH: _elsewhere(Procedure.OTHER_BODY, "The health service answers for itself.", "SI 2009/309"),
    Service.POLICE: _elsewhere(
        Procedure.OTHER_BODY, "The police answer for themselves.", "Police Reform Act 2002 Part 2"
    ),
    Service.OTHER_COUNCIL: _elsewhere(Procedure.OTHER_BODY, "Another council answers for itself.", _PART_3),
    Service.ADULT_CARE: _elsewhere(
        Procedure.ADULT_SOCIAL_CARE, "Adult social care has its own procedure.", "SI 2009/309"
    ),
}

#: The answer to a service's own follow-up question.
_ABOUT: dict[Service, Callable[[Representation], _About | None]] = {
    Service.SEND: lambda told: told.send_about,
    Service.FOSTERING: lambda told: told.fostering_about,
    Service.ADOPTION: lambda told: told.adoption_about,
    Service.KINSHIP_SGO: lambda told: told.kinship_about,
    Service.COURT: lambda told: told.court_about,
    Service.MY_RECORDS: lambda told: told.records_about,
}

#: Who places and pays decides which council's procedure it is, so a person looks first.
_MAY_BE_ANOTHERS = frozenset({Situation.PRIVATE_FOSTERING, Situation.RESIDENTIAL_SCHOOL})


def suggest(told: Representation, service: Service) -> Suggestion:
    """The procedure for a complaint about one service (conversation.md §2; the sources stand in each row)."""
    ask = _ABOUT.get(service)
    about = ask(told) if ask else None
    row = next(row for row in TABLE[service] if row.fits(told, about))
    reason = f"{row.because} ({row.source})"
    if row.procedure is Procedure.STATUTORY and told.situation in _MAY_BE_ANOTHERS:
        also = "The child is privately fostered or at a residential school, so a person checks whose procedure it is."
        return Suggestion(Procedure.UNDECIDED, (reason, also))
    return Suggestion(row.procedure, (reason,))
