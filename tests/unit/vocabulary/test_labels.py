"""What staff read for a code: plain words for every one, told apart within each set."""

from enum import StrEnum

import pytest

from portal.vocabulary import Duty, Procedure, Service
from portal.vocabulary.labels import LABELS, SHOWN, label


@pytest.mark.parametrize("codes", SHOWN, ids=lambda codes: codes.__name__)
def test_every_code_of_a_set_has_words_of_its_own(codes: type[StrEnum]):
    words = [label(code) for code in codes]
    assert len(set(words)) == len(words)
    assert [each for each in words if not each[0].isupper() or "_" in each] == []
    # A number stands for a stage and is said so: "Corporate1 reply" would be a code.
    assert [each for each in words if any(c.isdigit() for c in each) and "tage" not in each] == []


def test_two_sets_that_share_a_code_do_not_share_its_words():
    assert (label(Service.SCHOOL), label(Procedure.SCHOOL)) == ("School", "The school’s procedure")


def test_a_label_is_for_a_set_that_is_shown():
    assert {codes for codes, _ in LABELS} <= set(SHOWN)


def test_duties_are_told_as_something_to_do():
    assert label(Duty.ACKNOWLEDGEMENT) == "Acknowledge"
