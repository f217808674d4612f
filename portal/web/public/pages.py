"""Pages beside the conversation: help now, and someone on your side. They keep nothing and need nothing."""

from flask import Blueprint, render_template

from portal.script import notes
from portal.vocabulary import Register
from portal.web.public import visit

pages = Blueprint("pages", __name__)


@pages.get("/numbers")
def numbers() -> str:
    """Who can be called now."""
    return render_template(
        "conversation/help_now.html",
        say=visit.speech(Register.CHILD),
        urgent=(notes.EMERGENCY, notes.CANNOT_TALK, notes.SIGN),
        worried=(notes.IN_THE_DAY, notes.AT_NIGHT),
    )


@pages.get("/how")
def how() -> str:
    """How it works: the steps, someone on your side, how to come back, add, change or stop."""
    return render_template("conversation/how.html", say=visit.speech(Register.CHILD))


@pages.get("/side")
def advocate() -> str:
    """What an advocate is and how to get one."""
    return render_template("conversation/advocate.html", say=visit.speech(Register.CHILD))
