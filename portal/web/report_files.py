"""What both doors to reports share: which report an address means, and its files to take away.

It refuses to know who asks: each door sees to that first.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from threading import Lock
from types import MappingProxyType

from flask import Response, abort

from portal.cases.acts.fields import spoken
from portal.clocks.working_days import london_date
from portal.reports import rendering, spreadsheets
from portal.reports.annual import Wanted
from portal.reports.publishing import Published
from portal.reports.report import Edition, Report, Scope
from portal.reports.years import NotAYear, ReportYear
from portal.tagged_pdf import can_make_pdf
from portal.web.wiring import portal

#: Which report, as addresses name it.
WHICH: Mapping[str, tuple[Edition, Scope]] = MappingProxyType(
    {
        "panel": (Edition.PANEL, Scope.BOTH),
        "panel-statutory": (Edition.PANEL, Scope.STATUTORY),
        "panel-corporate": (Edition.PANEL, Scope.CORPORATE),
        "public": (Edition.PUBLIC, Scope.BOTH),
        "young-people": (Edition.YOUNG_PEOPLE, Scope.BOTH),
    }
)
_NAMES = {which: name for name, which in WHICH.items()}
_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
_MOST_KEPT = 20  # files
#: The mark in the name of a file that is not published.
DRAFT = "draft"


def name_of(wanted: Wanted) -> str:
    """How an address names this report within its year."""
    return _NAMES[wanted.edition, wanted.scope]


def wanted_by(year: str, which: str) -> Wanted:
    """The report that an address means; 404 where it means none."""
    if which not in WHICH:
        abort(404)
    return Wanted(year_of(year), *WHICH[which])


def year_of(text: str) -> ReportYear:
    """The year that an address means; 404 where it means none. A year has one address."""
    try:
        found = ReportYear.read(text)
    except NotAYear:
        abort(404)
    return found if str(found) == text else abort(404)


def notes_of(corrections: Sequence[Published]) -> tuple[str, ...]:
    """What stands on top of a published edition: each correction of it, as `publishing.corrections` gives them."""
    return tuple(f"Corrected on {spoken(london_date(each.published_at))}: {each.why}" for each in corrections)


def mark_of(published: Published) -> str:
    """The mark in the name of a published file: which number a correction is; none of what was published first."""
    return str(published.number) if published.is_correction else ""


def as_file(report: Report, form: str, notes: tuple[str, ...] = (), *, part: str = "", mark: str = "") -> Response:
    """A report to take away as html, pdf or csv; 404 for any other, and where this machine makes no PDF.

    `part` names one table of it, which is a csv. `mark` is DRAFT or `mark_of` what was published.
    """
    if part:
        made = _table(report, part)
    elif form in _MAKE and (form != "pdf" or can_make_pdf()):
        made = _MAKE[form](report, notes)
    else:
        abort(404)
    return attached(made, report, form, part=part, mark=mark)


def pdf(report: Report, notes: tuple[str, ...] = ()) -> bytes:
    """The report as a PDF, with where to tell us something: whoever reads it on paper is on no page of ours."""
    return rendering.pdf(report, notes=notes, talk_at=_talk_at())


def _talk_at() -> str:
    return f"{portal().settings.url}/talk"


def attached(made: bytes, report: Report, form: str, *, part: str = "", mark: str = "") -> Response:
    """What was made of a report, as a file with a name that says what it is. `part` and `mark` as in `as_file`."""
    name = "-".join(filter(None, ("complaints", report.year, _NAMES[report.edition, report.scope], part, mark)))
    headers = {"Content-Disposition": f"attachment; filename={name}.{form}"}
    return Response(made, content_type=_TYPES[form], headers=headers)


def _table(report: Report, key: str) -> bytes:
    found = dict(spreadsheets.tables(report)).get(f"{report.year}-{report.edition}-{key}.csv")
    return abort(404) if found is None else found.encode()


_MAKE: Mapping[str, Callable[[Report, tuple[str, ...]], bytes]] = {
    "html": lambda report, notes: rendering.page(report, notes=notes, talk_at=_talk_at()).encode(),
    "pdf": pdf,
    "csv": lambda report, _notes: spreadsheets.one_text(report).encode(),
}


class FilesKept:
    """Files of published editions, made once in a process: a PDF takes seconds, and anybody may ask for it."""

    def __init__(self) -> None:
        self._files: dict[tuple[Wanted, datetime], bytes] = {}
        self._making = Lock()

    def pdf(self, published: Published, draw: Callable[[], bytes]) -> bytes:
        """The PDF of a published edition, drawn where it is not yet. Who asks while it is made waits for it."""
        which = published.wanted, published.published_at
        with self._making:
            if which not in self._files:
                while len(self._files) >= _MOST_KEPT:
                    del self._files[next(iter(self._files))]
                self._files[which] = draw()
            return self._files[which]
