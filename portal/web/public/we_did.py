"""“You said, we did”: what changed because people told us, year by year. It needs no visit and sets no cookie.

It shows what a person published for everybody, and knows of no case.
"""

from flask import Blueprint, abort, render_template

from portal.reports import telling
from portal.script import we_did as words
from portal.vocabulary import Register
from portal.web.public import visit
from portal.web.wiring import portal

we_did = Blueprint("we_did", __name__)


@we_did.get("/you-said-we-did")
@we_did.get("/you-said-we-did/<int(fixed_digits=4):year>")
def page(year: int | None = None) -> str:
    """One year of it; the newest that has anything where none is named."""
    with portal().reading() as session:
        years = telling.years(session)
        if year is not None and year not in years:
            abort(404)
        shown = next(iter(years), None) if year is None else year
        entries = telling.public(session, shown) if shown else ()
    return render_template(
        "public/we_did.html",
        say=visit.speech(Register.CHILD),
        words=words,
        year=shown,
        entries=entries,
        others=tuple(each for each in years if each != shown),
    )
