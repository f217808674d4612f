"""Only a page of ours may post here: flask-wtf's token, masked anew in every response, and where the post came from.

A mask, because pages that repeat what a person typed are compressed: a token that stands the same in each could be
guessed a letter at a time from their lengths.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlsplit

from flask import request
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

from portal.vocabulary import Refusal
from portal.web.wiring import portal

FIELD = "csrf_token"
#: Leaving must never be held up, and another site could only end a visit, whose cookie it cannot send (SameSite).
UNCHECKED = frozenset({"public.leave"})


class StalePage(Refusal):
    """A post without a token of ours, or with one whose time is over: an old page, or another site's."""


def token() -> str:
    """A token for a form, different in every response."""
    plain = generate_csrf().encode()
    mask = os.urandom(len(plain))
    return urlsafe_b64encode(mask + _xor(plain, mask)).decode()


def check() -> None:
    """Raises StalePage unless this request changes nothing, or was posted from a page of ours."""
    if request.method in {"GET", "HEAD", "OPTIONS"} or request.endpoint in UNCHECKED:
        return
    came_from = request.headers.get("Origin") or request.headers.get("Referer")
    if came_from and came_from != "null" and not _is_ours(came_from):
        raise StalePage("posted from elsewhere")
    try:
        validate_csrf(_unmasked(request.form.get(FIELD, "")))
    except (ValidationError, ValueError) as error:
        raise StalePage("no token, or an old one") from error


def _is_ours(address: str) -> bool:
    origin = urlsplit(address)
    # Behind a proxy that ends TLS the request itself says http; the address we are known by is the other right answer.
    known = urlsplit(portal().settings.url)
    return origin.netloc in {request.host, known.netloc}


def _unmasked(masked: str) -> str:
    both = urlsafe_b64decode(masked)
    half = len(both) // 2
    return _xor(both[:half], both[half:]).decode()


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
