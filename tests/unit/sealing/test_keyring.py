"""Sealing: only the right key opens, only in its place, and not a byte may have changed."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.sealing import BadKey, CannotOpen, Keyring, new_key

PLACE = "cases.representation"
WORDS = "Nobody told me why my room changed. 🌧 שלום"
KEY = new_key()
RING = Keyring.of([KEY])

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_what_is_sealed_opens_in_its_place(text: str):
    assert RING.open(RING.seal(text, PLACE), PLACE) == text


def test_nothing_of_the_words_is_in_what_is_kept():
    assert b"room" not in RING.seal(WORDS, PLACE)


def test_the_same_words_never_look_the_same_twice():
    assert len({RING.seal(WORDS, PLACE) for _ in range(100)}) == 100


@pytest.mark.parametrize("place", ["cases.transcript", "cases.representatio", "cases.representation ", ""])
def test_moved_to_another_place_it_does_not_open(place: str):
    with pytest.raises(CannotOpen, match="changed or moved"):
        RING.open(RING.seal(WORDS, PLACE), place)


def test_any_changed_byte_is_refused():
    sealed = RING.seal("Hi", PLACE)
    for at in range(len(sealed)):
        for flipped in (1, 0x80):
            changed = sealed[:at] + bytes([sealed[at] ^ flipped]) + sealed[at + 1 :]
            with pytest.raises(CannotOpen):
                RING.open(changed, PLACE)


def test_cut_off_anywhere_it_is_refused():
    sealed = RING.seal("Hi", PLACE)
    for length in range(len(sealed)):
        with pytest.raises(CannotOpen):
            RING.open(sealed[:length], PLACE)
    with pytest.raises(CannotOpen):
        RING.open(sealed + b"\x00", PLACE)


@given(st.binary(max_size=80))
def test_what_was_never_sealed_is_refused(blob: bytes):
    with pytest.raises(CannotOpen):
        RING.open(blob, PLACE)


def test_another_key_is_not_on_the_ring():
    with pytest.raises(CannotOpen, match="not on the ring"):
        Keyring.of([new_key()]).open(RING.seal(WORDS, PLACE), PLACE)


def test_a_turned_ring_opens_the_old_and_seals_with_the_new():
    old, new = new_key(), new_key()
    sealed_before = Keyring.of([old]).seal(WORDS, PLACE)
    turned = Keyring.of([new, old])
    sealed_after = turned.seal(WORDS, PLACE)

    assert turned.open(sealed_before, PLACE) == turned.open(sealed_after, PLACE) == WORDS
    assert Keyring.of([new]).open(sealed_after, PLACE) == WORDS
    with pytest.raises(CannotOpen):
        Keyring.of([old]).open(sealed_after, PLACE)


def test_a_key_is_known_by_its_id_whatever_its_place_on_the_ring():
    sealed = RING.seal(WORDS, PLACE)
    assert Keyring.of([new_key(), new_key(), KEY]).open(sealed, PLACE) == WORDS
    assert Keyring.of([KEY, new_key()]).open(sealed, PLACE) == WORDS


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [""],
        ["short"],
        ["not a key at all, and not base64 either"],
        [urlsafe_b64encode(b"x" * 31).decode()],
        [urlsafe_b64encode(b"x" * 33).decode()],
        [KEY, "short"],
        [KEY[:-4]],
        ["ключ"],
    ],
)
def test_a_key_that_is_none_is_refused_with_the_cure_and_is_not_repeated(keys: list[str]):
    with pytest.raises(BadKey, match="portal new-key") as refused:
        Keyring.of(keys)
    assert not any(key and key in str(refused.value) for key in keys)


def test_new_keys_differ_and_are_keys():
    made = {new_key() for _ in range(100)}
    assert len(made) == 100
    assert Keyring.of(made)


def test_a_ring_shows_no_key():
    assert repr(RING) == "Keyring(1 keys)"
