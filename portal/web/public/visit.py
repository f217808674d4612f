"""One visit: the session cookie, the draft it opens, and the journey that draft's answers lead along.

The cookie is signed and holds two random values, a token for the draft and one for forms: no word of a person.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import Response, abort, current_app, g
from flask import session as cookie
from flask_babel import get_locale

from portal import drafts
from portal.conversation import Answers, Journey, Step
from portal.drafts import Held
from portal.script import SCRIPT
from portal.vocabulary import Language, Register
from portal.web.speech import Speech, Speeches
from portal.web.wiring import portal

LOOK = "look"  # the cookie's field for light or dark: see look
_TOKEN = "talk"  # noqa: S105 - the name of a cookie's field
_LEFT = "left"


@dataclass(frozen=True, slots=True)
class Visit:
    """A draft that this browser holds, and where its answers lead."""

    draft: Held
    journey: Journey

    @property
    def mark(self) -> str:
        """What a form carries to say which draft it belongs to; it opens nothing, and nobody guesses an id from it."""
        return sha256(f"form of {self.draft.id}".encode()).hexdigest()[:16]

    def is_marked(self, mark: str | None) -> bool:
        """Does a form with this mark, or with none, belong to this draft?"""
        return mark is None or mark == self.mark

    @property
    def is_sent(self) -> bool:
        """It became a case."""
        return self.draft.case_reference is not None


def find(session: Any) -> Visit | None:
    """The visit of this browser, if it holds a draft. Raises drafts.Expired."""
    token = held_token()
    draft = drafts.find(session, token, portal().now()) if token else None
    if draft is None:
        return None
    return Visit(draft, Journey(SCRIPT, SCRIPT.adopt(drafts.answers(draft))))


def find_unless_expired(session: Any) -> Visit | None:
    """The same, where an expired draft is as good as none: what was just typed can begin a new one."""
    try:
        return find(session)
    except drafts.Expired:
        return None


def begin(session: Any, answers: Answers) -> Visit:
    """A new draft for this browser, with its first answers."""
    wired = portal()
    draft, token = drafts.begin(
        session, language=Language(str(get_locale())), days=wired.council.retention.drafts_days, now=wired.now()
    )
    g.token_of_the_new_draft = token
    return keep(session, Visit(draft, Journey(SCRIPT, answers)), answers)


def hold_the_new_draft(response: Response) -> Response:
    """Put the new draft's token in the cookie, once it is sure that the draft was kept."""
    token = g.pop("token_of_the_new_draft", None)
    if token and response.status_code < 400:
        hold(token)
    return response


def keep(session: Any, visit: Visit, answers: Answers) -> Visit:
    """Keep new answers, and make the code work once there is a first one."""
    wired = portal()
    kept = drafts.keep(session, visit.draft, answers, days=wired.council.retention.drafts_days, now=wired.now())
    return Visit(drafts.give_code(session, kept, wired.settings.code_keys), Journey(SCRIPT, answers))


def code_of(visit: Visit) -> drafts.Code:
    """The four words that open this visit's draft; new ones where the key of the old ones was taken out.

    Asked for outside a transaction.
    """
    wired, keys = portal(), portal().settings.code_keys
    code = drafts.code_of(visit.draft, keys)
    if code is None:
        with wired.writing() as session:
            found = find(session)
            code = drafts.code_of(drafts.give_code(session, found.draft, keys), keys) if found else None
    return code or abort(404)  # left in another tab meanwhile


def held_token() -> str | None:
    """The token in the cookie."""
    token: str | None = cookie.get(_TOKEN)
    return token


def hold(token: str) -> None:
    """Put a token in the cookie."""
    cookie[_TOKEN] = token


def end() -> None:
    """Forget everything in the cookie but how pages look."""
    kept = {LOOK: cookie[LOOK]} if LOOK in cookie else {}
    cookie.clear()
    cookie.update(kept)
    g.pop("csrf_token", None)  # a form drawn after this belongs to another visit


def leave() -> None:
    """Forget everything in the cookie, and hold that this browser's Back must show nothing."""
    cookie.clear()
    cookie[_LEFT] = True


def was_left() -> bool:
    """Did somebody leave in a hurry, and has nobody opened the site again on purpose?"""
    return _LEFT in cookie


def nothing_said() -> Journey:
    """The journey of somebody who has said nothing yet."""
    return Journey(SCRIPT, Answers({}, SCRIPT.version))


def first_step() -> Step:
    """The question everybody is asked first."""
    return SCRIPT.steps[0]


def speech(register: Register) -> Speech:
    """How to speak in this visit."""
    speeches: Speeches = current_app.extensions["speeches"]
    return speeches(register)
