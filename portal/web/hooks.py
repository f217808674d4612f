"""What machines ask: is it alive, is it ready; and in local use, what went out by post."""

from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from portal import outbox
from portal.db import Unavailable
from portal.vocabulary import Register
from portal.web.public import visit
from portal.web.wiring import portal

hooks = Blueprint("hooks", __name__)
tray = Blueprint("tray", __name__)


@hooks.get("/healthz")
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(ok=True)


@hooks.get("/readyz")
def ready() -> ResponseReturnValue:
    """The database answers and has this release's schema."""
    try:
        ok = portal().is_ready()
    except Unavailable:
        ok = False
    return jsonify(ok=ok), 200 if ok else 503


@tray.before_request
def only_here() -> None:
    """The tray shows what people wrote to be reached by: to this machine alone, and only in local use."""
    if not portal().settings.local or request.remote_addr not in {"127.0.0.1", "::1"}:
        abort(404)


@tray.get("/post-tray")
def post_tray() -> str:
    """What would have gone out through GOV.UK Notify, as it would read."""
    with portal().reading() as session:
        items = outbox.tray(session)
    return render_template("tray.html", say=visit.speech(Register.ADULT), items=items)


@tray.get("/post-tray.json")
def post_tray_json() -> ResponseReturnValue:
    """The same for programs."""
    with portal().reading() as session:
        items = outbox.tray(session)
    shown = [
        {
            "kind": item.kind,
            "channel": item.channel,
            "to": item.to,
            "subject": item.subject,
            "body": item.body,
            "reference": item.reference,
        }
        for item in items
    ]
    return jsonify(messages=shown)
