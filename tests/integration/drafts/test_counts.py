"""Drafts in numbers: open until they are sent, or their time is over."""

from datetime import timedelta

from portal.db import transaction
from portal.drafts.counts import open_drafts
from tests.integration.drafts.conftest import DAYS, Phones


def counted(phones: Phones) -> int:
    with transaction(phones.engine, writes=False) as session:
        return open_drafts(session, phones.now)


def test_a_draft_is_open_until_it_is_sent(phones: Phones):
    assert counted(phones) == 0
    first = phones.begin()
    phones.begin()
    assert counted(phones) == 2
    phones.send(first)
    assert counted(phones) == 1


def test_and_until_its_time_is_over(phones: Phones):
    phones.begin()
    phones.now += timedelta(days=DAYS, seconds=-1)
    assert counted(phones) == 1
    phones.now += timedelta(seconds=1)
    assert counted(phones) == 0
