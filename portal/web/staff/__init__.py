"""The door that staff come through. It knows nothing of the public door, which knows nothing of it."""

from flask import Flask

from portal.web.staff import (
    casefile,
    dashboard,
    drawing,
    learning,
    looking_over,
    own_account,
    papers,
    reports,
    reports_publishing,
    reports_words,
    searching,
    setting_up,
    signing_in,
    single_sign_on,
    taking_down,
    told_learning,
    worklist,
)
from portal.web.staff.access import blueprint

#: Modules whose doors stand behind the gate, or are the ways in.
_DOORS = (
    signing_in,
    setting_up,
    single_sign_on,
    own_account,
    worklist,
    searching,
    casefile,
    looking_over,
    papers,
    taking_down,
    dashboard,
    reports,
    reports_words,
    reports_publishing,
    learning,
    told_learning,
)


def register(app: Flask) -> None:
    """Add every staff door to the app."""
    drawing.register(app)
    app.register_blueprint(blueprint)
