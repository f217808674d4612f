"""A report as HTML: fragments for a page of the web, or one whole page that stands by itself, on a screen and on paper.

It knows no request and no address: templates/reports/ and a `Report` are all it draws with.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from portal.cases.acts.fields import spoken
from portal.reports import charts
from portal.reports.hiding import FEW
from portal.reports.in_words import told as told
from portal.reports.report import Count, Edition, Measured, Report, Scope
from portal.reports.years import ReportYear
from portal.tagged_pdf import as_pdf

_TEMPLATES = Path(__file__).parents[2] / "templates"
_STYLES = ("page.css", "report.css")
_BROWSER_STYLES = ("page_browser.css", "report_browser.css")
_SCOPES = {
    Scope.STATUTORY: "Complaints under the children’s statutory procedure, and all compliments.",
    Scope.CORPORATE: "Complaints about children’s services under the council’s own procedure, and all compliments.",
    Scope.BOTH: "Complaints under both procedures, and all compliments.",
}


class Block(NamedTuple):
    """Lines that staff wrote which stand together. `kind`: "heading", "list" or "paragraph"."""

    kind: str
    lines: tuple[str, ...]


def html(report: Report, *, notes: Sequence[str] = (), talk_at: str = "") -> Markup:
    """The body of the report without its title: sections under h2. `notes` stand above all, such as a correction.

    `talk_at` is where a child who reads it can tell us something: a path on our pages, an address elsewhere.
    """
    drawn = _environment().get_template("reports/report.html").render(_drawn_with(report, notes, talk_at))
    return Markup(drawn)  # noqa: S704 - escaped as it was drawn


def page(report: Report, *, notes: Sequence[str] = (), talk_at: str = "") -> str:
    """The report as one whole HTML file that needs no other. `notes` and `talk_at` as in `html`."""
    return _page(_drawn_with(report, notes, talk_at), (*_STYLES, *_BROWSER_STYLES))


def pdf(report: Report, *, notes: Sequence[str] = (), talk_at: str = "") -> bytes:
    """The report as a tagged PDF (PDF/UA-1). Only where `portal.tagged_pdf.can_make_pdf()`. As `page` otherwise."""
    return as_pdf(_page(_drawn_with(report, notes, talk_at), _STYLES))


def _page(drawn_with: Mapping[str, object], sheets: Sequence[str]) -> str:
    styles = Markup("\n").join(_style(name) for name in sheets)
    return _environment().get_template("reports/page.html").render(drawn_with, styles=styles)


def blocks(words: str) -> Iterator[Block]:
    """What staff wrote, in parts: "# " begins a heading, "* " a point of a list, and an empty line ends a paragraph."""
    kind, lines = "", [""]
    lines.clear()
    for line in [*words.splitlines(), ""]:
        now = _kind_of(line)
        if lines and (now != kind or kind == "heading"):
            yield Block(kind, tuple(lines))
            lines.clear()
        kind = now
        if line.strip():
            lines.append(line.removeprefix("# ").removeprefix("* ").strip())


def dialled(sentence: str) -> Markup:
    """A sentence of ours with its phone numbers to press: who reads it may have nothing but a phone."""
    return Markup(_NUMBER.sub(_link, str(escape(sentence))))  # noqa: S704 - escaped before


def _link(number: re.Match[str]) -> str:
    return f'<a href="tel:{number[0].replace(" ", "")}">{number[0]}</a>'


_NUMBER = re.compile(r"(?<![\w#])(?:0\d{2,4}(?: \d{3,4}){1,2}|999)(?!\w)")


def _kind_of(line: str) -> str:
    if not line.strip():
        return ""
    return {"# ": "heading", "* ": "list"}.get(line[:2], "paragraph")


def _drawn_with(report: Report, notes: Sequence[str], talk_at: str) -> Mapping[str, object]:
    year = ReportYear.read(report.year)
    return {
        "report": report,
        "notes": notes,
        "talk_at": talk_at,
        "is_over": report.counted_on >= year.is_over_on,
        "first": year.first,
        "last": year.last,
        "scope": _SCOPES[report.scope],
        "few": FEW,
        "is_young": report.edition is Edition.YOUNG_PEOPLE,
        "told": lambda cell: told(report, cell),
        "bars": lambda table: charts.bars(report, table),
        "lines": lambda table: charts.lines(report, table),
    }


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(blocks=blocks, dialled=dialled, spoken=spoken)
    made.tests["number"] = lambda cell: isinstance(cell, Count | Measured)
    made.tests["day"] = lambda cell: isinstance(cell, date)
    return made


@cache
def _style(name: str) -> Markup:
    return Markup((_TEMPLATES / "reports" / name).read_text("utf-8"))  # noqa: S704 - a file of ours, with nothing filled in
