"""What closing a case leaves behind, in sentences for whoever is about to close it. It refuses to decide whether to."""

from collections.abc import Iterator
from datetime import date

from portal.cases.acts.fields import spoken
from portal.cases.acts.later_stages import still_complained
from portal.cases.casefile import CaseFile, IssueOnFile, LetterOnFile
from portal.cases.posted import Whereabouts, whereabouts
from portal.clocks.working_days import london_date
from portal.vocabulary import Flag, IssueKind, LetterKind, Procedure, Stage
from portal.vocabulary.labels import label

#: While one of these is open somebody may be hurt, or is made to pay for telling us: nothing is closed then.
KEEPS_OPEN = (Flag.DANGER, Flag.LADO, Flag.RETALIATION)
_LOST = frozenset({Whereabouts.BOUNCED, Whereabouts.REFUSED})
#: What can be asked for once a stage is answered, and the fact of an event that says by when it is best.
_NEXT = {
    (Procedure.STATUTORY, Stage.LOCAL_RESOLUTION): ("stage 2", "ask_next_stage_by"),
    (Procedure.STATUTORY, Stage.INVESTIGATION): ("a review panel", "ask_stage3_by"),
    (Procedure.CORPORATE, Stage.LOCAL_RESOLUTION): ("stage 2", ""),
}


def left_behind(case: CaseFile, today: date) -> tuple[str, ...]:
    """What a closed case leaves to be known, to be done and to be asked for: the most pressing first."""
    return (
        *_names(case),
        *_letters(case),
        *_flags(case),
        *_next_stages(case, today),
        *_thanks(case),
        *_actions(case),
        *_ombudsman(case),
    )


def must_be_known(case: CaseFile) -> bool:
    """Whether whoever closes it says first that they know: nobody finds these again by themselves."""
    return case.is_kept_to_few or bool(_not_arrived(case))


def thanks_in(case: CaseFile) -> tuple[IssueOnFile, ...]:
    """The issues that are thanks."""
    return tuple(issue for issue in case.issues if issue.kind is IssueKind.COMPLIMENT)


def not_passed_on(case: CaseFile) -> tuple[IssueOnFile, ...]:
    """The thanks that went to nobody."""
    passed = {each.issue for each in case.compliments if each.passed_on}
    return tuple(issue for issue in thanks_in(case) if issue.number not in passed)


def _names(case: CaseFile) -> Iterator[str]:
    if case.is_kept_to_few:
        yield "Nobody has matched the names yet. Match them first, so that whoever is named stays kept from it."


def _not_arrived(case: CaseFile) -> tuple[LetterOnFile, ...]:
    """Letters that were lost, where nothing of the kind was sent since that was not."""
    came = whereabouts(case)
    sent = sorted((each for each in case.letters if each.sent_at), key=lambda each: each.sent_at or each.written_at)
    last = {(each.kind, each.procedure, each.stage): each for each in sent}
    return tuple(each for each in last.values() if came[each.id] in _LOST)


def _letters(case: CaseFile) -> Iterator[str]:
    for each in _not_arrived(case):
        assert each.sent_at is not None
        yield f"{label(LetterKind(each.kind))} of {spoken(london_date(each.sent_at))}: it did not arrive."


def _flags(case: CaseFile) -> Iterator[str]:
    said_above = {Flag.RESTRICTED} if case.is_kept_to_few else set()
    left = [label(each.flag) for each in case.flags if each.settled_on is None and each.flag not in said_above]
    if left:
        yield f"Nobody has settled this yet: {'; '.join(left)}."


def _next_stages(case: CaseFile, today: date) -> Iterator[str]:
    for procedure in case.procedures:
        stage = case.stage_of(procedure)
        if stage is None or stage.replied_on is None or not still_complained(case, procedure):
            continue
        what, fact = _NEXT.get((procedure, stage.stage), ("", ""))
        if what:
            best = _until(case, procedure, fact, today)
            yield f"They can still ask for {what}{best}. Open the case again if they do."


def _until(case: CaseFile, procedure: Procedure, fact: str, today: date) -> str:
    """By when it is best, as they were told; a later request counts too."""
    told = (each.facts for each in reversed(case.events) if each.facts.get("procedure") == procedure)
    by = next((date.fromisoformat(facts[fact]) for facts in told if facts.get(fact)), None)
    if by is None:
        return ""
    return f", best by {spoken(by)}" if today <= by else f". That was best by {spoken(by)}, and later counts too"


def _thanks(case: CaseFile) -> Iterator[str]:
    for issue in not_passed_on(case):
        yield f"The thanks of part {issue.number} were not passed on to anybody."


def _actions(case: CaseFile) -> Iterator[str]:
    left = [each.due_on for each in case.actions if each.done is None]
    if left:
        number = f"{len(left)} remedies or pieces of learning are" if len(left) > 1 else "A remedy or learning is"
        yield f"{number} not done yet, due by {spoken(min(left))}. That stays to be done once it is closed."


def _ombudsman(case: CaseFile) -> Iterator[str]:
    if any(each.decision is None for each in case.ombudsman):
        yield "The Ombudsman got in touch, and no decision is written down yet."
