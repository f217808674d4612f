"""How a case ends: withdrawn by whoever complained, closed by a person, and opened again.

Nothing here ends by itself, and nothing closes while somebody may be hurt or something is owed.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import update

from portal.cases.acts import asked, letters, running
from portal.cases.acts.closing import KEEPS_OPEN, left_behind, must_be_known, not_passed_on, thanks_in
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, FieldKind, Option
from portal.cases.acts.later_stages import YES, as_promised, channel, declared, require, still_complained, their_words
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, IssueOnFile
from portal.cases.models import cases, issues
from portal.vocabulary import (
    OUTSIDE_THE_COUNCIL,
    WITHOUT_FINDING,
    Act,
    Happened,
    LetterHow,
    LetterKind,
    Outcome,
    Procedure,
)
from portal.vocabulary.labels import label

_ALL, _NO = "all", "no"

# --- whoever complained takes it back

_TOLD_BY = (
    Option("complainant", "The person who complained, themself"),
    Option("advocate", "Their advocate, for them"),
    Option("somebody-asked", "Somebody else they asked to tell us"),
)


def _withdrawable(case: CaseFile) -> tuple[Procedure, ...]:
    """The procedures whose answer is still to come."""
    waited_for = (
        (procedure, case.stage_of(procedure)) for procedure in case.procedures if still_complained(case, procedure)
    )
    return tuple(procedure for procedure, stage in waited_for if stage is None or stage.replied_on is None)


def _may_withdraw(case: CaseFile, _today: date) -> str | None:
    waits = _withdrawable(case)
    return closed(case) or (None if waits else "There is no complaint here that still waits for an answer.")


def _withdrawal_fields(asking: Asking) -> tuple[Field, ...]:
    procedures = _withdrawable(asking.case)
    which = Field(
        name="procedure",
        label="What they withdraw",
        kind=FieldKind.ONE,
        options=(Option(_ALL, "All of it"), *asked.options(procedures)),
    )
    yes_or_no = (Option(YES, "Yes"), Option(_NO, "No"))
    return (
        *((which,) if len(procedures) > 1 else ()),
        declared("own_wish", "Whose wish it is", "The person who complained wants this, and nobody pressed them"),
        Field(name="told_by", label="Who told us", kind=FieldKind.ONE, options=_TOLD_BY),
        channel("How they told us"),
        asked.day(asking, "on", "Day they told us"),
        their_words("Why, if they said so. They need not."),
        Field(
            name="internally", label="Does the council look into it all the same", kind=FieldKind.ONE, options=yes_or_no
        ),
        Field(name="internal_words", label="What is looked into, and why", kind=FieldKind.LINES, required=False),
        *asked.letter("What you write to them", "Confirm it. Say that they can complain again at any time."),
    )


def _withdraw(doing: Doing) -> None:
    given, on, how = doing.given, doing.given.day("on"), LetterHow(doing.given.text("how"))
    require(doing, "own_wish", "Only the person who complained can withdraw it.")
    internally = given.text("internally") == YES
    if internally and not given.text("internal_words"):
        raise CannotBeDone("Say what is looked into, and why.", "internal_words")
    withdrawn = _withdrawable(doing.case)
    if len(withdrawn) > 1 and given.text("procedure") != _ALL:
        withdrawn = (Procedure(given.text("procedure")),)
    under = tuple(issue for each in withdrawn for issue in still_complained(doing.case, each))
    inside = "Looked into all the same: " + given.text("internal_words") if internally else ""
    letter = letters.send(doing, LetterKind.WITHDRAWAL, given.text("letter"), how)
    for issue in under:
        doing.change(issues, {"number": issue.number}, outcome=Outcome.WITHDRAWN)
    doing.happened(
        Happened.WITHDRAWN,
        _together((given.text("words"), inside)),
        procedures=list(withdrawn),
        issues=[issue.number for issue in under],
        was_outcomes={str(issue.number): issue.outcome for issue in under if issue.outcome},
        on=on,
        told_by=given.text("told_by"),
        channel=given.text("channel"),
        internally=internally,
        how=how,
        letter=letter,
        ended=_end_duties(doing, under, on),
    )
    _end_holds(doing, withdrawn)


def _end_duties(doing: Doing, under: Iterable[IssueOnFile], on: date) -> list[str]:
    """Nothing more is owed for these issues, nor is it on hold. What the whole case owes, it owes still."""
    numbers = {issue.number for issue in under}
    ended = [each for each in doing.case.duties if each.issue in numbers and each.done_on is None]
    running.let_go(doing, ended, on)
    return as_promised(ended)


def _end_holds(doing: Doing, procedures: Iterable[Procedure]) -> None:
    for procedure in procedures:
        stage = doing.case.stage_of(procedure)
        if stage and stage.held_on:
            running.change_stage(doing, procedure, stage.stage, held_on=None, resubmit_until=None)


def _together(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)


# --- it is closed

_KNOWN = "I know what is left open, and it is to be closed all the same"
#: Where the council gives what was asked for, or sends it on, there is nothing to find.
_WITHOUT_FINDING = frozenset({Procedure.ACCESS_REQUEST}) | OUTSIDE_THE_COUNCIL
_PASSED_ON = (
    Option("passed-on", "They agreed, and we passed it on"),
    Option("told-where", "We told them where to take it, and passed nothing on"),
)


def _may_close(case: CaseFile, _today: date) -> str | None:
    if not case.is_open:
        return "This case is closed already."
    flagged = next((flag for flag in KEEPS_OPEN if case.flag(flag)), None)
    if flagged:
        return f"Settle this first: {label(flagged)}."
    answers = (_why_unanswered(case, issue) for issue in case.complaints if issue.outcome not in WITHOUT_FINDING)
    return next((sentence for sentence in answers if sentence), None) or _why_owing(case)


def _why_unanswered(case: CaseFile, issue: IssueOnFile) -> str | None:
    if issue.confirmed_on is None:
        return f"Part {issue.number}: confirm its procedure first."
    if issue.procedure in OUTSIDE_THE_COUNCIL:
        return None
    if issue.outcome is None and issue.procedure not in _WITHOUT_FINDING:
        return f"Part {issue.number} has no outcome yet."
    stage = case.stage_of(issue.procedure)
    if stage is None or stage.replied_on is None:
        return f"Part {issue.number} was not answered yet, and nobody withdrew it."
    return None


def _why_owing(case: CaseFile) -> str | None:
    owed = next((each for each in case.duties if each.done_on is None), None)
    if owed:
        part = f", part {owed.issue}" if owed.issue else ""
        return f"Still to do{part}: {label(owed.duty)}."
    read = {each.issue for each in case.compliments}
    unread = next((each for each in thanks_in(case) if each.number not in read), None)
    return f"Part {unread.number} is a thank-you that nobody has read yet." if unread else None


def _sent_elsewhere(case: CaseFile) -> tuple[IssueOnFile, ...]:
    outside = (issue for issue in case.complaints if issue.procedure in OUTSIDE_THE_COUNCIL)
    return tuple(issue for issue in outside if issue.outcome not in WITHOUT_FINDING)


def _closing_fields(asking: Asking) -> tuple[Field, ...]:
    thanks = not_passed_on(asking.case)
    parts = " and ".join(str(issue.number) for issue in thanks)
    why_kept = Field(name="why_kept", label=f"Why the thanks of part {parts} were not passed on", kind=FieldKind.LINES)
    return (
        *(field for issue in _sent_elsewhere(asking.case) for field in _elsewhere_fields(issue)),
        *((why_kept,) if thanks else ()),
        *((declared("known", "Before you close it", _KNOWN),) if must_be_known(asking.case) else ()),
        asked.why("Why it is closed", "Kept with the case. What was promised and is not done yet stays to be done."),
    )


def _elsewhere_fields(issue: IssueOnFile) -> tuple[Field, Field]:
    part = f"Part {issue.number}, {label(issue.procedure)}"
    return (
        Field(name=f"went_{issue.number}", label=part, kind=FieldKind.ONE, options=_PASSED_ON),
        Field(name=f"where_{issue.number}", label=f"Where part {issue.number} went", hint="The body and its office."),
    )


def _close(doing: Doing) -> None:
    case, given = doing.case, doing.given
    elsewhere, kept = _sent_elsewhere(case), not_passed_on(case)
    if must_be_known(case):
        require(doing, "known", "Read what is left open, and tick that it is to be closed all the same.")
    _set_closed(doing, doing.today)
    words = (
        given.text("why"),
        *(f"Part {issue.number} went to: " + given.text(f"where_{issue.number}") for issue in elsewhere),
        "Not passed on: " + given.text("why_kept") if kept else "",
    )
    doing.happened(
        Happened.CLOSED,
        _together(words),
        outcomes={str(issue.number): issue.outcome for issue in case.complaints if issue.outcome},
        elsewhere={str(issue.number): given.text(f"went_{issue.number}") for issue in elsewhere},
        not_passed_on=[issue.number for issue in kept],
        open_actions=[each.number for each in case.actions if each.done is None],
    )


def _set_closed(doing: Doing, on: date | None) -> None:
    doing.session.execute(update(cases).where(cases.c.id == doing.case.id).values(closed_on=on))


# --- it is opened again


def _may_reopen(case: CaseFile, _today: date) -> str | None:
    return "This case is open." if case.is_open else None


def _reopening_fields(_asking: Asking) -> tuple[Field, ...]:
    return (replace(asked.why("Why it is opened again"), hint="For instance, they ask for the next stage."),)


def _reopen(doing: Doing) -> None:
    _set_closed(doing, None)
    doing.happened(Happened.REOPENED, doing.given.text("why"), closed_on=doing.case.closed_on)


ACTS = (
    ActSpec(
        act=Act.WITHDRAW,
        label="They withdraw it",
        rule="SI 2006/1738 reg. 7: whoever complained can withdraw it at any time, in any way. We confirm it.",
        when=_may_withdraw,
        fields=_withdrawal_fields,
        do=_withdraw,
    ),
    ActSpec(
        act=Act.CLOSE,
        label="Close",
        rule="SI 2006/1738 reg. 13: the outcome of each complaint is recorded. Nothing closes by itself.",
        when=_may_close,
        fields=_closing_fields,
        do=_close,
        warns=left_behind,
    ),
    ActSpec(
        act=Act.REOPEN,
        label="Open again",
        rule="A closed case is opened again for its next stage, or where something was missed.",
        when=_may_reopen,
        fields=_reopening_fields,
        do=_reopen,
    ),
)
