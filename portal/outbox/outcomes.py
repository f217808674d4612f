"""What is handed to GOV.UK Notify, and everything that can come of it: sent, refused, stop, retry, or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from portal.council import MessageKind
from portal.outbox.messages import MessageChannel


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way. `reference` is the message's id, by which Notify can be asked about it."""

    reference: str
    kind: MessageKind
    channel: MessageChannel
    to: str = field(repr=False)
    personalisation: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """Notify has it, under this id. `perhaps_twice`: so has it, perhaps, from a time that it has forgotten."""

    notify_id: str
    perhaps_twice: bool = False


@dataclass(frozen=True, slots=True)
class Retry:
    """It did not go. Try again, and not before `after` where Notify asks for patience.

    `alone`: it says nothing about other messages, which may go on.
    """

    reason: str
    after: timedelta | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Notify will not have this message, however often it is sent: a person must look."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether it went: ask by its reference before sending it again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Notify will have nothing from us: the key, the clock or the address is wrong. Send no more, raise the alarm."""

    reason: str


Trouble = Retry | Refused | Unknown | Stop
Outcome = Sent | Trouble
