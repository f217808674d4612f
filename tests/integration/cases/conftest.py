"""A desk where representations are received: real databases, and each act in a transaction of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import Engine, func, select

from portal.cases import acts, queries
from portal.cases.intake import receive
from portal.cases.office import Office
from portal.cases.queries import CaseRead
from portal.db import retried, transaction
from portal.outbox.models import Message
from portal.representations import Exchange, Representation
from portal.tables import METADATA
from portal.vocabulary import Language
from tests.databases import Databases
from tests.factories import RECEIVED, engine_on, office, transcript


@dataclass
class Desk:
    """What doors do with cases."""

    engine: Engine
    office: Office

    def receive(
        self,
        said: Representation,
        *,
        key: str = "draft-1",
        turns: Sequence[Exchange] | None = None,
        now: datetime = RECEIVED,
    ) -> str:
        turns = transcript() if turns is None else turns

        def act() -> str:
            with transaction(self.engine, writes=True) as session:
                return receive(session, said, turns, self.office, key=key, language=Language.ENGLISH, now=now)

        return retried(act)

    def case(self, reference: str) -> CaseRead:
        with transaction(self.engine, writes=False) as session:
            case = queries.case_by_reference(session, reference)
        assert case is not None
        return case

    def received(self, said: Representation, **more: object) -> CaseRead:
        return self.case(self.receive(said, **more))  # type: ignore[arg-type]

    def words(self, reference: str) -> tuple[Exchange, ...]:
        with transaction(self.engine, writes=False) as session:
            return queries.words_of(session, reference)

    def open(self, reference: str, by: str = "somebody", now: datetime = RECEIVED) -> bool:
        with transaction(self.engine, writes=True) as session:
            return acts.opened(session, reference, by=by, now=now)

    def messages(self) -> list[Message]:
        with transaction(self.engine, writes=False) as session:
            return sorted(session.scalars(select(Message)), key=lambda row: (row.kind, row.to))

    def posted(self) -> list[tuple[str, str]]:
        """Every message: its kind and whom it goes to."""
        return [(row.kind, row.to) for row in self.messages()]

    def rows(self) -> dict[str, int]:
        """How many rows each table has that has any."""
        with transaction(self.engine, writes=False) as session:
            counts = {
                name: session.scalar(select(func.count()).select_from(table)) or 0
                for name, table in METADATA.tables.items()
            }
        return {name: count for name, count in counts.items() if count}


@pytest.fixture
def desk(databases: Databases) -> Iterator[Desk]:
    engine = engine_on(databases.migrated())
    yield Desk(engine, office())
    engine.dispose()
