"""Light or dark, whatever the phone says: chosen on a page of its own, kept in the visit cookie, and in no database."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from portal.script import looks as words
from portal.vocabulary import Register
from portal.web.public import visit

look = Blueprint("look", __name__)

LOOKS = {"": words.LOOK_AS_THE_PHONE, "light": words.LOOK_LIGHT, "dark": words.LOOK_DARK}


def chosen() -> str:
    """How this browser's pages are to look: "light", "dark", or "" for as the phone is set."""
    kept = cookie.get(visit.LOOK, "")
    return kept if kept in LOOKS else ""


@look.get("/look")
def choose() -> str:
    """The three looks."""
    return render_template("conversation/look.html", say=visit.speech(Register.CHILD), looks=LOOKS, chosen=chosen())


@look.post("/look")
def keep() -> Response:
    """Keep the one that was chosen, and go on where somebody was."""
    picked = request.form.get("look", "")
    if picked in LOOKS and picked:
        cookie[visit.LOOK] = picked
    else:
        cookie.pop(visit.LOOK, None)
    return redirect(url_for("public.carry_on"), 303)
