"""The parts pages are made of: a macro a file under `templates/components`, at hand in every template as `show_NAME`.

Made once. A template that imports them does so on every page, and that costs more than drawing them.
"""

from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import Environment
from markupsafe import Markup

_FOLDER = "components"


class Component:
    """One macro, called after its file."""

    def __init__(self, environment: Environment, file: str, name: str) -> None:
        self._environment, self._file, self._name = environment, file, name
        self._macro: Any = None

    def __call__(self, *given: Any) -> Markup:
        """Draw it."""
        if self._macro is None:
            self._macro = getattr(self._environment.get_template(self._file).module, self._name)
        drawn: Markup = self._macro(*given)
        return drawn


def register(app: Flask) -> None:
    """Put every component at hand."""
    templates = Path(app.root_path) / str(app.template_folder)
    for file in sorted((templates / _FOLDER).rglob("*.html")):
        made = Component(app.jinja_env, file.relative_to(templates).as_posix(), file.stem)
        app.jinja_env.globals[f"show_{file.stem}"] = made
