"""The tables of a dashboard about complaints: what each counts in words beside it, shares with their bases.

Pure. It refuses to know how anything was counted, and for whom.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.reports.counting import COMPLAINTS, Tally
from portal.reports.dashboard_complaints import NO_THEME, TIMED, Answer
from portal.reports.dashboard_folding import BY_CHANNEL, KEPT, NOT_KNOWN, THEMSELVES_KEY, TIMED_KEY, Folded, month_of
from portal.reports.dashboard_now import AtTeam
from portal.reports.dashboard_periods import Periods
from portal.reports.report import Count, Drawn, Measured, Row, Table, Unit
from portal.vocabulary import Channel, Theme
from portal.vocabulary.labels import label

PERIODS = ("Last 12 months", "The 12 before")
_TO_TODAY = "The month that runs now counts up to today, and a year before up to the same day."
_THEMSELVES = "A child, a young person or a care leaver complained, and nobody for them."
_CHANNELS = {each.value: label(each) for each in Channel} | {NOT_KNOWN: "Not known (before this portal)"}


@dataclass(frozen=True, slots=True)
class Tables:
    """Makes the tables. `teams` are the names of the council's teams today, by key."""

    of: Folded
    periods: Periods
    teams: Mapping[str, str]

    def received(self) -> Table:
        """Complaints by month, beside the same months a year before."""
        return Table(
            key="received",
            title="Complaints by month",
            definition=f"Cases with a complaint, by the month they were received in. {_TO_TODAY}",
            heads=("Month", *PERIODS),
            rows=tuple(self._by_month(COMPLAINTS)),
            total=Row("all", "All", tuple(Count(f"{name}.all", each[COMPLAINTS]) for name, each in self._both())),
            drawn=Drawn.LINES,
        )

    def in_time(self) -> Table:
        """Answers in time, by the month the complaint was received in."""
        return Table(
            key="in-time",
            title="Answered in time",
            definition="The first answer came by the day that was promised, or by a later day that they were told of. "
            "The share is of the complaints whose time has run: answered, or late. What still has time, and what "
            f"needed no answer, is not among them. By the month of receipt. {_TO_TODAY} The picture shows percent.",
            heads=("Month", *PERIODS),
            rows=tuple(self._by_month(KEPT, TIMED_KEY)),
            total=Row("all", "All", tuple(_share(name, each, KEPT, TIMED_KEY) for name, each in self._both())),
            drawn=Drawn.LINES,
        )

    def days(self) -> Table:
        """How long the first answer took."""
        answered = [Count(f"{name}.answered", each.days.total()) for name, each in self._both()]
        medians = [each.median_days for _, each in self._both()]
        took = (Measured(days, Unit.DAYS, (count,)) for days, count in zip(medians, answered, strict=True))
        rows = (
            Row("median", "Days to the first answer, the middle one", tuple(took)),
            Row("answered", "Complaints answered so far", tuple(answered)),
        )
        return Table(
            key="days",
            title="How long answers take",
            definition="Calendar days from receipt to the first answer. Half of those answered took no longer (the "
            "median). Those not answered yet are not among them, so the newest months look quicker than they will be.",
            heads=("What", *PERIODS),
            rows=rows,
        )

    def themes(self, now: Counter[str], before: Counter[str]) -> Table:
        """What complaints are about."""
        raised = (now, before)
        bases = [Count(f"{name}.all", each[COMPLAINTS]) for name, each in self._both()]
        rows = (
            Row(
                code,
                "No theme set yet" if code == NO_THEME else label(Theme(code)),
                tuple(Count(f"{base.key}.{code}", of[code], base) for of, base in zip(raised, bases, strict=True)),
            )
            for code in sorted({*now, *before}, key=lambda code: (code == NO_THEME, -now[code], -before[code], code))
        )
        return Table(
            key="themes",
            title="What complaints are about",
            definition="The share of all complaints that raise each theme, as staff set them. A complaint may raise "
            "several, so the shares do not come to 100%. Those that have none yet stand last: once their themes are "
            "set, the shares above grow.",
            heads=("Theme", *PERIODS),
            rows=tuple(rows),
            drawn=Drawn.BARS,
        )

    def by_team(self, now: Mapping[str, AtTeam], answers: Mapping[str, Counter[Answer]]) -> Table:
        """What each team has open, and whether it answers in time. Never by person."""
        rows = []
        for key in sorted({*now, *answers}, key=lambda key: self.teams.get(key, key)):
            stands, of_team = now.get(key, AtTeam(0, 0)), answers.get(key, Counter[Answer]())
            timed = Count(f"{key}.timed", sum(of_team[each] for each in TIMED))
            in_time = Count(f"{key}.in-time", of_team[Answer.IN_TIME], timed)
            cells = (Count(f"{key}.open", stands.open), Count(f"{key}.overdue", stands.overdue), in_time)
            rows.append(Row(key, self.teams.get(key, key), cells))
        return Table(
            key="teams",
            title="Open, overdue and in time, by team",
            definition="Open: cases with a part at the team that are not closed. Overdue: those in which the team owes "
            "something since before today. In time: complaints received in the last 12 months whose time has run. A "
            "case with parts at two teams counts once in each. No figure is about a member of staff.",
            heads=("Team", "Open", "Overdue", "Answered in time"),
            rows=tuple(rows),
        )

    def themselves(self) -> Table:
        """Whether children themselves reach us, quarter by quarter."""
        rows = []
        for span in self.periods.quarters:
            base = Count(f"{span.first}.all", self.of.quarters[span.first])
            own = Count(f"{span.first}.own", self.of.own[span.first], base)
            rows.append(Row(span.first.isoformat(), _quarter(span.first, span.last), (own,)))
        return Table(
            key="themselves",
            title="Complaints by children themselves",
            definition=f"{_THEMSELVES} The share of all complaints received in the quarter; the last one is not over. "
            "The bars show percent.",
            heads=("Quarter", "Children and care leavers"),
            rows=tuple(rows),
            drawn=Drawn.BARS,
        )

    def channels(self) -> Table:
        """By which way children themselves reach us."""
        of = self.of.now
        found = of.under(BY_CHANNEL)
        rows = tuple(
            Row(code, _CHANNELS.get(code, code), (Count(code, number), self._own_by(code, number)))
            for code, number in sorted(found.items(), key=lambda each: (-each[1], each[0]))
        )
        total = (Count("all", of[COMPLAINTS]), Count("own", of[THEMSELVES_KEY], Count("all", of[COMPLAINTS])))
        return Table(
            key="channels",
            title="How children reach us",
            definition="Complaints of the last 12 months by the way they came, and the share of each that children "
            "and care leavers made themselves.",
            heads=("Way", "All complaints", "Children and care leavers"),
            rows=rows,
            total=Row("all", "All ways", total),
        )

    def _own_by(self, channel: str, number: int) -> Count:
        return Count(f"own.{channel}", self.of.now[f"{THEMSELVES_KEY}.{channel}"], Count(channel, number))

    def _both(self) -> tuple[tuple[str, Tally], tuple[str, Tally]]:
        return ("now", self.of.now), ("before", self.of.before)

    def _by_month(self, figure: str, base: str = "") -> Iterator[Row]:
        for months in self.periods.months:
            keys = [month_of(each) for each in months]
            cells = (
                _share(f"{name}.{key}", each, f"{figure}.{key}", f"{base}.{key}" if base else "")
                for key, (name, each) in zip(keys, self._both(), strict=True)
            )
            yield Row(keys[0], f"{months[0]:%B %Y}", tuple(cells))


def _share(name: str, tally: Tally, figure: str, base: str) -> Count:
    return Count(name, tally[figure], Count(f"{name}.base", tally[base]) if base else None)


def _quarter(first: date, last: date) -> str:
    return f"{first:%B} to {last:%B %Y}" if first.month != last.month else f"{last:%B %Y}"
