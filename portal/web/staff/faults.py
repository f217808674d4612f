"""Errors in the look of staff pages: what happened in a clear sentence, and nothing lost. It knows no refusal."""

from http import HTTPStatus

from portal.web.staff.showing import show, show_kept

#: Status -> title and sentence.
_WRONG = {
    400: ("Something was missing", "We could not read what your browser sent. Go back and try again."),
    404: ("Page not found", "There is no such page, or you may not see it. Check the address."),
    413: ("That was too much at once", "That is more than we can take in one go. Go back and make it shorter."),
    500: ("Something went wrong here", "That was our fault. Wait a moment and try again."),
    503: ("This cannot be opened now", "The database does not answer just now. Wait a moment and try again."),
}
#: Status -> why a post was not taken, where it may be pressed again.
_AGAIN = {
    400: "This page was too old, or your browser did not send its cookie. Nothing was done yet.",
    500: "That was our fault. Nothing was done yet.",
    503: "The database does not answer just now. Nothing was done yet. Wait a moment.",
}


def plain(status: int) -> str:
    """A page that says what is wrong, with nothing of any case."""
    title, sentence = _WRONG.get(status, _WRONG[400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500])
    return show("staff/access/error.html", title=title, sentence=sentence)


def press_again(status: int) -> str:
    """The same post once more, by pressing a button; what was written is shown too."""
    return show_kept("staff/access/again.html", sentence=_AGAIN.get(status, _AGAIN[500]))
