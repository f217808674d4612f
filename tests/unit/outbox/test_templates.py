"""Notify's template language, as far as we use it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.outbox.templates import fill, placeholders


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nothing to fill", set()),
        ("Your reference is ((reference)).", {"reference"}),
        ("((due??It is due by)) ((day))((due??.))", {"due", "day"}),
        ("One (bracket) is a bracket", set()),
        ("((why???Really))", {"why"}),
    ],
)
def test_a_template_says_what_it_asks_for(text: str, names: set[str]):
    assert placeholders(text) == names


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("It is ((day)).", {"day": "Tuesday"}, "It is Tuesday."),
        ("((due??It is due.))", {"due": "yes"}, "It is due."),
        ("((due??It is due.))", {"due": "no"}, ""),
        ("A ((due??due by)) ((day)) B", {"due": "no", "day": ""}, "A B"),
        ("A\n\n((due??due))\n\nB", {"due": "no"}, "A\n\nB"),
        ("((day))", {"day": "one\ntwo"}, "one\ntwo"),
    ],
)
def test_filling(text: str, values: dict[str, str], filled: str):
    assert fill(text, values) == filled


def test_a_gap_is_an_error_and_never_goes_out():
    with pytest.raises(KeyError):
        fill("It is ((day)).", {})


@given(st.sampled_from(["((secret))", "((yes??shown))", "((day))", "\\1", "\\g<0>", "((", "))"]))
def test_a_value_is_never_read_as_a_template(value: str):
    assert fill("It is ((day)).", {"day": value, "secret": "hidden"}) == f"It is {value}."
