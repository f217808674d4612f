"""What a screen reader should say of each kind of question: of the question, of every way to answer it, and of what
opens beside a reply that was picked. Told by the script alone; the tests hold the browsers' own trees to it.
"""

from portal.conversation import Answers, DateInParts, Journey, LongText, OneOf, Option, SeveralOf, Step
from portal.script import SCRIPT, phrases
from portal.vocabulary import Register
from tests.browser.engines.hands import LeavingHands, Spoken
from tests.pages import Given

TICKED = {OneOf: "radio", SeveralOf: "checkbox"}


def heard(hands: LeavingHands, key: str) -> list[Spoken]:
    """The question on the page and its answers as the browser tells them, in the order in which they stand there."""
    return hands.spoken(f'main form fieldset:has(h1), h1, [name="{key}"], [name="{key}-instead"]')


def heard_beside(hands: LeavingHands, key: str) -> list[Spoken]:
    """What opened beside the reply that was picked."""
    return hands.spoken(f'.reveal fieldset, .reveal [name^="{key}-"]')


def of_question(key: str, given: Given) -> list[Spoken]:
    """A question as a child hears it who has given these answers before."""
    step = _step(key)
    question, ask = step.question, step.ask.to(Register.CHILD)
    if isinstance(question, OneOf | SeveralOf):
        role = TICKED[type(question)]
        return [("group", ask), ("heading", ask), *((role, _label(option)) for option in _shown(step, given))]
    instead = [question.instead] if isinstance(question, LongText) and question.instead else []
    return [("heading", ask), ("textbox", ask), *(("checkbox", _label(option)) for option in instead)]


def of_details(key: str, given: Given) -> list[Spoken]:
    """What stands beside the replies that these answers pick."""
    question, said = _step(key).question, []
    picked = given.get(key) or ()
    for option in question.options if isinstance(question, OneOf | SeveralOf) else ():
        for detail in option.details if option.code in ([picked] if isinstance(picked, str) else picked) else ():
            name = detail.label.to(Register.CHILD)
            if isinstance(detail.question, OneOf | SeveralOf):
                role = TICKED[type(detail.question)]
                said += [("group", name), *((role, _label(each)) for each in detail.question.options)]
            elif isinstance(detail.question, DateInParts):
                parts = (phrases.DAY, phrases.MONTH, phrases.YEAR)
                said += [("group", name), *(("textbox", part.to(Register.CHILD)) for part in parts)]
            else:
                said.append(("textbox", name))
    return said


def _step(key: str) -> Step:
    step = SCRIPT.step(key)
    assert step is not None
    return step


def _label(option: Option) -> str:
    return option.label.to(Register.CHILD)


def _shown(step: Step, given: Given) -> tuple[Option, ...]:
    """The replies in sight: more of them may be folded."""
    kept = {key: value if isinstance(value, str) or value is None else tuple(value) for key, value in given.items()}
    seen = Journey(SCRIPT, Answers(kept, SCRIPT.version)).seen_at(step)
    assert isinstance(step.question, OneOf | SeveralOf)
    return step.question.shown(seen)[0] if isinstance(step.question, SeveralOf) else step.question.offered(seen)
