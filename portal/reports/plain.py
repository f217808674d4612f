"""The figures of a report for other programs: names that never change, and null for what this edition hides. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.reports.figures import LAST, Figures
from portal.reports.protecting import FEW
from portal.reports.report import Count, Measured, Report
from portal.vocabulary import Stage, Theme
from portal.vocabulary.labels import label

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Showing:
    """What of the figures this edition shows."""

    report: Report
    of: Figures

    def number(self, count: Count) -> int | None:
        # Of a year that is not printed nobody asked `hiding` anything.
        is_printed = self.of.has_before or not count.key.startswith(LAST) or not self.report.edition.is_public
        return count.number if is_printed and count.key not in self.report.hidden else None

    def share(self, count: Count) -> Shown:
        base = count.base
        is_shown = base is not None and not self.report.hides_share(count)
        return {
            "count": self.number(count),
            "base": self.number(base) if base else None,
            "percent": count.percent if is_shown else None,
        }

    def measured(self, cell: Measured) -> int | None:
        return None if self.report.is_hidden(cell) else cell.number

    def under(self, figure: str) -> list[str]:
        """The codes that it has, the most frequent first, and what is hidden last: by its code, which tells nothing.

        Of fewer than 5 complaints there is none for everybody: the codes would tell of whom.
        """
        if self.report.edition.is_public and self.of.complaints.number < FEW:
            return []
        hidden = {code for code in self.of.under(figure) if f"{figure}.{code}" in self.report.hidden}
        return [*(code for code in self.of.under(figure) if code not in hidden), *sorted(hidden)]

    def by_code(self, figure: str, codes: Sequence[str]) -> Shown:
        base = self.of.complaints
        return {str(code): self.share(self.of.count(f"{figure}.{code}", base)) for code in codes}

    def named(self, figure: str, names: tuple[str, ...]) -> Shown:
        return {name: self.number(self.of.count(f"{figure}.{name.replace('_', '-')}")) for name in names}

    def theme(self, code: str) -> Shown:
        of_cases = self.share(self.of.count(f"cases-with-theme.{code}", self.of.complaints))
        of_all = self.share(self.of.count(f"theme.{code}", self.of.count("themes")))
        named = {"theme": code, "name": label(Theme(code))}
        return {**named, **of_all, "cases": of_cases["count"], "percent_of_cases": of_cases["percent"]}

    def team(self, code: str, name: str) -> Shown:
        return {"team": code, "name": name, **self.share(self.of.count(f"by-team.{code}", self.of.complaints))}


def plain(report: Report, figures: Figures, teams: Mapping[str, str], learned: tuple[str, ...]) -> Shown:
    """The figures of the edition, as JSON takes them. A share is {"count", "base", "percent"}."""
    showing = _Showing(report, figures)
    return {
        "council": report.council,
        "year": report.year,
        "scope": report.scope.value,
        "edition": report.edition.value,
        "counted_on": report.counted_on.isoformat(),
        "ends_on": figures.year.last.isoformat(),
        **_totals(showing),
        "upheld_or_partly": showing.share(figures.upheld_or_partly),
        "outcomes": showing.by_code("outcome", figures.ends),
        "themes": [showing.theme(code) for code in showing.under("theme")],
        "by_team": [showing.team(code, teams.get(code, code)) for code in showing.under("by-team")],
        # No edition for everybody has it: see `sections`.
        "by_service": None if report.edition.is_public else showing.by_code("by-service", showing.under("by-service")),
        "by_group": showing.by_code("by-group", showing.under("by-group")),
        "by_month": {
            month: showing.number(count) if figures.has_begun(month) else None
            for month, count, _ in figures.by_month("by-month")
        },
        "stages": {stage.value: showing.number(figures.at(stage)) for stage in Stage},
        "in_time": {
            "this_year": showing.share(figures.in_time),
            "last_year": showing.share(figures.in_time_before),
        },
        "median_days": showing.measured(figures.median_days),
        "ombudsman": showing.named("ombudsman", _OMBUDSMAN),
        "learning": list(learned),
        "learning_actions": showing.named("learning", _LEARNING),
    }


_OMBUDSMAN = ("made", "investigated", "upheld", "not_upheld", "not_investigated", "open")
_LEARNING = ("made", "done", "not_done", "open", "overdue", "not_known")


def _totals(showing: _Showing) -> Shown:
    of = showing.of
    complaints, compliments, before = of.complaints, of.compliments, of.before("compliments")
    return {
        "complaints": showing.number(complaints),
        "complaints_last_year": showing.number(of.complaints_before),
        "complaints_share_of_council": showing.share(of.of_council(complaints, of.totals.complaints)),
        "themselves": showing.share(of.count("themselves", complaints)),
        "compliments": showing.number(compliments),
        "compliments_last_year": showing.number(before),
        "compliments_share_of_council": showing.share(of.of_council(compliments, of.totals.compliments)),
        "compliments_change_percent": showing.measured(of.more(compliments, before)),
    }
