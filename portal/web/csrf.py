"""Only a page of ours may post here: flask-wtf's token, masked anew in every response, and where the post came from.

Another site's post brings no cookie, but an answer to it may set one: it gets none, and repeats nothing.

A mask, because pages that repeat what a person typed are compressed: a token that stands the same in each could be
guessed a letter at a time from their lengths.
"""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from urllib.parse import urlsplit

from flask import current_app, redirect, request
from flask import session as cookie
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response
from wtforms import ValidationError

from portal.vocabulary import Refusal
from portal.web.headers import LEAVE_TO
from portal.web.wiring import portal

FIELD = "csrf_token"
LEAVE = "public.leave"
RECEIPTS = "notify.receipt"  # GOV.UK Notify has no page of ours: it has a token of its own


class FromElsewhere(Refusal):
    """A post from another site's page."""


class StalePage(Refusal):
    """A post without a token of this visit's: a page from before its cookie was lost or changed."""


class NoCookie(StalePage):
    """The same, and without our cookie: a browser that keeps none, or has just lost it."""


def token() -> str:
    """A token for a form, different in every response; none in an answer to another site: it would bring a cookie."""
    if is_foreign():
        return ""
    held = cookie.get(FIELD)
    plain = (_signed(held) if held else generate_csrf()).encode()
    mask = os.urandom(len(plain))
    return urlsafe_b64encode(mask + _xor(plain, mask)).decode()


@lru_cache(maxsize=1024)
def _signed(_held: str) -> str:
    # Somebody who answers asks for page after page: one signature of what their cookie holds does for all of them.
    return str(generate_csrf())


def check() -> Response | None:
    """Raises FromElsewhere or StalePage unless this request changes nothing, or was posted from a page of ours.

    Leaving asks for no token, because nothing may hold it up; pressed on another site, it leads away and ends nothing.
    """
    if not _changes_something() or request.endpoint == RECEIPTS:
        return None
    if is_foreign():
        if request.endpoint == LEAVE:
            return redirect(LEAVE_TO, 303)
        raise FromElsewhere("posted from elsewhere")
    if request.endpoint == LEAVE:
        return None
    try:
        plain, held = _unmasked(request.form.get(FIELD, "")), cookie.get(FIELD)
        if not (held and hmac.compare_digest(plain.encode(), _signed(held).encode())):  # ours, as this process signs it
            validate_csrf(plain)
    except (ValidationError, ValueError) as error:
        has_cookie = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
        raise (StalePage if has_cookie else NoCookie)("no token, or an old one") from error
    return None


def is_foreign() -> bool:
    """Does this request come from another site's page, and would it change something here?"""
    if not _changes_something():
        return False
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return True
    came_from = request.headers.get("Origin") or request.headers.get("Referer")
    if came_from == "null":  # a page that hides where it is: ours sends its cookie along
        return current_app.config["SESSION_COOKIE_NAME"] not in request.cookies
    return came_from is not None and came_from not in {"", "null"} and not _is_ours(came_from)


def _changes_something() -> bool:
    return request.method not in {"GET", "HEAD", "OPTIONS"}


def _is_ours(address: str) -> bool:
    try:
        # The address we are known by is right also behind a proxy that ends TLS, where the request itself says http.
        host = urlsplit(address).netloc
        return host == urlsplit(portal().settings.url).netloc or host == request.host
    except (HTTPException, ValueError):  # asked for by a name that is not ours, or no address at all
        return False


def _unmasked(masked: str) -> str:
    both = urlsafe_b64decode(masked)
    half = len(both) // 2
    return _xor(both[:half], both[half:]).decode()


def _xor(one: bytes, other: bytes) -> bytes:
    if len(one) != len(other):
        raise ValueError("a mask is as long as what it hides")
    return (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(len(one))
