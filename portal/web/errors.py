"""Every refusal and its page, as one table: what happened in a clear sentence, and nothing lost."""

import structlog
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from portal import logs
from portal.conversation import Words
from portal.db import Unavailable
from portal.drafts import Expired
from portal.script import pages
from portal.vocabulary import Refusal, Register
from portal.web.csrf import FromElsewhere, NoCookie, StalePage
from portal.web.public import visit
from portal.web.public.again import press_again
from portal.web.staff import faults as of_staff
from portal.web.whose import is_for_staff

log = structlog.get_logger()

#: Refusals after which the same post may be pressed again, with everything still in it. The first that fits is said.
PRESS_AGAIN: dict[type[Refusal], tuple[int, Words]] = {
    NoCookie: (400, pages.AGAIN_COOKIES),
    StalePage: (400, pages.AGAIN_STALE),
    Unavailable: (503, pages.AGAIN_BUSY),
}
#: Refusals that end in a plain page.
PLAIN: dict[type[Refusal], int] = {FromElsewhere: 400, Unavailable: 503, Expired: 410}
#: Any other that comes so far, and every other error, is a fault of ours.
BROKEN = (500, pages.AGAIN_BROKEN)


def register(app: Flask) -> None:
    """Map each refusal and error to its answer."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _broken)
    # Flask's own way would print the traceback with whatever words are in it; `_broken` logs what may be known.
    app.log_exception = lambda exc_info: None  # type: ignore[method-assign]


def _refused(refusal: Exception) -> ResponseReturnValue:
    again = next((said for kind, said in PRESS_AGAIN.items() if isinstance(refusal, kind)), None)
    plain = next((status for kind, status in PLAIN.items() if isinstance(refusal, kind)), None)
    if again is None and plain is None:
        return _broken(refusal)
    log.warning("request refused", refusal=_kind(refusal), cause=_kind(refusal.__cause__), endpoint=request.endpoint)
    if again and request.method == "POST":
        return _again(*again)
    return _plain(plain or 400)


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    known = {405: 404, 414: 400}.get(code, code)
    return _plain(known if known in pages.WRONG else 400 if code < 500 else 500, status=code)


def _broken(error: Exception) -> ResponseReturnValue:
    original = getattr(error, "original_exception", None) or error
    log.error("request failed", endpoint=request.endpoint, **logs.told(original))
    status, sentence = BROKEN
    return _again(status, sentence) if request.method == "POST" else _plain(status)


def _kind(error: BaseException | None) -> str:
    return type(error).__name__ if error else ""


def _again(status: int, sentence: Words) -> tuple[str, int]:
    if is_for_staff():
        return of_staff.press_again(status), status
    return press_again(sentence, status)


def _plain(kind: int, status: int | None = None) -> tuple[str, int]:
    if is_for_staff():
        return of_staff.plain(kind), status or kind
    title, sentence = pages.WRONG[kind]
    page = render_template("error.html", say=visit.speech(Register.CHILD), title=title, sentence=sentence)
    return page, status or kind
