"""Who asks for what: every list and search, as the rooms are asked and as a browser asks the staff's door."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import update

from portal.cases import search, worklist
from portal.cases.models import cases
from portal.cases.search import Sought
from portal.cases.waiting import Wait
from portal.cases.worklist import Whose
from portal.db import transaction
from portal.staff import Staff, sessions
from portal.staff.sessions import Source, Standing
from portal.vocabulary import CaseState, StaffRole
from tests.bench.worklist.filling import CASES_A_PERSON, FIRST_TEAM, Filled
from tests.portals import PortalAtHand
from tests.staffing import make_account

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_FROM_HERE = {"Origin": "http://localhost", "Referer": "http://localhost/staff/search"}


@dataclass(frozen=True)
class Council:
    """One filled portal with the people who look."""

    portal: PortalAtHand
    filled: Filled
    staff: Mapping[StaffRole, Staff]
    browsers: Mapping[StaffRole, FlaskClient]
    tokens: Mapping[StaffRole, str]


@dataclass(frozen=True)
class Asked:
    """One page: who asks for it, what the room is asked, and what the browser sends. Each takes the turn's number."""

    by: StaffRole
    room: Callable[[Any, Staff, Council, int], object]
    path: str
    form: Callable[[Council, int], Mapping[str, str]] | None = None


def council_of(portal: PortalAtHand, filled: Filled) -> Council:
    """The people who look, signed in; the officer has as many cases as anybody."""
    staff, browsers, tokens = {}, {}, {}
    for role in (StaffRole.COMPLAINTS_MANAGER, StaffRole.COMPLAINTS_OFFICER, StaffRole.TEAM_MANAGER):
        with transaction(portal.engine, writes=True) as session:
            made = make_account(session, role, teams=(FIRST_TEAM,), now=portal.clock())
            standing = {"standing": Standing.IN, "source": Source.LOCAL}
            token = sessions.begin(session, made.staff.id, now=portal.clock(), **standing)  # type: ignore[arg-type]
            if role is StaffRole.COMPLAINTS_OFFICER:
                of_theirs = cases.c.state == CaseState.OPEN
                some = cases.select().with_only_columns(cases.c.id).where(of_theirs).limit(CASES_A_PERSON)
                session.execute(update(cases).where(cases.c.id.in_(some)).values(assigned_to=made.staff.id))
        portal.app.test_client_class = None  # the eyes of the tests' client would be measured too
        browsers[role] = portal.app.test_client()
        browsers[role].set_cookie("staff", token, path="/staff")
        (tokens[role],) = set(_TOKEN.findall(browsers[role].get("/staff/search").text)[-1:])
        staff[role] = made.staff
    return Council(portal, filled, staff, browsers, tokens)


def _due(whose: Whose, by: StaffRole) -> Asked:
    def room(session: Any, staff: Staff, council: Council, _turn: int) -> object:
        return worklist.due(session, staff, council.portal.office, whose, now=council.portal.clock())

    return Asked(by, room, f"/staff/worklist/{whose}")


def _waits(wait: Wait) -> Asked:
    def room(session: Any, staff: Staff, council: Council, _turn: int) -> object:
        return worklist.waiting(session, staff, council.portal.office, wait, now=council.portal.clock())

    return Asked(StaffRole.COMPLAINTS_MANAGER, room, f"/staff/worklist/{wait}")


def _found(sought: Callable[[Council, int], Sought]) -> Asked:
    def room(session: Any, staff: Staff, council: Council, turn: int) -> object:
        return search.found(session, staff, council.portal.office, sought(council, turn))

    def form(council: Council, turn: int) -> Mapping[str, str]:
        return dict(_typed(sought(council, turn)))

    return Asked(StaffRole.COMPLAINTS_MANAGER, room, "/staff/search", form)


def _typed(sought: Sought) -> Mapping[str, str]:
    days = {"since": sought.since, "until": sought.until}
    boxes = {f"{name}-{part}": str(getattr(day, part)) for name, day in days.items() if day for part in _PARTS}
    texts = {"reference": sought.reference, "team": sought.team, "state": sought.state or "", "name": sought.name}
    return boxes | {name: str(text) for name, text in texts.items() if text}


_PARTS = ("day", "month", "year")
_STATES = (CaseState.OPEN, CaseState.NEW, CaseState.CLOSED, CaseState.ON_HOLD)


def _a_month(_council: Council, turn: int) -> Sought:
    year, month = 2017 + turn % 9, 1 + turn % 12
    return Sought(since=date(year, month, 1), until=date(year, month, 28))


def _counts(session: Any, staff: Staff, council: Council, _turn: int) -> object:
    return worklist.counts(session, staff, council.portal.office)


PAGES: Mapping[str, Asked] = {
    "all": _due(Whose.ALL, StaffRole.COMPLAINTS_MANAGER),
    "team": _due(Whose.TEAMS, StaffRole.TEAM_MANAGER),
    "mine": _due(Whose.MINE, StaffRole.COMPLAINTS_OFFICER),
    "counts of the tabs": Asked(StaffRole.COMPLAINTS_MANAGER, _counts, "/staff/"),
    "counts of the tabs, team manager": Asked(StaffRole.TEAM_MANAGER, _counts, "/staff/"),
    **{f"waiting: {wait}": _waits(wait) for wait in Wait},
    "search: reference": _found(lambda it, turn: Sought(reference=it.filled.references[turn % 400])),
    "search: dates": _found(_a_month),
    "search: team": _found(lambda _it, _turn: Sought(team=FIRST_TEAM)),
    "search: state": _found(lambda _it, turn: Sought(state=_STATES[turn % 4])),
    "search: team and state": _found(lambda _it, turn: Sought(team=FIRST_TEAM, state=_STATES[turn % 4])),
    "search: name": _found(lambda it, turn: Sought(name=it.filled.names[turn % len(it.filled.names)])),
}

#: Not held to the ratio: nobody has such a name.
WORST = {
    "search: a name of the commonest word": _found(lambda it, turn: Sought(name=it.filled.worst_names[turn % 50])),
}


def milliseconds(asked: Asked, council: Council, turn: int) -> tuple[float, float]:
    """What the room took, with its transaction, and what the whole page took through the door."""
    begun = perf_counter()
    with transaction(council.portal.engine, writes=False) as session:
        asked.room(session, council.staff[asked.by], council, turn)
    looked = perf_counter()
    browser = council.browsers[asked.by]
    form = asked.form(council, turn) if asked.form else None
    asking = perf_counter()
    if form is None:
        response = browser.get(asked.path)
    else:
        posted = {**form, "csrf_token": council.tokens[asked.by]}
        response = browser.post(asked.path, data=posted, headers=_FROM_HERE)
    done = perf_counter()
    # A reference leads to its case.
    assert response.status_code in {200, 303}, (asked.path, response.status_code)
    return (looked - begun) * 1000, (done - asking) * 1000
