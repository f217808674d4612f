"""The doors of setting an account up: the code it came with, then a password and a second factor, then spare codes."""

import structlog
from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.staff import passwords, second_factor, setting_up
from portal.staff.passwords import WeakPassword
from portal.staff.setting_up import SettingUp
from portal.staff.tries import TooManyTries
from portal.web.staff.access import (
    blueprint,
    held_token,
    hold,
    let_go_on,
    page_asked_for,
    remember,
    source,
    this_browser,
    try_key,
)
from portal.web.staff.showing import show
from portal.web.staff.signing_in import too_many
from portal.web.wiring import portal

_log = structlog.get_logger(__name__)

_WRONG = "This code is not right, was used already, or is older than 24 hours. Ask for a new one."
_SET_UP = "Your account is set up, and you are signed in."
_WRONG_CODE = "This code is not right. Wait for the next one in your app and type that."


@blueprint.get("/set-up")
def set_up() -> ResponseReturnValue:
    """The box for the code that came with an account."""
    return show("staff/access/set_up.html")


@blueprint.post("/set-up")
def try_set_up_code() -> ResponseReturnValue:
    """A right code opens the page on which the account is set up, in this browser only."""
    wired = portal()
    try:
        with wired.writing() as session:
            typed = request.form.get("code", "")
            token = setting_up.redeem(session, typed, source(), key=try_key(), now=wired.now())
    except TooManyTries as many:
        return too_many(many)
    if token is None:
        return show("staff/access/set_up.html", problems={"code": _WRONG}), 422
    return let_go_on(token, url_for("staff.set_up_account"))


@blueprint.get("/set-up/account")
def set_up_account() -> ResponseReturnValue:
    """Password, picture for the app, and a code of the app."""
    found = _on_the_way()
    return _account_page(found) if found else redirect(url_for("staff.set_up"), 303)


@blueprint.get("/set-up/picture")
def set_up_picture() -> ResponseReturnValue:
    """The secret for the app as a QR code, for whoever is setting up."""
    found = _on_the_way()
    if found is None:
        return redirect(url_for("staff.set_up"), 303)
    address = second_factor.uri(found.secret, email=found.email, issuer=_issuer())
    return Response(second_factor.picture(address), mimetype="image/svg+xml")


@blueprint.post("/set-up/account")
def finish_set_up() -> ResponseReturnValue:
    """All of it at once. The spare codes stand in this answer, and nowhere else ever."""
    found, wired = _on_the_way(), portal()
    if found is None:
        return redirect(url_for("staff.set_up"), 303)
    password = request.form.get("password", "")
    try:
        found.refuse_weak(password, wired.council.name, wired.council.short_name)
    except WeakPassword as weak:
        return _account_page(found, password=str(weak)), 422
    password_hash = passwords.hash_of(password)  # takes long: nobody waits for it with a transaction open
    with wired.writing() as session:
        typed = request.form.get("code", "")
        done = setting_up.finish(session, held_token(), password_hash, typed, wired.now())
        marks = this_browser().marked(session, done.account_id, wired.now()) if done else ""
    if done is None:
        return _account_page(found, code=_WRONG_CODE), 422
    _log.info("staff-set-up", account=done.account_id)
    answer = Response(spare_codes_page(done.recovery_codes, _SET_UP, page_asked_for("")))
    hold(answer, done.token)
    remember(answer, marks)
    return answer


def spare_codes_page(codes: tuple[str, ...], lead: str, onwards: str) -> str:
    """The only page that shows them. `lead` is what happened before, `onwards` where to go on to."""
    return show("staff/access/spare_codes.html", codes=codes, lead=lead, home=onwards)


def _on_the_way() -> SettingUp | None:
    with portal().reading() as session:
        return setting_up.on_the_way(session, held_token(), portal().now())


def _account_page(found: SettingUp, **problems: str) -> str:
    groups = " ".join(found.secret[at : at + 4] for at in range(0, len(found.secret), 4))
    return show("staff/access/set_up_account.html", found=found, secret=groups, problems=problems)


def _issuer() -> str:
    return f"Complaints, {portal().council.short_name}"
