"""The dashboard's page: how complaints and thanks stand, counted anew each time somebody asks for it.

It refuses to know how anything is counted, and keeps nothing: no cache here or in the browser.
"""

from collections.abc import Mapping
from functools import partial

from flask import url_for
from flask.typing import ResponseReturnValue

from portal.cases import worklist
from portal.cases.waiting import Wait
from portal.reports import dashboard as rooms
from portal.reports import rendering
from portal.staff import permitted
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
    told = partial(rendering.told, board.report)
    return show("staff/dashboard.html", places=places(), board=board, told=told, ways={"now": _ways()})


def _ways() -> Mapping[str, str]:
    """The lists in which cases of now stand, by the row that counts them."""
    if Act.SEE_WORKLIST not in permitted(signed_in().roles):
        return {}
    due = worklist.offered(signed_in(), portal().office)[-1]
    lists = {
        "overdue": due,
        "this-week": due,
        "unread": Wait.UNOPENED,
        "danger": Wait.DANGER,
        "unread-danger": Wait.DANGER,
    }
    return {row: url_for("staff.worklist", which=each.value) for row, each in lists.items()}
