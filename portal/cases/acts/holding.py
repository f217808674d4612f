"""A complaint waits for other proceedings that it might harm, and is taken up again when it need not (reg. 8).

Only considering it may stop: it is acknowledged all the same. It refuses to decide whether harm is likely: a person
does, and says why in writing. That a court is at work is not enough by itself.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from portal.cases.acts import asked, letters, running
from portal.cases.acts.by_procedure import numbers, under_way
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, FieldKind, Option, spoken
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, DutyOnFile, StageOnFile
from portal.cases.models import case_duties
from portal.clocks.guides import resubmit_until
from portal.clocks.running import may_change
from portal.clocks.statute import limit_for
from portal.vocabulary import Act, Duty, Happened, LetterHow, LetterKind, Procedure, Stage


class Proceedings(StrEnum):
    """The other matter that a complaint might harm."""

    COURT = "court"
    TRIBUNAL = "tribunal"
    DISCIPLINARY = "disciplinary"
    CRIMINAL = "criminal"


class TakenUp(StrEnum):
    """What has become of a hold."""

    ENDED = "ended"  # the other matter; they have a year now to send theirs again
    SENT_AGAIN = "sent-again"
    NOT_NEEDED = "not-needed"


#: What a hold stops at each stage. A date of an earlier stage that nobody kept stays late.
HELD_AT: Mapping[Stage, frozenset[Duty]] = {
    Stage.LOCAL_RESOLUTION: frozenset({Duty.STAGE1_REPLY, Duty.STAGE1_LATEST}),
    Stage.INVESTIGATION: frozenset({Duty.STAGE2_REPLY, Duty.STAGE2_LATEST}),
    Stage.REVIEW_PANEL: frozenset({Duty.STAGE3_PANEL, Duty.STAGE3_REPORT, Duty.STAGE3_REPLY}),
}
_PROCEEDINGS = (
    Option(Proceedings.COURT.value, "A court case"),
    Option(Proceedings.TRIBUNAL.value, "A tribunal"),
    Option(Proceedings.DISCIPLINARY.value, "A disciplinary matter about somebody who works here"),
    Option(Proceedings.CRIMINAL.value, "A criminal matter"),
)
_TAKEN_UP = (
    Option(TakenUp.SENT_AGAIN.value, "They have sent it again", "The time to answer starts anew from that day."),
    Option(TakenUp.NOT_NEEDED.value, "It need not wait any more", "A date that is still ahead stands."),
    Option(TakenUp.ENDED.value, "The other matter has ended", "It still waits: they have a year to send it again."),
)


def _stage(case: CaseFile) -> StageOnFile | None:
    return case.stage_of(Procedure.STATUTORY) if Procedure.STATUTORY in under_way(case) else None


def _open(case: CaseFile, stage: StageOnFile) -> tuple[DutyOnFile, ...]:
    return case.open_duties(HELD_AT[stage.stage], numbers(case, Procedure.STATUTORY))


# --- hold


def _may_hold(case: CaseFile, _today: date) -> str | None:
    if not case.is_open:
        return closed(case)
    if Procedure.STATUTORY not in under_way(case):
        return "Only the stages of the children’s procedure can be put on hold."
    stage = _stage(case)
    if stage is None:
        return "Confirm the procedure of every part first."
    changed = may_change(done_on=stage.replied_on, held_on=stage.held_on)
    if changed is None and not _open(case, stage):
        return "No date runs here that could be put on hold."
    return changed


def _hold_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        Field(
            name="proceedings",
            label="What it waits for",
            kind=FieldKind.ONE,
            hint="That a court is at work is not enough. Split off what need not wait before you put this on hold.",
            options=_PROCEEDINGS,
        ),
        asked.why("How looking into it now might harm that matter"),
        *asked.letter(
            "What you write to them",
            "Say that you stop for now, why, and what it waits for. Say that they can send it again "
            "until one year after that matter ends, and that you will tell them the date.",
        ),
        asked.day(asking, "on", "Day from which it waits"),
    )


def _hold(doing: Doing) -> None:
    stage, on, how = _stage(doing.case), doing.given.day("on"), LetterHow(doing.given.text("how"))
    assert stage is not None  # `when` has asked
    if on < stage.begun_on:
        raise CannotBeDone(f"Day from which it waits: this stage began on {spoken(stage.begun_on)}.", "on")
    held = _open(doing.case, stage)
    letter = letters.send(
        doing, LetterKind.HOLD, doing.given.text("letter"), how, procedure=stage.procedure, stage=stage.stage
    )
    for each in held:
        doing.change(case_duties, {"id": each.id}, held_on=on)
    running.change_stage(doing, stage.procedure, stage.stage, held_on=on, resubmit_until=None)
    doing.happened(
        Happened.HELD,
        doing.given.text("why"),
        procedure=stage.procedure,
        stage=stage.stage,
        proceedings=Proceedings(doing.given.text("proceedings")),
        on=on,
        held=_dates(held),
        letter=letter,
        how=how,
    )


def _dates(rows: tuple[DutyOnFile, ...]) -> list[str]:
    return list(dict.fromkeys(f"{each.duty} {each.due_on.isoformat()}" for each in rows))


# --- take up again


def _may_resume(case: CaseFile, _today: date) -> str | None:
    if not case.is_open:
        return closed(case)
    stage = _stage(case)
    return None if stage and stage.held_on else "Nothing in this case is on hold."


def _resume_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        Field(name="what", label="What has happened", kind=FieldKind.ONE, options=_TAKEN_UP),
        asked.day(asking, "on", "Day it happened", hint="If they sent it again: the day you received it."),
        *asked.letter(
            "What you write to them",
            "If the other matter has ended: until when they can send theirs again, one year after its end. "
            "Otherwise: that you look into it again, and by which date you answer.",
        ),
    )


def _resume(doing: Doing) -> None:
    stage, what, on = _stage(doing.case), TakenUp(doing.given.text("what")), doing.given.day("on")
    assert stage is not None  # `when` has asked
    assert stage.held_on is not None
    if on < stage.held_on:
        raise CannotBeDone(f"Day it happened: this has been on hold only since {spoken(stage.held_on)}.", "on")
    how = LetterHow(doing.given.text("how"))
    letter = letters.send(
        doing, LetterKind.DECISION, doing.given.text("letter"), how, procedure=stage.procedure, stage=stage.stage
    )
    changes = _wait_a_year(doing, stage, on) if what is TakenUp.ENDED else _take_up(doing, stage, what, on)
    doing.happened(
        Happened.RESUMED,
        procedure=stage.procedure,
        stage=stage.stage,
        taken_up=what,
        on=on,
        held_on=stage.held_on,
        was_resubmit_until=stage.resubmit_until,
        letter=letter,
        how=how,
        **changes,
    )


def _wait_a_year(doing: Doing, stage: StageOnFile, ended: date) -> dict[str, Any]:
    until = resubmit_until(ended)
    running.change_stage(doing, stage.procedure, stage.stage, resubmit_until=until)
    return {"resubmit_until": until}


def _take_up(doing: Doing, stage: StageOnFile, what: TakenUp, on: date) -> dict[str, Any]:
    held = tuple(
        each
        for each in doing.case.duties
        if each.held_on and not each.done_on
        and each.duty in HELD_AT[stage.stage] and each.issue in numbers(doing.case, stage.procedure)
    )  # fmt: skip
    # Where the hold itself was not needed, nobody gets a later date for it while the promised one can be kept.
    stands = what is TakenUp.NOT_NEEDED and all(each.due_on >= on for each in held)
    facts: dict[str, Any] = {"was_due": _dates(held), "stands": stands}
    if stands:
        for each in held:
            doing.change(case_duties, {"id": each.id}, held_on=None)
        running.change_stage(doing, stage.procedure, stage.stage, held_on=None, resubmit_until=None)
        return facts | {"due": _dates(held)}
    late = bool(stage.resubmit_until and on > stage.resubmit_until)
    extended = {"was_extended_for": stage.extended_for, "was_extended_on": stage.extended_on}
    return facts | {
        "due": _anew(doing, stage, held, what, on),
        "was_begun_on": stage.begun_on,
        "late": late,
        **(extended if stage.extended_for else {}),
    }


def _anew(doing: Doing, stage: StageOnFile, held: tuple[DutyOnFile, ...], what: TakenUp, on: date) -> list[str]:
    """Start the clock of a stage anew from a day. Returns what is due then."""
    since = "it was sent again" if what is TakenUp.SENT_AGAIN else "it was taken up again"
    due: dict[str, None] = {}
    for each in held:
        limit = limit_for(each.duty, stage.procedure)
        day = doing.office.calendar.add(on, limit.amount)
        because = f"{limit.amount} working days from the day {since} ({limit.citation})"
        doing.change(case_duties, {"id": each.id}, due_on=day, first_due_on=day, because=because, held_on=None)
        due[f"{each.duty} {day.isoformat()}"] = None
    running.change_stage(
        doing,
        stage.procedure,
        stage.stage,
        begun_on=on,
        held_on=None,
        resubmit_until=None,
        extended_for=None,
        extended_on=None,
    )
    return list(due)


ACTS = (
    ActSpec(
        act=Act.HOLD,
        label="Put on hold",
        rule="SI 2006/1738 reg. 8: only where it might harm certain other proceedings, in writing and with reasons.",
        when=_may_hold,
        fields=_hold_fields,
        do=_hold,
    ),
    ActSpec(
        act=Act.RESUME,
        label="Take up again",
        rule="SI 2006/1738 reg. 8: they can send it again until one year after the other proceedings end.",
        when=_may_resume,
        fields=_resume_fields,
        do=_resume,
    ),
)
