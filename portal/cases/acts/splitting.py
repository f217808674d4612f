"""Taking some parts of a case into a case of their own: the same words, the same day, the same promises.

It refuses to copy what the post and its readers did: that stays with the case it happened to.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import Table, delete, insert, select, update

from portal.cases import waiting
from portal.cases.acts import asked
from portal.cases.acts.confirming import closed
from portal.cases.acts.events import add_event
from portal.cases.acts.fields import Field, FieldKind
from portal.cases.acts.first_reading import taken_flags
from portal.cases.acts.sorting import link_both
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing, written_by
from portal.cases.acts.states import keep_state
from portal.cases.casefile import CaseFile
from portal.cases.filing import case_file
from portal.cases.handling import (
    case_bars,
    case_names,
    case_people,
    case_readers,
    case_stages,
    case_teams,
    compliment_ways,
    issue_themes,
)
from portal.cases.ids import new_case_id
from portal.cases.intake import free_reference
from portal.cases.linked import LinkHow
from portal.cases.models import case_duties, case_events, case_flags, cases, issues
from portal.vocabulary import Act, Flag, Happened, Procedure

#: Raised where a message of the other case was lost, and taken off when it arrives: it says nothing of this one.
_OF_THE_POST = frozenset({Flag.UNDELIVERED, Flag.TEAM_NOT_TOLD})
#: What is copied row for row, and who has a part in it.
_COPIED = (case_readers, case_bars, case_names, case_people, case_flags)
#: What belongs to one part and goes with it.
_OF_AN_ISSUE = (issue_themes, case_duties, compliment_ways)
#: What happened to the whole case, and so to both: what is asked of a case later looks for these.
_OF_THE_WHOLE = frozenset(
    {
        Happened.RECEIVED,
        Happened.NOTIFIED,
        Happened.FLAGGED,
        Happened.UNFLAGGED,
        Happened.NAMES_MATCHED,
        Happened.ACKNOWLEDGED,
        Happened.ADVOCACY_OFFERED,
        Happened.INTEREST_DECIDED,
        Happened.LATENESS_DECIDED,
        Happened.CONSENT_DECIDED,
        Happened.FREEZE_DECIDED,
        Happened.RETALIATION_REPORTED,
        Happened.RETALIATION_ACTED_ON,
    }
)
_OF_TWO_CASES = frozenset({Happened.LINKED, Happened.SPLIT_OFF})


def _may_split(case: CaseFile, _today: date) -> str | None:
    if len(case.issues) < 2 or not case.complaints:
        return "There is nothing to split: a complaint stays, and something must go."
    if case.is_kept_to_few:
        return "Match the names first, so that both are kept from the same people."
    return closed(case)


def _fields(asking: Asking) -> tuple[Field, ...]:
    return (
        Field(
            name="issues",
            label="Parts that go into a case of their own",
            kind=FieldKind.SEVERAL,
            hint="The new case has all their words and the same dates. At least one complaint stays here.",
            options=asked.issue_options(asking.case.issues),
        ),
        asked.why(),
    )


def _split(doing: Doing) -> None:
    going = tuple(int(each) for each in doing.given.several("issues"))
    if not {issue.number for issue in doing.case.complaints} - set(going):
        raise CannotBeDone("Leave at least one complaint in this case.", "issues")
    numbers = {was: number for number, was in enumerate(sorted(going), start=1)}
    new_id, reference = _same_case(doing)
    for table in _COPIED:
        _copy(doing, table, new_id)
    _move_issues(doing, new_id, numbers)
    _move_stages(doing, new_id, going)
    _keep_teams(doing, new_id, going)
    new = _filed(doing, reference)
    link_both(doing.session, doing.case, new, LinkHow.SPLIT)
    _tell_both(doing, new, numbers)
    filed = _filed(doing, reference)
    keep_state(doing.session, filed)
    waiting.keep(doing.session, filed)


def _filed(doing: Doing, reference: str) -> CaseFile:
    doing.session.flush()
    filed = case_file(doing.session, reference)
    assert filed is not None
    return filed


def _same_case(doing: Doing) -> tuple[str, str]:
    """A case with the same words, received at the same moment. Returns its id and reference."""
    row = dict(doing.session.execute(select(cases).where(cases.c.id == doing.case.id)).mappings().one())
    new_id, reference = new_case_id(doing.now), free_reference(doing.session)
    # No draft leads to it: their code opens the case it was given for, and what is asked of that asks both.
    row |= {"id": new_id, "reference": reference, "key": f"split-{new_id}", "assigned_to": None}
    doing.session.execute(insert(cases).values(**row))
    return new_id, reference


def _copy(doing: Doing, table: Table, new_id: str) -> None:
    rows = doing.session.execute(select(table).where(table.c.case_id == doing.case.id)).mappings().all()
    for row in rows:
        fresh = {"id": str(uuid4())} if "id" in table.c else {}
        if row.get("flag") not in _OF_THE_POST:
            doing.session.execute(insert(table).values(**{**row, "case_id": new_id, **fresh}))


def _move_issues(doing: Doing, new_id: str, numbers: Mapping[int, int]) -> None:
    """The parts and all that hangs on them. What stays keeps its numbers: what happened names them."""
    for was, number in numbers.items():
        of_it = issues.c.case_id == doing.case.id, issues.c.number == was
        doing.session.execute(update(issues).where(*of_it).values(case_id=new_id, number=number))
        for table in _OF_AN_ISSUE:
            doing.change(table, {"issue": was}, case_id=new_id, issue=number)


def _move_stages(doing: Doing, new_id: str, going: tuple[int, ...]) -> None:
    """The stages of what goes: moved where nothing of their procedure stays, and in both cases where some does."""
    staying = {issue.procedure for issue in doing.case.complaints if issue.number not in going}
    leaving = {issue.procedure for issue in doing.case.complaints if issue.number in going}
    of_case = select(case_stages).where(case_stages.c.case_id == doing.case.id)
    for row in doing.session.execute(of_case).mappings().all():
        if row["procedure"] not in leaving:
            continue
        doing.session.execute(insert(case_stages).values(**{**row, "id": str(uuid4()), "case_id": new_id}))
        if row["procedure"] not in staying:
            doing.session.execute(delete(case_stages).where(case_stages.c.id == row["id"]))


def _keep_teams(doing: Doing, new_id: str, going: tuple[int, ...]) -> None:
    """Each case is in the lists of the teams that have a part of it, and of no other."""
    here = {issue.team for issue in doing.case.issues if issue.number not in going}
    there = {issue.team for issue in doing.case.issues if issue.number in going}
    of_case = case_teams.c.case_id == doing.case.id
    doing.session.execute(delete(case_teams).where(of_case, case_teams.c.team.not_in(sorted(here))))
    for team in sorted(there):
        row = {"case_id": new_id, "team": team, "received_on": doing.case.received_on, "state": doing.case.state}
        doing.session.execute(insert(case_teams).values(**row))


def _tell_both(doing: Doing, new: CaseFile, numbers: Mapping[int, int]) -> None:
    """What happened so far to the parts that went is told in their case too, and in each that there are two now."""
    _retell(doing, new, numbers)
    by, why, now = written_by(doing.by), doing.given.text("why"), doing.now
    # Else an alert that was taken would climb again in the new case.
    taken = sorted(flag for flag in taken_flags(doing.case) if doing.case.flag(flag))
    if taken:
        facts: dict[str, Any] = {"flags": taken, "taken_in": doing.case.reference}
        add_event(doing.session, new.id, Happened.ALERT_TAKEN, by=by, now=now, facts=facts)
    facts = {"of": doing.case.reference, "were": list(numbers), "issues": list(numbers.values())}
    add_event(doing.session, new.id, Happened.SPLIT_OFF, by=by, now=now, facts=facts, words=why)
    doing.happened(Happened.SPLIT_OFF, why, to=new.reference, issues=list(numbers))


def _retell(doing: Doing, new: CaseFile, numbers: Mapping[int, int]) -> None:
    """Copy the events that concern what went, in order, with the numbers their parts have now."""
    rows = doing.session.execute(
        select(case_events).where(case_events.c.case_id == doing.case.id).order_by(case_events.c.number)
    )
    procedures = {doing.case.issue(was).procedure for was in numbers}
    told = filter(None, (_retold(row, numbers, procedures) for row in rows.mappings().all()))
    for number, row in enumerate(told, start=1):
        fresh = {"id": str(uuid4()), "case_id": new.id, "number": number}
        doing.session.execute(insert(case_events).values(**{**row, **fresh}))


def _retold(
    row: Mapping[Any, Any], numbers: Mapping[int, int], procedures: set[Procedure]
) -> dict[str, Any] | None:
    """An event as the new case tells it; None where it is none of its own."""
    facts: dict[str, Any] = row["facts"]
    if row["happened"] in _OF_TWO_CASES or facts.get("flag") in _OF_THE_POST:
        return None
    if "issue" in facts:
        return {**row, "facts": facts | {"issue": numbers[facts["issue"]]}} if facts["issue"] in numbers else None
    if "issues" in facts:
        moved = [numbers[each] for each in facts["issues"] if each in numbers]
        return {**row, "facts": facts | {"issues": moved}} if moved else None
    if "procedure" in facts:
        return dict(row) if facts["procedure"] in procedures else None
    return dict(row) if row["happened"] in _OF_THE_WHOLE else None


ACTS = (
    ActSpec(
        act=Act.SPLIT,
        label="Split into two cases",
        rule="SI 2006/1738 reg. 13: each representation is recorded, with its own outcome and its own time limits.",
        when=_may_split,
        fields=_fields,
        do=_split,
    ),
)
