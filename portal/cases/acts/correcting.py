"""Putting right what was wrong in an answer that was sent: one letter more, at the stage that was answered.

It meets no duty and moves no date, and refuses to change what was found: that has an act of its own.
"""

from datetime import date

from portal.cases.acts import asked, letters
from portal.cases.acts.by_procedure import chosen, ready, which, why_none
from portal.cases.acts.drafting import kind_at
from portal.cases.acts.fields import Field
from portal.cases.acts.later_stages import still_complained
from portal.cases.acts.specs import ActSpec, Asking, Doing
from portal.cases.casefile import CaseFile, StageOnFile
from portal.vocabulary import Act, Happened, LetterHow, Procedure, Stage

_NOTHING_YET = "Nothing was answered yet that could be put right."


def _answered(case: CaseFile, procedure: Procedure) -> StageOnFile | None:
    """The last stage of a procedure that was answered."""
    stages = [each for each in case.stages if each.procedure is procedure and each.replied_on]
    return max(stages, key=lambda each: list(Stage).index(each.stage), default=None)


def _why_not(case: CaseFile, procedure: Procedure) -> str | None:
    if _answered(case, procedure) is None:
        return _NOTHING_YET
    return None if still_complained(case, procedure) else "It was withdrawn."


def _may_correct(case: CaseFile, _today: date) -> str | None:
    # Also once it is closed: a mistake is often found by whoever reads it last.
    return why_none(case, case.procedures, _why_not, _NOTHING_YET)


def _correctable(case: CaseFile) -> tuple[Procedure, ...]:
    return ready(case, case.procedures, _why_not)


def _fields(asking: Asking) -> tuple[Field, ...]:
    return (
        *which(_correctable(asking.case)),
        *asked.letter(
            "What you put right, as they get it",
            "Say which letter was wrong, and where. Say what is right, and that the rest of it stands.",
        ),
        asked.why("What was wrong, and how it came about"),
    )


def _correct(doing: Doing) -> None:
    procedure, how = chosen(doing, _correctable(doing.case)), LetterHow(doing.given.text("how"))
    stage = _answered(doing.case, procedure)
    assert stage is not None  # `when` has asked
    kind = kind_at(procedure, stage.stage)
    letter = letters.send(doing, kind, doing.given.text("letter"), how, procedure=procedure, stage=stage.stage)
    doing.happened(
        Happened.CORRECTED, doing.given.text("why"), procedure=procedure, stage=stage.stage, how=how, letter=letter
    )


ACTS = (
    ActSpec(
        act=Act.SEND_CORRECTION,
        label="Put right what was sent",
        rule="What was sent stays as it was, and this stands beside it. No date moves, and what was found stays found.",
        when=_may_correct,
        fields=_fields,
        do=_correct,
    ),
)
