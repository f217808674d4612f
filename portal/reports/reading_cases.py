"""One case that was handled here, from the rows around it, as a report counts it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from portal.reports.facts import CaseFact, Decided, LearningFact, OmbudsmanEnd, PartFact, StageFact
from portal.vocabulary import (
    WITHOUT_FINDING,
    ActionKind,
    Channel,
    ComplainantGroup,
    Duty,
    Flag,
    Happened,
    IssueKind,
    OmbudsmanDecision,
    Outcome,
    Procedure,
    Service,
    Stage,
    Theme,
)

Around = Mapping[str, list[Any]]

#: The duty whose day was promised for the answer at each stage; the day moves where more time was agreed.
ANSWERS: Mapping[Duty, Stage] = {
    Duty.STAGE1_REPLY: Stage.LOCAL_RESOLUTION,
    Duty.CORPORATE1_REPLY: Stage.LOCAL_RESOLUTION,
    Duty.STAGE2_REPLY: Stage.INVESTIGATION,
    Duty.CORPORATE2_REPLY: Stage.INVESTIGATION,
    Duty.STAGE3_REPLY: Stage.REVIEW_PANEL,
}
_IN_TURN = tuple(Stage)
_OMBUDSMAN = {
    None: OmbudsmanEnd.OPEN,
    OmbudsmanDecision.NOT_INVESTIGATED: OmbudsmanEnd.NOT_INVESTIGATED,
    OmbudsmanDecision.UPHELD: OmbudsmanEnd.UPHELD,
    OmbudsmanDecision.NOT_UPHELD: OmbudsmanEnd.NOT_UPHELD,
}
_SAID_YES = frozenset({"yes", "consider", "wait"})
_TAKEN = frozenset({"accepted", "has-one"})


def handled(row: Any, around: Around) -> CaseFact:
    """A row of `cases` with the rows around it."""
    themes: dict[int, list[Theme]] = {}
    for each in around["themes"]:
        themes.setdefault(each.issue, []).append(Theme(each.theme))
    said = {each.happened: each.facts for each in around["told"]}  # the newest of each stands
    offers = [each.facts.get("answer") for each in around["told"] if each.happened == Happened.ADVOCACY_OFFERED]
    return CaseFact(
        reference=row.reference,
        received_on=row.received_on,
        group=ComplainantGroup(row.complainant_group),
        channel=Channel(row.channel),
        parts=tuple(_part(each, tuple(themes.get(each.number, ()))) for each in around["issues"]),
        stages=tuple(_stages(row.received_on, around)),
        closed_on=row.closed_on,
        is_restricted=row.restricted and row.matched_at is None,
        ombudsman=tuple(_OMBUDSMAN[each.decision] for each in around["ombudsman"]),
        learning=tuple(_learning(around["actions"])),
        is_advocacy_offered=bool(offers),
        is_advocacy_taken=bool(_TAKEN.intersection(offers)),
        interest=_decided(said, Happened.INTEREST_DECIDED, around, Flag.SUFFICIENT_INTEREST),
        lateness=_decided(said, Happened.LATENESS_DECIDED, around, Flag.LATE_REVIEW),
        freeze=_decided(said, Happened.FREEZE_DECIDED, around, Flag.FREEZE),
    )


def _learning(actions: list[Any]) -> Iterator[LearningFact]:
    """What was to be learned; what was put right for somebody is another kind of action."""
    for each in actions:
        if each.kind == ActionKind.LEARNING:
            yield LearningFact(each.what, each.due_on, each.done)


def _part(row: Any, themes: tuple[Theme, ...]) -> PartFact:
    return PartFact(
        kind=IssueKind(row.kind),
        procedure=Procedure(row.procedure),
        team=row.team,
        service=Service(row.service),
        outcome=Outcome(row.outcome) if row.outcome else None,
        themes=themes,
    )


def _decided(said: Mapping[str, Any], happened: Happened, around: Around, flag: Flag) -> Decided | None:
    """How a question ended that a flag put; None where nobody put it."""
    if happened in said:
        return Decided.YES if said[happened].get("decision") in _SAID_YES else Decided.NO
    return Decided.OPEN if any(each.flag == flag for each in around["flags"]) else None


def _stages(received_on: date, around: Around) -> Iterator[StageFact]:
    """Each stage that was begun, and the first one of what nobody confirmed yet: its clock runs from receipt."""
    complaints = {each.number: each for each in around["issues"] if each.kind == IssueKind.COMPLAINT}
    promised: dict[tuple[str, Stage], list[Any]] = {}
    for duty in around["duties"]:
        stage = ANSWERS.get(duty.duty)
        if stage and duty.issue in complaints:
            promised.setdefault((complaints[duty.issue].procedure, stage), []).append(duty)
    begun = {(each.procedure, Stage(each.stage)): each for each in around["stages"]}
    for procedure, stage in sorted({*promised, *begun}, key=lambda each: (each[0], _IN_TURN.index(each[1]))):
        parts = [each for each in complaints.values() if each.procedure == procedure]
        if not parts:
            continue
        row, dues = begun.get((procedure, stage)), promised.get((procedure, stage), [])
        answered_on = row.replied_on if row else None
        is_over = all(each.outcome in WITHOUT_FINDING for each in parts) or any(
            (procedure, later) in begun for later in _IN_TURN[_IN_TURN.index(stage) + 1 :]
        )
        yield StageFact(
            Procedure(procedure),
            stage,
            begun_on=row.begun_on if row else received_on,
            due_on=min((each.due_on for each in dues), default=None),
            first_due_on=min((each.first_due_on for each in dues), default=None),
            answered_on=answered_on,
            is_without_answer=answered_on is None and is_over,
        )
