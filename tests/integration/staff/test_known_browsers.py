"""A browser in which somebody signed in before is not shut out by the guesses of others; its mark is worth no more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.staff import accounts, letting_go
from portal.staff.known_browsers import LASTS, MOST
from portal.staff.models import StaffTry
from portal.staff.tries import AT_ONE_ACCOUNT, FROM_A_KNOWN_BROWSER, FROM_ONE_SOURCE, WINDOW, TooManyTries
from portal.vocabulary import StaffRole
from tests.integration.staff.conftest import EMAIL, HERE, OLD_KEY, PASSWORD, TEAMS, Door

OTHER = "ash.sample@sampleshire.gov.uk"


def fill_the_office(door: Door) -> None:
    """As many wrong tries from the shared address as it takes, at accounts that nobody has."""
    for number in range(FROM_ONE_SOURCE):
        door.types_password("wrong", f"somebody-{number}@sampleshire.gov.uk")


def is_shut_out(door: Door, **typed: str) -> bool:
    try:
        door.types_password(**typed)
    except TooManyTries:
        return True
    return False


def rows(door: Door) -> int:
    return door.does(lambda session: session.scalar(select(func.count()).select_from(StaffTry)) or 0)


def set_up(door: Door, email: str) -> None:
    token = door.redeems(door.adds(email).code)
    assert token is not None
    assert door.finishes(token, code=door.app_shows(email)) is not None


# ------------------------------------------------------------------------------------------------- what it is worth


def test_guesses_from_the_office_shut_out_strangers_and_not_who_signed_in_there_before(ready: Door):
    marks = ready.keeps()
    fill_the_office(ready)
    assert is_shut_out(ready)
    assert is_shut_out(ready, email=OTHER, marks=marks)
    assert ready.types_password(marks=marks) is not None


def test_guesses_from_everywhere_at_an_account_do_not_shut_out_its_owner(ready: Door):
    marks = ready.keeps()
    for number in range(AT_ONE_ACCOUNT):
        ready.types_password("wrong", source=f"198.51.100.{number}")
    assert is_shut_out(ready)
    assert ready.types_password(marks=marks) is not None


def test_a_copied_mark_has_five_tries_and_takes_none_from_the_next_of_its_owner(ready: Door):
    copied = ready.keeps()
    for number in range(FROM_A_KNOWN_BROWSER):  # from wherever
        assert ready.types_password("wrong", source=f"198.51.100.{number}", marks=copied) is None
    assert is_shut_out(ready, marks=copied)
    assert is_shut_out(ready, marks=copied, source="203.0.113.9")
    assert ready.types_password(marks=ready.keeps(beside=copied)) is not None


def test_a_mark_stands_in_for_neither_password_nor_code(ready: Door):
    marks = ready.keeps()
    assert ready.types_password("", marks=marks) is None
    token = ready.types_password(marks=marks)
    assert token is not None
    assert ready.who(token) is None
    assert ready.types_code(token, "000000") is None
    assert ready.types_code(token, marks) is None


def test_wrong_tries_of_a_known_browser_do_not_fill_the_office(ready: Door):
    marks = ready.keeps()
    for _ in range(FROM_A_KNOWN_BROWSER):
        ready.types_password("wrong", marks=marks)
    assert ready.types_password() is not None


# ------------------------------------------------------------------------------------------------- what ends it


def _roles(door: Door) -> None:
    senior = [StaffRole.SENIOR]
    door.does(lambda s: accounts.change_roles(s, EMAIL, roles=senior, teams=(), known_teams=TEAMS, now=door.now))


def _off_and_on(door: Door) -> None:
    door.does(lambda session: accounts.disable(session, EMAIL, door.now))
    door.does(lambda session: accounts.enable(session, EMAIL, door.now))


def _new_password(door: Door) -> None:
    door.sets_up(door.does(lambda session: accounts.reset(session, EMAIL, door.now)).code)


def _half_a_year(door: Door) -> None:
    door.now += LASTS


@pytest.mark.parametrize("ends", [_roles, _off_and_on, _new_password, _half_a_year])
def test_it_ends_with(ready: Door, ends: Callable[[Door], None]):
    marks = ready.keeps()
    ends(ready)
    fill_the_office(ready)
    assert is_shut_out(ready, marks=marks)


@pytest.mark.parametrize("left", ["disabled", "reset", "single sign-on"])
def test_an_account_that_nobody_signs_in_to_knows_no_browser(ready: Door, left: str):
    marks = ready.keeps()
    acts = {
        "disabled": lambda session: accounts.disable(session, EMAIL, ready.now),
        "reset": lambda session: accounts.reset(session, EMAIL, ready.now),
        "single sign-on": lambda session: accounts.leave_to_single_sign_on(session, EMAIL),
    }
    ready.does(acts[left])
    fill_the_office(ready)
    assert is_shut_out(ready, marks=marks)


def test_the_day_before_it_counts_and_so_it_does_under_a_key_that_was_turned(ready: Door):
    marks = ready.keeps(keys=(OLD_KEY,))
    ready.now += LASTS - timedelta(days=1)
    fill_the_office(ready)
    assert ready.types_password(marks=marks) is not None


# ------------------------------------------------------------------------------------------------- made up


def test_nobody_makes_one_up(ready: Door):
    ready.adds(OTHER)
    mark, others = ready.keeps(), ready.keeps(OTHER)
    chance, day, signature = mark.split(".")
    made_up = [
        others,
        ready.keeps(keys=("a key of somebody else's",)),
        f"{chance}.{int(day) + 1}.{signature}",
        f"{'a' * 22}.{day}.{signature}",
        f"{others.split('.')[0]}.{day}.{signature}",
        f"{chance}.{day}.{'0' * 64}",
        f"{chance}.{day}.{signature.upper()}",
        f"{chance}.{day}",
        "~".join([others] * MOST + [mark]),  # beyond those that are looked at
        "~" * 600 + mark,
        f"{chance}.{'9' * 5000}.{signature}",
        f"{chance}.\u0663.{signature}",
        "\ud800",
        "",
    ]
    fill_the_office(ready)
    assert [marks for marks in made_up if not is_shut_out(ready, marks=marks)] == []
    assert ready.types_password(marks=f"{others}~{mark}") is not None


def test_thousands_of_made_up_marks_make_no_row_more_and_all_rows_go(ready: Door):
    _, day, signature = ready.keeps().split(".")
    for number in range(300):
        is_shut_out(ready, password="wrong", marks=f"{number:022}.{day}.{signature}")
    assert rows(ready) <= 4  # the account, the source, the account from there, and the code of signing in before
    for marks in [ready.keeps() for _ in range(5)]:
        ready.types_password("wrong", marks=marks)
    assert rows(ready) <= 4 + 5
    ready.now += WINDOW
    ready.does(lambda session: letting_go.purge_tries(session, ready.now, 100))
    assert rows(ready) == 0


def test_four_share_one_browser_and_the_one_who_was_there_longest_ago_makes_room(ready: Door):
    emails = [EMAIL, *(f"desk-{number}@sampleshire.gov.uk" for number in range(MOST))]
    marks = ""
    for number, email in enumerate(emails):
        if number:
            set_up(ready, email)
        marks = ready.keeps(email, beside=marks)
        marks = ready.keeps(email, beside=marks)  # again: one mark each, not two
    assert len(marks.split("~")) == MOST
    fill_the_office(ready)
    assert [is_shut_out(ready, email=email, marks=marks) for email in emails] == [True, *[False] * MOST]


def test_what_it_keeps_tells_nothing_of_whose_it_is(ready: Door):
    account, marks = ready.account(), ready.keeps()
    for told in (account.id, EMAIL, "Rowan", PASSWORD, account.password_hash or "", HERE):
        assert told not in marks
    assert ready.keeps().split(".")[0] != marks.split(".")[0]
