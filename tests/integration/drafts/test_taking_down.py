"""A draft that belongs to an account: found by nobody else, and by no token or code before it is sent."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from portal import drafts
from portal.conversation import Answers
from portal.db import transaction
from portal.drafts import AlreadySent, Expired, taking_down
from portal.drafts.models import TakenDown as Row
from portal.drafts.taking_down import TakenDown
from portal.vocabulary import Channel
from tests.integration.drafts.conftest import CODE_KEYS, DAYS, START, Phones

MINE, THEIRS = "account-1", "account-2"
RECEIVED = START - timedelta(days=3)


@pytest.fixture
def begun(engine: Engine) -> str:
    with transaction(engine, writes=True) as session:
        made = taking_down.begin(
            session,
            account_id=MINE,
            channel=Channel.LETTER,
            received_at=RECEIVED,
            language="en_GB",
            days=DAYS,
            now=START,
        )
    return made.draft.id


def found(phones: Phones, draft: str, account: str = MINE) -> TakenDown | None:
    with transaction(phones.engine, writes=False) as session:
        return taking_down.find(session, draft, account_id=account, now=phones.now)


def says(phones: Phones, draft: str) -> None:
    with transaction(phones.engine, writes=True) as session:
        mine = taking_down.find(session, draft, account_id=MINE, now=phones.now)
        assert mine is not None
        drafts.keep(session, mine.draft, Answers({"story": "one"}, 3), days=DAYS, now=phones.now)


def gives_code(phones: Phones, draft: str) -> str:
    with transaction(phones.engine, writes=True) as session:
        mine = taking_down.find(session, draft, account_id=MINE, now=phones.now)
        assert mine is not None
        return " ".join(drafts.code_of(drafts.give_code(session, mine.draft, CODE_KEYS), CODE_KEYS) or ())


def sends(phones: Phones, draft: str) -> None:
    with transaction(phones.engine, writes=True) as session:
        mine = taking_down.find(session, draft, account_id=MINE, now=phones.now)
        assert mine is not None
        drafts.mark_sent(session, mine.draft, "7QXM-4RDV", phones.now)


def test_its_account_finds_it_with_the_way_and_the_moment_it_came(phones: Phones, begun: str):
    says(phones, begun)
    mine = found(phones, begun)
    assert mine is not None
    assert (mine.channel, mine.received_at) == (Channel.LETTER, RECEIVED)
    assert dict(drafts.answers(mine.draft)) == {"story": "one"}


def test_no_other_account_finds_it(phones: Phones, begun: str):
    assert found(phones, begun, THEIRS) is None
    assert found(phones, "no such draft") is None


def test_an_account_finds_nothing_that_a_phone_began(phones: Phones):
    draft = phones.draft(phones.begin())
    assert draft is not None
    assert found(phones, draft.id) is None


def test_no_code_opens_it_before_it_is_sent_even_if_somebody_gave_it_one(phones: Phones, begun: str):
    says(phones, begun)
    code = gives_code(phones, begun)
    assert phones.come_back(code) is None
    sends(phones, begun)
    opened = phones.come_back(code)
    assert opened is not None
    assert (opened.draft.case_reference, opened.draft.body) == ("7QXM-4RDV", None)


def test_a_code_of_somebody_else_still_opens_theirs_beside_it(phones: Phones, begun: str):
    says(phones, begun)
    token = phones.begin()
    phones.say(token, story="two")
    assert phones.come_back(phones.code(token)) is not None


def test_the_way_and_the_moment_can_be_put_right_until_it_is_sent(phones: Phones, begun: str):
    def puts_right() -> None:
        with transaction(phones.engine, writes=True) as session:
            mine = taking_down.find(session, begun, account_id=MINE, now=phones.now)
            assert mine is not None
            taking_down.put_right(session, mine, channel=Channel.EMAIL, received_at=START)

    puts_right()
    mine = found(phones, begun)
    assert mine is not None
    assert (mine.channel, mine.received_at) == (Channel.EMAIL, START)
    sends(phones, begun)
    with pytest.raises(AlreadySent):
        puts_right()


def test_what_waits_is_listed_for_its_account_alone_the_newest_first(phones: Phones, begun: str):
    phones.now += timedelta(hours=1)
    with transaction(phones.engine, writes=True) as session:
        newer = taking_down.begin(
            session,
            account_id=MINE,
            channel=Channel.PHONE,
            received_at=phones.now,
            language="en_GB",
            days=DAYS,
            now=phones.now,
        ).draft.id

    def waits(account: str) -> list[tuple[str, bool]]:
        with transaction(phones.engine, writes=False) as session:
            listed = taking_down.unfinished(session, account_id=account, now=phones.now)
        return [(each.draft_id, each.is_begun) for each in listed]

    assert waits(MINE) == [(newer, False), (begun, False)]
    phones.now += timedelta(hours=1)
    says(phones, begun)
    assert waits(MINE) == [(begun, True), (newer, False)]
    assert waits(THEIRS) == []
    sends(phones, begun)
    assert waits(MINE) == [(newer, False)]


def test_it_is_over_and_purged_like_any_other(phones: Phones, begun: str):
    phones.now += timedelta(days=DAYS)
    with pytest.raises(Expired):
        found(phones, begun)
    assert phones.purge() == 1
    with transaction(phones.engine, writes=False) as session:
        assert session.scalar(select(func.count()).select_from(Row)) == 0
