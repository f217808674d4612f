"""The tables of a report: each with what it counts, in words beside it, and with the bases of its percentages.

Pure. It refuses to know editions: who is shown which table is for the sections to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.reports.ends import TIMED, InTime, Overall
from portal.reports.figures import Figures
from portal.reports.report import Cell, Count, Drawn, Row, Table
from portal.vocabulary import Channel, ComplainantGroup, Procedure, Service, Stage, Theme
from portal.vocabulary.labels import label, spaced

_THIS_YEAR, _LAST_YEAR = "This year", "Last year"
_NOT_YET = "not yet"
_MANY = "A case with parts at several of them counts once in each, so the shares may come to more than 100%."

#: Tables whose rows stand in the order of how many there are; only what there is has a row.
BY_SIZE = frozenset({"by-team", "by-service", "by-group", "by-channel", "themes", "elsewhere", "compliments-by-team"})


@dataclass(frozen=True, slots=True)
class Tables:
    """Makes the tables of one report. `teams` are the names of the council's teams today, by key.

    What everybody reads has fewer rows: one of nought would hide those beside it, for the sake of what it stands for.
    """

    of: Figures
    teams: Mapping[str, str]
    is_public: bool = False

    @property
    def _years(self) -> tuple[str, ...]:
        return (_THIS_YEAR, _LAST_YEAR) if self.of.has_before else (_THIS_YEAR,)

    @property
    def _has_change(self) -> bool:
        return self.of.has_before and self.of.is_over

    def _with_before(self, now: Cell, then: Count) -> tuple[Cell, ...]:
        return (now, then) if self.of.has_before else (now,)

    def received(self) -> Table:
        """What came, of each kind."""
        figures = self.of
        kinds = (("complaints", "Complaints"), ("compliments", "Compliments"), ("ideas", "Ideas"))
        rows = tuple(Row(key, name, self._with_before(figures.count(key), figures.before(key))) for key, name in kinds)
        every = self._with_before(figures.count("received"), figures.before("received"))
        return Table(
            key="received",
            title="What people told us",
            definition="Cases received from 1 April to 31 March. One that is both a complaint and a compliment counts "
            "once in each, so the kinds may come to more than all cases. One that staff split in two counts as two.",
            heads=("Kind", *self._years),
            rows=rows,
            total=None if self.is_public else Row("received", "All cases", every),
        )

    def by_month(self) -> Table:
        """Complaints by the month they came in."""
        months = tuple(
            Row(month, _month(month), self._with_before(this if self.of.has_begun(month) else _NOT_YET, last))
            for month, this, last in self.of.by_month("by-month")
        )
        return Table(
            key="by-month",
            title="Complaints by month",
            definition="Complaints by the month they were received in.",
            heads=("Month", *self._years),
            rows=months,
            total=Row("complaints", "The year", self._with_before(self.of.complaints, self.of.complaints_before)),
            drawn=Drawn.LINES,
        )

    def shares(self, figure: str, title: str, definition: str, names: Mapping[str, str], *, what: str = "") -> Table:
        """Complaints by one thing, the most frequent first, each as a share of all complaints."""
        base = self.of.complaints
        rows = tuple(
            Row(code, names.get(code, code), (self.of.count(f"{figure}.{code}", base),))
            for code in self.of.under(figure)
        )
        return Table(
            key=figure,
            title=title,
            definition=definition,
            heads=(what or title.rsplit(" ", 1)[-1].capitalize(), "Complaints"),
            rows=rows,
            drawn=Drawn.BARS,
        )

    def by_team(self) -> Table:
        """Complaints by the team that answers."""
        return self.shares(
            "by-team",
            "Complaints by team",
            f"The share of all complaints that each team answered. {_MANY} A team stands under the name it has today.",
            self.teams,
        )

    def by_service(self) -> Table:
        """Complaints by what they are about."""
        names = {each.value: label(each) for each in Service} | {"not-known": "Not known"}
        return self.shares(
            "by-service", "Complaints by service", f"The share of all complaints about each. {_MANY}", names
        )

    def by_group(self) -> Table:
        """Who complained."""
        names = {each.value: label(each) for each in ComplainantGroup}
        definition = "The share of all complaints by who made them. An advocate speaks for a child or a young person."
        return self.shares("by-group", "Who complained", definition, names, what="Who")

    def by_channel(self) -> Table:
        """How complaints came."""
        names = {each.value: label(each) for each in Channel} | {"not-known": "Not known (before this portal)"}
        return self.shares(
            "by-channel", "How complaints came", "The share of all complaints by the way they came.", names, what="Way"
        )

    def themes(self) -> Table:
        """What complaints were about: of all themes raised, and of all complaints."""
        raised, complaints = self.of.count("themes"), self.of.complaints
        rows = tuple(
            Row(
                code,
                label(Theme(code)),
                (self.of.count(f"theme.{code}", raised), self.of.count(f"cases-with-theme.{code}", complaints)),
            )
            for code in self.of.under("theme")
        )
        return Table(
            key="themes",
            title="Themes",
            definition="A complaint may raise several themes. The first share is of all themes raised, the second is "
            "of all complaints.",
            heads=("Theme", "Times raised", "Complaints that raised it"),
            rows=rows,
            total=Row("themes", "All themes raised", (raised, "")),
            drawn=Drawn.BARS,
        )

    def elsewhere(self) -> Table:
        """Complaints that other procedures answer."""
        base = self.of.count("elsewhere")
        rows = tuple(
            Row(code, label(Procedure(code)), (self.of.count(f"elsewhere.{code}"),))
            for code in self.of.under("elsewhere")
        )
        return Table(
            key="elsewhere",
            title="Answered in another way",
            definition="Cases with something that neither complaints procedure answers: passed on to who does, or "
            "handled under a law of its own. They are not among the complaints.",
            heads=("Procedure", "Cases"),
            rows=rows,
            total=Row("elsewhere", "All of these", (base,)),
        )

    def stages(self) -> Table:
        """How far complaints went."""
        base = self.of.complaints
        named = (*((f"stage.{each}", label(each)) for each in Stage), ("stage.ombudsman", "Ombudsman"))
        rows = tuple(
            Row(key, name, self._with_before(self.of.count(key, base), self.of.before(key))) for key, name in named
        )
        return Table(
            key="stages",
            title="How far complaints went",
            definition="Complaints received in the year that came to each stage, whenever that was. Every complaint "
            "begins at stage 1.",
            heads=("Stage", *self._years),
            rows=rows,
            drawn=Drawn.BARS,
        )

    def outcomes(self) -> Table:
        """How complaints ended."""
        base, before = self.of.complaints, self.of.complaints_before
        rows = tuple(
            Row(
                each,
                _OVERALL.get(each, spaced(each)),
                self._with_before(self.of.count(f"outcome.{each}", base), self.of.before(f"outcome.{each}", before)),
            )
            for each in self.of.ends
        )
        return Table(
            key="outcomes",
            title="How complaints ended",
            definition="Each complaint as a whole. It is open until each of its parts has ended, and partly upheld "
            "where some parts are upheld and some are not. What was found last counts.",
            heads=("Outcome", *self._years),
            rows=rows,
            total=Row("complaints", "All complaints", self._with_before(base, before)),
            drawn=Drawn.BARS,
        )

    def parts(self) -> Table:
        """What was found about each thing that was raised."""
        base = self.of.count("parts")
        rows = tuple(
            Row(each, _OVERALL.get(each, spaced(each)), (self.of.count(f"part-outcome.{each}", base),))
            for each in self.of.ends
        )
        return Table(
            key="part-outcomes",
            title="What was found, part by part",
            definition="Everything that was raised in complaints. One complaint may have several parts.",
            heads=("Outcome", "Parts"),
            rows=rows,
            total=Row("parts", "All parts", (base,)),
        )

    def in_time(self) -> Table:
        """Whether answers came in time, stage by stage."""
        known = {each: head for each, head in _TIMES.items() if self.of.is_from_a_list or each is not InTime.NOT_KNOWN}
        shown = {each: head for each, head in known.items() if not self.is_public or each in TIMED}
        rows = tuple(
            Row(
                stage,
                label(stage),
                (self.of.answered_in_time(stage), *(self.of.count(f"in-time.{stage}.{each}") for each in shown)),
            )
            for stage in Stage
        )
        return Table(
            key="in-time",
            title="Stage by stage",
            definition=f"{_IN_TIME}{_FROM_A_LIST if self.of.is_from_a_list else ''}",
            heads=("Stage", "In time", *shown.values()),
            rows=rows,
        )

    def compliments_by_team(self) -> Table:
        """Who was thanked."""
        codes = dict.fromkeys((*self.of.under("compliments-by-team"), *self.of.last.under("compliments-by-team")))
        rows = []
        for code in codes:
            now, then = (side(f"compliments-by-team.{code}") for side in (self.of.count, self.of.before))
            rows.append(Row(code, self.teams.get(code, code), self._with_change(now, then)))
        total = (self.of.compliments, self.of.before("compliments"))
        return Table(
            key="compliments-by-team",
            title="Compliments by team",
            definition="Cases with a compliment, by the team that was thanked. One for several teams counts in each. "
            "Thanks belong to no procedure: every report counts all of them.",
            heads=("Team", *self._years, *(("Change",) if self._has_change else ())),
            rows=tuple(rows),
            total=Row("compliments", "All compliments", self._with_change(*total)),
            drawn=Drawn.BARS,
        )

    def _with_change(self, now: Count, then: Count) -> tuple[Cell, ...]:
        change = (self.of.more(now, then),) if self._has_change else ()
        return (*self._with_before(now, then), *change)

    def counts(self, key: str, title: str, definition: str, rows: tuple[tuple[str, str, Count | None], ...]) -> Table:
        """A few counts, this year and last, each perhaps as a share of another."""
        drawn = tuple(
            Row(code, name, self._with_before(self.of.count(code, base), self.of.before(code)))
            for code, name, base in rows
        )
        return Table(key=key, title=title, definition=definition, heads=("What", *self._years), rows=drawn)


_TIMES = {
    InTime.FIRST_DAY: "By the day first promised",
    InTime.AGREED_DAY: "By a later day agreed",
    InTime.LATE: "Late",
    InTime.NOT_DUE: "Not due yet",
    InTime.NOT_KNOWN: "Not known",
    InTime.WITHOUT_ANSWER: "No answer due",
}
_IN_TIME = (
    "In time is an answer by the day that was promised, or by a later day that they were told of before. The share is "
    "of all complaints that came to the stage. What was withdrawn, not looked into or taken to the next stage first "
    "needed no answer."
)
_FROM_A_LIST = (
    " Complaints from before this portal came in from a list, which has the days of stage 1 only: stages 2 and 3 have "
    "no share."
)
_OVERALL = {
    Overall.PARTLY_UPHELD: "Partly upheld",
    Overall.NO_FINDING: "No finding possible",
    Overall.NOT_ELIGIBLE: "Not looked into, with reasons",
    Overall.OPEN: "Still open",
    Overall.NOT_KNOWN: "Not known (before this portal)",
}


def _month(month: str) -> str:
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"
