"""What of a case waits for a person, beside what is due by a date: worked out from its file, and kept for lists.

It is worked out anew after every act, so it says nothing that the case does not. It refuses to know who may see it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from portal.cases.assessment import Assessment
from portal.cases.casefile import CaseFile
from portal.cases.handling import case_waits
from portal.clocks.working_days import london_date
from portal.db import connection_of
from portal.vocabulary import WITHOUT_FINDING, Flag, Happened, IssueKind


class Wait(StrEnum):
    """What waits, the most pressing first."""

    DANGER = "danger"
    RETALIATION = "retaliation"
    FREEZE = "freeze"
    UNOPENED = "unopened"  # nobody has opened the case yet
    UNROUTED = "unrouted"  # a complaint whose procedure and team nobody has confirmed
    UNDELIVERED = "undelivered"
    TEAM_NOT_TOLD = "team-not-told"
    TO_READ = "to-read"  # thanks that nobody has read for safety
    TO_PASS_ON = "to-pass-on"  # noqa: S105 - no password, but thanks that were read and are to go on


#: The team of the rows for everybody who sees the case; no team has an empty key.
ANY_TEAM = ""

#: Flags that wait also once a case is closed: they are settled there too.
_ALSO_CLOSED: Mapping[Flag, Wait] = MappingProxyType(
    {
        Flag.DANGER: Wait.DANGER,
        Flag.RETALIATION: Wait.RETALIATION,
        Flag.UNDELIVERED: Wait.UNDELIVERED,
        Flag.TEAM_NOT_TOLD: Wait.TEAM_NOT_TOLD,
    }
)
_FLAGS: Mapping[Flag, Wait] = MappingProxyType({**_ALSO_CLOSED, Flag.FREEZE: Wait.FREEZE})
#: A case that came about by these has been read: the one it was split from was open before somebody.
_READ = frozenset({Happened.OPENED, Happened.SPLIT_OFF})

#: The complaints team's alone: no other team hears of thanks before that.
_FOR_COMPLAINTS = frozenset({Wait.TO_READ, Wait.TO_PASS_ON})
_BY_THE_RULES = "rules"

Waits = Mapping[Wait, date]


def waits_of(case: CaseFile) -> Waits:
    """What waits in a case, and since which London date. Of a closed case only what is settled there too."""
    return dict(_waits(case))


def _waits(case: CaseFile) -> Iterator[tuple[Wait, date]]:
    # By its date: the state of a case is worked out, and the act that closes one has only just been done.
    is_closed = case.closed_on is not None
    for flag, wait in (_ALSO_CLOSED if is_closed else _FLAGS).items():
        if case.flag(flag):
            yield wait, _raised_on(case, flag)
    if is_closed:
        return
    if not any(event.happened in _READ for event in case.events):
        yield Wait.UNOPENED, case.received_on
    if any(issue.confirmed_on is None and issue.outcome not in WITHOUT_FINDING for issue in case.complaints):
        yield Wait.UNROUTED, case.received_on
    ways = {way.issue: way for way in case.compliments}
    if any(issue.kind is IssueKind.COMPLIMENT and issue.number not in ways for issue in case.issues):
        yield Wait.TO_READ, case.received_on
    read_on = [way.read_on for way in case.compliments if not way.passed_on]
    if read_on:
        yield Wait.TO_PASS_ON, min(read_on)


def _raised_on(case: CaseFile, flag: Flag) -> date:
    """The day the flag was raised last."""
    raised = [event for event in case.events if event.happened == Happened.FLAGGED and event.facts["flag"] == flag]
    # What came flagged has waited since it reached the council, also where somebody wrote it down days later.
    if not raised or raised[-1].by == _BY_THE_RULES:
        return case.received_on
    return london_date(raised[-1].at)


def waits_at_receipt(assessed: Assessment) -> Waits:
    """What waits in a case that was just received: the same as `waits_of` says of its file."""
    kinds = {issue.kind for issue in assessed.issues}
    found = [wait for flag, wait in _FLAGS.items() if flag in assessed.flag_codes]
    found.append(Wait.UNOPENED)
    found += [Wait.UNROUTED] if IssueKind.COMPLAINT in kinds else []
    found += [Wait.TO_READ] if IssueKind.COMPLIMENT in kinds else []
    return dict.fromkeys(found, assessed.received_on)


def rows_at_receipt(assessed: Assessment) -> list[dict[str, Any]]:
    """The rows that are kept of a case that was just received, without their case."""
    theirs = {issue.team for issue in assessed.issues if issue.kind is not IssueKind.COMPLIMENT}
    return _rows(waits_at_receipt(assessed), theirs)


def _rows(waits: Waits, teams: set[str]) -> list[dict[str, Any]]:
    """One without a team each; and for each team that knows of the case, what that team may have to do with."""
    return [
        {"what": what, "team": team, "since": since}
        for what, since in waits.items()
        for team in (ANY_TEAM, *(() if what in _FOR_COMPLAINTS else sorted(teams)))
    ]


def keep(session: Session, case: CaseFile) -> None:
    """Keep what waits in a case as it is now, in place of what was kept before."""
    passed = {way.issue for way in case.compliments if way.passed_on}
    theirs = {each.team for each in case.issues if each.kind is not IssueKind.COMPLIMENT or each.number in passed}
    rows = _rows(waits_of(case), theirs)
    write = connection_of(session).execute
    write(delete(case_waits).where(case_waits.c.case_id == case.id))
    if rows:
        write(insert(case_waits), [row | {"case_id": case.id} for row in rows])


def opened(session: Session, case_id: str) -> None:
    """Somebody has opened the case: it does not wait for that any more."""
    of_it = case_waits.c.case_id == case_id, case_waits.c.what == Wait.UNOPENED
    connection_of(session).execute(delete(case_waits).where(*of_it))
