"""Sentences that change with the hour: each has its words for every state of the day's number, in both registers."""

import pytest

from portal.conversation import Words
from portal.script import notes
from portal.script.by_the_hour import ByTheHour, DayLine
from portal.vocabulary import Register

REGISTERS = pytest.mark.parametrize("register", list(Register))


@REGISTERS
@pytest.mark.parametrize(
    ("day_line", "first", "then"),
    [
        (DayLine.ANSWERS, ("{hub_phone}", "{hub_until}"), ("{duty_phone}", "{duty_hours}")),
        (DayLine.IS_CLOSED, ("{duty_phone}", "{duty_hours}"), ("{hub_phone}", "{hub_from}")),
        (DayLine.NEVER_CLOSES, ("{hub_phone}", "at any time"), ("{duty_phone}", "{duty_hours}")),
    ],
)
def test_the_number_that_answers_comes_first_with_its_hours(
    day_line: DayLine, first: tuple[str, ...], then: tuple[str, ...], register: Register
) -> None:
    for sentence, wanted in ((notes.CALL_FIRST, first), (notes.CALL_ELSE, then)):
        said = sentence.at(day_line).to(register)
        assert [word for word in wanted if word not in said] == []


@REGISTERS
def test_a_text_goes_to_whoever_is_called_first(register: Register) -> None:
    for day_line in DayLine:
        called = "duty" if day_line is DayLine.IS_CLOSED else "hub"
        assert f"{{{called}_text}}" in notes.TEXT_FIRST.at(day_line).to(register)


def test_at_an_hour_it_is_a_sentence_like_any_other() -> None:
    words = ByTheHour("a", "b", closed=Words("c", "d"), never_closes=Words("e", "f"))
    assert [words.at(day_line) for day_line in DayLine] == [Words("a", "b"), Words("c", "d"), Words("e", "f")]
