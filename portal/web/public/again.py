"""When a post could not be taken: a page that says so, and holds everything that was typed, one press from sent."""

from flask import render_template, request, url_for

from portal.conversation import Step
from portal.script import phrases
from portal.vocabulary import Register
from portal.web.csrf import FIELD
from portal.web.public import visit


def press_again(sentence: str, status: int) -> tuple[str, int]:
    """The same post once more, by pressing a button."""
    return _page(sentence, request.path, status)


def lost_place(step: Step | None) -> tuple[str, int]:
    """The visit is gone (a cleared or forged cookie, an expired draft). What was just typed begins a new one."""
    known = step.key if step else ""
    return _page(
        "We lost your place. What you just wrote is still here. Press the button to start again with it.",
        url_for("public.start_again"),
        404,
        step=known,
    )


def _page(sentence: str, action: str, status: int, step: str = "") -> tuple[str, int]:
    kept = [(name, value) for name, values in request.form.lists() for value in values if name != FIELD]
    longest = max((value for name, value in kept if name not in {"pass", "enough"}), key=len, default="")
    page = render_template(
        "conversation/again.html",
        say=visit.speech(Register.CHILD),
        phrases=phrases,
        sentence=sentence,
        action=action,
        step=step,
        kept=kept,
        written=longest if " " in longest or len(longest) > 30 else "",
    )
    return page, status
