"""Doors that change something are gone through again where the database asks for it. Knows nothing of what they do."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from flask import Flask, g
from flask import session as cookie

from portal.db import AskedAgain, retried

_ONLY_LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


def register(app: Flask) -> None:
    """Wrap every door that the app has by now, so that none can forget."""
    changing = {rule.endpoint for rule in app.url_map.iter_rules() if not (rule.methods or set()) <= _ONLY_LOOKING}
    for endpoint in changing:
        app.view_functions[endpoint] = _again_if_asked(app.view_functions[endpoint])


def _again_if_asked(door: Callable[..., Any]) -> Callable[..., Any]:
    # A door's transaction begins and ends within it: going through it again is the whole of it again.
    @wraps(door)
    def through(*args: Any, **named: Any) -> Any:
        return retried(partial(_once, partial(door, *args, **named)))

    return through


def _once(door: Callable[[], Any]) -> Any:
    noted, held = dict(vars(g)), dict(cookie)
    try:
        return door()
    except AskedAgain:
        # What it noted came to nothing with its transaction: above all the token of a draft that was never kept.
        vars(g).clear()
        vars(g).update(noted)
        if dict(cookie) != held:
            cookie.clear()
            cookie.update(held)
        raise
