"""What the second stage comes to under the regulations: a statement that both agree, and an adjudication.

Dates are never moved later here. It refuses to know who investigates, but that somebody does.
"""

from dataclasses import asdict
from datetime import date

from portal.cases.acts import asked, letters, running
from portal.cases.acts.confirming import closed
from portal.cases.acts.drafting import draft_as_letter, letter_as_drafted
from portal.cases.acts.fields import Field, spoken
from portal.cases.acts.later_stages import (
    as_met,
    day_from,
    keep_outcomes,
    outcome_fields,
    recorded_at,
    second_stage,
    still_complained,
)
from portal.cases.acts.specs import ActSpec, Asking, Doing
from portal.cases.casefile import CaseFile, DutyOnFile
from portal.cases.models import case_duties
from portal.clocks.guides import ask_next_stage_by
from portal.clocks.limits import Anchor, Targets
from portal.clocks.met import MEETS, Done
from portal.clocks.running import extends_to
from portal.clocks.statute import dues
from portal.vocabulary import Act, Due, Duty, Happened, LetterHow, LetterKind, Part, Procedure, Stage

_SECOND = Stage.INVESTIGATION


# --- the complaint is stated in writing and agreed


def _may_agree(case: CaseFile, _today: date) -> str | None:
    stage = second_stage(case, Procedure.STATUTORY)
    if isinstance(stage, str):
        return closed(case) or stage
    agreed = f"The statement was agreed on {spoken(stage.agreed_on)}." if stage.agreed_on else None
    return closed(case) or agreed


def _statement_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        *asked.letter("The complaint statement", "Each point as they agreed it, and what they want to come of it."),
        asked.day(asking, "on", "Day they agreed it", hint="It never moves a date later: the earlier day counts."),
    )


def _agree(doing: Doing) -> None:
    on, how = doing.given.day("on"), LetterHow(doing.given.text("how"))
    stage = doing.case.stage_at(Procedure.STATUTORY, _SECOND)
    assert stage is not None
    letter = letters.send(
        doing, LetterKind.STATEMENT, doing.given.text("letter"), how, procedure=Procedure.STATUTORY, stage=_SECOND
    )
    running.change_stage(doing, Procedure.STATUTORY, _SECOND, agreed_on=on)
    asked_on = _asked_on(doing.case)
    # A hold that ended began the clock anew (reg. 8): what was agreed before it does not count again.
    anew = stage.begun_on != asked_on
    moved = [] if anew else _bring_forward(doing, {Anchor.STAGE2_REQUESTED: asked_on, Anchor.STAGE2_AGREED: on})
    doing.happened(
        Happened.STATEMENT_AGREED,
        procedure=Procedure.STATUTORY,
        on=on,
        asked_on=asked_on,
        how=how,
        letter=letter,
        moved=moved,
    )


def _asked_on(case: CaseFile) -> date:
    """The day stage 2 was asked for, whatever began its clock anew since."""
    for event in reversed(case.events):
        if event.happened == Happened.STAGE2_ASKED and event.facts["procedure"] == Procedure.STATUTORY:
            return date.fromisoformat(event.facts["on"])
    raise LookupError(Happened.STAGE2_ASKED)


def _bring_forward(doing: Doing, events: dict[Anchor, date]) -> list[str]:
    """Move the dates of stage 2 to where these events put them, where that is earlier. Returns those moved."""
    targets, moved = Targets(**asdict(doing.office.council.targets)), set()
    for issue in still_complained(doing.case, Procedure.STATUTORY):
        owed = dues(Procedure.STATUTORY, events, doing.office.calendar, targets, issue=issue.number)
        by_duty = {due.duty: due for due in owed}
        for each in doing.case.duties:
            due = by_duty.get(each.duty)
            if each.issue == issue.number and each.done_on is None and due and due.on < each.first_due_on:
                on = _earlier(each, by_duty)
                doing.change(case_duties, {"id": each.id}, due_on=on, first_due_on=due.on, because=due.because)
                moved.add(f"{each.duty} {each.due_on.isoformat()} {on.isoformat()}")
    return sorted(moved)


def _earlier(duty: DutyOnFile, owed: dict[Duty, Due]) -> date:
    """Where more time was taken it stays taken, up to the latest day there is now."""
    furthest = extends_to(duty.duty)
    if furthest and duty.due_on != duty.first_due_on:
        return min(duty.due_on, owed[furthest].on)
    return owed[duty.duty].on


# --- it is adjudicated


def _may_adjudicate(case: CaseFile, _today: date) -> str | None:
    stage = second_stage(case, Procedure.STATUTORY)
    if isinstance(stage, str):
        return closed(case) or stage
    for part, sentence in (
        (Part.INVESTIGATING_OFFICER, "Nobody investigates it yet. Appoint an investigating officer first."),
        (Part.INDEPENDENT_PERSON, "The law asks for an independent person. Appoint one first."),
    ):
        if not case.people_as(part):
            return closed(case) or sentence
    return closed(case)


def _adjudication_fields(asking: Asking) -> tuple[Field, ...]:
    stage = asking.case.stage_at(Procedure.STATUTORY, _SECOND)
    assert stage is not None
    under = still_complained(asking.case, Procedure.STATUTORY)
    until = ask_next_stage_by(_SECOND, asking.today, asking.office.calendar)
    assert until is not None
    text, how = asked.letter(
        "The adjudication letter",
        "Say what was found about each part and what you will do, by when. Say that they can ask for a panel, best "
        f"by {spoken(until)}, and that they can go to the Ombudsman.",
    )
    return (
        *outcome_fields(under, recorded_at(asking.case, _SECOND)),
        letter_as_drafted(asking, text),
        how,
        day_from(
            asking, "on", "Day they got it", stage.begun_on, "This is before they asked for stage 2. Check the date."
        ),
    )


def _adjudicate(doing: Doing) -> None:
    on, how = doing.given.day("on"), LetterHow(doing.given.text("how"))
    under = still_complained(doing.case, Procedure.STATUTORY)
    letter = letters.send(
        doing, LetterKind.ADJUDICATION, doing.given.text("letter"), how, procedure=Procedure.STATUTORY, stage=_SECOND
    )
    outcomes = keep_outcomes(doing, under)
    met = running.meet(doing, MEETS[Done.ADJUDICATION], [issue.number for issue in under], on)
    running.change_stage(doing, Procedure.STATUTORY, _SECOND, replied_on=on)
    doing.happened(
        Happened.ADJUDICATED,
        procedure=Procedure.STATUTORY,
        on=on,
        how=how,
        letter=letter,
        outcomes=outcomes,
        ask_stage3_by=ask_next_stage_by(_SECOND, on, doing.office.calendar),
        **as_met(met, on),
    )


ACTS = (
    ActSpec(
        act=Act.AGREE_STATEMENT,
        label="The complaint statement was agreed",
        rule="SI 2006/1738 reg. 17: 25 working days, at most 65, from the request or from this day if that is earlier.",
        when=_may_agree,
        fields=_statement_fields,
        do=_agree,
    ),
    ActSpec(
        act=Act.ADJUDICATE,
        label="Adjudicate",
        rule="SI 2006/1738 reg. 17: the letter lies inside the 25 or 65 working days. A panel can be asked for then.",
        when=_may_adjudicate,
        fields=_adjudication_fields,
        do=_adjudicate,
        suggests=draft_as_letter(lambda _case: (Procedure.STATUTORY,)),
    ),
)
