"""Acts as somebody would try them who is named in a case, or who sends what no form of ours sends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from portal.cases.access import Viewer, roles_on, seen_among
from portal.cases.acts.doing import NotFilledIn, NotPermitted, NotSeen, do, seen_by
from portal.cases.acts.fields import Field, FieldKind, read
from portal.db import transaction
from portal.staff import Staff, accounts
from portal.staff.accounts import plain_address
from portal.vocabulary import Act, Flag, Service, StaffRole, YesNoNotSure
from tests.factories import council_read_by, office, told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk
from tests.staffing import make_account

EVERY_DATABASE = True

WHY = "A made-up remark on the phone."
R = StaffRole


def sees(desk: StaffDesk, who: Staff, reference: str) -> bool:
    with transaction(desk.engine, writes=False) as session:
        return bool(roles_on(session, reference, Viewer.of(who, desk.office.council)))


def split(desk: StaffDesk) -> tuple[str, str]:
    """One complaint in two cases, with the same words in both."""
    one = desk.receive(told(services=(Service.IN_CARE, Service.LEAVING_CARE)))
    ((other, _how),) = desk.does(one, Act.SPLIT, issues=("2",), why=WHY).links
    return one, other


# ------------------------------------------------------------------------------------- who is named in it


@pytest.mark.parametrize("noticed_in", [0, 1])
def test_the_same_words_in_another_case_are_kept_to_few_too(desk: StaffDesk, noticed_in: int):
    both = split(desk)
    named = desk.joins(R.COMPLAINTS_OFFICER, name="Named Worker")
    assert [sees(desk, named, each) for each in both] == [True, True]
    desk.does(both[noticed_in], Act.RAISE_FLAG, flag="lado", why=WHY)
    assert [sees(desk, named, each) for each in both] == [False, False]
    assert all(desk.file(each).flag(Flag.RESTRICTED) for each in both)
    desk.does(both[noticed_in], Act.MATCH_NAMES, people=(named.id,), found=WHY)
    newcomer = replace(named, id="another account of theirs", since=desk.now + timedelta(hours=1))
    for who in (named, newcomer):
        assert [sees(desk, who, each) for each in both] == [False, False]
    assert [sees(desk, MANAGER, each) for each in both] == [True, True]


def test_an_account_that_was_disabled_while_names_were_matched_sees_nothing_once_it_is_enabled(desk: StaffDesk):
    """Somebody is suspended, is named, is in no list to match, and comes back."""
    reference = desk.receive(told(hurt_by_worker=YesNoNotSure.YES))

    def who(email: str) -> Staff:
        with transaction(desk.engine, writes=False) as session:
            (id_,) = [each.id for each in accounts.everybody(session) if each.email == email]
            return next(each for each in accounts.colleagues(session) if each.id == id_)

    with transaction(desk.engine, writes=True) as session:
        made = make_account(session, R.COMPLAINTS_OFFICER, now=desk.now - timedelta(days=90))
        accounts.disable(session, made.email, desk.now)
        desk.colleagues = (MANAGER, *accounts.colleagues(session))
    desk.does(reference, Act.MATCH_NAMES, found="Nobody who signs in here.")
    desk.now += timedelta(days=1)
    with transaction(desk.engine, writes=True) as session:
        accounts.enable(session, made.email, desk.now)
    assert not sees(desk, who(made.email), reference)
    # Until somebody has asked about them.
    desk.colleagues = (MANAGER, who(made.email))
    desk.now += timedelta(hours=1)
    desk.does(reference, Act.MATCH_NAMES, found="Another of the same name.")
    assert sees(desk, who(made.email), reference)


def test_enabling_an_account_that_is_not_disabled_takes_nothing_from_it(desk: StaffDesk):
    with transaction(desk.engine, writes=True) as session:
        made = make_account(session, now=desk.now)
        accounts.enable(session, made.email, desk.now + timedelta(days=1))
        (known,) = accounts.colleagues(session)
    assert known.since == made.staff.since


def test_harm_that_is_noticed_later_goes_past_an_inbox_that_the_named_person_reads(desk: StaffDesk):
    desk.office = replace(office(), council=council_read_by(complaints=("Ada Example",)))
    reference = desk.receive(told(who_was_it="Ada Example from complaints"))
    lead = desk.joins(R.SAFETY_LEAD)
    desk.does(reference, Act.RAISE_FLAG, by=MANAGER, flag="lado", why=WHY)
    council = desk.office.council
    alerted = {to for kind, to in desk.posted() if kind == "alert"}
    assert alerted == {council.team(key).inbox for key in ("safety-lead", council.safety.fallback_reader)}
    assert not sees(desk, MANAGER, reference)
    assert sees(desk, lead, reference)
    assert sees(desk, desk.joins(R.OUTSIDE_READER), reference)


def test_whoever_is_kept_from_a_case_cannot_do_anything_to_it_by_any_role(desk: StaffDesk):
    reference = desk.receive(told(services=(Service.IN_CARE,)))
    named = desk.joins(*R, name="Named Person", teams=("pods",))
    desk.does(reference, Act.RAISE_FLAG, flag="lado", why=WHY)
    desk.does(reference, Act.MATCH_NAMES, people=(named.id,), found=WHY)
    more = {"by": named, "colleagues": desk.colleagues, "now": desk.now, "office": desk.office}
    for act in Act:
        with transaction(desk.engine, writes=True) as session, pytest.raises(NotSeen):
            do(session, reference, act, {}, seen=10_000, **more)  # type: ignore[arg-type]
    with transaction(desk.engine, writes=False) as session:
        assert seen_among(session, [reference], Viewer.of(named, desk.office.council)) == frozenset()
        assert seen_among(session, [reference, reference], Viewer.of(MANAGER, desk.office.council)) == {reference}
        for locked in (False, True):
            with pytest.raises(NotSeen):
                seen_by(session, reference, named, desk.office, locked=locked)


def test_a_hidden_case_takes_as_long_as_none(desk: StaffDesk):
    """Else whoever guesses a reference learns by the clock what the page does not say."""
    hidden, other = desk.receive(told(services=(Service.IN_CARE,))), desk.joins(R.TEAM_MANAGER, teams=("transport",))
    asked: dict[str, list[str]] = {}
    for reference in (hidden, "BBBB-BBBB"):
        said = asked[reference] = []

        def note(_connection: object, _cursor: object, statement: str, *_more: object, said: list[str] = said) -> None:
            said.append(statement)

        event.listen(desk.engine, "before_cursor_execute", note)
        with transaction(desk.engine, writes=False) as session, pytest.raises(NotSeen):
            seen_by(session, reference, other, desk.office)
        event.remove(desk.engine, "before_cursor_execute", note)
    assert asked[hidden] == asked["BBBB-BBBB"] != []


@pytest.mark.parametrize("act", [Act.ASSIGN, Act.APPOINT])
def test_nobody_kept_from_a_case_is_offered_for_it(desk: StaffDesk, act: Act):
    reference = desk.receive(told(services=(Service.IN_CARE,)))
    named = desk.joins(R.COMPLAINTS_OFFICER, R.INVESTIGATING_OFFICER, name="Named Person")
    desk.does(reference, Act.RAISE_FLAG, flag="lado", why=WHY)
    desk.does(reference, Act.MATCH_NAMES, people=(named.id,), found=WHY)
    with pytest.raises(Exception, match=r"put right|Confirm|stage"):
        desk.does(reference, act, **({"to": named.id} if act is Act.ASSIGN else {}))
    assert desk.file(reference).assigned_to is None


# ------------------------------------------------------------------------------------- what no form of ours sends


@pytest.mark.parametrize(
    ("act", "given"),
    [
        (Act.SET_THEMES, {"issue": "99", "themes": ("attitude",)}),
        (Act.SET_THEMES, {"issue": "-1"}),
        (Act.SET_THEMES, {"issue": "１"}),  # a digit of another alphabet
        (Act.ASSIGN, {"to": "00000000-0000-4000-8000-000000000000"}),
        (Act.ASSIGN, {"to": "\x00"}),
        (Act.LINK, {"other": "BBBB-BBBB", "how": "same-matter"}),
        (Act.LINK, {"other": "\x00\u202e", "how": "split"}),
        (Act.RAISE_FLAG, {"flag": "undelivered", "why": WHY}),
        (Act.RAISE_FLAG, {"flag": "restricted", "why": WHY}),
        (Act.CONFIRM_ROUTE, {"issue": "1", "procedure": "compliment"}),
        (Act.CONFIRM_ROUTE, {"issue": "1", "team": "no-such-team"}),
        (Act.SPLIT, {"issues": ("1", "2"), "why": WHY}),
        (Act.SPLIT, {"issues": ("7",), "why": WHY}),
    ],
)
def test_what_was_not_offered_is_not_taken(desk: StaffDesk, act: Act, given: dict[str, str]):
    reference = desk.receive(told(services=(Service.IN_CARE, Service.LEAVING_CARE)))
    before = desk.file(reference)
    with pytest.raises(NotFilledIn):
        desk.does(reference, act, **given)
    assert desk.file(reference) == before


def test_a_part_that_is_given_away_and_back_is_given_back(desk: StaffDesk):
    reference = desk.receive(told(services=(Service.IN_CARE,)))
    for team in ("transport", "pods", "transport", "pods"):
        case = desk.does(reference, Act.CONFIRM_ROUTE, issue="1", team=team, why=WHY)
        assert [each.team for each in case.issues] == [team]


@pytest.mark.parametrize("year", ["99999999999", "9" * 5000, "0", "-2026", "٢٠٢٦", "20２6", "", "1e3", "\x00"])
def test_a_year_that_is_none_is_said_beside_its_boxes(year: str):
    asked = Field(name="on", label="Day", kind=FieldKind.DAY, earliest=date(2026, 1, 1))
    given, problems = read((asked,), {"on-day": ["1"], "on-month": ["9"], "on-year": [year]})
    assert (given.day_or_none("on"), set(problems)) == (None, {"on"})


def test_an_act_of_a_role_on_a_case_seen_by_another_is_not_permitted(desk: StaffDesk):
    reference = desk.receive(told(services=(Service.TRANSPORT,)))
    both = desk.joins(R.SENIOR, R.TEAM_MANAGER, R.OUTSIDE_READER, teams=("pods",))
    more = {"by": both, "colleagues": desk.colleagues, "now": desk.now, "office": desk.office}
    for act in (Act.ADD_NOTE, Act.CLOSE, Act.DRAFT_REPLY, Act.MATCH_NAMES, Act.REPORT_RETALIATION):
        with transaction(desk.engine, writes=True) as session, pytest.raises(NotPermitted):
            do(session, reference, act, {"note": [WHY]}, seen=10_000, **more)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------- whose address it is


@pytest.mark.parametrize("looks_like", ["rowan.\u017fample@council.example", "\u212aim@council.example"])
def test_an_address_in_letters_that_fold_to_ours_is_nobody_elses(looks_like: str):
    assert plain_address(looks_like) is None
