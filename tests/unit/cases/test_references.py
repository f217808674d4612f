"""References: short, sayable, no words in them, and a slip of the pen or the ear does not open another case."""

import re
from collections.abc import Iterator
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cases.references import ALPHABET, check_character, new_reference, read_reference
from portal.outbox.fillings import Reference

bodies = st.text(st.sampled_from(ALPHABET), min_size=7, max_size=7)


def dressed(body: str) -> str:
    whole = body + check_character(body)
    return f"{whole[:4]}-{whole[4:]}"


def test_a_new_reference_reads_as_itself_and_goes_into_a_message():
    for _ in range(200):
        reference = new_reference()
        assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", reference)
        assert read_reference(reference) == reference
        assert str(Reference(reference)) == reference


def test_references_differ():
    assert len({new_reference() for _ in range(2_000)}) == 2_000


@pytest.mark.parametrize("letter", "AEIOUY")
def test_there_is_no_vowel_to_make_a_word_with(letter: str):
    assert letter not in ALPHABET


@pytest.mark.parametrize("alike", ["0OQ", "1IL", "2Z", "5S", "8B", "UV"])
def test_of_what_looks_alike_at_most_one_is_used(alike: str):
    assert len(set(alike) & set(ALPHABET)) <= 1


def test_the_check_needs_an_even_number_of_characters_each_once():
    assert len(ALPHABET) % 2 == 0
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_a_known_check_character():
    # By hand, from the right: every second value doubled, its two digits in base 20 added up. 3 stands for 0, 4 for 1.
    assert check_character("3333333") == "3"
    assert check_character("3333334") == ALPHABET[-2 % 20]
    assert check_character("3333343") == ALPHABET[-1 % 20]
    assert check_character("333333X") == ALPHABET[-(38 // 20 + 38 % 20) % 20]


@given(bodies, st.integers(min_value=0, max_value=7), st.sampled_from(ALPHABET))
def test_any_one_wrong_character_is_noticed(body: str, place: int, wrong: str):
    whole = body + check_character(body)
    slipped = whole[:place] + wrong + whole[place + 1 :]
    assert (read_reference(slipped) is None) == (slipped != whole)


def test_every_wrong_character_at_every_place_is_noticed():
    whole = "4KTM7PX" + check_character("4KTM7PX")
    slips = [whole[:at] + wrong + whole[at + 1 :] for at in range(8) for wrong in ALPHABET if wrong != whole[at]]
    assert len(slips) == 8 * 19
    assert [slip for slip in slips if read_reference(slip)] == []


def test_all_swaps_of_neighbours_but_one_pair_are_noticed():
    """378 of 380 pairs at every place, 99.5 %: the sum is blind to the alphabet's first and last side by side."""
    for place in range(7):
        noticed, missed = set(), set()
        for reference in every_pair_at(place):
            pair = (reference[place], reference[place + 1])
            swapped = reference[:place] + pair[1] + pair[0] + reference[place + 2 :]
            (missed if read_reference(swapped) else noticed).add(pair)
        assert missed == {(ALPHABET[0], ALPHABET[-1]), (ALPHABET[-1], ALPHABET[0])}
        assert len(noticed) == 378


def every_pair_at(place: int) -> Iterator[str]:
    """References in which any two different characters stand side by side at this place."""
    for one, other in permutations(ALPHABET, 2):
        if place < 6:
            body = "M" * place + one + other + "M" * (5 - place)
        else:  # the last neighbour is the check character: find a body that asks for it
            body = next(b for first in ALPHABET if check_character(b := f"{first}MMMMM{one}") == other)
        yield body + check_character(body)


@given(bodies)
def test_it_is_read_however_it_is_written(body: str):
    reference = dressed(body)
    bare = reference.replace("-", "")
    for written in (
        reference.lower(),
        bare,
        f"  {reference}\n",
        " ".join(bare),
        "-".join(bare),
        f"{bare[:4]} – {bare[4:]}",  # a phone makes its own dash
        f"{reference}.",
        f"“{reference}”",
        f"{bare[:4]}\u00a0{bare[4:]}",
    ):
        assert read_reference(written) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "4KTM",
        "4KTM-7PX",
        "4KTM-7PXCC",
        "AEIO-UAEI",
        "4KTM-7PXÉ",
        "٣٣٣٣٣٣٣٣",  # digits, but not ours
        "ＫＫＫＫＫＫＫＫ",
        "4KTM\x007PXC\x00",
        "DROP TABLE cases",
        "4" * 10_000,
    ],
)
def test_what_cannot_be_one_is_none(text: str):
    assert read_reference(text) is None


@given(st.text(max_size=20))
def test_whatever_is_typed_it_is_a_reference_or_none(text: str):
    read = read_reference(text)
    assert read is None or read_reference(read) == read
