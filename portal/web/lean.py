"""Flask without what no page of ours needs: what it would otherwise do in every request, for nothing."""

from collections.abc import Callable, MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment


class FixedGlobals(Environment):
    """What every template has at hand is there before the first is loaded, and one plain map from then on."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of one template."""
        return {**self.globals, **(d or {})}


class LeanFlask(Flask):
    """Knows no coroutines, and hands a template nothing of the request: a page is given all that it shows."""

    jinja_environment = FixedGlobals

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The same function."""
        return func

    def update_template_context(self, context: dict[str, Any]) -> None:
        """Add nothing."""
