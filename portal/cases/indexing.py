"""Making the index of names anew from what is sealed: after its key changed, or for cases from before it.

It goes from reference to reference, some cases at a time, so that nobody who writes waits long. It shows no name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.orm import Session

from portal.cases import names
from portal.cases.handling import case_names
from portal.cases.models import cases
from portal.db import connection_of, transaction, written
from portal.representations import Representation
from portal.sealing import CannotOpen

_AT_ONCE = 50  # cases in one transaction


@dataclass(frozen=True, slots=True)
class Indexed:
    """How far it came: the last reference, the cases so far, how many were not right, and which cannot be opened."""

    last: str
    cases: int
    changed: int
    stuck: tuple[str, ...]


def index_anew(
    engine: Engine, name_key: str, *, after: str = "", on_the_way: Callable[[Indexed], None] = lambda _: None
) -> Indexed:
    """Index every case behind this reference. What is right already is left as it is, so it can be run again.

    `on_the_way` is told after each transaction. Raises db.Unavailable.
    """
    done = Indexed(after, 0, 0, ())
    while True:
        with transaction(engine, writes=False) as session:
            following = select(cases.c.reference).where(cases.c.reference > done.last).order_by(cases.c.reference)
            some = tuple(session.scalars(following.limit(_AT_ONCE)))
        if not some:
            return done
        done = written(engine, lambda session, some=some, done=done: _index(session, some, name_key, done))  # type: ignore[misc]
        on_the_way(done)


def _index(session: Session, references: tuple[str, ...], name_key: str, done: Indexed) -> Indexed:
    changed, stuck = 0, []
    for reference in references:
        try:
            changed += _index_one(session, reference, name_key)
        except CannotOpen:
            stuck.append(reference)
    return Indexed(references[-1], done.cases + len(references), done.changed + changed, (*done.stuck, *stuck))


def _index_one(session: Session, reference: str, name_key: str) -> bool:
    """Put the hashes of one case right. Were they not?"""
    ask = connection_of(session).execute
    found = select(cases.c.id, cases.c.received_on, cases.c.representation).where(cases.c.reference == reference)
    case = ask(found).one_or_none()
    if case is None:  # let go of meanwhile
        return False
    wanted = names.of_case(name_key, Representation.from_json(case.representation))
    of_it = case_names.c.case_id == case.id
    there = frozenset(ask(select(case_names.c.word_hash).where(of_it)).scalars())
    if there == wanted:
        return False
    ask(delete(case_names).where(of_it))
    rows = [{"case_id": case.id, "word_hash": each, "received_on": case.received_on} for each in sorted(wanted)]
    if rows:
        ask(insert(case_names), rows)
    return True
