"""The doors for what came by phone, by letter, by email or in person: staff go through the same questions for somebody.

Only the account that began it may go on with it, whatever else an account may do: until it is sent it is no case, and
nothing writes down who reads it. It refuses to know how a question is drawn.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from portal import drafts
from portal.cases import arrivals
from portal.cases.acts import opening
from portal.cases.acts.doing import permitted_on
from portal.cases.acts.specs import written_by
from portal.cases.intake import receive
from portal.conversation import Answers, Journey, Raw, Step
from portal.drafts import Expired, taking_down
from portal.script import SCRIPT
from portal.script.reading import read
from portal.script.transcript import transcript_of
from portal.vocabulary import Act, Language
from portal.web.staff import pages_of_taking_down as pages
from portal.web.staff.access import blueprint, permits, signed_in
from portal.web.staff.pages_of_taking_down import Taken
from portal.web.talk.posted import read_post, written_in
from portal.web.wiring import portal

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class _NotTheirs(Exception):
    """There is no such draft, or another account began it: nobody is told which."""


def _or_gone(view: View) -> View:
    """A draft that is not there (any more) is a page that says so, with everything that was typed still on it."""

    @wraps(view)
    def through(*args: Any, **named: Any) -> ResponseReturnValue:
        try:
            return view(*args, **named)
        except Expired as expired:
            return pages.gone(written_in(_posted()), expired.expired_at), 410
        except _NotTheirs:
            return pages.gone(written_in(_posted())), 404

    return through  # type: ignore[return-value]


@blueprint.get("/new")
@permits(Act.TAKE_DOWN)
def take_down() -> ResponseReturnValue:
    """How and when it reached us; and what this account began and has not finished."""
    wired = portal()
    with wired.reading() as session:
        waiting = taking_down.unfinished(session, account_id=signed_in().id, now=wired.now())
    return pages.arrival_page(waiting=waiting)


@blueprint.post("/new")
@permits(Act.TAKE_DOWN)
def begin_taking_down() -> ResponseReturnValue:
    """Begin with the questions."""
    wired = portal()
    arrival, problems = arrivals.told(_posted(), wired.calendar, wired.now())
    if arrival is None:
        return pages.arrival_page(problems=problems), 422
    with wired.writing() as session:
        begun = taking_down.begin(
            session,
            account_id=signed_in().id,
            channel=arrival.channel,
            received_at=arrival.at,
            language=Language(str(get_locale())),
            days=wired.council.retention.drafts_days,
            now=wired.now(),
        )
    return redirect(url_for("staff.taken", draft=begun.draft.id), 303)


@blueprint.get("/new/<uuid:draft>")
@permits(Act.TAKE_DOWN)
@_or_gone
def taken(draft: UUID) -> ResponseReturnValue:
    """To wherever it stands."""
    with portal().reading() as session:
        return _go_on(_find(session, draft))


@blueprint.get("/new/<uuid:draft>/received")
@permits(Act.TAKE_DOWN)
@_or_gone
def taken_received(draft: UUID) -> ResponseReturnValue:
    """How and when it reached us, to put right."""
    with portal().reading() as session:
        found = _find(session, draft)
    return _go_on(found) if found.is_sent else pages.arrival_page(found=found)


@blueprint.post("/new/<uuid:draft>/received")
@permits(Act.TAKE_DOWN)
@_or_gone
def put_right_received(draft: UUID) -> ResponseReturnValue:
    """Keep another way or day, and go on."""
    wired = portal()
    arrival, problems = arrivals.told(_posted(), wired.calendar, wired.now())
    with wired.writing() as session:
        found = _find(session, draft)
        if found.is_sent:
            return _go_on(found)
        if arrival is None:
            return pages.arrival_page(found=found, problems=problems), 422
        taking_down.put_right(session, found.taken, channel=arrival.channel, received_at=arrival.at)
    return _go_on(found)


@blueprint.get("/new/<uuid:draft>/<name>")
@permits(Act.TAKE_DOWN)
@_or_gone
def taken_step(draft: UUID, name: str) -> ResponseReturnValue:
    """One question; an old tab or a guess leads to the one that is next."""
    with portal().reading() as session:
        found = _find(session, draft)
    asked = pages.names().step(name)
    if found.is_sent or asked is None or not found.journey.may_visit(asked):
        return _go_on(found)
    return pages.step_page(found, asked)


@blueprint.post("/new/<uuid:draft>/<name>")
@permits(Act.TAKE_DOWN)
@_or_gone
def answer_taken(draft: UUID, name: str) -> ResponseReturnValue:
    """Keep one answer and go on; or say what to put right, with everything that was typed still there."""
    with portal().writing() as session:
        found = _find(session, draft)
        asked = pages.names().step(name)
        if asked is None or found.is_sent or not found.journey.may_visit(asked):
            return _not_taken(found)
        answers = read_post(found.journey, asked, _posted())
        if isinstance(answers, tuple):
            return pages.step_page(found, asked, problems=answers), 422
        found = _keep(session, found, answers)
        if "send-now" in request.form and found.journey.may_send_now:
            return _send(session, found)
        return redirect(url_for("staff.take_down"), 303) if "aside" in request.form else _go_on(found)


@blueprint.get("/new/<uuid:draft>/check")
@permits(Act.TAKE_DOWN)
@_or_gone
def check_taken(draft: UUID) -> ResponseReturnValue:
    """Everything that will be sent."""
    with portal().reading() as session:
        found = _find(session, draft)
    return _go_on(found) if found.is_sent or found.journey.next_step else pages.check_page(found)


@blueprint.post("/new/<uuid:draft>/check")
@permits(Act.TAKE_DOWN)
@_or_gone
def send_taken(draft: UUID) -> ResponseReturnValue:
    """Make the case; pressed again, it is still one case. Or go back to the questions that were left out."""
    with portal().writing() as session:
        found = _find(session, draft)
        if found.is_sent:
            return _go_on(found)
        if "more" in request.form:
            return _go_on(_keep(session, found, found.journey.answers.finishing_now(False)))
        return _go_on(found) if found.journey.next_step else _send(session, found)


@blueprint.get("/new/<uuid:draft>/done")
@permits(Act.TAKE_DOWN)
@_or_gone
def taken_done(draft: UUID) -> ResponseReturnValue:
    """The reference, and the four words for them. Later it is the case alone: the words are theirs, not ours."""
    wired = portal()
    with wired.reading() as session:
        found = _find(session, draft)
        sent_at, reference = found.draft.sent_at, found.draft.case_reference
        if sent_at is None or reference is None:
            return _go_on(found)
        may_see = _may_see(session, reference)
    if wired.now() - sent_at < opening.LASTS:
        return pages.done_page(found, reference, may_see=may_see)
    to = url_for("staff.case", reference=reference) if may_see else url_for("staff.worklist")
    return redirect(to, 303)


# ---------------------------------------------------------------- what the doors share


def _find(session: Any, draft: UUID) -> Taken:
    found = taking_down.find(session, str(draft), account_id=signed_in().id, now=portal().now())
    if found is None:
        raise _NotTheirs
    return Taken(found, Journey(SCRIPT, SCRIPT.adopt(drafts.answers(found.draft))))


def _keep(session: Any, found: Taken, answers: Answers) -> Taken:
    wired = portal()
    kept = drafts.keep(session, found.draft, answers, days=wired.council.retention.drafts_days, now=wired.now())
    return found.with_answers(kept, answers)


def _go_on(found: Taken) -> ResponseReturnValue:
    if found.is_sent:
        return redirect(url_for("staff.taken_done", draft=found.draft.id), 303)
    following: Step | None = found.journey.next_step
    to = pages.url_of(found, following) if following else url_for("staff.check_taken", draft=found.draft.id)
    return redirect(to, 303)


def _not_taken(found: Taken) -> ResponseReturnValue:
    written = written_in(_posted())
    return (pages.not_taken(found, written), 409) if written else _go_on(found)


def _send(session: Any, found: Taken) -> ResponseReturnValue:
    """One transaction: the case, and the four words.

    They open what is written to the person too. So whom the case is kept from is shown none, but where nothing else
    would reach that person.
    """
    wired, journey = portal(), Journey(SCRIPT, found.journey.on_path())
    told = read(journey.answers)
    reference = receive(
        session,
        told,
        transcript_of(journey, pages.speech()),
        wired.office,
        key=found.draft.id,
        language=Language(found.draft.language),
        channel=found.arrival.channel,
        received_at=found.arrival.at,
        by=written_by(signed_in()),
        now=wired.now(),
    )
    sent = drafts.mark_sent(session, found.draft, reference, wired.now())
    if _may_see(session, reference) or not told.reply.is_reachable:
        drafts.give_code(session, sent, wired.settings.code_keys)
    return redirect(url_for("staff.taken_done", draft=sent.id), 303)


def _may_see(session: Any, reference: str) -> bool:
    """Some cases are kept from the team that took them down."""
    return Act.OPEN in permitted_on(session, reference, signed_in(), portal().office)


def _posted() -> Raw:
    return request.form.to_dict(flat=False)
