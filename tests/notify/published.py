"""What GOV.UK Notify publishes of its API: tokens, what a request may hold, its errors, its statuses."""

import re
import time
import uuid
from collections.abc import Mapping

import jwt

SERVICE_ID = "1c9d2a6e-0000-4000-8000-00000000beef"
SECRET = "7be0f5c4-0000-4000-8000-0000cafe0000"
API_KEY = f"tests-{SERVICE_ID}-{SECRET}"

TOKEN_SECONDS = 30
LONGEST_TEXT = 918

EMAIL, TEXT = "email", "sms"

#: Statuses after which there are no more.
FINAL = frozenset({"delivered", "permanent-failure", "temporary-failure", "technical-failure"})

_BOTH = {"template_id": str, "personalisation": dict, "reference": str}
#: path -> the type of message, the name of the address, and what else a request may hold
SHAPES: Mapping[str, tuple[str, str, Mapping[str, type]]] = {
    "/v2/notifications/email": (
        EMAIL,
        "email_address",
        _BOTH | {"email_address": str, "email_reply_to_id": str, "one_click_unsubscribe_url": str},
    ),
    "/v2/notifications/sms": (TEXT, "phone_number", _BOTH | {"phone_number": str, "sms_sender_id": str}),
}
_ADDRESSES = {
    "email_address": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "Not a valid email address"),
    "phone_number": (re.compile(r"(07|\+)[\d ]{9,15}"), "Must not contain letters or symbols"),
}
_ASKED_BY = {"reference", "status", "template_type", "older_than", "include_jobs"}


class Bad(Exception):
    """An error in Notify's own form."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status, self.error, self.message = status, error, message

    @property
    def body(self) -> dict[str, object]:
        return {"errors": [{"error": self.error, "message": self.message}], "status_code": self.status}


def token_age(header: str | None, clock_ahead: float) -> float:
    """Seconds since the token was made, by a clock that is so many seconds ahead of ours. Raises Bad."""
    if not header or not header.startswith("Bearer "):
        raise Bad(401, "AuthError", "Unauthorized: authentication bearer scheme must be used")
    try:
        claims = jwt.decode(header.removeprefix("Bearer "), SECRET, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.PyJWTError:
        raise Bad(403, "AuthError", "Invalid token: signature, api token not found") from None
    if claims.get("iss") != SERVICE_ID:
        raise Bad(403, "AuthError", "Invalid token: service not found")
    age = time.time() + clock_ahead - float(claims["iat"])
    if abs(age) > TOKEN_SECONDS:
        raise Bad(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")
    return age


def check_shape(path: str, sent: Mapping[str, object]) -> tuple[str, str]:
    """The type of message and the name of its address. Raises Bad where the request is not as published."""
    if path not in SHAPES:
        raise Bad(404, "NotFound", "The requested URL was not found on the server")
    type_, address_key, shape = SHAPES[path]
    for key in sent:
        if key not in shape:
            raise _not_valid(f"Additional properties are not allowed ({key} was unexpected)")
    for key in (address_key, "template_id"):
        if key not in sent:
            raise _not_valid(f"{key} is a required property")
    for key, value in sent.items():
        if not isinstance(value, shape[key]):
            raise _not_valid(f"{key} {value!r} is not of type {shape[key].__name__}")
    for key in ("template_id", "email_reply_to_id", "sms_sender_id"):
        if key in sent and not is_uuid(str(sent[key])):
            raise _not_valid(f"{key} is not a valid UUID")
    form, fault = _ADDRESSES[address_key]
    if not form.fullmatch(str(sent[address_key])):
        raise _not_valid(f"{address_key} {sent[address_key]} {fault}")
    return type_, address_key


def check_question(query: Mapping[str, object]) -> None:
    """Raises Bad where somebody asks for notifications by what is not published."""
    if unknown := query.keys() - _ASKED_BY:
        raise _not_valid(f"Additional properties are not allowed ({min(unknown)} was unexpected)")


def is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _not_valid(message: str) -> Bad:
    return Bad(400, "ValidationError", message)
