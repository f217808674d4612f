"""The worklist: what is due and what waits, as links with counts and one table at a time. It opens no case."""

from collections.abc import Iterator, Mapping
from datetime import date

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.cases import worklist as rooms
from portal.cases.alerted import Alerted
from portal.cases.listing import COUNTED, Place
from portal.cases.waiting import Wait
from portal.cases.worklist import Counts, Group, Owed, Waiting, Whose
from portal.clocks.running import Standing
from portal.staff import permitted
from portal.vocabulary import Act
from portal.vocabulary.labels import label
from portal.web.staff import drawing
from portal.web.staff.access import blueprint, permits, signed_in
from portal.web.staff.drawing import Head, Row
from portal.web.staff.listed import Shown, team_name
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.staff.tags import of_standing
from portal.web.wiring import portal

_WHOSE = {Whose.MINE: "Mine", Whose.TEAMS: "My team’s", Whose.ALL: "Everything"}
_GROUPS = {
    Group.OVERDUE: "Overdue",
    Group.TODAY: "Due today",
    Group.THIS_WEEK: "Due this week",
    Group.LATER: "Due later",
}
#: What a list of what waits is called, and what has to be done.
_WAITS = {
    Wait.DANGER: ("Danger", "A child may be in danger."),
    Wait.RETALIATION: ("Treated worse", "Somebody says they are treated worse for telling us."),
    Wait.FREEZE: ("Asks us to wait", "They ask for a change to wait. It waits unless a senior manager says no."),
    Wait.UNOPENED: ("Not opened", "Somebody opens each within one working day: our own practice."),
    Wait.UNROUTED: ("To confirm", "The rules suggest a procedure and a team. A person confirms each part."),
    Wait.UNDELIVERED: ("Not reached", "A message did not reach the person. Find another safe way."),
    Wait.TEAM_NOT_TOLD: ("Team not told", "A notice did not reach a team. Tell them yourself."),
    Wait.TO_READ: ("Thanks to read", "A person reads each for safety before its worker or team sees it."),
    Wait.TO_PASS_ON: (
        "Thanks to pass on",
        "They are read. Pass on what the sender agreed to share. If that is nothing, close the case and say so.",
    ),
}
#: What stands above every list while one of these waits, and is done at once: by whoever may take the alert.
_TO_ACT = {
    Wait.DANGER: "Take the alert and act now.",
    Wait.RETALIATION: "Take the alert, stop it, and say how.",
}
_TO_WATCH = "The list says who acts on each."
_DUE_HEADS = (Head("Case", "whole"), "What is due", Head("By", "whole"), "Team", "With", "To look at")
_WAITING_HEADS = (Head("Case", "whole"), Head("Since", "whole"), "What for", "Team", "With", "To look at")
#: Where the days or the people of a list are others than in most, by the number of the column.
_OTHER_HEADS: Mapping[Wait, Mapping[int, Head | str]] = {
    Wait.DANGER: {4: "Who acts on it"},
    Wait.RETALIATION: {4: "Who acts on it"},
    Wait.UNOPENED: {1: Head("To open by", "whole")},
}


@blueprint.get("/")
@blueprint.get("/worklist/<which>")
@blueprint.get("/worklist/<which>/<after>")
@permits(Act.SEE_WORKLIST)
def worklist(which: str = "", after: str = "") -> ResponseReturnValue:
    """One list of it; the widest that is anything to this person where none is named."""
    wired, me = portal(), signed_in()
    with wired.reading() as session:
        counts = rooms.counts(session, me, wired.office)
        asked = _read(which, tuple(counts.due))
        place = _place(after, asked)
        if isinstance(asked, Wait):
            waits = rooms.waiting(session, me, wired.office, asked, now=wired.now(), after=place)
            takers = (row.alerted.taken_by for row in waits.rows if row.alerted)
            shown, more = Shown.of(session, (row.case for row in waits.rows), takers), waits.after
            tables: tuple[tuple[str, tuple[Row, ...]], ...] = (("", tuple(_waiting_rows(waits.rows, shown))),)
        else:
            dues = rooms.due(session, me, wired.office, asked, now=wired.now(), after=place)
            shown, more = Shown.of(session, (row.case for row in dues.rows)), dues.after
            tables = tuple(_due_tables(dues.rows, shown))
    return show(
        "staff/worklist.html",
        places=places(),
        **_said(asked),
        warnings=tuple(_warnings(counts, asked)),
        whose=tuple(_tabs({each: _WHOSE[each] for each in counts.due}, counts.due, asked)),
        waits=tuple(_tabs({each: said for each, (said, _) in _WAITS.items()}, _worth(counts, asked), asked)),
        tables=[(title, rows) for title, rows in tables if rows],
        is_further=bool(place),
        first=url_for("staff.worklist", which=asked.value),
        following=url_for("staff.worklist", which=asked.value, after=more) if more else "",
    )


def _read(which: str, offered: tuple[Whose, ...]) -> Whose | Wait:
    if not which:
        return offered[-1]
    if which in set(Wait):
        return Wait(which)
    if which not in set(Whose) or Whose(which) not in offered:
        abort(404)
    return Whose(which)


def _place(after: str, asked: Whose | Wait) -> Place | None:
    place = Place.read(after, duties=isinstance(asked, Whose)) if after else None
    if after and place is None:
        abort(404)
    return place


def _said(asked: Whose | Wait) -> dict[str, object]:
    """What the page is called, what to do with what stands on it, and what it says where nothing does."""
    if isinstance(asked, Wait):
        name, to_do = _WAITS[asked]
        others = _OTHER_HEADS.get(asked, {})
        heads = tuple(others.get(at, head) for at, head in enumerate(_WAITING_HEADS))
        to_do = " ".join((to_do, *((_to_act(asked),) if asked in _TO_ACT else ())))
        return {"name": name, "to_do": to_do, "heads": heads, "empty": "Nothing waits here."}
    return {"name": _WHOSE[asked], "to_do": "", "heads": _DUE_HEADS, "empty": "Nothing is due by a date."}


def _to_act(wait: Wait) -> str:
    return _TO_ACT[wait] if Act.TAKE_ALERT in permitted(signed_in().roles) else _TO_WATCH


def _warnings(counts: Counts, asked: Whose | Wait) -> Iterator[Markup]:
    """What comes before everything else, on every list but its own: how many there are, and the way to them."""
    for wait in _TO_ACT:
        number, (name, why) = counts.waiting[wait], _WAITS[wait]
        if number and wait is not asked:
            href = url_for("staff.worklist", which=wait.value)
            cases = "1 case" if number == 1 else f"{_many(number)} cases"
            yield Markup('<a href="{}">{}: {}</a>. {} {}').format(href, name, cases, why, _to_act(wait))


def _worth(counts: Counts, asked: Whose | Wait) -> Mapping[Wait, int]:
    """Lists with something in them, and the one that is looked at: the others would only be in the way."""
    return {wait: number for wait, number in counts.waiting.items() if number or wait is asked}


def _tabs(
    names: Mapping[Whose, str] | Mapping[Wait, str],
    counts: Mapping[Whose, int] | Mapping[Wait, int],
    asked: Whose | Wait,
) -> Iterator[drawing.Place]:
    for each, number in counts.items():
        href = url_for("staff.worklist", which=each.value)
        yield drawing.Place(f"{names[each]} ({_many(number)})", href, each is asked)  # type: ignore[index]


def _many(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _due_tables(rows: tuple[Owed, ...], shown: Shown) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for group, title in _GROUPS.items():
        yield title, tuple(_due_row(row, shown) for row in rows if row.group is group)


def _due_row(row: Owed, shown: Shown) -> Row:
    part = (f"Part {row.part}",) if row.part and row.case.has_parts else ()
    cells = (shown.link(row.case), (label(row.duty), *part), _by(row.due_on, row.stands), team_name(row.team))
    return Row((*cells, shown.who(row.case), shown.tags(row.case)), _mark(row.stands))


_SOON = frozenset({Standing.DUE_TODAY, Standing.DUE_SOON})
_WORTH_SAYING = frozenset({Standing.OVERDUE, *_SOON})


def _by(day: date, stands: Standing) -> tuple[Markup, ...]:
    return (drawing.day(day, short=True), *((of_standing(stands),) if stands in _WORTH_SAYING else ()))


def _mark(stands: Standing | None) -> str:
    return "late" if stands is Standing.OVERDUE else "soon" if stands in _SOON else ""


def _waiting_rows(rows: tuple[Waiting, ...], shown: Shown) -> Iterator[Row]:
    for row in rows:
        case = row.case
        day = _by(row.by, row.stands) if row.by and row.stands else drawing.day(row.since, short=True)
        who = _who_acts(row.alerted, shown) if row.alerted else shown.who(case)
        cells = (shown.link(case), day, label(case.what_for), shown.teams(case), who, shown.tags(case))
        yield Row(cells, _mark(row.stands))


def _who_acts(alerted: Alerted, shown: Shown) -> tuple[str, ...]:
    """Who took the alert; as long as nobody has, the teams that were told."""
    if alerted.taken_by:
        return (shown.name(alerted.taken_by),)
    told = ", ".join(team_name(key, at_start=False) for key in alerted.told)
    return ("Nobody yet", *((f"Told: {told}",) if told else ()))
