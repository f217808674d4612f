"""When a post could not be taken: a page that says so, and holds everything that was typed, one press from sent."""

from itertools import islice

from flask import render_template, request, url_for

from portal.conversation import Step, Words
from portal.script import pages
from portal.vocabulary import Register
from portal.web.csrf import FIELD
from portal.web.public import visit
from portal.web.talk.posted import written_in

#: Far above any page of ours: a post of very many is nobody's words, and would come back many times as long.
_MOST_FIELDS = 500


def press_again(sentence: Words, status: int) -> tuple[str, int]:
    """The same post once more, by pressing a button."""
    return _page(sentence, request.path, status)


def lost_place(step: Step | None) -> tuple[str, int]:
    """The visit is gone (a cleared or forged cookie, an expired draft). What was just typed begins a new one."""
    known = step.key if step else ""
    return _page(
        pages.AGAIN_LOST,
        url_for("public.start_again"),
        404,
        step=known,
    )


def _page(sentence: Words, action: str, status: int, step: str = "") -> tuple[str, int]:
    posted = ((name, value) for name, values in request.form.lists() for value in values if name != FIELD)
    kept = list(islice(posted, _MOST_FIELDS))
    longest = max((value for name, value in kept if name not in {"pass", "enough"}), key=len, default="")
    page = render_template(
        "conversation/again.html",
        say=visit.speech(Register.CHILD),
        sentence=sentence,
        action=action,
        step=step,
        kept=kept,
        written=longest if " " in longest or len(longest) > 30 else "",
    )
    return page, status


def not_taken(sentence: Words, *, go_on: str) -> tuple[str, int]:
    """What was written stands here to be read or copied, and was kept nowhere: it belongs to no question asked now."""
    page = render_template(
        "conversation/not_taken.html",
        say=visit.speech(Register.CHILD),
        sentence=sentence,
        written=_written(),
        go_on=go_on,
    )
    return page, 409


def has_words() -> bool:
    """Did somebody write anything in this post, beyond choosing?"""
    return bool(_written())


def _written() -> list[str]:
    return written_in(request.form.to_dict(flat=False))
