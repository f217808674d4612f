"""A portal at hand: the whole app on a real database, with a clock in the test's hands and a post tray to empty."""

import atexit
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, select

from portal import outbox
from portal.app import create_app
from portal.cases import filing, queries
from portal.cases.acts import message_settled
from portal.cases.casefile import CaseFile
from portal.cases.models import Case
from portal.cases.office import Office
from portal.cases.queries import CaseRead
from portal.db import make_engine, transaction
from portal.drafts.models import Draft
from portal.outbox.delivery import Delivery, OnSettled
from portal.outbox.notify import PostTray
from portal.representations import Exchange, Representation
from portal.sealing import new_key
from portal.settings import Settings
from tests.client import CheckedClient
from tests.databases import fresh_database
from tests.hands import ClientHands
from tests.pages import Talk

#: A Tuesday morning on which everybody is at work.
A_WORKING_MORNING = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
SAMPLE_SHIRE = Path(__file__).parent / "councils" / "sample-shire.toml"


@dataclass
class HandClock:
    """A clock that stands until it is moved."""

    now: datetime = A_WORKING_MORNING

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class PortalAtHand:
    """One running portal and what stands behind it."""

    settings: Settings
    clock: HandClock = field(default_factory=HandClock)

    def __post_init__(self) -> None:
        self.engine: Engine = make_engine(self.settings.database_url, self.settings.keyring)
        self.app: Flask = create_app(self.settings, now=self.clock)
        self.app.test_client_class = CheckedClient
        # The templates are the same for every portal of a test run: compiled once.
        self.app.jinja_env.bytecode_cache = FileSystemBytecodeCache(_compiled_templates())
        self.clients: list[CheckedClient] = []

    def close(self) -> None:
        self.engine.dispose()
        self.app.extensions["portal"].reading.args[0].dispose()

    @property
    def file(self) -> Path:
        """Where SQLite keeps it all."""
        assert self.engine.url.database is not None
        assert self.engine.dialect.name == "sqlite"
        return Path(self.engine.url.database)

    # --- people

    def phone(self, *, base_url: str = "http://localhost") -> ClientHands:
        """A browser that was never here."""
        client = self.app.test_client()
        assert isinstance(client, CheckedClient)
        self.clients.append(client)
        return ClientHands(client, base_url=base_url)

    def talk(self) -> Talk[ClientHands]:
        """Somebody with a phone that was never here."""
        return Talk(self.phone())

    # --- what is behind it

    def cases(self) -> list[CaseRead]:
        with transaction(self.engine, writes=False) as session:
            references = session.scalars(select(Case.reference).order_by(Case.received_at, Case.reference)).all()
            found = [queries.case_by_reference(session, reference) for reference in references]
        return [case for case in found if case]

    def case(self, reference: str) -> CaseRead:
        with transaction(self.engine, writes=False) as session:
            found = queries.case_by_reference(session, reference)
        assert found is not None, f"no case {reference}"
        return found

    def case_file(self, reference: str) -> CaseFile:
        """The case as staff know it."""
        with transaction(self.engine, writes=False) as session:
            found = filing.case_file(session, reference)
        assert found is not None, f"no case {reference}"
        return found

    def words_of(self, reference: str) -> dict[str, Exchange]:
        """The transcript of a case, by step key."""
        with transaction(self.engine, writes=False) as session:
            return {turn.key: turn for turn in queries.words_of(session, reference)}

    def told(self, reference: str) -> Representation:
        with transaction(self.engine, writes=False) as session:
            key = session.scalars(select(Case.key).where(Case.reference == reference)).one()
            found = queries.representation_of(session, key)
        assert found is not None
        return found

    def drafts(self) -> list[Draft]:
        with transaction(self.engine, writes=False) as session:
            return list(session.scalars(select(Draft).order_by(Draft.created_at)))

    def posts(self) -> list[dict[str, str]]:
        """Send what is due and read the post tray, as a program would; the oldest message first."""
        self.delivers()
        messages: list[dict[str, str]] = self.phone().client.get("/post-tray.json").get_json()["messages"]
        return messages[::-1]

    def delivers(self) -> None:
        assert self.delivery.once().trouble is None

    @property
    def delivery(self) -> Delivery:
        """What takes messages out into the post tray."""
        return Delivery(engine=self.engine, notify=PostTray(), clock=self.clock, on_settled=self.settled)

    @property
    def office(self) -> Office:
        """Where this portal's cases are handled."""
        office: Office = self.app.extensions["portal"].office
        return office

    @property
    def settled(self) -> OnSettled:
        """What a delivery of this portal's messages writes down on their cases."""
        return partial(message_settled, office=self.office)

    def tray(self) -> tuple[outbox.TrayItem, ...]:
        with transaction(self.engine, writes=False) as session:
            return outbox.tray(session)


def local_portal(folder: Path, database: str | None = None) -> PortalAtHand:
    """A portal in local use, on the migrated database with this address or on a fresh SQLite file in this folder."""
    env = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(folder), "DATABASE_URL": database or _fresh_in(folder)}
    return PortalAtHand(Settings.from_env(env))


def portal_for_real(
    folder: Path, url: str = "https://portal.sampleshire.gov.uk", *, database: str | None = None
) -> PortalAtHand:
    """A portal outside local use: https, no tray, a council file in which everything is confirmed."""
    return PortalAtHand(Settings.from_env(real_env(folder, url) | {"DATABASE_URL": database or _fresh_in(folder)}))


def _fresh_in(folder: Path) -> str:
    return f"sqlite:///{fresh_database(folder / 'portal.db')}"


def real_env(folder: Path, url: str = "https://portal.sampleshire.gov.uk") -> dict[str, str]:
    """Every setting that real use requires, all made up."""
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'portal.db'}",
        "SECRET_KEY": "a secret key made up for these tests, long enough",
        "PORTAL_SEALING_KEYS": new_key(),
        "PORTAL_CODE_KEY": "a code key made up for these tests, long enough",
        "PORTAL_NAME_KEY": "a name key made up for these tests, long enough",
        "PORTAL_COUNCIL": str(SAMPLE_SHIRE),
        "PORTAL_URL": url,
        "NOTIFY_API_KEY": "made-up-00000000-0000-4000-8000-000000000001-00000000-0000-4000-8000-000000000002",
        "NOTIFY_CALLBACK_TOKEN": "a callback token made up for these tests, long enough",
    }


@cache
def _compiled_templates() -> str:
    folder = mkdtemp(prefix="portal-templates-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
