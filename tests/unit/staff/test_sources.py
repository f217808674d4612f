"""Which network addresses are one source of tries, and which are around one."""

import pytest

from portal.staff.tries import FROM_ONE_SITE, FROM_ONE_SOURCE, Buckets, of_password, of_setup_code


def shared(one: Buckets, other: Buckets) -> set[int]:
    """What the buckets take that both are counted in."""
    return {limit for name, limit in one.limits if (name, limit) in other.limits}


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("192.0.2.7", "192.0.2.7", {FROM_ONE_SOURCE}),
        ("192.0.2.7", "192.0.2.8", set()),
        ("::ffff:192.0.2.7", "192.0.2.7", {FROM_ONE_SOURCE}),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.8", set()),
        ("2001:db8::1", "2001:db8::2", {FROM_ONE_SOURCE, FROM_ONE_SITE}),
        ("2001:db8:0:1::1", "2001:db8:0:ff::1", {FROM_ONE_SOURCE, FROM_ONE_SITE}),
        ("2001:db8:0:100::1", "2001:db8:0:ff::1", {FROM_ONE_SITE}),
        ("2001:db8:0:1::1", "2001:db8:1:1::1", set()),
        ("fe80::1%eth0", "fe80::2", {FROM_ONE_SOURCE, FROM_ONE_SITE}),
        ("", "", {FROM_ONE_SOURCE}),
    ],
)
def test_what_two_addresses_are_counted_in_together(one: str, other: str, both: set[int]):
    assert shared(of_password("a@b.uk", one, "k"), of_password("c@d.uk", other, "k")) == both


@pytest.mark.parametrize(("other", "both"), [("2001:db8::2", {10, 40}), ("2001:db8:0:100::", {40}), ("::1", set())])
def test_codes_to_set_up_are_counted_the_same_way(other: str, both: set[int]):
    assert shared(of_setup_code("2001:db8::1", "k"), of_setup_code(other, "k")) == both
