"""Tags: a word and a colour for where something stands. The word says it; the colour only helps."""

from flask import current_app
from markupsafe import Markup

from portal.cases.posted import Whereabouts
from portal.clocks.running import Standing
from portal.vocabulary import CaseState
from portal.vocabulary.labels import label

STATES = {
    CaseState.NEW: (label(CaseState.NEW), "yellow"),
    CaseState.OPEN: (label(CaseState.OPEN), "blue"),
    CaseState.ON_HOLD: (label(CaseState.ON_HOLD), "purple"),
    CaseState.CLOSED: (label(CaseState.CLOSED), "grey"),
}
LETTERS = {
    Whereabouts.DRAFT: ("Draft", "grey"),
    Whereabouts.GIVEN: ("Given by a person", "green"),
    Whereabouts.WAITING: ("Waiting to go", "blue"),
    Whereabouts.SENT: ("Sent", "blue"),
    Whereabouts.DELIVERED: ("Delivered", "green"),
    Whereabouts.BOUNCED: ("Did not arrive", "red"),
    Whereabouts.REFUSED: ("Refused by GOV.UK Notify", "red"),
}
_STANDINGS = {
    Standing.ON_TIME: ("On time", "blue"),
    Standing.DUE_SOON: ("Due soon", "yellow"),
    Standing.DUE_TODAY: ("Due today", "yellow"),
    Standing.OVERDUE: ("Overdue", "red"),
    Standing.HELD: ("On hold", "purple"),
    Standing.DONE_IN_TIME: ("Done in time", "green"),
    Standing.DONE_LATE: ("Done late", "grey"),
    Standing.LET_GO: ("Ended, not done", "grey"),
}


def drawn_tag(text: str, colour: str = "grey") -> Markup:
    """A tag, drawn."""
    drawn: Markup = current_app.jinja_env.globals["staff_tag"](text, colour)  # type: ignore[operator]
    return drawn


def of_standing(stands: Standing) -> Markup:
    """Where a duty stands."""
    return drawn_tag(*_STANDINGS[stands])
