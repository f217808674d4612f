"""The fault table: what each way in which GOV.UK Notify fails means for a message. It refuses to know the message.

Notify's own words never leave this file: they may quote an address.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from portal.outbox.outcomes import Refused, Retry, Stop, Trouble, Unknown

#: How Notify words a refusal -> how we keep it. Its own words may quote an address; ours never do.
_REFUSALS = {
    "missing personalisation": "the template asks for something we do not send",
    "template not found": "no such template",
    "template has been deleted": "the template was deleted",
    "not suitable for": "the template is of the wrong type",
    "email_reply_to_id": "no such reply address in the Notify account",
    "sms_sender_id": "no such sender in the Notify account",
    "template_id": "no such template",
    "email_address": "not an email address",
    "phone_number": "not a phone number",
    "character limit": "too long for a text message",
    "characters": "too long for a text message",
    "too long": "too long",
    "trial mode": "the Notify account is in trial mode",
    "team-only": "the Notify key only sends to the team",
    "international": "the Notify account sends to no foreign numbers",
    "not permitted": "the Notify account may not send this way",
    "not allowed": "the Notify account may not send this way",
}

#: The same for what concerns every message: the key, the account, or the clock that dates our tokens.
_STOPS = {
    "system clock": "the clock of this machine is more than 30 seconds off",
    "expired": "the clock of this machine is more than 30 seconds off",
    "in the future": "the clock of this machine is more than 30 seconds off",
    "archived": "the Notify service was archived",
    "revoked": "NOTIFY_API_KEY was revoked",
    "token": "Notify does not know NOTIFY_API_KEY",
}

_NAME = re.compile(r"[A-Za-z]\w{0,59}", re.ASCII)

# Two limits share 429: so many a minute for everything, and so many a day, counted for emails and texts apart.
_DAILY_LIMIT = "TooManyRequestsError"
_AFTER_TOO_MANY_A_MINUTE = timedelta(seconds=10)
_AFTER_TOO_MANY_A_DAY = timedelta(minutes=15)


def sort_fault(answer: requests.Response | None, cause: BaseException | None) -> Trouble:
    """Notify's fault table (house.md §4): what each way of failing means for the message.

    `cause` is what happened where there is no answer.
    """
    if answer is None:
        return _without_an_answer(cause)
    status = answer.status_code
    name, message = _named(answer)
    reason = f"{status} {name}".strip()
    if status == 429:
        a_day = name == _DAILY_LIMIT
        return Retry(reason, _AFTER_TOO_MANY_A_DAY if a_day else _AFTER_TOO_MANY_A_MINUTE, alone=a_day)
    if status in {401, 403, 404}:
        return Stop(_why(reason, message, _STOPS))
    if status in {502, 504}:
        return Unknown(reason)  # somebody between us and Notify gave up: the message may be through
    if status >= 500:
        return Retry(reason)
    if status >= 400:
        return Refused(_why(reason, message, _REFUSALS)) if name else Retry(f"{status}, but not from Notify")
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
        name, message = str(first["error"]), str(first["message"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return "", ""
    # The name is kept and logged: anything but a name could be somebody's words.
    return (name, message) if _NAME.fullmatch(name) else ("", "")


def _why(reason: str, message: str, wordings: Mapping[str, str]) -> str:
    said = message.casefold()
    ours = next((ours for theirs, ours in wordings.items() if theirs in said), None)
    return f"{reason}: {ours}" if ours else reason
