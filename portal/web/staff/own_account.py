"""The doors of one's own account: what it is, where else it is signed in, new spare codes, and what a browser keeps."""

import structlog
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.staff import own_account as rooms
from portal.staff.known_browsers import LASTS
from portal.staff.own_account import OwnAccount
from portal.staff.sessions import AT_MOST, IDLE, Source
from portal.staff.tries import TooManyTries
from portal.vocabulary.labels import label
from portal.web.staff import drawing
from portal.web.staff.access import blueprint, held_token, own, signed_in, try_key
from portal.web.staff.drawing import Fact
from portal.web.staff.listed import team_name
from portal.web.staff.menu import places
from portal.web.staff.setting_up import spare_codes_page
from portal.web.staff.showing import show
from portal.web.staff.signing_in import too_many
from portal.web.wiring import portal

_log = structlog.get_logger(__name__)

_BY = {Source.LOCAL: "A password and a code from your app", Source.SSO: "Your work account"}
_ANEW = "Your old spare codes work no more."
_NO_CODE = "Enter the code from your app"
_WRONG_CODE = "This code is not right, or it was used already. Wait for the next one in your app."


@blueprint.get("/account")
@own
def own_account() -> ResponseReturnValue:
    """Who one is here, and where one is signed in."""
    mine = _mine()
    if mine is None:  # ended since the gate was passed
        return redirect(url_for("staff.sign_in"), 303)
    return show("staff/access/account.html", places=places(), facts=_facts(mine), mine=mine)


@blueprint.post("/account/sign-out-elsewhere")
@own
def sign_out_elsewhere() -> ResponseReturnValue:
    """Every other browser is out at once."""
    wired = portal()
    with wired.writing() as session:
        rooms.sign_out_elsewhere(session, held_token(), wired.now())
    _log.info("staff-signed-out-elsewhere", account=signed_in().id)
    return redirect(url_for("staff.own_account"), 303)


@blueprint.get("/account/spare-codes")
@own
def spare_codes() -> ResponseReturnValue:
    """What new ones ask for first. Looking at this page changes nothing."""
    return _ask() if _has_codes() else redirect(url_for("staff.own_account"), 303)


@blueprint.post("/account/spare-codes")
@own
def make_spare_codes() -> ResponseReturnValue:
    """New ones in place of the old. They stand in this answer, and nowhere else ever."""
    wired, typed = portal(), request.form.get("code", "")
    if not _has_codes():
        return redirect(url_for("staff.own_account"), 303)
    if not typed.strip():
        return _ask(code=_NO_CODE), 422
    try:
        with wired.writing() as session:
            made = rooms.new_spare_codes(session, held_token(), typed, key=try_key(), now=wired.now())
    except TooManyTries as many:
        return too_many(many)
    if made is None:
        _log.info("staff-not-let-in", at="spare-codes")
        return _ask(code=_WRONG_CODE), 422
    _log.info("staff-new-spare-codes", account=signed_in().id)
    return spare_codes_page(made, _ANEW, url_for("staff.own_account"))


@blueprint.get("/cookies")
def kept_here() -> ResponseReturnValue:
    """What staff pages keep in a browser, for whoever wants to know before signing in."""
    return show("staff/access/kept_here.html", days=LASTS.days, idle=IDLE.seconds // 60, hours=AT_MOST.seconds // 3600)


def _mine() -> OwnAccount | None:
    with portal().reading() as session:
        return rooms.of(session, held_token(), portal().now())


def _has_codes() -> bool:
    mine = _mine()
    return mine is not None and mine.spare_codes is not None


def _ask(**problems: str) -> str:
    return show("staff/access/new_spare_codes.html", places=places(), problems=problems)


def _facts(mine: OwnAccount) -> tuple[Fact, ...]:
    teams = (Fact("Teams", tuple(team_name(team) for team in mine.teams)),) if mine.teams else ()
    codes = "New spare codes"
    spare = (Fact("Spare codes", f"{mine.spare_codes} left", "", drawing.Action(codes, url_for("staff.spare_codes"))),)
    return (
        Fact("Name", mine.name),
        Fact("Work email address", mine.email),
        Fact("Roles", tuple(label(role) for role in mine.roles)),
        *teams,
        Fact("You sign in with", _BY[mine.source]),
        Fact("Signed in since", mine.since, f"You sign in again after {AT_MOST.seconds // 3600} hours at the latest."),
        *(spare if mine.spare_codes is not None else ()),
    )
