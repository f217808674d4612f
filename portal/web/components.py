"""The parts pages are made of: a macro a file under `templates/components`, at hand in every template as `show_NAME`.

Those of the staff's pages lie under `templates/staff/components`, and are at hand as `staff_NAME`.

Made once. A template that imports them does so on every page, and that costs more than drawing them.
"""

from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import Environment
from markupsafe import Markup

_FOLDERS = {"show": "components", "staff": "staff/components"}


class Component:
    """One macro, called after its file."""

    def __init__(self, environment: Environment, file: str, name: str) -> None:
        self._environment, self._file, self._name = environment, file, name
        self._macro: Any = None

    def __call__(self, *given: Any, **named: Any) -> Markup:
        """Draw it."""
        if self._macro is None:
            self._macro = getattr(self._environment.get_template(self._file).module, self._name)
        drawn: Markup = self._macro(*given, **named)
        return drawn


def register(app: Flask) -> None:
    """Put every component at hand."""
    templates = Path(app.root_path) / str(app.template_folder)
    for whose, folder in _FOLDERS.items():
        for file in sorted((templates / folder).rglob("*.html")):
            made = Component(app.jinja_env, file.relative_to(templates).as_posix(), file.stem)
            app.jinja_env.globals[f"{whose}_{file.stem}"] = made
