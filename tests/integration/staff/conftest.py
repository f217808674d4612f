"""Accounts in real databases, brought there by the migrations, and what people do to sign in: each a transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from portal.db import transaction
from portal.staff import Staff, accounts, passwords, second_factor, sessions, setting_up, signing_in
from portal.staff.accounts import Person, SetUpCode
from portal.staff.known_browsers import Browser
from portal.staff.models import Account
from portal.staff.setting_up import SetUp
from portal.staff.signing_in import LetIn
from portal.vocabulary import StaffRole
from tests.databases import Databases
from tests.factories import engine_on
from tests.staffing import hash_quickly

START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
KEY = "a key made up for these tests"
OLD_KEY = "the key that was before it"
KEYS = (KEY, OLD_KEY)
HERE = "192.0.2.7"
EMAIL = "rowan.sample@sampleshire.gov.uk"
PASSWORD = "violin gravel teapot"
TEAMS = ("north", "south")

Done = TypeVar("Done")


@dataclass
class Door:
    """What doors do with accounts, each act in a transaction of its own."""

    engine: Engine
    now: datetime = START

    def does(self, act: Callable[[Session], Done]) -> Done:
        with transaction(self.engine, writes=True) as session:
            return act(session)

    def adds(
        self, email: str = EMAIL, *roles: StaffRole, name: str = "Rowan Sample", teams: tuple[str, ...] = ()
    ) -> SetUpCode:
        chosen = roles or (StaffRole.COMPLAINTS_OFFICER,)
        return self.does(
            lambda session: accounts.add(
                session, email=email, name=name, roles=chosen, teams=teams, known_teams=TEAMS, now=self.now
            )
        )

    def redeems(self, code: str, source: str = HERE) -> str | None:
        return self.does(lambda session: setting_up.redeem(session, code, source, key=KEY, now=self.now))

    def finishes(self, token: str, *, code: str = "", password: str = PASSWORD) -> SetUp | None:
        typed = code or self.app_shows()
        hashed = passwords.hash_of(password)
        return self.does(lambda session: setting_up.finish(session, token, hashed, typed, self.now))

    def sets_up(self, code: str) -> SetUp:
        token = self.redeems(code)
        assert token is not None
        done = self.finishes(token)
        assert done is not None
        return done

    def app_shows(self, email: str = EMAIL) -> str:
        secret = self.account(email).totp_secret
        assert secret is not None
        return second_factor.code_at(secret, self.now)

    def types_password(
        self, password: str = PASSWORD, email: str = EMAIL, source: str = HERE, marks: str = ""
    ) -> str | None:
        browser = Browser(marks, KEYS)
        candidate = self.does(
            lambda session: signing_in.come_forward(session, email, source, key=KEY, now=self.now, browser=browser)
        )
        proved = signing_in.prove(candidate, password)
        return self.does(lambda session: signing_in.go_on(session, proved, back="", now=self.now))

    def types_code(self, token: str, code: str) -> LetIn | None:
        return self.does(lambda session: signing_in.second_step(session, token, code, key=KEY, now=self.now))

    def signs_in(self) -> LetIn:
        token = self.types_password()
        assert token is not None
        let_in = self.types_code(token, self.app_shows())
        assert let_in is not None
        return let_in

    def keeps(self, email: str = EMAIL, *, beside: str = "", keys: tuple[str, ...] = KEYS) -> str:
        """What a browser keeps once somebody is in, beside what it kept before."""
        account = self.account(email).id
        return self.does(lambda session: Browser(beside, keys).marked(session, account, self.now))

    def who(self, token: str) -> Staff | None:
        with transaction(self.engine, writes=False) as session:
            return sessions.signed_in(session, token, self.now)

    def account(self, email: str = EMAIL) -> Account:
        with transaction(self.engine, writes=False) as session:
            return session.scalars(select(Account).where(Account.email == email)).one()

    def people(self) -> tuple[Person, ...]:
        with transaction(self.engine, writes=False) as session:
            return accounts.everybody(session)


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    hash_quickly(monkeypatch)


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    engine = engine_on(databases.migrated())
    yield engine
    engine.dispose()


@pytest.fixture
def door(engine: Engine) -> Door:
    return Door(engine)


@pytest.fixture
def ready(door: Door) -> Door:
    """An account that was set up an hour ago."""
    door.sets_up(door.adds().code)
    door.now += timedelta(hours=1)
    return door
