"""People who send a plan again and again, as lean as a client can be: requests ready as bytes, pages hardly looked at.

Every answer must lead where it led when the plan was made; whatever does not is an error, and the visit begins anew.
"""

import re
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Final

from tests.bench.load.plan import MARK, TOKEN, Plan

_TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
_MARK = re.compile(rb'name="talk" value="([0-9a-f]+)"')
_COOKIE = re.compile(rb"^set-cookie: ([^;\r]+)", re.IGNORECASE | re.MULTILINE)
_LOCATION = re.compile(rb"^location: ([^\r]+)", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(rb"^content-length: (\d+)", re.IGNORECASE | re.MULTILINE)
_PLAIN: Final = b"identity"  # for the two pages that are read
_PACKED: Final = b"gzip, deflate, br"  # as a phone asks; nobody unpacks it here


class Wrong(Exception):
    """Not the answer that the plan has."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came: its head whole, and its body as it came."""

    status: int
    head: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What to send. `begins` and `ends` an answer: a question is answered once the page after it is there."""

    sent: bytes
    begins: bool = False
    ends: bool = False


def whole(buffer: bytes | bytearray) -> Response | None:
    """The response in a buffer; None while it is not whole."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = bytes(buffer[:end])
    length = _LENGTH.search(head)
    if length is None:
        raise Wrong("an answer of unknown length")
    if len(buffer) < end + 4 + int(length[1]):
        return None
    return Response(int(head[9:12]), head, bytes(buffer[end + 4 :]))


@dataclass(slots=True)
class Person:
    """One visit after another. `visit()` yields what to send and is sent what came."""

    plan: Plan
    _cookie: bytes = b""
    _bodies: list[tuple[bytes, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._bodies = [(each.path.encode(), each.body.encode()) for each in self.plan.posts]

    def visit(self) -> Generator[Request, Response, None]:
        """One complaint from the start page to the receipt. Raises Wrong."""
        self._cookie = b""
        page = yield Request(self._get(b"/", _PLAIN))
        token, mark = self._found(_TOKEN, page).replace(b"=", b"%3D"), b""
        for number, post in enumerate(self.plan.posts):
            path, body = self._bodies[number]
            filled = body.replace(TOKEN.encode(), token).replace(MARK.encode(), mark)
            answer = yield Request(self._post(path, filled), begins=True)
            self._keep_cookie(answer)
            where = self._found(_LOCATION, answer, status=303)
            if where != post.leads_to.encode():
                raise Wrong(f"{post.path} led to {where.decode()}")
            page = yield Request(self._get(where, _PACKED if number else _PLAIN), ends=True)
            if number == 0:
                mark = self._found(_MARK, page)
            elif page.status != 200:
                raise Wrong(f"{page.status} at {where.decode()}")

    def _found(self, what: re.Pattern[bytes], answer: Response, status: int = 200) -> bytes:
        self._keep_cookie(answer)
        found = what.search(answer.body if status == 200 else answer.head)
        if answer.status != status or found is None:
            raise Wrong(f"{answer.status} without {what.pattern.decode()}")
        return found[1]

    def _keep_cookie(self, answer: Response) -> None:
        set_to = _COOKIE.search(answer.head)
        if set_to:
            self._cookie = b"Cookie: " + set_to[1] + b"\r\n"

    def _get(self, path: bytes, encoding: bytes) -> bytes:
        return b"GET " + path + self._head(encoding) + b"\r\n"

    def _post(self, path: bytes, body: bytes) -> bytes:
        host = self.plan.host.encode()
        length = str(len(body)).encode()
        more = b"Origin: http://" + host + b"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        return b"POST " + path + self._head(_PACKED) + more + length + b"\r\n\r\n" + body

    def _head(self, encoding: bytes) -> bytes:
        host = self.plan.host.encode()
        return b" HTTP/1.1\r\nHost: " + host + b"\r\nAccept-Encoding: " + encoding + b"\r\n" + self._cookie
