"""What every response carries: what a browser may load, keep and tell, and fewer bytes on the wire."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import brotli
from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Where "Leave this page" lands: an ordinary page that anybody may have open.
LEAVE_TO = "https://www.bbc.co.uk/weather"
_SMALLEST = 500  # bytes; below that packing costs more than it saves
_PACKED = frozenset({"text/html", "application/json"})
_QUALITY = 5  # 0.13 ms a page; the most that 11 saves is a tenth more, for 80 times as long


def register(app: Flask, *, inline_styles: tuple[str, ...], https: bool, forms_lead_to: str = "") -> None:
    """Add the headers to every response of the app. `inline_styles` are the style elements that pages may carry;
    `forms_lead_to` is an origin that the answer to a form may send somebody on to, if there is one.
    """
    hashes = " ".join(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in inline_styles)
    leave_origin = "/".join(LEAVE_TO.split("/")[:3])
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src 'self' {hashes}",
            "script-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            # Leaving is a form whose answer is a redirect there, and browsers hold redirects of forms to this list.
            f"form-action 'self' {leave_origin} {forms_lead_to}".rstrip(),
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
    fixed = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        # no-referrer would take away what CSRF checks look at over https
        "Referrer-Policy": "same-origin",
        # Safari then keeps no page whole for Back either: without scripts nothing else stops it from showing a story.
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-store",
    }
    if https:
        fixed["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"

    app.after_request(_packed)
    app.wsgi_app = _Carrying(app.wsgi_app, tuple(fixed.items()))  # type: ignore[method-assign]


class _Carrying:
    """Adds the same headers to every response of an app, on its way out: they are no concern of any door."""

    def __init__(self, app: "WSGIApplication", headers: tuple[tuple[str, str], ...]) -> None:
        self._app, self._headers = app, headers

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""

        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Callable[[bytes], object]:
            return start_response(status, [*headers, *self._headers], *failed)

        return self._app(environ, start)


@lru_cache(maxsize=64)  # browsers say one of a few things
def _takes_brotli(accepted: str) -> bool:
    return bool(parse_accept_header(accepted).quality("br"))


def _packed(response: Response) -> Response:
    may_be_packed = response.mimetype in _PACKED and not response.direct_passthrough
    if not may_be_packed or not _takes_brotli(request.headers.get("Accept-Encoding", "")):
        return response
    body = response.get_data()
    if len(body) >= _SMALLEST and "Content-Encoding" not in response.headers:
        response.set_data(brotli.compress(body, mode=brotli.MODE_TEXT, quality=_QUALITY))
        response.headers["Content-Encoding"] = "br"
        response.vary.add("Accept-Encoding")
    return response
