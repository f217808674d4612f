"""Drawing a staff page: every template is given who is signed in. It refuses to know what a page is about."""

from typing import Any

from flask import g, render_template, request

from portal.web.csrf import FIELD


def show(template: str, **given: Any) -> str:
    """The page. `me` is who is signed in, None where nobody is; `problems` leads to controls by their names."""
    return render_template(template, **{"me": g.get("me"), "places": (), "problems": {}, **given})


def show_kept(template: str, **given: Any) -> str:
    """A page with everything that was typed: hidden to send again, and what was written also to be read and copied."""
    kept = [(name, value) for name, values in request.form.lists() for value in values if name not in _NEVER_SHOWN]
    written = [value for _, value in kept if " " in value.strip() or len(value) > 30]
    return show(template, action=request.path, kept=kept, written=written, **given)


#: A password stands in no page.
_NEVER_SHOWN = frozenset({FIELD, "password"})
