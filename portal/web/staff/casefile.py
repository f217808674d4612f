"""The case file's doors: opening it, and a form and a post for every act. One gate shows the button and refuses it."""

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.cases.acts import doing, opening
from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted
from portal.cases.words import words_in
from portal.clocks.working_days import london_date
from portal.staff import accounts
from portal.vocabulary import Act
from portal.web.staff import just_done
from portal.web.staff.access import blueprint, permits, signed_in
from portal.web.staff.act_forms import (
    as_not_there,
    asked_page,
    form_of,
    known_act,
    known_reference,
    not_now_page,
    reopen,
    seen_case,
    seen_number,
)
from portal.web.staff.case_pages import CasePage, face_of, page_of
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.staff.timeline import Names
from portal.web.wiring import portal


@blueprint.get("/cases/<reference>")
@blueprint.get("/cases/<reference>/done/<act>/<mark>")
@permits(Act.OPEN)
def case(reference: str, act: str = "", mark: str = "") -> ResponseReturnValue:
    """The file of a case for who opened it a short while ago; else that it is there, and the button that opens it."""
    wired, me, now = portal(), signed_in(), portal().now()
    with wired.reading() as session:
        file = seen_case(session, reference)
        may = doing.permitted_on(session, file.reference, me, wired.office)
        if not opening.is_open_for(file, me, now):
            face = face_of(file, may, wired.office, london_date(now))
            return show("staff/case/face.html", places=places(), face=face)
        possible = doing.possible(session, file, me, wired.office, london_date(now))
        names = Names.in_case(session, file, wired.council, me)
        words = words_in(session, file) if Act.READ_WORDS in may else None
    page = CasePage(file, names, words, may, possible, wired.office, london_date(now))
    return show("staff/case/file.html", places=places(), done=just_done.said(file, act, mark), **page_of(page))


@blueprint.post("/cases/<reference>/open")
@permits(Act.OPEN)
def open_case(reference: str) -> ResponseReturnValue:
    """Write down who opens it, then show it. Only the press does: a program that follows links opens nothing."""
    wired = portal()
    with wired.writing() as session, as_not_there():
        opening.open_case(session, known_reference(reference), by=signed_in(), now=wired.now(), office=wired.office)
    return redirect(url_for("staff.case", reference=known_reference(reference)), 303)


@blueprint.get("/cases/<reference>/do/<act>")
@permits(Act.OPEN)
def act_form(reference: str, act: str) -> ResponseReturnValue:
    """What one act asks."""
    wired, me = portal(), signed_in()
    with wired.reading() as session:
        file = seen_case(session, reference)
        if not opening.is_open_for(file, me, wired.now()):
            return redirect(url_for("staff.case", reference=file.reference), 303)
        try:
            asked = form_of(session, file.reference, known_act(act))
        except NotPermitted:
            return show("staff/access/not_permitted.html"), 403
        except NotNow as refused:
            return not_now_page(file.reference, str(refused)), 409
    return asked_page(asked)


@blueprint.post("/cases/<reference>/do/<act>")
@permits(Act.OPEN)
def do_act(reference: str, act: str) -> ResponseReturnValue:
    """Do it, or say why not with everything that was typed still there."""
    wired, known = portal(), known_act(act)
    try:
        with wired.writing() as session, as_not_there():
            came_of = _tried(session, known_reference(reference), known)
    except NotPermitted:
        return show("staff/access/not_permitted.html"), 403
    if isinstance(came_of, NotNow):
        return not_now_page(known_reference(reference), str(came_of)), 409
    if isinstance(came_of, Changed | NotFilledIn):
        return _again(known_reference(reference), known, came_of)
    return redirect(just_done.address(known_reference(reference), known, came_of), 303)


def _tried(session: Any, reference: str, act: Act) -> NotNow | Changed | NotFilledIn | int:
    """Do it whole, or not at all and why not. The page that says so shows the case: that it was opened stays written.

    Returns the number of the newest event once it was done. Raises NotSeen and NotPermitted.
    """
    wired = portal()
    reopen(session, reference, act)
    try:
        with session.begin_nested():
            return doing.do(
                session,
                reference,
                act,
                request.form.to_dict(flat=False),
                seen=seen_number(),
                by=signed_in(),
                colleagues=accounts.colleagues(session),
                now=wired.now(),
                office=wired.office,
            )
    except (NotNow, Changed, NotFilledIn) as refused:
        return refused


def _again(reference: str, act: Act, refused: Changed | NotFilledIn) -> ResponseReturnValue:
    """The same form with what was typed: to put something right, or to look at what happened meanwhile."""
    wired = portal()
    with wired.reading() as session, as_not_there():
        try:
            asked = form_of(session, reference, act)
        except NotPermitted:
            return show("staff/access/not_permitted.html"), 403
        except NotNow as not_now:
            return not_now_page(reference, str(not_now)), 409
        names = Names.in_case(session, asked.case, wired.council, signed_in())
    if isinstance(refused, Changed):
        since = tuple(names.step(event) for event in refused.since if names.tells(event))
        return asked_page(asked, typed=True, since=since), 409
    return asked_page(asked, typed=True, problems=refused.problems), 422
