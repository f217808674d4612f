"""The second stage begins: it is asked for, and acknowledged.

Nobody is turned down here for asking late, and no form is asked of them.
"""

from dataclasses import replace
from datetime import date

from portal.cases.acts import asked, letters, running
from portal.cases.acts.by_procedure import chosen, ready, which, why_none
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, spoken
from portal.cases.acts.later_stages import (
    as_met,
    as_promised,
    channel,
    day_from,
    held,
    promised,
    second_stage,
    still_complained,
    their_words,
)
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, StageOnFile
from portal.clocks.guides import ask_next_stage_by, may_ask_stage2
from portal.clocks.limits import Anchor
from portal.clocks.met import MEETS, Done, reply_at
from portal.vocabulary import Act, Duty, Happened, LetterHow, LetterKind, Procedure, Stage

_FIRST, _SECOND = Stage.LOCAL_RESOLUTION, Stage.INVESTIGATION
#: The procedures with a second stage here. Statutory clocks run from the request, corporate ones from its
#: acknowledgement, which has a date of its own.
_ASKED = {Procedure.STATUTORY: Anchor.STAGE2_REQUESTED, Procedure.CORPORATE: Anchor.CORPORATE2_REQUESTED}
_PROMISED_FIRST = {Procedure.STATUTORY: Duty.STAGE1_REPLY, Procedure.CORPORATE: Duty.CORPORATE1_REPLY}


# --- it is asked for


def _why_not_asked(case: CaseFile, procedure: Procedure) -> str | None:
    if procedure is Procedure.UNDECIDED:
        return "Confirm the procedure of every part first."
    if procedure not in _ASKED:
        return "This procedure has no second stage here."
    under = still_complained(case, procedure)
    if not under:
        return "It was withdrawn. What they say now is a new complaint."
    first = case.stage_at(procedure, _FIRST)
    if first is None or any(issue.confirmed_on is None for issue in under):
        return "Confirm the procedure of every part first."
    if case.stage_at(procedure, _SECOND):
        return "Stage 2 was asked for already."
    return held(first)


def _may_ask(case: CaseFile, _today: date) -> str | None:
    return closed(case) or why_none(case, case.procedures, _why_not_asked, "There is no complaint in this case.")


def _askable(case: CaseFile) -> tuple[Procedure, ...]:
    return ready(case, case.procedures, _why_not_asked)


def _asked_fields(asking: Asking) -> tuple[Field, ...]:
    procedures = _askable(asking.case)
    firsts = (asking.case.stage_at(each, _FIRST) for each in procedures)
    is_unanswered = any(first and first.replied_on is None for first in firsts)
    skipping = replace(
        asked.day(
            asking,
            "skip_agreed_on",
            "Day both agreed in writing to leave stage 1 out",
            hint="Only if they and the council agreed to that. Not needed once stage 1 is late.",
            required=False,
        ),
        preset=None,
    )
    return (
        *which(procedures),
        asked.day(asking, "on", "Day they asked", hint="The clock runs from this day. A late request counts too."),
        channel("How they asked"),
        their_words("What they said, however short. Nothing more may be asked of them first, and no form."),
        *((skipping,) if is_unanswered else ()),
    )


def _ask(doing: Doing) -> None:
    case, given = doing.case, doing.given
    procedure = chosen(doing, _askable(case))
    on, skip = given.day("on"), given.day_or_none("skip_agreed_on")
    first = case.stage_at(procedure, _FIRST)
    assert first is not None  # `when` has asked
    stage1 = _came_by(doing, procedure, first, on, skip)
    under = still_complained(case, procedure)
    running.begin_stage(doing, procedure, _SECOND, on)
    started = running.start_duties(doing, under, {_ASKED[procedure]: on})
    guide = ask_next_stage_by(_FIRST, first.replied_on, doing.office.calendar) if first.replied_on else None
    doing.happened(
        Happened.STAGE2_ASKED,
        given.text("words"),
        procedure=procedure,
        issues=[issue.number for issue in under],
        on=on,
        channel=given.text("channel"),
        stage1=stage1,
        skip_agreed_on=skip if stage1 == "skipped" else None,
        guide_until=guide,
        late=bool(guide and on > guide),
        duties=promised(started),
        ended=_end_first(doing, procedure, skip if skip and stage1 == "skipped" else doing.today),
    )


def _came_by(doing: Doing, procedure: Procedure, first: StageOnFile, on: date, skip: date | None) -> str:
    """How stage 1 ended: answered, late or skipped. Raises CannotBeDone where it has not."""
    duty = _PROMISED_FIRST[procedure]
    numbers = {issue.number for issue in still_complained(doing.case, procedure)}
    due = min((each.due_on for each in doing.case.duties if each.duty is duty and each.issue in numbers), default=None)
    if first.replied_on and on >= first.replied_on:
        return "answered"
    if skip and not first.replied_on:
        return "skipped"
    if first.replied_on:
        if due and on > due:
            return "late"
        sentence = f"Stage 1 was answered on {spoken(first.replied_on)}. Enter the day they asked after that."
        raise CannotBeDone(sentence, "on")
    if due is None:
        raise CannotBeDone("Stage 1 has no date before it is acknowledged. Acknowledge it first.", "on")
    too_soon = may_ask_stage2(due, doing.today)
    if too_soon:
        raise CannotBeDone(too_soon, "skip_agreed_on")
    return "late"


def _end_first(doing: Doing, procedure: Procedure, on: date) -> list[str]:
    """Stage 1 is not owed any more once stage 2 runs. What was not answered by now never was: not late, nor in time."""
    reply = reply_at(procedure, _FIRST)
    assert reply is not None
    unanswered = doing.case.open_duties(MEETS[reply], [i.number for i in still_complained(doing.case, procedure)])
    running.let_go(doing, unanswered, on)
    return as_promised(unanswered)


# --- it is acknowledged


def _why_not_acknowledged(case: CaseFile, procedure: Procedure) -> str | None:
    stage = second_stage(case, procedure)
    if isinstance(stage, str):
        return stage
    return f"It was acknowledged on {spoken(stage.acknowledged_on)}." if stage.acknowledged_on else None


def _may_acknowledge(case: CaseFile, _today: date) -> str | None:
    none = "Stage 2 has not been asked for."
    return closed(case) or why_none(case, case.procedures, _why_not_acknowledged, none)


def acknowledgeable(case: CaseFile) -> tuple[Procedure, ...]:
    """The procedures whose second stage is asked for, and not acknowledged yet."""
    return ready(case, case.procedures, _why_not_acknowledged)


def _acknowledged_fields(asking: Asking) -> tuple[Field, ...]:
    procedures = acknowledgeable(asking.case)
    begun = min(stage.begun_on for stage in asking.case.stages if stage.stage is _SECOND)
    return (
        *which(procedures),
        *asked.letter(
            "What you write to them",
            "Say that you look at it again, who does so, and by which day they hear. An advocate is free for them.",
        ),
        day_from(asking, "on", "Day it was given", begun, "This is before they asked for stage 2. Check the date."),
    )


def _acknowledge(doing: Doing) -> None:
    procedure = chosen(doing, acknowledgeable(doing.case))
    on, how = doing.given.day("on"), LetterHow(doing.given.text("how"))
    stage = doing.case.stage_at(procedure, _SECOND)
    assert stage is not None
    if on < stage.begun_on:
        raise CannotBeDone(f"They asked on {spoken(stage.begun_on)}. Enter that day or a later one.", "on")
    under = still_complained(doing.case, procedure)
    numbers = [issue.number for issue in under]
    letter = letters.send(
        doing, LetterKind.ACKNOWLEDGEMENT, doing.given.text("letter"), how, procedure=procedure, stage=_SECOND
    )
    running.change_stage(doing, procedure, _SECOND, acknowledged_on=on)
    met = running.meet(doing, MEETS[Done.CORPORATE2_ACKNOWLEDGEMENT], numbers, on)
    # The statute's clock has run since the request, so nothing of it starts here.
    started = running.start_duties(doing, under, {Anchor.STAGE2_ACKNOWLEDGED: on})
    facts = as_met(met, on) | {"started": promised(started)}
    doing.happened(Happened.STAGE2_ACKNOWLEDGED, procedure=procedure, on=on, how=how, letter=letter, **facts)


ACTS = (
    ActSpec(
        act=Act.ASK_STAGE2,
        label="Stage 2 was asked for",
        rule=(
            "SI 2006/1738 reg. 17: it runs from the day they ask. It can be asked for after the stage 1 reply, once "
            "that is late, or where both agree in writing to leave stage 1 out (reg. 16). A late request counts too."
        ),
        when=_may_ask,
        fields=_asked_fields,
        do=_ask,
    ),
    ActSpec(
        act=Act.ACKNOWLEDGE_STAGE2,
        label="Acknowledge the stage 2 request",
        rule="Complaint Handling Code: within 5 working days, and its reply runs from there.",
        when=_may_acknowledge,
        fields=_acknowledged_fields,
        do=_acknowledge,
    ),
)
