"""Who is written to when a case is received, and by which message: outbox rows, in the transaction of the fact."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.cases.assessment import Assessment
from portal.clocks.working_days import WorkingCalendar, london_date
from portal.council import Council, Team
from portal.outbox import post
from portal.outbox.fillings import Link, Reference, SmallTeam
from portal.outbox.messages import (
    Alert,
    ComplaintsCopy,
    Personalised,
    Receipt,
    ReceiptText,
    Rendered,
    TeamNotice,
    render,
)
from portal.representations import Representation
from portal.vocabulary import Due, Duty, Flag, IssueKind, Language, ReplyHow, Role

_ACKNOWLEDGING = frozenset({Duty.ACKNOWLEDGEMENT, Duty.DP_ACKNOWLEDGEMENT})
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORD = 3  # letters; "the" and "you" are in every message and nobody minds them
_EVERYDAY = frozenset(
    {
        "about", "address", "anyone", "anything", "call", "calls", "date", "dates", "email", "emails", "from",
        "give", "given", "help", "letter", "message", "messages", "mobile", "name", "names", "never", "nobody",
        "number", "numbers", "okay", "part", "person", "phone", "please", "reference", "reply", "said", "send",
        "sent", "should", "talk", "tell", "text", "texts", "that", "them", "they", "things", "this", "will",
        "with", "without", "word", "words", "write", "writing", "your", "yours",
    }
)
_ANSWERING = frozenset({Duty.STAGE1_REPLY, Duty.IDEA_REPLY, Duty.ACCESS_REPLY})


@dataclass(frozen=True, slots=True)
class Received:
    """A case just received, as far as messages may know it."""

    reference: str
    told: Representation
    assessed: Assessment
    council: Council
    portal_url: str

    @property
    def is_restricted(self) -> bool:
        """Only a small team may see it."""
        return Flag.RESTRICTED in self.assessed.flag_codes


def tell(session: Session, received: Received, calendar: WorkingCalendar, language: Language, now: datetime) -> bool:
    """Write every message a new case calls for. False where no receipt can be sent by email or text."""
    council, staff = received.council, Language.ENGLISH
    post_alerts(session, received.reference, received.assessed.alerts, council, calendar, received.portal_url, now)
    receipts = tuple(
        (address, receipt)
        for address, receipt in _receipts(received, london_date(now))
        if not holds_what_must_not_be_written(render(receipt, language), received.told.reply.never_write)
    )
    for team, notice in _notices(received, has_receipt=bool(receipts)):
        post(session, notice, to=team.inbox, language=staff, now=now)
    for address, receipt in receipts:
        post(session, receipt, to=address, language=language, now=now)
    return bool(receipts)


def post_alerts(
    session: Session,
    reference: str,
    teams: Iterable[str],
    council: Council,
    calendar: WorkingCalendar,
    portal_url: str,
    now: datetime,
) -> None:
    """Tell these teams, by key, that somebody must open a case now."""
    read_by = council.safety.read_by(now, calendar.not_working)
    of_case = Reference(reference)
    alert = Alert(reference=of_case, link=Link(portal_url, of_case), read_by=read_by)
    for key in teams:
        post(session, alert, to=council.team(key).inbox, language=Language.ENGLISH, now=now)


def _notices(received: Received, *, has_receipt: bool) -> Iterator[tuple[Team, Personalised]]:
    council, assessed = received.council, received.assessed
    reference, link = Reference(received.reference), _staff_link(received)
    first = assessed.leading[0].on if assessed.leading else None
    complaints = council.team_for_role(Role.COMPLAINTS).key
    # Where the complaints team may not read it, the reader from outside does its part.
    copied_to = complaints if complaints in assessed.notify else council.safety.fallback_reader
    another_way = not has_receipt and acknowledge_by(assessed.leading) is not None
    for key in assessed.notify:
        if key == copied_to:
            yield council.team(key), ComplaintsCopy(reference=reference, link=link, due=first, another_way=another_way)
        else:
            yield council.team(key), TeamNotice(reference=reference, link=link, due=first)


def _receipts(received: Received, today: date) -> Iterator[tuple[str, Personalised]]:
    reply, council = received.told.reply, received.council
    # What staff write down late may be overdue already, and a day that is over is promised to nobody.
    leading = tuple(due for due in received.assessed.leading if due.on >= today)
    reference, link, on = Reference(received.reference), Link(received.portal_url), received.assessed.received_on
    if reply.how is ReplyHow.EMAIL and reply.email:
        yield (
            reply.email,
            Receipt(
                reference=reference,
                what_for=received.told.what_for,
                received=on,
                acknowledge_by=acknowledge_by(leading),
                reply_by=reply_by(leading),
                teams=_teams_named(received),
                link=link,
                council=council,
            ),
        )
    if reply.how is ReplyHow.TEXT and reply.mobile:
        yield (
            reply.mobile,
            ReceiptText(
                reference=reference,
                received=on,
                acknowledge_by=acknowledge_by(leading),
                reply_by=reply_by(leading),
                link=link,
                council=council,
            ),
        )


def _teams_named(received: Received) -> tuple[Team, ...] | SmallTeam:
    if received.is_restricted:
        return SmallTeam.RESTRICTED
    # A person in the complaints team reads every compliment before its own team sees it.
    complaints = received.council.team_for_role(Role.COMPLAINTS).key
    issues = received.assessed.issues
    keys = (complaints if issue.kind is IssueKind.COMPLIMENT else issue.team for issue in issues)
    return tuple(received.council.team(key) for key in dict.fromkeys(keys))


def holds_what_must_not_be_written(message: Rendered, never_write: str) -> bool:
    """Does the message hold a word that somebody asked us never to write? Then a person finds another way.

    Also as part of a longer word ("councils"). Everyday words, in which people say what they mean, do not count.
    """
    text = f"{message.subject or ''} {message.body}".casefold()
    words = set(_WORD.findall(never_write.casefold())) - _EVERYDAY
    return any(word in text for word in words if len(word) > _SMALL_WORD)


def acknowledge_by(leading: tuple[Due, ...]) -> date | None:
    """The London date by which a person gets in touch, if that is owed."""
    return next((due.on for due in leading if due.duty in _ACKNOWLEDGING), None)


def reply_by(leading: tuple[Due, ...]) -> date | None:
    """The London date of the first promised answer, if one is known yet."""
    return next((due.on for due in leading if due.duty in _ANSWERING), None)


def _staff_link(received: Received) -> Link:
    return Link(received.portal_url, Reference(received.reference))
