"""Two tabs, two phones and two taps at the same moment: nobody's answer is lost, and nothing is counted twice."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from portal import drafts
from portal.db import retried, transaction
from portal.drafts import Held, TooManyTries, Trier
from tests.integration.drafts.conftest import CODE_KEYS, START, Phones


def test_answers_saved_at_the_same_moment_are_all_kept(phones: Phones):
    token = phones.begin()
    together = Barrier(4)

    def tab(number: int) -> None:
        together.wait()
        for turn in range(10):
            phones.say(token, **{f"step-{number}-{turn}": "said"})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tab, range(4)))
    assert len(phones.answers(token)) == 40


def test_a_double_tap_on_send_sends_once(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    together = Barrier(2)

    def tap(_: int) -> None:
        together.wait()
        phones.send(token, "7QXM-4RDV")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(tap, range(2)))
    draft = phones.draft(token)
    assert draft is not None
    assert draft.case_reference == "7QXM-4RDV"


def test_a_phone_that_is_thrown_out_while_it_waits_its_turn_finds_nothing(phones: Phones):
    """It asked before the code was shut, and its turn comes after."""
    hers = phones.begin()
    phones.say(hers, story="one")
    found = phones.come_back(phones.code(hers))
    assert found is not None
    waiting = Event()

    def theirs() -> Held | None:
        def ask() -> Held | None:
            with transaction(phones.engine, writes=True) as session:
                return drafts.find(session, found.token, START)

        waiting.set()
        return retried(ask)  # the two may stand in each other's way: then the one that found it is asked again

    with ThreadPoolExecutor(1) as pool:
        with transaction(phones.engine, writes=True) as session:
            draft = drafts.find(session, hers, START)
            assert draft is not None
            asked = pool.submit(theirs)
            waiting.wait()
            time.sleep(0.2)  # long enough to come to the lock; if it is not there yet, it finds nothing all the more
            drafts.shut_code(session, draft, hers, CODE_KEYS)
        assert asked.result() is None
    assert phones.answers(hers)["story"] == "one"


def test_guesses_made_at_the_same_moment_do_not_slip_past_the_limit(phones: Phones):
    together = Barrier(4)

    def guess(_: int) -> list[bool]:
        together.wait()
        return [is_refused(phones) for _ in range(5)]

    with ThreadPoolExecutor(4) as pool:
        refused = [one for tries in pool.map(guess, range(4)) for one in tries]
    assert refused.count(False) == 5


def is_refused(phones: Phones) -> bool:
    try:
        return phones.come_back("oak oak oak oak", Trier("one browser", "one place")) is not None
    except TooManyTries:
        return True
