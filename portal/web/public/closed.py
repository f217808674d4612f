"""After somebody left in a hurry, Back and every old address show one empty page, until it is opened on purpose.

It cannot know who presses Back; so it says nothing of what this site is. Pages of staff are theirs, and stay open.
"""

from flask import render_template, request

from portal.vocabulary import Register
from portal.web.public import visit
from portal.web.whose import is_for_staff

#: Doors of machines, and the post tray of local use: nobody stands there to be protected. Any other is closed.
_FOR_NOBODY = frozenset({"hooks", "notify", "tray"})


def closed_page() -> str | None:
    """The empty page, where a page is asked for in a browser that was left; None anywhere else."""
    if not visit.was_left() or request.method == "POST" or request.blueprint in _FOR_NOBODY or is_for_staff():
        return None
    return render_template("conversation/closed.html", say=visit.speech(Register.CHILD))
