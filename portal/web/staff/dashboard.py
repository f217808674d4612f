"""The dashboard's page: how complaints and thanks stand, counted anew each time somebody asks for it.

It refuses to know how anything is counted, and keeps nothing: no cache here or in the browser.
"""

from functools import partial

from flask.typing import ResponseReturnValue

from portal.reports import dashboard as rooms
from portal.reports import rendering
from portal.vocabulary import Act
from portal.web.staff.access import blueprint, permits, signed_in
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.wiring import portal


@blueprint.get("/dashboard")
@permits(Act.SEE_DASHBOARD)
def dashboard() -> ResponseReturnValue:
    """Everything on one page, of the cases that this reader may know of."""
    wired = portal()
    with wired.reading() as session:
        board = rooms.dashboard(session, signed_in(), wired.office, now=wired.now())
    return show("staff/dashboard.html", places=places(), board=board, told=partial(rendering.told, board.report))
