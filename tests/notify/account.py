"""A council's account at the stand-in: its templates, its limits, what it took and for how long it remembers that."""

import threading
import time
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from portal.council import Notify
from portal.outbox.account import TYPES
from portal.outbox.messages import TEMPLATES
from portal.outbox.templates import fill, placeholders
from tests.notify.marks import as_read
from tests.notify.published import EMAIL, LONGEST_TEXT, TEXT, Bad, check_shape


@dataclass(frozen=True)
class Template:
    """A template as somebody made it in the account."""

    id: str
    type: str
    subject: str | None
    body: str
    version: int = 1

    def answer(self, url: str) -> dict[str, object]:
        wanted = sorted(placeholders(f"{self.subject or ''} {self.body}"))
        return {
            "id": self.id,
            "name": "A template",
            "type": self.type,
            "created_at": "2026-01-05T09:00:00.000000Z",
            "updated_at": None,
            "created_by": "somebody@council.example",
            "version": self.version,
            "subject": self.subject,
            "body": self.body,
            "letter_contact_block": None,
            "personalisation": {name: {"required": True} for name in wanted},
            "uri": f"{url}/v2/template/{self.id}",
        }


def templates_of(council: Notify) -> dict[str, Template]:
    """The account as it should be: every template there, with our words."""
    made = (
        Template(template_id, TYPES[TEMPLATES[kind].channel], TEMPLATES[kind].subject, TEMPLATES[kind].body)
        for kind, template_id in council.templates
    )
    return {template.id: template for template in made}


@dataclass(frozen=True)
class Accepted:
    """A message Notify took. `at` is an instant of `time.monotonic()`, and so is what `Account.answered` keeps."""

    id: str
    reference: str
    to: str
    subject: str | None
    body: str
    token_age: float
    extra: Mapping[str, str]
    type: str = "email"
    at: float = 0.0
    created_at: datetime = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Limits:
    """How many requests a minute for everything, and how many messages of each type a day."""

    a_minute: int = 3_000
    a_day: int = 250_000


@dataclass
class Account:
    """What the account holds. It counts; it never only pretends to."""

    made: dict[str, Template]
    limits: Limits = Limits()
    remembers: timedelta = timedelta(days=7)
    is_in_trial: bool = False
    accepted: list[Accepted] = field(default_factory=list)
    #: id -> when its 201 was written to the line, whole
    answered: dict[str, float] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    moved: timedelta = timedelta()
    _asked: list[datetime] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> datetime:
        """By its own clock, for limits and memory: tokens go by the real time."""
        return datetime.now(UTC) + self.moved

    def forward(self, **by: float) -> None:
        self.moved += timedelta(**by)

    def take(self, path: str, sent: Mapping[str, object], token_age: float) -> Accepted:
        """Raises Bad in Notify's own order: the minute's limit, the form, the day's limit, the template."""
        with self._lock:
            self._count_request()
            type_, address_key = check_shape(path, sent)
            self._check_day(type_)
            message = self._written(sent, type_, address_key, token_age)
            self.accepted.append(message)
            self.statuses[message.id] = "created"
        return message

    def has_answered(self, id: str) -> None:
        self.answered[id] = time.monotonic()

    def known_as(self, reference: str) -> list[Accepted]:
        """Newest first, and no longer than the account keeps messages."""
        with self._lock:
            return [
                message
                for message in reversed(self.accepted)
                if message.reference == reference and self.now() - message.created_at < self.remembers
            ]

    def times_accepted(self) -> Counter[str]:
        """Reference -> how often a message with it was taken."""
        return Counter(message.reference for message in list(self.accepted))

    def duplicates(self) -> dict[str, int]:
        return {reference: times for reference, times in self.times_accepted().items() if times > 1}

    def sent_again_after_an_answer(self) -> list[str]:
        """References that came again after a 201 for them had been written, whole."""
        confirmed: dict[str, float] = {}
        again = []
        for message in sorted(self.accepted, key=lambda message: message.at):
            if confirmed.get(message.reference, message.at) < message.at:
                again.append(message.reference)
            if message.id in self.answered:
                at = self.answered[message.id]
                confirmed[message.reference] = min(at, confirmed.get(message.reference, at))
        return again

    def edit(self, template_id: str, **changed: object) -> None:
        """Somebody changes a template in the account."""
        template = self.made[template_id]
        self.made[template_id] = replace(template, version=template.version + 1, **changed)  # type: ignore[arg-type]

    def _count_request(self) -> None:
        now = self.now()
        self._asked = [at for at in self._asked if now - at < timedelta(minutes=1)]
        if len(self._asked) >= self.limits.a_minute:
            limit = f"Exceeded rate limit for key type LIVE of {self.limits.a_minute} requests per 60 seconds"
            raise Bad(429, "RateLimitError", limit)
        self._asked.append(now)

    def _check_day(self, type_: str) -> None:
        today = self.now().date()
        sent = sum(message.type == type_ and message.created_at.date() == today for message in self.accepted)
        if sent >= self.limits.a_day:
            raise Bad(429, "TooManyRequestsError", f"Exceeded send limits ({type_}: {self.limits.a_day}) for today")

    def _written(self, sent: Mapping[str, object], type_: str, address_key: str, token_age: float) -> Accepted:
        if self.is_in_trial:
            raise Bad(400, "BadRequestError", "Can’t send to this recipient when service is in trial mode")
        template = self.made.get(str(sent["template_id"]))
        if template is None:
            raise Bad(400, "BadRequestError", "Template not found")
        if template.type != type_:
            raise Bad(400, "BadRequestError", f"{template.type} template is not suitable for {type_} notification")
        values = {str(name): str(value) for name, value in dict(sent.get("personalisation", {})).items()}  # type: ignore[call-overload]
        missing = placeholders(f"{template.subject or ''} {template.body}") - values.keys()
        if missing:
            raise Bad(400, "BadRequestError", f"Missing personalisation: {', '.join(sorted(missing))}")
        body = fill(template.body, values)
        body = as_read(body) if type_ == EMAIL else body
        if type_ == TEXT and len(body) > LONGEST_TEXT:
            raise Bad(400, "BadRequestError", f"Text messages cannot be longer than {LONGEST_TEXT} characters.")
        subject = None if template.subject is None else fill(template.subject, values)
        extra = {key: str(sent[key]) for key in ("email_reply_to_id", "sms_sender_id") if key in sent}
        reference, to = str(sent.get("reference")), str(sent[address_key])
        return Accepted(
            str(uuid.uuid4()), reference, to, subject, body, token_age, extra, type_, time.monotonic(), self.now()
        )
