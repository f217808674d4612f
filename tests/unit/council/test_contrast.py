"""Colours that somebody cannot tell apart are refused with the pair and the ratio; our own are held to the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.council.contrast import BESIDE, EDGES, WORDS, contrast
from tests.house.tree import ROOT
from tests.unit.council.test_faults import GOOD, faults_of

COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


# Worked out by hand from WCAG's definition, and as its own pages have them.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#0A0A0A", "#0a0a0a", 1),
    ],
)
def test_the_ratio_of_two_colours(one: str, other: str, ratio: float):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOUR, COLOUR)
def test_a_ratio_is_the_same_from_both_sides_and_lies_between_1_and_21(one: str, other: str):
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21


TOKENS = (ROOT / "static" / "src" / "_tokens.scss").read_text()


def tokens(mixin: str) -> dict[str, str]:
    """The colours that one of the sheet's two mixins sets, each as #rrggbb."""
    body = re.search(rf"@mixin {mixin} \{{(.*?)\n\}}", TOKENS, re.DOTALL)
    assert body
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", body[1]))
    return {name: c if len(c) == 7 else "#" + "".join(2 * digit for digit in c[1:]) for name, c in found.items()}


LOOKS = pytest.mark.parametrize(("mixin", "look"), [("day", "light"), ("night", "dark")])


@LOOKS
def test_the_council_is_measured_beside_the_colours_of_the_sheet(mixin: str, look: str):
    own = tokens(mixin)
    assert BESIDE[look] == {"page": own["paper"], "bubble": own["card"]}


@LOOKS
@pytest.mark.parametrize(
    ("one", "beside", "least"),
    [
        ("ink", ("paper", "card", "alarm-paper"), 7),  # a dimmed and cracked screen
        ("soft", ("paper", "card", "alarm-paper"), WORDS),
        ("say-ink", ("say",), 7),
        ("alarm", ("paper", "card", "alarm-paper"), WORDS),
        ("row", ("paper", "card"), EDGES),
        ("edge", ("paper", "card"), EDGES),
    ],
)
def test_our_own_colours_can_be_told_apart(mixin: str, look: str, one: str, beside: tuple[str, ...], least: float):
    own = tokens(mixin)
    ratios = {other: contrast(own[one], own[other]) for other in beside}
    assert {other: ratio for other, ratio in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize(
    ("sound", "faint", "key", "pair"),
    [
        ('on_brand = "#fffbe6"', 'on_brand = "#0c6e5c"', "colours.light.on_brand", "#0c6e5c, and 1.26 to 1 on"),
        ('brand = "#0b5d4e"', 'brand = "#e8e4da"', "colours.light.brand", "#e8e4da, and 1.12 to 1 beside the page"),
        ('brand = "#8fe3cf"', 'brand = "#2a2f36"', "colours.dark.brand", "#2a2f36, and 1.16 to 1 beside the bubble"),
    ],
)
def test_a_council_file_whose_colours_are_too_close_is_refused_with_the_pair_and_the_ratio(
    sound: str, faint: str, key: str, pair: str
):
    what, cure = faults_of(GOOD.replace(sound, faint, 1))[key]
    assert what.startswith(f"is {pair}")
    assert "to 1 or more can be told apart by everybody" in cure


def test_a_colour_that_is_none_is_told_once():
    assert list(faults_of(GOOD.replace('"#0b5d4e"', '"teal"'))) == ["colours.light.brand"]
