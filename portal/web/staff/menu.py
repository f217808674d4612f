"""The menu of staff pages: the places that somebody's roles lead to. It knows no case."""

from flask import request, url_for

from portal.staff import permitted
from portal.vocabulary import Act
from portal.web.staff.access import signed_in
from portal.web.staff.drawing import Place

#: Label, endpoint, and the act that somebody must be permitted; none where it is everybody's own.
_PLACES: tuple[tuple[str, str, Act | None], ...] = (
    ("Worklist", "staff.worklist", Act.SEE_WORKLIST),
    ("Search", "staff.searching", Act.SEARCH),
    ("New from phone or letter", "staff.take_down", Act.TAKE_DOWN),
    ("Learning", "staff.learning", Act.SEE_LEARNING),
    ("Reports", "staff.reports", Act.SEE_REPORTS),
    ("Dashboard", "staff.dashboard", Act.SEE_DASHBOARD),
    ("Your account", "staff.own_account", None),
)


def places() -> tuple[Place, ...]:
    """The menu for who is signed in, with the page they are on marked."""
    may = permitted(signed_in().roles)
    return tuple(
        Place(label, url_for(endpoint), endpoint == request.endpoint)
        for label, endpoint, act in _PLACES
        if act is None or act in may
    )
