"""The visit cookie: flask's own signed cookie, whose signer is made once instead of twice in every request."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class VisitCookie(SecureCookieSessionInterface):
    """Signs and reads the cookie of one app, whose keys do not change while it runs."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The signer with this app's keys."""
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer
