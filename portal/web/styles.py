"""How a page gets its styles: the sheet stands in the first page a browser is shown, and is asked for by the others.

On a slow line a second answer doubles the wait before anything is seen. The sheet is fetched beside that page too, as
if for paper, which holds up nothing: the page after it has it at hand.
"""

from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app, request
from markupsafe import Markup

from portal.council import Council


@dataclass(frozen=True, slots=True)
class Styles:
    """`colours` are the council's, in every page; `sheet` is the whole built sheet, empty before `make assets`."""

    colours: Markup
    sheet: Markup = field(repr=False)

    @property
    def in_pages(self) -> tuple[str, ...]:
        """Every style element that a page may carry."""
        return tuple(filter(None, (self.colours, self.sheet)))

    def of_first_view(self) -> Markup:
        """The sheet, where a browser brings no cookie of ours: then it was not here before. Empty for all others."""
        was_here = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
        return Markup("") if was_here else self.sheet


def styles_of(council: Council, built: Path | None) -> Styles:
    """The styles of pages in a council's colours. `built` is the style sheet's file, if there is one."""
    light, dark = council.colours.light, council.colours.dark
    colours = (
        f":root{{--council:{light.brand};--council-ink:{light.on_brand};"
        f"--council-night:{dark.brand};--council-night-ink:{dark.on_brand}}}"
    )
    # Nobody but the council file's checked colours and our own build writes here.
    return Styles(Markup(colours), Markup(built.read_text() if built else ""))  # noqa: S704
