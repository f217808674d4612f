"""People telling their story in tests: what they post at each question, and the journey it leads along."""

from collections.abc import Iterator, Mapping

from portal.conversation import (
    Answers,
    DateInParts,
    Detail,
    Email,
    Journey,
    LongText,
    OneOf,
    Phone,
    Question,
    Raw,
    SeveralOf,
    ShortText,
    Step,
    Value,
)
from portal.script import SCRIPT

NOTHING = Answers({}, SCRIPT.version)
Choices = Mapping[str, Value | None]


def journey(answers: Choices) -> Journey:
    """The journey of somebody who gave these answers, on the path or off."""
    return Journey(SCRIPT, Answers(dict(answers), SCRIPT.version))


def asked(answers: Choices) -> list[str]:
    """The keys these answers lead past, in order, answered or not."""
    return [step.key for step in journey(answers).asked]


def typed(key: str, question: Question, value: Value | None = None) -> dict[str, list[str]]:
    """What a browser posts when `value` is answered, or something that will do."""
    match question:
        case OneOf() | SeveralOf():
            picks = [value] if isinstance(value, str) else list(value or [question.options[0].code])
            chosen = [option for option in question.options if option.code in picks]
            posted = {key: [str(pick) for pick in picks]}
            for detail in (detail for option in chosen for detail in option.details):
                posted.update(typed(detail.key, detail.question))
            return posted
        case Email():
            return {key: ["someone@example.org"]}
        case Phone(mobile=mobile):
            return {key: ["07700 900123" if mobile else "01632 960123"]}
        case DateInParts():
            return {f"{key}-day": ["3"], f"{key}-month": ["9"], f"{key}-year": ["2026"]}
        case ShortText() | LongText():
            return {key: [value if isinstance(value, str) else "Some words."]}


def talk(choices: Choices, *, everything: bool = True) -> Journey:
    """Walk from the first question to the end by posting answers, as a browser would.

    A key in `choices` is answered so (None: passed over). The rest is answered with anything where `everything`,
    else passed over where it may be.
    """
    answers = NOTHING
    for _turn in range(len(SCRIPT.steps) + 1):
        here = Journey(SCRIPT, answers)
        step = here.next_step
        if step is None:
            return here
        answers = _after(here, step, choices, everything)
    raise AssertionError("the talk does not end")


def _after(here: Journey, step: Step, choices: Choices, everything: bool) -> Answers:
    passes = step.key in choices and choices[step.key] is None
    if (passes or (step.key not in choices and not everything)) and not here.is_needed(step):
        return here.pass_over(step)
    raw: Raw = typed(step.key, step.question, _offered(here, step, choices.get(step.key)))
    read = step.read(raw, here.seen_at(step))
    assert not isinstance(read, tuple), f"{step.key}: {read}"
    return here.answer(step, read)


def _offered(here: Journey, step: Step, wanted: Value | None) -> Value | None:
    """What was wanted, or where it is not offered here, the first reply that is."""
    if not isinstance(step.question, OneOf | SeveralOf):
        return wanted
    offered = [str(option.code) for option in step.question.offered(here.seen_at(step))]
    picks = {wanted} if isinstance(wanted, str) else set(wanted or ())
    return wanted if picks and picks <= set(offered) else offered[0]


def details() -> Iterator[tuple[Step, Detail]]:
    """Every detail in the script, with its step."""
    for step in SCRIPT.steps:
        for detail in step.details():
            yield step, detail
