"""The conversation: start, one page a question, check, send, leave. Every answer is kept before the next is asked."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from portal import drafts
from portal.cases.intake import Intake, receive
from portal.conversation import Answers, Fault, Journey, Problem, Step
from portal.db import Unavailable
from portal.representations import Exchange
from portal.script import SCRIPT
from portal.script.reading import read
from portal.vocabulary import Language
from portal.web.headers import LEAVE_TO
from portal.web.public import pages_of_talk, visit
from portal.web.public.again import lost_place
from portal.web.public.transcript import exchange_of
from portal.web.public.visit import Visit
from portal.web.wiring import portal

talk = Blueprint("public", __name__)

_BLANK = frozenset({Fault.NOTHING_WRITTEN, Fault.NOTHING_CHOSEN})
Page = str | Response | tuple[str, int]


@talk.get("/")
def start() -> Page:
    """What this is, and the first question itself. It never shows what an earlier visit on this phone said."""
    held = visit.held_token() is not None
    return pages_of_talk.step_page(visit.nothing_said(), visit.first_step(), start=True, held=held)


@talk.get("/talk")
def carry_on() -> Page:
    """To wherever this browser's visit stands."""
    with portal().reading() as session:
        return _go_on(visit.find(session))


@talk.get("/talk/<name>")
def step(name: str) -> Page:
    """One question, with the talk so far above it."""
    with portal().reading() as session:
        found = visit.find(session)
    asked = pages_of_talk.names().step(name)
    if found is None or found.is_sent or asked is None or not found.journey.may_visit(asked):
        # An old tab, a guess or a lost visit is no error: the question that is next is the answer.
        return _go_on(found)
    return pages_of_talk.step_page(found.journey, asked)


@talk.post("/talk/<name>")
def answer(name: str) -> Page:
    """Keep one answer and go on; or say what to put right, with everything that was typed still there."""
    asked = pages_of_talk.names().step(name)
    with portal().writing() as session:
        is_first = asked == visit.first_step()
        if asked is not None and is_first and "start" in request.form:
            return _begin(session, asked)
        found = visit.find_unless_expired(session)
        if found is None:
            return _begin(session, asked) if asked is not None and is_first else lost_place(asked)
        if found.is_sent or asked is None or not found.journey.may_visit(asked):
            return _go_on(found)
        read_answer = _read(found.journey, asked)
        if isinstance(read_answer, tuple):
            return pages_of_talk.step_page(found.journey, asked, problems=read_answer), 422
        found = visit.keep(session, found, read_answer)
        if "send-now" in request.form and found.journey.may_send_now:
            return _send(session, found)
        return _go_on(found)


@talk.post("/start-again")
def start_again() -> Page:
    """A new visit that already holds what somebody had typed when the old one was lost."""
    asked = SCRIPT.step(request.form.get("step", ""))
    with portal().writing() as session:
        answers = Answers({}, SCRIPT.version)
        kept = asked.read(request.form.to_dict(flat=False), visit.nothing_said().seen_at(asked)) if asked else ()
        if asked is not None and not isinstance(kept, tuple):
            # Off the path until the talk gets there: then it is already answered.
            answers = answers.replacing(asked.keys(), kept)
        return _go_on(visit.begin(session, answers))


@talk.get("/check")
def check() -> Page:
    """Everything that will be sent."""
    with portal().reading() as session:
        found = visit.find(session)
    if found is None or found.is_sent or found.journey.next_step is not None:
        return _go_on(found)
    return pages_of_talk.check_page(found.journey)


@talk.post("/check")
def send() -> Page:
    """Send it; or go back to the questions that were left out. Sent again, it is still one case with one receipt."""
    with portal().writing() as session:
        found = visit.find_unless_expired(session)
        if found is None:
            return lost_place(None)
        if not found.is_sent and "more" in request.form:
            return _go_on(visit.keep(session, found, found.journey.answers.finishing_now(False)))
        if found.is_sent or found.journey.next_step is not None:
            return _go_on(found)
        return _send(session, found)


@talk.post("/leave")
def leave() -> Response:
    """End the visit on the server and go to an ordinary page; what was answered stays behind the code."""
    token = visit.held_token()
    visit.end()
    if token:
        # Whatever ails the database, the page must go: without its cookie this browser opens nothing any more.
        with suppress(Unavailable), portal().writing() as session:
            drafts.leave(session, token)
    response = redirect(LEAVE_TO, 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _begin(session: Any, asked: Step) -> Page:
    journey = visit.nothing_said()
    read_answer = _read(journey, asked)
    if isinstance(read_answer, tuple):
        return pages_of_talk.step_page(journey, asked, problems=read_answer, start=True), 422
    return _go_on(visit.begin(session, read_answer))


def _read(journey: Journey, asked: Step) -> Answers | tuple[Problem, ...]:
    raw, seen = request.form.to_dict(flat=False), journey.seen_at(asked)
    if "pass" in raw and not journey.is_needed(asked):
        return journey.pass_over(asked)
    read_answer = asked.read(raw, seen)
    if not isinstance(read_answer, tuple):
        answers = journey.answer(asked, read_answer)
        return answers.finishing_now() if "enough" in raw else answers
    faults = {problem.fault for problem in read_answer}
    if "send-now" in raw and journey.may_send_now and Fault.TOO_LONG not in faults:
        # In danger nothing holds somebody up but words that we would have to throw away.
        salvaged = asked.salvaged(raw, seen)
        return journey.answer(asked, salvaged) if salvaged else journey.answers
    if "enough" in raw and faults <= _BLANK:
        return journey.answers.finishing_now()
    return read_answer


def _send(session: Any, found: Visit) -> Response:
    wired = portal()
    journey = Journey(SCRIPT, found.journey.on_path())
    reference = receive(
        session,
        read(journey.answers),
        _transcript(journey),
        Intake(wired.council, wired.calendar, wired.settings.url),
        key=found.draft.id,
        language=Language(found.draft.language),
        now=wired.now(),
    )
    drafts.mark_sent(session, found.draft, reference, wired.now())
    return redirect(url_for("coming_back.sent"), 303)


def _transcript(journey: Journey) -> tuple[Exchange, ...]:
    say = visit.speech(journey.register)
    return tuple(exchange_of(journey, step, say) for step in journey.answered)


def _go_on(found: Visit | None) -> Response:
    if found is None:
        return redirect(url_for("public.start"), 303)
    if found.is_sent:
        return redirect(url_for("coming_back.sent"), 303)
    following = found.journey.next_step
    return redirect(pages_of_talk.url_of(following) if following else url_for("public.check"), 303)
