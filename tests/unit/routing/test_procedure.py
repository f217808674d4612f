"""The law's table, read as cases: who writes, about what, what is true for the child, and which procedure that is."""

from dataclasses import dataclass

import pytest

from portal.routing.procedure import suggest
from portal.vocabulary import (
    AdoptionAbout,
    CourtAbout,
    FosteringAbout,
    KinshipAbout,
    RecordsAbout,
    SendAbout,
    Service,
    Situation,
    Speaker,
    WhatFor,
)
from tests.factories import told

ABOUT = {
    "send": ("send_about", SendAbout),
    "fostering": ("fostering_about", FosteringAbout),
    "adoption": ("adoption_about", AdoptionAbout),
    "kinship-sgo": ("kinship_about", KinshipAbout),
    "court": ("court_about", CourtAbout),
    "my-records": ("records_about", RecordsAbout),
}


@dataclass(frozen=True)
class A:
    """One case. "-" is a question passed over. `word` stands in the reason."""

    who: str
    service: str
    situation: str
    about: str
    procedure: str
    word: str

    def __str__(self) -> str:
        return f"{self.who}, {self.service}, {self.situation}, {self.about}"


CASES = """
child            safety-plan    safety-plan        -                        undecided         section 17
child            safety-plan    -                  -                        undecided         section 17
parent           safety-plan    safety-plan        -                        corporate         child protection plan
care-leaver      safety-plan    -                  -                        corporate         child protection plan
advocate         safety-plan    in-care            -                        corporate         child protection plan
-                safety-plan    -                  -                        corporate         child protection plan

parent           conference     safety-plan        -                        cp-conference     conference
child            conference     -                  -                        cp-conference     conference
child            conference     in-care            -                        undecided         in care
parent           conference     in-care            -                        undecided         in care
-                conference     not-sure           -                        cp-conference     conference

child            in-care        in-care            -                        statutory         looks after
parent           in-care        in-care            -                        statutory         looks after
-                in-care        -                  -                        statutory         looks after
care-leaver      leaving-care   left-care          -                        statutory         s24D
-                leaving-care   -                  -                        statutory         s24D
parent           disability     social-worker      -                        statutory         short breaks
child            young-carer    none               -                        statutory         young carer

child            homeless       homeless           -                        statutory         section 20
care-leaver      homeless       -                  -                        statutory         section 20
parent           homeless       homeless           -                        undecided         Housing for a family
advocate         homeless       -                  -                        undecided         Housing for a family
-                homeless       -                  -                        undecided         Housing for a family

child            social-worker  social-worker      -                        statutory         social worker
-                social-worker  -                  -                        statutory         social worker
child            social-worker  safety-plan        -                        undecided         child protection plan
parent           social-worker  safety-plan        -                        undecided         child protection plan

parent           first-contact  -                  -                        undecided         section 47
child            first-contact  in-care            -                        undecided         section 47
parent           somewhere-else none               -                        undecided         not clear
-                not-sure       -                  -                        undecided         not clear

foster-carer     fostering      -                  support                  statutory         own right
foster-carer     fostering      -                  child-plan               statutory         own right
foster-carer     fostering      -                  approval                 irm               Review Mechanism
foster-carer     fostering      -                  my-agency                agency            agency
foster-carer     fostering      -                  allegation-handling      undecided         which part of fostering
foster-carer     fostering      -                  private                  undecided         which part of fostering
foster-carer     fostering      -                  not-sure                 undecided         which part of fostering
foster-carer     fostering      -                  -                        undecided         which part of fostering
child            fostering      in-care            -                        statutory         foster placement
parent           fostering      -                  approval                 statutory         foster placement
-                fostering      -                  -                        statutory         foster placement

adopter          adoption       adoption           support                  statutory         adoption support
parent           adoption       -                  child-plan               statutory         child's adoption plan
adopter          adoption       -                  suitability              irm               Review Mechanism
adopted-person   adoption       -                  records                  undecided         which part of adoption
adopter          adoption       -                  not-sure                 undecided         which part of adoption
adopter          adoption       -                  -                        undecided         which part of adoption
-                adoption       -                  -                        undecided         which part of adoption

special-guardian kinship-sgo    -                  -                        statutory         special guardian
special-guardian kinship-sgo    -                  family-arrangement       statutory         special guardian
child            kinship-sgo    special-guardian   -                        statutory         special guardian
child            kinship-sgo    in-care            -                        undecided         without an order
parent           kinship-sgo    special-guardian   -                        undecided         without an order
kinship-carer    kinship-sgo    -                  special-guardian-support statutory         special guardian support
kinship-carer    kinship-sgo    -                  placed-by-council        statutory         placed the child
family-or-friend kinship-sgo    -                  placed-by-council        statutory         placed the child
kinship-carer    kinship-sgo    -                  family-arrangement       undecided         without an order
kinship-carer    kinship-sgo    -                  other-order              undecided         without an order
kinship-carer    kinship-sgo    -                  not-sure                 undecided         without an order
kinship-carer    kinship-sgo    -                  -                        undecided         without an order

parent           send           none               decision                 tribunal          Tribunal
parent           send           none               delay                    corporate         Ombudsman
parent           send           none               not-delivered            corporate         Ombudsman
child            send           none               communication            corporate         Ombudsman
parent           send           in-care            not-sure                 undecided         special educational needs
parent           send           -                  -                        undecided         special educational needs

parent           court          -                  going-to-court           statutory         choice to go to court
parent           court          -                  worker                   corporate         worker
parent           court          -                  not-sure                 undecided         court matter
parent           court          -                  order-or-report          court             Only a court
-                court          -                  -                        court             Only a court

child            my-records     -                  see-file                 access-request    see a file
child            my-records     -                  wrong                    data-protection   records
parent           my-records     -                  shared                   data-protection   records
parent           my-records     -                  delay                    data-protection   records
parent           my-records     -                  not-sure                 data-protection   records
child            my-records     in-care            -                        data-protection   records

parent           early-help     none               -                        corporate         outside
parent           early-help     -                  -                        corporate         outside
parent           early-help     social-worker      -                        undecided         other help
child            early-help     in-care            -                        undecided         other help
parent           early-help     not-sure           -                        undecided         other help
parent           early-help     residential-school -                        undecided         other help

child            youth-justice  none               -                        corporate         outside
-                youth-justice  -                  -                        corporate         outside
child            youth-justice  in-care            -                        undecided         in a secure place
parent           youth-justice  secure             -                        undecided         in a secure place
parent           transport      none               -                        corporate         outside
parent           transport      in-care            -                        undecided         in a secure place
child            transport      secure             -                        undecided         in a secure place

parent           school         none               -                        school            A school
parent           school-places  none               -                        corporate         School places
parent           health         -                  -                        other-body        health service
child            police         in-care            -                        other-body        police
parent           other-council  -                  -                        other-body        Another council
parent           adult-care     -                  -                        adult-social-care own procedure

child            in-care        residential-school -                        undecided         whose procedure
parent           disability     private-fostering  -                        undecided         whose procedure
child            social-worker  private-fostering  -                        undecided         whose procedure
foster-carer     fostering      private-fostering  support                  undecided         whose procedure
parent           court          residential-school going-to-court           undecided         whose procedure
special-guardian kinship-sgo    private-fostering  -                        undecided         whose procedure
parent           safety-plan    private-fostering  -                        corporate         child protection plan
parent           conference     residential-school -                        cp-conference     conference
parent           send           residential-school decision                 tribunal          Tribunal
parent           transport      residential-school -                        corporate         outside
parent           school         private-fostering  -                        school            A school
foster-carer     fostering      private-fostering  approval                 irm               Review Mechanism
child            my-records     residential-school see-file                 access-request    see a file
"""
TABLE_OF_CASES = [A(*line.split(maxsplit=5)) for line in CASES.splitlines() if line]


@pytest.mark.parametrize("case", TABLE_OF_CASES, ids=str)
def test_the_procedure_and_its_reason(case: A):
    facts: dict[str, object] = {
        "speaker": None if case.who == "-" else Speaker(case.who),
        "situation": None if case.situation == "-" else Situation(case.situation),
    }
    if case.about != "-":
        field, codes = ABOUT[case.service]
        facts[field] = codes(case.about)
    service = Service(case.service)

    suggested = suggest(told(WhatFor.COMPLAINT, service, **facts), service)

    assert suggested.procedure == case.procedure
    assert case.word in " ".join(suggested.because)


def test_the_cases_cover_every_service():
    assert {case.service for case in TABLE_OF_CASES} == set(Service)


@pytest.mark.parametrize("service", ABOUT)
def test_the_cases_cover_every_answer_to_a_services_own_question(service: str):
    _, codes = ABOUT[service]
    assert {case.about for case in TABLE_OF_CASES if case.service == service} == {*codes, "-"}


def test_the_answer_to_one_services_question_does_not_touch_another():
    said = told(WhatFor.COMPLAINT, Service.SEND, Service.COURT, send_about=SendAbout.DECISION)
    assert suggest(said, Service.COURT).procedure == "court"
    assert suggest(told(send_about=SendAbout.DECISION), Service.IN_CARE).procedure == "statutory"


def test_each_service_picked_is_judged_by_itself():
    said = told(
        WhatFor.COMPLAINT,
        Service.SOCIAL_WORKER,
        Service.SAFETY_PLAN,
        speaker=Speaker.PARENT,
        situation=Situation.SAFETY_PLAN,
    )
    assert [suggest(said, service).procedure for service in said.services] == ["undecided", "corporate"]
