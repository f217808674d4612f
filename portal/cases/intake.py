"""Receiving a representation: case, issues, flags, duties, events and messages, all in the caller's one transaction."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, insert, select
from sqlalchemy.orm import Session

from portal.cases import names, waiting
from portal.cases.assessment import Assessment, assess
from portal.cases.handling import case_names, case_readers, case_teams, case_waits
from portal.cases.ids import new_case_id
from portal.cases.models import case_duties, case_events, case_flags, cases, issues
from portal.cases.office import Office
from portal.cases.references import new_reference
from portal.cases.telling import Received, tell
from portal.council import Council
from portal.db import coming_first, connection_of
from portal.representations import Exchange, Representation
from portal.vocabulary import (
    CaseState,
    Channel,
    ComplainantGroup,
    Due,
    Duty,
    Flag,
    Happened,
    Language,
    Role,
    Speaker,
)

_GROUPS = {
    Speaker.CHILD: ComplainantGroup.CHILD,
    Speaker.CARE_LEAVER: ComplainantGroup.CARE_LEAVER,
    Speaker.PARENT: ComplainantGroup.PARENT,
    Speaker.FOSTER_CARER: ComplainantGroup.FOSTER_CARER,
    Speaker.SPECIAL_GUARDIAN: ComplainantGroup.SPECIAL_GUARDIAN,
    Speaker.KINSHIP_CARER: ComplainantGroup.RELATIVE,
    Speaker.ADOPTER: ComplainantGroup.ADOPTER,
    Speaker.FAMILY_OR_FRIEND: ComplainantGroup.RELATIVE,
    Speaker.ADVOCATE: ComplainantGroup.ADVOCATE,
}
Row = dict[str, Any]
Said = tuple[Happened, str, dict[str, Any]]  # what happened, by whom, and the facts of it

_KNOWN = select(cases.c.reference).where(cases.c.key == bindparam("key"))
_TAKEN = select(cases.c.id).where(cases.c.reference == bindparam("reference"))
_INSERTS = {
    table: insert(table)
    for table in (cases, issues, case_flags, case_duties, case_events, case_readers, case_teams, case_waits, case_names)
}
_ACKNOWLEDGING = frozenset({Duty.ACKNOWLEDGEMENT, Duty.DP_ACKNOWLEDGEMENT})
_BY_THE_RULES = "rules"
_BY_THEM = "complainant"


def receive(
    session: Session,
    told: Representation,
    transcript: Sequence[Exchange],
    office: Office,
    *,
    key: str,
    language: Language,
    channel: Channel = Channel.PORTAL,
    received_at: datetime | None = None,
    by: str = _BY_THEM,
    now: datetime,
) -> str:
    """Make the case of one representation and return its reference; once per `key`, however often it is sent.

    The regulations count from receipt, whatever the hour (SI 2006/1738 reg. 14): `now` is an aware UTC instant.
    `received_at`: when it reached the council, where it is only written down `now`, and by whom.
    Raises db.AskedAgain where another transaction received the same at the same moment.
    """
    if known := connection_of(session).scalar(_KNOWN, {"key": key}):
        return str(known)
    assessed = assess(told, received_at or now, office.council, office.calendar)
    reference = free_reference(session)
    received = Received(reference, told, assessed, office.council, office.portal_url)
    has_receipt = tell(session, received, office.calendar, language, now)
    case = _case(told, assessed, transcript, now) | {
        "key": key,
        "reference": reference,
        "council": office.council.key,
        "channel": channel,
        "language": language,
        "received_at": received_at or now,
    }
    happened = (*_arrived(told, assessed, channel, by), *_events(told, assessed, has_receipt=has_receipt))
    named = (case_names, _found_by(told, assessed, office))
    parts = (*_parts(assessed, office.council), named, (case_events, _numbered(happened, now)))
    # Two taps at once both saw no case of this key, and two cases may draw one reference: the second asks again.
    with coming_first():
        _write(session, case, parts)
    return reference


def _found_by(told: Representation, assessed: Assessment, office: Office) -> list[Row]:
    hashes = sorted(names.of_case(office.name_key, told))
    return [{"word_hash": each, "received_on": assessed.received_on} for each in hashes]


def _write(session: Session, case: Row, parts: Sequence[tuple[Table, list[Row]]]) -> None:
    write = connection_of(session).execute
    write(_INSERTS[cases], case)
    for part, rows in parts:
        if rows:
            write(_INSERTS[part], [row | {"case_id": case["id"]} for row in rows])


def counted_as(speaker: Speaker | None) -> ComplainantGroup:
    """Whom the yearly report counts somebody among."""
    return _GROUPS.get(speaker, ComplainantGroup.OTHER) if speaker else ComplainantGroup.OTHER


def _case(told: Representation, assessed: Assessment, transcript: Sequence[Exchange], now: datetime) -> Row:
    return {
        "id": new_case_id(now),
        "what_for": told.what_for,
        "speaker": told.speaker,
        "complainant_group": counted_as(told.speaker),
        "received_on": assessed.received_on,
        "restricted": Flag.RESTRICTED in assessed.flag_codes,
        "state": _state(assessed),
        "representation": told.to_json(),
        "transcript": json.dumps([asdict(turn) for turn in transcript], ensure_ascii=False),
    }


def _state(assessed: Assessment) -> CaseState:
    return CaseState.NEW if _ACKNOWLEDGING & {due.duty for due in assessed.dues} else CaseState.OPEN


def free_reference(session: Session) -> str:
    """A reference that no case has."""
    while True:
        reference = new_reference()
        if connection_of(session).scalar(_TAKEN, {"reference": reference}) is None:
            return reference


def _parts(assessed: Assessment, council: Council) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of a case but for its events, table by table."""
    yield (
        issues,
        [
            {
                "number": number,
                "kind": issue.kind,
                "service": issue.service,
                "procedure": issue.procedure,
                "team": issue.team,
                "because": list(issue.because),
            }
            for number, issue in enumerate(assessed.issues, start=1)
        ],
    )
    yield case_flags, [{"flag": each.flag, "because": each.because} for each in assessed.flags]
    yield case_duties, [_duty(due, assessed, council) for due in assessed.dues]
    teams = sorted({issue.team for issue in assessed.issues})
    state = _state(assessed)
    yield case_teams, [{"team": team, "received_on": assessed.received_on, "state": state} for team in teams]
    yield case_waits, waiting.rows_at_receipt(assessed)
    if Flag.RESTRICTED in assessed.flag_codes:
        yield case_readers, [{"team": team} for team in sorted({*assessed.notify, *assessed.alerts})]


def _duty(due: Due, assessed: Assessment, council: Council) -> Row:
    # What is owed beside every procedure is the safety lead's: a possible allegation against somebody.
    team = assessed.issues[due.issue - 1].team if due.issue else council.team_for_role(Role.SAFETY).key
    return {
        "duty": due.duty,
        "issue": due.issue,
        "team": team,
        "due_on": due.on,
        "first_due_on": due.on,
        "because": due.because,
    }


def _numbered(happened: Iterable[Said], now: datetime) -> list[Row]:
    return [
        {"number": number, "at": now, "happened": what, "by": by, "facts": facts}
        for number, (what, by, facts) in enumerate(happened, start=1)
    ]


def _arrived(told: Representation, assessed: Assessment, channel: Channel, by: str) -> Iterator[Said]:
    """How it came. Whoever wrote it down for somebody knows its words: that is an opening like any other.

    It stands before the flags, so that it answers none: whoever must look at danger is somebody else.
    """
    if channel is Channel.PORTAL:
        yield Happened.RECEIVED, by, {"what_for": told.what_for}
        return
    on = assessed.received_on.isoformat()
    yield Happened.RECEIVED, by, {"what_for": told.what_for, "channel": channel, "received_on": on}
    if by != _BY_THEM:
        yield Happened.OPENED, by, {}


def _events(told: Representation, assessed: Assessment, *, has_receipt: bool) -> Iterator[Said]:
    for number, issue in enumerate(assessed.issues, start=1):
        facts = {
            "issue": number,
            "kind": issue.kind,
            "service": issue.service,
            "procedure": issue.procedure,
            "team": issue.team,
            "because": list(issue.because),
        }
        yield Happened.ROUTED, _BY_THE_RULES, facts
    for flag in assessed.flags:
        yield Happened.FLAGGED, _BY_THE_RULES, {"flag": flag.flag, "because": flag.because}
    if assessed.alerts:
        yield Happened.ALERTED, _BY_THE_RULES, {"teams": list(assessed.alerts)}
    yield Happened.NOTIFIED, _BY_THE_RULES, {"teams": list(assessed.notify)}
    # Phone, letter, an advocate or a code: the receipt was the page itself, and a person acknowledges another way.
    happened = Happened.RECEIPT_POSTED if has_receipt else Happened.NO_RECEIPT_POSSIBLE
    yield happened, _BY_THE_RULES, {"how": told.reply.how, "reachable": told.reply.is_reachable}
