"""Standing, lateness, consent, a wait and an advocate: each decided by a person, with what has to be written."""

from datetime import date

import pytest

from portal.cases.acts.doing import NotFilledIn, NotNow, NotPermitted
from portal.cases.casefile import CaseFile
from portal.vocabulary import (
    Act,
    AdvocateWish,
    ChildAgrees,
    Flag,
    Happened,
    HappenedWhen,
    LetterKind,
    Part,
    Speaker,
    StaffRole,
    WhatFor,
    YesNoNotSure,
)
from tests.factories import told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

ON_TUESDAY = date(2026, 9, 1)
WHY = "She looks after them every weekend."
LETTER = "We looked at this with care."
#: A case of each kind, and a decision that needs no letter.
DECISIONS: dict[Act, tuple[dict[str, object], dict[str, str]]] = {
    Act.DECIDE_INTEREST: (
        {"speaker": Speaker.FAMILY_OR_FRIEND},
        {"decision": "yes", "child": "considered", "why": WHY},
    ),
    Act.DECIDE_LATE: (
        {"when": HappenedWhen.OVER_A_YEAR},
        {"reason": "yes", "fair": "yes", "decision": "consider", "why": WHY},
    ),
    Act.DECIDE_CONSENT: ({"child_agrees": ChildAgrees.NOT_ASKED}, {"child": "agrees", "why": WHY}),
    Act.DECIDE_FREEZE: (
        {"about_to_change": YesNoNotSure.YES},
        {"decision": "wait", "who": "A Made-up Director", "why": WHY, "letter": LETTER, "how": "post"},
    ),
}
FLAGS = {
    Act.DECIDE_INTEREST: Flag.SUFFICIENT_INTEREST,
    Act.DECIDE_LATE: Flag.LATE_REVIEW,
    Act.DECIDE_CONSENT: Flag.CONSENT,
    Act.DECIDE_FREEZE: Flag.FREEZE,
}


def flagged(desk: StaffDesk, act: Act, key: str = "draft-1") -> str:
    return desk.receive(told(**DECISIONS[act][0]), key=key)  # type: ignore[arg-type]


def decide(desk: StaffDesk, reference: str, act: Act, **other: str) -> CaseFile:
    return desk.does(reference, act, **(DECISIONS[act][1] | other))


def refused(desk: StaffDesk, act: Act, **other: str) -> dict[str, str]:
    reference = flagged(desk, act)
    with pytest.raises(NotFilledIn) as problems:
        decide(desk, reference, act, **other)
    assert desk.file(reference).flag(FLAGS[act]) is not None
    assert desk.file(reference).letters == ()
    return problems.value.problems


@pytest.mark.parametrize("act", DECISIONS)
def test_it_is_decided_once_with_words_that_stay_sealed_and_every_promise_stands(desk: StaffDesk, act: Act):
    reference = flagged(desk, act)
    owed = desk.file(reference).duties
    case = decide(desk, reference, act)
    assert case.flag(FLAGS[act]) is None
    event = case.events[-1]
    assert WHY not in str(event.facts)
    assert WHY in desk.written(reference, event.happened)
    assert case.duties == owed
    with pytest.raises(NotNow, match="It is decided"):
        decide(desk, reference, act)


@pytest.mark.parametrize("act", DECISIONS)
def test_there_is_nothing_to_decide_where_nothing_is_flagged_and_not_for_a_team_manager(desk: StaffDesk, act: Act):
    assert act not in desk.can(desk.receive(told()))
    reference = flagged(desk, act, key="another")
    assert act in desk.can(reference)
    theirs = desk.joins(StaffRole.TEAM_MANAGER, teams=tuple(team.key for team in desk.office.council.teams))
    with pytest.raises(NotPermitted):
        desk.does(reference, act, by=theirs, **DECISIONS[act][1])


@pytest.mark.parametrize("act", [Act.DECIDE_INTEREST, Act.DECIDE_LATE, Act.DECIDE_FREEZE])
def test_these_are_the_managers_to_write_down(desk: StaffDesk, act: Act):
    officer = desk.joins(StaffRole.COMPLAINTS_OFFICER)
    with pytest.raises(NotPermitted):
        desk.does(flagged(desk, act), act, by=officer, **DECISIONS[act][1])


# --- sufficient interest


def test_no_interest_is_told_in_a_letter_and_the_corporate_procedure_offered(desk: StaffDesk):
    reference = flagged(desk, Act.DECIDE_INTEREST)
    no = {"decision": "no", "corporate": "offered", "letter": LETTER, "how": "post"}
    case = decide(desk, reference, Act.DECIDE_INTEREST, **no)
    (letter,) = case.letters
    assert (letter.kind, letter.how, letter.sent_at) == (LetterKind.DECISION, "post", desk.now)
    facts = case.happened(Happened.INTEREST_DECIDED).facts  # type: ignore[union-attr]
    assert facts == {
        "decision": "no",
        "child": "considered",
        "corporate": "offered",
        "on": "2026-09-01",
        "how": "post",
        "letter": letter.id,
    }
    # A person moves each part to the other procedure, with the reason, as any other.
    assert Act.CONFIRM_ROUTE in desk.can(reference)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "corporate"),
        ({"corporate": "offered"}, "letter"),
        ({"corporate": "offered", "letter": LETTER, "how": ""}, "how"),
        ({"corporate": "maybe", "letter": LETTER, "how": "post"}, "corporate"),
    ],
)
def test_a_no_without_a_letter_is_none(desk: StaffDesk, given: dict[str, str], field: str):
    assert set(refused(desk, Act.DECIDE_INTEREST, decision="no", **given)) == {field}


def test_where_no_letter_goes_nobody_asks_whether_its_way_is_safe(desk: StaffDesk):
    reference = flagged(desk, Act.DECIDE_INTEREST)
    case = desk.does(reference, Act.DECIDE_INTEREST, is_unsure=True, **DECISIONS[Act.DECIDE_INTEREST][1], how="post")
    assert case.letters == ()


# --- over a year ago

OMBUDSMAN = "You can go to the Local Government and Social Care Ombudsman."


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": "no"}, "reason"),
        ({"fair": "no"}, "fair"),
        ({"decision": "refuse"}, "letter"),
        ({"decision": "refuse", "letter": LETTER, "how": "post"}, "letter"),
        ({"decision": "refuse", "letter": OMBUDSMAN, "how": ""}, "how"),
        ({"why": ""}, "why"),
        ({"reason": ""}, "reason"),
    ],
)
def test_lateness_is_decided_by_both_questions_and_a_no_names_the_ombudsman(
    desk: StaffDesk, given: dict[str, str], field: str
):
    assert set(refused(desk, Act.DECIDE_LATE, **given)) == {field}


@pytest.mark.parametrize("tests", [("no", "no"), ("no", "yes"), ("yes", "no"), ("yes", "yes")])
def test_no_answer_decides_by_itself(desk: StaffDesk, tests: tuple[str, str]):
    reference = flagged(desk, Act.DECIDE_LATE)
    given = {"reason": tests[0], "fair": tests[1], "decision": "refuse", "letter": OMBUDSMAN, "how": "post"}
    case = decide(desk, reference, Act.DECIDE_LATE, **given)
    facts = case.happened(Happened.LATENESS_DECIDED).facts  # type: ignore[union-attr]
    assert (facts["reason"], facts["fair"], facts["decision"]) == (*tests, "refuse")
    # Nothing closes itself; but nothing more is owed to who was told no, and why.
    assert case.is_open
    assert {each.let_go for each in case.duties if each.issue} == {True}


@pytest.mark.parametrize(
    ("arose_on", "until", "late"),
    [(date(2025, 9, 1), "2026-09-01", False), (date(2025, 8, 31), "2026-08-31", True)],
)
def test_the_year_is_counted_where_its_first_day_is_known(desk: StaffDesk, arose_on: date, until: str, late: bool):
    """Received on 1 September 2026."""
    reference = flagged(desk, Act.DECIDE_LATE)
    given = {"decision": "refuse", "letter": OMBUDSMAN, "how": "post", "arose_on": arose_on}
    if not late:
        with pytest.raises(NotFilledIn) as no:
            decide(desk, reference, Act.DECIDE_LATE, **given)
        assert no.value.problems == {"decision": "They had until 1 September 2026, so it is not late. We look into it."}
        given = {"arose_on": arose_on}
    facts = decide(desk, reference, Act.DECIDE_LATE, **given).happened(Happened.LATENESS_DECIDED).facts  # type: ignore[union-attr]
    assert (facts["arose_on"], facts["complain_by"]) == (arose_on.isoformat(), until)


# --- does the child agree


@pytest.mark.parametrize("child", ["agrees", "does-not-agree", "not-safe-to-ask", "own-right"])
def test_whatever_the_child_says_the_case_goes_on(desk: StaffDesk, child: str):
    reference = flagged(desk, Act.DECIDE_CONSENT)
    before = desk.can(reference)
    case = decide(desk, reference, Act.DECIDE_CONSENT, child=child)
    assert case.happened(Happened.CONSENT_DECIDED).facts["child"] == child  # type: ignore[union-attr]
    assert desk.can(reference) == before - {Act.DECIDE_CONSENT}


def test_a_case_goes_on_without_consent(desk: StaffDesk):
    reference = flagged(desk, Act.DECIDE_CONSENT)
    desk.does(reference, Act.CONFIRM_ROUTE)
    assert Act.ACKNOWLEDGE in desk.can(reference)


# --- a change that was to wait


@pytest.mark.parametrize("given", [{"who": ""}, {"why": ""}, {"letter": ""}, {"how": ""}, {"decision": ""}])
def test_a_wait_is_decided_by_somebody_and_written_to_them(desk: StaffDesk, given: dict[str, str]):
    assert set(refused(desk, Act.DECIDE_FREEZE, **given)) == set(given)


def test_who_decided_about_the_wait_is_kept_sealed(desk: StaffDesk):
    reference = flagged(desk, Act.DECIDE_FREEZE)
    case = decide(desk, reference, Act.DECIDE_FREEZE, decision="do-not-wait")
    facts = case.happened(Happened.FREEZE_DECIDED).facts  # type: ignore[union-attr]
    assert (facts["decision"], facts["on"], facts["how"]) == ("do-not-wait", "2026-09-01", "post")
    assert "Director" not in str(facts)
    assert "A Made-up Director" in desk.written(reference, "freeze-decided")


# --- an advocate


def test_wanting_one_stays_flagged_until_somebody_was_asked(desk: StaffDesk):
    reference = desk.receive(told(advocate=AdvocateWish.YES))
    case = desk.does(reference, Act.OFFER_ADVOCACY, answer="accepted")
    assert case.flag(Flag.ADVOCATE_WANTED) is not None
    case = desk.does(reference, Act.OFFER_ADVOCACY, answer="accepted", who="Plainly Provider", referred_on=ON_TUESDAY)
    assert case.flag(Flag.ADVOCATE_WANTED) is None
    assert len(case.people_as(Part.ADVOCATE)) == 1
    facts = case.happened(Happened.ADVOCACY_OFFERED).facts  # type: ignore[union-attr]
    assert facts == {"on": "2026-09-01", "answer": "accepted", "referred_on": "2026-09-01", "named": True}


def test_not_now_settles_nothing_and_it_may_be_offered_again(desk: StaffDesk):
    reference = desk.receive(told(advocate=AdvocateWish.YES))
    case = desk.does(reference, Act.OFFER_ADVOCACY, answer="not-now")
    assert case.flag(Flag.ADVOCATE_WANTED) is not None
    assert case.people_as(Part.ADVOCATE) == ()
    assert desk.does(reference, Act.OFFER_ADVOCACY, answer="has-one").flag(Flag.ADVOCATE_WANTED) is None


def test_another_advocate_takes_the_place_of_the_first_and_one_may_go(desk: StaffDesk):
    reference = desk.receive(told())
    (first,) = desk.does(reference, Act.OFFER_ADVOCACY, answer="has-one", who="First").people_as(Part.ADVOCATE)
    (second,) = desk.does(reference, Act.OFFER_ADVOCACY, answer="has-one", who="Second").people_as(Part.ADVOCATE)
    assert first.id != second.id
    case = desk.does(reference, Act.OFFER_ADVOCACY, answer="no-more")
    assert case.people_as(Part.ADVOCATE) == ()
    assert [each.until for each in case.people] == [ON_TUESDAY, ON_TUESDAY]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"answer": "not-now", "who": "Somebody"}, "who"),
        ({"answer": "has-one", "referred_on": ON_TUESDAY}, "referred_on"),
        ({"answer": "accepted", "on": date(2026, 9, 2), "referred_on": ON_TUESDAY}, "referred_on"),
        ({"answer": "accepted", "referred_on": date(2026, 8, 31)}, "referred_on"),
        ({}, "answer"),
    ],
)
def test_an_offer_that_cannot_be(desk: StaffDesk, given: dict[str, str | date], field: str):
    reference = desk.on(date(2026, 9, 2)).receive(told())
    with pytest.raises(NotFilledIn) as problems:
        desk.does(reference, Act.OFFER_ADVOCACY, **given)
    assert set(problems.value.problems) == {field}


def test_there_is_nothing_to_help_with_in_thanks(desk: StaffDesk):
    with pytest.raises(NotNow, match="no complaint"):
        desk.does(desk.receive(told(WhatFor.THANKS)), Act.OFFER_ADVOCACY, by=MANAGER, answer="not-now")
