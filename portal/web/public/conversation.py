"""The conversation: start, one page a question, check, send, receipt. Every answer is kept before the next is asked."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import drafts
from portal.cases import intake, queries
from portal.conversation import Fault, Journey, Problem, Step
from portal.representations import Exchange
from portal.script import SCRIPT
from portal.script.phrases import NOTHING_LEFT_TO_SEND
from portal.script.reading import read
from portal.vocabulary import Channel
from portal.web.public import pages_of_talk, visit
from portal.web.public.again import lost_place
from portal.web.public.transcript import exchange_of
from portal.web.public.visit import Visit
from portal.web.wiring import portal

public = Blueprint("public", __name__)

_BLANK = frozenset({Fault.NOTHING_WRITTEN, Fault.NOTHING_CHOSEN})
Page = str | Response | tuple[str, int]


@public.get("/")
def start() -> Page:
    """What this is, and the first question itself. It never shows what an earlier visit on this phone said."""
    held = visit.held_token() is not None
    return pages_of_talk.step_page(visit.nothing_said(), visit.first_step(), start=True, held=held)


@public.get("/talk")
def carry_on() -> Response:
    """To wherever this browser's visit stands."""
    with portal().reading() as session:
        return _go_on(visit.find(session))


@public.get("/talk/<name>")
def step(name: str) -> Page:
    """One question, with the talk so far above it."""
    with portal().reading() as session:
        found = visit.find(session)
    asked = pages_of_talk.names().step(name)
    if found is None or found.is_sent or asked is None or not found.journey.may_visit(asked):
        # An old tab, a guess or a lost visit is no error: the next question is the answer.
        return _go_on(found)
    return pages_of_talk.step_page(found.journey, asked)


@public.post("/talk/<name>")
def answer(name: str) -> Page:
    """Keep one answer and go on; or say what to put right, with everything that was typed still there."""
    asked = pages_of_talk.names().step(name)
    with portal().writing() as session:
        found = visit.find(session)
        if found is None and asked == visit.first_step():
            found = visit.begin(session)
        if found is None:
            return lost_place(asked)
        if found.is_sent or asked is None or not found.journey.may_visit(asked):
            return _go_on(found)
        kept = _read(found.journey, asked)
        if isinstance(kept, tuple):
            return pages_of_talk.step_page(found.journey, asked, problems=kept), 422
        found = visit.keep(session, found, kept)
    if "send-now" in request.form:
        return send_now()
    return _go_on(found)


def _read(journey: Journey, asked: Step) -> drafts_answers | tuple[Problem, ...]:
    raw: Mapping[str, list[str]] = request.form.to_dict(flat=False)
    enough = "enough" in raw or "send-now" in raw
    if "pass" in raw and not journey.is_needed(asked):
        return journey.pass_over(asked)
    read_answer = asked.read(raw, journey.seen_at(asked))
    if isinstance(read_answer, tuple):
        # "That is enough" on a blank question is no mistake, and nor is passing over one with nothing in it.
        if not enough or any(problem.fault not in _BLANK for problem in read_answer):
            return read_answer
        return journey.answers.finishing_now()
    answers = journey.answer(asked, read_answer)
    return answers.finishing_now() if enough else answers
