"""Gaps in a letter: which still stand, and what other fields of a form fill."""

from datetime import date

import pytest

from portal.cases.gaps import Gap, filled, first_in
from portal.vocabulary import Language


@pytest.mark.parametrize(
    ("letter", "gap"),
    [
        ("Hello. [who they can ask]", Gap.CONTACT),
        ("[what will be done, by whom and by when] and [who they can ask]", Gap.DONE),
        ("Nothing is left to write.", None),
        ("They wrote “I was their [sic] only child”.", None),
        ("[Who they can ask]", None),  # somebody's own words
    ],
)
def test_the_first_gap_of_ours_is_found_and_no_brackets_of_anybodys(letter: str, gap: Gap | None):
    assert first_in(letter) is gap


def test_what_is_given_beside_the_letter_fills_its_gaps_and_no_other():
    letter = "Ask [who they can ask]. By [the new date]. [why it takes longer]"
    given = {"contact": "Plainly Madeup, complaints officer", "until": date(2026, 9, 29), "why": "Many people."}
    assert filled(letter, given, Language.ENGLISH) == (
        "Ask Plainly Madeup, complaints officer. By Tuesday 29 September 2026. [why it takes longer]"
    )


def test_nothing_given_leaves_a_gap():
    assert filled("[who they can ask]", {"contact": ""}, Language.ENGLISH) == "[who they can ask]"
