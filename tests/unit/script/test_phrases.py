"""What stands around the questions: a sentence for every fault, the right skip label, how much is left."""

import re

import pytest

from portal.conversation import Fault, Problem, Step
from portal.script import SCRIPT, phrases, problems
from portal.script.phrases import pass_over_label, progress
from portal.vocabulary import Register, WhatFor
from portal.vocabulary.partial_dates import read_parts
from tests.unit.script.told import journey


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_sentence_that_says_what_to_do(fault: Fault) -> None:
    for needed in (True, False):
        said = problems.sentence(Problem(fault, "some-field"), needed=needed)
        assert said.child.endswith(".")
        assert said.adult.endswith(".")
        assert not any(word in said.adult.lower() for word in ("invalid", "error", "incorrect", "must"))


@pytest.mark.parametrize("fault", [Fault.NOTHING_CHOSEN, Fault.NOTHING_WRITTEN])
@pytest.mark.parametrize("step", SCRIPT.steps, ids=lambda step: step.key)
def test_an_empty_answer_names_the_button_that_passes_over_it_by_its_own_words(step: Step, fault: Fault) -> None:
    told = problems.sentence(Problem(fault, step.key), needed=False)
    needed = problems.sentence(Problem(fault, step.key), needed=True)
    for register in Register:
        button = f"press “{pass_over_label(step).to(register)}”."
        has_its_own = (step.key, fault) in problems._AT
        assert (button in told.to(register)) is not has_its_own
        assert "press" not in needed.to(register)


@pytest.mark.parametrize("register", Register)
def test_a_hint_says_skip_only_above_a_button_that_says_it(register: Register) -> None:
    for step in SCRIPT.steps:
        hints = [hint.to(register) for hint in (step.hint, *(other.hint for other in step.asked)) if hint]
        if pass_over_label(step) == phrases.RATHER_NOT_SAY:
            assert [hint for hint in hints if "skip" in hint.lower()] == [], step.key


@pytest.mark.parametrize("parts", [("3", "May", ""), ("", "May", "2027"), ("", "5", "27")])
def test_what_is_said_of_a_date_is_taken(parts: tuple[str, str, str]) -> None:
    """A day and a month, or a month and a year: and an example without a year never lies in the past."""
    said = problems.sentence(Problem(Fault.NOT_A_DATE, "about-to-change-date"), needed=False)
    assert read_parts(*parts)
    assert all("a month and a year" in words.lower() for words in (said.child, said.adult))
    assert all("like 3 May." in words for words in (said.child, said.adult))
    assert read_parts("", "May", "") is None  # so nothing may say that a month is enough
    assert not re.search(r"\d{4}", said.child + said.adult)


def test_a_sentence_of_its_own_stands_at_a_field_that_needs_one() -> None:
    at_the_story = problems.sentence(Problem(Fault.NOTHING_WRITTEN, "what-happened"), needed=True)
    assert "call" in at_the_story.child
    at_email = problems.sentence(Problem(Fault.NOTHING_WRITTEN, "reply-how-email"), needed=True)
    assert "email" in at_email.child


def test_sentences_of_their_own_stand_at_fields_that_exist() -> None:
    fields = {step.key for step in SCRIPT.steps} | {detail.key for step in SCRIPT.steps for detail in step.details()}
    assert {field for field, _fault in problems._AT} <= fields


def test_options_that_go_alone_are_named_where_they_stand() -> None:
    for key in ("which-help", "thanks-to", "must-not-see", "going-on-elsewhere"):
        step = SCRIPT.step(key)
        assert step is not None
        (alone,) = [option for option in step.question.options if option.alone]  # type: ignore[union-attr]
        said = problems.sentence(Problem(Fault.NOT_TOGETHER, key), needed=False)
        assert alone.label.child in said.child
        assert alone.label.adult in said.adult


def test_too_long_says_by_how_much_and_how_much_fits() -> None:
    said = problems.sentence(Problem(Fault.TOO_LONG, "what-happened", 1), needed=True)
    for text in (said.child, said.adult):
        assert "{by}" in text
        assert "{limit}" in text
    assert problems.longest("what-happened") == 10_000
    assert problems.longest("reply-how-never-write") == 500
    assert problems.longest("what-for") is None


@pytest.mark.parametrize(
    ("left", "said"),
    [(0, "This is the last question"), (1, "About 1 more question"), (2, "About {n} more questions")],
)
def test_progress_counts_what_is_left(left: int, said: str) -> None:
    assert progress(left).child == said


def test_close_questions_are_passed_over_with_i_d_rather_not_say() -> None:
    labels = {step.key: pass_over_label(step) for step in SCRIPT.steps}
    assert labels["safe-now"] == labels["hurt-by-worker"] == phrases.RATHER_NOT_SAY
    assert labels["which-help"] == labels["when"] == phrases.SKIP
    assert set(labels) >= phrases.RATHER_NOT_SAY_AT


@pytest.mark.parametrize(
    ("what_for", "key", "asked", "about"),
    [
        ("complaint", "which-help", "Which help is it about?", "which help it is about"),
        ("both", "which-help", "Which help went wrong?", "which help went wrong"),
        ("both", "thanks-to", "Which help do you want to thank?", "which help you want to thank"),
        ("thanks", "which-help", "Which help do you want to thank?", "which help you want to thank"),
        ("complaint", "who-was-it", "Who was it?", "who it was"),
        ("both", "who-was-it", "Who is your complaint about?", "who your complaint is about"),
        ("thanks", "who-was-it", "Who do you want to thank?", "who you want to thank"),
        ("idea", "what-happened", "What is your idea?", "your idea"),
    ],
)
def test_a_question_is_asked_and_named_by_what_it_is_for(what_for: str, key: str, asked: str, about: str) -> None:
    said = journey({"what-for": what_for, "who-are-you": "parent"})
    step = SCRIPT.step(key)
    assert step in said.asked
    assert step is not None
    told = step.asked_as(said.seen_at(step))
    for register in Register:
        assert (told.ask.to(register), told.about.to(register)) == (asked, about)


def test_whom_to_thank_is_spoken_of_only_with_those_who_thank() -> None:
    step = SCRIPT.step("who-was-it")
    assert step is not None
    for what_for in WhatFor:
        hint = step.asked_as(journey({"what-for": what_for}).seen_at(step)).hint
        assert hint is not None
        assert ("thank" in hint.child) is (what_for is WhatFor.BOTH)


def test_who_asked_for_more_about_advocates_is_told_how_to_choose_one_now() -> None:
    step = SCRIPT.step("advocate")
    assert step is not None
    asked_for_more = journey({"what-for": "complaint", "who-are-you": "child", "advocate": "tell-me-more"})
    (told,) = asked_for_more.notes_after(step)
    options = {option.code: option.label.child for option in step.question.options}  # type: ignore[union-attr]
    for named in (options["tell-me-more"], options["yes"], "Change"):
        assert f"“{named}”" in told.lines[-1].child
