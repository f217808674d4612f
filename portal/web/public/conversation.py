"""The conversation: start, one page a question, check, send, leave. Every answer is kept before the next is asked."""

from contextlib import suppress
from functools import partial
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import drafts
from portal.cases.intake import receive
from portal.conversation import Journey, Raw, Step, Words
from portal.db import Unavailable, retried
from portal.script import SCRIPT, pages
from portal.script.reading import read
from portal.script.transcript import transcript_of
from portal.vocabulary import Language, Register
from portal.web.headers import LEAVE_TO
from portal.web.public import pages_of_talk, visit
from portal.web.public.again import has_words, lost_place, not_taken
from portal.web.public.foot import ASIDE
from portal.web.public.visit import Visit
from portal.web.talk.posted import read_post
from portal.web.talk.step_names import AT
from portal.web.wiring import portal

talk = Blueprint("public", __name__)

Page = str | Response | tuple[str, int]


@talk.get("/")
def start() -> Page:
    """What this is, and the first question itself; or, where a talk is not sent yet, the way back to it.

    It never shows what was said: somebody else may have opened it.
    """
    wired = portal()
    with wired.reading() as session:
        found = visit.find_unless_expired(session)
    if found is None or found.is_sent:
        return pages_of_talk.step_page(visit.nothing_said(), visit.first_step(), start=True)
    return render_template("conversation/held.html", say=visit.speech(Register.CHILD), code=visit.code_of(found))


@talk.post("/start-new")
def start_new() -> Page:
    """Leave the talk of this browser to its code, and begin another."""
    visit.end()
    return redirect(url_for("public.start"), 303)


@talk.get("/talk")
def carry_on() -> Page:
    """To wherever this browser's visit stands."""
    with portal().reading() as session:
        return _go_on(visit.find(session))


@talk.get(f"{AT}<name>")
def step(name: str) -> Page:
    """One question, with the talk so far above it."""
    with portal().reading() as session:
        found = visit.find(session)
    asked = pages_of_talk.names().step(name)
    if found is None or found.is_sent or asked is None or not found.journey.may_visit(asked):
        # An old tab, a guess or a lost visit is no error: the question that is next is the answer.
        return _go_on(found)
    return pages_of_talk.step_page(found.journey, asked, mark=found.mark)


@talk.post(f"{AT}<name>")
def answer(name: str) -> Page:
    """Keep one answer and go on; or say what to put right, with everything that was typed still there."""
    asked = pages_of_talk.names().step(name)
    with portal().writing() as session:
        found = visit.find_unless_expired(session)
        if asked == visit.first_step() and "talk" not in request.form:
            # A start page belongs to no talk yet: it begins one, and never answers for one that is there.
            is_open = found is not None and not found.is_sent
            return redirect(url_for("public.start"), 303) if is_open else _begin(session, visit.first_step())
        if found is None:
            return _lost(asked)
        refused = _why_not_taken(found, asked)
        if refused is not None or asked is None:
            return _not_taken(found, refused)
        read_answer = read_post(found.journey, asked, _posted())
        if isinstance(read_answer, tuple):
            page = pages_of_talk.step_page(found.journey, asked, problems=read_answer, mark=found.mark)
            return page, 422
        found = visit.keep(session, found, read_answer)
        if "send-now" in request.form and found.journey.may_send_now:
            return _send(session, found)
        return _aside() or _go_on(found)


def _aside() -> Response | None:
    """To where somebody turned from the middle of a question, if they did."""
    aside = request.form.get("aside", "")
    return redirect(f"/{aside}", 303) if aside in ASIDE else None


def _lost(asked: Step | None) -> Page:
    """The visit is gone. What was written is still there; where nothing was, there is nothing to lose."""
    if has_words():
        return lost_place(asked)
    if "send-now" in request.form:
        return not_taken(pages.NOT_SENT, go_on=url_for("public.start"))
    return _aside() or redirect(url_for("public.start"), 303)


def _not_taken(found: Visit, refused: Words | None) -> Page:
    if refused is not None and has_words():
        return not_taken(refused, go_on=url_for("public.carry_on"))
    return _aside() or _go_on(found)


def _why_not_taken(found: Visit, asked: Step | None) -> Words | None:
    """Why an answer belongs to nothing that is open now; None where it does."""
    if not found.is_marked(request.form.get("talk")):
        return pages.NOT_TAKEN_OTHER
    if found.is_sent:
        return pages.NOT_TAKEN_SENT
    return None if asked is not None and found.journey.may_visit(asked) else pages.NOT_TAKEN_PATH


@talk.post("/start-again")
def start_again() -> Page:
    """A new visit that already holds what somebody had typed when the old one was lost."""
    asked = SCRIPT.step(request.form.get("step", ""))
    if asked is None:
        return not_taken(pages.NOT_TAKEN_PATH, go_on=url_for("public.start"))
    journey = visit.nothing_said()
    kept = asked.read(_posted(), journey.seen_at(asked))
    if isinstance(kept, tuple):
        again = url_for("public.start_again")
        return pages_of_talk.step_page(journey, asked, problems=kept, action=again), 422
    with portal().writing() as session:
        found = visit.find_unless_expired(session)
        if found is not None and not found.is_sent:
            pressed_twice = found.journey.answers.get(asked.key) == kept[asked.key]
            return _go_on(found) if pressed_twice else _not_taken(found, pages.NOT_TAKEN_OTHER)
        # Off the path until the talk gets there: then it is already answered.
        return _go_on(visit.begin(session, journey.answers.replacing(asked.keys(), kept)))


@talk.get("/check")
def check() -> Page:
    """Everything that will be sent."""
    with portal().reading() as session:
        found = visit.find(session)
    if found is None or found.is_sent or found.journey.next_step is not None:
        return _go_on(found)
    return pages_of_talk.check_page(found.journey, mark=found.mark)


@talk.post("/check")
def send() -> Page:
    """Send it; or go back to the questions that were left out. Sent again, it is still one case with one receipt."""
    with portal().writing() as session:
        found = visit.find_unless_expired(session)
        if found is None:
            say = visit.speech(Register.CHILD)
            return render_template("error.html", say=say, title=pages.LOST_TITLE, sentence=pages.LOST_WHAT), 404
        if found.is_sent or not found.is_marked(request.form.get("talk")):
            return _go_on(found)
        if "more" in request.form:
            return _go_on(visit.keep(session, found, found.journey.answers.finishing_now(False)))
        if found.journey.next_step is not None and not ("send-now" in request.form and found.journey.may_send_now):
            return _go_on(found)
        return _send(session, found)


@talk.post("/leave")
def leave() -> Response:
    """End the visit on the server and go to an ordinary page; what was answered stays behind the code.

    Whoever then presses Back is shown an empty page: see `closed`.
    """
    token = visit.held_token()
    visit.leave()
    if token:
        # Whatever ails the database, the page must go: without its cookie this browser opens nothing any more.
        with suppress(Unavailable):
            retried(partial(_let_go_of, token))
    response = redirect(LEAVE_TO, 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _let_go_of(token: str) -> None:
    with portal().writing() as session:
        drafts.leave(session, token)


def _begin(session: Any, asked: Step) -> Page:
    journey = visit.nothing_said()
    read_answer = read_post(journey, asked, _posted())
    if isinstance(read_answer, tuple):
        return pages_of_talk.step_page(journey, asked, problems=read_answer, start=True), 422
    return _go_on(visit.begin(session, read_answer))


def _posted() -> Raw:
    return request.form.to_dict(flat=False)


def _send(session: Any, found: Visit) -> Response:
    wired = portal()
    journey = Journey(SCRIPT, found.journey.on_path())
    reference = receive(
        session,
        read(journey.answers),
        transcript_of(journey, visit.speech(journey.register)),
        wired.office,
        key=found.draft.id,
        language=Language(found.draft.language),
        now=wired.now(),
    )
    drafts.mark_sent(session, found.draft, reference, wired.now())
    return redirect(url_for("coming_back.sent"), 303)


def _go_on(found: Visit | None) -> Response:
    if found is None:
        return redirect(url_for("public.start"), 303)
    if found.is_sent:
        return redirect(url_for("coming_back.sent"), 303)
    following = found.journey.next_step
    return redirect(pages_of_talk.url_of(following) if following else url_for("public.check"), 303)
