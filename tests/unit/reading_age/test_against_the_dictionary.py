"""Our estimate of syllables agrees with a pronouncing dictionary, on the script and on a letter of the hard kind."""

from collections import Counter

import pytest

from portal.reading_age import reading_grade, sentences, syllables, words
from portal.vocabulary import Register
from tests.house.tree import our_text
from tests.unit.reading_age.dictionary import said
from tests.unit.script.reading_age import filled
from tests.unit.script.shown import BLOCKS, said_in

#: As they are said by somebody who reads aloud; the dictionary gives each of them a syllable more.
SHORTER_WITH_US = {"our", "hour", "hours", "every"}

REPLY = """
Dear Ms Example,

I am writing in response to your complaint, which we received on 1 September 2026. You complained that your social
worker did not attend three scheduled meetings, that decisions were not explained, and that inaccurate information was
recorded in the assessment. I have interviewed the practitioner and her manager, reviewed the electronic case records,
and considered the correspondence you provided.

I have concluded that this element of your complaint is upheld. The records demonstrate that appointments were cancelled
without sufficient notice and that nobody apologised. I apologise sincerely for the distress and inconvenience caused.

Regarding the accuracy of the assessment, I have arranged for the disputed paragraphs to be amended. A supervisor will
contact you before Friday to agree what the corrected version should say. If you remain dissatisfied you may request an
independent investigation under stage two of the procedure, ideally within 20 working days of receiving this letter.
"""


def by_dictionary(text: str) -> float:
    """The same formula with the dictionary's syllables, where it has the word as it is said in England."""
    read = [words(sentence) for sentence in sentences(text)]
    flat = [word for sentence in read for word in sentence]
    here = (syllables(word) if word.lower() in SHORTER_WITH_US else said(word) or syllables(word) for word in flat)
    sounds = sum(here)
    return 0.39 * len(flat) / len(read) + 11.8 * sounds / len(flat) - 15.59


def share_right(counted: Counter[str]) -> float:
    """How much of a text has as many syllables as the dictionary says, each word as often as it stands there."""
    known = {word: times for word, times in counted.items() if said(word)}
    right = (n for word, n in known.items() if syllables(word) == said(word) or word in SHORTER_WITH_US)
    return sum(right) / sum(known.values())


@pytest.mark.parametrize("register", Register)
def test_of_the_words_of_the_script_99_in_100_are_right(register: Register) -> None:
    read = Counter(word.lower() for text in said_in(register) for word in words(filled(text)))
    assert share_right(read) >= 0.99


def test_of_the_longer_words_of_our_documents_99_in_100_are_right() -> None:
    """Words of administration and of law: our decisions and our manual."""
    told = [text for name, text in our_text() if name.endswith(".md")]
    read = Counter(word.lower() for text in told for word in words(text) if word.isalpha() and len(word) > 3)
    assert sum(read.values()) > 5_000
    assert share_right(read) >= 0.99


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_no_block_of_the_script_is_a_quarter_of_a_grade_off(block, register: Register) -> None:
    if register in block.registers:
        text = "\n\n".join(map(filled, block.texts(register)))
        assert abs(reading_grade(text) - by_dictionary(text)) <= 0.25


def test_all_of_the_script_is_a_tenth_of_a_grade_off_at_most() -> None:
    for register in Register:
        text = "\n\n".join(map(filled, said_in(register)))
        assert abs(reading_grade(text) - by_dictionary(text)) <= 0.1


def test_a_letter_full_of_hard_words_is_called_as_hard_as_it_is() -> None:
    assert by_dictionary(REPLY) > 10
    assert abs(reading_grade(REPLY) - by_dictionary(REPLY)) <= 0.25
