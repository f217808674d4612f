"""Our own drawings, a file each under `templates/drawings`, at hand in every template as `drawing("name")`.

They stand in the page itself, so that they take the council's colours, by day and by night, and ask for nothing more.
"""

from pathlib import Path

from flask import Flask
from markupsafe import Markup

_FOLDER = "drawings"


def register(app: Flask) -> None:
    """Put every drawing at hand. One that is not there is nothing: no page needs it."""
    folder = Path(app.root_path) / str(app.template_folder) / _FOLDER
    drawn = {file.stem: Markup(file.read_text().strip()) for file in sorted(folder.glob("*.svg"))}  # noqa: S704 - ours

    def drawing(name: str) -> Markup:
        return drawn.get(name, Markup())

    app.jinja_env.globals["drawing"] = drawing
