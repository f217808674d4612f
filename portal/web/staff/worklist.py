"""The first page after signing in: who is signed in."""

from flask.typing import ResponseReturnValue

from portal.vocabulary import Act
from portal.web.staff.access import blueprint, permits
from portal.web.staff.showing import show


@blueprint.get("/")
@permits(Act.SEE_WORKLIST)
def worklist() -> ResponseReturnValue:
    """Who is signed in."""
    return show("staff/worklist.html")
