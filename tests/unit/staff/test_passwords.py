"""What is too easy to guess, in tables that read like people; and argon2id over the rest."""

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from portal.staff import passwords
from portal.staff.passwords import WeakPassword, hash_of, is_outdated, is_right, refuse_weak

OWN = ("Rowan Sample", "rowan.sample@sampleshire.gov.uk", "Sample Shire County Council")

WEAK = [
    "",
    "short",
    "elevenchars",  # eleven
    "password1234",
    "Passw0rd2026!",
    "P@$$w0rdP@$$w0rd",
    "123456789012",
    "aaaaaaaaaaaaaaaa",
    "abababababababab",
    "qwertyuiop12",
    "Qwertyuiop[]asdf",
    "abcdefghijklmnop",
    "1q2w3e4r5t6y",
    "letmeinletmein",
    "welcome2welcome",
    "Complaints2026!",
    "SummerSummer2026",
    "september2026",
    "RowanSample2026",
    "sample.rowan.2026",
    "SampleShireCouncil1",
    "r0wan-samp1e-2026",
    "ilovelondon2025",
    "            ",
]  # fmt: skip
STRONG = [
    "violin gravel teapot",
    "correct horse battery staple",
    "mushroom-harbour-7-velvet",
    "Tuesday brings marmalade to the canal",
    "gB7#kq9Lm2xz",
    "пианино облако гравий",
    "rowan picks plums by moonlight",
]


@pytest.mark.parametrize("password", WEAK)
def test_what_others_would_try_is_refused_in_a_sentence(password: str):
    with pytest.raises(WeakPassword) as refused:
        refuse_weak(password, OWN)
    assert str(refused.value).endswith(".")
    assert not password.strip() or password not in str(refused.value)


@pytest.mark.parametrize("password", STRONG)
def test_words_that_do_not_belong_together_are_taken(password: str):
    refuse_weak(password, OWN)


def test_one_too_long_is_refused():
    with pytest.raises(WeakPassword, match="at most 200"):
        refuse_weak("gravel " * 40, OWN)


@given(st.text(max_size=300))
def test_anything_that_can_be_typed_is_taken_or_refused(typed: str):
    try:
        refuse_weak(typed, OWN)
    except WeakPassword:
        return
    assert len(typed) >= 6


def test_it_is_argon2id_and_never_the_same_twice():
    one, other = hash_of(STRONG[0]), hash_of(STRONG[0])
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert one != other
    assert is_right(STRONG[0], one)
    assert not is_right(STRONG[0] + " ", one)
    assert not is_outdated(one)


def test_the_same_letters_from_another_keyboard_are_the_same_password():
    assert is_right("café gravel teapot", hash_of("cafe\u0301 gravel teapot"))


def test_a_hash_of_less_work_still_opens_and_is_known_to_be_old():
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(STRONG[0])
    assert is_right(STRONG[0], old)
    assert is_outdated(old)


def test_where_nothing_is_stored_the_same_work_is_done_for_a_no(monkeypatch: pytest.MonkeyPatch):
    looked_at = []
    real = passwords._HASHER

    class Watched:
        def hash(self, password: str) -> str:
            return real.hash(password)

        def verify(self, stored: str, password: str) -> bool:
            looked_at.append(stored)
            return bool(real.verify(stored, password))

    monkeypatch.setattr(passwords, "_HASHER", Watched())
    passwords._of_nobody.cache_clear()
    assert not is_right("a password that nobody has", None)
    assert looked_at[0].split("$")[:4] == hash_of(STRONG[0]).split("$")[:4]


def test_what_is_no_hash_of_ours_opens_nothing():
    assert not is_right(STRONG[0], "not a hash")


def test_letters_that_unfold_to_many_cost_no_more_than_others():
    """One letter of Arabic stands for eighteen: a megabyte of them, from anybody, was more than a second of work."""
    assert len(passwords._plain("\ufdfa" * 100_000)) == len(passwords._plain("\ufdfa" * 1_000))
    assert not is_right("\ufdfa" * 100_000, hash_of("violin gravel teapot"))
