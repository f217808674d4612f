"""How a reply reads: advice in plain sentences, for a child sooner than for an adult, and never a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cases.reading_replies import Finding, Found, checked
from portal.reading_age import LONGEST_SENTENCE, reading_grade, words

EASY = (
    "Thank you for telling us. We asked your social worker what went wrong. You are right: nobody told you. "
    "We are sorry. From now on we tell you first. If you do not agree, you can ask us to look again."
)
OFFICIAL = (
    "Following a comprehensive investigation into the allegations contained within your representation, the authority "
    "has determined that communication regarding the placement was insufficient."
)
BETWEEN = (  # an adult reads it, a child of nine does not
    "We have looked at your complaint with the manager of the team. The family meeting was moved twice, and nobody "
    "explained the reason to you. We agree with this part of your complaint and will apologise."
)
TWENTY = " ".join(["We"] + ["went"] * (LONGEST_SENTENCE - 1)) + "."
TWENTY_ONE = TWENTY.replace("We", "We all")


def kinds(findings: tuple[Finding, ...]) -> list[Found]:
    return [each.found for each in findings]


@pytest.mark.parametrize("for_child", [True, False])
def test_a_reply_in_everyday_words_has_nothing_to_put_right(for_child: bool):
    assert checked(EASY, for_child) == ()


@pytest.mark.parametrize("for_child", [True, False])
def test_an_official_letter_has_everything_to_put_right(for_child: bool):
    assert kinds(checked(OFFICIAL, for_child)) == [Found.GRADE, Found.SENTENCE, Found.WORDS]


def test_what_an_adult_reads_may_be_too_hard_for_a_child():
    assert 5 < reading_grade(BETWEEN) <= 8
    assert checked(BETWEEN, False) == ()
    assert Found.GRADE in kinds(checked(BETWEEN, True))


def test_the_advice_says_how_hard_and_what_to_do():
    grade, sentence, hard = checked(OFFICIAL, True)
    assert grade.advice == (
        f"This is hard to read: grade {reading_grade(OFFICIAL):.1f}. For a child it should be 5 at most. "
        "Use shorter sentences and shorter words."
    )
    assert sentence.advice == (
        f"The longest sentence has {len(words(OFFICIAL))} words. Make two or three of it, of at most 20 words each."
    )
    assert sentence.shown == (OFFICIAL,)
    assert hard.advice == "These words are long. Use an everyday word for each, or say what it means."
    assert "communication" in hard.shown


@pytest.mark.parametrize("for_child", [True, False])
def test_twenty_words_are_a_sentence_and_one_more_are_too_many(for_child: bool):
    assert Found.SENTENCE not in kinds(checked(TWENTY, for_child))
    assert Found.SENTENCE in kinds(checked(TWENTY_ONE, for_child))


def test_one_hard_word_in_an_easy_reply_is_shown_to_who_writes_to_a_child():
    reply = f"{EASY} A new one is allocated."
    assert checked(reply, False) == ()
    (hard,) = checked(reply, True)
    assert hard.shown == ("allocated",)


def test_a_list_of_hard_words_is_not_too_long_to_read():
    many = ("accommodation allegation authority communication determination disability discrimination education "
            "insufficient investigation opportunity placement professional representation residential")  # fmt: skip
    (*_, hard) = checked(many, True)
    assert len(hard.shown) == 10


@pytest.mark.parametrize("text", ["", "   \n", "...", "12 10", "\U0001f600"])
def test_what_has_no_words_is_no_trouble(text: str):
    assert checked(text, True) == ()


def test_what_was_written_is_not_in_what_is_printed_of_a_finding():
    assert "allegations" not in repr(checked(OFFICIAL, True))


@given(st.text(), st.booleans())
def test_any_text_is_checked_and_none_refused(text: str, for_child: bool):
    assert len(checked(text, for_child)) <= len(Found)


@given(st.text(alphabet="abcdeo .,", max_size=300))
def test_what_is_easy_enough_for_a_child_is_so_for_an_adult(text: str):
    assert set(kinds(checked(text, False))) <= set(kinds(checked(text, True)))
