"""The third stage: a panel of three independent people meets and reports, and the council answers it.

Only the children's procedure has one. It refuses to choose the three: it says who may not sit.
"""

from datetime import date

from portal.cases.acts import asked, letters, naming_the_panel, running
from portal.cases.acts.confirming import closed
from portal.cases.acts.drafting import draft_as_letter, letter_as_drafted
from portal.cases.acts.fields import Field, FieldKind, spoken
from portal.cases.acts.later_stages import (
    as_met,
    channel,
    day_from,
    declared,
    keep_outcomes,
    outcome_fields,
    promised,
    require,
    still_complained,
    their_words,
    third_stage,
)
from portal.cases.acts.naming_the_panel import MEMBERS
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, IssueOnFile, StageOnFile
from portal.clocks.guides import ask_next_stage_by, ask_ombudsman_by
from portal.clocks.limits import Anchor
from portal.clocks.met import MEETS, Done
from portal.vocabulary import Act, Happened, LetterHow, LetterKind, Part, Procedure, Stage

_THIRD = Stage.REVIEW_PANEL
_OURS = Procedure.STATUTORY


def _under(case: CaseFile) -> tuple[IssueOnFile, ...]:
    return still_complained(case, _OURS)


def _numbers(case: CaseFile) -> list[int]:
    return [issue.number for issue in _under(case)]


def _begun(case: CaseFile) -> StageOnFile:
    stage = case.stage_at(_OURS, _THIRD)
    assert stage is not None  # `when` has asked
    return stage


# --- it is asked for


def _may_ask(case: CaseFile, _today: date) -> str | None:
    return closed(case) or _why_not_asked(case)


def _why_not_asked(case: CaseFile) -> str | None:
    if not case.issues_under(_OURS):
        return "Only the children’s procedure has a panel."
    if not _under(case):
        return "It was withdrawn. What they say now is a new complaint."
    if case.stage_at(_OURS, _THIRD):
        return "A panel was asked for already."
    second = case.stage_at(_OURS, Stage.INVESTIGATION)
    if second is None:
        return "A panel comes after stage 2. Write down first that they asked for stage 2."
    if second.replied_on is None:
        return "Stage 2 is not answered yet. If it takes too long, they can go to the Ombudsman now."
    return None


def _answered_on(case: CaseFile) -> date:
    second = case.stage_at(_OURS, Stage.INVESTIGATION)
    assert second is not None
    assert second.replied_on is not None  # `when` has asked
    return second.replied_on


def _asked_fields(asking: Asking) -> tuple[Field, ...]:
    answered = _answered_on(asking.case)
    sooner = f"Stage 2 was answered on {spoken(answered)}. Enter the day they asked after that."
    hint = "The clock runs from this day. A late request counts too."
    return (
        day_from(asking, "on", "Day they asked", answered, sooner, hint),
        channel("How they asked"),
        their_words("What they said, however short. Nothing more may be asked of them first, and no form."),
    )


def _ask(doing: Doing) -> None:
    on = doing.given.day("on")
    guide = ask_next_stage_by(Stage.INVESTIGATION, _answered_on(doing.case), doing.office.calendar)
    running.begin_stage(doing, _OURS, _THIRD, on)
    started = running.start_duties(doing, _under(doing.case), {Anchor.STAGE3_REQUESTED: on})
    doing.happened(
        Happened.STAGE3_ASKED,
        doing.given.text("words"),
        procedure=_OURS,
        issues=_numbers(doing.case),
        on=on,
        channel=doing.given.text("channel"),
        guide_until=guide,
        late=bool(guide and on > guide),
        duties=promised(started),
    )


# --- it meets, and reports


def _may_meet(case: CaseFile, today: date) -> str | None:
    unnamed = len(case.people_as(Part.PANEL_MEMBER)) < len(MEMBERS)
    return naming_the_panel.may_name(case, today) or ("Name the three members of the panel first." if unnamed else None)


def _met_fields(asking: Asking) -> tuple[Field, ...]:
    begun = _begun(asking.case).begun_on
    sooner = f"They asked for the panel on {spoken(begun)}. It cannot have met before."
    return (day_from(asking, "on", "Day the panel met", begun, sooner),)


def _met(doing: Doing) -> None:
    on = doing.given.day("on")
    met = running.meet(doing, MEETS[Done.PANEL_MEETING], _numbers(doing.case), on)
    running.change_stage(doing, _OURS, _THIRD, met_on=on)
    started = running.start_duties(doing, _under(doing.case), {Anchor.PANEL_MET: on})
    doing.happened(Happened.PANEL_MET, on=on, started=promised(started), **as_met(met, on))


def _may_report(case: CaseFile, _today: date) -> str | None:
    stage = third_stage(case)
    if isinstance(stage, str):
        return closed(case) or stage
    if stage.met_on is None:
        return closed(case) or "The panel has not met yet."
    came = f"The report came on {spoken(stage.reported_on)}." if stage.reported_on else None
    return closed(case) or came


def _report_fields(asking: Asking) -> tuple[Field, ...]:
    met = _begun(asking.case).met_on
    assert met is not None
    sooner = f"The panel met on {spoken(met)}. Its report cannot have come before."
    return (
        day_from(asking, "on", "Day the council got the report", met, sooner),
        Field(name="finding", label="What the panel found and recommends", kind=FieldKind.LINES),
    )


def _report(doing: Doing) -> None:
    on = doing.given.day("on")
    met = running.meet(doing, MEETS[Done.PANEL_REPORT], _numbers(doing.case), on)
    running.change_stage(doing, _OURS, _THIRD, reported_on=on)
    started = running.start_duties(doing, _under(doing.case), {Anchor.PANEL_REPORTED: on})
    facts = as_met(met, on) | {"started": promised(started)}
    doing.happened(Happened.PANEL_REPORTED, doing.given.text("finding"), on=on, **facts)


# --- the council answers


def _may_answer(case: CaseFile, _today: date) -> str | None:
    stage = third_stage(case)
    if isinstance(stage, str):
        return closed(case) or stage
    return closed(case) or (None if stage.reported_on else "The panel’s report has not come yet.")


def _answer_fields(asking: Asking) -> tuple[Field, ...]:
    came = _begun(asking.case).reported_on
    assert came is not None
    under = _under(asking.case)
    text, how = asked.letter(
        "The council’s answer",
        "Say what you do about each recommendation, by when, or why not. Say that they can go to the Ombudsman.",
    )
    return (
        *outcome_fields(under, {issue.number: issue.outcome for issue in under if issue.outcome}),
        declared(
            "considered",
            "How the answer was made",
            "The report was considered together with the independent person of stage 2",
        ),
        letter_as_drafted(asking, text),
        how,
        day_from(asking, "on", "Day they got it", came, f"The report came on {spoken(came)}. Enter that day or later."),
    )


def _answer(doing: Doing) -> None:
    given, on, how = doing.given, doing.given.day("on"), LetterHow(doing.given.text("how"))
    require(
        doing,
        "considered",
        "The law asks that the report is considered with the independent person of stage 2. Do that, then tick it.",
    )
    if "ombudsman" not in given.text("letter").casefold():
        raise CannotBeDone("Say in the answer that they can go to the Ombudsman, and how. The law asks it.", "letter")
    letter = letters.send(doing, LetterKind.PANEL_ANSWER, given.text("letter"), how, procedure=_OURS, stage=_THIRD)
    outcomes = keep_outcomes(doing, _under(doing.case))
    met = running.meet(doing, MEETS[Done.PANEL_ANSWER], _numbers(doing.case), on)
    running.change_stage(doing, _OURS, _THIRD, replied_on=on)
    doing.happened(
        Happened.PANEL_ANSWERED,
        procedure=_OURS,
        on=on,
        how=how,
        letter=letter,
        outcomes=outcomes,
        considered_with_independent_person=True,
        ask_ombudsman_by=ask_ombudsman_by(on),
        **as_met(met, on),
    )


ACTS = (
    ActSpec(
        act=Act.ASK_STAGE3,
        label="A panel was asked for",
        rule=(
            "Getting the Best from Complaints (2006): after stage 2 they can ask for a panel, best within 20 working "
            "days. Late counts too."
        ),
        when=_may_ask,
        fields=_asked_fields,
        do=_ask,
    ),
    *naming_the_panel.ACTS,
    ActSpec(
        act=Act.PANEL_MET,
        label="The panel met",
        rule="SI 2006/1738 reg. 19: within 30 working days of the request.",
        when=_may_meet,
        fields=_met_fields,
        do=_met,
    ),
    ActSpec(
        act=Act.PANEL_REPORTED,
        label="The panel reported",
        rule="SI 2006/1738 reg. 20: within 5 working days of the meeting.",
        when=_may_report,
        fields=_report_fields,
        do=_report,
    ),
    ActSpec(
        act=Act.ANSWER_PANEL,
        label="Answer the panel",
        rule=(
            "SI 2006/1738 reg. 20: within 15 working days of the report, considered with the independent person of "
            "stage 2, and saying that they can go to the Ombudsman."
        ),
        when=_may_answer,
        fields=_answer_fields,
        do=_answer,
        suggests=draft_as_letter(lambda _case: (_OURS,)),
    ),
)
