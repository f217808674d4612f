"""Flags: each raised by what it should be raised by, and not by what only looks like it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.representations import Reply, Representation
from portal.routing.flags import raised
from portal.vocabulary import (
    AdvocateWish,
    ChildAgrees,
    Flag,
    GoingOnElsewhere,
    HappenedWhen,
    KinshipAbout,
    MustNotSee,
    ReplyHow,
    SafeNow,
    Service,
    Situation,
    Speaker,
    WhatFor,
    YesNoNotSure,
)
from tests.factories import RECEIVED, told
from tests.unit.representations.anything import representations

TUESDAY = date(2026, 9, 1)
COMPLAINTS = (WhatFor.COMPLAINT, WhatFor.BOTH, WhatFor.NOT_SURE)
OTHERS = (WhatFor.THANKS, WhatFor.IDEA)


def flags(what_for: WhatFor = WhatFor.COMPLAINT, *services: Service, on: date = TUESDAY, **facts: Any) -> set[Flag]:
    return {each.flag for each in raised(told(what_for, *services, **facts), on)}


def test_an_ordinary_complaint_raises_nothing():
    quiet = told(
        safe_now=SafeNow.NO,
        hurt_by_worker=YesNoNotSure.NO,
        must_not_see=(MustNotSee.NONE,),
        about_to_change=YesNoNotSure.NO,
        when=HappenedWhen.STILL_HAPPENING,
        child_agrees=ChildAgrees.YES,
        going_on_elsewhere=(GoingOnElsewhere.NONE,),
        advocate=AdvocateWish.NOT_NOW,
        your_name="Plainly Madeup",
        reply=Reply(how=ReplyHow.CODE_ONLY),
    )
    assert raised(quiet, TUESDAY) == ()


def test_passing_everything_over_raises_nothing():
    assert raised(Representation(what_for=WhatFor.NOT_SURE), TUESDAY) == ()


@pytest.mark.parametrize(
    ("safe", "flagged"),
    [
        (SafeNow.YES, {Flag.DANGER}),
        (SafeNow.NOT_SURE, {Flag.DANGER}),
        (SafeNow.TALK, {Flag.DANGER, Flag.CALL_BACK}),
        (SafeNow.NO, set()),
        (None, set()),
    ],
)
@pytest.mark.parametrize("what_for", WhatFor)
def test_danger(safe: SafeNow | None, flagged: set[Flag], what_for: WhatFor):
    assert flags(what_for, safe_now=safe) == flagged


def test_asking_to_be_called_is_a_call_back_and_no_danger():
    assert flags(call_back=True) == {Flag.CALL_BACK}


@pytest.mark.parametrize(
    ("hurt", "flagged"),
    [
        (YesNoNotSure.YES, {Flag.LADO, Flag.RESTRICTED}),
        (YesNoNotSure.NOT_SURE, {Flag.LADO, Flag.RESTRICTED}),
        (YesNoNotSure.NO, set()),
        (None, set()),  # a skip is kept as passed over: neither a no nor a yes
    ],
)
def test_hurt_by_a_worker(hurt: YesNoNotSure | None, flagged: set[Flag]):
    assert flags(hurt_by_worker=hurt) == flagged


@pytest.mark.parametrize("who", MustNotSee)
def test_somebody_must_not_see(who: MustNotSee):
    assert flags(must_not_see=(who,)) == (set() if who is MustNotSee.NONE else {Flag.RESTRICTED})


def test_nobody_and_somebody_is_somebody():
    assert flags(must_not_see=(MustNotSee.NONE, MustNotSee.MY_CARER)) == {Flag.RESTRICTED}


@pytest.mark.parametrize("ticked", [(), (MustNotSee.NONE,)])
def test_a_name_is_somebody_whatever_was_ticked_beside_it(ticked: tuple[MustNotSee, ...]):
    assert flags(must_not_see=ticked, must_not_see_names="Plainly Madeup") == {Flag.RESTRICTED}


@pytest.mark.parametrize(
    ("answer", "flagged"),
    [(YesNoNotSure.YES, {Flag.FREEZE}), (YesNoNotSure.NOT_SURE, set()), (YesNoNotSure.NO, set()), (None, set())],
)
def test_something_is_about_to_change(answer: YesNoNotSure | None, flagged: set[Flag]):
    assert flags(about_to_change=answer) == flagged


@pytest.mark.parametrize(
    ("change_on", "soon"),
    [
        ("2026-09-01", True),  # today
        ("2026-09-02", True),
        ("2026-09-03", True),
        ("2026-09-04", False),
        ("2027-09-01", False),
        ("2026-08-30", True),  # gone by already, or a slip: a person looks at once
        ("2026-09", True),  # it may be tomorrow
        ("2026", True),
        ("2026-10", False),
        ("2027", False),
        ("", False),
    ],
)
def test_a_change_within_two_days_is_urgent(change_on: str, soon: bool):
    assert (Flag.URGENT in flags(about_to_change=YesNoNotSure.YES, change_on=change_on)) == soon


def test_two_days_are_days_of_the_calendar_over_a_weekend_too():
    friday = date(2026, 9, 4)
    assert Flag.URGENT in flags(on=friday, about_to_change=YesNoNotSure.YES, change_on="2026-09-06")
    assert Flag.URGENT not in flags(on=friday, about_to_change=YesNoNotSure.YES, change_on="2026-09-07")


def test_a_date_left_from_a_yes_that_became_a_no_is_not_urgent():
    assert flags(about_to_change=YesNoNotSure.NO, change_on="2026-09-02") == set()


def test_not_sure_with_a_near_date_is_urgent_and_asks_for_no_wait():
    assert flags(about_to_change=YesNoNotSure.NOT_SURE, change_on="2026-09-02") == {Flag.URGENT}


@pytest.mark.parametrize("what_for", COMPLAINTS)
def test_no_place_to_stay_is_urgent_by_service_or_by_situation(what_for: WhatFor):
    assert flags(what_for, Service.SOCIAL_WORKER, Service.HOMELESS) == {Flag.URGENT}
    assert flags(what_for, Service.SOCIAL_WORKER, situation=Situation.HOMELESS) == {Flag.URGENT}


@pytest.mark.parametrize("what_for", OTHERS)
def test_thanks_and_ideas_about_help_with_homes_are_not_urgent(what_for: WhatFor):
    assert flags(what_for, Service.HOMELESS, situation=Situation.HOMELESS) == set()


@pytest.mark.parametrize("when", [*HappenedWhen, None])
def test_over_a_year_is_for_a_person_to_decide(when: HappenedWhen | None):
    assert flags(when=when) == ({Flag.LATE_REVIEW} if when is HappenedWhen.OVER_A_YEAR else set())


@pytest.mark.parametrize("agrees", [*ChildAgrees, None])
def test_consent_is_flagged_unless_given_or_not_asked_for(agrees: ChildAgrees | None):
    assert flags(child_agrees=agrees) == (set() if agrees in {ChildAgrees.YES, None} else {Flag.CONSENT})


@pytest.mark.parametrize("who", [*Speaker, None])
@pytest.mark.parametrize("what_for", COMPLAINTS)
def test_who_needs_enough_interest_in_the_childs_welfare(who: Speaker | None, what_for: WhatFor):
    needs = {Speaker.FAMILY_OR_FRIEND, Speaker.PROFESSIONAL, Speaker.SOMEONE_ELSE, Speaker.KINSHIP_CARER}
    assert flags(what_for, speaker=who) == ({Flag.SUFFICIENT_INTEREST} if who in needs else set())


@pytest.mark.parametrize("about", [*KinshipAbout, None])
def test_a_kinship_carer_needs_it_unless_the_council_placed_the_child(about: KinshipAbout | None):
    needed = about is not KinshipAbout.PLACED_BY_COUNCIL
    found = flags(WhatFor.COMPLAINT, Service.KINSHIP_SGO, speaker=Speaker.KINSHIP_CARER, kinship_about=about)
    assert (Flag.SUFFICIENT_INTEREST in found) == needed


def test_a_friend_of_a_placed_child_needs_it_all_the_same():
    found = flags(speaker=Speaker.FAMILY_OR_FRIEND, kinship_about=KinshipAbout.PLACED_BY_COUNCIL)
    assert found == {Flag.SUFFICIENT_INTEREST}


@pytest.mark.parametrize("what_for", OTHERS)
def test_anybody_may_thank_or_have_an_idea(what_for: WhatFor):
    assert flags(what_for, speaker=Speaker.FAMILY_OR_FRIEND) == set()


@pytest.mark.parametrize("wish", [*AdvocateWish, None])
def test_an_advocate_is_wanted_when_somebody_says_yes(wish: AdvocateWish | None):
    assert flags(advocate=wish) == ({Flag.ADVOCATE_WANTED} if wish is AdvocateWish.YES else set())


@pytest.mark.parametrize("elsewhere", GoingOnElsewhere)
def test_proceedings(elsewhere: GoingOnElsewhere):
    may_be_harmed = elsewhere in {"court", "police", "tribunal", "appeal"}
    assert flags(going_on_elsewhere=(elsewhere,)) == ({Flag.PROCEEDINGS} if may_be_harmed else set())


@pytest.mark.parametrize("how", [*ReplyHow, None])
@pytest.mark.parametrize("name", ["", "Plainly Madeup"])
def test_anonymous_is_no_name_and_no_way_to_reply(how: ReplyHow | None, name: str):
    anonymous = not name and how in {ReplyHow.NONE, ReplyHow.CODE_ONLY}
    assert flags(your_name=name, reply=Reply(how=how)) == ({Flag.ANONYMOUS} if anonymous else set())


@given(representations())
def test_flags_come_once_each_in_one_order_with_a_reason(said: Representation):
    found = raised(said, TUESDAY)
    codes = [each.flag for each in found]
    assert codes == sorted(set(codes))
    assert all(each.because.endswith(".") for each in found)


@given(representations())
def test_what_hurt_always_restricts(said: Representation):
    codes = {each.flag for each in raised(said, TUESDAY)}
    assert Flag.RESTRICTED in codes or Flag.LADO not in codes


@given(representations(), st.integers(min_value=0, max_value=400))
def test_a_near_change_stays_urgent_as_its_day_comes(said: Representation, days: int):
    change = (RECEIVED.date() + timedelta(days=days)).isoformat()
    said = told(about_to_change=YesNoNotSure.YES, change_on=change)
    assert (Flag.URGENT in {each.flag for each in raised(said, TUESDAY)}) == (days <= 2)
