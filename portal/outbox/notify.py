"""The one door to GOV.UK Notify: hands over a message and sorts every answer into what to do next.

It refuses to know the outbox's rows, and keeps nothing Notify says back that could hold a word of a message.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

import requests
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import MaxRetryError, NewConnectionError

from portal.council import MessageKind
from portal.council import Notify as CouncilNotify
from portal.outbox.messages import MessageChannel

TIMEOUT_SECONDS = 20.0  # for each silence of Notify's; the lease must be longer than two of them

# The client logs what Notify answers, and Notify may quote what it was sent.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL + 1)


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
    """Notify has it, under this id."""

    notify_id: str


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


class Notify(Protocol):
    """Whoever takes messages off our hands."""

    def send(self, message: Outgoing) -> Outcome:
        """Hand over one message."""
        ...

    def find(self, reference: str) -> Sent | Retry | Stop | None:
        """The message with this reference if it was handed over before, None if it was not."""
        ...


class PostTray:
    """Local use: nothing leaves the machine. The post tray page reads the rows that were "sent"."""

    def send(self, message: Outgoing) -> Outcome:
        """Always sent."""
        return Sent("tray")

    def find(self, reference: str) -> Sent | Retry | Stop | None:
        """Never there: sending again does no harm."""
        return None


class RealNotify:
    """GOV.UK Notify. One for each thread: its client is not made to be shared."""

    def __init__(
        self, api_key: str, council: CouncilNotify, url: str, *, timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        """`api_key` as Notify shows it: name, service id and secret in one. Raises AssertionError on a short one."""
        self._council = council
        self._client = NotificationsAPIClient(api_key, base_url=url, timeout=timeout_seconds)
        # The API never redirects. Whoever does is not Notify, and must not be handed an address and a token.
        self._client.request_session.max_redirects = 0

    def send(self, message: Outgoing) -> Outcome:
        """Hand over one message."""
        try:
            answer = self._hand_over(message)
        except APIError as error:
            return sort_fault(error)
        notify_id = _text_at(answer, "id")
        return Sent(notify_id) if notify_id else Unknown("an answer without an id")

    def find(self, reference: str) -> Sent | Retry | Stop | None:
        """Ask Notify whether it has this message already. Notify remembers for seven days."""
        try:
            answer = self._client.get_all_notifications(reference=reference)
        except APIError as error:
            trouble = sort_fault(error)
            # Whatever else went wrong with asking, asking again is safe.
            return trouble if isinstance(trouble, Retry | Stop) else Retry(trouble.reason)
        found = answer.get("notifications") if isinstance(answer, dict) else None
        if not isinstance(found, list):
            return Retry("an answer without a list")
        notify_id = _text_at(found[0], "id") if found else None
        return Sent(notify_id) if notify_id else None

    def _hand_over(self, message: Outgoing) -> Any:
        template_id = self._council.template_id(message.kind)
        personalisation = dict(message.personalisation)
        if message.channel is MessageChannel.TEXT:
            return self._client.send_sms_notification(
                message.to, template_id, personalisation, message.reference, self._council.sms_sender_id
            )
        return self._client.send_email_notification(
            message.to, template_id, personalisation, message.reference, self._council.email_reply_to_id
        )


#: How Notify words a refusal -> how we keep it. Its own words may quote an address; ours never do.
_REFUSALS = {
    "missing personalisation": "the template asks for something we do not send",
    "template not found": "no such template",
    "template has been deleted": "the template was deleted",
    "template_id": "no such template",
    "email_address": "not an email address",
    "phone_number": "not a phone number",
    "character limit": "too long for a text message",
    "characters": "too long for a text message",
    "trial mode": "the Notify account is in trial mode",
    "team-only": "the Notify key only sends to the team",
    "not permitted": "the Notify account may not send this way",
}

# Two limits share 429: so many a minute for everything, and so many a day, counted for emails and texts apart.
_DAILY_LIMIT = "TooManyRequestsError"
_AFTER_TOO_MANY_A_MINUTE = timedelta(seconds=10)
_AFTER_TOO_MANY_A_DAY = timedelta(minutes=15)


def sort_fault(error: APIError) -> Trouble:
    """Notify's fault table (house.md §4): what each way of failing means for the message."""
    answer = error.response
    if answer is None:
        return _without_an_answer(error.__cause__)
    status = answer.status_code
    name, message = _named(answer)
    reason = f"{status} {name}".strip()
    if status == 429:
        a_day = name == _DAILY_LIMIT
        return Retry(reason, _AFTER_TOO_MANY_A_DAY if a_day else _AFTER_TOO_MANY_A_MINUTE, alone=a_day)
    if status in {401, 403, 404}:
        return Stop(reason)  # no key, a wrong one, our clock more than 30 seconds off, or not Notify's address
    if status in {502, 504}:
        return Unknown(reason)  # somebody between us and Notify gave up: the message may be through
    if status >= 500:
        return Retry(reason)
    if status >= 400:
        return Refused(_why(reason, message)) if name else Retry(f"{status}, but not from Notify")
    if status >= 300:
        return Retry(f"{status}, a redirect")
    return Unknown(f"{status} without an answer that can be read")


def _without_an_answer(cause: BaseException | None) -> Trouble:
    # The client turns every silence into a 503 of its own; only its cause tells whether the message left us.
    reason = type(cause).__name__
    never_connected = isinstance(cause, requests.ConnectTimeout) or (
        isinstance(cause, requests.ConnectionError)
        and bool(cause.args)
        and isinstance(cause.args[0], MaxRetryError)
        and isinstance(cause.args[0].reason, NewConnectionError)
    )
    if never_connected or isinstance(cause, requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return Retry(reason)
    return Unknown(reason)


def _named(answer: requests.Response) -> tuple[str, str]:
    """The first error in Notify's own form: its class and its words. Two empty texts from anybody else."""
    try:
        first = answer.json()["errors"][0]
        return str(first["error"])[:60], str(first["message"])
    except (ValueError, LookupError, TypeError):
        return "", ""


def _why(reason: str, message: str) -> str:
    said = message.casefold()
    ours = next((ours for theirs, ours in _REFUSALS.items() if theirs in said), None)
    return f"{reason}: {ours}" if ours else reason


def _text_at(answer: object, key: str) -> str | None:
    value = answer.get(key) if isinstance(answer, dict) else None
    return value if isinstance(value, str) and value else None
