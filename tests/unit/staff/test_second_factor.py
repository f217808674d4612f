"""Codes of an app: right for a minute and a half, each of them once; and the ten for when the phone is lost."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.staff import codes
from portal.staff.second_factor import code_at, left_after, new_recovery, new_secret, picture, step_of, uri

NOW = datetime(2026, 9, 1, 9, 30, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_it_is_the_code_of_the_standard():
    # RFC 6238, appendix B, at 59 seconds: 94287082 in eight numbers, of which apps show the last six.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert code_at(secret, datetime.fromtimestamp(59, UTC)) == "287082"


@pytest.mark.parametrize(
    ("seconds", "is_taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False), (3600, False)]
)
def test_a_clock_may_be_one_step_off(seconds: int, is_taken: bool):
    typed = code_at(SECRET, NOW, ahead=timedelta(seconds=seconds))
    assert (step_of(typed, SECRET, NOW, after=None) is not None) is is_taken


def test_none_is_taken_twice_nor_one_from_before():
    step = step_of(code_at(SECRET, NOW), SECRET, NOW, after=None)
    assert step is not None
    assert step_of(code_at(SECRET, NOW), SECRET, NOW, after=step) is None
    assert step_of(code_at(SECRET, NOW, ahead=timedelta(seconds=-30)), SECRET, NOW, after=step) is None
    assert step_of(code_at(SECRET, NOW, ahead=timedelta(seconds=30)), SECRET, NOW, after=step) == step + 1


def test_gaps_as_apps_show_them_do_not_matter():
    code = code_at(SECRET, NOW)
    assert step_of(f" {code[:3]} {code[3:]} ", SECRET, NOW, after=None) is not None


@given(st.text(max_size=30))
def test_nothing_else_is_taken(typed: str):
    right = {code_at(SECRET, NOW, ahead=timedelta(seconds=seconds)) for seconds in (-30, 0, 30)}
    digits = "".join(typed.split()).replace("-", "")
    assert digits in right or step_of(typed, SECRET, NOW, after=None) is None


def test_secrets_are_of_160_bits_and_no_two_alike():
    assert len({new_secret() for _ in range(50)}) == 50
    assert len(new_secret()) == 32


def test_each_recovery_code_works_once_however_it_is_typed():
    made = new_recovery()
    assert len(set(made.shown)) == len(made.hashes) == 10
    assert not set(made.shown) & set(made.hashes)
    left = left_after(f"  {made.shown[3].upper().replace('-', ' ')} ", made.hashes)
    assert left == [*made.hashes[:3], *made.hashes[4:]]
    assert left_after(made.shown[3], left) is None


@pytest.mark.parametrize("typed", ["", "123456", "0000-0000-0000-0000", "x" * 5000, "\ud800"])
def test_what_is_no_recovery_code_uses_none(typed: str):
    assert left_after(typed, new_recovery().hashes) is None


def test_letters_that_read_like_numbers_are_those_numbers():
    assert codes.read("OOoo-iIlL-2222-2222") == "0000111122222222"
    assert codes.read("uuuu-2222-2222-2222") is None  # u is in no code


def test_a_code_of_one_kind_is_none_of_another():
    assert codes.hash_of("set-up", codes.new()) != codes.hash_of("recovery", codes.new())
    code = codes.new()
    assert codes.hash_of("set-up", code) != codes.hash_of("recovery", code)


def test_the_picture_is_plain_svg_that_a_strict_policy_lets_through():
    address = uri(SECRET, email="a.person@sampleshire.gov.uk", issuer="Complaints, Sample Shire")
    assert address.startswith("otpauth://totp/")
    assert SECRET in address
    drawn = picture(address)
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own
    assert root.tag.endswith("svg")
    assert not any("style" in each.attrib or each.tag.endswith("script") for each in root.iter())
    assert SECRET.encode() not in drawn
