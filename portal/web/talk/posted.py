"""What was posted to one step, and the button it came by, as answers to keep. It refuses to know who posted it."""

from portal.conversation import Answers, Fault, Journey, OneOf, Problem, Raw, Reading, SeveralOf, Step
from portal.script import SCRIPT

_BLANK = frozenset({Fault.NOTHING_WRITTEN, Fault.NOTHING_CHOSEN})

#: Controls in which people write rather than choose.
_WRITTEN_AT = frozenset(
    key
    for step in SCRIPT.steps
    for key, question in ((step.key, step.question), *((detail.key, detail.question) for detail in step.details()))
    if not isinstance(question, OneOf | SeveralOf)
)


def written_in(raw: Raw) -> list[str]:
    """What somebody wrote in a post, beyond choosing: what is worth keeping where the post is not taken."""
    values = (value.strip() for name, values in raw.items() if name in _WRITTEN_AT for value in values)
    return [value for value in values if value]


def read_post(journey: Journey, asked: Step, raw: Raw) -> Answers | tuple[Problem, ...]:
    """The answers with what was posted to one step, or what there is to put right.

    Beside the controls a button may be named: `aside` (somebody turns elsewhere in the middle), `pass`, `enough`,
    `send-now`.
    """
    seen = journey.seen_at(asked)
    if "aside" in raw:
        # Somebody stops or looks for help in the middle: what is there is kept, and asked again.
        return journey.half_answer(asked, raw)
    read_answer = asked.read(raw, seen)
    if "pass" in raw and not journey.is_needed(asked):
        return _passed_over(journey, asked, raw, read_answer)
    if not isinstance(read_answer, tuple):
        answers = _unless_danger_is_new(journey, journey.answer(asked, read_answer))
        return answers.finishing_now() if "enough" in raw else answers
    faults = {problem.fault for problem in read_answer}
    if "send-now" in raw and journey.may_send_now and Fault.TOO_LONG not in faults:
        # In danger nothing holds somebody up but words that we would have to throw away.
        return journey.half_answer(asked, raw, half_said=False)
    if "enough" in raw and faults <= _BLANK:
        # A blank question stays unasked; one that was begun here is now left.
        is_begun = asked.key in journey.answers.half_said or asked.salvaged(raw, seen)
        is_left = is_begun and not journey.is_needed(asked)
        left = _passed_over(journey, asked, raw, read_answer) if is_left else journey.answers
        return left.finishing_now()
    return read_answer


def _passed_over(journey: Journey, asked: Step, raw: Raw, read_answer: Reading) -> Answers:
    """Passed over; but a name written under "who must not see this" is an answer, whatever button was pressed.

    What stands beside the whole question is kept. What stands under one of its options goes: somebody who changes to
    "I'd rather not say" takes back the number they gave.
    """
    named = any(detail.means and any(raw.get(detail.key, ())) for detail in asked.also)
    if named and not isinstance(read_answer, tuple):
        return journey.answer(asked, read_answer)
    passed = journey.pass_over(asked)
    salvaged = asked.salvaged(raw, journey.seen_at(asked))
    beside = {detail.key: salvaged[detail.key] for detail in asked.also if detail.key in salvaged}
    return passed.replacing(frozenset(beside), beside)


def _unless_danger_is_new(journey: Journey, answers: Answers) -> Answers:
    """Danger that is told after "that is enough" opens its own questions: where somebody is matters then."""
    if not answers.finishing or journey.may_send_now:
        return answers
    return answers.finishing_now(not Journey(journey.script, answers).may_send_now)
