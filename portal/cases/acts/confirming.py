"""A person reads what the rules suggested and confirms or changes it, then acknowledges the complaint."""

from datetime import date

from sqlalchemy import select

from portal.cases.acts import asked, letters, running
from portal.cases.acts.fields import Field, FieldKind, Option
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, DutyOnFile, IssueOnFile
from portal.cases.handling import case_teams
from portal.cases.models import case_duties, issues
from portal.clocks.limits import Anchor
from portal.vocabulary import Act, Duty, Happened, LetterHow, LetterKind, Part, Procedure, Stage

ACKNOWLEDGING = frozenset({Duty.ACKNOWLEDGEMENT, Duty.DP_ACKNOWLEDGEMENT})
#: What a complaint may be confirmed as: anything but what only the rules say.
_CHOICES = tuple(
    each for each in Procedure if each not in {Procedure.UNDECIDED, Procedure.COMPLIMENT, Procedure.IDEA}
)


def closed(case: CaseFile) -> str | None:
    """Most acts need an open case."""
    return None if case.is_open else "This case is closed. Reopen it first."


def unconfirmed(case: CaseFile) -> tuple[IssueOnFile, ...]:
    """The complaints that nobody has confirmed a procedure for yet."""
    return tuple(issue for issue in case.complaints if issue.confirmed_on is None)


# --- confirm the route


def _may_confirm(case: CaseFile, _today: date) -> str | None:
    if not case.complaints:
        return "There is no complaint in this case."
    return closed(case)


def _route_fields(asking: Asking) -> tuple[Field, ...]:
    first = next(iter(unconfirmed(asking.case)), asking.case.complaints[0])
    teams = tuple(Option(team.key, team.name_at_start) for team in asking.office.council.teams)
    suggested = first.procedure if first.procedure in _CHOICES else Procedure.STATUTORY
    return (
        Field(
            name="issue",
            label="Which part",
            kind=FieldKind.ONE,
            options=asked.issue_options(asking.case.complaints),
            preset=str(first.number),
        ),
        Field(
            name="procedure",
            label="Procedure",
            kind=FieldKind.ONE,
            hint="If the law covers it, the council must use the Children Act procedure.",
            options=asked.options(_CHOICES),
            preset=suggested,
        ),
        Field(name="team", label="Team that answers", kind=FieldKind.ONE, options=teams, preset=first.team),
        asked.optional_why("Reason", "Needed where you choose another procedure or team than is suggested."),
    )


def _confirm(doing: Doing) -> None:
    issue = doing.case.issue(int(doing.given.text("issue")))
    procedure, team = Procedure(doing.given.text("procedure")), doing.given.text("team")
    why = doing.given.text("why")
    is_other = (procedure, team) != (issue.procedure, issue.team)
    # What was open is decided here, not overridden: only a real choice of the rules needs a reason to be left.
    if is_other and issue.procedure is not Procedure.UNDECIDED and not why:
        raise CannotBeDone("Reason: say why you change what was suggested.", "why")
    doing.change(issues, {"number": issue.number}, procedure=procedure, team=team, confirmed_on=doing.today)
    moved = _move_clocks(doing, issue, procedure, team)
    # A team that gave its part away stands among them still, and may be given it back.
    of_case = case_teams.c.case_id == doing.case.id
    if doing.session.scalar(select(case_teams.c.team).where(of_case, case_teams.c.team == team)) is None:
        doing.add(case_teams, team=team, received_on=doing.case.received_on, state=doing.case.state)
    running.begin_stage(doing, procedure, Stage.LOCAL_RESOLUTION, doing.case.received_on)
    doing.happened(
        Happened.ROUTE_CONFIRMED,
        why,
        issue=issue.number,
        procedure=procedure,
        team=team,
        was_procedure=issue.procedure,
        was_team=issue.team,
        dropped=[f"{each.duty} {each.due_on.isoformat()}" for each in moved],
    )


def _move_clocks(doing: Doing, issue: IssueOnFile, procedure: Procedure, team: str) -> tuple[DutyOnFile, ...]:
    """The duties of the procedure it goes through now, with every promise that still fits it kept."""
    doing.change(case_duties, {"issue": issue.number}, team=team)
    if procedure is issue.procedure:
        return ()
    acknowledged = doing.case.happened(Happened.ACKNOWLEDGED)
    events = {Anchor.RECEIVED: doing.case.received_on}
    if acknowledged:
        events[Anchor.ACKNOWLEDGED] = date.fromisoformat(acknowledged.facts["on"])
    return running.change_procedure(doing, issue, procedure, team, events)


# --- acknowledge


def _may_acknowledge(case: CaseFile, _today: date) -> str | None:
    if not case.open_duties(ACKNOWLEDGING):
        return "It is acknowledged, or nothing has to be."
    if unconfirmed(case):
        return "Confirm the procedure of every part first: the acknowledgement says which it is."
    return closed(case)


def _acknowledgement_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        Field(
            name="points",
            label="Their points",
            kind=FieldKind.LINES,
            hint="One a line, in their own words, as you have agreed them or will ask them to check.",
        ),
        Field(name="contact", label="Who they can ask", hint="A name and a role. Not the person complained about."),
        *asked.letter(
            "What you write to them",
            "Say what happens next, by which date, who answers, and that an advocate is free for them.",
        ),
        asked.day(asking, "on", "Day it was given"),
    )


def _acknowledge(doing: Doing) -> None:
    on, how = doing.given.day("on"), LetterHow(doing.given.text("how"))
    letter = letters.send(doing, LetterKind.ACKNOWLEDGEMENT, doing.given.text("letter"), how)
    running.name_person(doing, Part.CONTACT, doing.given.text("contact"), on=on)
    met = running.meet(doing, ACKNOWLEDGING, {None, *(issue.number for issue in doing.case.issues)}, on)
    for procedure in doing.case.procedures:
        running.change_stage(doing, procedure, Stage.LOCAL_RESOLUTION, acknowledged_on=on)
    # The corporate clock runs from here (Complaint Handling Code); the statute's has run since receipt.
    running.start_duties(doing, doing.case.complaints, {Anchor.ACKNOWLEDGED: on})
    doing.happened(
        Happened.ACKNOWLEDGED,
        doing.given.text("points"),
        on=on,
        how=how,
        letter=letter,
        duties=[each.duty for each in met],
        procedures=list(doing.case.procedures),
    )


ACTS = (
    ActSpec(
        act=Act.CONFIRM_ROUTE,
        label="Confirm procedure and team",
        rule="Children Act 1989 s26(3): where the procedure covers it, the council may not choose another.",
        when=_may_confirm,
        fields=_route_fields,
        do=_confirm,
    ),
    ActSpec(
        act=Act.ACKNOWLEDGE,
        label="Acknowledge",
        rule=(
            "Getting the Best from Complaints (2006): straight away, by a person who confirms the points, the "
            "procedure and a contact."
        ),
        when=_may_acknowledge,
        fields=_acknowledgement_fields,
        do=_acknowledge,
    ),
)
