"""Made-up cases with a life behind them: parts, promises, stages, themes, outcomes, flags, events, learning.

Some thousand are made one by one, the same each time; a large database holds those many times over, each copy a case
of its own. So a case costs as much to count in one size as in the other, and what differs is how many there are.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Engine, Table, insert

from portal.cases.handling import (
    case_actions,
    case_stages,
    case_teams,
    case_waits,
    compliment_ways,
    issue_themes,
    ombudsman_contacts,
)
from portal.cases.ids import new_case_id
from portal.cases.models import case_duties, case_events, case_flags, cases, issues
from portal.db import transaction
from portal.vocabulary import (
    Channel,
    ComplainantGroup,
    Duty,
    Flag,
    Happened,
    IssueKind,
    Outcome,
    Procedure,
    Remedy,
    Service,
    Stage,
    Theme,
)
from tests.bench.ordered_ids import CASE_ID, MILLISECONDS
from tests.bench.worklist.filling import without_indexes

MADE = 10_000  # cases made one by one
TEAMS = ("pods", "pods", "pods", "send", "mash", "fostering", "complaints")
_ENDS = (Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD, Outcome.WITHDRAWN)
_PROMISED = {
    Procedure.STATUTORY: (Duty.STAGE1_REPLY, 14),
    Procedure.UNDECIDED: (Duty.STAGE1_REPLY, 14),
    Procedure.CORPORATE: (Duty.CORPORATE1_REPLY, 14),
}
_DECIDED = {
    Flag.SUFFICIENT_INTEREST: (Happened.INTEREST_DECIDED, {"decision": "yes"}),
    Flag.LATE_REVIEW: (Happened.LATENESS_DECIDED, {"decision": "consider"}),
    Flag.FREEZE: (Happened.FREEZE_DECIDED, {"decision": "wait"}),
}
_CLEAR = (Happened.RECEIVED, Happened.ROUTED, Happened.OPENED, Happened.ROUTE_CONFIRMED, Happened.ACKNOWLEDGED)
Rows = dict[Table, list[dict[str, Any]]]


@dataclass
class Made:
    """One case, row by row, the so-manyth. `today` is when it is looked at; what would be later has not happened."""

    luck: Random
    nth: int
    received_on: date
    today: date
    rows: Rows
    id: str = ""
    number: int = 0
    parts: list[tuple[IssueKind, Procedure, str]] = field(default_factory=list)

    def make(self) -> None:
        """All of it."""
        self.id = new_case_id(datetime.combine(self.received_on, time(8), UTC) + timedelta(seconds=self.nth))
        kinds = self.luck.choices(((IssueKind.COMPLIMENT,), (IssueKind.COMPLAINT,), *_MORE), weights=_WEIGHTS)[0]
        for kind in kinds:
            self.parts.append((kind, self._procedure(kind), self.luck.choice(TEAMS)))
        ends_on = self.received_on + timedelta(days=self.luck.randint(8, 45))
        is_closed = ends_on < self.today
        self._case(is_closed, ends_on)
        for at, (kind, procedure, team) in enumerate(self.parts, start=1):
            self._part(at, kind, procedure, team, is_closed)
        for procedure in sorted({procedure for kind, procedure, _ in self.parts if procedure in _PROMISED}):
            self._stages(procedure, ends_on)
        self._after(is_closed)

    def _procedure(self, kind: IssueKind) -> Procedure:
        if kind is not IssueKind.COMPLAINT:
            return Procedure(kind)
        return self.luck.choices((*_PROMISED, Procedure.SCHOOL), weights=(68, 4, 22, 6))[0]

    def _case(self, is_closed: bool, ends_on: date) -> None:
        state = "closed" if is_closed else self.luck.choice(("new", "open", "open", "on-hold"))
        at = datetime.combine(self.received_on, time(10), UTC)
        kept = self.luck.random() < 0.015
        self._add(
            cases,
            id=self.id, key=f"draft-{self.id}", reference=self.id, council="windsor-and-maidenhead",
            what_for="complaint", speaker="child", complainant_group=self.luck.choice([*ComplainantGroup]),
            channel=self.luck.choices([*Channel], weights=(70, 15, 5, 5, 5))[0], language="en_GB", received_at=at,
            received_on=self.received_on, restricted=kept, matched_at=at if kept and is_closed else None, state=state,
            closed_on=ends_on if is_closed else None, representation="made up", transcript="made up",
        )  # fmt: skip
        for team in sorted({team for _, _, team in self.parts}):
            self._add(case_teams, case_id=self.id, team=team, received_on=self.received_on, state=state)
        if state == "new":
            self._add(case_waits, case_id=self.id, what="unopened", team="", since=self.received_on)

    def _part(self, at: int, kind: IssueKind, procedure: Procedure, team: str, is_closed: bool) -> None:
        is_complaint = kind is IssueKind.COMPLAINT
        self._add(
            issues,
            id=self._some_id(), case_id=self.id, number=at, kind=kind, service=self.luck.choice([*Service]),
            procedure=procedure, team=team, because=["made up"], confirmed_on=self.received_on,
            outcome=self.luck.choice(_ENDS) if is_complaint and is_closed else None,
        )  # fmt: skip
        if kind is IssueKind.COMPLIMENT and is_closed:
            reached = self.received_on + timedelta(days=self.luck.randint(2, 9))
            way = {"read_on": self.received_on, "passed_on": reached, "reached_on": reached}
            self._add(compliment_ways, id=self._some_id(), case_id=self.id, issue=at, **way)
        if not is_complaint:
            return
        for theme in self.luck.sample([*Theme], k=self.luck.randint(1, 3)):
            self._add(issue_themes, case_id=self.id, issue=at, theme=theme)
        for duty, days in ((Duty.ACKNOWLEDGEMENT, 4), *((_PROMISED[procedure],) if procedure in _PROMISED else ())):
            due = self.received_on + timedelta(days=days)
            moved = timedelta(days=14 if self.luck.random() < 0.2 else 0)
            known = {"due_on": due + moved, "first_due_on": due, "done_on": due if is_closed else None}
            owes = {"id": self._some_id(), "case_id": self.id, "duty": duty, "issue": at, "team": team}
            self._add(case_duties, **owes, **known, because="made up")

    def _stages(self, procedure: Procedure, ends_on: date) -> None:
        come_to = self.luck.choices((1, 2, 3), weights=(90, 8, 2))[0]
        replied = self.received_on + timedelta(days=self.luck.randint(5, 25))
        for number, stage in enumerate([*Stage][:come_to]):
            begun = self.received_on + timedelta(days=30 * number)
            on = replied + timedelta(days=30 * number)
            known = {"begun_on": begun, "replied_on": on if on < self.today else None}
            if begun < self.today:
                self._add(case_stages, id=self._some_id(), case_id=self.id, procedure=procedure, stage=stage, **known)

    def _after(self, is_closed: bool) -> None:
        for happened in _CLEAR:
            self._event(happened, {})
        flags = [flag for flag in _DECIDED if self.luck.random() < 0.04]
        for flag in (*flags, *((Flag.DANGER,) if self.luck.random() < 0.03 else ())):
            settled = self.received_on if is_closed else None
            self._add(case_flags, case_id=self.id, flag=flag, because="made up", settled_on=settled)
            self._event(Happened.FLAGGED, {"flag": flag, "because": "made up"})
            self._event(*_DECIDED.get(flag, (Happened.OPENED, {})))
        if any(kind is IssueKind.COMPLAINT for kind, _, _ in self.parts):
            self._event(Happened.ADVOCACY_OFFERED, {"answer": self.luck.choice(("accepted", "declined"))})
            self._event(Happened.REPLIED, {})
            self._learning(is_closed)
        self._event(Happened.CLOSED, {})

    def _learning(self, is_closed: bool) -> None:
        if self.luck.random() < 0.12:
            done = is_closed and self.luck.random() < 0.7
            known = {"agreed_on": self.received_on, "due_on": self.received_on + timedelta(days=60)}
            known |= {"settled_on": self.received_on + timedelta(days=50) if done else None, "done": done or None}
            said = {"what": self.luck.choice([*Remedy]), "words": "made up", "owner": "made up"}
            self._add(case_actions, id=self._some_id(), case_id=self.id, number=1, kind="learning", **said, **known)
        if self.luck.random() < 0.05:
            known = {"contacted_on": self.received_on, "decision": self.luck.choice((None, "upheld", "not-upheld"))}
            self._add(ombudsman_contacts, id=self._some_id(), case_id=self.id, **known)

    def _event(self, happened: Happened, facts: dict[str, str]) -> None:
        self.number += 1
        at = datetime.combine(self.received_on, time(10), UTC) + timedelta(minutes=20 * self.number)
        about = {"at": at, "happened": happened, "by": "staff:made-up", "facts": facts}
        self._add(case_events, id=self._some_id(), case_id=self.id, number=self.number, **about)

    def _add(self, table: Table, **values: object) -> None:
        empty = {column.name: None for column in table.columns if column.nullable}
        self.rows[table].append({**empty, **values})

    def _some_id(self) -> str:
        return str(UUID(int=self.luck.getrandbits(128)))


_MORE = (
    (IssueKind.COMPLAINT, IssueKind.COMPLAINT),
    (IssueKind.COMPLAINT, IssueKind.COMPLIMENT),
    (IssueKind.IDEA,),
)
_WEIGHTS = (45, 39, 6, 5, 5)


def fill(engine: Engine, first: date, last: date, today: date, made: int = MADE) -> None:
    """Put in so many cases, received from one day to another, the same number each day."""
    rows: Rows = defaultdict(list)
    luck, days = Random(5), (last - first).days + 1  # noqa: S311 - made up, and the same each time
    for number in range(made):
        Made(luck, number, first + timedelta(days=number * days // made), today, rows).make()
    with transaction(engine, writes=True) as session:
        for table in (cases, *(each for each in rows if each is not cases)):
            session.execute(insert(table), rows[table])


def multiply(address: str, times: int) -> None:
    """Make so many of each case, in PostgreSQL at this address of libpq's. They lie there in order of their day."""
    with psycopg.connect(address, autocommit=True) as door:
        door.execute(
            "SET session_replication_role = replica; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'"
        )
        indexes = without_indexes(door)
        door.execute(CASE_ID)
        door.execute("CREATE TABLE at_first AS SELECT id, row_number() OVER (ORDER BY received_on, id) AS n FROM cases")
        for statement in _copies():
            door.execute(statement, (times - 1,))  # type: ignore[arg-type]
        for index in indexes:
            door.execute(index)  # type: ignore[arg-type]
        door.execute("DROP TABLE at_first")
        door.execute("VACUUM ANALYZE")


def _copies() -> Iterator[str]:
    """A statement a table. A copy's id comes from that of its case and its own number, wherever it stands."""
    for table in (cases, *(each for each in _OF_A_CASE)):
        case_id = "id" if table is cases else "case_id"
        later = f"{MILLISECONDS.format(id=f'was.{case_id}')} + k"
        new = f"pg_temp.case_id({later}, was.{case_id} || '-' || k)"
        fresh = {"id": "gen_random_uuid()::text", case_id: new, "key": new, "reference": new}
        names = [column.name for column in table.columns]
        values = ", ".join(fresh.get(name, f'was."{name}"') for name in names)
        columns = ", ".join(f'"{name}"' for name in names)
        yield (
            f"INSERT INTO {table.name} ({columns}) SELECT {values} FROM {table.name} AS was "  # noqa: S608 - of ours
            f"JOIN at_first ON at_first.id = was.{case_id}, generate_series(1, %s) AS k ORDER BY at_first.n, k"
        )


_OF_A_CASE = (
    issues,
    case_teams,
    case_waits,
    case_duties,
    case_stages,
    issue_themes,
    case_flags,
    case_events,
    case_actions,
    ombudsman_contacts,
    compliment_ways,
)
