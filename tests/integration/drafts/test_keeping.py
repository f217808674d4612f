"""A draft from its first answer to its end: found by its phone, sealed, sent once, left, removed when it is time."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from portal import drafts
from portal.conversation import Answers
from portal.db import transaction
from portal.drafts import AlreadySent, Expired
from tests.databases import Databases
from tests.integration.drafts.conftest import CODE_KEYS, DAYS, START, Phones

STORY = "a heron stood on the wet lawn"


def rows(engine: Engine, table: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608


def test_what_was_said_is_there_for_the_phone_that_said_it(phones: Phones):
    token = phones.begin()
    assert phones.answers(token) == Answers({}, 0)
    phones.say(token, story=STORY)
    phones.say(token, when="last-year")
    assert phones.answers(token) == Answers({"story": STORY, "when": "last-year"}, 3)


def test_a_forged_or_lost_token_opens_nothing(phones: Phones):
    token = phones.begin()
    assert [phones.draft(other) for other in ("", "x", token[:-1], token.swapcase(), "\ud800", "é" * 5000)] == [
        None
    ] * 6


def test_nothing_in_the_database_shows_the_story_the_token_or_the_code(phones: Phones, databases: Databases):
    token = phones.begin()
    phones.say(token, story=STORY)
    code = phones.code(token)
    assert phones.come_back(code) is not None
    phones.come_back("oak oak oak oak")
    everything = databases.lying_there()
    tables = ("drafts", "draft_tokens", "code_tries")
    stored = "\n".join(str(value) for table in tables for row in rows(phones.engine, table) for value in row)
    assert b"en_GB" in everything
    for secret in (STORY, token, code, code.replace(" ", "-"), "one browser", "one place"):
        assert secret.encode() not in everything
        assert secret not in stored


def test_a_draft_ends_seven_days_after_its_last_answer_and_says_so(phones: Phones):
    token = phones.begin()
    phones.now += timedelta(days=6)
    phones.say(token, story=STORY)
    phones.now += timedelta(days=7) - timedelta(seconds=1)
    assert phones.answers(token)["story"] == STORY
    phones.now += timedelta(seconds=1)
    with pytest.raises(Expired) as refused:
        phones.draft(token)
    assert refused.value.expired_at == START + timedelta(days=13)


def test_purging_removes_what_is_over_whole_and_nothing_else(phones: Phones):
    over, going_on, sent = phones.begin(), phones.begin(), phones.begin()
    for token in (over, sent):
        phones.say(token, story=STORY)
    phones.send(sent)
    phones.come_back("oak oak oak oak")
    code_of_sent = phones.code(sent)
    phones.now += timedelta(days=6)
    phones.say(going_on, story=STORY)
    phones.now += timedelta(days=1)
    assert phones.purge() == 1
    assert phones.purge() == 0
    assert phones.draft(over) is None
    assert phones.answers(going_on)["story"] == STORY
    assert len(rows(phones.engine, "drafts")) == 2
    assert len(rows(phones.engine, "draft_tokens")) == 1  # the one that goes on: a day after sending the code is needed
    assert rows(phones.engine, "code_tries") == []
    assert phones.come_back(code_of_sent) is not None


def test_sending_empties_the_draft_and_keeps_what_opens_the_receipt(phones: Phones):
    token = phones.begin()
    phones.say(token, story=STORY)
    code = phones.code(token)
    phones.send(token, "7QXM-4RDV")
    draft = phones.draft(token)
    assert draft is not None
    assert (draft.body, draft.case_reference, draft.sent_at) == (None, "7QXM-4RDV", START)
    assert drafts.answers(draft) == Answers({}, 0)
    assert phones.code(token) == code
    opened = phones.come_back(code)
    assert opened is not None
    assert opened.draft.case_reference == "7QXM-4RDV"


def test_a_sent_draft_is_never_over_for_its_code_but_after_a_day_for_a_browser(phones: Phones):
    token = phones.begin()
    phones.say(token, story=STORY)
    code = phones.code(token)
    phones.send(token)
    phones.now += timedelta(hours=23)
    assert phones.draft(token) is not None
    phones.now += timedelta(hours=1)
    assert phones.draft(token) is None
    phones.now += timedelta(days=400)
    opened = phones.come_back(code)
    assert opened is not None
    phones.now += timedelta(hours=23)
    assert phones.draft(opened.token) is not None


def test_a_second_send_changes_nothing_and_another_case_is_refused(phones: Phones):
    token = phones.begin()
    phones.send(token, "7QXM-4RDV")
    phones.now += timedelta(minutes=1)
    phones.send(token, "7QXM-4RDV")
    draft = phones.draft(token)
    assert draft is not None
    assert draft.sent_at == START
    with pytest.raises(AlreadySent):
        phones.send(token, "9CFG-4RDV")


def test_an_answer_from_another_tab_after_sending_is_refused_and_tells_the_case(phones: Phones):
    token = phones.begin()
    phones.send(token, "7QXM-4RDV")
    with pytest.raises(AlreadySent) as refused:
        phones.say(token, story=STORY)
    assert refused.value.case_reference == "7QXM-4RDV"


def test_leaving_ends_this_phone_only_and_the_code_still_opens(phones: Phones):
    token = phones.begin()
    phones.say(token, story=STORY)
    code = phones.code(token)
    other = phones.come_back(code)
    assert other is not None
    phones.leave(token)
    phones.leave(token)  # and again, by a second tap
    assert phones.draft(token) is None
    assert phones.answers(other.token)["story"] == STORY
    assert phones.come_back(code) is not None


def test_a_draft_from_an_earlier_transaction_cannot_be_kept_by_mistake(phones: Phones):
    token = phones.begin()
    stale = phones.draft(token)
    assert stale is not None
    with transaction(phones.engine, writes=True) as session, pytest.raises(RuntimeError):
        drafts.keep(session, stale, Answers({"story": STORY}, 3), days=DAYS, now=START)
    with transaction(phones.engine, writes=False) as session:
        read = drafts.find(session, token, START)
        assert read is not None
        with pytest.raises(RuntimeError):
            drafts.keep(session, read, Answers({"story": STORY}, 3), days=DAYS, now=START)


def test_a_transaction_that_fails_keeps_nothing(phones: Phones):
    token = phones.begin()
    phones.say(token, story=STORY)

    def fail() -> None:
        with transaction(phones.engine, writes=True) as session:
            draft = drafts.find(session, token, START)
            assert draft is not None
            drafts.keep(session, draft, Answers({}, 3), days=DAYS, now=START)
            drafts.shut_code(session, draft, token, CODE_KEYS)
            raise KeyError("something else went wrong")

    code = phones.code(token)
    with pytest.raises(KeyError):
        fail()
    assert phones.answers(token)["story"] == STORY
    assert phones.code(token) == code
