"""The yearly reports that everybody may read: those for everybody and for young people, as they were published last.

They need no visit and set no cookie. It knows nothing of what is not published, and nothing of how it was counted.
"""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.reports import publishing, rendering
from portal.reports.annual import Wanted
from portal.reports.publishing import Published
from portal.reports.report import Edition, Report
from portal.reports.years import ReportYear
from portal.script import yearly_reports as words
from portal.tagged_pdf import can_make_pdf
from portal.vocabulary import Register
from portal.web import report_files as files
from portal.web.public import visit
from portal.web.wiring import portal

reports = Blueprint("reports", __name__)

_EXTENSION = "report-files"
_FORMS = {"pdf": words.AS_PDF, "csv": words.AS_TABLES}


@reports.get("/reports")
def every() -> str:
    """Every year of which something is published for everybody, the newest first."""
    with portal().reading() as session:
        there = publishing.published(session, editions=publishing.FOR_EVERYBODY)
    years: dict[ReportYear, set[Edition]] = {}
    for each in there:
        years.setdefault(each.wanted.year, set()).add(each.wanted.edition)
    return render_template(
        "public/reports.html",
        say=visit.speech(Register.CHILD),
        words=words,
        years=tuple((year, tuple(_ways(year, editions))) for year, editions in years.items()),
    )


@reports.get("/reports/<year>/<which>")
def report(year: str, which: str) -> str:
    """One of them as a page, with what was corrected on top."""
    _, found, notes = _published(year, which)
    other = Edition.PUBLIC if found.edition is Edition.YOUNG_PEOPLE else Edition.YOUNG_PEOPLE
    forms = (*(("pdf",) if can_make_pdf() else ()), *(("csv",) if any(found.tables) else ()))
    return render_template(
        "public/report.html",
        say=visit.speech(Register.CHILD),
        words=words,
        report=found,
        drawn=rendering.html(found, notes=notes, talk_at="/talk"),
        files=tuple(
            (url_for("reports.report_file", year=year, which=which, form=form), _FORMS[form]) for form in forms
        ),
        other=_address(files.year_of(year), other),
        other_label=words.THE_OTHER_YOUNG if other is Edition.YOUNG_PEOPLE else words.THE_OTHER_FULL,
    )


@reports.get("/reports/<year>/<which>/<form>")
def report_file(year: str, which: str, form: str) -> ResponseReturnValue:
    """The same as a PDF, or its tables as one CSV."""
    if form not in _FORMS:
        abort(404)
    published, found, notes = _published(year, which)
    mark = files.mark_of(published)
    if form == "pdf" and can_make_pdf():
        made = _kept().pdf(published, lambda: files.pdf(found, notes))
        return files.attached(made, found, form, mark=mark)
    response: Response = files.as_file(found, form, mark=mark)
    return response


def _published(year: str, which: str) -> tuple[Published, Report, tuple[str, ...]]:
    """An edition as it stands, and what stands on top of it; 404 where there is none for everybody."""
    wanted = files.wanted_by(year, which)
    if not wanted.edition.is_public:
        abort(404)
    with portal().reading() as session:
        published, found = publishing.newest(session, wanted) or abort(404)
        notes = files.notes_of(publishing.corrections(session, published))
    return published, found, notes


def _ways(year: ReportYear, editions: set[Edition]) -> Iterator[tuple[str, object]]:
    for edition, label in ((Edition.YOUNG_PEOPLE, words.FOR_YOUNG_PEOPLE), (Edition.PUBLIC, words.FOR_EVERYBODY)):
        if edition in editions:
            yield _address(year, edition), label


def _address(year: ReportYear, edition: Edition) -> str:
    return url_for("reports.report", year=year, which=files.name_of(Wanted(year, edition)))


def _kept() -> files.FilesKept:
    found: files.FilesKept = current_app.extensions.setdefault(_EXTENSION, files.FilesKept())
    return found
