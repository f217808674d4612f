"""The case file's doors: opening it, and a form and a post for every act. One gate shows the button and refuses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.cases.acts import doing, opening
from portal.cases.acts.doing import Changed, Form, NotFilledIn, NotNow, NotPermitted, NotSeen
from portal.cases.casefile import CaseFile
from portal.cases.references import read_reference
from portal.cases.words import words_in
from portal.clocks.working_days import london_date
from portal.staff import accounts
from portal.vocabulary import Act
from portal.web.staff.access import blueprint, permits, signed_in
from portal.web.staff.case_pages import CasePage, face_of, page_of
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.staff.timeline import Names, told_as
from portal.web.wiring import portal

_SEEN = "seen"


@blueprint.get("/cases/<reference>")
@permits(Act.OPEN)
def case(reference: str) -> ResponseReturnValue:
    """The file of a case for who opened it a short while ago; else that it is there, and the button that opens it."""
    wired, me, now = portal(), signed_in(), portal().now()
    with wired.reading() as session:
        file = _seen(session, reference)
        may = doing.permitted_on(session, file.reference, me, wired.office)
        if not opening.is_open_for(file, me, now):
            return show("staff/case/face.html", places=places(), face=face_of(file, may, london_date(now)))
        possible = doing.possible(session, file, me, wired.office, london_date(now))
        names = Names.in_case(session, file, wired.council)
        words = words_in(session, file) if Act.READ_WORDS in may else None
    page = CasePage(file, names, words, may, possible, wired.office, london_date(now))
    done = request.args.get("done", "")
    return show("staff/case/file.html", places=places(), done=told_as(done), **page_of(page))


@blueprint.post("/cases/<reference>/open")
@permits(Act.OPEN)
def open_case(reference: str) -> ResponseReturnValue:
    """Write down who opens it, then show it. Only the press does: a program that follows links opens nothing."""
    wired = portal()
    with wired.writing() as session, _as_not_there():
        opening.open_case(session, _read(reference), by=signed_in(), now=wired.now(), office=wired.office)
    return redirect(url_for("staff.case", reference=_read(reference)), 303)


@blueprint.get("/cases/<reference>/do/<act>")
@permits(Act.OPEN)
def act_form(reference: str, act: str) -> ResponseReturnValue:
    """What one act asks."""
    wired, me = portal(), signed_in()
    with wired.reading() as session:
        file = _seen(session, reference)
        if not opening.is_open_for(file, me, wired.now()):
            return redirect(url_for("staff.case", reference=file.reference), 303)
        try:
            asked = _form(session, file.reference, _act(act))
        except NotPermitted:
            return show("staff/access/not_permitted.html"), 403
        except NotNow as refused:
            return _not_now(file.reference, str(refused)), 409
    return _asked(asked)


@blueprint.post("/cases/<reference>/do/<act>")
@permits(Act.OPEN)
def do_act(reference: str, act: str) -> ResponseReturnValue:
    """Do it, or say why not with everything that was typed still there."""
    wired = portal()
    known = _act(act)
    try:
        with wired.writing() as session, _as_not_there():
            doing.do(
                session,
                _read(reference),
                known,
                request.form.to_dict(flat=False),
                seen=int(seen) if (seen := request.form.get(_SEEN, "")).isdecimal() else 0,
                by=signed_in(),
                colleagues=accounts.colleagues(session),
                now=wired.now(),
                office=wired.office,
            )
    except NotPermitted:
        return show("staff/access/not_permitted.html"), 403
    except NotNow as refused:
        return _not_now(_read(reference), str(refused)), 409
    except (Changed, NotFilledIn) as refused:
        return _again(_read(reference), known, refused)
    return redirect(url_for("staff.case", reference=_read(reference), done=known.value), 303)


@contextmanager
def _as_not_there() -> Iterator[None]:
    """A case that is not theirs to know of is answered as one that is not there."""
    try:
        yield
    except NotSeen:
        abort(404)


def _again(reference: str, act: Act, refused: Changed | NotFilledIn) -> ResponseReturnValue:
    """The same form with what was typed: to put something right, or to look at what happened meanwhile."""
    wired = portal()
    with wired.reading() as session, _as_not_there():
        try:
            asked = _form(session, reference, act)
        except NotNow as not_now:
            return _not_now(reference, str(not_now)), 409
        names = Names.in_case(session, asked.case, wired.council)
    if isinstance(refused, Changed):
        since = tuple(names.step(event) for event in refused.since)
        return _asked(asked, typed=True, since=since), 409
    return _asked(asked, typed=True, problems=refused.problems), 422


def _asked(asked: Form, *, typed: bool = False, **given: object) -> str:
    return show(
        "staff/case/act.html",
        places=places(),
        case=asked.case,
        spec=asked.spec,
        fields=asked.fields,
        typed=request.form.to_dict(flat=False) if typed else None,
        hidden={_SEEN: str(asked.case.newest)},
        **given,
    )


def _not_now(reference: str, sentence: str) -> str:
    written = [value for name, value in request.form.items() if len(value) > 30 and name != "csrf_token"]
    return show("staff/case/not_now.html", places=places(), reference=reference, sentence=sentence, written=written)


def _form(session: Any, reference: str, act: Act) -> Form:
    wired = portal()
    known = accounts.colleagues(session)
    return doing.form(session, reference, act, by=signed_in(), colleagues=known, now=wired.now(), office=wired.office)


def _seen(session: Any, reference: str) -> CaseFile:
    with _as_not_there():
        return doing.seen_by(session, _read(reference), signed_in(), portal().office)


def _read(reference: str) -> str:
    read = read_reference(reference)
    if read is None:
        abort(404)
    return read


def _act(code: str) -> Act:
    try:
        return Act(code)
    except ValueError:
        abort(404)
