"""What every response carries: what a browser may load, keep and tell, and fewer bytes on the wire."""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

import brotli
from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

#: Where "Leave this page" lands: an ordinary page that anybody may have open.
LEAVE_TO = "https://www.bbc.co.uk/weather"
_SMALLEST = 500  # bytes; below that packing costs more than it saves
_PACKED = frozenset({"text/html", "application/json"})
_QUALITY = 4  # 0.05 ms a page; the library's default of 11 costs 200 times as much for a tenth less


def register(app: Flask, *, inline_style: str, https: bool) -> None:
    """Add the headers to every response of the app. `inline_style` is the one style element pages may carry."""
    style_hash = b64encode(sha256(inline_style.encode()).digest()).decode()
    leave_origin = "/".join(LEAVE_TO.split("/")[:3])
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src 'self' 'sha256-{style_hash}'",
            "script-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            # Leaving is a form whose answer is a redirect there, and browsers hold redirects of forms to this list.
            f"form-action 'self' {leave_origin}",
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
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-store",
    }
    if https:
        fixed["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"

    @app.after_request
    def add(response: Response) -> Response:
        response.headers.extend(fixed)
        return _packed(response)


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
