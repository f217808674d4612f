"""An outbox in a real database, a clock that is moved by hand, and a Notify that says what it is told to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select

from portal.db import make_engine, transaction
from portal.outbox import post
from portal.outbox.fillings import Link, Reference
from portal.outbox.messages import Alert, Personalised, TeamNotice
from portal.outbox.models import Message
from portal.outbox.notify import Outcome, Outgoing, Retry, Sent, Stop
from portal.sealing import Keyring
from portal.vocabulary import Language

START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
ALPHABET = "34679CDFGHJKMNPQRTVWXY"


@dataclass
class Outbox:
    """A database of its own, opened as any process opens it."""

    url: str
    keys: tuple[str, ...]
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = self.opened()

    def opened(self) -> Engine:
        return make_engine(self.url, Keyring.of(self.keys))

    def post(self, *messages: Personalised, to: str = "someone@home.example", now: datetime = START) -> list[str]:
        with transaction(self.engine, writes=True) as session:
            return [post(session, message, to=to, language=Language.ENGLISH, now=now) for message in messages]

    def rows(self) -> dict[str, Message]:
        with transaction(self.engine, writes=False) as session:
            return {row.id: row for row in session.scalars(select(Message))}

    def row(self, message_id: str) -> Message:
        return self.rows()[message_id]


@dataclass
class HandClock:
    """What time it is, until a test says otherwise."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class ScriptedNotify:
    """Gives the answers it was handed, then takes everything. It remembers what it was sent and asked."""

    answers: list[Outcome | Exception] = field(default_factory=list)
    known: dict[str, Sent | Retry | Stop] = field(default_factory=dict)
    sent: list[Outgoing] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    while_sending: Callable[[Outgoing], None] = lambda _: None
    while_asking: Callable[[str], None] = lambda _: None

    def send(self, message: Outgoing) -> Outcome:
        self.sent.append(message)
        self.while_sending(message)
        answer = self.answers.pop(0) if self.answers else Sent(f"notify-{len(self.sent)}")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def find(self, reference: str) -> Sent | Retry | Stop | None:
        self.asked.append(reference)
        self.while_asking(reference)
        return self.known.get(reference)


def notice(number: int = 0) -> TeamNotice:
    """A notice for the case with this number."""
    letters = ""
    for _ in range(8):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    reference = Reference(f"{letters[:4]}-{letters[4:]}")
    return TeamNotice(reference=reference, link=Link("https://talk.council.example", reference), due=None)


def alert() -> Alert:
    reference = Reference("9GHJ-3XYW")
    return Alert(reference=reference, link=Link("https://talk.council.example", reference), read_by=START)
