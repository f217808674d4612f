"""The doors of signing in and out: address and password, then a code. They say the same to whoever is not let in."""

import structlog
from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as Answer

from portal.staff import sessions, signing_in
from portal.staff.sessions import Standing
from portal.staff.signing_in import LetIn
from portal.staff.tries import TooManyTries
from portal.web.staff.access import (
    blueprint,
    forget,
    held_token,
    hold,
    let_go_on,
    opened,
    page_asked_for,
    remember,
    sign_in_page,
    source,
    this_browser,
    try_key,
)
from portal.web.staff.showing import show
from portal.web.wiring import portal

_log = structlog.get_logger(__name__)

_WRONG = "The email address or the password is not right."
_NO_EMAIL, _NO_PASSWORD = "Enter your email address", "Enter your password"
_NO_CODE = "Enter the code from your app, or a spare code"
_WRONG_CODE = "This code is not right, or it was used already. Wait for the next one in your app."


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The form; whoever is in already goes on."""
    found = opened()
    if found and found.standing is Standing.IN:
        return redirect(page_asked_for(""), 303)
    return sign_in_page()


@blueprint.post("/sign-in")
def try_password() -> ResponseReturnValue:
    """The first step. A wrong address and a wrong password are one answer, and take as long."""
    wired, email, back = portal(), request.form.get("email", ""), request.form.get("back", "")
    password, browser = request.form.get("password", ""), this_browser()
    if empty := _left_empty(email, password):
        return sign_in_page(back=back, email=email, problems=empty), 422
    try:
        with wired.writing() as session:
            candidate = signing_in.come_forward(
                session, email, source(), key=try_key(), now=wired.now(), browser=browser
            )
    except TooManyTries as many:
        return too_many(many)
    proved = signing_in.prove(candidate, password)
    with wired.writing() as session:
        token = signing_in.go_on(session, proved, back=page_asked_for(back), now=wired.now())
    if token is None:
        _log.info("staff-not-let-in", at="password")
        return sign_in_page(back=back, email=email, problems={"email": _WRONG}), 422
    return let_go_on(token, url_for("staff.second_step"))


def _left_empty(email: str, password: str) -> dict[str, str]:
    """What was not typed at all: no try, because nothing is guessed by it. Asked before any account is looked for."""
    missing = {"email": _NO_EMAIL if not email.strip() else "", "password": _NO_PASSWORD if not password else ""}
    return {name: said for name, said in missing.items() if said}


@blueprint.get("/second-step")
def second_step() -> ResponseReturnValue:
    """The box for a code; without the step before it, that step."""
    return show("staff/access/second_step.html") if _is_half_way() else redirect(url_for("staff.sign_in"), 303)


@blueprint.post("/second-step")
def try_code() -> ResponseReturnValue:
    """The second step. From here on the browser has another token than before."""
    wired, typed = portal(), request.form.get("code", "")
    if not _is_half_way():
        return redirect(url_for("staff.sign_in"), 303)
    if not typed.strip():
        return show("staff/access/second_step.html", problems={"code": _NO_CODE}), 422
    try:
        with wired.writing() as session:
            let_in = signing_in.second_step(session, held_token(), typed, key=try_key(), now=wired.now())
            marks = this_browser().marked(session, let_in.account_id, wired.now()) if let_in else ""
    except TooManyTries as many:
        return too_many(many)
    if let_in is None:
        _log.info("staff-not-let-in", at="second-step")
        return show("staff/access/second_step.html", problems={"code": _WRONG_CODE}), 422
    _log.info("staff-signed-in", account=let_in.account_id)
    answer = _in(let_in)
    remember(answer, marks)
    return answer


def _in(let_in: LetIn) -> Answer:
    back = page_asked_for(let_in.back)
    if let_in.codes_left is None:
        return let_go_on(let_in.token, back)
    answer = Response(show("staff/access/spare_used.html", left=let_in.codes_left, back=back))
    hold(answer, let_in.token)
    return answer


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """This browser is signed in no more, whoever it was."""
    with portal().writing() as session:
        sessions.end(session, held_token())
    answer = redirect(url_for("staff.sign_in"), 303)
    forget(answer)
    return answer


def too_many(many: TooManyTries) -> ResponseReturnValue:
    """How long to wait. Nothing tells whether what was typed would have been right."""
    page = show("staff/access/too_many.html", wait=_wait(many.wait_seconds))
    return page, 429, {"Retry-After": str(many.wait_seconds)}


def _wait(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return f"{seconds} seconds" if seconds < 60 else "1 minute" if minutes == 1 else f"{minutes} minutes"


def _is_half_way() -> bool:
    found = opened()
    return found is not None and found.standing is Standing.SECOND_FACTOR
