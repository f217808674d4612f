"""The talk so far, as the page shows it and as a sent case keeps it: the wording as it was asked, and what was said."""

from collections.abc import Callable

from portal.conversation import Asked, DateInParts, Detail, Journey, OneOf, Question, SeveralOf, Step, Value, Words
from portal.representations import Exchange
from portal.script.phrases import PASSED_OVER

Say = Callable[[Words], str]
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def transcript_of(journey: Journey, say: Say) -> tuple[Exchange, ...]:
    """Everything that was said, in the order it was asked, as a case keeps it."""
    return tuple(exchange_of(journey, step, say) for step in journey.spoken_at)


def exchange_of(journey: Journey, step: Step, say: Say) -> Exchange:
    """One turn, details included."""
    answers = journey.counted
    value = answers.get(step.key)
    said = [say(PASSED_OVER)] if value is None else _lines(step.question, value, say)
    for detail in step.details():
        kept = answers.get(detail.key)
        if kept is not None and _said_first_at(journey, detail) is step:
            said += _detail_lines(detail, kept, say)
    instead = getattr(step.question, "instead", None)
    if instead is not None and answers.get(f"{step.key}-instead") == instead.code:
        said.append(say(instead.label))
    return Exchange(step.key, say(asked_in(journey, step).ask), tuple(said))


def asked_in(journey: Journey, step: Step) -> Asked:
    """How a step was asked in this talk. Only for the few with other words is it worked out what was said before."""
    return step.asked_as(journey.seen_at(step)) if step.asked else step.usually_asked


def _said_first_at(journey: Journey, detail: Detail) -> Step | None:
    """The step a detail is shown at: one that stands beside several questions is told once."""
    return next((step for step in journey.spoken_at if detail in step.details()), None)


def _detail_lines(detail: Detail, value: Value, say: Say) -> list[str]:
    name = say(detail.short or detail.label)
    between = " " if name.endswith("?") else ": "
    return [f"{name}{between}{line}" for line in _lines(detail.question, value, say)]


def _lines(question: Question, value: Value, say: Say) -> list[str]:
    codes = (value,) if isinstance(value, str) else value
    if isinstance(question, OneOf | SeveralOf):
        return [say(option.label) if (option := question.option(code)) else code for code in codes]
    if isinstance(question, DateInParts):
        return [_date(codes[0]) if question.fits(codes[0]) else codes[0]]
    instead = getattr(question, "instead", None)
    if instead is not None and codes[0] == instead.code:
        return [say(instead.label)]
    return [codes[0]]


def _date(kept: str) -> str:
    year, month, day = ([*kept.removeprefix("-").split("-"), "", ""])[:3]
    return " ".join(part for part in (day.lstrip("0"), _MONTHS[int(month) - 1] if month else "", year) if part)
