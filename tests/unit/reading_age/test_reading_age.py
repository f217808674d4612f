"""How hard a text is to read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reading_age import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    hard_words,
    longest_sentence,
    reading_grade,
    sentences,
    syllables,
    words,
)
from portal.vocabulary import Register

EASY = "We looked at what you told us. We agree with you. We are sorry. Your new worker will ring you by Friday."
HARD = (
    "Following comprehensive consideration of the representations submitted, the authority acknowledges that "
    "communication deficiencies contributed significantly to the dissatisfaction experienced by your family."
)


# --- the grade


def test_a_plain_letter_suits_a_child_and_an_official_one_nobody() -> None:
    assert reading_grade(EASY) < HIGHEST_GRADE[Register.CHILD]
    assert reading_grade(HARD) > HIGHEST_GRADE[Register.ADULT] + 10
    assert len(words(longest_sentence(HARD))) > LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("We got it. A manager will answer.", 0.39 * 7 / 2 + 11.8 * 10 / 7 - 15.59),
    ],
)
def test_the_grade_is_the_formula(text: str, grade: float) -> None:
    assert reading_grade(text) == pytest.approx(grade)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "...", "— – ?", "👍"])
def test_what_has_no_word_has_no_grade(text: str) -> None:
    assert (reading_grade(text), longest_sentence(text), hard_words(text)) == (0.0, "", ())


def test_the_same_again_is_no_harder() -> None:
    assert reading_grade(f"{EASY} {EASY}") == pytest.approx(reading_grade(EASY))


# --- sentences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We are sorry. We were late.", ["We are sorry.", "We were late."]),
        ("Why? We forgot.", ["Why?", "We forgot."]),
        ("You said: “It hurts.” We heard.", ["You said:", "“It hurts.”", "We heard."]),
        ("Dear Sam\nWe got your letter", ["Dear Sam", "We got your letter"]),
        ("This line was folded\nby a machine.", ["This line was folded by a machine."]),
        ("A list\n\nof two parts", ["A list", "of two parts"]),
        ("- ring you\n- say sorry", ["- ring you", "- say sorry"]),
        ("Mr. Example and Dr. B. Sample met. They agreed.", ["Mr. Example and Dr. B. Sample met.", "They agreed."]),
        ("It is at 10.30 on Monday.", ["It is at 10.30 on Monday."]),
        ("See https://council.example/a.b?c=d. Or ring.", ["See https://council.example/a.b?c=d.", "Or ring."]),
        ("One\r\nTwo\u2028Three", ["One", "Two", "Three"]),
    ],
)
def test_where_sentences_end(text: str, said: list[str]) -> None:
    assert sentences(text) == said


def test_the_longest_sentence_is_shown_as_it_was_written() -> None:
    text = "We are sorry. We will ring you at 10.30, or write to sam@council.example, by Friday. Bye."
    assert longest_sentence(text) == "We will ring you at 10.30, or write to sam@council.example, by Friday."
    assert longest_sentence("One two. Two one.") == "One two."


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("don’t stop", ["don’t", "stop"]),
        ("the 15th of 9", ["the", "15th", "of", "9"]),
        ("Zoë’s café", ["Zoë’s", "café"]),
        ("mail a.b@c.example, or www.c.example/x.", ["mail", "a.b@c.example", "or", "www.c.example/x"]),
        ("well-known", ["well", "known"]),
    ],
)
def test_what_counts_as_a_word(text: str, counted: list[str]) -> None:
    assert words(text) == counted


# --- hard words


def test_hard_words_come_once_and_the_hardest_first() -> None:
    said = hard_words("The assessment was completed. An investigation followed the assessment. Investigation ends.")
    assert said == ("investigation", "assessment", "completed")


def test_a_name_is_not_hard_but_the_first_word_of_a_sentence_may_be() -> None:
    assert hard_words("Unfortunately Jemima Jeremiahson left on Saturday.") == ("unfortunately",)


def test_an_address_is_not_hard() -> None:
    assert hard_words("See https://council.example/representations or info@representations.example") == ()


# --- syllables


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "home named played called files clothes league whole friend tried don’t eye 999 15th she Dr"),
        (2, "people table wanted tables wishes someone social patient going trying quiet didn’t argue Alex"),
        (2, "safety careful handled places else’s sometimes worker’s nation hundred being something"),
        (3, "advocate idea family anyone everything previous violence autism employer Alex’s"),
        (3, "parliament element settlement actual video NHS safeguarding marriages"),
        (4, "society experience material situation definitely"),
        (5, "immediately representative"),
        (6, "responsibility"),
    ],
)
def test_syllables_are_counted_as_they_are_said(count: int, said: str) -> None:
    assert {word: syllables(word) for word in said.split()} == dict.fromkeys(said.split(), count)


# --- whatever is typed


@given(st.text(max_size=300))
def test_anything_can_be_measured(text: str) -> None:
    counted = words(text)
    assert bool(counted) == bool(longest_sentence(text))
    assert all(syllables(word) >= 1 for word in counted)
    assert [word for sentence in sentences(text) for word in words(sentence)] == counted
    assert len(hard_words(text)) <= len(counted)
    assert reading_grade(text) >= -4


@given(st.lists(st.sampled_from(EASY.rstrip(".").split(". ")), min_size=1, max_size=8))
def test_longer_sentences_are_harder(said: list[str]) -> None:
    assert reading_grade(". ".join(said)) <= reading_grade(" and ".join(said))


@pytest.mark.parametrize("unit", ["a", " ", "\n", "@", "a@", "aeiou", "www.", ".", "’", "a ", "A.\n", "”", "!?"])
def test_a_very_long_text_is_measured_at_once(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.process_time()
    reading_grade(text)
    hard_words(text)
    assert time.process_time() - began < 2
