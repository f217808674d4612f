"""The report for the panel, and the one for everybody: what each says, section by section.

Pure. Staff's own words stand in each section where they wrote some; what is hidden is for `hiding`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from portal.reports.figures import Figures
from portal.reports.report import Count, Edition, Measured, Section
from portal.reports.tables import Tables

Said = tuple[str | Count | Measured, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """What the sections are written from. `words` are staff's own, by section; `learned` what was learned, in words.

    `reach` is whom to ask for help and under which number: `Council.placeholders()`.
    """

    of: Figures
    tables: Tables
    edition: Edition
    words: Mapping[str, str]
    learned: Sequence[str]
    reach: Mapping[str, str]

    def section(self, key: str, title: str, **more: object) -> Section:
        """A section with what staff wrote for it."""
        return Section(key=key, title=title, words=self.words.get(key, ""), **more)  # type: ignore[arg-type]


def _at_a_glance(writing: Writing) -> Section:
    of = writing.of
    complaints = of.of_council(of.complaints, of.totals.complaints)
    compliments = of.of_council(of.compliments, of.totals.compliments)
    said: list[Said] = [
        (f"Complaints{_AND_SHARE if complaints.base else ''}: ", complaints, "."),
        ("Complaints fully or partly upheld: ", of.upheld_or_partly, "."),
        _agreed_time(writing),
        *_half_came(writing, "Time within which half of the answers came: ", _then(writing, of.median_days_before)),
        *(
            (f"{writing.tables.teams.get(code, code)}: ", of.count(f"by-team.{code}", of.complaints), " of complaints.")
            for code in of.under("by-team")[:_MOST_NAMED]
        ),
        ("Made to the Ombudsman: ", of.count("ombudsman.made"), ". Investigated: ", *_investigated(of)),
        (f"Compliments{_AND_SHARE if compliments.base else ''}: ", compliments, "."),
        *_change(of),
        ("Children and young people who complained themselves: ", of.count("themselves", of.complaints), "."),
    ]
    return writing.section("at-a-glance", "The year at a glance", said=tuple(said))


_MOST_NAMED = 2
_AND_SHARE = ", and their share of the whole council’s"


def _then(writing: Writing, before: Count | Measured) -> Said:
    """The same of the year before, where anything is known of that year."""
    return (". The year before: ", before) if writing.of.has_before else ()


def _agreed_time(writing: Writing) -> Said:
    of = writing.of
    answered = (of.in_time,) if of.knows_days else ("not known: the list from before this portal does not say",)
    return "Answered in the agreed time: ", *answered, *_then(writing, of.in_time_before), "."


def _half_came(writing: Writing, label: str, then: Said = ()) -> tuple[Said, ...]:
    """How long answers took, weekends included. Everybody is not told that none came: that would be a number too."""
    median, is_for_everybody = writing.of.median_days, writing.edition is not Edition.PANEL
    return ((label, median, *then, "."),) if median.number is not None or is_for_everybody else ()


def _investigated(of: Figures) -> Said:
    found = of.count("ombudsman.investigated"), of.count("ombudsman.upheld"), of.count("ombudsman.not-upheld")
    return found[0], ". Upheld: ", found[1], ". Not upheld: ", found[2], "."


def _change(of: Figures) -> tuple[Said, ...]:
    more = of.more(of.compliments, of.before("compliments"))
    return (("Compliments against the year before: ", more, "."),) if of.has_before and of.is_over else ()


def _introduction(writing: Writing) -> Section:
    return writing.section("introduction", "About this report", said=((_WHY,),))


_WHY = (
    "The law asks every council for this report each year: the Children Act 1989, and regulation 13 of the "
    "Representations Procedure (England) Regulations 2006. It names nobody."
)


def _received(writing: Writing) -> Section:
    tables = writing.tables
    of_it = [tables.received(), tables.by_month(), tables.by_group(), tables.by_team()]
    # Who answers for which service is known to many: one taken from the other would show what is few.
    of_it += [tables.by_service(), tables.by_channel(), tables.elsewhere()] if writing.edition is Edition.PANEL else []
    return writing.section("received", "What came, and from whom", tables=tuple(of_it))


def _themes(writing: Writing) -> Section:
    return writing.section("themes", "What complaints were about", tables=(writing.tables.themes(),))


def _ends(writing: Writing) -> Section:
    tables = writing.tables
    of_it = [tables.stages(), tables.outcomes()] + ([tables.parts()] if writing.edition is Edition.PANEL else [])
    return writing.section("outcomes", "How far complaints went, and how they ended", tables=tuple(of_it))


def _in_time(writing: Writing) -> Section:
    said = _half_came(writing, _HALF)
    return writing.section("in-time", "Answers in time", said=said, tables=(writing.tables.in_time(),))


_HALF = "Time within which half of the first answers came, from the day we were told: "


def _advocacy(writing: Writing) -> Section:
    of = writing.of
    known = of.count("advocacy.known") if of.is_from_a_list else of.complaints
    rows: tuple[tuple[str, str, Count | None], ...] = (
        ("advocacy.offered", "Advocate offered", known),
        ("advocacy.taken", "Advocate taken, or there already", known),
    )
    if of.has_a_list:
        rows += (("advocacy.not-known", "Not known (before this portal)", of.complaints),)
    definition = "Complaints in which somebody was offered an advocate, who is free for children and care leavers."
    table = writing.tables.counts("advocacy", "Offered and taken", definition, rows)
    return writing.section("advocacy", "Advocates", tables=(table,))


def _decisions(writing: Writing) -> Section:
    of, rows = writing.of, []
    for key, asked, yes, no in _DECIDED:
        base = of.count(f"{key}.asked")
        rows += [(f"{key}.asked", asked, None), (f"{key}.yes", yes, base), (f"{key}.no", no, base)]
        rows.append((f"{key}.open", "Not decided yet", base))
    definition = f"Complaints in which the question came up, and how it was decided.{_FROM_A_LIST * of.has_a_list}"
    table = writing.tables.counts("decisions", "What was decided", definition, tuple(rows))
    return writing.section("decisions", "Decisions on the way", tables=(table,))


_FROM_A_LIST = " A list from before this portal does not tell: its complaints are not among these."
_DECIDED = (
    ("interest", "Enough interest in the child: asked", "Enough interest", "Not enough"),
    ("lateness", "Over a year ago: asked", "Looked into all the same", "Not looked into"),
    ("freeze", "Asked us to wait with a change", "It waited", "It did not wait"),
)


def _ombudsman(writing: Writing) -> Section:
    rows = (
        ("ombudsman.made", "Made to the Ombudsman", None),
        ("ombudsman.investigated", "Investigated", None),
        ("ombudsman.upheld", "Upheld", None),
        ("ombudsman.not-upheld", "Not upheld", None),
        ("ombudsman.not-investigated", "Not investigated", None),
        ("ombudsman.open", "Not decided yet", None),
    )
    definition = (
        "Contacts of the Local Government and Social Care Ombudsman about complaints received in the year. "
        "All of them count as made, those investigated too."
    )
    table = writing.tables.counts("ombudsman", "What went to the Ombudsman", definition, rows)
    return writing.section("ombudsman", "The Ombudsman", tables=(table,))


def _compliments(writing: Writing) -> Section:
    of = writing.of
    ours = of.of_council(of.compliments, of.totals.compliments)
    said: Said = (f"Compliments{_AND_SHARE if ours.base else ''}: ", ours, ".")
    return writing.section(
        "compliments",
        "Thanks",
        said=(said, *_change(of)),
        tables=(writing.tables.compliments_by_team(),),
    )


def _learning(writing: Writing) -> Section:
    of = writing.of
    base = of.count("learning.made")
    rows = (
        ("learning.made", "Agreed", None),
        ("learning.done", "Done", base),
        ("learning.not-done", "Not done", base),
        ("learning.open", "Open, and not due yet", base),
        ("learning.overdue", "Overdue", base),
        ("learning.not-known", "Not known (before this portal)", base),
    )
    definition = "What was to change after complaints received in the year, and whether it was done by now."
    table = writing.tables.counts("learning", "Changes agreed", definition, rows)
    return writing.section("learning", "What we learned", tables=(table,), items=tuple(writing.learned))


def _equality(writing: Writing) -> Section:
    said = "The portal asks nobody for their age, sex, ethnicity, religion or disability, so nothing is counted here."
    return writing.section("equality", "Equality", said=((said,),))


def _effectiveness(writing: Writing) -> Section:
    return writing.section("effectiveness", "How well the procedure works")


_Make = Callable[[Writing], Section]
_FOR_EVERYBODY: tuple[_Make, ...] = (
    _introduction,
    _at_a_glance,
    _received,
    _themes,
    _ends,
    _in_time,
    _advocacy,
    _ombudsman,
    _compliments,
    _learning,
    _equality,
    _effectiveness,
)
_FOR_THE_PANEL = (*_FOR_EVERYBODY[:7], _decisions, *_FOR_EVERYBODY[7:])
#: The sections that staff may write words for, with their titles: those of the panel's edition, in order.
WRITTEN: Mapping[str, str] = {
    "introduction": "About this report",
    "at-a-glance": "The year at a glance",
    "received": "What came, and from whom",
    "themes": "What complaints were about",
    "outcomes": "How far complaints went, and how they ended",
    "in-time": "Answers in time",
    "advocacy": "Advocates",
    "decisions": "Decisions on the way",
    "ombudsman": "The Ombudsman",
    "compliments": "Thanks",
    "learning": "What we learned",
    "equality": "Equality",
    "effectiveness": "How well the procedure works",
}


def sections(writing: Writing) -> tuple[Section, ...]:
    """Every section of the edition; one that would hold nothing at all is left out."""
    made = (make(writing) for make in (_FOR_THE_PANEL if writing.edition is Edition.PANEL else _FOR_EVERYBODY))
    return tuple(each for each in made if each.words or each.said or each.tables or each.items)


