"""What machines ask and tell: is it alive, is it ready, what became of a message; in local use, what went by post."""

import hmac

import structlog
from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from portal import outbox
from portal.cases import acts
from portal.db import Unavailable
from portal.outbox.receipts import BadReceipt, read_receipt
from portal.vocabulary import Register
from portal.web.public import visit
from portal.web.wiring import portal

hooks = Blueprint("hooks", __name__)
notify = Blueprint("notify", __name__)
tray = Blueprint("tray", __name__)

LONGEST_RECEIPT = 10_000  # bytes; Notify's have some 500

log = structlog.get_logger()


@hooks.get("/healthz")
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(ok=True)


@hooks.get("/readyz")
def ready() -> ResponseReturnValue:
    """Everything is in order, or not. A reason would tell a stranger more than it would tell a machine."""
    ok = portal().is_ready()
    return jsonify(ok=ok), 200 if ok else 503


@notify.before_request
def only_notify() -> ResponseReturnValue | None:
    """Whoever has not the token learns nothing here, not even that its body was no good."""
    token = portal().settings.notify_callback_token.encode()
    given = request.headers.get("Authorization", "").encode("latin-1", "replace")
    if token and hmac.compare_digest(given, b"Bearer " + token):
        return None
    answer = jsonify(ok=False)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer, 401


@notify.post("/notify/receipts")
def receipt() -> ResponseReturnValue:
    """GOV.UK Notify tells what became of a message. It tells again after a 5xx, and never after a 4xx.

    The answer is the same whether or not there is such a message.
    """
    request.max_content_length = LONGEST_RECEIPT
    told = read_receipt(request.get_data())
    wired = portal()
    office = wired.office
    with wired.writing() as session:
        acts.receipt_came(session, told, wired.now(), office=office)
    return jsonify(ok=True)


@notify.errorhandler(BadReceipt)
@notify.errorhandler(RequestEntityTooLarge)
def no_receipt(fault: Exception) -> ResponseReturnValue:
    """A body that is none of Notify's: nothing of it is kept, repeated or logged."""
    is_long = isinstance(fault, RequestEntityTooLarge)
    why = "The body is too long." if is_long else str(fault)
    log.warning("receipt refused", why=why)
    return jsonify(ok=False, why=why), 413 if is_long else 400


@notify.errorhandler(Unavailable)
def not_now(fault: Unavailable) -> ResponseReturnValue:
    """The database cannot take it now: Notify tells us again in some minutes."""
    log.warning("receipt waits", cause=type(fault.__cause__).__name__)
    return jsonify(ok=False), 503


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
