"""Which issues a representation holds, and which team has each: at the worked council, and at one unlike it."""

import pytest
from hypothesis import given

from portal.council import Council
from portal.representations import Representation
from portal.routing.issues import route
from portal.vocabulary import (
    FosteringAbout,
    IssueKind,
    Procedure,
    RecordsAbout,
    SendAbout,
    Service,
    Situation,
    Speaker,
    WhatFor,
)
from tests.factories import sample_council, told, worked_council
from tests.unit.representations.anything import representations

IN_BRIEF = tuple[str, str, str]


def routed(said: Representation, council: Council | None = None) -> list[IN_BRIEF]:
    return [(each.kind, each.service, each.team) for each in route(said, council or worked_council())]


WORKED = {
    "mash": ["first-contact"],
    "pods": ["social-worker", "safety-plan", "in-care"],
    "conference-chairs": ["conference"],
    "leaving-care": ["leaving-care", "homeless"],
    "cypds": ["disability"],
    "send": ["send", "school-places"],
    "fostering": ["fostering", "kinship-sgo"],
    "adoption": ["adoption"],
    "early-help": ["early-help", "young-carer"],
    "youth-justice": ["youth-justice"],
    "transport": ["transport"],
    "information-governance": ["my-records"],
    "complaints": ["school", "court", "health", "police", "other-council", "adult-care", "somewhere-else", "not-sure"],
}
TEAM_OF = {service: team for team, services in WORKED.items() for service in services}


@pytest.mark.parametrize("service", Service)
@pytest.mark.parametrize("what_for", [WhatFor.COMPLAINT, WhatFor.THANKS, WhatFor.IDEA])
def test_the_worked_councils_teams(service: Service, what_for: WhatFor):
    assert routed(told(what_for, service)) == [(routed(told(what_for))[0][0], service, TEAM_OF[service])]


@pytest.mark.parametrize(
    ("said", "procedure"),
    [
        (told(WhatFor.COMPLAINT, Service.SEND, send_about=SendAbout.DECISION), "tribunal"),
        (
            told(
                WhatFor.COMPLAINT,
                Service.FOSTERING,
                speaker=Speaker.FOSTER_CARER,
                fostering_about=FosteringAbout.APPROVAL,
            ),
            "irm",
        ),
        (
            told(
                WhatFor.COMPLAINT,
                Service.FOSTERING,
                speaker=Speaker.FOSTER_CARER,
                fostering_about=FosteringAbout.MY_AGENCY,
            ),
            "agency",
        ),
    ],
)
def test_what_somebody_outside_answers_stays_with_complaints(said: Representation, procedure: str):
    (issue,) = route(said, worked_council())
    assert (issue.procedure, issue.team) == (procedure, "complaints")
    assert "outside" in issue.because[-1]


def test_complaints_come_first_then_thanks_each_in_the_order_picked():
    said = told(
        WhatFor.BOTH, Service.SEND, Service.IN_CARE, thanked=(Service.SCHOOL, Service.ADOPTION), speaker=Speaker.PARENT
    )
    assert routed(said) == [
        ("complaint", "send", "send"),
        ("complaint", "in-care", "pods"),
        ("compliment", "school", "complaints"),
        ("compliment", "adoption", "adoption"),
    ]


def test_one_service_thanked_and_complained_of_is_two_issues():
    said = told(WhatFor.BOTH, Service.IN_CARE, thanked=(Service.IN_CARE,))
    assert routed(said) == [("complaint", "in-care", "pods"), ("compliment", "in-care", "pods")]


def test_a_service_picked_twice_is_one_issue():
    assert routed(told(WhatFor.COMPLAINT, Service.SEND, Service.SEND)) == [("complaint", "send", "send")]


def test_not_sure_is_a_complaint():
    assert routed(Representation(what_for=WhatFor.NOT_SURE)) == [("complaint", "not-sure", "complaints")]


def test_thanks_with_a_service_passed_over_is_a_thank_you_to_nobody_yet():
    assert routed(Representation(what_for=WhatFor.THANKS)) == [("compliment", "not-sure", "complaints")]


@pytest.mark.parametrize(
    ("said", "team", "word"),
    [
        (told(WhatFor.THANKS, Service.IN_CARE), "thanks-desk", "Thanks and ideas"),
        (told(WhatFor.IDEA, Service.MY_RECORDS), "thanks-desk", "Thanks and ideas"),  # the first rule that fits decides
        (told(WhatFor.COMPLAINT, Service.MY_RECORDS), "county-solicitor", "solicitor"),
        (
            told(WhatFor.COMPLAINT, Service.MY_RECORDS, records_about=RecordsAbout.SEE_FILE),
            "county-solicitor",
            "solicitor",
        ),
        (told(WhatFor.COMPLAINT, Service.IN_CARE, speaker=Speaker.SPECIAL_GUARDIAN), "carers", "Carers"),
        (told(WhatFor.COMPLAINT, Service.TRANSPORT, speaker=Speaker.SPECIAL_GUARDIAN), "listening", "Nothing else"),
        (told(WhatFor.COMPLAINT, Service.TRANSPORT, situation=Situation.LEFT_CARE), "south", "south"),
        (told(WhatFor.COMPLAINT, Service.IN_CARE, situation=Situation.IN_CARE), "south", "south"),
        (told(WhatFor.COMPLAINT, Service.IN_CARE), "north", "north"),
        (told(WhatFor.COMPLAINT, Service.IN_CARE, speaker=None), "listening", "Nothing else"),  # nobody fits no rule
        (told(WhatFor.COMPLAINT, Service.NOT_SURE, speaker=None), "front-room", "front room"),
        (told(WhatFor.COMPLAINT, Service.SCHOOL, situation=Situation.IN_CARE), "listening", "outside"),
    ],
)
def test_another_councils_rules_fit_by_kind_service_speaker_situation_and_procedure(
    said: Representation, team: str, word: str
):
    (issue,) = route(said, sample_council())
    assert issue.team == team
    assert word in issue.because[-1]


@given(representations())
def test_every_issue_has_a_team_of_the_file_and_says_why(said: Representation):
    for council in (worked_council(), sample_council()):
        issues = route(said, council)
        assert issues
        for issue in issues:
            assert council.team(issue.team)
            assert len(issue.because) >= 2  # why this procedure, and why this team
            assert all(reason.strip() for reason in issue.because)


@given(representations())
def test_kinds_and_procedures_agree(said: Representation):
    issues = route(said, worked_council())
    assert len({(each.kind, each.service) for each in issues}) == len(issues)
    for issue in issues:
        assert (issue.kind is IssueKind.COMPLIMENT) == (issue.procedure is Procedure.COMPLIMENT)
        assert (issue.kind is IssueKind.IDEA) == (issue.procedure is Procedure.IDEA)
    assert any(each.kind is IssueKind.COMPLAINT for each in issues) == said.has_complaint
    assert any(each.kind is IssueKind.COMPLIMENT for each in issues) == said.has_compliment
