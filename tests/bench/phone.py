"""A phone over real HTTP, for `tests.hands.ClientHands`: it keeps cookies, reads a page to its end, may press again.

It speaks to the portal as the proxy in front of it would: plain HTTP here, https in every address people see.
"""

import http.client
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from werkzeug.datastructures import MultiDict

_ANSWER_SECONDS = 30
_BETWEEN_PRESSES_SECONDS = 0.1
_FORM = "application/x-www-form-urlencoded"


class NeverAnswered(AssertionError):
    """It was pressed again and again, and no page came."""


@dataclass(frozen=True)
class Asked:
    """What was asked for."""

    path: str


@dataclass(frozen=True)
class Answer:
    """A page that came whole, under the names Flask's own client has for its parts."""

    status_code: int
    location: str | None
    text: str
    request: Asked


@dataclass
class Phone:
    """One browser. With `patience_seconds` it presses again whenever the line breaks or the portal is busy.

    `troubles` counts what it met: "broken" lines, and answers from 500 up by their number.
    """

    port: int
    patience_seconds: float = 0
    troubles: Counter[str] = field(default_factory=Counter)
    _cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, *, base_url: str, headers: Mapping[str, str]) -> Answer:
        """Open an address of the portal."""
        return self._until_it_comes("GET", path, None, {"Host": urlsplit(base_url).netloc, **headers})

    def post(self, path: str, *, data: "MultiDict[str, str]", base_url: str, headers: Mapping[str, str]) -> Answer:
        """Send a form."""
        body = urlencode(list(data.items(multi=True)))
        posted = {"Host": urlsplit(base_url).netloc, "Content-Type": _FORM, **headers}
        return self._until_it_comes("POST", path, body, posted)

    def _until_it_comes(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        until = time.monotonic() + self.patience_seconds
        while True:
            try:
                answer = self._once(method, path, body, headers)
            except (OSError, http.client.HTTPException):
                if not self.patience_seconds:
                    raise
                self.troubles["broken"] += 1
            else:
                if answer.status_code < 500:
                    return answer
                self.troubles[str(answer.status_code)] += 1
                if not self.patience_seconds:
                    return answer
            if time.monotonic() > until:
                raise NeverAnswered(f"{method} {path}: {dict(self.troubles)}")
            time.sleep(_BETWEEN_PRESSES_SECONDS)

    def _once(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_ANSWER_SECONDS)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            line.request(method, path, body, {**headers, **({"Cookie": cookies} if cookies else {})})
            response = line.getresponse()
            text = response.read().decode()  # a page cut short is an error, not a page
            self._keep_cookies(response)
            return Answer(response.status, response.getheader("Location"), text, Asked(urlsplit(path).path))
        finally:
            line.close()

    def _keep_cookies(self, response: http.client.HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self._cookies.pop(name, None)
                else:
                    self._cookies[name] = morsel.value
