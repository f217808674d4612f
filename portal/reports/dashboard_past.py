"""Cases of before this portal, for the two years that a dashboard shows: alike ones together, as those handled here.

They come from a council's own list, so they count for whoever oversees every case, and for nobody else.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, Text, case, cast, func, or_, select
from sqlalchemy.orm import Session

from portal.db import connection_of
from portal.reports.dashboard_complaints import LATER, NO_THEME, Alike, Answer, standing_of
from portal.reports.dashboard_periods import Periods, Span
from portal.reports.models import past_cases
from portal.reports.reading_history import ENDED_UNANSWERED
from portal.reports.report import Scope
from portal.reports.scopes import PROCEDURES
from portal.vocabulary import ComplainantGroup, IssueKind

_COMPLAINTS = past_cases.c.kind == IssueKind.COMPLAINT, past_cases.c.procedure.in_(sorted(PROCEDURES[Scope.BOTH]))


def past_complaints(session: Session, periods: Periods) -> Iterator[Alike]:
    """All of them received since the first day of these periods. How they came is not known."""
    face = *past_cases.c["received_on", "complainant_group", "replied_on"], _answer(periods.today).label("answer")
    each = select(*face).where(*_COMPLAINTS, _within(Span(periods.first, periods.today))).subquery("each_past_case")
    asked = select(*each.c, func.count().label("number")).group_by(*each.c)
    for row in connection_of(session).execute(asked):
        group = ComplainantGroup(row.complainant_group)
        yield Alike(row.received_on, group, None, Answer(row.answer), row.replied_on, row.number)


def _answer(today: date) -> ColumnElement[int]:
    """How the first answer stands, told as in `reading_history`."""
    of = past_cases.c
    needed_none = or_(of.outcome.in_(sorted(ENDED_UNANSWERED)), of.stage.in_(LATER))
    # What was found was answered some day: where the list does not say when, its due day tells nothing.
    due_on = case((or_(of.replied_on.is_not(None), of.outcome.is_(None)), of.due_on))
    return standing_of(due_on, of.replied_on, needed_none, today)


def past_thanks(session: Session, periods: Periods) -> Counter[date]:
    """Compliments by the day they were received. When they reached whom they were for is not known."""
    asked = (
        select(past_cases.c.received_on, func.count().label("number"))
        .where(past_cases.c.kind == IssueKind.COMPLIMENT, _within(Span(periods.first, periods.today)))
        .group_by(past_cases.c.received_on)
    )
    return Counter({row.received_on: row.number for row in connection_of(session).execute(asked)})


def past_themes(session: Session, span: Span) -> Counter[str]:
    """Complaints by theme, as in `dashboard_complaints.themes`."""
    raised = cast(past_cases.c.themes, Text).label("raised")
    each = select(raised).where(*_COMPLAINTS, _within(span)).subquery("each_past_theme")
    found = Counter[str]()
    for row in connection_of(session).execute(select(each.c.raised, func.count().label("number")).group_by(*each.c)):
        found.update(dict.fromkeys(json.loads(row.raised) or (NO_THEME,), row.number))
    return found


def _within(span: Span) -> ColumnElement[bool]:
    return past_cases.c.received_on.between(span.first, span.last)
