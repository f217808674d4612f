"""Starting, meeting and moving the duties of a case, for the acts that do so. What the law says is in `clocks`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete

from portal.cases.acts.specs import Doing
from portal.cases.casefile import DutyOnFile, IssueOnFile
from portal.cases.handling import case_people, case_stages
from portal.cases.models import case_duties
from portal.clocks.limits import Anchor, Targets
from portal.clocks.running import EXTENSIONS
from portal.clocks.statute import dues
from portal.vocabulary import Due, Duty, Part, Procedure, Stage


def begin_stage(doing: Doing, procedure: Procedure, stage: Stage, on: date) -> None:
    """Begin a stage of one procedure on a London date, if it has not begun."""
    if doing.case.stage_at(procedure, stage) is None:
        doing.add(case_stages, procedure=procedure, stage=stage, begun_on=on)


def change_stage(doing: Doing, procedure: Procedure, stage: Stage, **values: date | str | None) -> None:
    """Keep something of a stage, such as `replied_on`."""
    doing.change(case_stages, {"procedure": procedure, "stage": stage}, **values)


def start_duties(doing: Doing, issues: Iterable[IssueOnFile], events: Mapping[Anchor, date]) -> tuple[Due, ...]:
    """Start every duty of these issues that follows from these events and does not run yet. Returns those started.

    What was promised before stays promised: a duty that runs already is left as it is.
    """
    council, started = doing.office.council, []
    targets = Targets(**asdict(council.targets))
    for issue in issues:
        known = {each.duty for each in doing.case.duties if each.issue == issue.number}
        for due in dues(issue.procedure, events, doing.office.calendar, targets, issue=issue.number):
            if due.duty not in known:
                add_duty(doing, due, issue.team)
                started.append(due)
    return tuple(started)


def add_duty(doing: Doing, due: Due, team: str) -> None:
    """One more thing owed, by a team."""
    doing.add(
        case_duties,
        duty=due.duty,
        issue=due.issue,
        team=team,
        due_on=due.on,
        first_due_on=due.on,
        because=due.because,
    )


def meet(doing: Doing, duties: Iterable[Duty], issues: Iterable[int | None], on: date) -> tuple[DutyOnFile, ...]:
    """Write down that these duties of these issues were done on a London date. Returns those that were still open."""
    met = doing.case.open_duties(duties, issues)
    for each in met:
        doing.change(case_duties, {"id": each.id}, done_on=on)
    return met


def let_go(doing: Doing, duties: Iterable[DutyOnFile], on: date) -> None:
    """These are owed no more since a London date, and were not done: nobody counts them as answered, or as in time."""
    for each in duties:
        doing.change(case_duties, {"id": each.id}, done_on=on, let_go=True)


def put_off(doing: Doing, duty: DutyOnFile, until: date) -> None:
    """Promise a later London date, which rests on the rule of the furthest one there may be. The first stays kept."""
    furthest = EXTENSIONS[duty.duty].furthest
    rule = next(each.because for each in doing.case.duties if (each.duty, each.issue) == (furthest, duty.issue))
    because = f"more time was taken, and they were told; at the latest {rule}"
    doing.change(case_duties, {"id": duty.id}, due_on=until, because=because)


def change_procedure(
    doing: Doing, issue: IssueOnFile, procedure: Procedure, team: str, events: Mapping[Anchor, date]
) -> tuple[DutyOnFile, ...]:
    """Give an issue the duties of another procedure. Returns the open ones it does not owe any more.

    A date that was promised and is earlier than the new one stays: nobody is told a later day because we sorted it.
    """
    targets = Targets(**asdict(doing.office.council.targets))
    owed = {due.duty: due for due in dues(procedure, events, doing.office.calendar, targets, issue=issue.number)}
    known = {each.duty: each for each in doing.case.duties if each.issue == issue.number}
    for duty, due in owed.items():
        if duty not in known:
            add_duty(doing, due, team)
        elif known[duty].is_open and due.on < known[duty].due_on:
            doing.change(case_duties, {"id": known[duty].id}, due_on=due.on, because=due.because)
    dropped = tuple(each for duty, each in known.items() if duty not in owed and each.is_open)
    for each in dropped:
        doing.session.execute(delete(case_duties).where(case_duties.c.id == each.id))
    return dropped


def name_person(doing: Doing, part: Part, name: str, *, on: date, account_id: str | None = None) -> None:
    """Give somebody a part in the case, from a London date."""
    doing.add(case_people, part=part, name=name, account_id=account_id, since=on)
