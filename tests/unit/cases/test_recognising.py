"""What in a text says whose case it came from: addresses, numbers, references of ours, words of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cases.recognising import Mark, is_role, marks_in, names_in, words_of_names
from portal.cases.references import ALPHABET, check_character


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to somebody@home.example about it.", [(Mark.EMAIL, "somebody@home.example")]),
        ("Call 07700 900123 first.", [(Mark.PHONE, "07700 900123")]),
        ("(01632) 960 001 or +44 7700 900123", [(Mark.PHONE, "(01632) 960 001"), (Mark.PHONE, "+44 7700 900123")]),
        ("Call 7700-900-123.", [(Mark.PHONE, "7700-900-123")]),
        ("In 2025 we had 1,200 talks, for £200,000.", []),
        ("From 2025 2026 on, 15 of 20 workers.", []),
        ("Mrs Brown, Dr. Plainly-Madeup and miss nobody", [(Mark.TITLED, "Mrs Brown"),
                                                            (Mark.TITLED, "Dr. Plainly-Madeup")]),
        ("A near miss. We drive on. DR Congo.", []),
        ("We said that they call them back with more care.", []),
        ("", []),
    ],
)
def test_ways_to_reach_somebody(text: str, expected: list[tuple[Mark, str]]):
    assert [(each.mark, each.shown) for each in marks_in(text)] == expected


@given(body=st.text(alphabet=ALPHABET, min_size=7, max_size=7), between=st.sampled_from(["", "-", " ", "–", " - "]))
def test_a_reference_is_found_however_it_is_written(body: str, between: str):
    bare = body + check_character(body)
    for written in (f"{bare[:4]}{between}{bare[4:]}", f"{bare[:4]}{between}{bare[4:]}".lower()):
        found = marks_in(f"We went back to case {written}, and learned.")
        assert Mark.REFERENCE in {each.mark for each in found}
        assert written in {each.shown for each in found}


@pytest.mark.parametrize(
    ("named", "text", "expected"),
    [
        ("Plainly Madeup", "Plainly was not told.", ["Plainly"]),
        ("Plainly Madeup", "We spoke with the MADEUPS and with madeup’s friend.", ["MADEUPS", "madeup’s"]),
        ("Zoë O’Plain", "zoe and Oplain", ["zoe", "Oplain"]),
        ("Anne-Marie", "Marie asked.", ["Marie"]),
        ("my social worker Quokka", "Social workers call back. Each worker says why.", []),
        ("my social worker Quokka", "quokka calls back", ["quokka"]),
        ("Will and Grace", "We will say why, by the grace of a day.", []),
        ("Will and Grace", "We told Will. Grace too.", ["Will", "Grace"]),
        ("J", "J was not told.", []),
        ("nobody, I do not know", "Nobody did not know.", []),
        ("", "Plainly was told.", []),
    ],
)
def test_words_of_names_are_found_and_everyday_words_are_not(named: str, text: str, expected: list[str]):
    assert [each.shown for each in names_in(text, words_of_names(named))] == expected


def test_a_sentence_says_the_word_and_what_to_do():
    (found,) = names_in("Plainly asked.", words_of_names("Plainly Madeup"))
    assert found.sentence == "“Plainly” is among the names in this case. Use other words."
    assert "Plainly" not in repr(found)


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ("Team manager", True),
        ("Head of service, Sample Town", True),
        ("Training lead", True),
        ("Ottoline, team manager", False),
        ("Ottoline", False),
        ("training", False),
        ("Grace, manager", False),
        ("", False),
    ],
)
def test_a_role_is_told_from_a_name(owner: str, expected: bool):
    assert is_role(owner, frozenset({"sample", "town"})) is expected
