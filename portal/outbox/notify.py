"""The one door to GOV.UK Notify: hands over a message and sorts every answer into what to do next.

It refuses to know the outbox's rows, and keeps nothing Notify says back that could hold a word of a message.
"""

import logging
from typing import Any, Protocol

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3 import Timeout

from portal.council import MessageKind
from portal.council import Notify as CouncilNotify
from portal.outbox.account import InAccount, Missing
from portal.outbox.as_written import as_written
from portal.outbox.faults import sort_fault
from portal.outbox.messages import TEMPLATES, MessageChannel
from portal.outbox.outcomes import Outcome, Outgoing, Refused, Retry, Sent, Stop, Trouble, Unknown
from portal.outbox.receipts import BadReceipt, DeliveryReceipt, Unreadable, read_notification
from portal.outbox.whole_answers import WithinTimeout

__all__ = [
    "TIMEOUT_SECONDS",
    "Notify",
    "Outcome",
    "Outgoing",
    "PostTray",
    "RealNotify",
    "Refused",
    "Retry",
    "Sent",
    "Stop",
    "Trouble",
    "Unknown",
]

TIMEOUT_SECONDS = 20.0  # for one call; the lease must be longer than two of them

# The client logs what Notify answers, and Notify may quote what it was sent.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL + 1)


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
        """`api_key` as Notify shows it: name, service id and secret in one. `Settings` refuses any other shape.

        `timeout_seconds` is for one call: connecting and the whole answer together.
        """
        self._council = council
        self._client = NotificationsAPIClient(api_key, base_url=url, timeout=Timeout(total=timeout_seconds))
        # The API never redirects. Whoever does is not Notify, and must not be handed an address and a token.
        self._client.request_session.max_redirects = 0
        self._client.request_session.mount("http://", WithinTimeout())
        self._client.request_session.mount("https://", WithinTimeout())

    def send(self, message: Outgoing) -> Outcome:
        """Hand over one message."""
        try:
            answer = self._hand_over(message)
        except APIError as error:
            return sort_fault(error.response, error.__cause__)
        notify_id = _text_at(answer, "id")
        if notify_id is None:
            return Unknown("an answer without an id")
        is_ours = _text_at(answer, "reference") == message.reference
        return Sent(notify_id) if is_ours else Unknown("an answer about another message")

    def find(self, reference: str) -> Sent | Retry | Stop | None:
        """Ask Notify whether it has this message. It remembers as long as the account keeps messages: mostly 7 days."""
        try:
            answer = self._client.get_all_notifications(reference=reference)
        except APIError as error:
            trouble = sort_fault(error.response, error.__cause__)
            # Whatever else went wrong with asking, asking again is safe.
            return trouble if isinstance(trouble, Retry | Stop) else Retry(trouble.reason)
        found = answer.get("notifications") if isinstance(answer, dict) else None
        if not isinstance(found, list):
            return Retry("an answer without a list")
        if any(_text_at(each, "reference") != reference for each in found):
            return Retry("an answer about other messages")
        if not found:
            return None
        notify_id = _text_at(found[0], "id")
        # It is there, under whatever id: were it sent again, somebody would get it twice.
        return Sent(notify_id) if notify_id else Retry("an answer without an id")

    def template(self, kind: MessageKind) -> InAccount | Missing | Trouble:
        """The template the account has for this kind of message, as it stands there."""
        try:
            answer = self._client.get_template(self._council.template_id(kind))
        except APIError as error:
            return Missing() if _not_found(error) else sort_fault(error.response, error.__cause__)
        body, type_ = _text_at(answer, "body"), _text_at(answer, "type")
        if body is None or type_ is None:
            return Unknown("an answer without a template")
        return InAccount(type_, _text_at(answer, "subject"), body)

    def what_became_of(self, notify_id: str) -> DeliveryReceipt | Unreadable | Missing | Trouble:
        """What Notify would say in a delivery receipt, for one that never came. Missing once it has forgotten."""
        try:
            return read_notification(self._client.get_notification_by_id(notify_id))
        except APIError as error:
            return Missing() if _not_found(error) else sort_fault(error.response, error.__cause__)
        except BadReceipt as error:
            return Unreadable(str(error))

    def _hand_over(self, message: Outgoing) -> Any:
        template_id = self._council.template_id(message.kind)
        written = TEMPLATES[message.kind].as_written
        personalisation = {
            name: as_written(value) if name in written else value for name, value in message.personalisation.items()
        }
        if message.channel is MessageChannel.TEXT:
            return self._client.send_sms_notification(
                message.to, template_id, personalisation, message.reference, self._council.sms_sender_id
            )
        return self._client.send_email_notification(
            message.to, template_id, personalisation, message.reference, self._council.email_reply_to_id
        )


def _not_found(error: APIError) -> bool:
    # Only Notify's own 404 says that something is not there; anybody else's says that this is not Notify.
    return error.status_code == 404 and "NoResultFound" in str(error)


def _text_at(answer: object, key: str) -> str | None:
    value = answer.get(key) if isinstance(answer, dict) else None
    return value if isinstance(value, str) and value else None
