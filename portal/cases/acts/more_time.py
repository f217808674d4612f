"""Taking more time where the law gives it: a later date, of which they were told in time.

It refuses to know what may be put off, how far and why: that is in `clocks`. What was promised first stays written.
"""

from datetime import date

from portal.cases.acts import asked, letters, running
from portal.cases.acts.by_procedure import chosen, numbers, ready, under_way, which, why_none
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, FieldKind, Option, spoken
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, DutyOnFile, StageOnFile
from portal.clocks.met import MEETS, reply_at
from portal.clocks.running import EXTENSIONS, Extension, ExtensionReason, may_change, may_extend, may_put_off_to
from portal.vocabulary import Act, Happened, LetterHow, LetterKind, Procedure
from portal.vocabulary.labels import label

_REASONS = {
    ExtensionReason.COMPLEX: Option(ExtensionReason.COMPLEX.value, "It is complex"),
    ExtensionReason.ADVOCATE: Option(ExtensionReason.ADVOCATE.value, "They need an advocate first"),
    ExtensionReason.OTHER: Option(ExtensionReason.OTHER.value, "Something else, which you explain"),
}


def _put_off(case: CaseFile, procedure: Procedure) -> tuple[tuple[DutyOnFile, date], ...]:
    """The reply each issue waits for at this stage, and the furthest date it may be put off to."""
    stage = case.stage_of(procedure)
    reply = reply_at(procedure, stage.stage) if stage else None
    of = numbers(case, procedure)
    known = {(each.duty, each.issue): each.due_on for each in case.duties}
    rows = case.open_duties(MEETS[reply] & EXTENSIONS.keys(), of) if reply else ()
    return tuple((row, known[EXTENSIONS[row.duty].furthest, row.issue]) for row in rows)


def _why_no_more(
    case: CaseFile, procedure: Procedure, today: date, reason: ExtensionReason | None = None
) -> str | None:
    stage = case.stage_of(procedure)
    if stage is None:
        return "Confirm the procedure of every part first."
    changed = may_change(done_on=stage.replied_on, held_on=stage.held_on)
    if changed:
        return changed
    rows = _put_off(case, procedure)
    if not rows:
        return "No date runs here that the law lets you put off."
    sentences = (may_extend(row.duty, row.first_due_on, row.due_on, furthest, today, reason) for row, furthest in rows)
    return next((sentence for sentence in sentences if sentence), None)


def extendable(case: CaseFile, today: date) -> tuple[Procedure, ...]:
    """The procedures whose answer may be put off today."""
    return ready(case, under_way(case), lambda of, procedure: _why_no_more(of, procedure, today))


def _may_extend(case: CaseFile, today: date) -> str | None:
    def why_not(of: CaseFile, procedure: Procedure) -> str | None:
        return _why_no_more(of, procedure, today)

    return closed(case) or why_none(case, under_way(case), why_not, "There is no complaint in this case.")


def _rules(case: CaseFile, procedure: Procedure) -> Extension:
    return EXTENSIONS[_put_off(case, procedure)[0][0].duty]


def _extension_fields(asking: Asking) -> tuple[Field, ...]:
    case = asking.case
    procedures = extendable(case, asking.today)
    rules = [_rules(case, each) for each in procedures]
    ombudsman = " Give the Ombudsman’s details too." if any(each.gives_ombudsman for each in rules) else ""
    allowed = frozenset[ExtensionReason]().union(*(each.reasons for each in rules))
    return (
        *which(procedures),
        Field(
            name="reason",
            label="Why it takes longer",
            kind=FieldKind.ONE,
            options=tuple(option for code, option in _REASONS.items() if code in allowed),
        ),
        Field(
            name="until",
            label="New date",
            kind=FieldKind.DAY,
            hint=_furthest(case, procedures),
        ),
        asked.why("What makes it take longer"),
        *asked.letter("What you write to them", f"Say why it takes longer, and the new date.{ombudsman}"),
    )


def _furthest(case: CaseFile, procedures: tuple[Procedure, ...]) -> str:
    last = {each: spoken(min(furthest for _row, furthest in _put_off(case, each))) for each in procedures}
    if len(last) == 1:
        return f"No later than {last[procedures[0]]}."
    return " ".join(f"{label(each)}: no later than {day}." for each, day in last.items())


def _extend(doing: Doing) -> None:
    case, given = doing.case, doing.given
    procedure = chosen(doing, extendable(case, doing.today))
    reason, until, how = ExtensionReason(given.text("reason")), given.day("until"), LetterHow(given.text("how"))
    wrong_reason = _why_no_more(case, procedure, doing.today, reason)
    if wrong_reason:
        raise CannotBeDone(wrong_reason, "reason")
    rows = _put_off(case, procedure)
    for row, furthest in rows:
        too_far = may_put_off_to(row.due_on, furthest, until)
        if too_far:
            raise CannotBeDone(too_far, "until")
    stage = _stage(case, procedure)
    letter = letters.send(
        doing, LetterKind.EXTENSION, given.text("letter"), how, procedure=procedure, stage=stage.stage
    )
    for row, _furthest in rows:
        running.put_off(doing, row, until)
    running.change_stage(doing, procedure, stage.stage, extended_for=reason, extended_on=doing.today)
    doing.happened(
        Happened.EXTENDED,
        given.text("why"),
        procedure=procedure,
        stage=stage.stage,
        duty=rows[0][0].duty,
        reason=reason,
        was_due_on=min(row.due_on for row, _furthest in rows),
        due_on=until,
        first_due_on=min(row.first_due_on for row, _furthest in rows),
        letter=letter,
        how=how,
    )


def _stage(case: CaseFile, procedure: Procedure) -> StageOnFile:
    stage = case.stage_of(procedure)
    assert stage is not None  # `when` has asked
    return stage


ACTS = (
    ActSpec(
        act=Act.EXTEND,
        label="Take more time",
        rule=(
            "SI 2006/1738 reg. 14: stage 1 to day 20, only if complex or an advocate is needed, told before day 10. "
            "Reg. 17: stage 2 to day 65, told before day 25. Complaint Handling Code: 10 and 20 days more."
        ),
        when=_may_extend,
        fields=_extension_fields,
        do=_extend,
    ),
)
