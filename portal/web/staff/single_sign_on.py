"""The doors of single sign-on: off to the provider, and back. Coming back is a link, as the standard has it."""

from datetime import timedelta
from functools import partial

import structlog
from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from portal.db import retried
from portal.staff import known_elsewhere
from portal.staff.known_elsewhere import TurnedAway
from portal.staff.signing_in import LetIn
from portal.staff.single_sign_on import Identity, NotProved, Provider, ProviderAway, Started
from portal.web.staff.access import blueprint, let_go_on, page_asked_for
from portal.web.staff.showing import show
from portal.web.whose import STAFF
from portal.web.wiring import portal

_log = structlog.get_logger(__name__)

_COOKIE, _PATH = "staff-sso", f"{STAFF}/sso"
_LASTS = timedelta(minutes=10)  # to sign in there, with a second factor of theirs

#: Why somebody is not let in, and what they can do about it.
_WHY = {
    TurnedAway.NO_GROUP: "Your work account is in none of the groups that may use this service. Ask the complaints "
    "manager, or whoever looks after work accounts.",
    TurnedAway.NO_ADDRESS: "Your work account has no email address. Ask whoever looks after work accounts.",
    TurnedAway.ADDRESS_TAKEN: "There is an account here with your address that has a password of its own. Sign in with "
    "that, or ask whoever looks after this service to leave it to single sign-on.",
    TurnedAway.DISABLED: "Your account here is disabled. Ask the complaints manager.",
}
_NOT_PROVED = "Single sign-on did not let you in, or took too long. Nothing was done. You can try again."
_AWAY = "Single sign-on does not answer just now. Whoever is signed in already can go on. Wait a moment and try again."


@blueprint.post("/sso")
def start_single_sign_on() -> ResponseReturnValue:
    """Off to the provider. What only this browser may know on its way back is in a cookie for that address alone."""
    provider, wired = _provider(), portal()
    try:
        started = provider.start()
    except ProviderAway as away:
        return _away(away)
    held = {
        "state": started.state,
        "nonce": started.nonce,
        "verifier": started.verifier,
        "back": page_asked_for(request.form.get("back", "")),
        "until": (wired.now() + _LASTS).timestamp(),
    }
    answer = redirect(started.address, 303)
    answer.set_cookie(
        _COOKIE, _signer().dumps(held), path=_PATH, httponly=True, secure=not wired.settings.local, samesite="Lax"
    )
    return answer


@blueprint.get("/sso/back")
def come_from_single_sign_on() -> ResponseReturnValue:
    """Back from the provider. It counts once, in the browser that went, and within some minutes."""
    provider, wired, held = _provider(), portal(), _held()
    try:
        if held is None:
            raise NotProved("This browser did not ask to sign in, or too long ago.")
        started, back = held
        who = provider.identity(started, request.args, wired.now())
    except NotProved as not_proved:
        _log.info("staff-not-let-in", at="single-sign-on", cause=type(not_proved.__cause__).__name__)
        return _ended(_page("You are not signed in", _NOT_PROVED), 401)
    except ProviderAway as away:
        return _away(away)
    came = retried(partial(_come_in, provider, who, back))
    if isinstance(came, TurnedAway):
        _log.info("staff-not-let-in", at="single-sign-on", because=came.value)
        return _ended(_page("You are not let in", _WHY[came]), 403)
    _log.info("staff-signed-in", account=came.account_id)
    answer = let_go_on(came.token, came.back)
    answer.delete_cookie(_COOKIE, path=_PATH)
    return answer


def _come_in(provider: Provider, who: Identity, back: str) -> LetIn | TurnedAway:
    with portal().writing() as session:
        return known_elsewhere.come_in(session, who, provider.council, back=back, now=portal().now())


def _provider() -> Provider:
    wired = portal()
    council = wired.council.single_sign_on or abort(404)
    back = f"{wired.settings.url}{url_for('staff.come_from_single_sign_on')}"
    return Provider(council, wired.settings.oidc_secret, back)


def _held() -> tuple[Started, str] | None:
    try:
        held = _signer().loads(request.cookies.get(_COOKIE, ""))
    except BadSignature:
        return None
    if portal().now().timestamp() >= held["until"]:
        return None
    return Started("", held["state"], held["nonce"], held["verifier"]), page_asked_for(held["back"])


def _signer() -> URLSafeSerializer:
    # The last key signs, and any of them counts.
    return URLSafeSerializer([*reversed(portal().settings.secret_keys)], salt="staff single sign-on")


def _away(away: ProviderAway) -> ResponseReturnValue:
    _log.warning("single-sign-on-away", cause=type(away.__cause__).__name__)
    return _page("Single sign-on does not answer", _AWAY), 503


def _page(title: str, sentence: str) -> str:
    return show("staff/access/not_let_in.html", title=title, sentence=sentence)


def _ended(page: str, status: int) -> ResponseReturnValue:
    answer = Response(page, status)
    answer.delete_cookie(_COOKIE, path=_PATH)
    return answer
