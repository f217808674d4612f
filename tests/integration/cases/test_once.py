"""Sent twice, received once: a double tap, a second try after a lost signal, two processes at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from portal.vocabulary import SafeNow, Service, WhatFor
from tests.factories import RECEIVED, by_email, told
from tests.integration.cases.conftest import Desk

HERS = told(safe_now=SafeNow.YES, reply=by_email())


def test_the_second_send_finds_the_first_case_and_adds_nothing(desk: Desk):
    first = desk.receive(HERS)
    before = desk.rows()
    assert desk.receive(HERS, now=RECEIVED + timedelta(days=3)) == first
    assert desk.rows() == before
    assert desk.case(first).received_at == RECEIVED


def test_what_was_sent_first_stands_also_when_other_words_come_under_the_same_key(desk: Desk):
    first = desk.received(HERS)
    desk.receive(told(WhatFor.THANKS, Service.SCHOOL))
    assert desk.case(first.reference) == first


def test_two_drafts_are_two_cases(desk: Desk):
    assert desk.receive(HERS, key="one") != desk.receive(HERS, key="two")
    assert desk.rows()["cases"] == 2


def test_taps_at_the_same_moment_make_one_case(desk: Desk):
    taps = 6
    together = threading.Barrier(taps)

    def tap(_: int) -> str:
        together.wait()
        return desk.receive(HERS)

    with ThreadPoolExecutor(taps) as people:
        references = set(people.map(tap, range(taps)))

    assert len(references) == 1
    once = desk.rows()
    assert once["cases"] == 1
    assert once["outbox"] == len(desk.posted()) == 6  # three alerts, two notices, one receipt


def test_different_cases_at_the_same_moment_are_all_received(desk: Desk):
    with ThreadPoolExecutor(6) as people:
        references = set(people.map(lambda number: desk.receive(HERS, key=f"draft-{number}"), range(18)))
    assert len(references) == 18
    assert desk.rows()["cases"] == 18
