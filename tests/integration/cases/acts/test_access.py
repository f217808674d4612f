"""Who may see and do what, tried whole: every role, on every kind of case, with every act there is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from portal.cases.acts.doing import NotNow, NotPermitted, NotSeen, do, form, possible, seen_by
from portal.cases.acts.table import TABLE
from portal.cases.handling import case_bars, case_people
from portal.cases.models import cases
from portal.db import transaction
from portal.staff import Staff, permitted
from portal.vocabulary import Act, Part, SafeNow, Service, StaffRole, WhatFor, YesNoNotSure
from tests.factories import told
from tests.integration.cases.acts.conftest import StaffDesk, staff

EVERY_DATABASE = True

R = StaffRole
EVERYBODY = frozenset(StaffRole)
#: Acts about no case: the web asks for them alone.
OF_NO_CASE = {Act.SEE_WORKLIST, Act.SEARCH, Act.SEARCH_BY_NAME, Act.TAKE_DOWN}
OF_NO_CASE |= {Act.SEE_REPORTS, Act.WRITE_REPORT, Act.PUBLISH_REPORT, Act.SEE_DASHBOARD}
OF_NO_CASE |= {Act.SEE_LEARNING, Act.TELL_LEARNING}
#: Acts that are sights, and have no form.
SIGHTS = {Act.OPEN, Act.READ_WORDS, Act.SEE_CONTACT}


@dataclass(frozen=True)
class Kind:
    """A kind of case, and the roles that see it."""

    make: Callable[[StaffDesk, Staff], str]
    seen_by: frozenset[StaffRole]


def _plain(desk: StaffDesk, _who: Staff) -> str:
    return desk.receive(told(services=(Service.IN_CARE,)), key="plain")


def _of_another_team(desk: StaffDesk, _who: Staff) -> str:
    return desk.receive(told(services=(Service.TRANSPORT,)), key="other")


def _in_danger(desk: StaffDesk, _who: Staff) -> str:
    return desk.receive(told(safe_now=SafeNow.YES), key="danger")


def _kept_to_few(desk: StaffDesk, _who: Staff) -> str:
    return desk.receive(told(hurt_by_worker=YesNoNotSure.YES), key="few")


def _matched(desk: StaffDesk, _who: Staff) -> str:
    reference = _kept_to_few(desk, _who)
    _change(desk, reference, matched_at=desk.now)
    return reference


def _about_them(desk: StaffDesk, who: Staff) -> str:
    reference = _matched(desk, who)
    with transaction(desk.engine, writes=True) as session:
        session.execute(case_bars.insert().values(case_id=desk.file(reference).id, account_id=who.id))
    return reference


def _appointed(desk: StaffDesk, who: Staff) -> str:
    reference = _of_another_team(desk, who)
    parts = (Part.INVESTIGATING_OFFICER, Part.ADJUDICATING_OFFICER)
    with transaction(desk.engine, writes=True) as session:
        for part in parts:
            row = {"case_id": desk.file(reference).id, "part": part, "name": "Made-up", "account_id": who.id}
            session.execute(case_people.insert().values(**row, since=desk.now.date()))
    return reference


def _thanks(desk: StaffDesk, _who: Staff) -> str:
    return desk.receive(told(WhatFor.THANKS, Service.IN_CARE, what_went_well="They listened."), key="thanks")


def _change(desk: StaffDesk, reference: str, **values: object) -> None:
    with transaction(desk.engine, writes=True) as session:
        session.execute(cases.update().where(cases.c.reference == reference).values(**values))


_OFFICE = frozenset({R.COMPLAINTS_MANAGER, R.COMPLAINTS_OFFICER, R.SENIOR})
KINDS = {
    "a plain complaint of their team": Kind(_plain, _OFFICE | {R.TEAM_MANAGER}),
    "a plain complaint of another team": Kind(_of_another_team, _OFFICE),
    "somebody in danger": Kind(_in_danger, _OFFICE | {R.TEAM_MANAGER, R.SAFETY_LEAD}),
    "kept to few": Kind(_kept_to_few, frozenset({R.COMPLAINTS_MANAGER, R.SAFETY_LEAD})),
    "kept to few, names matched": Kind(_matched, _OFFICE | {R.TEAM_MANAGER, R.SAFETY_LEAD}),
    "about themselves": Kind(_about_them, frozenset()),
    "one they are appointed to": Kind(_appointed, _OFFICE | {R.INVESTIGATING_OFFICER, R.ADJUDICATING_OFFICER}),
    "thanks that nobody has read": Kind(_thanks, _OFFICE),
}


@pytest.mark.parametrize("role", StaffRole)
@pytest.mark.parametrize("kind", KINDS)
def test_a_role_sees_and_may_do_what_the_tables_say_and_nothing_else(desk: StaffDesk, kind: str, role: StaffRole):
    who = staff(role, teams=("pods",) if role is R.TEAM_MANAGER else ())
    reference, sees = KINDS[kind].make(desk, who), role in KINDS[kind].seen_by
    # What is asked of the database is the sight of a role; the acts are told apart without it.
    acts = (Act.OPEN, Act.ADD_NOTE, Act.CONFIRM_ROUTE) if desk.engine.dialect.name == "postgresql" else tuple(Act)
    assert _answers(desk, reference, acts, who) == {act: _expected(act, role, sees=sees) for act in acts}
    with transaction(desk.engine, writes=False) as session:
        if not sees:
            with pytest.raises(NotSeen):
                seen_by(session, reference, who, desk.office)
            return
        case = seen_by(session, reference, who, desk.office)
        buttons = {spec.act for spec in possible(session, case, who, desk.office, desk.now.date())}
    assert buttons <= permitted({role})


def test_every_act_on_a_case_has_a_form_and_somebody_who_may_do_it():
    # Each act of the vocabulary is either in the table, a sight, or about no case.
    assert set(TABLE) == set(Act) - OF_NO_CASE - SIGHTS
    assert frozenset().union(*(permitted({role}) for role in StaffRole)) == frozenset(Act)


def test_two_roles_of_one_person_do_not_lend_each_other_their_cases(desk: StaffDesk):
    """Somebody who reads everything, and manages one team, does nothing on other teams' cases."""
    both = staff(R.SENIOR, R.TEAM_MANAGER, teams=("transport",))
    reference = _plain(desk, both)
    assert _answers(desk, reference, (Act.ADD_NOTE,), both) == {Act.ADD_NOTE: "not permitted"}
    theirs = _of_another_team(desk, both)
    assert _answers(desk, theirs, (Act.ADD_NOTE,), both) == {Act.ADD_NOTE: "asked"}


def _expected(act: Act, role: StaffRole, *, sees: bool) -> str:
    if not sees:
        return "not seen"
    return "asked" if act in TABLE and act in permitted({role}) else "not permitted"


def _answers(desk: StaffDesk, reference: str, acts: Iterable[Act], who: Staff) -> dict[Act, str]:
    """What the one door says to each act: to whom asks for its form, and to whom posts without having asked."""
    known = {"by": who, "colleagues": (who,), "now": desk.now, "office": desk.office}
    said = {}
    with transaction(desk.engine, writes=True) as session:  # whatever is refused has written nothing
        for act in acts:
            said[act] = _said(lambda act=act: form(session, reference, act, **known))  # type: ignore[misc,arg-type]
            if said[act] != "asked":
                posted = _said(lambda act=act: do(session, reference, act, {}, seen=10_000, **known))  # type: ignore[misc,arg-type]
                assert posted == said[act]
    return said


def _said(asked: Callable[[], object]) -> str:
    try:
        asked()
    except (NotSeen, NotPermitted, NotNow) as refused:
        return _word(refused)
    return "asked"


def _word(refused: Exception) -> str:
    return {NotSeen: "not seen", NotPermitted: "not permitted", NotNow: "asked"}[type(refused)]
