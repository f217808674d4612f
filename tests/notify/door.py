"""The stand-in's door: HTTP as Notify speaks it, and each fault as it looks on the line."""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from tests.notify.faults import ERRORS, PAGES, TAKING, Fault
from tests.notify.published import Bad

DRIP_SECONDS = 0.05

PAGE = b"<!doctype html><title>Something else</title><h1>Not Notify</h1>"


class Behind(Protocol):
    """Who answers."""

    silence: float
    slowness: float
    url: str

    def next_fault(self) -> Fault | None: ...
    def token_age(self, header: str | None) -> float: ...
    def accept(self, path: str, sent: dict[str, object], token_age: float) -> dict[str, object]: ...
    def known(self, query: Mapping[str, list[str]]) -> dict[str, object]: ...
    def notification(self, id: str) -> dict[str, object]: ...
    def template(self, id: str) -> dict[str, object]: ...
    def written(self, answer: Mapping[str, object]) -> None: ...


class Server(ThreadingHTTPServer):
    """Many may knock at once."""

    daemon_threads = True
    request_queue_size = 64


class Door(BaseHTTPRequestHandler):
    notify: Behind
    protocol_version = "HTTP/1.1"
    # An answer leaves in one piece, at once: in two, each would wait for the line to acknowledge the first.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(lambda age: (201, self.notify.accept(urlsplit(self.path).path, self._read(body), age)))

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        self._answer(lambda _: (200, self._asked(where.path, parse_qs(where.query))))

    def _read(self, body: bytes) -> dict[str, object]:
        if self.headers.get("Content-Type") != "application/json":
            raise Bad(400, "BadRequestError", "Invalid JSON supplied in POST data")
        try:
            sent = json.loads(body)
        except ValueError:
            raise Bad(400, "BadRequestError", "Invalid JSON supplied in POST data") from None
        if not isinstance(sent, dict):
            raise Bad(400, "ValidationError", "The body is not of type object")
        return sent

    def _asked(self, path: str, query: Mapping[str, list[str]]) -> dict[str, object]:
        match path.split("/"):
            case ["", "v2", "notifications"]:
                return self.notify.known(query)
            case ["", "v2", "notifications", id]:
                return self.notify.notification(id)
            case ["", "v2", "template", id]:
                return self.notify.template(id)
            case _:
                raise Bad(404, "NotFound", "The requested URL was not found on the server")

    def _answer(self, answer: Callable[[float], tuple[int, dict[str, object]]]) -> None:
        fault = self.notify.next_fault()
        if fault and fault not in TAKING:
            self._fail(fault)
            return
        try:
            status, body = answer(self.notify.token_age(self.headers["Authorization"]))
        except Bad as bad:
            status, body = bad.status, bad.body
        if fault is Fault.SLOW:
            time.sleep(self.notify.slowness)
        elif fault:
            self._fail(fault)
            return
        self._send(status, body)
        if status == 201:
            self.notify.written(body)

    def _fail(self, fault: Fault) -> None:
        if fault in ERRORS:
            self._send(ERRORS[fault].status, ERRORS[fault].body)
        elif fault in PAGES:
            self._bytes(PAGES[fault], PAGE, "text/html")
        elif fault is Fault.REDIRECT:
            self._bytes(302, b"", "text/html", {"Location": f"{self.notify.url}/elsewhere"})
        elif fault is Fault.NO_ID:
            self._send(201, {"reference": None})
        else:
            self._cut(fault)

    def _cut(self, fault: Fault) -> None:
        if fault is Fault.SILENT:
            time.sleep(self.notify.silence)
        elif fault is Fault.HALF:
            self.wfile.write(
                b'HTTP/1.1 201 CREATED\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{"id": '
            )
            self.wfile.flush()
        elif fault in {Fault.DRIPPING, Fault.DRIPPING_HEADERS}:
            self._drip(b"" if fault is Fault.DRIPPING_HEADERS else b"Content-Length: 4000\r\n\r\n")
        self.close_connection = True

    def _drip(self, headers: bytes) -> None:
        self.wfile.write(b"HTTP/1.1 201 CREATED\r\nContent-Type: application/json\r\n" + headers)
        with suppress(OSError):  # the client gave up, as it should
            for _ in range(int(10 * self.notify.silence / DRIP_SECONDS)):
                self.wfile.write(b" " if headers else b"X")
                self.wfile.flush()
                time.sleep(DRIP_SECONDS)

    def _send(self, status: int, body: object) -> None:
        self._bytes(status, json.dumps(body).encode(), "application/json")

    def _bytes(self, status: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """A test's output is no place for a server's."""
