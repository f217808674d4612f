"""The shape of an act: what it asks, when the case lets it be done, and what is at hand while it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, insert, update
from sqlalchemy.orm import Session

from portal.cases.acts.events import add_event
from portal.cases.acts.fields import Field, Given, Value
from portal.cases.casefile import CaseFile
from portal.cases.office import Office
from portal.staff import Staff
from portal.vocabulary import Act, Happened, Refusal, StaffRole


class CannotBeDone(Refusal):
    """What was given cannot be done, in a sentence; `field` is the one to put right, if it is one."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Asking:
    """What an act's fields are made of: the case, the London date, the council, and everybody who can sign in.

    `roles` are those by which whoever asks sees the case. `suggested` is what an act found in sealed words to stand in
    its fields at first, by field.
    """

    case: CaseFile
    today: date
    office: Office
    colleagues: tuple[Staff, ...] = ()
    roles: frozenset[StaffRole] = frozenset()
    suggested: Mapping[str, Value] = field(default_factory=dict, repr=False)

    def colleagues_as(self, *roles: StaffRole) -> tuple[Staff, ...]:
        """Those with any of these roles whom the case is not hidden from, by name."""
        wanted = frozenset(roles)
        found = (each for each in self.colleagues if wanted & each.roles and each.id not in self.case.bars)
        return tuple(sorted(found, key=lambda each: each.name))


@dataclass(frozen=True, slots=True)
class Doing:
    """One act as it is done, in a transaction that has the case to itself."""

    session: Session
    asking: Asking
    given: Given
    by: Staff
    now: datetime

    @property
    def case(self) -> CaseFile:
        """The case as it stood before this act."""
        return self.asking.case

    @property
    def today(self) -> date:
        """The London date."""
        return self.asking.today

    @property
    def office(self) -> Office:
        """The council and its calendar."""
        return self.asking.office

    def happened(self, what: Happened, words: str = "", **facts: Any) -> None:
        """Write down that it happened. `facts` are codes, keys and dates; what somebody wrote goes into `words`."""
        plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}
        add_event(
            self.session, self.case.id, what, by=written_by(self.by), now=self.now, facts=plain, words=words or None
        )

    def add(self, table: Table, **values: Any) -> None:
        """Add a row of this case."""
        self.session.execute(insert(table).values(case_id=self.case.id, **values))

    def change(self, table: Table, where: dict[str, Any], **values: Any) -> None:
        """Change the rows of this case that are so."""
        of = [table.c.case_id == self.case.id, *(table.c[name] == value for name, value in where.items())]
        self.session.execute(update(table).where(*of).values(**values))


STAFF = "staff:"


def written_by(staff: Staff) -> str:
    """How events name somebody who signs in: by account, so that a changed name is one person still."""
    return f"{STAFF}{staff.id}"


#: Why an act may not be done now, in a sentence; None where it may.
When = Callable[[CaseFile, date], str | None]


def nothing_suggested(_session: Session, _asking: Asking) -> Mapping[str, Value]:
    """Most acts open no words before they are done."""
    return {}


def nothing_to_warn_of(_case: CaseFile, _today: date) -> tuple[str, ...]:
    """Most acts leave nothing behind that whoever does them might not think of."""
    return ()


@dataclass(frozen=True, slots=True)
class ActSpec:
    """One act. `rule` cites what it rests on, for its page; the same `when` shows its button and refuses it.

    `suggests` opens sealed words of the case to fill `Asking.suggested`, where an act has something to find there.
    `warns` says in sentences what it is well to know before it is done; none of them forbids it.
    """

    act: Act
    label: str
    rule: str
    when: When
    fields: Callable[[Asking], tuple[Field, ...]]
    do: Callable[[Doing], None]
    suggests: Callable[[Session, Asking], Mapping[str, Value]] = nothing_suggested
    warns: Callable[[CaseFile, date], tuple[str, ...]] = nothing_to_warn_of
