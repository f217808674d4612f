"""The yearly report, as staff read it: years, what was published, and how it stands now for who writes it.

Everybody else reads what was published. It refuses to know how words are written and editions are published.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.cases.acts.fields import spoken
from portal.clocks.working_days import london_date
from portal.reports import publishing, rendering
from portal.reports.annual import Wanted
from portal.reports.history import came_in
from portal.reports.plain import plain
from portal.reports.publishing import Published
from portal.reports.report import Report
from portal.reports.years import ReportYear
from portal.reports.years_held import years_held
from portal.staff import accounts, permitted
from portal.tagged_pdf import can_make_pdf
from portal.vocabulary import Act
from portal.web import report_files as files
from portal.web.staff import drawing
from portal.web.staff import reports_counted as counting
from portal.web.staff.access import blueprint, permits, signed_in
from portal.web.staff.drawing import Action, Head, Place
from portal.web.staff.menu import places
from portal.web.staff.reports_counted import Counted, TooMany
from portal.web.staff.showing import show
from portal.web.wiring import portal

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

#: What each report is called, by its name in addresses.
CALLED = {
    "panel": "Panel: both procedures",
    "panel-statutory": "Panel: children’s statutory procedure",
    "panel-corporate": "Panel: the council’s own procedure",
    "public": "Public",
    "young-people": "Young people’s",
}
_JUST_NOW = timedelta(minutes=2)
_STAFF = "staff:"


def counts(view: View) -> View:
    """A door that counts. Where there are too many cases to count at once, it shows the page to press on."""

    @wraps(view)
    def through(*args: Any, **named: Any) -> ResponseReturnValue:
        try:
            return view(*args, **named)
        except TooMany as many:
            return show(
                "staff/reports/too_many.html",
                places=places(),
                wanted=many.wanted,
                called=CALLED[files.name_of(many.wanted)],
                cases=f"{many.cases:,}",
                minutes=int(counting.KEPT_FOR.total_seconds() // 60),
                back=url_for("staff.report_year", year=many.wanted.year),
                action=url_for("staff.count_report", year=many.wanted.year, which=files.name_of(many.wanted)),
            )

    return through  # type: ignore[return-value]


@blueprint.get("/reports")
@permits(Act.SEE_REPORTS)
def reports() -> ResponseReturnValue:
    """Every year that there is anything to report about, and what was published of it."""
    may_write = Act.WRITE_REPORT in permitted(signed_in().roles)
    with portal().reading() as session:
        years = years_held(session, london_date(portal().now()))
        there = publishing.published(session)
        lists = came_in.kept(session) if may_write else ()
    rows = tuple(
        (_to_year(year), tuple(_stands(each) for each in newest_of(there, year)) or "Nothing yet") for year in years
    )
    return show(
        "staff/reports/years.html",
        places=places(),
        heads=(Head("Year", "whole"), "Published"),
        rows=rows,
        came_heads=(Head("Came in", "whole"), "What came", "Brought in by"),
        came=tuple((each.at, each.in_words, each.by) for each in lists),
    )


@blueprint.get("/reports/<year>")
@permits(Act.SEE_REPORTS)
def report_year(year: str) -> ResponseReturnValue:
    """What was published of a year, and the ways to write and to publish for who may."""
    wired, of = portal(), files.year_of(year)
    with wired.reading() as session:
        there = publishing.published(session, year=of)
        names = names_of(session, (each.by for each in there))
    may = permitted(signed_in().roles)
    return show(
        "staff/reports/year.html",
        places=places(),
        year=of,
        is_over=london_date(wired.now()) >= of.is_over_on,
        ends=of.last,
        heads=("Edition", Head("Published", "whole"), "By", "Corrected because"),
        rows=tuple(_row(each, names, is_newest=each in newest_of(there, of)) for each in there),
        just_now=any(each.by == by_me() and wired.now() - each.published_at < _JUST_NOW for each in there),
        now_at=tuple(_tabs(of)) if Act.WRITE_REPORT in may else (),
        words_at=url_for("staff.report_words", year=of, which="panel") if Act.WRITE_REPORT in may else "",
        publish_at=url_for("staff.publish_report", year=of) if Act.PUBLISH_REPORT in may else "",
    )


@blueprint.get("/reports/<year>/now/<which>")
@permits(Act.WRITE_REPORT)
@counts
def report_now(year: str, which: str) -> ResponseReturnValue:
    """A report as it stands now: with the words as they are, and the cases as they are."""
    wanted = files.wanted_by(year, which)
    with portal().reading() as session:
        found, report = counting.as_it_stands(session, wanted)
    return _now_page(wanted, found, report)


@blueprint.post("/reports/<year>/now/<which>")
@permits(Act.WRITE_REPORT)
def count_report(year: str, which: str) -> ResponseReturnValue:
    """Count anew, however many there are, and show the report."""
    wanted = files.wanted_by(year, which)
    with portal().reading() as session:
        counting.count_now(session, wanted)
        found, report = counting.as_it_stands(session, wanted)
    return _now_page(wanted, found, report)


@blueprint.get("/reports/<year>/now/<which>/<form>")
@blueprint.get("/reports/<year>/now/<which>/<form>/<part>")
@permits(Act.WRITE_REPORT)
@counts
def report_file_now(year: str, which: str, form: str, part: str = "") -> ResponseReturnValue:
    """The same as a file, or one of its tables."""
    wanted = files.wanted_by(year, which)
    with portal().reading() as session:
        found, report = counting.as_it_stands(session, wanted)
        learned = counting.said(session, wanted).learned.get(wanted.edition, ()) if form == "json" else ()
    if form == "json" and not part:
        told = plain(report, found.figures, dict(counting.team_names()), learned)
        made = f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()
        return files.attached(made, report, form, mark=files.DRAFT)
    notes = (f"Not published: this is how it stood on {spoken(report.counted_on)}.",)
    return _file(report, form, part, notes, files.DRAFT)


@blueprint.get("/reports/<year>/published/<which>/<int:number>")
@permits(Act.SEE_REPORTS)
def published_report(year: str, which: str, number: int) -> ResponseReturnValue:
    """An edition as it was published, corrected since or not."""
    edition, report, notes = _published(year, which, number)
    with portal().reading() as session:
        newest = publishing.newest(session, edition.wanted)
        names = names_of(session, (edition.by,))
    return show(
        "staff/reports/report.html",
        places=places(),
        report=report,
        drawn=rendering.html(report, notes=notes),
        called=CALLED[which],
        back=url_for("staff.report_year", year=year),
        published_at=edition.published_at,
        published_by=who(edition.by, names),
        corrected_at=_address(newest[0]) if newest and newest[0].number != number else "",
        downloads=tuple(_downloads(report, "staff.published_file", year=year, which=which, number=number)),
        tables=tuple(_tables(report, "staff.published_file", year=year, which=which, number=number)),
    )


@blueprint.get("/reports/<year>/published/<which>/<int:number>/<form>")
@blueprint.get("/reports/<year>/published/<which>/<int:number>/<form>/<part>")
@permits(Act.SEE_REPORTS)
def published_file(year: str, which: str, number: int, form: str, part: str = "") -> ResponseReturnValue:
    """The same as a file, or one of its tables."""
    edition, report, notes = _published(year, which, number)
    return _file(report, form, part, notes, files.mark_of(edition))


# ---------------------------------------------------------------- what the pages share


def newest_of(there: Sequence[Published], year: ReportYear) -> tuple[Published, ...]:
    """Of each edition of a year the one that stands, in the order of their names."""
    first: dict[Wanted, Published] = {}
    for each in there:
        if each.wanted.year == year:
            first.setdefault(each.wanted, each)
    return tuple(sorted(first.values(), key=lambda each: list(CALLED).index(files.name_of(each.wanted))))


def names_of(session: Any, written_by: Iterator[str] | Sequence[str]) -> dict[str, str]:
    """What the accounts are called that wrote or published, by id."""
    return accounts.names_of(session, {each.removeprefix(_STAFF) for each in written_by if each.startswith(_STAFF)})


def who(by: str, names: dict[str, str]) -> str:
    """Who wrote or published something."""
    account = by.removeprefix(_STAFF)
    if account == signed_in().id:
        return "You"
    return names.get(account, "Somebody who left") if by.startswith(_STAFF) else by


def by_me() -> str:
    """How what is written and published names who is signed in."""
    return f"{_STAFF}{signed_in().id}"


def _published(year: str, which: str, number: int) -> tuple[Published, Report, tuple[str, ...]]:
    with portal().reading() as session:
        edition, report = publishing.numbered(session, files.wanted_by(year, which), number) or abort(404)
        return edition, report, files.notes_of(publishing.corrections(session, edition))


def _now_page(wanted: Wanted, found: Counted, report: Report) -> str:
    which = files.name_of(wanted)
    return show(
        "staff/reports/report.html",
        places=places(),
        report=report,
        drawn=rendering.html(report),
        called=CALLED[which],
        back=url_for("staff.report_year", year=wanted.year),
        tabs=tuple(_tabs(wanted.year, which)),
        counted_at=found.at,
        leaves_some_out=not counting.sees_kept_to_few(),
        downloads=tuple(_downloads(report, "staff.report_file_now", ("json",), year=wanted.year, which=which)),
        tables=tuple(_tables(report, "staff.report_file_now", year=wanted.year, which=which)),
    )


def _file(report: Report, form: str, part: str, notes: tuple[str, ...], mark: str) -> Response:
    return abort(404) if part and form != "csv" else files.as_file(report, form, notes, part=part, mark=mark)


_FORMS = {"pdf": "PDF", "html": "A page by itself (HTML)", "csv": "All tables in one (CSV)", "json": "Figures (JSON)"}


def _downloads(report: Report, endpoint: str, also: tuple[str, ...] = (), **where: Any) -> Iterator[Action]:
    forms = (*(("pdf",) if can_make_pdf() else ()), "html", *(("csv",) if any(report.tables) else ()), *also)
    return (Action(_FORMS[form], url_for(endpoint, form=form, **where)) for form in forms)


def _tables(report: Report, endpoint: str, **where: Any) -> Iterator[Action]:
    return (
        Action(f"{table.title} (CSV)", url_for(endpoint, form="csv", part=table.key, **where))
        for table in report.tables
    )


def _tabs(year: ReportYear, here: str = "") -> Iterator[Place]:
    for which, called in CALLED.items():
        yield Place(called, url_for("staff.report_now", year=year, which=which), which == here)


def _to_year(year: ReportYear) -> Markup:
    return Markup('<a href="{}">{}</a>').format(url_for("staff.report_year", year=year), year)


def _address(each: Published) -> str:
    which = files.name_of(each.wanted)
    return url_for("staff.published_report", year=each.wanted.year, which=which, number=each.number)


def _stands(each: Published) -> Markup:
    on = drawing.day(london_date(each.published_at))
    said = "corrected" if each.is_correction else "published"
    return Markup("{}: {} {}").format(CALLED[files.name_of(each.wanted)], said, on)


def _row(each: Published, names: dict[str, str], *, is_newest: bool) -> tuple[object, ...]:
    said = f"number {each.number}" if is_newest else f"number {each.number}, corrected since"
    called = f"{CALLED[files.name_of(each.wanted)]} ({said})"
    return (
        Markup('<a href="{}">{}</a>').format(_address(each), called),
        each.published_at,
        who(each.by, names),
        each.why or Markup(""),
    )
