"""What was found for each part, and what follows from it: a remedy for them, learning for everybody after them.

It refuses to let a finding stay open: it says whether the council was at fault, or that nobody could find out.
"""

from datetime import date

from portal.cases import recognising
from portal.cases.acts import asked
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, FieldKind, Option, spoken
from portal.cases.acts.later_stages import recorded_at
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import ActionOnFile, CaseFile, IssueOnFile
from portal.cases.handling import case_actions
from portal.cases.models import issues
from portal.vocabulary import WITHOUT_FINDING, Act, ActionKind, Happened, Outcome, Remedy, Stage
from portal.vocabulary.labels import label

_OUTCOMES = (
    Option(Outcome.UPHELD.value, label(Outcome.UPHELD), "To a child: we agree with you."),
    Option(Outcome.PARTLY_UPHELD.value, label(Outcome.PARTLY_UPHELD), "To a child: we agree with part of it."),
    Option(Outcome.NOT_UPHELD.value, label(Outcome.NOT_UPHELD), "To a child: we do not agree, and here is why."),
    Option(Outcome.NO_FINDING.value, label(Outcome.NO_FINDING), "To a child: we could not find out."),
)
_FOR_EVERYBODY = (
    Remedy.STAFF_REMINDER,
    Remedy.SUPERVISION,
    Remedy.TRAINING,
    Remedy.PROCEDURE_CHANGE,
    Remedy.PRACTICE_AUDIT,
    Remedy.OTHER,
)
_FOR_THEM = (*(each for each in Remedy if each not in _FOR_EVERYBODY), Remedy.OTHER)
_DONE, _NOT_DONE = "done", "not-done"
#: Learning stands on a board and on the paper of team meetings, in its own words (decision record 25).
_FOR_ANY_TEAM = "Write it so that any team may read it: no names, nothing from which the child is known."


# --- what was found


def _judged(case: CaseFile) -> tuple[IssueOnFile, ...]:
    """The parts a finding can be recorded for: confirmed, and not withdrawn."""
    return tuple(each for each in case.complaints if each.confirmed_on and each.outcome not in WITHOUT_FINDING)


def _may_record(case: CaseFile, _today: date) -> str | None:
    if not case.complaints:
        return "There is no complaint in this case."
    if not _judged(case) and any(each.confirmed_on is None for each in case.complaints):
        return "Confirm the procedure of every part first."
    return closed(case) or (None if _judged(case) else "Every part of it was withdrawn.")


def _is_found(case: CaseFile, issue: IssueOnFile) -> bool:
    """Whether it has a finding of the stage it is at: a later stage looks at it anew."""
    stage = case.stage_of(issue.procedure)
    if stage is None or stage.stage is Stage.LOCAL_RESOLUTION:
        return issue.outcome is not None
    return issue.number in recorded_at(case, stage.stage)


def _outcome_fields(asking: Asking) -> tuple[Field, ...]:
    judged = _judged(asking.case)
    first = next((each for each in judged if not _is_found(asking.case, each)), judged[0])
    return (
        Field(
            name="issue",
            label="Which part",
            kind=FieldKind.ONE,
            options=asked.issue_options(judged),
            preset=str(first.number),
        ),
        Field(
            name="outcome",
            label="What you found",
            kind=FieldKind.ONE,
            hint="That you have given information is no finding: say whether the council was at fault.",
            options=_OUTCOMES,
        ),
        asked.why("The finding", "What you looked at, what you found, and why. If it is changed, the old one is kept."),
    )


def _record(doing: Doing) -> None:
    issue = doing.case.issue(int(doing.given.text("issue")))
    outcome = Outcome(doing.given.text("outcome"))
    stage = doing.case.stage_of(issue.procedure)
    doing.change(issues, {"number": issue.number}, outcome=outcome)
    doing.happened(
        Happened.OUTCOME_RECORDED,
        doing.given.text("why"),
        issue=issue.number,
        procedure=issue.procedure,
        stage=stage.stage if stage else None,
        outcome=outcome,
        was_outcome=issue.outcome,
    )


# --- what follows from it


def _may_remedy(case: CaseFile, _today: date) -> str | None:
    return closed(case) if case.complaints else "There is no complaint in this case."


def _may_learn(case: CaseFile, _today: date) -> str | None:
    return closed(case)


def _action_fields(asking: Asking, kinds: tuple[Remedy, ...], hint: str) -> tuple[Field, ...]:
    return (
        Field(name="what", label="Kind", kind=FieldKind.ONE, options=asked.options(kinds)),
        Field(name="words", label="What exactly", kind=FieldKind.LINES, hint=hint),
        Field(name="owner", label="Who sees to it", hint="A name, or a name and a role."),
        Field(
            name="due",
            label="Done by",
            kind=FieldKind.DAY,
            earliest=asking.today,
            why_not_earlier="this date has gone by. Choose today or a later day.",
        ),
    )


def _remedy_fields(asking: Asking) -> tuple[Field, ...]:
    return _action_fields(
        asking, _FOR_THEM, "What they get, or what changes for them. Say it so that anybody can see it is done."
    )


def _learning_fields(asking: Asking) -> tuple[Field, ...]:
    return _action_fields(asking, _FOR_EVERYBODY, _FOR_ANY_TEAM)


def _add(doing: Doing, kind: ActionKind, happened: Happened) -> None:
    number = max((each.number for each in doing.case.actions), default=0) + 1
    what, due_on = Remedy(doing.given.text("what")), doing.given.day("due")
    doing.add(
        case_actions,
        number=number,
        kind=kind,
        what=what,
        words=doing.given.text("words"),
        owner=doing.given.text("owner"),
        agreed_on=doing.today,
        due_on=due_on,
    )
    doing.happened(happened, action=number, remedy=what, due_on=due_on)


def _add_remedy(doing: Doing) -> None:
    _add(doing, ActionKind.REMEDY, Happened.REMEDY_ADDED)


def _add_learning(doing: Doing) -> None:
    _refuse_what_tells_who(doing, "words")
    _add(doing, ActionKind.LEARNING, Happened.LEARNING_ADDED)


def _refuse_what_tells_who(doing: Doing, field: str) -> None:
    """Other teams read the words of learning: nothing in them may say whose case it was."""
    found = recognising.told_by(doing.session, doing.case.id, doing.given.text(field))
    if found:
        raise CannotBeDone(f"Any team may read this. {found[0].sentence}", field)


def _open_actions(case: CaseFile) -> tuple[ActionOnFile, ...]:
    return tuple(each for each in case.actions if each.done is None)


def _may_settle(case: CaseFile, _today: date) -> str | None:
    # Also once a case is closed: what was promised is often done later.
    return None if _open_actions(case) else "Nothing is open that was to be done."


def _settle_fields(asking: Asking) -> tuple[Field, ...]:
    actions = _open_actions(asking.case)
    return (
        Field(
            name="action",
            label="Which",
            kind=FieldKind.ONE,
            options=tuple(Option(str(each.number), _named(each)) for each in actions),
            preset=str(actions[0].number),
        ),
        Field(
            name="done",
            label="Was it done",
            kind=FieldKind.ONE,
            options=(Option(_DONE, "It was done"), Option(_NOT_DONE, "It was not done, and will not be")),
        ),
        asked.day(asking, "on", "Day it was done, or was given up"),
        asked.why(
            "How you know, or why not",
            "What shows that it was done; or why it was not. For learning, any team may read it: no names here either.",
        ),
    )


def _named(action: ActionOnFile) -> str:
    return f"{action.number}. {label(action.kind)}: {label(Remedy(action.what)).lower()}, by {spoken(action.due_on)}"


def _settle(doing: Doing) -> None:
    number, on = int(doing.given.text("action")), doing.given.day("on")
    action = next(each for each in doing.case.actions if each.number == number)
    if on < action.agreed_on:
        raise CannotBeDone(f"Day it was done, or was given up: it was agreed on {spoken(action.agreed_on)}.", "on")
    if action.kind == ActionKind.LEARNING:
        _refuse_what_tells_who(doing, "why")
    done = doing.given.text("done") == _DONE
    doing.change(case_actions, {"number": number}, settled_on=on, done=done, why=doing.given.text("why"))
    doing.happened(
        Happened.ACTION_SETTLED,
        action=number,
        kind=action.kind,
        remedy=action.what,
        done=done,
        on=on,
        due_on=action.due_on,
        in_time=done and on <= action.due_on,
    )


FINDING = (
    ActSpec(
        act=Act.RECORD_OUTCOME,
        label="Record what you found",
        rule="SI 2006/1738 reg. 13: the outcome of each representation is recorded.",
        when=_may_record,
        fields=_outcome_fields,
        do=_record,
    ),
)
PUTTING_RIGHT = (
    ActSpec(
        act=Act.ADD_REMEDY,
        label="Add a remedy",
        rule="SI 2006/1738 reg. 13: any action to be taken is recorded with the outcome.",
        when=_may_remedy,
        fields=_remedy_fields,
        do=_add_remedy,
    ),
    ActSpec(
        act=Act.ADD_LEARNING,
        label="Add learning",
        rule="Getting the Best from Complaints (2006): the report says what was learned and changed, and what was not.",
        when=_may_learn,
        fields=_learning_fields,
        do=_add_learning,
    ),
    ActSpec(
        act=Act.SETTLE_ACTION,
        label="Say what became of an action",
        rule="Getting the Best from Complaints (2006): the report says which changes were made, and which not and why.",
        when=_may_settle,
        fields=_settle_fields,
        do=_settle,
    ),
)
