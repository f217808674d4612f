"""Publishing the yearly report: what is missing, what will be published, and the press that freezes it.

What is frozen is what was looked at: anything that changed in between is looked at first. It refuses to publish alone
one of the editions that everybody reads.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.cases.acts.fields import Field, FieldKind, Option, Raw, read, spoken
from portal.clocks.working_days import london_date
from portal.reports import publishing, writing, year_facts
from portal.reports.annual import Wanted
from portal.reports.publishing import CannotPublish, NeedsReason, PublishedMeanwhile
from portal.reports.report import Edition, Scope
from portal.reports.year_facts import NotATotal, YearTotals
from portal.reports.years import ReportYear
from portal.vocabulary import Act
from portal.web import report_files as files
from portal.web.staff import reports as pages
from portal.web.staff import reports_looked_at as looking
from portal.web.staff.access import blueprint, permits
from portal.web.staff.menu import places
from portal.web.staff.reports import CALLED, counts
from portal.web.staff.showing import show
from portal.web.wiring import portal

_EDITIONS, _WHY, _MARK = "editions", "why", "mark"
_EVERYBODY = "everybody"
#: What may be chosen, and which reports each choice is.
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "panel": ("panel",),
    "panel-statutory": ("panel-statutory",),
    "panel-corporate": ("panel-corporate",),
    _EVERYBODY: ("public", "young-people"),
}
_SAID = {**CALLED, _EVERYBODY: "Public, and young people’s"}
_TOTALS = {"complaints": "Complaints to the whole council", "compliments": "Compliments to the whole council"}
_CHANGED = (
    "Nothing was published by this press. Something has changed since you looked, or it was published already. "
    "Look again."
)


@blueprint.get("/reports/<year>/publish")
@permits(Act.PUBLISH_REPORT)
def publish_report(year: str) -> ResponseReturnValue:
    """What is missing, and what may be published."""
    return _choosing(files.year_of(year))


@blueprint.post("/reports/<year>/publish")
@permits(Act.PUBLISH_REPORT)
@counts
def look_at_report(year: str) -> ResponseReturnValue:
    """What the next press publishes; nothing is published yet."""
    of, raw = files.year_of(year), request.form.to_dict(flat=False)
    if not _is_over(of):
        return redirect(url_for("staff.publish_report", year=of), 303)
    given, problems = read(_fields(is_correction=True), raw)
    if problems:
        return _choosing(of, raw, problems), 422
    with portal().reading() as session:
        look = looking.look(session, of, _wanted(of, given.several(_EDITIONS)), given.text(_WHY))
        doubts = year_facts.warnings(session, of)
        empty = tuple(_empty(session, of, {report.scope for report in look.reports}))
    try:
        publishing.refuse(look.reports, {wanted: report for wanted, (_, report) in look.last.items()}, why=look.why)
    except NeedsReason as refused:
        return _choosing(of, raw, {_WHY: str(refused)}), 422
    except CannotPublish as refused:
        return _choosing(of, raw, {_EDITIONS: str(refused)}), 422
    return show(
        "staff/reports/look.html",
        places=places(),
        year=of,
        rows=tuple(looking.editions(look)),
        change_heads=looking.CHANGE_HEADS if look.last else (),
        changes=tuple(looking.changes(look)),
        changed_words=tuple(looking.changed_words(look)),
        tells_of_few=looking.tells_of_few(look),
        may_name=tuple(looking.may_name(look)),
        is_for_everybody=look.is_for_everybody,
        why=look.why if look.last else "",
        doubts=doubts,
        empty=empty,
        hidden={_EDITIONS: ",".join(given.several(_EDITIONS)), _WHY: look.why, _MARK: look.mark},
        action=url_for("staff.publish_now", year=of),
        back=url_for("staff.publish_report", year=of),
    )


@blueprint.post("/reports/<year>/publish/now")
@permits(Act.PUBLISH_REPORT)
@counts
def publish_now(year: str) -> ResponseReturnValue:
    """Freeze what was looked at; anything else is looked at first, and so is what an old tab sends again."""
    of, wired = files.year_of(year), portal()
    chosen = tuple(each for each in _CHOICES if each in request.form.get(_EDITIONS, "").split(","))
    with wired.reading() as session:
        look = looking.look(session, of, _wanted(of, chosen), request.form.get(_WHY, ""))
    if not chosen or look.mark != request.form.get(_MARK, ""):
        return _choosing(of, notice=_CHANGED), 409
    try:
        with wired.writing() as session:
            by = pages.by_me()
            publishing.publish(session, look.reports, seen=look.numbers, why=look.why, by=by, now=wired.now())
    except PublishedMeanwhile:
        return _choosing(of, notice=_CHANGED), 409
    except CannotPublish as refused:
        return _choosing(of, notice=str(refused)), 409
    return redirect(url_for("staff.report_year", year=of), 303)


@blueprint.post("/reports/<year>/publish/totals")
@permits(Act.PUBLISH_REPORT)
def write_totals(year: str) -> ResponseReturnValue:
    """Keep what the whole council had in the year."""
    of, wired, raw = files.year_of(year), portal(), request.form.to_dict(flat=False)
    given, problems = read(_total_fields(YearTotals()), raw)
    numbers = {name: _number(given.text(name)) for name in _TOTALS}
    problems |= {name: _NOT_A_NUMBER for name, number in numbers.items() if given.text(name) and number is None}
    if not problems:
        try:
            with wired.writing() as session:
                by = pages.by_me()
                year_facts.write(session, of, YearTotals(**numbers), by=by, now=wired.now())
            return redirect(url_for("staff.publish_report", year=of), 303)
        except NotATotal as refused:
            problems = {"complaints": str(refused)}
    return _choosing(of, problems=problems, typed_totals=raw), 422


_NOT_A_NUMBER = "Write a whole number, such as 802."


def _number(text: str) -> int | None:
    plain = text.replace(",", "")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < _DIGITS else None


_DIGITS = 12


# ---------------------------------------------------------------- the page to choose on


def _choosing(
    year: ReportYear,
    typed: Raw | None = None,
    problems: Mapping[str, str] | None = None,
    *,
    typed_totals: Raw | None = None,
    notice: str = "",
) -> str:
    with portal().reading() as session:
        totals, doubts = year_facts.written(session, year), year_facts.warnings(session, year)
        empty = tuple(_empty(session, year, {Scope.BOTH}))
        was_published = bool(publishing.published(session, year=year))
    return show(
        "staff/reports/publish.html",
        places=places(),
        problems=problems or {},
        notice=notice,
        year=year,
        is_over=_is_over(year),
        ends=spoken(year.last),
        has_totals=None not in (totals.complaints, totals.compliments),
        doubts=doubts,
        empty=empty,
        fields=_fields(is_correction=was_published),
        typed=typed,
        total_fields=_total_fields(totals),
        typed_totals=typed_totals,
        look_at=url_for("staff.look_at_report", year=year),
        totals_at=url_for("staff.write_totals", year=year),
        back=url_for("staff.report_year", year=year),
    )


def _fields(*, is_correction: bool) -> tuple[Field, ...]:
    options = tuple(Option(choice, _SAID[choice]) for choice in _CHOICES)
    asked = (
        Field(
            name=_EDITIONS,
            label="What to publish",
            kind=FieldKind.SEVERAL,
            options=options,
            hint="The public and the young people’s edition go together, and hide the same figures.",
        ),
        Field(
            name=_WHY,
            label="What the correction puts right",
            kind=FieldKind.LINES,
            hint="Only where it was published before. It stands on top of the new edition, for everybody to read.",
            required=False,
        ),
    )
    return asked if is_correction else asked[:1]


def _wanted(year: ReportYear, chosen: tuple[str, ...]) -> tuple[Wanted, ...]:
    return tuple(files.wanted_by(str(year), which) for choice in chosen for which in _CHOICES[choice])


def _total_fields(totals: YearTotals) -> tuple[Field, ...]:
    stands = {"complaints": totals.complaints, "compliments": totals.compliments}
    return tuple(
        Field(name=name, label=said, required=False, preset=None if stands[name] is None else str(stands[name]))
        for name, said in _TOTALS.items()
    )


def _empty(session: Any, year: ReportYear, scopes: set[Scope]) -> Iterator[str]:
    """A sentence for each scope in which sections have no words."""
    for scope in (each for each in reversed(Scope) if each in scopes):
        stand = writing.texts(session, year, scope)
        titles = [title for section, title in writing.sections_of(scope).items() if section not in stand]
        if titles:
            called = CALLED[files.name_of(Wanted(year, Edition.PANEL, scope))].removeprefix("Panel: ")
            yield f"No words of your own yet ({called}): {'; '.join(titles)}."


def _is_over(year: ReportYear) -> bool:
    return london_date(portal().now()) >= year.is_over_on
