"""The visit cookie: flask's own signed cookie, which the clock has no say in, and whose signer is made once."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeTimedSerializer


class VisitCookie(SecureCookieSessionInterface):
    """Signs and reads the cookie of one app, whose keys do not change while it runs."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

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
        signer, value = self.get_signing_serializer(app), request.cookies.get(self.get_cookie_name(app))
        if signer is None or not value:
            return self.session_class()
        try:
            return self.session_class(signer.loads(value))
        except BadSignature:
            return self.session_class()
