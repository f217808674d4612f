"""Pages beside the conversation: help now, and someone on your side. They keep nothing and need nothing."""

from flask import Blueprint, render_template

from portal.script import notes
from portal.script import pages as page_words
from portal.vocabulary import Register
from portal.web.public import visit

pages = Blueprint("pages", __name__)


@pages.get("/numbers")
def numbers() -> str:
    """Who can be called now."""
    return render_template(
        "conversation/help_now.html",
        say=visit.speech(Register.CHILD),
        urgent=(notes.EMERGENCY, notes.CANNOT_TALK, notes.TEXT_EMERGENCY, notes.SIGN),
        hurt=(notes.CALL_FIRST, notes.TEXT_FIRST, notes.CALL_ELSE, notes.NIGHT_CANNOT_SEE),
        talk=(
            page_words.TALK_CHILDLINE,
            notes.WRITE_TO_CHILDLINE,
            page_words.TALK_HELP_AT_HAND,
            page_words.TALK_NSPCC,
        ),
    )


@pages.get("/side")
def advocate() -> str:
    """What an advocate is and how to get one."""
    return render_template("conversation/advocate.html", say=visit.speech(Register.CHILD))
