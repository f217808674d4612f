"""One case of before, from its row, as a report counts it."""

from typing import Any

from portal.reports.facts import CaseFact, LearningFact, OmbudsmanEnd, PartFact, StageFact
from portal.vocabulary import ComplainantGroup, IssueKind, Outcome, Procedure, Service, Stage, Theme

#: How the list of a past year says it, and what that was.
OMBUDSMAN = {
    "none": (),
    "made": (OmbudsmanEnd.NOT_INVESTIGATED,),
    "investigated-upheld": (OmbudsmanEnd.UPHELD,),
    "investigated-not-upheld": (OmbudsmanEnd.NOT_UPHELD,),
}
#: With such an end no answer was due at stage 1, nor where the complaint went on without one.
ENDED_UNANSWERED = frozenset({Outcome.WITHDRAWN, Outcome.NOT_ELIGIBLE})
_STAGES = tuple(Stage)


def from_before(row: Any, learned: tuple[str, ...]) -> CaseFact:
    """A row of `past_cases`. Its days are those of its first stage; that it went further is known, but not when."""
    procedure = Procedure(row.procedure)
    outcome = Outcome(row.outcome) if row.outcome else None
    part = PartFact(
        kind=IssueKind(row.kind),
        procedure=procedure,
        team=row.team,
        service=Service(row.service),
        outcome=outcome,
        themes=tuple(Theme(theme) for theme in row.themes),
        is_end_told=outcome is not None or row.replied_on is None,
    )
    return CaseFact(
        reference=row.reference,
        received_on=row.received_on,
        group=ComplainantGroup(row.complainant_group),
        channel=None,
        parts=(part,),
        stages=_stages(row, procedure, outcome) if part.kind is IssueKind.COMPLAINT else (),
        closed_on=row.replied_on,
        ombudsman=OMBUDSMAN[row.ombudsman],
        learning=tuple(LearningFact(each) for each in learned),
        is_from_before=True,
    )


def _stages(row: Any, procedure: Procedure, outcome: Outcome | None) -> tuple[StageFact, ...]:
    reached = _STAGES.index(Stage(row.stage)) if row.stage else 0
    needs_none = outcome in ENDED_UNANSWERED or reached > 0
    first = StageFact(
        procedure,
        Stage.LOCAL_RESOLUTION,
        begun_on=row.received_on,
        due_on=row.due_on,
        first_due_on=row.due_on,
        answered_on=row.replied_on,
        is_without_answer=row.replied_on is None and needs_none,
        # Whatever was found was answered, on some day.
        is_day_told=row.due_on is not None and (row.replied_on is not None or outcome is None),
    )
    further = (StageFact(procedure, stage, row.received_on, is_day_told=False) for stage in _STAGES[1 : reached + 1])
    return (first, *further)
