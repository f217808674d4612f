"""A desk where staff work: acts through the one door that does them, each in a transaction of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from portal.cases.acts.doing import do, form, possible
from portal.cases.acts.fields import FieldKind, Value
from portal.cases.casefile import CaseFile
from portal.cases.filing import case_file
from portal.cases.models import CaseEvent
from portal.clocks.working_days import london_date
from portal.db import retried, transaction
from portal.representations import Reply, Representation
from portal.staff import Staff
from portal.vocabulary import Act, StaffRole
from tests.databases import Databases
from tests.factories import RECEIVED, by_email, engine_on, office
from tests.integration.cases.conftest import Desk


def staff(*roles: StaffRole, name: str = "Made-up Colleague", teams: tuple[str, ...] = ()) -> Staff:
    """Somebody who signs in."""
    return Staff(str(uuid4()), name, frozenset(roles), frozenset(teams))


MANAGER = staff(StaffRole.COMPLAINTS_MANAGER, name="Made-up Manager")


@dataclass
class StaffDesk(Desk):
    """What staff do with cases. `now` moves when a test says so; it begins an hour after receipt."""

    now: datetime = RECEIVED + timedelta(hours=1)
    colleagues: tuple[Staff, ...] = field(default=(MANAGER,))

    def receive(self, said: Representation, **more: object) -> str:  # type: ignore[override]
        """Somebody who said no way to be reached chose email here, so that staff can write to them."""
        reachable = replace(said, reply=by_email()) if said.reply == Reply() else said
        return super().receive(reachable, **more)  # type: ignore[arg-type]

    def on(self, day: date) -> "StaffDesk":
        """It is this day, at the same time."""
        self.now = replace_day(self.now, day)
        return self

    def joins(self, *roles: StaffRole, name: str = "Made-up Colleague", teams: tuple[str, ...] = ()) -> Staff:
        """One colleague more."""
        joined = staff(*roles, name=name, teams=teams)
        self.colleagues = (*self.colleagues, joined)
        return joined

    def file(self, reference: str) -> CaseFile:
        with transaction(self.engine, writes=False) as session:
            found = case_file(session, reference)
        assert found is not None
        return found

    def can(self, reference: str, by: Staff = MANAGER) -> set[Act]:
        """The buttons that somebody's page of the case shows now."""
        with transaction(self.engine, writes=False) as session:
            case = case_file(session, reference)
            assert case is not None
            return {spec.act for spec in possible(session, case, by, self.office, london_date(self.now))}

    def does(
        self,
        reference: str,
        act: Act,
        *,
        by: Staff = MANAGER,
        seen: int | None = None,
        is_unsure: bool = False,
        **given: Value,
    ) -> CaseFile:
        """Fill in the form of an act and send it off; what a field is preset to stays unless it is given."""

        def once() -> None:
            with transaction(self.engine, writes=True) as session:
                known = {"by": by, "colleagues": self.colleagues, "now": self.now, "office": self.office}
                asked = form(session, reference, act, **known)  # type: ignore[arg-type]
                assert {f.name for f in asked.fields} >= set(given), "a field the act does not ask"
                raw: dict[str, list[str]] = {}
                for each in asked.fields:
                    raw |= typed(each.name, each.kind, given.get(each.name, each.preset))
                # Whoever sits at this desk knows that the way they chose is safe, unless a test says otherwise.
                raw |= {"known_safe": [] if is_unsure else ["yes"]}
                number = asked.case.newest if seen is None else seen
                do(session, reference, act, raw, seen=number, **known)  # type: ignore[arg-type]

        retried(once)
        return self.file(reference)

    def written(self, reference: str, happened: str) -> str:
        """What was written with the last event of this kind, opened."""
        number = next(e.number for e in reversed(self.file(reference).events) if e.happened == happened)
        with transaction(self.engine, writes=False) as session:
            case_id = self.file(reference).id
            found = session.query(CaseEvent).filter_by(case_id=case_id, number=number).one()
            return found.words or ""


def typed(name: str, kind: FieldKind, value: Value) -> dict[str, list[str]]:
    """A value as a browser sends it."""
    if value is None:
        return {}
    if kind is FieldKind.DAY:
        assert isinstance(value, date)
        return {f"{name}-day": [str(value.day)], f"{name}-month": [str(value.month)], f"{name}-year": [str(value.year)]}
    return {name: [str(each) for each in value] if isinstance(value, tuple) else [str(value)]}


def replace_day(moment: datetime, day: date) -> datetime:
    return moment.replace(year=day.year, month=day.month, day=day.day)


@pytest.fixture
def desk(either_database: Databases) -> Iterator[StaffDesk]:
    engine = engine_on(either_database.migrated())
    yield StaffDesk(engine, office())
    engine.dispose()


