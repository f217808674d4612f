"""The edition for children and young people: few figures, short sentences, and what changed because they said so.

Pure. Words for reading age 9: a test measures every one of them.
"""

from portal.reports.ends import Overall
from portal.reports.report import Count, Drawn, Row, Section, Table
from portal.reports.sections import Writing
from portal.vocabulary import Stage, Theme

#: What complaints were about, as a child would say it.
THEMES = {
    Theme.STAFF_CONDUCT: "How a worker treated them",
    Theme.COMMUNICATION: "We did not tell them things, or call back",
    Theme.NOT_LISTENED: "We did not listen",
    Theme.INFO_NOT_CONSIDERED: "We did not look at everything",
    Theme.INACCURATE_RECORD: "We wrote down something wrong",
    Theme.DECISION: "What we decided",
    Theme.DELAY: "We took too long",
    Theme.NO_OR_POOR_SERVICE: "They did not get the help they needed",
    Theme.POLICY_NOT_FOLLOWED: "We did not follow our own rules",
    Theme.WORKER_CHANGE: "Their worker changed",
    Theme.PLACEMENT: "Where they live",
    Theme.FAMILY_TIME: "Seeing their family",
    Theme.MONEY: "Money",
    Theme.PRIVACY: "We told others about them",
    Theme.DISCRIMINATION: "They were treated unfairly for who they are",
    Theme.SAFETY: "Being safe",
    Theme.COMPLAINT_HANDLING: "How we dealt with a complaint",
    Theme.OTHER: "Other things",
}
_ENDS = {
    Overall.UPHELD: "We agreed with them",
    Overall.PARTLY_UPHELD: "We agreed with part of it",
    Overall.NOT_UPHELD: "We did not agree, and said why",
    Overall.NO_FINDING: "We could not find out",
    Overall.WITHDRAWN: "They asked us to stop",
    Overall.NOT_ELIGIBLE: "We could not look into it, and said why",
    Overall.OPEN: "We are still looking into it",
    Overall.NOT_KNOWN: "It was before this website, and we do not know",
}
TITLES = {
    "how-many": "How many people told us something",
    "themes": "What it was about",
    "outcomes": "What we found",
    "in-time": "Were we quick enough?",
    "compliments": "Thank you messages",
    "learning": "What we changed",
    "tell-us": "You can tell us too",
}


def sections(writing: Writing) -> tuple[Section, ...]:
    """Every section of it, in order. What we changed is left out until somebody has written it."""
    made = (make(writing) for make in (_how_many, _themes, _ends, _learning, _in_time, _compliments, _tell_us))
    return tuple(each for each in made if each.words or each.said or each.tables or each.items)


def _section(writing: Writing, key: str, **more: object) -> Section:
    words = writing.words.get(f"young-{key}", "")
    return Section(key=key, title=TITLES[key], words=words, **more)  # type: ignore[arg-type]


def _how_many(writing: Writing) -> Section:
    of = writing.of
    said = (
        ("When somebody tells us that something went wrong, we call it a complaint. It is fine to make one.",),
        ("Complaints this year: ", of.complaints, "."),
        ("Complaints that children or young people made themselves: ", of.count("themselves"), "."),
    )
    return _section(writing, "how-many", said=said)


def _table(writing: Writing, key: str, heads: tuple[str, str], rows: tuple[tuple[str, str, Count], ...]) -> Table:
    return Table(
        key=key,
        title=_TABLES[key],
        definition=_DEFINITIONS[key],
        heads=heads,
        rows=tuple(Row(code, name, (count,)) for code, name, count in rows),
        drawn=Drawn.BARS,
    )


_TABLES = {"themes": "How many complaints were about each thing", "outcomes": "How complaints ended"}
_DEFINITIONS = {
    "themes": "One complaint can be about more than one thing.",
    "outcomes": "We count every complaint once.",
}


def _themes(writing: Writing) -> Section:
    of = writing.of
    rows = tuple(
        (code, THEMES[Theme(code)], of.count(f"cases-with-theme.{code}", of.complaints))
        for code in of.under("cases-with-theme")
    )
    return _section(writing, "themes", tables=(_table(writing, "themes", ("What", "How many"), rows),))


def _ends(writing: Writing) -> Section:
    of = writing.of
    rows = tuple(
        (each, said, of.count(f"outcome.{each}", of.complaints))
        for each, said in _ENDS.items()
        if of.is_from_a_list or each is not Overall.NOT_KNOWN
    )
    return _section(writing, "outcomes", tables=(_table(writing, "outcomes", ("What", "How many"), rows),))


def _in_time(writing: Writing) -> Section:
    kept = writing.of.answered_in_time(Stage.LOCAL_RESOLUTION)
    before = writing.of.in_time_before
    said = (("We tell people by which day we will answer.",), ("Complaints that we answered by that day: ", kept, "."))
    then = (("The year before: ", before, "."),) if writing.of.has_before else ()
    return _section(writing, "in-time", said=(*said, *then))


def _compliments(writing: Writing) -> Section:
    said = (
        ("People tell us what went well too. We pass their thanks on to the worker.",),
        ("Thank you messages this year: ", writing.of.compliments, "."),
    )
    return _section(writing, "compliments", said=said)


def _learning(writing: Writing) -> Section:
    return _section(writing, "learning", items=tuple(writing.learned))


def _tell_us(writing: Writing) -> Section:
    reach = writing.reach
    said = (
        ("You can tell us what went wrong, or what went well. You do not need to give your name.",),
        ("An advocate can help you. An advocate is on your side, and it is free.",),
        (f"Call {reach['advocate_name']}: {reach['advocate_phone']}.",),
        (f"You can talk to Childline, day or night. It is free. Call {reach['childline_phone']}.",),
        ("If you are in danger, call 999.",),
    )
    return _section(writing, "tell-us", said=said)
