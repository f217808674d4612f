"""Takes a case out of its tables: the file in codes and dates. It opens nothing that is sealed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Row, Table, bindparam, select
from sqlalchemy.orm import Session

from portal.cases.casefile import (
    ActionOnFile,
    CaseFile,
    ComplimentOnFile,
    DutyOnFile,
    EventOnFile,
    FlagOnFile,
    IssueOnFile,
    LetterOnFile,
    OmbudsmanOnFile,
    PersonOnFile,
    StageOnFile,
)
from portal.cases.handling import (
    case_actions,
    case_bars,
    case_letters,
    case_links,
    case_people,
    case_stages,
    compliment_ways,
    issue_themes,
    ombudsman_contacts,
)
from portal.cases.models import case_duties, case_events, case_flags, cases, issues
from portal.db import Sealed
from portal.vocabulary import (
    ActionKind,
    CaseState,
    Duty,
    Flag,
    IssueKind,
    OmbudsmanDecision,
    Outcome,
    Part,
    Procedure,
    Service,
    Stage,
    WhatFor,
)


def _clear(table: Table) -> list[Any]:
    """Everything but what is sealed: whoever looks at dates opens no words."""
    return [column for column in table.c if not isinstance(column.type, Sealed)]


_CASE = select(*_clear(cases)).where(cases.c.reference == bindparam("reference"))
_EVENTS = select(*_clear(case_events), case_events.c.words.is_not(None).label("has_words"))
_PARTS = {
    table.name: (_EVENTS if table is case_events else select(*_clear(table)))
    .where(table.c.case_id == bindparam("of"))
    .order_by(*order)
    for table, order in (
        (issues, (issues.c.number,)),
        (issue_themes, (issue_themes.c.issue, issue_themes.c.theme)),
        (case_flags, (case_flags.c.flag,)),
        (case_duties, (case_duties.c.due_on, case_duties.c.duty, case_duties.c.issue)),
        (case_stages, (case_stages.c.begun_on, case_stages.c.procedure, case_stages.c.stage)),
        (case_people, (case_people.c.since, case_people.c.id)),
        (case_actions, (case_actions.c.number,)),
        (case_letters, (case_letters.c.written_at, case_letters.c.id)),
        (ombudsman_contacts, (ombudsman_contacts.c.contacted_on, ombudsman_contacts.c.id)),
        (compliment_ways, (compliment_ways.c.issue,)),
        (case_links, (case_links.c.other,)),
        (case_bars, (case_bars.c.account_id,)),
        (case_events, (case_events.c.number,)),
    )
}
_Rows = Callable[[Table], list[Row[Any]]]


def case_file(session: Session, reference: str, *, locked: bool = False) -> CaseFile | None:
    """The case with this reference; `locked` until the transaction ends, for whoever is about to change it."""
    asked = _CASE.with_for_update() if locked else _CASE
    case = session.execute(asked, {"reference": reference}).one_or_none()
    if case is None:
        return None

    def of(table: Table) -> list[Row[Any]]:
        return list(session.execute(_PARTS[table.name], {"of": case.id}))

    return CaseFile(**_face(case), **_parts(of))


def _face(case: Row[Any]) -> dict[str, Any]:
    """What stands in the case's own row."""
    same = ("id", "reference", "speaker", "complainant_group", "channel", "language", "received_at", "received_on")
    more = ("restricted", "matched_at", "closed_on", "assigned_to")
    face: dict[str, Any] = {name: getattr(case, name) for name in (*same, *more)}
    return face | {"what_for": WhatFor(case.what_for), "state": CaseState(case.state)}


def _parts(of: _Rows) -> dict[str, Any]:
    """What stands in the tables around it."""
    return {
        "issues": _issues(of),
        "flags": tuple(FlagOnFile(Flag(row.flag), row.because, row.settled_on) for row in of(case_flags)),
        "duties": tuple(_duty(row) for row in of(case_duties)),
        "stages": tuple(_stage(row) for row in of(case_stages)),
        "people": tuple(
            PersonOnFile(row.id, Part(row.part), row.account_id, row.since, row.until) for row in of(case_people)
        ),
        "actions": tuple(_action(row) for row in of(case_actions)),
        "letters": tuple(_letter(row) for row in of(case_letters)),
        "ombudsman": tuple(_ombudsman(row) for row in of(ombudsman_contacts)),
        "compliments": tuple(
            ComplimentOnFile(row.issue, row.read_on, row.passed_on, row.reached_on) for row in of(compliment_ways)
        ),
        "links": tuple((row.other, row.how) for row in of(case_links)),
        "bars": frozenset(row.account_id for row in of(case_bars)),
        "events": tuple(
            EventOnFile(row.number, row.at, row.happened, row.by, row.facts, row.has_words) for row in of(case_events)
        ),
    }


def _ombudsman(row: Row[Any]) -> OmbudsmanOnFile:
    decision = OmbudsmanDecision(row.decision) if row.decision else None
    return OmbudsmanOnFile(row.id, row.contacted_on, decision, row.decided_on)


def _issues(of: _Rows) -> tuple[IssueOnFile, ...]:
    themes: dict[int, list[str]] = {}
    for row in of(issue_themes):
        themes.setdefault(row.issue, []).append(row.theme)
    return tuple(
        IssueOnFile(
            number=row.number,
            kind=IssueKind(row.kind),
            service=Service(row.service),
            procedure=Procedure(row.procedure),
            team=row.team,
            because=tuple(row.because),
            confirmed_on=row.confirmed_on,
            outcome=Outcome(row.outcome) if row.outcome else None,
            themes=tuple(themes.get(row.number, ())),
        )
        for row in of(issues)
    )


def _duty(row: Row[Any]) -> DutyOnFile:
    return DutyOnFile(
        id=row.id,
        duty=Duty(row.duty),
        issue=row.issue,
        team=row.team,
        due_on=row.due_on,
        first_due_on=row.first_due_on,
        because=row.because,
        done_on=row.done_on,
        held_on=row.held_on,
        let_go=row.let_go,
    )


def _stage(row: Row[Any]) -> StageOnFile:
    days: dict[str, date | None] = {name: getattr(row, name) for name in _STAGE_DAYS}
    return StageOnFile(
        procedure=Procedure(row.procedure),
        stage=Stage(row.stage),
        begun_on=row.begun_on,
        extended_for=row.extended_for,
        **days,
    )


_STAGE_DAYS = (
    "acknowledged_on",
    "agreed_on",
    "extended_on",
    "held_on",
    "resubmit_until",
    "met_on",
    "reported_on",
    "replied_on",
)


def _action(row: Row[Any]) -> ActionOnFile:
    return ActionOnFile(
        row.number, ActionKind(row.kind), row.what, row.agreed_on, row.due_on, row.settled_on, row.done
    )


def _letter(row: Row[Any]) -> LetterOnFile:
    return LetterOnFile(
        row.id, row.kind, row.procedure, row.stage, row.by, row.written_at, row.sent_at, row.how, row.message_id
    )
