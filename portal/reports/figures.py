"""The counts of a year and of the one before it, as a report shows them: each with its key, and percentages with bases.

Pure. `sums` says which counts make up which, so that what is few can be hidden for good.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.reports.counting import COMPLAINTS, COMPLIMENTS, FROM_BEFORE, IDEAS, RECEIVED, THEMSELVES, Tally
from portal.reports.ends import KEPT, UPHELD_OR_PARTLY, InTime, Overall
from portal.reports.report import Count, Measured, Sum, Unit
from portal.reports.year_facts import YearTotals
from portal.reports.years import ReportYear
from portal.vocabulary import Stage

LAST = "last."  # what keys of the year before begin with


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted for one report. `this` and `last` are the year and the one before it."""

    year: ReportYear
    this: Tally
    last: Tally
    totals: YearTotals
    counted_on: date

    # --- one count

    def count(self, key: str, base: Count | None = None) -> Count:
        """How many of this year stand under this key."""
        return Count(key, self._number(self.this, key), base)

    def before(self, key: str, base: Count | None = None) -> Count:
        """The same of the year before. Its base is one of that year too."""
        return Count(LAST + key, self._number(self.last, key), base)

    def _number(self, tally: Tally, key: str) -> int:
        made_up = _MADE_UP.get(key)
        return sum(tally[part] for part in made_up) if made_up else tally[key]

    # --- the counts that others rest on

    @property
    def complaints(self) -> Count:
        """Cases with a complaint, received in the year."""
        return self.count(COMPLAINTS)

    @property
    def complaints_before(self) -> Count:
        """Those of the year before."""
        return self.before(COMPLAINTS)

    @property
    def compliments(self) -> Count:
        """Cases with a compliment, received in the year."""
        return self.count(COMPLIMENTS)

    @property
    def upheld_or_partly(self) -> Count:
        """Complaints of which at least a part was found to be right, of all complaints."""
        return self.count("upheld-or-partly", self.complaints)

    @property
    def in_time(self) -> Count:
        """Complaints answered at stage 1 by the day that was promised or agreed, of all complaints of the year."""
        return self.answered_in_time(Stage.LOCAL_RESOLUTION)

    @property
    def in_time_before(self) -> Count:
        """The same of the year before."""
        return self.before(f"in-time.{Stage.LOCAL_RESOLUTION}", self.complaints_before)

    def answered_in_time(self, stage: Stage) -> Count:
        """Answers at a stage that came by the day that was promised or agreed, of all that came to it.

        Not only of those whose time has run: how many those are would give away the few whose time has not. A list of a
        past year does not tell when the stages after the first were due: no share then, whoever came to them.
        """
        first = stage is Stage.LOCAL_RESOLUTION
        base = self.complaints if first else None if self.is_from_a_list else self.at(stage)
        return self.count(f"in-time.{stage}", base)

    @property
    def is_from_a_list(self) -> bool:
        """Did cases of the year come in from a list of before?"""
        return self.this[FROM_BEFORE] > 0

    @property
    def has_a_list(self) -> bool:
        """Did cases of the year, or of the one before it, where not everything is known?"""
        return self.is_from_a_list or self.last[FROM_BEFORE] > 0

    @property
    def ends(self) -> tuple[Overall, ...]:
        """How complaints may have ended; whether that is known is asked only where there is a list."""
        return tuple(each for each in Overall if self.has_a_list or each is not Overall.NOT_KNOWN)

    @property
    def knows_days(self) -> bool:
        """Is it known of any complaint of the year whether it was answered in time?"""
        not_known = self.this[f"in-time.{Stage.LOCAL_RESOLUTION}.{InTime.NOT_KNOWN}"]
        return not_known == 0 or not_known < self.this[COMPLAINTS]

    @property
    def has_before(self) -> bool:
        """Is anything known of the year before? Where nothing is, a nought would be read as a figure."""
        return self.last[RECEIVED] > 0

    @property
    def is_over(self) -> bool:
        """Was the year over when it was counted? Until then it is not measured against a whole one."""
        return self.counted_on >= self.year.is_over_on

    def has_begun(self, month: str) -> bool:
        """Had this month of the year begun when it was counted? `month` as 2016-04. What is to come is no nought."""
        return month <= f"{self.counted_on:%Y-%m}"

    def at(self, stage: Stage) -> Count:
        """Complaints that came to a stage."""
        return self.count(f"stage.{stage}")

    def of_council(self, ours: Count, all_of_them: int | None) -> Count:
        """Ours as a share of the whole council's; without a base where nobody said how many those are, or too few."""
        base = Count(f"council-{ours.key}", all_of_them) if all_of_them else None
        return Count(ours.key, ours.number, base if base and base.number >= ours.number else None)

    def under(self, figure: str) -> tuple[str, ...]:
        """The codes that a figure has this year, the most frequent first."""
        found = self.this.under(figure)
        return tuple(sorted(found, key=lambda code: (-found[code], code)))

    def by_month(self, key: str) -> Iterator[tuple[str, Count, Count]]:
        """The months of the year in order, as 2016-04, with this year's count and last year's of the same month."""
        for month, before in zip(self.year.months, self.year.before.months, strict=True):
            yield month, self.count(f"{key}.{month}"), self.before(f"{key}.{before}")

    # --- what is no count

    def more(self, now: Count, then: Count) -> Measured:
        """Percent more than last year, cut towards nought so that no change is made larger than it was.

        None where last year had none, and while this year is not over.
        """
        if then.number == 0 or not self.is_over:
            return Measured(None, Unit.PERCENT_MORE, (now, then))
        change = 100 * (now.number - then.number)
        percent = abs(change) // then.number
        return Measured(percent if change >= 0 else -percent, Unit.PERCENT_MORE, (now, then))

    @property
    def median_days(self) -> Measured:
        """Calendar days from receipt to the first answer: half of those answered took no longer."""
        return Measured(self.this.median_days, Unit.DAYS, (Count("answered", self.this.days.total()),))

    @property
    def median_days_before(self) -> Measured:
        """The same of the year before."""
        return Measured(self.last.median_days, Unit.DAYS, (Count("last.answered", self.last.days.total()),))

    # --- what makes up what

    def sums(self) -> tuple[Sum, ...]:
        """Every total among the counts and its parts, of both years. What overlaps adds up to no total, and is none."""
        months = {"": self.year, LAST: self.year.before}
        return tuple(each for start, year in months.items() for each in _sums(self.of_year(start), start, year))

    def of_year(self, start: str) -> Tally:
        """What was counted of the year whose keys begin so."""
        return self.last if start else self.this


#: Counts that are sums of others, by key.
_MADE_UP: dict[str, tuple[str, ...]] = {
    "upheld-or-partly": tuple(f"outcome.{each}" for each in Overall if each in UPHELD_OR_PARTLY),
    "themselves": tuple(f"by-group.{each}" for each in sorted(THEMSELVES)),
}
for _stage in Stage:
    _MADE_UP[f"in-time.{_stage}"] = tuple(f"in-time.{_stage}.{each}" for each in InTime if each in KEPT)
_OF = {
    COMPLAINTS: ("by-month", "by-group", "by-channel", "outcome"),
    COMPLIMENTS: ("compliments-by-month",),
    "parts": ("part-outcome",),
    "themes": ("theme",),
}
#: Cases with parts at several teams stand under each: these add up only where no case does.
_MAY_OVERLAP = {
    COMPLAINTS: ("by-service", "by-team"),
    COMPLIMENTS: ("compliments-by-team",),
    "elsewhere": ("elsewhere",),
}
_PLAIN = {
    # Every complaint begins at the first stage: two names of one number.
    COMPLAINTS: (f"stage.{Stage.LOCAL_RESOLUTION}",),
    "ombudsman.made": ("ombudsman.investigated", "ombudsman.open", "ombudsman.not-investigated"),
    "ombudsman.investigated": ("ombudsman.upheld", "ombudsman.not-upheld"),
    "learning.made": ("learning.done", "learning.not-done", "learning.open", "learning.overdue", "learning.not-known"),
}
_ALIKE = (("theme", "cases-with-theme"), ("part-outcome", "outcome"))


def _alike(tally: Tally) -> Iterator[tuple[str, str]]:
    """Two ways to count that came to the same: whoever sees one sees the other."""
    pairs = [(f"{one}.{code}", f"{other}.{code}") for one, other in _ALIKE for code in tally.under(one)]
    pairs.append(("stage.ombudsman", "ombudsman.made"))
    return ((one, other) for one, other in pairs if tally[one] == tally[other])


def _sums(tally: Tally, start: str, year: ReportYear) -> Iterator[Sum]:
    # What a table shows with nothing under it is a part of the sum too; “not known” has a row where there is a list.
    has_list = tally[FROM_BEFORE] > 0
    ends = [each for each in Overall if has_list or each is not Overall.NOT_KNOWN]
    times = [each for each in InTime if has_list or each is not InTime.NOT_KNOWN]
    always: dict[str, Iterable[str]] = {
        "by-month": year.months,
        "compliments-by-month": year.months,
        "outcome": ends,
        "part-outcome": ends,
        **{f"in-time.{stage}": times for stage in Stage},
    }

    def keyed(total: str, parts: Iterable[str]) -> Sum:
        return Sum(start + total, tuple(start + part for part in parts))

    def all_of(figure: str) -> Iterator[str]:
        return (f"{figure}.{code}" for code in dict.fromkeys((*always.get(figure, ()), *tally.under(figure))))

    for total, figures in _OF.items():
        for figure in figures:
            yield keyed(total, all_of(figure))
    for total, figures in _MAY_OVERLAP.items():
        for figure in figures:
            found = tally.under(figure)
            if sum(found.values()) == tally[total]:
                yield keyed(total, all_of(figure))
    for total, parts in (*_PLAIN.items(), *_MADE_UP.items()):
        # A group without a row is known to be nought: it is no part that may move.
        yield keyed(total, (each for each in parts if tally[each] or not each.startswith("by-group.")))
    if has_list:
        yield keyed(COMPLAINTS, ("advocacy.known", "advocacy.not-known"))
    if tally[RECEIVED] == tally[COMPLAINTS] + tally[COMPLIMENTS] + tally[IDEAS]:
        yield keyed(RECEIVED, (COMPLAINTS, COMPLIMENTS, IDEAS))
    for one, other in _alike(tally):
        yield keyed(one, (other,))
    for stage in Stage:
        yield keyed(f"stage.{stage}", all_of(f"in-time.{stage}"))
    for key in ("interest", "lateness", "freeze"):
        yield keyed(f"{key}.asked", (f"{key}.yes", f"{key}.no", f"{key}.open"))
