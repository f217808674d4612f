"""The visit cookie: flask's own signed cookie, which the clock has no say in, and which is not read anew each time."""

from functools import lru_cache
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer


class VisitCookie(SecureCookieSessionInterface):
    """Signs and reads the cookie of one app, whose keys do not change while it runs."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None
        # Somebody who answers brings the same cookie with page after page, and what it holds does not change with time.
        self._held = lru_cache(maxsize=4096)(self._opened)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The signer with this app's keys."""
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """What the cookie holds; nothing where it is not ours.

        Its age is not looked at: drafts and tokens end in the database. A cookie "from the future", because a clock
        was put back or another machine's is behind, would count as none, and the next page would write over it.
        """
        value = request.cookies.get(self.get_cookie_name(app))
        if not value or self.get_signing_serializer(app) is None:
            return self.session_class()
        try:
            return self.session_class(self._held(value))
        except BadSignature:
            return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie along where something in it changed. Nothing between us and a browser keeps a page of ours
        (`no-store`), so none has to be told that pages differ by it.
        """
        if session.modified:
            super().save_session(app, session, response)

    def _opened(self, value: str) -> dict[str, Any]:
        assert self._signer is not None
        held: dict[str, Any] = self._signer.loads(value)
        return held
