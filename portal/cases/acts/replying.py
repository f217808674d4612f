"""The council's answer: sent as it was written, or an agreement of both written down.

It refuses to answer before it is said of every part whether something went wrong. What ends stages 2 and 3 of the
children's procedure is not here: the adjudication, and the answer to the panel.
"""

from datetime import date
from typing import Any

from portal.cases.acts import asked, letters, running
from portal.cases.acts.by_procedure import chosen, numbers, ready, under_way, why_none
from portal.cases.acts.confirming import ACKNOWLEDGING, closed
from portal.cases.acts.drafting import (
    NOTHING_OWED,
    draft_as_letter,
    letter_as_drafted,
    stage_now,
    which_drafted,
    why_answered,
)
from portal.cases.acts.fields import Field, spoken
from portal.cases.acts.later_stages import recorded_at, still_complained
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, DutyOnFile
from portal.clocks.guides import ask_next_stage_by
from portal.clocks.met import MEETS, Done, reply_at
from portal.vocabulary import (
    OUTSIDE_THE_COUNCIL,
    Act,
    Duty,
    Happened,
    LetterHow,
    LetterKind,
    Procedure,
    Stage,
)

#: Where the council says whether it was at fault. The others pass a complaint on, or give what was asked for.
_FINDS = frozenset(Procedure) - OUTSIDE_THE_COUNCIL - {Procedure.ACCESS_REQUEST, Procedure.IDEA, Procedure.COMPLIMENT}
_HAS_STAGES = frozenset({Procedure.STATUTORY, Procedure.CORPORATE})
_ELSEWHERE = {
    Done.ADJUDICATION: "At stage 2 the answer is the adjudication.",
    Done.PANEL_ANSWER: "At stage 3 the answer is the one to the panel’s report.",
}


def _why_no_reply(case: CaseFile, procedure: Procedure) -> str | None:
    answered = why_answered(case, procedure)
    stage = case.stage_of(procedure)
    if answered or stage is None:
        return answered
    reply = reply_at(procedure, stage.stage)
    if reply in _ELSEWHERE:
        return _ELSEWHERE[reply]
    if stage.held_on:
        return f"This has been on hold since {spoken(stage.held_on)}. Take it up again first."
    if case.open_duties(ACKNOWLEDGING | {Duty.CORPORATE2_ACKNOWLEDGEMENT}, numbers(case, procedure)):
        return "Acknowledge it first."
    if procedure in _FINDS and not _is_found(case, procedure, stage.stage):
        return "Record what you found for each part first."
    return None


def _is_found(case: CaseFile, procedure: Procedure, stage: Stage) -> bool:
    """Whether every part has a finding. At stage 2 it is looked at anew: what was found before does not count."""
    found = {issue.number for issue in case.issues if issue.outcome}
    if stage is not Stage.LOCAL_RESOLUTION:
        found &= recorded_at(case, stage).keys()
    return all(issue.number in found for issue in still_complained(case, procedure))


def _why_no_agreement(case: CaseFile, procedure: Procedure) -> str | None:
    if procedure not in _HAS_STAGES or stage_now(case, procedure) not in {None, Stage.LOCAL_RESOLUTION}:
        return "Only stage 1 can end with an agreement that is written down."
    return _why_no_reply(case, procedure)


def answerable(case: CaseFile) -> tuple[Procedure, ...]:
    """The procedures under which a reply can be sent now."""
    return ready(case, under_way(case), _why_no_reply)


def agreeable(case: CaseFile) -> tuple[Procedure, ...]:
    """The procedures whose stage 1 can end with an agreement now."""
    return ready(case, under_way(case), _why_no_agreement)


def _may_reply(case: CaseFile, _today: date) -> str | None:
    return closed(case) or why_none(case, under_way(case), _why_no_reply, NOTHING_OWED)


def _may_agree(case: CaseFile, _today: date) -> str | None:
    return closed(case) or why_none(case, under_way(case), _why_no_agreement, NOTHING_OWED)


def _reply_fields(asking: Asking) -> tuple[Field, ...]:
    text, how = asked.letter(
        "The reply, as they get it",
        "Say for each part what you found and why, what will be done and by when. Say that they can ask for stage 2, "
        "how, and by which day it is best.",
    )
    return (
        *which_drafted(asking.case, answerable(asking.case)),
        letter_as_drafted(asking, text),
        how,
        asked.day(asking, "on", "Day it was given", hint="The day it was sent, read out or handed over."),
    )


def _agreement_fields(asking: Asking) -> tuple[Field, ...]:
    text, how = asked.letter(
        "What was agreed, as they get it",
        "Say what you agreed, who does what and by when. Say that they can still ask for stage 2 if it does not hold.",
    )
    return (
        *which_drafted(asking.case, agreeable(asking.case)),
        letter_as_drafted(asking, text),
        how,
        asked.day(asking, "on", "Day it was given to them in writing"),
    )


def _reply(doing: Doing) -> None:
    _answer(doing, chosen(doing, answerable(doing.case)), LetterKind.REPLY, Happened.REPLIED)


def _agree(doing: Doing) -> None:
    _answer(doing, chosen(doing, agreeable(doing.case)), LetterKind.AGREEMENT, Happened.AGREEMENT_WRITTEN)


def _answer(doing: Doing, procedure: Procedure, kind: LetterKind, happened: Happened) -> None:
    case, given = doing.case, doing.given
    on, how, stage = given.day("on"), LetterHow(given.text("how")), stage_now(case, procedure)
    _not_before(case, procedure, on)
    letter = letters.send(doing, kind, given.text("letter"), how, procedure=procedure, stage=stage)
    # An idea has no stages, and is answered as what has one only.
    reply = reply_at(procedure, stage or Stage.LOCAL_RESOLUTION)
    met = running.meet(doing, MEETS[reply], numbers(case, procedure), on) if reply else ()
    if stage:
        running.change_stage(doing, procedure, stage, replied_on=on)
    doing.happened(
        happened,
        procedure=procedure,
        stage=stage,
        on=on,
        how=how,
        letter=letter,
        duties=list(dict.fromkeys(each.duty for each in met)),
        ask_next_stage_by=_ask_by(doing, procedure, stage, on),
        **_in_time(doing, met, on),
    )


def _not_before(case: CaseFile, procedure: Procedure, on: date) -> None:
    stage = case.stage_of(procedure)
    if stage and on < stage.begun_on:
        raise CannotBeDone(f"Day it was given: this stage began on {spoken(stage.begun_on)}.", "on")
    if stage and stage.acknowledged_on and on < stage.acknowledged_on:
        raise CannotBeDone(f"Day it was given: it was acknowledged on {spoken(stage.acknowledged_on)}.", "on")


def _ask_by(doing: Doing, procedure: Procedure, stage: Stage | None, on: date) -> date | None:
    """Until when the next stage is best asked for; the guidance speaks of the children's procedure only."""
    if procedure is not Procedure.STATUTORY or stage is None:
        return None
    return ask_next_stage_by(stage, on, doing.office.calendar)


def _in_time(doing: Doing, met: tuple[DutyOnFile, ...], on: date) -> dict[str, Any]:
    """Whether it came by the date that was promised last, and how many working days later, where it did not."""
    if not met:
        return {}
    due_on = min(each.due_on for each in met)
    late_by = doing.office.calendar.between(due_on, on) if on > due_on else 0
    return {
        "due_on": due_on,
        "first_due_on": min(each.first_due_on for each in met),
        "in_time": on <= due_on,
        "late_by": late_by,
    }


ACTS = (
    ActSpec(
        act=Act.SEND_REPLY,
        label="Reply",
        rule=(
            "SI 2006/1738 reg. 14: stage 1 ends with an answer within its time. "
            "Getting the Best from Complaints (2006): it says how to go on."
        ),
        when=_may_reply,
        fields=_reply_fields,
        do=_reply,
        suggests=draft_as_letter(answerable),
    ),
    ActSpec(
        act=Act.WRITE_AGREEMENT,
        label="Write down an agreement",
        rule=(
            "Getting the Best from Complaints (2006): what was agreed at stage 1 is written to them. "
            "It takes stage 2 from nobody."
        ),
        when=_may_agree,
        fields=_agreement_fields,
        do=_agree,
        suggests=draft_as_letter(agreeable),
    ),
)
