"""How many questions people are asked, per speaker, against conversation.md §1 ("Length")."""

import pytest

from portal.conversation import Answers, Journey
from portal.script import SCRIPT
from portal.vocabulary import Speaker
from tests.unit.script.told import Choices, asked, talk

FULL: Choices = {"what-for": "complaint", "safe-now": "no", "which-help": ("social-worker",), "for-whom": "child"}

#: A full complaint about one service that needs no further question, made for a child where somebody can be asked.
#: conversation.md wants at most 15 for a child and 18 for an adult; its own table gives these.
QUESTIONS = {
    Speaker.CHILD: 15,
    Speaker.CARE_LEAVER: 15,
    Speaker.PARENT: 19,
    Speaker.FOSTER_CARER: 18,
    Speaker.SPECIAL_GUARDIAN: 18,
    Speaker.KINSHIP_CARER: 19,
    Speaker.ADOPTER: 18,
    Speaker.ADOPTED_PERSON: 14,
    Speaker.FAMILY_OR_FRIEND: 18,
    Speaker.ADVOCATE: 17,
    Speaker.PROFESSIONAL: 18,
    Speaker.SOMEONE_ELSE: 18,
}


def test_a_full_complaint_is_as_long_as_we_say_it_is() -> None:
    counted = {who: len(asked({**FULL, "who-are-you": str(who)})) for who in Speaker}
    table = "\n".join(f"{who:18} {count:2}" for who, count in counted.items())
    assert counted == QUESTIONS, f"questions in a full complaint:\n{table}"


def test_a_parent_who_speaks_for_themselves_is_within_eighteen() -> None:
    assert len(asked({**FULL, "who-are-you": "parent", "for-whom": "me"})) == 17


@pytest.mark.parametrize("who", Speaker)
def test_each_further_question_about_a_service_adds_one(who: Speaker) -> None:
    plain = {**FULL, "who-are-you": str(who)}
    assert len(asked({**plain, "which-help": ("court",)})) == len(asked(plain)) + 1
    assert len(asked({**plain, "which-help": ("court", "my-records", "police")})) == len(asked(plain)) + 3


def test_danger_adds_one() -> None:
    assert len(asked({**FULL, "who-are-you": "child", "safe-now": "yes"})) == QUESTIONS[Speaker.CHILD] + 1


def test_a_full_thank_you_is_seven_questions_for_everybody() -> None:
    assert {len(asked({"what-for": "thanks", "who-are-you": str(who)})) for who in Speaker} == {7}


def shortest(first: Choices) -> list[str]:
    """The questions of somebody who stops as soon as it is enough, and answers only what is still needed."""
    full = talk(first).answers
    answers = Answers({}, SCRIPT.version)
    answered: list[str] = []
    while step := Journey(SCRIPT, answers).next_step:
        keys = step.keys()
        answers = Journey(SCRIPT, answers).answer(step, {k: v for k, v in full.items() if k in keys and v is not None})
        answered.append(step.key)
        if Journey(SCRIPT, answers).is_enough:
            answers = answers.finishing_now()
    return answered


def test_the_shortest_thank_you_is_three_questions() -> None:
    assert shortest({"what-for": "thanks", "who-are-you": "child"}) == ["what-for", "who-are-you", "what-went-well"]


@pytest.mark.parametrize("who", Speaker)
def test_the_shortest_complaint_is_five_questions(who: Speaker) -> None:
    asked_keys = shortest({"what-for": "complaint", "who-are-you": str(who), "safe-now": "no"})
    assert asked_keys == ["what-for", "who-are-you", "safe-now", "what-happened", "reply-how"]
