"""The report of one year, made from the cases as they stand: counted in one moment, written in the words of an edition.

It only reads. What is few is hidden by `hiding` in editions that everybody may read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from portal.council import Council
from portal.reports import young
from portal.reports.counting import Tally, tallied
from portal.reports.figures import Figures
from portal.reports.filling import filled
from portal.reports.gathering import OnTheWay, case_facts
from portal.reports.hiding import hide_together
from portal.reports.read_before import Told
from portal.reports.report import Edition, Report, Scope
from portal.reports.sections import Writing, sections
from portal.reports.tables import Tables
from portal.reports.year_facts import written
from portal.reports.years import ReportYear
from portal.vocabulary import Refusal


class NotForEverybody(Refusal):
    """A public edition of one procedure alone: with the other it would give back what is few."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: its year, whom it is for, and which procedures it is about."""

    year: ReportYear
    edition: Edition
    scope: Scope = Scope.BOTH

    def __post_init__(self) -> None:
        if self.edition.is_public and self.scope is not Scope.BOTH:
            raise NotForEverybody(
                "The public and the young people’s edition are about both procedures together: one taken from the "
                "other would show what is few."
            )


@dataclass(frozen=True, slots=True)
class Written:
    """What people wrote for a report: staff's words by section, and what was learned, in words, by edition."""

    words: Mapping[str, str] = field(default_factory=dict)
    learned: Mapping[Edition, tuple[str, ...]] = field(default_factory=dict)


def annual_report(
    figures: Figures, wanted: Wanted, council: Council, said: Written, before: Sequence[Told] = ()
) -> Report:
    """The edition that is wanted. Those that everybody reads hide the same: one must not give away another's.

    Nor what was published before, which `before` holds: `publishing.told_before` brings it.
    """
    if not wanted.edition.is_public:
        return filled(_edition(figures, wanted, council, said), figures)
    public = [replace(wanted, edition=each) for each in Edition if each.is_public]
    made = hide_together([_edition(figures, each, council, said) for each in public], before=before)
    return filled(next(each for each in made if each.edition is wanted.edition), figures)


def _edition(figures: Figures, wanted: Wanted, council: Council, said: Written) -> Report:
    tables = Tables(figures, {team.key: team.name_at_start for team in council.teams}, wanted.edition.is_public)
    learned = said.learned.get(wanted.edition, ())
    make = young.sections if wanted.edition is Edition.YOUNG_PEOPLE else sections
    return Report(
        council=council.name,
        year=str(wanted.year),
        scope=wanted.scope,
        edition=wanted.edition,
        title=_TITLES[wanted.edition].format(year=wanted.year),
        counted_on=figures.counted_on,
        sections=make(Writing(figures, tables, wanted.edition, said.words, learned, council.placeholders())),
        sums=figures.sums(),
    )


_TITLES = {
    Edition.PANEL: "Complaints and compliments about children’s services, {year}: report for the panel",
    Edition.PUBLIC: "Complaints and compliments about children’s services, {year}",
    Edition.YOUNG_PEOPLE: "What children and families told us, {year}",
}


def counted(
    session: Session,
    year: ReportYear,
    scope: Scope,
    *,
    today: date,
    with_kept_to_few: bool = True,
    on_the_way: OnTheWay = lambda _read: None,
) -> Figures:
    """The figures of a year and of the one before it, as they stand on this London date.

    Cases that are kept to few until names are matched are counted only for those few: `with_kept_to_few`.
    """

    def tally(of: ReportYear) -> Tally:
        facts = case_facts(session, of.first, of.last, on_the_way=on_the_way)
        return tallied((fact for fact in facts if with_kept_to_few or not fact.is_restricted), scope, today)

    return Figures(year, tally(year), tally(year.before), written(session, year), today)
