"""Facts for a report, out of the tables: the cases received in some days, a few at a time, however many there are.

It only reads, within one transaction, so that all of it is true at one moment. It opens nothing that is sealed but what
was learned from cases of before: how many things those were, nothing else tells.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, literal, select, tuple_
from sqlalchemy.orm import Session

from portal.cases.handling import case_actions, case_stages, issue_themes, ombudsman_contacts
from portal.cases.listing import up_to
from portal.cases.models import case_duties, case_events, case_flags, cases, issues
from portal.db import connection_of, piece_by_piece, unhurried
from portal.reports.facts import CaseFact
from portal.reports.models import past_cases
from portal.reports.reading_cases import handled
from portal.reports.reading_history import from_before
from portal.vocabulary import Flag, Happened

#: Cases read at once.
AT_ONCE = 2_000

OnTheWay = Callable[[int], object]


def _nobody(_read: int) -> None:
    """Nobody waits to be told."""


_TOLD = (Happened.ADVOCACY_OFFERED, Happened.INTEREST_DECIDED, Happened.LATENESS_DECIDED, Happened.FREEZE_DECIDED)
_ASKED = (Flag.SUFFICIENT_INTEREST, Flag.LATE_REVIEW, Flag.FREEZE)
_HANDLED = select(
    cases.c.id,
    cases.c.reference,
    cases.c.received_on,
    cases.c.complainant_group,
    cases.c.channel,
    cases.c.closed_on,
    cases.c.restricted,
    cases.c.matched_at,
).order_by(cases.c.received_on, cases.c.id)
#: What stands around a case, by the name it is read under.
_AROUND: Mapping[str, Select[Any]] = {
    "issues": select(
        issues.c.case_id,
        issues.c.number,
        issues.c.kind,
        issues.c.service,
        issues.c.procedure,
        issues.c.team,
        issues.c.outcome,
    ).order_by(issues.c.case_id, issues.c.number),
    "themes": select(issue_themes.c.case_id, issue_themes.c.issue, issue_themes.c.theme).order_by(
        issue_themes.c.case_id, issue_themes.c.issue, issue_themes.c.theme
    ),
    "stages": select(
        case_stages.c.case_id,
        case_stages.c.procedure,
        case_stages.c.stage,
        case_stages.c.begun_on,
        case_stages.c.replied_on,
    ).order_by(case_stages.c.case_id, case_stages.c.begun_on, case_stages.c.procedure, case_stages.c.stage),
    "duties": select(
        case_duties.c.case_id,
        case_duties.c.duty,
        case_duties.c.issue,
        case_duties.c.due_on,
        case_duties.c.first_due_on,
    ),
    # Of every kind: asked for learning alone, PostgreSQL reads all that was ever learned, each time.
    "actions": select(
        case_actions.c.case_id, case_actions.c.kind, case_actions.c.what, case_actions.c.due_on, case_actions.c.done
    ).order_by(case_actions.c.case_id, case_actions.c.number),
    "ombudsman": select(ombudsman_contacts.c.case_id, ombudsman_contacts.c.decision).order_by(
        ombudsman_contacts.c.case_id, ombudsman_contacts.c.contacted_on, ombudsman_contacts.c.id
    ),
    "told": select(case_events.c.case_id, case_events.c.happened, case_events.c.facts)
    .where(case_events.c.happened.in_(_TOLD))
    .order_by(case_events.c.case_id, case_events.c.number),
    "flags": select(case_flags.c.case_id, case_flags.c.flag).where(case_flags.c.flag.in_(_ASKED)),
}


def case_facts(
    session: Session, first: date, last: date, *, on_the_way: OnTheWay = _nobody
) -> Iterator[CaseFact]:
    """Every case received from one London date to another, both included: those of before, then those handled here.

    `on_the_way` is told now and then how many more were read.
    """
    with unhurried(connection_of(session)):
        piece_by_piece(connection_of(session))
        yield from _of_before(session, first, last, on_the_way)
        yield from _of_here(session, first, last, on_the_way)


def _of_here(session: Session, first: date, last: date, on_the_way: OnTheWay) -> Iterator[CaseFact]:
    ask = connection_of(session).execute
    place = tuple_(cases.c.received_on, cases.c.id)
    within = _HANDLED.where(cases.c.received_on <= last).limit(up_to(AT_ONCE))
    after = and_(cases.c.received_on >= first)
    while rows := ask(within.where(after)).all():
        theirs = within.where(after).with_only_columns(cases.c.id)
        around = {name: _by_case(ask(_of(theirs, asked))) for name, asked in _AROUND.items()}
        for row in rows:
            yield handled(row, {name: found.get(row.id, []) for name, found in around.items()})
        on_the_way(len(rows))
        end = tuple_(literal(rows[-1].received_on), literal(rows[-1].id))
        after = and_(cases.c.received_on >= rows[-1].received_on, place > end)


def _of(theirs: Select[Any], asked: Select[Any]) -> Select[Any]:
    """The same, of these cases alone.

    Of so many, said in the statement: how few cases lie between two places PostgreSQL cannot tell, and it would sort
    and merge whole indexes for as many as it guesses.
    """
    case_id = next(column for column in asked.exported_columns if column.name == "case_id")
    return asked.where(case_id.in_(theirs))


def _by_case(rows: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _of_before(session: Session, first: date, last: date, on_the_way: OnTheWay) -> Iterator[CaseFact]:
    asked = (
        select(past_cases)
        .where(past_cases.c.received_on <= last)
        .order_by(past_cases.c.received_on, past_cases.c.reference)
        .limit(AT_ONCE)
    )
    place = tuple_(past_cases.c.received_on, past_cases.c.reference)
    after = and_(past_cases.c.received_on >= first)
    ask = connection_of(session).execute
    while rows := ask(asked.where(after)).all():
        for row in rows:
            yield from_before(row, tuple(json.loads(row.learning)) if row.learning else ())
        on_the_way(len(rows))
        last_place = tuple_(literal(rows[-1].received_on), literal(rows[-1].reference))
        after = and_(past_cases.c.received_on >= rows[-1].received_on, place > last_place)


