"""Few requests at once in a process, each in its turn, and each whole before it takes one.

Threads of one process share one interpreter: sixteen that all want it make one another wait, and who waits longest is
left to chance. And somebody whose phone sends slowly, or went silent in the middle, must hold up nobody: a server hands
over a request once its head is there, so what is still to come of it is waited for here, outside of any turn.
"""

import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

AT_ONCE = 3  # so that one may wait for the disk and one for the database while another works
PATIENCE_SECONDS = 1.0  # for a turn: it saves work, but where all who have one wait for something it must stop nobody
ARRIVED = "portal.arrived"  # in the environment of a request: when all of it was there, by time.perf_counter


class InTurn:
    """An app whose requests are answered a few at once, in the order in which they were there."""

    def __init__(self, app: "WSGIApplication", *, longest: int, at_once: int = AT_ONCE) -> None:
        """`longest`, in bytes: of a request that says it is longer nothing is read here; the app says so."""
        self._app, self._longest, self._at_once = app, longest, at_once
        self._lock = Lock()
        self._inside = 0
        self._waiting: deque[Lock] = deque()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and 0 < int(length) <= self._longest:
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(length)))
            # A server that ends the input itself ends it too where the connection broke: half an answer would be taken
            # for the whole. Without its word the length counts, and what is shorter is refused.
            environ.pop("wsgi.input_terminated", None)
        environ[ARRIVED] = time.perf_counter()
        if not length and "HTTP_TRANSFER_ENCODING" in environ:
            # In pieces, as no form of ours comes. Each door reads no more of it than it takes, in its own time.
            return self._app(environ, start_response)
        self._enter()
        try:
            return self._app(environ, start_response)
        finally:
            self._leave()

    def _enter(self) -> None:
        with self._lock:
            if self._inside < self._at_once and not self._waiting:
                self._inside += 1
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=PATIENCE_SECONDS):
            return  # whoever left gave up its place
        with self._lock, suppress(ValueError):  # not there any more: it was given one in the same moment
            self._waiting.remove(turn)
            self._inside += 1

    def _leave(self) -> None:
        with self._lock:
            if self._waiting and self._inside <= self._at_once:
                self._waiting.popleft().release()
            else:
                self._inside -= 1
