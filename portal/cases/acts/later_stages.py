"""What the acts of the later stages and of an end ask and write down alike. It refuses to know any of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from portal.cases.acts import asked
from portal.cases.acts.fields import Field, FieldKind, Option, spoken
from portal.cases.acts.specs import Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, DutyOnFile, IssueOnFile, StageOnFile
from portal.cases.models import issues
from portal.vocabulary import WITHOUT_FINDING, Channel, Due, Happened, Outcome, Procedure, Stage
from portal.vocabulary.labels import label

#: What may be found about a complaint. That it was withdrawn is the complainant's to say, and has an act of its own.
FOUND = tuple(each for each in Outcome if each not in WITHOUT_FINDING)
YES = "yes"

_BY_THEIR_CODE = Option(Channel.PORTAL.value, "Through the portal, with their code")


def day_from(asking: Asking, name: str, text: str, earliest: date, why_not_earlier: str, hint: str = "") -> Field:
    """A day that cannot lie before another, nor in the future."""
    return replace(asked.day(asking, name, text, hint=hint), earliest=earliest, why_not_earlier=why_not_earlier)


def channel(text: str) -> Field:
    """The way in which somebody told us something."""
    others = (each for each in Channel if each is not Channel.PORTAL)
    return Field(name="channel", label=text, kind=FieldKind.ONE, options=(*asked.options(others), _BY_THEIR_CODE))


def their_words(hint: str) -> Field:
    """What somebody said, as they said it. They need not have said much, so it may stay empty."""
    return Field(name="words", label="In their words", kind=FieldKind.LINES, hint=hint, required=False)


def declared(name: str, text: str, statement: str) -> Field:
    """Something that has to be so, and that whoever does the act says is so by ticking it."""
    return Field(name=name, label=text, kind=FieldKind.SEVERAL, options=(Option(YES, statement),), required=False)


def require(doing: Doing, name: str, sentence: str) -> None:
    """Raises CannotBeDone with this sentence where it was not ticked."""
    if YES not in doing.given.several(name):
        raise CannotBeDone(sentence, name)


def still_complained(case: CaseFile, procedure: Procedure) -> tuple[IssueOnFile, ...]:
    """The complaints under one procedure that nobody withdrew."""
    return tuple(issue for issue in case.issues_under(procedure) if issue.outcome not in WITHOUT_FINDING)


def held(stage: StageOnFile) -> str | None:
    """Why nothing is done at a stage while other proceedings go on."""
    on_hold = stage.held_on and not stage.replied_on
    return "This is on hold for other proceedings. Take it up again first." if on_hold else None


def second_stage(case: CaseFile, procedure: Procedure) -> StageOnFile | str:
    """The second stage while it runs, or why it does not."""
    stage = case.stage_at(procedure, Stage.INVESTIGATION)
    if stage is None:
        return "Stage 2 has not been asked for."
    if stage.replied_on:
        return f"Stage 2 was answered on {spoken(stage.replied_on)}."
    if not still_complained(case, procedure):
        return "It was withdrawn."
    return held(stage) or stage


def third_stage(case: CaseFile) -> StageOnFile | str:
    """The third stage while it runs, or why it does not."""
    stage = case.stage_at(Procedure.STATUTORY, Stage.REVIEW_PANEL)
    if stage is None:
        return "Nobody has asked for a panel."
    if stage.replied_on:
        return f"The council answered the panel on {spoken(stage.replied_on)}."
    if not still_complained(case, Procedure.STATUTORY):
        return "It was withdrawn."
    return held(stage) or stage


def outcome_fields(found: Iterable[IssueOnFile], presets: dict[int, Outcome]) -> tuple[Field, ...]:
    """What was found about each complaint: `outcome_1` and so on."""
    return tuple(
        Field(
            name=f"outcome_{issue.number}",
            label=f"What is found about part {issue.number}, {label(issue.service).lower()}",
            kind=FieldKind.ONE,
            options=asked.options(FOUND),
            preset=presets.get(issue.number),
        )
        for issue in found
    )


def keep_outcomes(doing: Doing, found: Iterable[IssueOnFile]) -> dict[str, str]:
    """Write down what was found about each complaint. Returns it by number, as events keep it."""
    outcomes = {issue.number: Outcome(doing.given.text(f"outcome_{issue.number}")) for issue in found}
    for number, outcome in outcomes.items():
        doing.change(issues, {"number": number}, outcome=outcome)
    return {str(number): outcome.value for number, outcome in outcomes.items()}


def recorded_at(case: CaseFile, stage: Stage) -> dict[int, Outcome]:
    """The outcomes that were recorded at a stage: what was found at the one before does not count for it."""
    numbers = {
        event.facts.get("issue")
        for event in case.events
        if event.happened == Happened.OUTCOME_RECORDED and event.facts.get("stage") == stage
    }
    return {issue.number: issue.outcome for issue in case.issues if issue.number in numbers and issue.outcome}


def as_promised(duties: Iterable[DutyOnFile]) -> list[str]:
    """Duties and the dates that were promised for them, each once, as events keep them."""
    return sorted({f"{each.duty} {each.due_on.isoformat()}" for each in duties})


def as_met(duties: Iterable[DutyOnFile], on: date) -> dict[str, Any]:
    """What was met on a day, and what of it late, as events keep it: by duty, each once."""
    met = tuple(duties)
    late = {each.duty for each in met if on > each.due_on}
    return {
        "duties": sorted({each.duty.value for each in met}),
        "late": sorted(duty.value for duty in late),
        "in_time": not late,
    }


def promised(started: tuple[Due, ...]) -> list[str]:
    """What was started and its dates, each once, as events keep it."""
    return sorted({f"{due.duty} {due.on.isoformat()}" for due in started})
