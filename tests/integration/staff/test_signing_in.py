"""Setting up, signing in, and what ends it: proofs that count once, and limits of time."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from portal.staff import accounts, letting_go, sessions
from portal.staff.sessions import AT_MOST, IDLE, ON_THE_WAY, SETTING_UP
from portal.vocabulary import StaffRole
from tests.integration.staff.conftest import EMAIL, PASSWORD, Door

MINUTE = timedelta(minutes=1)


# ------------------------------------------------------------------------------------------------- setting up


def test_it_is_set_up_once_and_signs_in_at_once(door: Door):
    code = door.adds().code
    done = door.sets_up(code)
    who = door.who(done.token)
    assert who is not None
    assert (who.name, who.roles) == ("Rowan Sample", {StaffRole.COMPLAINTS_OFFICER})
    assert len(done.recovery_codes) == 10
    assert door.redeems(code) is None


def test_the_code_is_good_for_24_hours(door: Door):
    code = door.adds().code
    door.now += timedelta(hours=24)
    assert door.redeems(code) is None
    door.now -= timedelta(seconds=1)
    assert door.redeems(code) is not None


def test_nothing_counts_until_the_app_has_shown_a_code(door: Door):
    token = door.redeems(door.adds().code)
    assert token is not None
    assert door.who(token) is None
    assert door.finishes(token, code="000000") is None
    assert door.types_password() is None
    assert door.finishes(token) is not None


def test_whoever_opened_the_code_before_is_out_and_saw_another_secret(door: Door):
    code = door.adds().code
    first = door.redeems(code)
    seen = door.account().totp_secret
    second = door.redeems(code)
    assert first is not None
    assert second is not None
    assert door.account().totp_secret != seen
    assert door.finishes(first) is None
    assert door.finishes(second) is not None


def test_setting_up_takes_no_longer_than_half_an_hour(door: Door):
    token = door.redeems(door.adds().code)
    assert token is not None
    door.now += SETTING_UP
    assert door.finishes(token) is None


def test_the_code_that_finished_it_does_not_sign_in_again(door: Door):
    door.sets_up(door.adds().code)
    token = door.types_password()
    assert token is not None
    assert door.types_code(token, door.app_shows()) is None


# ------------------------------------------------------------------------------------------------- signing in


def test_password_and_code_let_somebody_in(ready: Door):
    let_in = ready.signs_in()
    who = ready.who(let_in.token)
    assert who is not None
    assert who.id == ready.account().id


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "another password"), ("nobody@sampleshire.gov.uk", PASSWORD), ("", ""), (EMAIL, ""), ("\ud800", "\ud800")],
)
def test_anything_else_does_not(ready: Door, email: str, password: str):
    assert ready.types_password(password, email) is None


def test_an_account_that_is_not_set_up_has_no_password(door: Door):
    door.adds()
    assert door.types_password("") is None
    assert door.types_password() is None


def test_the_password_alone_opens_nothing(ready: Door):
    token = ready.types_password()
    assert token is not None
    assert ready.who(token) is None


def test_each_step_has_a_token_of_its_own(ready: Door):
    token = ready.types_password()
    assert token is not None
    let_in = ready.types_code(token, ready.app_shows())
    assert let_in is not None
    assert let_in.token != token
    assert ready.who(token) is None
    assert ready.types_code(token, ready.app_shows()) is None


def test_a_code_lets_in_once_even_from_two_browsers(ready: Door):
    one, other = ready.types_password(), ready.types_password()
    assert one is not None
    assert other is not None
    code = ready.app_shows()
    assert ready.types_code(one, code) is not None
    assert ready.types_code(other, code) is None


def test_a_recovery_code_lets_in_once(ready: Door):
    codes = ready.sets_up(ready.does(lambda s: accounts.reset(s, EMAIL, ready.now)).code).recovery_codes
    token = ready.types_password()
    assert token is not None
    let_in = ready.types_code(token, codes[0])
    assert let_in is not None
    assert let_in.codes_left == 9
    again = ready.types_password()
    assert again is not None
    assert ready.types_code(again, codes[0]) is None
    assert ready.types_code(again, codes[1]) is not None


def test_the_way_in_is_open_for_ten_minutes(ready: Door):
    token = ready.types_password()
    assert token is not None
    ready.now += ON_THE_WAY
    assert ready.types_code(token, ready.app_shows()) is None


def test_a_hash_of_less_work_is_made_anew(ready: Door):
    old = PasswordHasher(time_cost=1, memory_cost=32, parallelism=1).hash(PASSWORD)

    def weaken(session: object) -> None:
        account = session.merge(ready.account())  # type: ignore[attr-defined]
        account.password_hash = old

    ready.does(weaken)
    ready.signs_in()
    assert "m=64," in (ready.account().password_hash or "")
    ready.now += MINUTE
    ready.signs_in()


# ------------------------------------------------------------------------------------------------- how long it lasts


def test_half_an_hour_without_looking_ends_it(ready: Door):
    token = ready.signs_in().token
    ready.now += IDLE - timedelta(seconds=1)
    assert ready.who(token) is not None
    ready.now += timedelta(seconds=1)
    assert ready.who(token) is None


def test_whoever_keeps_looking_stays_in_for_ten_hours_and_no_longer(ready: Door):
    token, until = ready.signs_in().token, ready.now + AT_MOST
    while ready.now < until:
        assert ready.who(token) is not None
        ready.does(lambda session: sessions.touch(session, token, ready.now))
        ready.now += timedelta(minutes=20)
    assert ready.who(token) is None


def test_being_there_is_due_to_be_written_down_once_a_minute(ready: Door):
    token = ready.signs_in().token

    def is_due() -> bool:
        found = ready.does(lambda session: sessions.find(session, token, ready.now))
        assert found is not None
        return found.is_due

    assert not is_due()
    ready.now += timedelta(seconds=59)
    assert not is_due()
    ready.now += timedelta(seconds=1)
    assert is_due()
    ready.does(lambda session: sessions.touch(session, token, ready.now))
    assert not is_due()


def test_signing_out_ends_this_browser_only(ready: Door):
    one = ready.signs_in().token
    ready.now += MINUTE
    other = ready.signs_in().token
    ready.does(lambda session: sessions.end(session, one))
    assert ready.who(one) is None
    assert ready.who(other) is not None


@pytest.mark.parametrize("token", ["", "x", "\ud800", "a" * 5000])
def test_a_token_that_is_none_is_nobody(ready: Door, token: str):
    assert ready.who(token) is None


def test_a_clock_that_was_put_back_throws_nobody_out(ready: Door):
    token = ready.signs_in().token
    ready.now -= timedelta(hours=3)
    assert ready.who(token) is not None


# ------------------------------------------------------------------------------------------------- letting go


def test_what_is_over_goes_and_what_counts_stays(ready: Door):
    ready.types_password("wrong")
    token = ready.signs_in().token
    ready.now += timedelta(minutes=15)
    assert ready.does(lambda session: letting_go.purge_tries(session, ready.now, 100)) > 0
    assert ready.does(lambda session: letting_go.purge_sessions(session, ready.now, 100)) == 1  # of the setting up
    assert ready.who(token) is not None
    ready.now += timedelta(minutes=15)
    assert ready.does(lambda session: letting_go.purge_sessions(session, ready.now, 100)) == 1
    assert ready.does(lambda session: letting_go.purge_sessions(session, ready.now, 100)) == 0
    assert len(ready.people()) == 1
