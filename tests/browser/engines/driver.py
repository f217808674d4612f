"""The commands of WebDriver that the hands need, said in either of two ways: over HTTP as the W3C wrote them down, or
over Firefox's own socket (Marionette), which takes the same commands by the same names. Knows no page.
"""

import json
import socket
from contextlib import suppress
from functools import partial
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

SECONDS = 60  # a machine that does other things too
SCRIPT_SECONDS = 3
#: The name of a command -> how HTTP says it.
COMMANDS = {
    "Navigate": ("POST", "/url"),
    "GetCurrentURL": ("GET", "/url"),
    "GetTitle": ("GET", "/title"),
    "Back": ("POST", "/back"),
    "GetCookies": ("GET", "/cookie"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementClear": ("POST", "/element/{id}/clear"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "GetComputedLabel": ("GET", "/element/{id}/computedlabel"),
    "GetComputedRole": ("GET", "/element/{id}/computedrole"),
    "PerformActions": ("POST", "/actions"),
    "SetWindowRect": ("POST", "/window/rect"),
    "TakeScreenshot": ("GET", "/screenshot"),
    "DeleteSession": ("DELETE", ""),
}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # under this key the answers name an element
#: What every session asks for: no waiting for pages (the hands wait themselves, for a page may be held up on purpose),
#: and the weather page's certificate as it is.
WISHES = {"pageLoadStrategy": "none", "acceptInsecureCerts": True}


class Refused(Exception):
    """The browser did not do it. `args` are its own name for why, and what it says."""


class Driver(Protocol):
    """Does one command after another in one browser."""

    def does(self, command: str, **given: Any) -> Any:
        """The answer to a command. Raises Refused."""


def proxy_to(address: str) -> dict[str, object]:
    """The wish for this proxy for everything but this machine."""
    return {"proxyType": "manual", "httpProxy": address, "sslProxy": address, "noProxy": ["127.0.0.1"]}


class OverHttp:
    """A session of a driver that answers at `url`. Raises Refused where it opens none."""

    def __init__(self, url: str, wishes: dict[str, object]) -> None:
        self._open = build_opener(ProxyHandler({})).open
        self._url = f"{url}/session"
        begun = self._answer("POST", "", {"capabilities": {"alwaysMatch": WISHES | wishes}}, SECONDS)
        self._url += "/" + begun["sessionId"]

    def does(self, command: str, **given: Any) -> Any:
        method, path = COMMANDS[command]
        answer = partial(self._answer, method, path.format_map(given), given if method == "POST" else None)
        if command == "ExecuteScript":
            # WebKit forgets a script that the end of its page overtook. Ours change nothing: asked again, it answers.
            with suppress(TimeoutError):
                return answer(SCRIPT_SECONDS)
        return answer(SECONDS)

    def _answer(self, method: str, path: str, given: dict[str, Any] | None, seconds: float) -> Any:
        body = None if given is None else json.dumps(given).encode()
        request = Request(self._url + path, body, {"Content-Type": "application/json"}, method=method)
        try:
            with self._open(request, timeout=seconds) as response:
                return json.load(response)["value"]
        except HTTPError as error:
            with error:
                why = json.load(error)["value"]
            raise Refused(why["error"], why["message"]) from None


class OverMarionette:
    """A session of the Firefox that listens on this port. Each message is its length, a colon, and a JSON list."""

    def __init__(self, port: int, wishes: dict[str, object]) -> None:
        self._line = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
        self._heard = self._line.makefile("rb")
        self._number = 0
        self._message()  # it says who it is
        self.does("NewSession", **WISHES, **wishes)

    def does(self, command: str, **given: Any) -> Any:
        return self.asks(f"WebDriver:{command}", **given)

    def asks(self, command: str, **given: Any) -> Any:
        """The answer to a command by its whole name: some are Marionette's own."""
        self._number += 1
        said = json.dumps([0, self._number, command, given]).encode()
        self._line.sendall(b"%d:%b" % (len(said), said))
        _, number, why, answer = self._message()
        assert number == self._number
        if why:
            raise Refused(why["error"], why["message"])
        return answer.get("value", answer) if isinstance(answer, dict) else answer

    def close(self) -> None:
        self._heard.close()
        self._line.close()

    def _message(self) -> Any:
        length = b""
        while (digit := self._heard.read(1)) != b":":
            if not digit:
                raise Refused("gone", "Firefox hung up.")
            length += digit
        return json.loads(self._heard.read(int(length)))
