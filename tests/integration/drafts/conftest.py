"""Drafts in real databases, brought there by the migrations, and phones that hold them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from portal import drafts
from portal.conversation import Answers
from portal.db import transaction
from portal.drafts import Opened, Trier, letting_go
from tests.databases import Databases
from tests.factories import engine_on

START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
CODE_KEY = "a code key made up for these tests"
CODE_KEYS = (CODE_KEY,)
DAYS = 7
SOMEBODY = Trier("one browser", "one place")


@dataclass
class Phones:
    """What browsers do with drafts, each act in a transaction of its own, as a door would open it."""

    engine: Engine
    now: datetime = START

    def begin(self) -> str:
        with transaction(self.engine, writes=True) as session:
            return drafts.begin(session, language="en_GB", days=DAYS, now=self.now)[1]

    def say(self, token: str, **said: str) -> None:
        with transaction(self.engine, writes=True) as session:
            draft = drafts.find(session, token, self.now)
            assert draft is not None
            kept = drafts.answers(draft)
            answers = replace(kept, kept={**kept.kept, **said}, script=3)
            drafts.keep(session, draft, answers, days=DAYS, now=self.now)
            drafts.give_code(session, draft, CODE_KEYS)

    def send(self, token: str, reference: str = "7QXM-4RDV") -> None:
        with transaction(self.engine, writes=True) as session:
            draft = drafts.find(session, token, self.now)
            assert draft is not None
            drafts.mark_sent(session, draft, reference, self.now)

    def draft(self, token: str) -> drafts.Held | None:
        with transaction(self.engine, writes=False) as session:
            return drafts.find(session, token, self.now)

    def answers(self, token: str) -> Answers:
        draft = self.draft(token)
        assert draft is not None
        return drafts.answers(draft)

    def code(self, token: str) -> str:
        draft = self.draft(token)
        assert draft is not None
        code = drafts.code_of(draft, CODE_KEYS)
        assert code is not None
        return " ".join(code)

    def come_back(self, typed: str, trier: Trier = SOMEBODY) -> Opened | None:
        with transaction(self.engine, writes=True) as session:
            return drafts.open_with_code(session, typed, code_keys=CODE_KEYS, trier=trier, now=self.now)

    def shut(self, token: str) -> str:
        with transaction(self.engine, writes=True) as session:
            draft = drafts.find(session, token, self.now)
            assert draft is not None
            shut = drafts.shut_code(session, draft, token, CODE_KEYS)
            return " ".join(drafts.code_of(shut, CODE_KEYS) or ())

    def leave(self, token: str) -> None:
        with transaction(self.engine, writes=True) as session:
            drafts.leave(session, token)

    def purge(self) -> int:
        with transaction(self.engine, writes=True) as session:
            letting_go.purge_tokens(session, self.now, 100)
            letting_go.purge_tries(session, self.now, 100)
            return letting_go.purge_unsent(session, self.now, 100)


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    engine = engine_on(databases.migrated())
    yield engine
    engine.dispose()


@pytest.fixture
def phones(engine: Engine) -> Phones:
    return Phones(engine)
