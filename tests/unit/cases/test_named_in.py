"""Whose accounts are ticked at first where the names of a case are matched: whoever is called like somebody named."""

import pytest

from portal.cases.acts.first_reading import named_in
from portal.staff import Staff
from portal.vocabulary import StaffRole
from tests.factories import told

COLLEAGUES = ("Jane Madeup", "Dr José O'Plain-Sample", "Mr A Nother", "Will Example")


def ticked(who_was_it: str = "", must_not_see_names: str = "") -> list[str]:
    staff = tuple(Staff(name, name, frozenset({StaffRole.COMPLAINTS_OFFICER})) for name in COLLEAGUES)
    return list(named_in(told(who_was_it=who_was_it, must_not_see_names=must_not_see_names), staff))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("jane", ["Jane Madeup"]),
        ("It was JANE MADEUP, my social worker", ["Jane Madeup"]),
        ("janes boss", ["Jane Madeup"]),
        ("Jane's boss", ["Jane Madeup"]),
        ("jose", ["Dr José O'Plain-Sample"]),
        ("Ms OPlain Sample", ["Dr José O'Plain-Sample"]),
        ("the Dr and the Mr", []),
        ("A", []),
        ("Madeup and Nother", ["Jane Madeup", "Mr A Nother"]),
        ("my social worker", []),
        ("", []),
        # A word that is a name too: a person sees the tick and takes it off.
        ("She said she will come", ["Will Example"]),
    ],
)
def test_whoever_is_called_like_one(typed: str, expected: list[str]):
    assert ticked(who_was_it=typed) == expected
    assert ticked(must_not_see_names=typed) == expected
