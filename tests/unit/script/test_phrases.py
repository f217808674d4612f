"""What stands around the questions: a sentence for every fault, the right skip label, how much is left."""

import pytest

from portal.conversation import Fault, Problem
from portal.script import SCRIPT, phrases, problems
from portal.script.phrases import pass_over_label, progress


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_sentence_that_says_what_to_do(fault: Fault) -> None:
    for needed in (True, False):
        said = problems.sentence(Problem(fault, "some-field"), needed=needed)
        assert said.child.endswith(".")
        assert said.adult.endswith(".")
        assert not any(word in said.adult.lower() for word in ("invalid", "error", "incorrect", "must"))


def test_where_a_step_may_be_passed_over_an_empty_answer_names_the_skip_button() -> None:
    for fault in (Fault.NOTHING_CHOSEN, Fault.NOTHING_WRITTEN):
        assert "skip" in problems.sentence(Problem(fault, "who-was-it"), needed=False).child
        assert "skip" not in problems.sentence(Problem(fault, "what-for"), needed=True).child


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
