"""Complaints of two years as the database counts them: how many are alike in everything that a dashboard shows.

Codes and dates only. Whether an answer came in time is told as in `ends`, but within the database: what comes out of
it are days and counts, however many cases there are.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from portal.cases.handling import case_stages, issue_themes
from portal.cases.models import case_duties, issues
from portal.db import connection_of
from portal.reports.dashboard_periods import Periods, Span
from portal.reports.dashboard_sight import Sight
from portal.reports.reading_cases import ANSWERS
from portal.reports.report import Scope
from portal.reports.scopes import PROCEDURES
from portal.vocabulary import WITHOUT_FINDING, Channel, ComplainantGroup, IssueKind, Stage


class Answer(IntEnum):
    """How the first answer to a complaint stands. Of several procedures of one case the worst counts: the highest."""

    NONE_NEEDED = 0  # withdrawn, not looked into, or the next stage came first
    IN_TIME = 1  # by the day that was promised, or a later one agreed
    NOT_DUE = 2  # or nothing is known of its day
    LATE = 3  # after it, or not yet and the day is over


#: Those whose time has run, one way or the other.
TIMED = frozenset({Answer.IN_TIME, Answer.LATE})


@dataclass(frozen=True, slots=True)
class Alike:
    """So many complaints that are alike. `channel` is not known of those from before this portal."""

    received_on: date
    group: ComplainantGroup
    channel: Channel | None
    answer: Answer
    answered_on: date | None
    number: int


#: A complaint that one of the two procedures of the report answers.
OF_THE_REPORT = and_(issues.c.kind == IssueKind.COMPLAINT, issues.c.procedure.in_(sorted(PROCEDURES[Scope.BOTH])))
_FIRST_ANSWERS = sorted(duty for duty, stage in ANSWERS.items() if stage is Stage.LOCAL_RESOLUTION)
LATER = sorted(stage for stage in Stage if stage is not Stage.LOCAL_RESOLUTION)
#: What stands in place of a theme where nobody has set one yet.
NO_THEME = "no-theme"


def complaints(session: Session, sight: Sight, periods: Periods) -> Iterator[Alike]:
    """All complaints received from the first day of these periods up to today, those together that are alike."""
    answers = _answers(sight, Span(periods.first, periods.today))
    face = answers.c["case_id", "received_on", "complainant_group", "channel"]
    answered_on = func.min(answers.c.replied_on).label("answered_on")
    each = select(*face, _worst(answers, periods.today), answered_on).group_by(*face).subquery("each_case")
    alike = each.c["received_on", "complainant_group", "channel", "answer", "answered_on"]
    for row in connection_of(session).execute(select(*alike, func.count().label("number")).group_by(*alike)):
        group, channel = ComplainantGroup(row.complainant_group), Channel(row.channel)
        yield Alike(row.received_on, group, channel, Answer(row.answer), row.answered_on, row.number)


def answers_of_teams(session: Session, sight: Sight, periods: Periods) -> Mapping[str, Counter[Answer]]:
    """Complaints of the last twelve months by team and by how their answer stands; once in each team with a part."""
    answers = _answers(sight, periods.now)
    at_a_team = and_(issues.c.case_id == answers.c.case_id, issues.c.procedure == answers.c.procedure)
    each = (
        select(issues.c.team, issues.c.case_id, _worst(answers, periods.today))
        .join_from(answers, issues, and_(at_a_team, OF_THE_REPORT, sight.ours))
        .group_by(issues.c.team, issues.c.case_id)
        .subquery("each_team")
    )
    found: dict[str, Counter[Answer]] = {}
    asked = select(each.c.team, each.c.answer, func.count().label("number")).group_by(each.c.team, each.c.answer)
    for row in connection_of(session).execute(asked):
        if sight.teams is None or row.team in sight.teams:
            found.setdefault(row.team, Counter())[Answer(row.answer)] = row.number
    return found


def themes(session: Session, sight: Sight, span: Span) -> Counter[str]:
    """Complaints received in this time by theme, those without any under NO_THEME.

    One that raises several counts once in each.
    """
    of_issue = and_(issues.c.case_id == issue_themes.c.case_id, issues.c.number == issue_themes.c.issue)
    received = sight.received(span)
    raised = (
        select(issues.c.case_id, issue_themes.c.theme)
        .join_from(received, issues, and_(issues.c.case_id == received.c.id, OF_THE_REPORT, sight.ours))
        .outerjoin(issue_themes, of_issue)
        .subquery("raised")
    )
    number, theme, case_id = func.count(raised.c.case_id.distinct()), raised.c.theme, raised.c.case_id
    with_some = select(theme, number.label("number")).where(theme.is_not(None)).group_by(theme)
    with_none = select(case_id).group_by(case_id).having(func.count(theme) == 0).subquery("with_none")
    ask = connection_of(session).execute
    found = Counter({row.theme: row.number for row in ask(with_some)})
    return found + Counter({NO_THEME: ask(select(func.count()).select_from(with_none)).scalar_one()})


def standing_of(
    due_on: ColumnElement[Any], replied_on: ColumnElement[Any], is_over: ColumnElement[bool], today: date
) -> ColumnElement[int]:
    """How one answer stands, as `ends` tells it. `is_over`: it ended, though perhaps nobody answered."""
    return case(
        (and_(replied_on.is_(None), is_over), int(Answer.NONE_NEEDED)),
        (due_on.is_(None), int(Answer.NOT_DUE)),
        (and_(replied_on.is_(None), due_on >= today), int(Answer.NOT_DUE)),
        (or_(replied_on.is_(None), replied_on > due_on), int(Answer.LATE)),
        else_=int(Answer.IN_TIME),
    )


def _worst(answers: Subquery, today: date) -> ColumnElement[int]:
    # Where no stage was begun and no day was promised, nothing can be said of that procedure.
    is_known = or_(answers.c.due_on.is_not(None), answers.c.begun > 0)
    stands = standing_of(answers.c.due_on, answers.c.replied_on, answers.c.is_over == 1, today)
    return func.coalesce(func.max(case((is_known, stands))), int(Answer.NOT_DUE)).label("answer")


def _answers(sight: Sight, span: Span) -> Subquery:
    """The first answer to each complaint, one a procedure: its day, and the day that was promised last."""
    owed, stage, later = case_duties.alias("owed"), case_stages.alias("first_stage"), case_stages.alias("later_stage")
    is_owed = and_(owed.c.case_id == issues.c.case_id, owed.c.issue == issues.c.number)
    of_stage = and_(stage.c.case_id == issues.c.case_id, stage.c.procedure == issues.c.procedure)
    of_later = and_(later.c.case_id == issues.c.case_id, later.c.procedure == issues.c.procedure)
    has_ended = func.min(case((issues.c.outcome.in_(sorted(WITHOUT_FINDING)), 1), else_=0))
    received = sight.received(span)
    face = *issues.c["case_id", "procedure"], *received.c["received_on", "complainant_group", "channel"]
    return (
        select(
            *face,
            func.min(owed.c.due_on).label("due_on"),
            func.max(stage.c.replied_on).label("replied_on"),
            func.count(stage.c.id).label("begun"),
            case((or_(func.count(later.c.id) > 0, has_ended == 1), 1), else_=0).label("is_over"),
        )
        .join_from(received, issues, and_(issues.c.case_id == received.c.id, OF_THE_REPORT, sight.ours))
        .outerjoin(owed, and_(is_owed, owed.c.duty.in_(_FIRST_ANSWERS)))
        .outerjoin(stage, and_(of_stage, stage.c.stage == Stage.LOCAL_RESOLUTION))
        .outerjoin(later, and_(of_later, later.c.stage.in_(LATER)))
        .group_by(*face)
        .subquery("answers")
    )
