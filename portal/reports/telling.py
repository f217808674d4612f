"""“You said, we did”: what a person tells everybody was learned. Written freely, or from learning that was done.

It refuses to publish what tells whose case it came from, and opens that case for this check alone. It publishes nothing
by itself, and takes nothing of a case over: neither the words of whoever complained, nor those of staff.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, select, update
from sqlalchemy.orm import Session

from portal.cases import recognising
from portal.cases.access import Viewer, seen_among, visible_to
from portal.cases.handling import CaseAction, case_actions
from portal.cases.listing import up_to
from portal.cases.models import cases, issues
from portal.cases.reading_replies import checked
from portal.clocks.working_days import london_date
from portal.db import coming_first, connection_of
from portal.reports.models import ToldLearning, told_learning
from portal.reports.protecting import FEW
from portal.reports.years import ReportYear
from portal.vocabulary import ActionKind, Refusal, Remedy

LONGEST = 400  # characters of each half: three or four sentences
LISTED = 200  # entries that staff look through; a council tells some dozen a year

_STANDING = and_(told_learning.c.published_on.is_not(None), told_learning.c.taken_down_on.is_(None))


class CannotTell(Refusal):
    """It cannot be published, or taken down, as things stand now: in a sentence."""


class NotAsWritten(Refusal):
    """Something in the words must be put right: a sentence for each half, `said` and `did`."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("Put the words right first.")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody means to publish. `key` comes with the form; `reference` and `number` name what it comes from."""

    key: str
    said: str = field(repr=False)
    did: str = field(repr=False)
    reference: str = ""
    number: int = 0

    @classmethod
    def of(cls, key: str, said: str, did: str, reference: str = "", number: int = 0) -> "Draft":
        """The same, each half as one paragraph."""
        said, did = (" ".join(each.replace("\x00", "").split()) for each in (said, did))
        return cls(key, said, did, reference, number)


@dataclass(frozen=True, slots=True)
class Source:
    """The learning that an entry comes from: in codes and dates, and no words of it."""

    case_id: str
    number: int
    what: Remedy
    received_on: date
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One entry, as staff know it. `reference` is empty where it came from no case, or from one they may not see."""

    key: str
    said: str
    did: str
    by: str
    published_on: date
    reference: str
    taken_down_on: date | None
    taken_down_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Public:
    """One entry as everybody reads it."""

    said: str
    did: str
    published_on: date


def source(session: Session, viewer: Viewer, reference: str, number: int) -> Source | None:
    """Learning that somebody may see, to tell everybody of. None where there is none. Raises CannotTell."""
    columns = *case_actions.c["case_id", "what", "done"], *cases.c["received_on", "restricted", "matched_at"]
    asked = select(*columns).join(cases, cases.c.id == case_actions.c.case_id)
    is_it = cases.c.reference == reference, case_actions.c.number == number
    is_theirs = case_actions.c.kind == ActionKind.LEARNING, visible_to(viewer)
    row = connection_of(session).execute(asked.where(*is_it, *is_theirs)).one_or_none()
    if row is None:
        return None
    if row.restricted and row.matched_at is None:
        raise CannotTell("This case is kept to few. Match its names first.")
    if not row.done:
        raise CannotTell("This is not done. Tell it once it is.")
    if _is_told(session, row.case_id, number):
        raise CannotTell("This is told already. Take that down first if you want to say it in other words.")
    return Source(row.case_id, number, Remedy(row.what), row.received_on, row.restricted)


def looked_over(session: Session, viewer: Viewer, draft: Draft) -> tuple[str, ...]:
    """Advice on an entry before it is published; none of it forbids anything. Raises CannotTell and NotAsWritten."""
    came_from = _came_from(session, viewer, draft)
    problems = dict(_problems(session, draft, came_from))
    if problems:
        raise NotAsWritten(problems)
    return tuple(_advice(session, viewer, draft, came_from))


def publish(session: Session, viewer: Viewer, draft: Draft, *, by: str, now: datetime) -> None:
    """Put an entry on the page for everybody, from this instant (aware UTC). The same one again changes nothing.

    Raises CannotTell and NotAsWritten, and db.AskedAgain where somebody else did so at the same moment.
    """
    before = session.get(ToldLearning, draft.key)
    if before is not None:
        if (before.said, before.did) != (draft.said, draft.did):
            raise CannotTell("This form was used already, with other words. Start a new one.")
        return
    if draft.reference:  # two who tell of the same learning come one after the other
        session.execute(select(cases.c.id).where(cases.c.reference == draft.reference).with_for_update())
    looked_over(session, viewer, draft)
    came_from = _came_from(session, viewer, draft)
    values = {"case_id": came_from.case_id, "number": came_from.number} if came_from else {}
    words = {"said": draft.said, "did": draft.did, "by": by, "written_at": now, "published_on": london_date(now)}
    with coming_first():
        session.execute(insert(told_learning).values(id=draft.key, **values, **words))


def take_down(session: Session, key: str, why: str, *, by: str, now: datetime) -> None:
    """Take an entry off the page and keep the reason. Raises CannotTell where it is not there any more."""
    row = told_learning.c
    changed = update(told_learning).where(row.id == key, _STANDING)
    done: Any = session.execute(changed.values(taken_down_on=london_date(now), taken_down_by=by, why=why))
    if not done.rowcount:
        raise CannotTell("This was taken down already. The reason given then stands.")


def entries(session: Session, viewer: Viewer) -> tuple[Told, ...]:
    """The newest entries, also those that were taken down."""
    asked = select(ToldLearning).order_by(ToldLearning.written_at.desc(), ToldLearning.id).limit(up_to(LISTED))
    return tuple(_told(session, viewer, tuple(session.scalars(asked))))


def entry(session: Session, viewer: Viewer, key: str) -> Told | None:
    """One entry; None where there is none."""
    row = session.get(ToldLearning, key)
    return next(_told(session, viewer, (row,))) if row else None


def years(session: Session) -> tuple[int, ...]:
    """The calendar years in which something stands on the page, the newest first."""
    days = session.scalars(select(told_learning.c.published_on).where(_STANDING).distinct())
    return tuple(sorted({day.year for day in days}, reverse=True))


def public(session: Session, year: int) -> tuple[Public, ...]:
    """What everybody reads of one calendar year, the newest first."""
    row = told_learning.c
    of_year = row.published_on.between(date(year, 1, 1), date(year, 12, 31))
    asked = select(row.said, row.did, row.published_on).where(_STANDING, of_year)
    newest_first = row.published_on.desc(), row.written_at.desc(), row.id
    return tuple(Public(*each) for each in session.execute(asked.order_by(*newest_first)))


# --- what must not be in it, and what is better otherwise


def _came_from(session: Session, viewer: Viewer, draft: Draft) -> Source | None:
    found = source(session, viewer, draft.reference, draft.number) if draft.reference else None
    if draft.reference and found is None:
        raise CannotTell("There is no such learning that you can see.")
    return found


def _is_told(session: Session, case_id: str, number: int) -> bool:
    row = told_learning.c
    asked = select(row.id).where(row.case_id == case_id, row.number == number, _STANDING)
    return session.scalar(asked.limit(up_to(1))) is not None


def _problems(session: Session, draft: Draft, came_from: Source | None) -> Iterator[tuple[str, str]]:
    named = _named(session, came_from) if came_from else frozenset[str]()
    for name, label, text in (("said", "You said", draft.said), ("did", "We did", draft.did)):
        found = (*recognising.marks_in(text), *recognising.names_in(text, named))
        if not text:
            yield name, f"{label}: write something here."
        elif len(text) > LONGEST:
            yield name, f"{label}: write at most {LONGEST} characters. This has {len(text):,}."
        elif found:
            yield name, f"{label}: {' '.join(each.sentence for each in found)}"


def _named(session: Session, came_from: Source) -> frozenset[str]:
    """The names in the case, and whoever was to see to it."""
    is_it = CaseAction.case_id == came_from.case_id, CaseAction.number == came_from.number
    owner = session.scalars(select(CaseAction.owner).where(*is_it)).one()
    return recognising.names_of(session, came_from.case_id) | recognising.words_of_names(owner)


def _advice(session: Session, viewer: Viewer, draft: Draft, came_from: Source | None) -> Iterator[str]:
    if came_from and came_from.is_restricted:
        yield "The case it comes from was kept to few. Whoever that case is about can read this page."
    if came_from and _alike(session, viewer, came_from) < FEW:
        yield (
            f"Fewer than {FEW} complaints of that year went to the same team. Somebody may know whose this is. "
            "Say it more widely, or wait until you can tell several together."
        )
    capitals = recognising.with_capitals(f"{draft.said}\n{draft.did}")
    if capitals:
        yield f"Look at these words. Is one of them the name of a person or a place? ({'; '.join(capitals)})"
    for found in checked(f"{draft.said}\n{draft.did}", for_child=True):
        yield found.advice + (f" ({'; '.join(found.shown)})" if found.shown else "")


def _alike(session: Session, viewer: Viewer, came_from: Source) -> int:
    """How many cases that they see went to a team of this one in the same year; FEW where there are more."""
    of_it: ColumnElement[bool] = issues.c.case_id == came_from.case_id
    teams = tuple(connection_of(session).execute(select(issues.c.team).where(of_it)).scalars())
    year = ReportYear.of(came_from.received_on)
    in_year = cases.c.received_on.between(year.first, year.last)
    asked = select(cases.c.id).join(issues, issues.c.case_id == cases.c.id).where(issues.c.team.in_(teams))
    some = asked.where(in_year, visible_to(viewer)).distinct().limit(up_to(FEW)).subquery()
    return connection_of(session).execute(select(func.count()).select_from(some)).scalar_one()


def _told(session: Session, viewer: Viewer, rows: tuple[ToldLearning, ...]) -> Iterator[Told]:
    ids = {row.case_id for row in rows if row.case_id}
    found = session.execute(select(cases.c.id, cases.c.reference).where(cases.c.id.in_(ids))) if ids else ()
    references = {row.id: row.reference for row in found}
    seen = seen_among(session, references.values(), viewer)
    for row in rows:
        assert row.published_on is not None
        reference = references.get(row.case_id or "", "")
        known = reference if reference in seen else ""
        words = row.taken_down_on, row.taken_down_by or "", row.why or ""
        yield Told(row.id, row.said, row.did, row.by, row.published_on, known, *words)
