"""Answers: immutable, to JSON and back, and adopted by another version of the script."""

import json

from hypothesis import given
from hypothesis import strategies as st

from portal.conversation import Answers
from tests.unit.conversation.a_small_talk import SHOP

values = st.none() | st.text() | st.lists(st.text(), min_size=1).map(tuple)


@given(st.dictionaries(st.text(), values), st.integers(min_value=1), st.booleans())
def test_answers_come_back_from_json_as_they_went(kept: dict[str, str], script: int, finishing: bool) -> None:
    answers = Answers(kept, script, finishing)
    assert Answers.from_json(answers.to_json()) == answers


def test_json_keeps_every_letter_and_the_version() -> None:
    body = json.loads(Answers({"story": "لم 😭", "pay": None}, 3).to_json())
    assert (body["script"], body["answers"]) == (3, {"story": "لم 😭", "pay": None})


def test_json_keeps_where_somebody_is() -> None:
    answers = Answers({"story": "Half a"}, 3).finishing_now().standing_at("story", half_said=True)
    assert Answers.from_json(answers.to_json()) == answers


def test_a_draft_from_before_finishing_was_kept_opens() -> None:
    assert Answers.from_json('{"script": 1, "answers": {"want": "cake"}}') == Answers({"want": "cake"}, 1)


def test_answers_never_change() -> None:
    before = Answers({"want": "cake", "pay": "cash"}, 3)
    after = before.replacing(frozenset({"pay", "pay-card"}), {"pay": "card", "pay-card": "1234"})
    assert dict(before) == {"want": "cake", "pay": "cash"}
    assert dict(after) == {"want": "cake", "pay": "card", "pay-card": "1234"}
    assert before.finishing_now().finishing
    assert not before.finishing_now().finishing_now(False).finishing


def test_a_script_adopts_what_still_fits_and_asks_the_rest_again() -> None:
    old = Answers(
        {
            "want": "cake",
            "topping": ("fruit", "gold"),
            "topping-other": "Nuts",
            "story": ("not", "text"),
            "story-instead": "ring-me",
            "pay": None,
            "box": ("two",),
            "gone": "yes",
        },
        script=1,
        finishing=True,
    )
    assert SHOP.adopt(old) == Answers({"want": "cake", "pay": None}, 3, finishing=True)


def test_details_are_adopted_with_their_step() -> None:
    kept = {"want": "cake", "candles": "Nine", "topping": ("other",), "topping-other": "Nuts"}
    assert dict(SHOP.adopt(Answers(kept, 1))) == kept
    told = {"story": "Tea", "story-instead": "ring-me"}
    assert dict(SHOP.adopt(Answers(told, 1))) == told
