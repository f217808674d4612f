"""Wrong passwords and codes are slowed per account and per source, the same whether or not there is an account."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from portal.staff.tries import AT_ONE_ACCOUNT, FROM_ONE_SOURCE, TooManyTries
from tests.integration.staff.conftest import EMAIL, HERE, Door


def refused(door: Door, **typed: str) -> int:
    with pytest.raises(TooManyTries) as many:
        door.types_password(**typed)
    return many.value.wait_seconds


def test_five_wrong_passwords_are_looked_at_and_then_not_even_the_right_one(ready: Door):
    for _ in range(5):
        assert ready.types_password("wrong") is None
    assert refused(ready) == 900
    ready.now += timedelta(minutes=10)
    assert refused(ready) == 300
    ready.now += timedelta(minutes=5)
    assert ready.types_password() is not None


def test_an_address_without_an_account_is_slowed_the_same(ready: Door):
    for email in (EMAIL, "nobody@sampleshire.gov.uk"):
        for _ in range(5):
            assert ready.types_password("wrong", email) is None
        assert refused(ready, email=email, password="wrong") == 900


def test_capitals_and_spaces_are_no_way_round(ready: Door):
    for email in (EMAIL, EMAIL.upper(), f" {EMAIL}", EMAIL.title(), f"{EMAIL} "):
        assert ready.types_password("wrong", email) is None
    refused(ready)


def test_right_passwords_are_never_counted(ready: Door):
    for _ in range(12):
        assert ready.types_password() is not None


def test_guessing_elsewhere_does_not_shut_the_owner_out(ready: Door):
    for _ in range(5):
        ready.types_password("wrong", source="198.51.100.1")
    refused(ready, source="198.51.100.1")
    assert ready.types_password(source=HERE) is not None


def test_one_source_that_tries_one_account_after_another_is_stopped(ready: Door):
    for number in range(FROM_ONE_SOURCE):
        assert ready.types_password("wrong", f"somebody-{number}@sampleshire.gov.uk") is None
    refused(ready)
    assert ready.types_password(source="192.0.2.8") is not None


def test_many_sources_at_one_account_are_stopped_together(ready: Door):
    with capture_logs() as logs:
        for number in range(AT_ONE_ACCOUNT):
            assert ready.types_password("wrong", source=f"198.51.100.{number}") is None
    refused(ready, source="203.0.113.1")
    assert {line["event"] for line in logs} == {"sign-ins-are-guessed"}
    assert "198.51" not in str(logs)
    assert EMAIL not in str(logs)


def test_five_wrong_codes_and_then_none_is_looked_at(ready: Door):
    token = ready.types_password()
    assert token is not None
    for _ in range(5):
        assert ready.types_code(token, "000000") is None
    with pytest.raises(TooManyTries):
        ready.types_code(token, ready.app_shows())
    again = ready.types_password()  # another session of the same account is no way round
    assert again is not None
    with pytest.raises(TooManyTries):
        ready.types_code(again, ready.app_shows())


def test_set_up_codes_cannot_be_tried_through(door: Door):
    code = door.adds().code
    for _ in range(10):
        assert door.redeems("0000-0000-0000-0000") is None
    with pytest.raises(TooManyTries):
        door.redeems(code)
    assert door.redeems(code, source="192.0.2.8") is not None
