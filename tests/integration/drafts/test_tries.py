"""Wrong codes are slowed down per browser, per place and per address; nobody else is, and right ones never are."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from portal.drafts import TooManyTries, Trier
from tests.integration.drafts.conftest import START, Phones

WRONG = "oak oak oak oak"
HOME = "192.0.2.7 tablet"  # everybody in one house, on the tablets they were all given


def wrong(phones: Phones, trier: Trier, times: int) -> None:
    for _ in range(times):
        assert phones.come_back(WRONG, trier) is None


def refused(phones: Phones, trier: Trier, typed: str = WRONG) -> int:
    with pytest.raises(TooManyTries) as many:
        phones.come_back(typed, trier)
    return many.value.wait_seconds


def test_a_browser_may_be_wrong_five_times_a_minute(phones: Phones):
    mine = Trier("mine", HOME)
    wrong(phones, mine, 5)
    phones.now += timedelta(seconds=20)
    assert refused(phones, mine) == 40
    phones.now += timedelta(seconds=40)
    wrong(phones, mine, 5)
    assert refused(phones, mine) == 60


def test_the_minute_runs_from_the_first_wrong_code_and_not_from_a_right_one(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    mine = Trier("mine", HOME)
    phones.come_back(phones.code(token), mine)
    phones.now += timedelta(seconds=50)
    wrong(phones, mine, 5)
    assert refused(phones, mine) == 60


def test_one_child_who_is_wrong_does_not_stop_another_in_the_same_house(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    wrong(phones, Trier("mine", HOME), 5)
    refused(phones, Trier("mine", HOME))
    assert phones.come_back(phones.code(token), Trier("theirs", HOME)) is not None


def test_a_browser_that_throws_its_cookie_away_is_slowed_by_its_place(phones: Phones):
    wrong(phones, Trier(None, HOME), 18)
    wrong(phones, Trier("new", HOME), 2)
    assert refused(phones, Trier("newer still", HOME)) == 60
    wrong(phones, Trier(None, "192.0.2.7 phone"), 1)  # the same address, another kind of browser


def storm(phones: Phones) -> None:
    """Wrong codes from everywhere, as many in a minute as all together may have."""
    for number in range(60):
        wrong(phones, Trier(None, f"198.51.100.{number} phone"), 2)


def test_a_storm_of_wrong_codes_elsewhere_keeps_nobody_out(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    storm(phones)
    assert phones.come_back(phones.code(token), Trier("mine", HOME)) is not None
    assert phones.come_back(phones.code(token), Trier(None, "198.51.100.7 phone")) is not None  # two slips are no crime


def test_in_a_storm_an_address_has_five_wrong_codes_whatever_its_browsers_are(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    storm(phones)
    for number in range(5):
        wrong(phones, Trier(None, f"192.0.2.66 browser {number}"), 1)
    assert refused(phones, Trier(None, "192.0.2.66 another browser")) == 60
    assert refused(phones, Trier("new", "192.0.2.66 tablet"), phones.code(token)) == 60
    phones.now += timedelta(seconds=60)
    wrong(phones, Trier(None, "192.0.2.66 another browser"), 1)


def test_one_address_that_changes_what_it_says_it_is_is_stopped_at_120_a_minute(phones: Phones):
    for number in range(120):
        wrong(phones, Trier(None, f"192.0.2.66 browser {number}"), 1)
    assert refused(phones, Trier(None, "192.0.2.66 another browser")) == 60
    wrong(phones, Trier("mine", HOME), 1)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("192.0.2.7", "192.0.2.8", False),
        ("2001:db8:0:1::1", "2001:db8:0:1::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:ff:9::", True),  # a household has 256 networks
        ("2001:db8:0:1::1", "2001:db8:0:100::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "None", False),  # a socket has no address
    ],
)
def test_what_counts_as_one_address(one: str, other: str, is_one: bool):
    assert (Trier(None, f"{one} phone").address == Trier("mine", f"{other} tablet").address) is is_one


def test_a_storm_is_told_once_and_without_an_address(phones: Phones):
    with capture_logs() as logs:
        storm(phones)
        wrong(phones, Trier("mine", HOME), 1)
    assert [line["event"] for line in logs] == ["codes-are-guessed"]
    assert "198.51" not in str(logs)


def test_right_codes_are_never_counted(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    mine = Trier("mine", HOME)
    wrong(phones, mine, 4)
    for _ in range(30):
        assert phones.come_back(phones.code(token), mine) is not None
    wrong(phones, mine, 1)
    refused(phones, mine)


def test_while_it_waits_a_right_code_opens_nothing_either(phones: Phones):
    # Otherwise a guesser could go on at full speed and only look out for the one answer that differs.
    token = phones.begin()
    phones.say(token, story="one")
    wrong(phones, Trier("mine", HOME), 5)
    refused(phones, Trier("mine", HOME), phones.code(token))


def test_what_cannot_be_a_code_is_not_counted(phones: Phones):
    mine = Trier("mine", HOME)
    for typed in ("", "hello", "oak oak oak", "oak oak oak qqqqqq") * 5:
        assert phones.come_back(typed, mine) is None
    wrong(phones, mine, 5)


def test_a_clock_put_back_does_not_lock_anybody_out(phones: Phones):
    mine = Trier("mine", HOME)
    wrong(phones, mine, 5)
    phones.now = START - timedelta(hours=1)
    wrong(phones, mine, 1)
