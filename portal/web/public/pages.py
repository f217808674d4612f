"""Pages beside the conversation: help now, and what this is."""

from flask import Blueprint, render_template

from portal.script import phrases
from portal.vocabulary import Register
from portal.web.public import visit
from portal.web.wiring import portal

pages = Blueprint("pages", __name__)


@pages.get("/help-now")
def help_now() -> str:
    """Who can be called now. It keeps nothing and needs nothing."""
    wired = portal()
    now = wired.now()
    return render_template(
        "conversation/help_now.html",
        say=visit.speech(Register.CHILD),
        phrases=phrases,
        contacts=wired.council.contacts,
        duty=wired.council.safety.out_of_hours,
        staffed=wired.council.safety.is_staffed(now, wired.calendar.not_working),
    )


@pages.get("/advocate")
def advocate() -> str:
    """What an advocate is and how to get one."""
    return render_template(
        "conversation/advocate.html",
        say=visit.speech(Register.CHILD),
        phrases=phrases,
        contacts=portal().council.contacts,
    )
