"""A stand-in for GOV.UK Notify: a real HTTP server that holds to the published API, and fails when a test asks it to.

It checks the token, the schema and the personalisation, keeps what it accepted, and can be asked about it.
"""

import json
import re
import threading
import time
import uuid
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

from portal.council import Notify
from portal.outbox.messages import TEMPLATES, MessageChannel
from portal.outbox.templates import fill, placeholders

SERVICE_ID = "1c9d2a6e-0000-4000-8000-00000000beef"
SECRET = "7be0f5c4-0000-4000-8000-0000cafe0000"
API_KEY = f"tests-{SERVICE_ID}-{SECRET}"

TOKEN_SECONDS = 30
LONGEST_TEXT = 918

_BOTH = {"template_id": str, "personalisation": dict, "reference": str}
_SHAPES = {
    "/v2/notifications/email": ("email_address", _BOTH | {"email_address": str, "email_reply_to_id": str}),
    "/v2/notifications/sms": ("phone_number", _BOTH | {"phone_number": str, "sms_sender_id": str}),
}
_ADDRESSES = {
    "email_address": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "phone_number": re.compile(r"(07|\+)[\d ]{9,15}"),
}


class Fault(Enum):
    """Ways to fail, each used up by one request. Some accept the message first and lose only the answer."""

    TOO_MANY_A_MINUTE = auto()
    TOO_MANY_A_DAY = auto()
    SERVER_ERROR = auto()
    UNAVAILABLE = auto()
    PROXY_PAGE = auto()  # a gateway's own HTML
    PAGE_INSTEAD = auto()  # 200 and HTML, as from somebody's sign-in page
    REDIRECT = auto()
    SILENT = auto()  # accepted, and then nothing until the client gives up
    DROPPED = auto()  # accepted, and the line cut
    HALF = auto()  # accepted, and half an answer
    LOST = auto()  # never accepted, and the line cut


_ACCEPTING = {Fault.SILENT, Fault.DROPPED, Fault.HALF}


@dataclass(frozen=True)
class Accepted:
    """A message Notify took."""

    id: str
    reference: str
    to: str
    subject: str | None
    body: str
    token_age: float
    extra: Mapping[str, str]


class _Bad(Exception):
    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status, self.error, self.message = status, error, message


@dataclass
class NotifyStandIn:
    """`with NotifyStandIn(council.notify) as notify:`; then `notify.url` and `API_KEY` are a Notify account."""

    templates: Notify
    faults: deque[Fault] = field(default_factory=deque)
    accepted: list[Accepted] = field(default_factory=list)
    asked_about: list[str] = field(default_factory=list)
    silence: float = 1.0
    clock_ahead: float = 0.0  # seconds by which Notify's clock is ahead of ours
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> "NotifyStandIn":
        stand_in = self

        class Door(_Door):
            notify = stand_in

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def references(self) -> list[str]:
        return [accepted.reference for accepted in self.accepted]

    def next_fault(self) -> Fault | None:
        with self._lock:
            return self.faults.popleft() if self.faults else None

    def token_age(self, header: str | None) -> float:
        if not header or not header.startswith("Bearer "):
            raise _Bad(401, "AuthError", "Unauthorized: authentication bearer scheme must be used")
        try:
            claims = jwt.decode(
                header.removeprefix("Bearer "), SECRET, algorithms=["HS256"], options={"verify_iat": False}
            )
        except jwt.PyJWTError:
            raise _Bad(403, "AuthError", "Invalid token: signature, api token not found") from None
        if claims.get("iss") != SERVICE_ID:
            raise _Bad(403, "AuthError", "Invalid token: service not found")
        age = time.time() + self.clock_ahead - claims["iat"]
        if abs(age) > TOKEN_SECONDS:
            raise _Bad(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")
        return age

    def accept(self, path: str, sent: dict[str, object], token_age: float) -> dict[str, object]:
        if path not in _SHAPES:
            raise _Bad(404, "NotFound", "The requested URL was not found on the server")
        address_key, shape = _SHAPES[path]
        self._check(sent, address_key, shape)
        accepted = self._written(sent, address_key, token_age)
        with self._lock:
            self.accepted.append(accepted)
        content: dict[str, object] = {"body": accepted.body}
        content |= {"from_number": "COUNCIL"} if accepted.subject is None else {"subject": accepted.subject}
        template = {"id": sent["template_id"], "version": 1, "uri": f"{self.url}/v2/template/{sent['template_id']}"}
        uri = f"{self.url}/v2/notifications/{accepted.id}"
        return {
            "id": accepted.id,
            "reference": accepted.reference,
            "content": content,
            "uri": uri,
            "template": template,
            "scheduled_for": None,
        }

    def _check(self, sent: dict[str, object], address_key: str, shape: Mapping[str, type]) -> None:
        for key in sent:
            if key not in shape:
                wrong = f"Additional properties are not allowed ({key} was unexpected)"
                raise _Bad(400, "ValidationError", wrong)
        for key in (address_key, "template_id"):
            if key not in sent:
                raise _Bad(400, "ValidationError", f"{key} is a required property")
        for key, value in sent.items():
            if not isinstance(value, shape[key]):
                raise _Bad(400, "ValidationError", f"{key} {value!r} is not of type {shape[key].__name__}")
        if not _ADDRESSES[address_key].fullmatch(str(sent[address_key])):
            raise _Bad(400, "ValidationError", f"{address_key} {sent[address_key]} is not a valid address")

    def _written(self, sent: dict[str, object], address_key: str, token_age: float) -> Accepted:
        kinds = {template_id: kind for kind, template_id in self.templates.templates}
        template = TEMPLATES.get(kinds.get(str(sent["template_id"])))  # type: ignore[arg-type]
        if template is None:
            raise _Bad(400, "BadRequestError", "Template not found")
        by_text = address_key == "phone_number"
        if by_text != (template.channel is MessageChannel.TEXT):
            raise _Bad(400, "BadRequestError", "sms template is not suitable for email notification")
        values = {str(name): str(value) for name, value in dict(sent.get("personalisation", {})).items()}  # type: ignore[call-overload]
        missing = placeholders(f"{template.subject or ''} {template.body}") - values.keys()
        if missing:
            raise _Bad(400, "BadRequestError", f"Missing personalisation: {', '.join(sorted(missing))}")
        body = fill(template.body, values)
        if by_text and len(body) > LONGEST_TEXT:
            raise _Bad(400, "BadRequestError", f"Text messages cannot be longer than {LONGEST_TEXT} characters.")
        subject = None if template.subject is None else fill(template.subject, values)
        extra = {key: str(sent[key]) for key in ("email_reply_to_id", "sms_sender_id") if key in sent}
        reference, to = str(sent.get("reference")), str(sent[address_key])
        return Accepted(str(uuid.uuid4()), reference, to, subject, body, token_age, extra)

    def known(self, query: Mapping[str, list[str]]) -> dict[str, object]:
        if unknown := query.keys() - {"reference", "status", "template_type", "older_than", "include_jobs"}:
            raise _Bad(400, "ValidationError", f"Additional properties are not allowed ({min(unknown)} was unexpected)")
        (reference,) = query["reference"]
        self.asked_about.append(reference)
        found = [
            {"id": accepted.id, "reference": accepted.reference, "status": "sending"}
            for accepted in reversed(self.accepted)
            if accepted.reference == reference
        ]
        return {"notifications": found, "links": {"current": f"{self.url}/v2/notifications?reference={reference}"}}


class _Door(BaseHTTPRequestHandler):
    notify: NotifyStandIn
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(lambda age: (201, self.notify.accept(urlsplit(self.path).path, sent, age)))

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        if where.path != "/v2/notifications":
            self._send(404, {"errors": [{"error": "NotFound", "message": "Not found"}], "status_code": 404})
            return
        self._answer(lambda _: (200, self.notify.known(parse_qs(where.query))))

    def _answer(self, answer) -> None:  # type: ignore[no-untyped-def]
        fault = self.notify.next_fault()
        if fault and fault not in _ACCEPTING:
            self._fail(fault)
            return
        try:
            status, body = answer(self.notify.token_age(self.headers["Authorization"]))
        except _Bad as bad:
            status = bad.status
            body = {"errors": [{"error": bad.error, "message": bad.message}], "status_code": status}
        if fault:
            self._lose(fault)
        else:
            self._send(status, body)

    def _fail(self, fault: Fault) -> None:
        page = b"<!doctype html><title>Something else</title><h1>Not Notify</h1>"
        match fault:
            case Fault.TOO_MANY_A_MINUTE:
                self._refuse(
                    429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"
                )
            case Fault.TOO_MANY_A_DAY:
                self._refuse(429, "TooManyRequestsError", "Exceeded send limits (sms: 50) for today")
            case Fault.SERVER_ERROR:
                self._refuse(500, "Exception", "Internal server error")
            case Fault.UNAVAILABLE:
                self._refuse(503, "ServiceUnavailable", "Try again later")
            case Fault.PROXY_PAGE:
                self._bytes(502, page, "text/html")
            case Fault.PAGE_INSTEAD:
                self._bytes(200, page, "text/html")
            case Fault.REDIRECT:
                self._bytes(302, b"", "text/html", {"Location": f"{self.notify.url}/elsewhere"})
            case _:
                self._cut()

    def _lose(self, fault: Fault) -> None:
        if fault is Fault.SILENT:
            time.sleep(self.notify.silence)
        elif fault is Fault.HALF:
            self.wfile.write(
                b'HTTP/1.1 201 CREATED\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{"id": '
            )
            self.wfile.flush()
        self._cut()

    def _cut(self) -> None:
        self.close_connection = True

    def _refuse(self, status: int, error: str, message: str) -> None:
        self._send(status, {"errors": [{"error": error, "message": message}], "status_code": status})

    def _send(self, status: int, body: object) -> None:
        self._bytes(status, json.dumps(body).encode(), "application/json")

    def _bytes(self, status: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """A test's output is no place for a server's."""
