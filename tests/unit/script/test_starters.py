"""Things others have told us: a few plain beginnings for whoever does not know how to start. None of them frightens."""

import re

import pytest

from portal.conversation import LongText
from portal.script.what_happened import STARTERS, STARTERS_UNDER, WHAT_HAPPENED
from portal.vocabulary import Register
from tests.unit.script.reading_age import words

REGISTERS = pytest.mark.parametrize("register", list(Register))
FRIGHTENS = r"hurt|hit|hate|afraid|scared|abus|danger|touch|shout|drunk|police|polic"


def test_there_are_a_handful_and_they_stand_at_the_story() -> None:
    assert 6 <= len(STARTERS) <= 8
    assert isinstance(WHAT_HAPPENED.question, LongText)
    assert WHAT_HAPPENED.question.starters == STARTERS
    assert WHAT_HAPPENED.question.starters_under == STARTERS_UNDER


@REGISTERS
def test_each_is_one_short_sentence_of_its_own(register: Register) -> None:
    said = [starter.to(register) for starter in STARTERS]
    assert len(set(said)) == len(said)
    assert [text for text in said if len(words(text)) > 12 or text.count(".") != 1 or not text.endswith(".")] == []


@REGISTERS
def test_none_puts_harm_into_anybodys_mouth(register: Register) -> None:
    assert [said for starter in STARTERS if re.search(FRIGHTENS, said := starter.to(register), re.IGNORECASE)] == []
