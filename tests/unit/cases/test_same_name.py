"""Whether two names may be one person's, where the law asks for two people. Every name is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cases.acts.independence import named_in, same_name, words_of

NAMES = st.text("abcdé -'.,ABC", max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Madeup", "ada madeup"),
        ("Ada Madeup", "Madeup, Ada"),
        ("Ada Madeup", "Ms Ada Madeup"),
        ("Ada Madeup", "Cllr A. Madeup"),
        ("Ada Madeup", "A B Madeup"),
        ("Ada Madeup", "Ada"),
        ("Ada Madeup", "Dr Madeup"),
        ("José O'Plain", "Jose OPlain"),
        ("Anne-Marie Madeup", "Anne Marie Madeup"),
    ],
)
def test_one_person(one: str, other: str):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Madeup", "Ida Madeup"),
        ("Ada Madeup", "Ada Plain"),
        ("Ada Madeup", "Ada Berta Madeup"),
        ("Ada Madeup", "B Madeup"),
        ("Ada Madeup", "Bea"),
        ("Dr", "Dr"),
        ("", ""),
    ],
)
def test_two_people(one: str, other: str):
    assert not same_name(one, other)
    assert not same_name(other, one)


@given(NAMES, NAMES)
def test_it_is_the_same_asked_either_way(one: str, other: str):
    assert same_name(one, other) == same_name(other, one)


@given(NAMES)
def test_whoever_has_a_name_is_themself(name: str):
    assert same_name(name, name) == bool(words_of(name))


@pytest.mark.parametrize(
    ("name", "holds"),
    [("Ada Madeup", True), ("Madeup", True), ("Ada Plain", False), ("Dr", False), ("", False)],
)
def test_a_name_beside_a_role(name: str, holds: bool):
    assert named_in(name, "Ms Ada Madeup, complaints manager") is holds
