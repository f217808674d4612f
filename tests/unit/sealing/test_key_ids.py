"""Which key sealed a value can be told from its beginning, by an id that may be shown to anybody."""

import pytest

from portal.sealing import BEGINNING, Keyring, key_id, new_key

FIRST, SECOND = new_key(), new_key()


def test_the_ids_stand_in_the_order_of_the_ring():
    ring, turned = Keyring.of([FIRST, SECOND]), Keyring.of([SECOND, FIRST])
    assert ring.ids == tuple(reversed(turned.ids))
    assert len(set(ring.ids)) == 2


def test_every_value_begins_as_its_ring_says_and_tells_its_key():
    ring = Keyring.of([FIRST, SECOND])
    for text in ("", "x", "a long story " * 1000):
        sealed = ring.seal(text, "somewhere.here")
        assert sealed[:BEGINNING] == ring.begins
        assert key_id(sealed) == key_id(ring.begins) == ring.ids[0]


@pytest.mark.parametrize("value", [b"", b"\x01", b"\x01short", b"\x02 of another form", b"plain words of somebody"])
def test_what_was_never_sealed_by_us_has_no_key(value: bytes):
    assert key_id(value) == "unknown"


def test_an_id_shows_nothing_of_its_key():
    (shown,) = Keyring.of([FIRST]).ids
    assert shown == Keyring.of([f" {FIRST} "]).ids[0]
    assert shown not in FIRST
    assert len(shown) == 16
