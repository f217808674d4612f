"""Conditions: what they hold of, and what they say they look at."""

import pytest

from portal.conversation import Seen, When, always, never, said, said_only, was_answered, was_asked
from portal.conversation.conditions import Value

A, B = said("a", "x"), said("b", "x")


@pytest.mark.parametrize(
    ("condition", "answers", "holds"),
    [
        (always, {}, True),
        (never, {}, False),
        (said("a", "x", "y"), {"a": "y"}, True),
        (said("a", "x"), {"a": ("w", "x")}, True),
        (said("a", "x"), {"a": "z"}, False),
        (said("a", "x"), {"a": None}, False),
        (said("a", "x"), {}, False),
        (said_only("a", "x", "y"), {"a": ("x", "y")}, True),
        (said_only("a", "x", "y"), {"a": "x"}, True),
        (said_only("a", "x"), {"a": ("x", "z")}, False),
        (said_only("a", "x"), {"a": None}, False),
        (said_only("a", "x"), {}, False),
        (was_asked("a"), {"a": None}, True),
        (was_asked("a"), {}, False),
        (was_answered("a"), {"a": "some words"}, True),
        (was_answered("a"), {"a": None}, False),
        (was_answered("a"), {}, False),
        (A & B, {"a": "x", "b": "x"}, True),
        (A & B, {"a": "x"}, False),
        (A | B, {"b": "x"}, True),
        (A | B, {}, False),
        (~A, {}, True),
        (~A, {"a": "x"}, False),
        (~(A & B) | (A & B), {"a": "x"}, True),
    ],
)
def test_a_condition_holds(condition: When, answers: dict[str, Value | None], holds: bool) -> None:
    assert condition.holds(Seen(answers, tuple(answers))) is holds


def test_a_condition_says_what_it_looks_at_and_waits_for() -> None:
    looked_at = ((A & ~said("a", "y")) | said_only("b", "z") | was_asked("c") | was_answered("d")).looks_at()
    assert looked_at == {"a": {"x", "y"}, "b": {"z"}, "c": set(), "d": set()}
    assert always.looks_at() == never.looks_at() == {}
