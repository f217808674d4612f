"""A report that is plainly made up: every kind of cell, long names, many rows, few cases and none."""

from datetime import date

from portal.reports.report import Count, Drawn, Edition, Measured, Report, Row, Scope, Section, Sum, Table, Unit

MONTHS = ("April", "May", "June", "July", "August", "September", "October", "November", "December", "January",
          "February", "March")  # fmt: skip
THIS, LAST = (6, 5, 7, 4, 2, 6, 5, 8, 5, 0, 5, 5), (3, 4, 6, 5, 5, 7, 2, 6, 5, 5, 1, 6)
TEAMS = {"pods": ("PODs", 33), "cypds": ("CYPDS", 15), "mash": ("Multi-agency safeguarding hub", 7),
         "fostering": ("Fostering, kinship care and special guardianship support", 3), "send": ("SEND", 0)}  # fmt: skip
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"
WORDS = """# What we saw
This year was <b>busy</b> & plain.
We wrote =1+1 & did not count it.

We promise to:

* write back sooner
* say sorry where we were wrong

It is all made up."""


def a_report(edition: Edition = Edition.PANEL, *, cases: int = 58) -> Report:
    """One edition. Without `cases` it is that of a year in which nobody wrote."""
    share = cases / 58
    every = Count("complaints", cases)
    council = Count("council", 802)
    teams = {key: round(number * share) for key, (_, number) in TEAMS.items()}
    teams["pods"] += cases - sum(teams.values())
    in_time, late = Count("in-time", cases * 36 // 58, every), Count("late", cases - cases * 36 // 58, every)
    upheld = Count("upheld", cases * 27 // 58, every)
    young = edition is Edition.YOUNG_PEOPLE
    return Report(
        council="Sample Shire",
        year="2016-17",
        scope=Scope.BOTH,
        edition=edition,
        title="What you told us in 2016-17" if young else "Complaints about children’s services, 2016-17",
        counted_on=date(2017, 4, 3),
        sections=(
            Section(
                key="all",
                title="What people told us" if young else "How many complaints there were",
                said=(("People made ", every, " complaints."),
                      ("That is ", Count("complaints", cases, council), " of all that the council got.")),
                words="" if young else WORDS,
                tables=(by_team(teams, every), by_month(cases)),
            ),
            Section(key="answers", title="How we answered", tables=() if young else (answers(in_time, late, upheld),)),
            Section(key="thanks", title="Thanks", said=((Count("thanks", 56), " people thanked us, ",
                    Measured(194, Unit.PERCENT_MORE, (Count("thanks", 56), Count("thanks-last", 19))), "."),)),
            Section(key="learning", title="What we learned", items=("We call back soon.", "We say <who> decides.")),
        ),
        sums=(
            Sum("complaints", tuple(f"team-{key}" for key in TEAMS)),
            Sum("complaints", ("in-time", "late")),
            Sum("complaints", tuple(f"this-{at}" for at in range(12))),
            Sum("last", tuple(f"last-{at}" for at in range(12))),
        ),
    )  # fmt: skip


def by_team(teams: dict[str, int], every: Count) -> Table:
    """A count of each team, with a picture."""
    rows = [Row(key, name, (Count(f"team-{key}", teams[key], every),)) for key, (name, _) in TEAMS.items()]
    return Table(
        key="by-team",
        title="Complaints by team",
        definition="Each complaint counts once, for the team that answered it.",
        heads=("Team", "Complaints"),
        rows=tuple(rows),
        total=Row("all", "All teams", (every,)),
        drawn=Drawn.BARS,
    )


def by_month(cases: int) -> Table:
    """Two years, month by month."""
    this = THIS if cases == sum(THIS) else (0,) * 6 + (cases,) + (0,) * 5
    rows = [
        Row(f"month-{at}", name, (Count(f"this-{at}", this[at]), Count(f"last-{at}", LAST[at])))
        for at, name in enumerate(MONTHS)
    ]
    return Table(
        key="by-month",
        title="Complaints in each month",
        definition="Complaints are counted in the month in which we got them.",
        heads=("Month", "2016-17", "2015-16"),
        rows=tuple(rows),
        total=Row("all", "The whole year", (Count("complaints", cases), Count("last", sum(LAST)))),
        drawn=Drawn.LINES,
    )


def answers(in_time: Count, late: Count, upheld: Count) -> Table:
    """Every other kind of cell."""
    every = in_time.base
    assert every is not None
    return Table(
        key="answers",
        title="Answers",
        definition="In time is by the day that was promised last.",
        heads=("What", "How many", "Days", "Change on last year", "Since", "Note"),
        rows=(
            Row("in-time", "In time", (in_time, Measured(9, Unit.WORKING_DAYS, (in_time,)),
                                       Measured(194, Unit.PERCENT_MORE, (every,)), date(2016, 4, 1), "=HYPERLINK(1)")),
            Row("late", "Late", (late, Measured(31, Unit.WORKING_DAYS, (late,)),
                                 Measured(-12, Unit.PERCENT_MORE, (every,)), date(2017, 2, 28), LONG)),
            Row("upheld", "Fully or partly upheld", (upheld, Measured(None, Unit.DAYS, ()),
                                                     Measured(None, Unit.PERCENT_MORE, ()), "", "-")),
            Row("few", "Went to the Ombudsman", (Count("few", 1, upheld), Measured(40, Unit.DAYS, (Count("few", 1),)),
                                                 Measured(0, Unit.PERCENT_MORE, ()), "", "+44")),
        ),
    )  # fmt: skip
