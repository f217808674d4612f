"""What a person must decide before or beside a complaint: standing, lateness, consent, and whether a change waits.

No decision follows from an answer by itself, and none is a reason to leave a case unread.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from portal.cases.acts import asked, flagging, letters, running
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, FieldKind, Option, spoken
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing, When
from portal.cases.casefile import CaseFile
from portal.cases.models import issues
from portal.clocks.guides import complain_by
from portal.vocabulary import Act, Flag, Happened, LetterHow, LetterKind, Outcome

YES, NO = "yes", "no"
_YES_OR_NO = (Option(YES, "Yes"), Option(NO, "No"))


def _while_flagged(flag: Flag) -> When:
    def may(case: CaseFile, _today: date) -> str | None:
        if any(each.flag is flag and each.settled_on for each in case.flags):
            return "It is decided."
        return closed(case) if case.flag(flag) else "There is nothing of this kind to decide."

    return may


def _choice(name: str, text: str, *options: Option, hint: str = "", required: bool = True) -> Field:
    return Field(name=name, label=text, kind=FieldKind.ONE, hint=hint, options=options, required=required)


def _letter_if_needed(text: str, hint: str) -> tuple[Field, ...]:
    return tuple(replace(each, required=False) for each in asked.letter(text, hint))


def _sent(doing: Doing, *, needed: str = "") -> dict[str, str]:
    """Send the letter, if one was written: facts of it. Raises CannotBeDone with `needed` where there must be one."""
    body, how = doing.given.text("letter"), doing.given.text("how")
    if needed and not body:
        raise CannotBeDone(needed, "letter")
    if not body:
        return {}
    if not how:
        raise CannotBeDone("Choose how the letter reaches them.", "how")
    return {"how": how, "letter": letters.send(doing, LetterKind.DECISION, body, LetterHow(how))}


def _ended(doing: Doing, *, is_end: bool) -> dict[str, list[str]]:
    """Where it is not looked into, every complaint without an outcome ends here, and nothing more is owed for it.

    Facts of it: what was owed.
    """
    if not is_end:
        return {}
    ends = tuple(issue for issue in doing.case.complaints if issue.outcome is None)
    for issue in ends:
        doing.change(issues, {"number": issue.number}, outcome=Outcome.NOT_ELIGIBLE)
    numbers = {issue.number for issue in ends}
    owed = [each for each in doing.case.duties if each.issue in numbers and each.done_on is None]
    running.let_go(doing, owed, doing.given.day("on"))
    return {"ended": [f"{each.duty} {each.due_on.isoformat()}" for each in owed]}


# --- sufficient interest


def _interest_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        _choice(
            "decision",
            "Have they sufficient interest in the child’s welfare",
            *_YES_OR_NO,
            hint="If not, confirm the corporate procedure for each part afterwards, where that can look into it.",
        ),
        _choice(
            "child",
            "What the child thinks of it",
            Option("considered", "We know it and took account of it"),
            Option("not-appropriate", "It was not right to ask them"),
            Option("none", "There is no child who could be asked"),
        ),
        _choice(
            "corporate",
            "If not: the corporate procedure",
            Option("offered", "We offer it in the letter"),
            Option("not-possible", "It cannot look into this either"),
            required=False,
        ),
        asked.why(),
        *_letter_if_needed(
            "What you write to them",
            "Needed for a no: say so, say why, and what they can do instead. Tell the child too, where that is right.",
        ),
        asked.day(asking, "on", "Day it was decided"),
    )


def _decide_interest(doing: Doing) -> None:
    given, decision = doing.given, doing.given.text("decision")
    if decision == NO and not given.text("corporate"):
        raise CannotBeDone("Say whether the corporate procedure is offered instead.", "corporate")
    letter = _sent(doing, needed="They must be told that it is a no. Write to them." if decision == NO else "")
    flagging.settle(doing, Flag.SUFFICIENT_INTEREST)
    is_end = decision == NO and given.text("corporate") == "not-possible"
    doing.happened(
        Happened.INTEREST_DECIDED,
        given.text("why"),
        decision=decision,
        child=given.text("child"),
        corporate=given.text("corporate") if decision == NO else None,
        on=given.day("on"),
        **_ended(doing, is_end=is_end),
        **letter,
    )


# --- over a year ago


def _late_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        Field(
            name="arose_on",
            label="Day the grounds for it arose",
            kind=FieldKind.DAY,
            hint="If it is known. The year counts from this day, and to the day we received it.",
            required=False,
            latest=asking.case.received_on,
            why_not_later=f"We received it on {spoken(asking.case.received_on)}. Enter that day or an earlier one.",
        ),
        _choice(
            "reason",
            "Was it too much to expect it sooner",
            *_YES_OR_NO,
            hint="Yes if, for them, it would not have been reasonable to complain within the year.",
        ),
        _choice(
            "fair",
            "Can it still be looked into well",
            *_YES_OR_NO,
            hint="Yes if it is still possible to consider it effectively and fairly.",
        ),
        _choice("decision", "What is decided", Option("consider", "We look into it"), Option("refuse", "We do not")),
        asked.why(hint="For this person and this complaint. A year alone is no reason to refuse."),
        *_letter_if_needed("What you write to them", "Needed for a no: say why, and how to reach the Ombudsman."),
        asked.day(asking, "on", "Day it was decided"),
    )


def _decide_late(doing: Doing) -> None:
    given, arose_on = doing.given, doing.given.day_or_none("arose_on")
    tests, refused = (given.text("reason"), given.text("fair")), given.text("decision") == "refuse"
    until = complain_by(arose_on) if arose_on else None
    if refused and until and until >= doing.case.received_on:
        raise CannotBeDone(f"They had until {spoken(until)}, so it is not late. We look into it.", "decision")
    if NO in tests and not refused:
        sentence = "The law lets us look into it where both answers are yes. Look at them again."
        raise CannotBeDone(sentence, "reason" if tests[0] == NO else "fair")
    if refused and given.text("letter") and "ombudsman" not in given.text("letter").casefold():
        raise CannotBeDone("Say in the letter how they can reach the Ombudsman.", "letter")
    letter = _sent(doing, needed="They must be told why, and of the Ombudsman. Write to them." if refused else "")
    flagging.settle(doing, Flag.LATE_REVIEW)
    doing.happened(
        Happened.LATENESS_DECIDED,
        given.text("why"),
        decision=given.text("decision"),
        reason=tests[0],
        fair=tests[1],
        arose_on=arose_on,
        complain_by=until,
        on=given.day("on"),
        **_ended(doing, is_end=refused),
        **letter,
    )


# --- does the child agree


def _consent_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        _choice(
            "child",
            "Does the child agree",
            Option("agrees", "They agree"),
            Option("does-not-agree", "They do not agree"),
            Option("not-safe-to-ask", "They cannot be asked safely"),
            Option("own-right", "It is not needed: whoever complains has a right of their own"),
            hint="The complaint goes on being looked at whatever the answer is.",
        ),
        asked.why("How you know", "Who asked, when and how; or what you rest it on. No age is too young to be asked."),
        asked.day(asking, "on", "Day it was known"),
    )


def _decide_consent(doing: Doing) -> None:
    flagging.settle(doing, Flag.CONSENT)
    child, on = doing.given.text("child"), doing.given.day("on")
    doing.happened(Happened.CONSENT_DECIDED, doing.given.text("why"), child=child, on=on)


# --- a change that was to wait


def _freeze_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        _choice(
            "decision",
            "What is decided about the change",
            Option("wait", "It waits"),
            Option("do-not-wait", "It does not wait"),
            hint="It waits, unless there is a good reason against waiting.",
        ),
        Field(name="who", label="Senior manager who decided", hint="A name and a role. Not who is complained about."),
        asked.why(),
        *asked.letter("What you write to them", "Say what waits and until when; or why not, and what they can do."),
        asked.day(asking, "on", "Day it was decided"),
    )


def _decide_freeze(doing: Doing) -> None:
    given = doing.given
    letter = _sent(doing)
    flagging.settle(doing, Flag.FREEZE)
    words = f"Decided by {given.text('who')}\n\n{given.text('why')}"
    doing.happened(Happened.FREEZE_DECIDED, words, decision=given.text("decision"), on=given.day("on"), **letter)


_Fields = Callable[[Asking], tuple[Field, ...]]


def _spec(act: Act, label: str, rule: str, flag: Flag, fields: _Fields, do: Callable[[Doing], None]) -> ActSpec:
    return ActSpec(act=act, label=label, rule=rule, when=_while_flagged(flag), fields=fields, do=do)


ACTS = (
    _spec(
        Act.DECIDE_INTEREST,
        "Decide about sufficient interest",
        "Children Act 1989 s26(3): whoever the council considers to have sufficient interest in the child’s welfare.",
        Flag.SUFFICIENT_INTEREST,
        _interest_fields,
        _decide_interest,
    ),
    _spec(
        Act.DECIDE_LATE,
        "Decide about a late complaint",
        "SI 2006/1738 reg. 9: after a year, where it was not reasonable to expect it sooner and it can be fair still.",
        Flag.LATE_REVIEW,
        _late_fields,
        _decide_late,
    ),
    _spec(
        Act.DECIDE_CONSENT,
        "Record whether the child agrees",
        "Getting the Best from Complaints (2006): confirm where possible that the child is happy with it. "
        "It never stops a complaint.",
        Flag.CONSENT,
        _consent_fields,
        _decide_consent,
    ),
    _spec(
        Act.DECIDE_FREEZE,
        "Record whether the change waits",
        "Getting the Best from Complaints (2006), 6.5.2: it waits unless there is a good reason against it. "
        "A senior manager decides.",
        Flag.FREEZE,
        _freeze_fields,
        _decide_freeze,
    ),
)
