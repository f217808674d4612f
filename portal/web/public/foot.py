"""What stands at the foot of every page, always the same in the same order (WCAG 3.2.6); drawn once, then remembered.

In the middle of an answer its links are buttons of the answer's form, so that what was typed is kept on the way.
"""

from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from portal.script import looks, pages, phrases, we_did
from portal.script.statements import FOOT
from portal.vocabulary import Register
from portal.web.speech import Speech

_FIRST = (("/side", phrases.AN_ADVOCATE), ("/come-back", pages.COME_BACK), ("/look", looks.LOOK))
_LAST = (("/you-said-we-did", we_did.TITLE),)
#: Where somebody may turn to in the middle of an answer, by the value of the button: the address without its slash.
ASIDE = frozenset(
    {"stop", "numbers"}
    | {path.strip("/") for path, _ in (*_FIRST, *_LAST)}
    | {link.path(register).strip("/") for link in FOOT for register in Register}
)


class Foot:
    """Draws it. `keeps`: the page has an answer's form, whose words must not be lost."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Register, str, bool], Markup] = {}

    def __call__(self, say: Speech, keeps: object) -> Markup:
        """The foot of a page that speaks like this."""
        which = (say.register, say.lang, bool(keeps))
        if which not in self._drawn:
            links = (*_FIRST, *((link.path(say.register), link.label) for link in FOOT), *_LAST)
            draw: Any = current_app.jinja_env.globals["show_foot"]
            spoken = [(path, say(label)) for path, label in links]
            self._drawn[which] = draw(spoken, bool(keeps), say.with_links(pages.FOOT_CHILDLINE))
        return self._drawn[which]


def register(app: Flask) -> None:
    """Put it at hand."""
    app.jinja_env.globals["foot"] = Foot()
