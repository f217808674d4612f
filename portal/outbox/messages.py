"""Every message the portal sends: a frozen dataclass whose fields are what Notify fills its template with.

The template's words stand beside the fields. It refuses to know who gets a message and how it travels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from portal.council import Council, MessageKind, Team
from portal.outbox import wording
from portal.outbox.fillings import Filling, Letter, Link, Reference, SmallTeam, filled
from portal.outbox.sms import plain
from portal.outbox.templates import NO, fill, placeholders
from portal.vocabulary import ActionKind, Duty, Language, WhatFor

_HEADING = "# "  # Notify's mark


class MessageChannel(StrEnum):
    """How a message travels."""

    EMAIL = "email"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as somebody reads it. A text has no subject; a line of an email that begins with `# ` is a heading."""

    subject: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines that stand together, or one that is a heading."""

    is_heading: bool
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Personalised:
    """One message. Raises TypeError or ValueError when a field is anything but a `Filling` of the right shape."""

    kind: ClassVar[MessageKind]
    channel: ClassVar[MessageChannel] = MessageChannel.EMAIL
    subject: ClassVar[str | None] = None
    body: ClassVar[str]
    urgent: ClassVar[bool] = False  # goes before everything else that waits
    to_complainant: ClassVar[bool] = False
    #: Placeholder -> the condition without which it stays empty: Notify's conditions cannot hold a placeholder.
    empty_unless: ClassVar[Mapping[str, str]] = MappingProxyType({})
    #: Placeholders that hold what somebody wrote: on the way to Notify its marks are taken for no marks.
    as_written: ClassVar[frozenset[str]] = frozenset()

    reference: Reference

    def __post_init__(self) -> None:
        self.personalisation(Language.ENGLISH)

    def personalisation(self, language: Language) -> Mapping[str, str]:
        """What Notify fills the template with: a text a placeholder, and no placeholder more."""
        values: dict[str, str] = {}
        for each in fields(self):
            value: Filling = getattr(self, each.name)
            values.update(filled(each.name, value, language))
        for name, condition in self.empty_unless.items():
            if values[condition] == NO:
                values[name] = ""
        asked_for = placeholders(f"{self.subject or ''} {self.body}")
        as_sent = plain if self.channel is MessageChannel.TEXT else str
        return {name: as_sent(values[name]) for name in sorted(asked_for)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Personalised):
    """To somebody who chose email: we have it, who has it, what happens next, and at once what the law asks for.

    Children Act 1989 s26A and SI 2006/1738: the procedure, advocacy, and help with both. Dates are London dates; None
    where nothing of the kind is owed. `SmallTeam.RESTRICTED` stands for the team of a restricted case.
    """

    kind: ClassVar[MessageKind] = MessageKind.RECEIPT_EMAIL
    subject: ClassVar[str | None] = wording.RECEIPT_SUBJECT
    body: ClassVar[str] = wording.RECEIPT_EMAIL
    to_complainant: ClassVar[bool] = True
    empty_unless: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "advocate_name": "not_just_thanks",
            "advocate_phone": "not_just_thanks",
            "ombudsman_name": "complaint",
            "ombudsman_phone": "complaint",
        }
    )

    what_for: WhatFor
    received: date
    acknowledge_by: date | None
    reply_by: date | None
    teams: tuple[Team, ...] | SmallTeam
    link: Link
    council: Council


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptText(Personalised):
    """To somebody who chose text messages. It says nothing that a locked phone should not show; the link says the rest.

    Not even whom to call in danger: somebody else may read that first.
    The council's name is in it, so Notify's own prefix is switched off in the council's account.
    """

    kind: ClassVar[MessageKind] = MessageKind.RECEIPT_TEXT
    channel: ClassVar[MessageChannel] = MessageChannel.TEXT
    body: ClassVar[str] = wording.RECEIPT_TEXT
    to_complainant: ClassVar[bool] = True

    received: date
    acknowledge_by: date | None
    reply_by: date | None
    link: Link
    council: Council


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamNotice(Personalised):
    """To a team's inbox: a case is theirs. A reference, a link, the date due."""

    kind: ClassVar[MessageKind] = MessageKind.TEAM_NOTICE
    subject: ClassVar[str | None] = wording.TEAM_NOTICE_SUBJECT
    body: ClassVar[str] = wording.TEAM_NOTICE

    link: Link
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Personalised):
    """To an inbox at once: somebody must open this case now. Why is in the case, not in the message.

    `read_by` is an aware instant: Safety.read_by, the time promised on the screen.
    """

    kind: ClassVar[MessageKind] = MessageKind.ALERT
    subject: ClassVar[str | None] = wording.ALERT_SUBJECT
    body: ClassVar[str] = wording.ALERT
    urgent: ClassVar[bool] = True

    link: Link
    read_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintsCopy(Personalised):
    """To the complaints team: a case came in, and whether it must be acknowledged by a way no message can take."""

    kind: ClassVar[MessageKind] = MessageKind.COMPLAINTS_COPY
    subject: ClassVar[str | None] = wording.COMPLAINTS_COPY_SUBJECT
    body: ClassVar[str] = wording.COMPLAINTS_COPY

    link: Link
    due: date | None
    another_way: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered(Personalised):
    """To the complaints team: a message about a case did not arrive, and a person must do what it was to do."""

    kind: ClassVar[MessageKind] = MessageKind.UNDELIVERED
    subject: ClassVar[str | None] = wording.UNDELIVERED_SUBJECT
    body: ClassVar[str] = wording.UNDELIVERED

    link: Link
    due: date | None
    for_complainant: bool
    for_team: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEmail(Personalised):
    """To somebody who chose email: what staff wrote to them, in full and as they wrote it, and how to answer."""

    kind: ClassVar[MessageKind] = MessageKind.LETTER_EMAIL
    subject: ClassVar[str | None] = wording.LETTER_SUBJECT
    body: ClassVar[str] = wording.LETTER_EMAIL
    to_complainant: ClassVar[bool] = True
    as_written: ClassVar[frozenset[str]] = frozenset({"letter"})

    letter: Letter
    link: Link
    council: Council


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText(Personalised):
    """To somebody who chose text messages: we have written, and four words open it. Not a word of what was written."""

    kind: ClassVar[MessageKind] = MessageKind.LETTER_TEXT
    channel: ClassVar[MessageChannel] = MessageChannel.TEXT
    body: ClassVar[str] = wording.LETTER_TEXT
    to_complainant: ClassVar[bool] = True

    link: Link
    council: Council


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(Personalised):
    """To a team: one thing is due on this London date; whether that is today, or is over."""

    kind: ClassVar[MessageKind] = MessageKind.REMINDER
    subject: ClassVar[str | None] = wording.REMINDER_SUBJECT
    body: ClassVar[str] = wording.REMINDER

    link: Link
    what: Duty | ActionKind
    due: date
    today: bool
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm(Personalised):
    """To the next team of the council's list: nobody has taken this yet. `since` is the instant it began to wait."""

    kind: ClassVar[MessageKind] = MessageKind.ALARM
    subject: ClassVar[str | None] = wording.ALARM_SUBJECT
    body: ClassVar[str] = wording.ALARM
    urgent: ClassVar[bool] = True

    link: Link
    since: datetime


#: Every kind of message and the class that says it.
TEMPLATES: Mapping[MessageKind, type[Personalised]] = MappingProxyType(
    {
        message.kind: message
        for message in (
            Receipt,
            ReceiptText,
            TeamNotice,
            Alert,
            ComplaintsCopy,
            Undelivered,
            LetterEmail,
            LetterText,
            Reminder,
            Alarm,
        )
    }
)


def template_of(kind: str) -> type[Personalised] | None:
    """The class of a kind of message by its plain word; None where this release does not know it."""
    return next((template for known, template in TEMPLATES.items() if known == kind), None)


def render(message: Personalised, language: Language = Language.ENGLISH) -> Rendered:
    """The message as it will be read."""
    return render_kept(message.kind, message.personalisation(language))


def paragraphs(message: Personalised, language: Language = Language.ENGLISH) -> tuple[Paragraph, ...]:
    """The text of an email or a text as it is laid out where it arrives."""
    return laid_out(message.body, message.personalisation(language), message.as_written)


def laid_out(template: str, values: Mapping[str, str], as_written: frozenset[str]) -> tuple[Paragraph, ...]:
    """A filled template in its paragraphs and headings; what was written `as_written` has no heading."""
    found = []
    for part in template.split("\n\n"):
        is_ours = placeholders(part).isdisjoint(as_written)
        for text in fill(part, values).split("\n\n"):
            is_heading = is_ours and text.startswith(_HEADING)
            lines = (text.removeprefix(_HEADING) if is_heading else text).splitlines()
            found.append(Paragraph(is_heading, tuple(lines)))
    return tuple(each for each in found if each.lines)


def render_kept(kind: MessageKind, personalisation: Mapping[str, str]) -> Rendered:
    """The same, from what was kept with a message. Raises KeyError when the template has come to ask for more."""
    template = TEMPLATES[kind]
    subject = None if template.subject is None else fill(template.subject, personalisation)
    return Rendered(subject, fill(template.body, personalisation))
