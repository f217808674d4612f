"""Waiting grows, never past its limit, and no two deliverers wait alike."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.outbox.delivery import Pauses


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 5), (2, 10), (3, 20), (8, 640), (9, 900), (60, 900), (100_000, 900)]
)
def test_each_wait_is_twice_the_last_up_to_a_quarter_of_an_hour(attempt: int, seconds: int):
    assert Pauses(jitter=lambda: 0.0).before(attempt, timedelta(minutes=15)) == timedelta(seconds=seconds)


@given(attempt=st.integers(1, 10_000), jitter=st.floats(0, 1))
def test_jitter_takes_off_up_to_a_half_and_adds_nothing(attempt: int, jitter: float):
    longest = timedelta(minutes=15)
    full = Pauses(jitter=lambda: 0.0).before(attempt, longest)
    pause = Pauses(jitter=lambda: jitter).before(attempt, longest)
    assert full / 2 <= pause <= full <= longest


def test_two_deliverers_do_not_march_in_step():
    pauses = Pauses()
    assert len({pauses.before(5, pauses.longest) for _ in range(20)}) > 1


def test_an_installation_that_is_less_patient_is_so_in_everything():
    quick = Pauses.growing(timedelta(seconds=0.05), timedelta(seconds=1))
    assert (quick.first, quick.longest) == (timedelta(seconds=0.05), timedelta(seconds=1))
    assert (quick.longest_urgent, quick.stopped) == (timedelta(seconds=0.6), timedelta(seconds=0.6))
    assert (quick.unknown, quick.longest_between_rounds) == (timedelta(seconds=0.3), timedelta(seconds=0.3))


@given(first=st.floats(0.001, 3600), longest=st.floats(0.001, 3600))
def test_no_pause_is_longer_than_the_longest(first: float, longest: float):
    pauses = Pauses.growing(timedelta(seconds=first), timedelta(seconds=longest))
    each = (pauses.longest_urgent, pauses.unknown, pauses.stopped, pauses.longest_between_rounds)
    assert max(each) <= pauses.longest


def test_the_usual_settings_are_the_usual_pauses():
    usual, set_so = Pauses(), Pauses.growing(timedelta(seconds=5), timedelta(seconds=900))
    assert replace(set_so, jitter=usual.jitter) == usual
