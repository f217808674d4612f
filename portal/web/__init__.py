"""The web door: turns requests into calls on the rooms, and what they say into pages. It asks rooms, not tables."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from flask import Flask, request
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from portal.outbox.fillings import Link
from portal.outbox.previews import preview_receipt
from portal.script import SCRIPT, looks, notes, phrases
from portal.script import pages as page_words
from portal.vocabulary import Language, WhatFor
from portal.web import asked_again, components, csrf, drawings, errors, headers
from portal.web.hooks import hooks, notify, tray
from portal.web.public import foot, visit
from portal.web.public.closed import closed_page
from portal.web.public.coming_back import coming_back
from portal.web.public.conversation import talk
from portal.web.public.look import chosen as look_chosen
from portal.web.public.look import look
from portal.web.public.pages import pages
from portal.web.public.reports import reports
from portal.web.public.statements import statements
from portal.web.public.we_did import we_did
from portal.web.speech import Speeches
from portal.web.staff import register as register_staff
from portal.web.styles import styles_of
from portal.web.talk.step_names import StepNames
from portal.web.visit_cookie import VisitCookie
from portal.web.wiring import Portal, portal


def register(app: Flask, *, assets: Mapping[str, str], sheet: Path | None) -> None:
    """Add every door, header and error page to the app. `sheet` is the built style sheet's file, if there is one."""
    wired: Portal = app.extensions["portal"]
    app.session_interface = VisitCookie()
    app.extensions["step-names"] = StepNames(SCRIPT, wired.settings.secret_keys)
    app.extensions["speeches"] = Speeches(wired)
    link = Link(wired.settings.url)
    app.extensions["previews"] = {kind: preview_receipt(wired.council, link, kind) for kind in WhatFor}
    styles = styles_of(wired.council, sheet)
    app.jinja_env.globals.update(
        phrases=phrases,
        pages=page_words,
        look_words=looks,
        shared_lines=notes,
        csrf_token=csrf.token,
        csrf_field=csrf.FIELD,
        look=look_chosen,
        assets=assets,
        leave_to=headers.LEAVE_TO,
        styles=styles,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(f"{app.root_path}/{app.template_folder}"), govuk])
    components.register(app)
    drawings.register(app)
    foot.register(app)
    # Machines ask the health doors, and carry no cookie: everything else that changes something is checked.
    app.before_request(csrf.check)
    app.before_request(closed_page)
    app.after_request(visit.hold_the_new_draft)
    sign_in_at = wired.council.single_sign_on.origin if wired.council.single_sign_on else ""
    headers.register(app, inline_styles=styles.in_pages, https=not wired.settings.local, forms_lead_to=sign_in_at)
    errors.register(app)
    for door in (talk, coming_back, pages, statements, we_did, reports, look, hooks, notify):
        app.register_blueprint(door)
    register_staff(app)
    if wired.settings.local:
        app.register_blueprint(tray)
    asked_again.register(app)


def language() -> Locale:
    """The language to speak in this request: the first the browser asks for that the council offers."""
    offered: tuple[Language, ...] = portal().council.languages
    if len(offered) == 1:
        return _locale(offered[0])
    best = request.accept_languages.best_match([each.replace("_", "-") for each in offered])
    return _locale(Language(best.replace("-", "_")) if best else offered[0])


@cache
def _locale(spoken: Language) -> Locale:
    return Locale.parse(spoken)
