"""A phone over real HTTP that remembers what came beside the pages: addresses, headers, titles, where to next."""

import http.client
import re
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.bench.phone import Answer, Asked, Phone

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LEADS_TO = re.compile(r'\b(?:href|action|formaction|src)="([^"]*)"')
_ANSWER_SECONDS = 30


@dataclass(frozen=True)
class Heard:
    """One answer. `beside` is all of it but the page itself; `leads_to` is every address on the page."""

    method: str
    path: str
    status: int
    headers: str
    title: str
    leads_to: tuple[str, ...]

    @property
    def beside(self) -> str:
        """What stays in a history, in a proxy's log, on a tab."""
        return "\n".join((self.headers, self.title))


@dataclass
class ListeningPhone(Phone):
    """The same phone, with ears."""

    heard: list[Heard] = field(default_factory=list)

    def _once(self, method: str, path: str, body: str | bytes | None, headers: Mapping[str, str]) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_ANSWER_SECONDS)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            line.request(method, path, body, {**({"Cookie": cookies} if cookies else {}), **headers})
            response = line.getresponse()
            text = response.read().decode()
            self._keep_cookies(response)
        finally:
            line.close()
        title = "".join(_TITLE.findall(text))
        heard = Heard(method, path, response.status, str(response.headers), title, tuple(_LEADS_TO.findall(text)))
        self.heard.append(heard)
        return Answer(response.status, response.getheader("Location"), text, Asked(urlsplit(path).path))


def sent_raw(port: int, request: bytes, *, hangs_up: bool = False) -> bytes:
    """Whatever comes back for these bytes, which need be no HTTP; nothing where the line is cut.

    `hangs_up`: nothing more will be said, and the other end may know.
    """
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=_ANSWER_SECONDS) as line, suppress(OSError):
        line.sendall(request)
        if hangs_up:
            line.shutdown(socket.SHUT_WR)
        while part := line.recv(65_536):
            answer += part
    return answer
