"""Who is told: alerts, notices, and whom a restricted case is kept from."""

from typing import Any

import pytest
from hypothesis import given

from portal.council import Council
from portal.representations import Representation
from portal.routing.flags import raised
from portal.routing.issues import route
from portal.routing.notices import alerts, notices
from portal.vocabulary import (
    Flag,
    FosteringAbout,
    HappenedWhen,
    IssueKind,
    MustNotSee,
    SafeNow,
    SendAbout,
    Service,
    Speaker,
    WhatFor,
    YesNoNotSure,
)
from tests.factories import RECEIVED, council_read_by, sample_council, told, worked_council
from tests.unit.representations.anything import representations

Told = tuple[str, ...]
HURT = {"hurt_by_worker": YesNoNotSure.YES}
SECRET = {"must_not_see": (MustNotSee.PERSON_NAMED,)}


def who_is_told(said: Representation, council: Council | None = None) -> tuple[Told, Told]:
    """Alerted, and given notice."""
    council = council or worked_council()
    issues = route(said, council)
    codes = {each.flag for each in raised(said, RECEIVED.date())}
    return alerts(said, issues, codes, council), notices(said, issues, codes, council)


@pytest.mark.parametrize(
    ("facts", "alerted"),
    [
        ({}, ()),
        ({"safe_now": SafeNow.YES}, ("complaints", "mash", "safety-lead")),
        ({"safe_now": SafeNow.NOT_SURE}, ("complaints", "mash", "safety-lead")),
        ({"safe_now": SafeNow.TALK}, ("complaints", "mash", "safety-lead")),
        (HURT, ("complaints", "safety-lead")),
        ({"about_to_change": YesNoNotSure.YES}, ("complaints",)),
        ({"services": (Service.HOMELESS,)}, ("complaints",)),
        ({"call_back": True}, ("complaints",)),
        ({"services": (Service.SEND,), "send_about": SendAbout.DECISION}, ("complaints",)),
        (
            {
                "services": (Service.FOSTERING,),
                "speaker": Speaker.FOSTER_CARER,
                "fostering_about": FosteringAbout.APPROVAL,
            },
            ("complaints",),
        ),
        ({"services": (Service.SCHOOL, Service.COURT)}, ()),  # no limit of their own that runs out while we look
        (SECRET, ()),  # restricted alone is no alarm
        ({"when": HappenedWhen.OVER_A_YEAR, "speaker": Speaker.FAMILY_OR_FRIEND}, ()),
        ({"safe_now": SafeNow.YES, **HURT}, ("complaints", "mash", "safety-lead")),
    ],
)
def test_who_is_alerted_at_once(facts: dict[str, Any], alerted: Told):
    assert who_is_told(told(**facts))[0] == alerted


@pytest.mark.parametrize(
    ("said", "told_of_it"),
    [
        (told(), ("complaints", "pods")),
        (told(WhatFor.COMPLAINT, Service.SEND, Service.TRANSPORT), ("complaints", "send", "transport")),
        (told(WhatFor.COMPLAINT, Service.SCHOOL), ("complaints",)),
        (told(WhatFor.THANKS, Service.IN_CARE), ("complaints",)),  # a person reads every thank-you first
        (told(WhatFor.BOTH, Service.DISABILITY, thanked=(Service.ADOPTION,)), ("complaints", "cypds")),
        (told(WhatFor.BOTH, Service.DISABILITY, thanked=(Service.DISABILITY,)), ("complaints", "cypds")),
        (told(WhatFor.IDEA, Service.ADOPTION), ("adoption", "complaints")),
        (told(**HURT), ("complaints", "safety-lead")),  # the team is not told until a person decides
        (told(WhatFor.COMPLAINT, Service.SEND, Service.TRANSPORT, **SECRET), ("complaints", "safety-lead")),
        (told(WhatFor.IDEA, Service.ADOPTION, **SECRET), ("complaints", "safety-lead")),
        (told(WhatFor.BOTH, Service.IN_CARE, thanked=(Service.ADOPTION,), **HURT), ("complaints", "safety-lead")),
    ],
)
def test_who_gets_a_notice(said: Representation, told_of_it: Told):
    assert who_is_told(said)[1] == told_of_it


# ------------------------------------------------------------- when the person named reads the inbox

COMPLAINTS_READER = council_read_by(complaints=("Ada Example-Jones", "Mr Bo Li"))
SAFETY_READER = council_read_by(safety_lead=("Dr Cécile O'Sample",))
BOTH_READERS = council_read_by(complaints=("Ada Example-Jones",), safety_lead=("Dr Cécile O'Sample",))
OUTSIDE = "monitoring-officer"


@pytest.mark.parametrize(
    "named",
    [
        "Ada Example-Jones",
        "ada",
        "Ms Jones",
        "ADA EXAMPLE JONES",
        "it was ada, and her friend",
        "Ada's manager",
        "Ada’s manager",
        "adas manager",
        "Jones.",
        "(Example-Jones)",
        "Mr Li",
        "bo",
    ],
)
@pytest.mark.parametrize("where", ["must_not_see_names", "who_was_it"])
def test_a_complaint_about_who_reads_for_complaints_goes_to_the_reader_outside(named: str, where: str):
    said = told(**SECRET, **{where: named})
    assert who_is_told(said, COMPLAINTS_READER) == ((), (OUTSIDE, "safety-lead"))


@pytest.mark.parametrize(
    "named", ["Cécile", "Cecile", "cecile osample", "O’Sample", "O'Sample", "O'Sample's team", "Dr O’Sample’s boss"]
)
def test_a_complaint_about_who_reads_for_safety_goes_to_the_reader_outside(named: str):
    alerted, noticed = who_is_told(told(who_was_it=named, **HURT), SAFETY_READER)
    assert alerted == noticed == ("complaints", OUTSIDE)


def test_about_both_it_goes_to_the_reader_outside_alone_and_once():
    said = told(who_was_it="Ada and Cecile", safe_now=SafeNow.YES, **HURT)
    assert who_is_told(said, BOTH_READERS) == (("mash", OUTSIDE), (OUTSIDE,))


@pytest.mark.parametrize(
    "named",
    [
        "",
        "my social worker",
        "Somebody Else",
        "Adam Other",
        "Joneson",
        "Mr Sample Person",  # shares a title with a reader, and nothing more
        "Dr Nobody",
        "a",
    ],
)
def test_other_names_leave_the_readers_as_they_are(named: str):
    said = told(must_not_see_names=named, **SECRET)
    assert who_is_told(said, BOTH_READERS)[1] == ("complaints", "safety-lead")
    assert who_is_told(said, COMPLAINTS_READER)[1] == ("complaints", "safety-lead")


def test_a_name_in_a_case_that_hides_from_nobody_changes_nothing():
    assert who_is_told(told(who_was_it="Ada Example-Jones"), BOTH_READERS)[1] == ("complaints", "pods")


def test_a_name_in_the_story_is_not_searched_for():
    said = told(what_happened="Ada Example-Jones was kind, but Cecile was not.", **SECRET)
    assert who_is_told(said, BOTH_READERS)[1] == ("complaints", "safety-lead")


def test_another_council_has_its_own_readers_and_its_own_reader_outside():
    said = told(must_not_see_names="Example", safe_now=SafeNow.YES, **SECRET)
    assert who_is_told(said, sample_council()) == (
        ("county-solicitor", "duty-desk", "front-room"),
        ("county-solicitor", "duty-desk"),
    )


@given(representations())
def test_everybody_told_is_a_team_of_the_file_in_one_order(said: Representation):
    for council in (worked_council(), sample_council(), BOTH_READERS):
        for teams in who_is_told(said, council):
            assert list(teams) == sorted(set(teams))
            assert all(council.team(key) for key in teams)


@given(representations())
def test_somebody_is_always_told(said: Representation):
    assert who_is_told(said)[1]


@given(representations())
def test_a_restricted_case_tells_two_teams_and_no_third(said: Representation):
    codes = {each.flag for each in raised(said, RECEIVED.date())}
    told_of_it = set(who_is_told(said)[1])
    if Flag.RESTRICTED in codes:
        assert told_of_it == {"complaints", "safety-lead"}
    else:
        teams = {each.team for each in route(said, worked_council()) if each.kind is not IssueKind.COMPLIMENT}
        assert told_of_it == teams | {"complaints"}
