"""The receipt, stopping, and coming back with four words: to the draft, or to the dates and team of what was sent."""

from datetime import timedelta

import structlog
from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from portal import drafts
from portal.cases import acts, posted, queries
from portal.clocks.working_days import london_date
from portal.conversation import Answers, Words
from portal.drafts import CODE_SHUT, Expired, TooManyTries, Trier
from portal.script import SCRIPT, letters, pages
from portal.script.reading import carried_over
from portal.vocabulary import Register
from portal.web.public import visit
from portal.web.public.receipt import letters_shown, promises, receipt_of
from portal.web.speech import day_in_words
from portal.web.wiring import portal

coming_back = Blueprint("coming_back", __name__)
_log = structlog.get_logger(__name__)

Page = str | Response | tuple[str, int]


@coming_back.get("/sent")
def sent() -> Page:
    """The receipt: we have it, who has it, by when, the code, and what staff wrote. The story is never shown again."""
    wired = portal()
    with wired.reading() as session:
        found = visit.find(session)
        if found is None or not found.is_sent:
            return redirect(url_for("public.carry_on"), 303)
        case = queries.case_by_key(session, found.draft.id)
        written = posted.letters_to(session, case.id) if case else ()
    if case is None:
        return redirect(url_for("public.start"), 303)
    receipt = receipt_of(case, wired)
    say = visit.speech(receipt.register)
    return render_template(
        "conversation/receipt.html",
        say=say,
        receipt=receipt,
        promises=promises(receipt, say),
        letters=letters_shown(written, say),
        words_of_letters=letters,
        code=visit.code_of(found),
    )


@coming_back.post("/another-child")
def another_child() -> Page:
    """A new conversation about another child, which need not ask again who somebody is and how to reply."""
    with portal().writing() as session:
        found = visit.find(session)
        told = queries.representation_of(session, found.draft.id) if found and found.is_sent else None
        if told is None:
            return redirect(url_for("public.start"), 303)
        visit.begin(session, Answers(carried_over(told), SCRIPT.version))
    return redirect(url_for("public.carry_on"), 303)


@coming_back.get("/stop")
def stop() -> Page:
    """The four words to come back with, and until when."""
    wired = portal()
    with wired.reading() as session:
        found = visit.find(session)
    if found is None or found.draft.code_hash is None:
        return redirect(url_for("public.start"), 303)
    if found.is_sent:
        return redirect(url_for("coming_back.sent"), 303)
    return render_template(
        "conversation/stop.html",
        say=visit.speech(found.journey.register),
        code=visit.code_of(found),
        # It goes during that day, so the day before is the last whole one.
        kept_until=day_in_words(london_date(found.draft.expires_at) - timedelta(days=1)),
    )


@coming_back.get("/new-code")
def ask_for_new_code() -> Page:
    """What a new code would do, before it is done."""
    with portal().reading() as session:
        found = visit.find(session)
    if found is None or found.draft.code_hash is None:
        return redirect(url_for("public.start"), 303)
    return render_template("conversation/new_code.html", say=visit.speech(found.journey.register))


@coming_back.post("/new-code")
def new_code() -> Page:
    """ "Someone found my code": the old code and every other phone open nothing any more."""
    wired, token = portal(), visit.held_token()
    with wired.writing() as session:
        found = visit.find(session)
        if found is None or token is None:
            return redirect(url_for("public.start"), 303)
        shut = drafts.shut_code(session, found.draft, token, wired.settings.code_keys)
        if found.draft.case_reference:
            acts.code_shut(session, found.draft.case_reference, now=wired.now())
    _log.info(CODE_SHUT, draft=shut.id, turn=shut.code_turn)
    return redirect(url_for("coming_back.sent" if found.is_sent else "coming_back.stop"), 303)


@coming_back.get("/come-back")
def ask_for_code() -> Page:
    """The box for four words."""
    return _code_page()


@coming_back.post("/come-back")
def open_with_code() -> Page:
    """Open what the words open. A wrong code says nothing of what was wrong with it."""
    wired = portal()
    typed = request.form.get("code", "")
    try:
        with wired.writing() as session:
            opened = drafts.open_with_code(
                session, typed, code_keys=wired.settings.code_keys, trier=_trier(), now=wired.now()
            )
    except TooManyTries as many:
        return _code_page(typed, pages.CODE_WAIT, many.wait_seconds), 429
    except Expired:
        return _code_page(typed, pages.CODE_EXPIRED), 410
    if opened is None:
        return _code_page(typed, pages.CODE_WRONG), 422
    visit.end()
    visit.hold(opened.token)
    return redirect(url_for("public.carry_on"), 303)


def _code_page(typed: str = "", problem: Words | None = None, wait_seconds: int = 0) -> str:
    say = visit.speech(Register.CHILD)
    wait = say(pages.A_MINUTE) if wait_seconds > 45 else say(pages.SECONDS, n=str(wait_seconds))
    error = say(problem, wait=wait) if problem else ""
    return render_template("conversation/come_back.html", say=say, typed=typed, error=error)


def _trier() -> Trier:
    # Random, in the cookie only: it tells one browser's tries from another's behind a shared address.
    browser = cookie.get("csrf_token")
    return Trier(browser, f"{request.remote_addr} {request.user_agent.string}")
