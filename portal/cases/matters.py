"""What one procedure of a case comes to in a letter: its parts, its stage, and the days that may be named in it.

A day that is over is promised to nobody. It refuses to know a word that anybody wrote.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from portal.cases.casefile import CaseFile, IssueOnFile
from portal.cases.office import Office
from portal.clocks.guides import ask_next_stage_by
from portal.clocks.limits import Anchor, Targets
from portal.clocks.met import MEETS, reply_at
from portal.clocks.running import EXTENSIONS
from portal.clocks.statute import dues
from portal.vocabulary import WITHOUT_FINDING, Due, Duty, Procedure, Stage


@dataclass(frozen=True, slots=True)
class Matter:
    """The parts that go through one procedure together, at the stage it has come to.

    London dates, None where there is none: `reply_by` is promised, `latest` the furthest that may be put off to, and
    until `ask_next_by` the next stage is best asked for, if they are answered today.
    """

    procedure: Procedure
    stage: Stage
    parts: tuple[IssueOnFile, ...]
    reply_by: date | None
    latest: date | None
    ask_next_by: date | None


def matters(case: CaseFile, procedures: Iterable[Procedure], office: Office, today: date) -> tuple[Matter, ...]:
    """These procedures of a case, as a letter of today may speak of them."""
    return tuple(_matter(case, each, office, today) for each in procedures)


def latest_promise(of: Iterable[Matter]) -> date | None:
    """The last day on which anything is answered by; None where no day is promised."""
    return max((day for each in of for day in (each.latest, each.reply_by) if day), default=None)


def _matter(case: CaseFile, procedure: Procedure, office: Office, today: date) -> Matter:
    begun = case.stage_of(procedure)
    stage = begun.stage if begun else Stage.LOCAL_RESOLUTION
    parts = tuple(
        issue for issue in case.issues if issue.procedure is procedure and issue.outcome not in WITHOUT_FINDING
    )
    reply = reply_at(procedure, stage)
    duties = MEETS[reply] if reply else frozenset[Duty]()
    furthest = {EXTENSIONS[each].furthest for each in duties if each in EXTENSIONS}
    days = _days(case, procedure, parts, duties, office, today)
    reply_by = min((day for duty, day in days if duty not in furthest), default=None)
    latest = min((day for duty, day in days if duty in furthest), default=None)
    is_later = latest and reply_by and latest > reply_by
    ask_by = ask_next_stage_by(stage, today, office.calendar) if procedure is Procedure.STATUTORY else None
    return Matter(procedure, stage, parts, reply_by, latest if is_later else None, ask_by)


def _days(
    case: CaseFile,
    procedure: Procedure,
    parts: tuple[IssueOnFile, ...],
    duties: frozenset[Duty],
    office: Office,
    today: date,
) -> tuple[tuple[Duty, date], ...]:
    """What is promised already; else what would be, where the clock starts with the letter of today."""
    owed = case.open_duties(duties, [issue.number for issue in parts])
    if owed:
        return tuple((each.duty, each.due_on) for each in owed if each.due_on >= today)
    events = {Anchor.ACKNOWLEDGED: today, Anchor.STAGE2_ACKNOWLEDGED: today}
    targets = Targets(**asdict(office.council.targets))
    return tuple(_day_of(due) for due in dues(procedure, events, office.calendar, targets) if due.duty in duties)


def _day_of(due: Due) -> tuple[Duty, date]:
    return due.duty, due.on
