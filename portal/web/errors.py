"""Every refusal and its page, as one table: what happened in a clear sentence, and nothing lost."""

import structlog
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from portal.db import Unavailable
from portal.drafts import AlreadySent, Expired
from portal.script import phrases
from portal.vocabulary import Refusal, Register
from portal.web.csrf import StalePage
from portal.web.public import visit
from portal.web.public.again import press_again

log = structlog.get_logger()

#: Refusals after which the same post may be pressed again, with everything still in it.
PRESS_AGAIN: dict[type[Refusal], tuple[int, str]] = {
    StalePage: (400, "This page was open for a long time. What you wrote is still here. Press the button to send it."),
    Unavailable: (
        503,
        "We could not keep that just now. What you wrote is still here. Wait a bit and press the button.",
    ),
}
#: Refusals and errors that end in a plain page.
PLAIN: dict[int, tuple[str, str]] = {
    400: ("Something was missing", "We could not read what your phone sent. Go back and try again."),
    404: ("This page is not here", "The page you asked for is not here. You can start from the first page."),
    405: ("This page is not here", "The page you asked for is not here. You can start from the first page."),
    410: ("Your answers have gone", "We keep answers for some days only, and that time is over. You can start again."),
    413: ("That was too much at once", "That is more than we can take in one go. Go back and make it shorter."),
    429: ("Please wait a bit", "There were many tries. Wait a minute and try again."),
    500: ("Something went wrong here", "That was our fault, not yours. Wait a bit and try again."),
    503: ("We cannot open this now", "Something here is not working just now. Wait a bit and try again."),
}


def register(app: Flask) -> None:
    """Map each refusal and error to its answer."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _broken)


def _refused(refusal: Exception) -> ResponseReturnValue:
    again = next((said for kind, said in PRESS_AGAIN.items() if isinstance(refusal, kind)), None)
    if again and request.method == "POST":
        return press_again(again[1], again[0])
    if isinstance(refusal, Expired):
        return _plain(410)
    if isinstance(refusal, AlreadySent):
        return _plain(400)
    return _plain(503 if isinstance(refusal, Unavailable) else 400)


def _http(error: HTTPException) -> ResponseReturnValue:
    return _plain(error.code if error.code in PLAIN else 400 if (error.code or 500) < 500 else 500)


def _broken(error: Exception) -> ResponseReturnValue:
    original = getattr(error, "original_exception", None) or error
    # Its kind and place only: a message may hold what a person wrote.
    log.error("request failed", error=type(original).__name__, endpoint=request.endpoint)
    return _plain(500)


def _plain(status: int) -> tuple[str, int]:
    title, sentence = PLAIN[status]
    say = visit.speech(Register.CHILD)
    return render_template("error.html", say=say, phrases=phrases, title=title, sentence=sentence), status
