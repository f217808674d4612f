"""The gate of every staff page: who is signed in here, whether they may open this door, and the cookie that says so.

A door carries `permits(act)` or `own`, or is named in PUBLIC_ENDPOINTS; any other opens for nobody. It refuses to know
how somebody proved who they are, and which case a page is about.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypeVar, cast

from flask import Blueprint, Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as Answer

from portal.db import Unavailable
from portal.staff import Staff, permitted, sessions
from portal.staff.known_browsers import LASTS, Browser
from portal.staff.sessions import Open, Standing
from portal.vocabulary import Act
from portal.web.staff.showing import show, show_kept
from portal.web.whose import STAFF
from portal.web.wiring import portal

COOKIE = "staff"
MARKS = "staff-browser"  # who signed in here before, as `known_browsers` has it
#: The ways in and out: they are for somebody who is not signed in, or do not care.
PUBLIC_ENDPOINTS = (
    "staff.sign_in",
    "staff.try_password",
    "staff.second_step",
    "staff.try_code",
    "staff.sign_out",
    "staff.set_up",
    "staff.try_set_up_code",
    "staff.set_up_account",
    "staff.finish_set_up",
    "staff.set_up_picture",
    "staff.start_single_sign_on",
    "staff.come_from_single_sign_on",
    "staff.kept_here",
)
_HOME = "staff.worklist"
_WAYS = re.compile(rf"{STAFF}/(sign-in|sign-out|second-step|set-up|sso)(/|$)")
_OURS = re.compile(rf"{STAFF}(/[A-Za-z0-9_-]+)*/?")
_LONGEST_PATH = 200
_PERMIT, _OWN = "staff_permit", "staff_own"

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
blueprint = Blueprint("staff", __name__, url_prefix=STAFF)


def permits(act: Act) -> Callable[[View], View]:
    """Let through whoever is signed in and has a role that permits this act. What a case allows is asked elsewhere."""

    def declare(view: View) -> View:
        setattr(view, _PERMIT, act)
        return view

    return declare


def own(view: View) -> View:
    """Let through whoever is signed in, whatever they are here: this door shows and changes nothing but their own."""
    setattr(view, _OWN, True)
    return view


def is_own(app: Flask, endpoint: str) -> bool:
    """Was a door declared as everybody's own?"""
    return getattr(app.view_functions[endpoint], _OWN, False)


def permit_of(app: Flask, endpoint: str) -> Act | None:
    """The act that a door was declared with; None where it was not."""
    act: Act | None = getattr(app.view_functions[endpoint], _PERMIT, None)
    return act


def undeclared(app: Flask) -> Iterator[str]:
    """Staff doors that say nothing of who may open them, and open for nobody."""
    for rule in app.url_map.iter_rules():
        is_ours = rule.rule.startswith(STAFF) and rule.endpoint not in PUBLIC_ENDPOINTS
        if is_ours and permit_of(app, rule.endpoint) is None and not is_own(app, rule.endpoint):
            yield rule.endpoint


def signed_in() -> Staff:
    """Who is signed in: for doors behind the gate, where somebody always is."""
    return cast(Staff, g.me)


@blueprint.before_request
def gate() -> ResponseReturnValue | None:
    """Nobody comes by here without being signed in and permitted, but to the ways in."""
    endpoint = request.endpoint or ""
    if endpoint in PUBLIC_ENDPOINTS:
        return None
    found = opened()
    if found is None or found.standing is not Standing.IN:
        return _sent_to_sign_in()
    g.me = found.staff
    if found.is_due:
        _touch()
    if is_own(current_app, endpoint):
        return None
    act = permit_of(current_app, endpoint)
    if act is None or act not in permitted(found.staff.roles):
        return show("staff/access/not_permitted.html"), 403
    return None


def opened() -> Open | None:
    """The session of this browser, however far it came."""
    token = held_token()
    if not token:
        return None
    with portal().reading() as session:
        return sessions.find(session, token, portal().now())


def held_token() -> str:
    """The token in the cookie; empty where there is none."""
    return request.cookies.get(COOKIE, "")


def let_go_on(token: str, to: str) -> Answer:
    """Send a browser on with a new token."""
    answer = redirect(to, 303)
    hold(answer, token)
    return answer


def hold(answer: Answer, token: str) -> None:
    """Put a token in the cookie. It is sent to staff pages only, and says nothing."""
    answer.set_cookie(COOKIE, token, path=STAFF, httponly=True, secure=not portal().settings.local, samesite="Lax")


def forget(answer: Answer) -> None:
    """Take the cookie away."""
    answer.delete_cookie(COOKIE, path=STAFF, httponly=True, secure=not portal().settings.local, samesite="Lax")


def this_browser() -> Browser:
    """The browser that asks, by what it keeps of signing in before."""
    return Browser(request.cookies.get(MARKS, ""), portal().settings.secret_keys)


def remember(answer: Answer, marks: str) -> None:
    """Put marks in the browser, for long. It sends them from staff pages to staff pages only, and they open nothing."""
    answer.set_cookie(
        MARKS,
        marks,
        max_age=LASTS,
        path=STAFF,
        httponly=True,
        secure=not portal().settings.local,
        samesite="Strict",
    )


def page_asked_for(said: str) -> str:
    """The page of ours to go on to once somebody is in; the worklist for anything that is not one."""
    is_ours = len(said) <= _LONGEST_PATH and _OURS.fullmatch(said) and not _WAYS.match(said)
    return said if is_ours else url_for(_HOME)


def source() -> str:
    """Where a try comes from: the network address."""
    return request.remote_addr or ""


def try_key() -> str:
    """What hashes the names that tries are counted under."""
    return portal().settings.secret_key


def _touch() -> None:
    # A database that takes no writing just now throws nobody out; the next page asks again.
    with suppress(Unavailable), portal().writing() as session:
        sessions.touch(session, held_token(), portal().now())


def _sent_to_sign_in() -> ResponseReturnValue:
    """A page with the way in. A post keeps what was typed: once signed in elsewhere, one press sends it again."""
    if request.method in {"GET", "HEAD"}:
        page = sign_in_page(back=request.path)
    else:
        page = show_kept("staff/access/signed_out.html")
    answer = Response(page, 401)
    answer.headers["WWW-Authenticate"] = f'Cookie realm="staff", form-action="{url_for("staff.sign_in")}"'
    return answer


def sign_in_page(*, back: str = "", **given: Any) -> str:
    """The form for address and password, and the button of single sign-on where the council has one."""
    sso = portal().council.single_sign_on
    return show("staff/access/sign_in.html", back=back, single_sign_on=sso is not None, **given)
