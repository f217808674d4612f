"""Codes: worked out from a key, and read back from whatever a child types."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.drafts.codes import Code, derive, hash_of_code, keyed, read_code
from portal.drafts.words import WORDS

KEY = "a key made up for these tests, long enough"
CODE: Code = ("teapot", "giraffe", "puddle", "kite")

codes = st.tuples(*[st.sampled_from(WORDS)] * 4)


@pytest.mark.parametrize(
    "typed",
    [
        "teapot giraffe puddle kite",
        "TEAPOT Giraffe PUDDLE kite",
        "teapot-giraffe-puddle-kite",
        "teapot, giraffe, puddle, kite.",
        "  teapot\tgiraffe   puddle\r\nkite \n",
        "teapot\ngiraffe\npuddle\nkite",
        "teapot – giraffe — puddle ‑ kite",
        "\u201cteapot giraffe puddle kite\u201d",
        "teapot_giraffe_puddle_kite",
        "teapot\u00a0giraffe\u200bpuddle\ufeffkite",
        "teapót giraffe puddle kite",
        "ｔｅａｐｏｔ giraffe puddle kite",
    ],
)
def test_any_case_gap_and_punctuation_will_do(typed: str):
    assert read_code(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        "teapott giraffe puddle kite",
        "teapot girafe puddle kite",
        "teapot giraffe pudlde kite",
        "teapot giraffe puddle kyte",
        "teaqot girraffe puddel kites",
        "teapo giraf puddle kite",
        "teapot gira puddl kite",
    ],
)
def test_one_slip_in_each_word_is_mended_and_so_is_a_word_cut_short(typed: str):
    assert read_code(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["teapotgiraffepuddlekite", "tea pot giraffe puddle kite", "teapot giraffe puddlekite"]
)
def test_lost_gaps_and_gaps_too_many_are_put_right(typed: str):
    assert read_code(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "teapot giraffe puddle",
        "teapot giraffe puddle kite kite",
        "teapot giraffe puddle zzzzzz",
        "teapot giraffe puddle k",
        "1234",
        "teapot giraffe\0puddle",
        "🫖 🦒 💧 🪁",
        "إبريق زرافة بركة طائرة",
        "\ud800 giraffe puddle kite",
        "teapot " * 100_000,
        "t" * 1_000_000,
        "a" * 200,
    ],
)
def test_what_cannot_be_a_code_is_none_without_saying_which_word_was_wrong(typed: str):
    assert read_code(typed) is None


def test_a_word_one_slip_from_two_words_is_left_alone():
    # "coal" could be a slip from "coat" and from "foal".
    assert {"coat", "foal"} <= set(WORDS)
    assert read_code("coal giraffe puddle kite") is None


@pytest.mark.parametrize("begun", ["butt", "snowm"])  # button or butter; snowman or one slip from snow
def test_a_beginning_that_leaves_it_open_is_left_alone(begun: str):
    assert {"butter", "button", "snow", "snowman"} <= set(WORDS)
    assert read_code(f"{begun} giraffe puddle kite") is None


@given(codes, st.data())
@example(("elf", "fin", "oak", "zoo"), None)
def test_a_slip_never_opens_another_code(code: Code, data: st.DataObject | None):
    assert read_code(" ".join(code)) == code
    if data is None:
        return
    place = data.draw(st.integers(0, 3))
    word = code[place]
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slips = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    slips.append(word[:at] + word[at : at + 2][::-1] + word[at + 2 :])
    for slip in slips:
        typed = " ".join((*code[:place], slip, *code[place + 1 :]))
        assert read_code(typed) in (code, None)


def test_most_lost_letters_are_mended():
    slips = [(word, word[:at] + word[at + 1 :]) for word in WORDS for at in range(len(word))]
    mended = sum(read_code(f"{slip} oak oak oak") == (word, "oak", "oak", "oak") for word, slip in slips)
    assert mended / len(slips) > 0.85


@given(st.text(max_size=300))
def test_any_text_at_all_is_a_code_of_known_words_or_none(typed: str):
    code = read_code(typed)
    assert code is None or (len(code) == 4 and set(code) <= set(WORDS))


def test_a_code_comes_from_the_key_the_draft_and_the_turn_and_from_nothing_else():
    first = derive(KEY, "a draft", 0)
    assert first == derive(KEY, "a draft", 0)
    assert (
        len({first, derive(KEY, "a draft", 1), derive(KEY, "another draft", 0), derive(KEY + "!", "a draft", 0)}) == 4
    )


def test_every_word_can_stand_in_every_place():
    seen: tuple[set[str], ...] = (set(), set(), set(), set())
    for number in range(12_000):
        for place, word in zip(seen, derive(KEY, str(number), 0), strict=True):
            place.add(word)
    assert [len(place) for place in seen] == [1024] * 4


def test_what_is_kept_of_a_code_needs_the_key_and_does_not_show_the_code():
    kept = hash_of_code(KEY, CODE)
    assert kept != hash_of_code(KEY + "!", CODE)
    assert not any(word in kept for word in CODE)


def test_no_use_of_the_key_can_stand_for_another():
    assert keyed(KEY, "code", "one") != keyed(KEY, "bucket", "one")
