"""Many at the same moment get no more than one after the other: each code counts once, and every try is counted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

from portal.staff import accounts, passwords, setting_up
from portal.staff.tries import FROM_ONE_SOURCE_AT_ONE_ACCOUNT, TooManyTries
from tests.integration.staff.conftest import EMAIL, PASSWORD, Door

TOGETHER = 8
Done = TypeVar("Done")


def at_once(act: Callable[[int], Done]) -> list[Done | None]:
    """What came of it, for each of those who did it together; nothing where there were too many tries."""

    def tries(number: int) -> Done | None:
        try:
            return act(number)
        except TooManyTries:
            return None

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(tries, range(TOGETHER)))


def test_one_code_of_an_app_lets_in_one(ready: Door):
    tokens = [ready.types_password() for _ in range(TOGETHER)]
    code = ready.app_shows()
    let_in = at_once(lambda number: ready.types_code(tokens[number] or "", code))
    assert len([each for each in let_in if each]) == 1


def test_one_spare_code_lets_in_one(ready: Door):
    codes = ready.sets_up(ready.does(lambda s: accounts.reset(s, EMAIL, ready.now)).code).recovery_codes
    tokens = [ready.types_password() for _ in range(TOGETHER)]
    let_in = at_once(lambda number: ready.types_code(tokens[number] or "", codes[0]))
    assert len([each for each in let_in if each]) == 1
    assert len(ready.account().recovery_hashes) == 9


def test_wrong_passwords_together_are_looked_at_no_more_often(ready: Door):
    looked_at = at_once(lambda _number: ready.types_password("wrong") is None)
    assert len([each for each in looked_at if each]) == FROM_ONE_SOURCE_AT_ONE_ACCOUNT


def test_two_taps_on_finish_set_up_once(door: Door):
    token = door.redeems(door.adds().code)
    assert token is not None
    code, hashed = door.app_shows(), passwords.hash_of(PASSWORD)
    done = at_once(lambda _: door.does(lambda s: setting_up.finish(s, token, hashed, code, door.now)))
    finished = [each for each in done if each]
    assert len(finished) == 1
    assert door.who(finished[0].token) is not None
    door.now += timedelta(minutes=1)
    way = door.types_password()
    assert way is not None
    assert door.types_code(way, finished[0].recovery_codes[0]) is not None
