"""The one door to every act on a case: it is seen, permitted, possible now, filled in; then done, whole or not at all.

The same questions show an act's button. It refuses to know any act in particular: they are in `table`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.cases import waiting
from portal.cases.access import Viewer, roles_on
from portal.cases.acts import reaching
from portal.cases.acts.fields import Field, Given, Raw, read
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.acts.states import keep_state
from portal.cases.acts.table import TABLE
from portal.cases.casefile import UNREMARKABLE, CaseFile, EventOnFile
from portal.cases.filing import case_file
from portal.cases.office import Office
from portal.clocks.working_days import london_date
from portal.staff import Staff, permitted
from portal.vocabulary import Act, Refusal


class NotSeen(Refusal):
    """There is no such case, or it is not theirs to know of. Nobody is told which."""


class NotPermitted(Refusal):
    """They may see the case, but this is somebody else's to do."""


class NotNow(Refusal):
    """The case does not let this be done now, and why."""


class Changed(Refusal):
    """Somebody did something since the page was opened. Nothing was done; `since` is what happened meanwhile."""

    def __init__(self, since: tuple[EventOnFile, ...]) -> None:
        super().__init__("Something was done on this case after you opened this page. Read it, then do yours again.")
        self.since = since


class NotFilledIn(Refusal):
    """Something has to be put right first: a sentence a field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("Some of it has to be put right first.")
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class Form:
    """An act that may be done now, and what it asks."""

    spec: ActSpec
    case: CaseFile
    fields: tuple[Field, ...]
    asking: Asking = field(repr=False)


def seen_by(session: Session, reference: str, staff: Staff, office: Office, *, locked: bool = False) -> CaseFile:
    """The case, for somebody who may know of it. Raises NotSeen.

    Asked before anything is read: what is hidden takes no longer than what is not there. And again once it is locked.
    """
    viewer = Viewer.of(staff, office.council)
    is_seen = bool(roles_on(session, reference, viewer))
    case = case_file(session, reference, locked=locked) if is_seen else None
    if case is None or (locked and not roles_on(session, reference, viewer)):
        raise NotSeen("There is no such case that you can see.")
    return case


def permitted_on(session: Session, reference: str, staff: Staff, office: Office) -> frozenset[Act]:
    """What somebody's roles let them do on this case, whether or not it can be done now."""
    return permitted(roles_on(session, reference, Viewer.of(staff, office.council)))


def possible(session: Session, case: CaseFile, staff: Staff, office: Office, today: date) -> tuple[ActSpec, ...]:
    """What this person can do on this case now, in the order of the table: the buttons of its page."""
    may = permitted_on(session, case.reference, staff, office)
    return tuple(spec for spec in TABLE.values() if spec.act in may and spec.when(case, today) is None)


def form(
    session: Session,
    reference: str,
    act: Act,
    *,
    by: Staff,
    colleagues: tuple[Staff, ...],
    now: datetime,
    office: Office,
    locked: bool = False,
    raw: Raw | None = None,
) -> Form:
    """The form of one act, if it can be done now. Raises NotSeen, NotPermitted and NotNow.

    `raw` is what was filled in, once it was: one answer may make it ask more.
    """
    case = seen_by(session, reference, by, office, locked=locked)
    spec = TABLE.get(act)
    roles = roles_on(session, reference, Viewer.of(by, office.council))
    if spec is None or act not in permitted(roles):
        raise NotPermitted("This is not yours to do on this case.")
    today = london_date(now)
    why_not = spec.when(case, today)
    if why_not:
        raise NotNow(why_not)
    asking = Asking(case, today, office, colleagues, roles)
    asking = replace(asking, suggested=spec.suggests(session, asking))
    return Form(spec, case, reaching.as_they_asked(session, case, spec.fields(asking), raw), asking)


def do(
    session: Session,
    reference: str,
    act: Act,
    raw: Raw,
    *,
    seen: int,
    by: Staff,
    colleagues: tuple[Staff, ...],
    now: datetime,
    office: Office,
) -> int:
    """Do one act. `seen` is the number of the newest event on the page that it was asked from. Returns the newest then.

    Raises NotSeen, NotPermitted, NotNow, Changed and NotFilledIn; then nothing was done.
    """
    asked = form(session, reference, act, by=by, colleagues=colleagues, now=now, office=office, locked=True, raw=raw)
    if asked.case.newest > seen:
        since = (event for event in asked.case.events if event.number > seen and event.happened not in UNREMARKABLE)
        raise Changed(tuple(since))
    given, problems = read(asked.fields, raw)
    if problems:
        raise NotFilledIn(problems)
    return _done(session, asked, given, by, now)


def _done(session: Session, asked: Form, given: Given, by: Staff, now: datetime) -> int:
    try:
        asked.spec.do(Doing(session, asked.asking, given, by, now))
    except CannotBeDone as refused:
        raise NotFilledIn({refused.field: str(refused)}) from refused
    session.flush()
    after = case_file(session, asked.case.reference)
    assert after is not None
    keep_state(session, after)
    waiting.keep(session, after)
    return after.newest
