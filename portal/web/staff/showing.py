"""Drawing a staff page: every template is given who is signed in. It refuses to know what a page is about."""

from itertools import islice
from typing import Any

from flask import g, render_template, request

from portal.web.csrf import FIELD


def show(template: str, **given: Any) -> str:
    """The page. `me` is who is signed in, None where nobody is; `problems` leads to controls by their names."""
    return render_template(template, **{"me": g.get("me"), "places": (), "problems": {}, **given})


def show_kept(template: str, **given: Any) -> str:
    """A page with everything that was typed: hidden to send again, and what was written also to be read and copied."""
    posted = ((name, value) for name, values in request.form.lists() for value in values if name not in _NEVER_SHOWN)
    kept = list(islice(posted, _MOST_KEPT))
    written = [value for _, value in kept if " " in value.strip() or len(value) > 30]
    return show(template, action=request.path, kept=kept, written=written, **given)


#: Fields. No form of ours has so many, and each takes ten times the bytes on a page that it took in the post.
_MOST_KEPT = 500
#: A password stands in no page.
_NEVER_SHOWN = frozenset({FIELD, "password"})
