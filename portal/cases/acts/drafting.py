"""Drafts of an answer: each is kept beside every earlier one, and the newest stands in the next form at first.

It refuses to throw anything away: two who write at once both find their words again.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from portal.cases.acts import asked, letters
from portal.cases.acts.by_procedure import chosen, ready, under_way, which, why_none
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, Value, spoken
from portal.cases.acts.specs import ActSpec, Asking, Doing
from portal.cases.casefile import CaseFile, LetterOnFile
from portal.clocks.met import Done, reply_at
from portal.vocabulary import Act, Duty, Happened, LetterKind, Procedure, Stage

NOTHING_OWED = "There is nothing in this case to answer."
UNCONFIRMED = "Confirm the procedure of every part first."
_KINDS = {Done.ADJUDICATION: LetterKind.ADJUDICATION, Done.PANEL_ANSWER: LetterKind.PANEL_ANSWER}


def why_answered(case: CaseFile, procedure: Procedure) -> str | None:
    """Why nothing is to be answered under a procedure at the stage it has come to; None where something is."""
    if procedure is Procedure.IDEA:
        return None if case.open_duties({Duty.IDEA_REPLY}) else "The idea is answered."
    stage = case.stage_of(procedure)
    if stage is None:
        return UNCONFIRMED
    return f"This stage was answered on {spoken(stage.replied_on)}." if stage.replied_on else None


def stage_now(case: CaseFile, procedure: Procedure) -> Stage | None:
    """The stage that an answer is for; an idea has none."""
    stage = case.stage_of(procedure)
    return stage.stage if stage else None


def kind_at(procedure: Procedure, stage: Stage | None) -> LetterKind:
    """What the council's answer is at a stage."""
    reply = reply_at(procedure, stage) if stage else None
    return _KINDS.get(reply, LetterKind.REPLY) if reply else LetterKind.REPLY


def newest_draft(case: CaseFile, procedures: tuple[Procedure, ...]) -> LetterOnFile | None:
    """The newest draft for the stage that any of these procedures is at.

    What was drafted before the procedure was changed is not lost either: it counts for all of them.
    """
    for letter in reversed(case.letters):
        if letter.sent_at or letter.kind not in _DRAFTED:
            continue
        of = Procedure(letter.procedure) if letter.procedure else None
        if of in procedures and letter.stage == stage_now(case, of):
            return letter
        if of not in under_way(case):
            return letter
    return None


_DRAFTED = frozenset({LetterKind.REPLY, *_KINDS.values()})


def draft_as_letter(
    procedures_of: Callable[[CaseFile], tuple[Procedure, ...]],
) -> Callable[[Session, Asking], Mapping[str, Value]]:
    """What an act suggests for its field `letter`: the newest draft for the procedures it may be about, opened."""

    def suggests(session: Session, asking: Asking) -> Mapping[str, Value]:
        newest = newest_draft(asking.case, procedures_of(asking.case))
        return {"letter": letters.body_of(session, newest.id)} if newest else {}

    return suggests


def which_drafted(case: CaseFile, procedures: tuple[Procedure, ...]) -> tuple[Field, ...]:
    """Asks which procedure it is about, where there are several; that of the newest draft stands there at first."""
    newest = newest_draft(case, procedures)
    drafted = next((each for each in procedures if newest and each == newest.procedure), None)
    return which(procedures, drafted)


def letter_as_drafted(asking: Asking, field: Field) -> Field:
    """A field for a letter, with the draft in it that was opened for it."""
    return replace(field, preset=asking.suggested.get(field.name))


def draftable(case: CaseFile) -> tuple[Procedure, ...]:
    """The procedures under which an answer can be drafted."""
    return ready(case, under_way(case), why_answered)


def _may_draft(case: CaseFile, _today: date) -> str | None:
    return closed(case) or why_none(case, under_way(case), why_answered, NOTHING_OWED)


def _draft_fields(asking: Asking) -> tuple[Field, ...]:
    text, _how = asked.letter(
        "Draft",
        "Short sentences and everyday words. Answer each of their points, in their order. Every draft is kept.",
    )
    return *which_drafted(asking.case, draftable(asking.case)), letter_as_drafted(asking, text)


def _draft(doing: Doing) -> None:
    procedure = chosen(doing, draftable(doing.case))
    stage = stage_now(doing.case, procedure)
    kind = kind_at(procedure, stage)
    letter = letters.draft(doing, kind, doing.given.text("letter"), procedure, stage)
    doing.happened(Happened.REPLY_DRAFTED, procedure=procedure, stage=stage, kind=kind, letter=letter)


ACTS = (
    ActSpec(
        act=Act.DRAFT_REPLY,
        label="Draft the reply",
        rule="Nothing is sent. Every draft is kept with the case, and the newest is where the next one starts.",
        when=_may_draft,
        fields=_draft_fields,
        do=_draft,
        suggests=draft_as_letter(draftable),
    ),
)
