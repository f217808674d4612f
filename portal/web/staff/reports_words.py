"""The words of the yearly report: each section's own page, what stands there, and what stood there before.

It refuses to lose a word: whoever writes when somebody else does is shown theirs, with their own in the box.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.cases.acts.fields import Field, FieldKind
from portal.reading_age import HIGHEST_GRADE, reading_grade
from portal.reports import writing
from portal.reports.annual import Wanted
from portal.reports.filling import PLACEHOLDERS
from portal.reports.report import Edition, Scope
from portal.reports.writing import YOUNG, CannotWrite, Text
from portal.vocabulary import Act, Register
from portal.web import report_files as files
from portal.web.staff import reports as pages
from portal.web.staff.access import blueprint, permits
from portal.web.staff.drawing import Head, Place
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.wiring import portal

_WORDS, _SEEN = "words", "seen"
_JUST_NOW = timedelta(minutes=2)
_SCOPES = {
    "panel": "Both procedures",
    "panel-statutory": "Children’s statutory procedure",
    "panel-corporate": "The council’s own procedure",
}
_HEADS = ("Section", Head("Words", "whole"), Head("Written", "whole"), "By")
#: Where the words of a section are read.
_FOR_THE_PANEL = "The panel and staff read this."
_FOR_EVERYBODY = "Everybody can read this: it stands in the public edition too."
_FOR_YOUNG_PEOPLE = "Everybody can read this. Write for a child of nine: short words, and short sentences."
_PANEL_ALONE = frozenset({"decisions"})
_HINT = (
    "An empty line begins a new paragraph, “# ” a heading and “* ” a point of a list. Name nobody, and write no small "
    "number by hand: a figure in curly brackets is hidden where it is small."
)


@blueprint.get("/reports/<year>/words/<which>")
@permits(Act.WRITE_REPORT)
def report_words(year: str, which: str) -> ResponseReturnValue:
    """Every section of a year's report, and who wrote words for it last."""
    wanted, now = _wanted(year, which), portal().now()
    with portal().reading() as session:
        stand = writing.texts(session, wanted.year, wanted.scope)
        names = pages.names_of(session, [each.by for each in stand.values()])
    titles = writing.sections_of(wanted.scope)
    return show(
        "staff/reports/words.html",
        places=places(),
        year=wanted.year,
        scopes=tuple(
            Place(said, url_for("staff.report_words", year=year, which=each), each == which)
            for each, said in _SCOPES.items()
        ),
        heads=_HEADS,
        rows=tuple(_rows(wanted, {key: said for key, said in titles.items() if not _is_young(key)}, stand, names)),
        young=tuple(_rows(wanted, {key: said for key, said in titles.items() if _is_young(key)}, stand, names)),
        back=url_for("staff.report_year", year=year),
        kept=tuple(said for key, said in titles.items() if _is_mine_just_now(stand.get(key), now)),
    )


@blueprint.get("/reports/<year>/words/<which>/<section>")
@permits(Act.WRITE_REPORT)
def report_section(year: str, which: str, section: str) -> ResponseReturnValue:
    """One section, to write."""
    return _section_page(_wanted(year, which), section)


@blueprint.post("/reports/<year>/words/<which>/<section>")
@permits(Act.WRITE_REPORT)
def write_section(year: str, which: str, section: str) -> ResponseReturnValue:
    """Keep what was written, or show what somebody else wrote meanwhile."""
    wanted, wired = _wanted(year, which), portal()
    _title(wanted, section)
    body = request.form.get(_WORDS, "")
    try:
        with wired.writing() as session:
            theirs = writing.write(
                session,
                wanted.year,
                wanted.scope,
                section,
                body,
                seen=_moment(request.form.get(_SEEN, "")),
                by=pages.by_me(),
                now=wired.now(),
            )
    except CannotWrite as refused:
        return _section_page(wanted, section, problem=str(refused)), 422
    if theirs:
        return _section_page(wanted, section, is_beside=True), 409
    return redirect(url_for("staff.report_words", year=year, which=which), 303)


def _section_page(wanted: Wanted, section: str, *, problem: str = "", is_beside: bool = False) -> str:
    title, which = _title(wanted, section), files.name_of(wanted)
    with portal().reading() as session:
        every = writing.versions(session, wanted.year, wanted.scope, section)
        names = pages.names_of(session, [each.by for each in every])
    stands = every[0] if every else None
    # What was typed beside a problem was typed with other words in sight than stand now, perhaps: it says which.
    seen = request.form.get(_SEEN, "") if problem else _said(stands)
    preview = Edition.YOUNG_PEOPLE if _is_young(section) else Edition.PANEL
    return show(
        "staff/reports/section.html",
        places=places(),
        problems={_WORDS: problem} if problem else {},
        year=wanted.year,
        title=title,
        scope=_SCOPES[which],
        read_by=_read_by(wanted, section),
        fields=(_field(stands),),
        typed=request.form.to_dict(flat=False) if problem or is_beside else None,
        hidden={_SEEN: seen},
        action=url_for("staff.write_section", year=wanted.year, which=which, section=section),
        back=url_for("staff.report_words", year=wanted.year, which=which),
        preview=url_for("staff.report_now", year=wanted.year, which=_preview(wanted, preview)),
        theirs=stands if is_beside else None,
        their_name=pages.who(stands.by, names) if stands else "",
        grade=_grade(section, stands),
        placeholders=tuple((_in_brackets(name), known.means) for name, known in PLACEHOLDERS.items()),
        versions=tuple((pages.who(each.by, names), each) for each in every),
    )


def _field(stands: Text | None) -> Field:
    return Field(
        name=_WORDS,
        label="Words",
        kind=FieldKind.LINES,
        hint=_HINT,
        required=False,
        preset=stands.body if stands else None,
    )


def _rows(
    wanted: Wanted, titles: Mapping[str, str], stand: Mapping[str, Text], names: dict[str, str]
) -> Iterator[tuple[object, ...]]:
    for section, title in titles.items():
        which = files.name_of(wanted)
        href = url_for("staff.report_section", year=wanted.year, which=which, section=section)
        link = Markup('<a href="{}">{}</a>').format(href, title)
        text = stand.get(section)
        if text:
            yield link, f"{len(text.body.split()):,} words", text.written_at, pages.who(text.by, names)
        else:
            yield link, "None yet", Markup(""), Markup("")


def _read_by(wanted: Wanted, section: str) -> str:
    if _is_young(section):
        return _FOR_YOUNG_PEOPLE
    is_for_all = wanted.scope is Scope.BOTH and section not in _PANEL_ALONE
    return _FOR_EVERYBODY if is_for_all else _FOR_THE_PANEL


def _grade(section: str, stands: Text | None) -> str:
    """How hard the young people's words are to read, where they are too hard."""
    highest = HIGHEST_GRADE[Register.CHILD]
    grade = reading_grade(stands.body) if stands and _is_young(section) else 0.0
    return f"{grade:.1f}" if grade > highest else ""


def _preview(wanted: Wanted, edition: Edition) -> str:
    return files.name_of(Wanted(wanted.year, edition, wanted.scope))


def _wanted(year: str, which: str) -> Wanted:
    return files.wanted_by(year, which) if which in _SCOPES else abort(404)


def _title(wanted: Wanted, section: str) -> str:
    return writing.sections_of(wanted.scope).get(section) or abort(404)


def _is_mine_just_now(text: Text | None, now: datetime) -> bool:
    return text is not None and text.by == pages.by_me() and now - text.written_at < _JUST_NOW


def _is_young(section: str) -> bool:
    return section.startswith(YOUNG)


def _in_brackets(name: str) -> Markup:
    return Markup("<code>{{{}}}</code>").format(name)


def _said(stands: Text | None) -> str:
    return stands.written_at.isoformat() if stands else ""


def _moment(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None
