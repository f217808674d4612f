"""The worklist: what is due and what waits, as links with counts and one table at a time. It opens no case."""

from collections.abc import Iterator, Mapping

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from portal.cases import worklist as rooms
from portal.cases.listing import COUNTED, Place
from portal.cases.waiting import Wait
from portal.cases.worklist import Counts, Group, Owed, Waiting, Whose
from portal.clocks.running import Standing
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
    Wait.DANGER: ("Danger", "A child may be in danger. Open the case, take the alert and act now."),
    Wait.RETALIATION: ("Treated worse", "Somebody says they are treated worse for telling us. Stop it, and say how."),
    Wait.FREEZE: ("Asks us to wait", "They ask for a change to wait. It waits unless a senior manager says no."),
    Wait.UNOPENED: ("Not opened", "Nobody has opened these cases yet."),
    Wait.UNROUTED: ("To confirm", "The rules suggest a procedure and a team. A person confirms each part."),
    Wait.UNDELIVERED: ("Not reached", "A message did not reach the person. Find another safe way."),
    Wait.TEAM_NOT_TOLD: ("Team not told", "A notice did not reach a team. Tell them yourself."),
    Wait.TO_READ: ("Thanks to read", "A person reads each for safety before its worker or team sees it."),
    Wait.TO_PASS_ON: ("Thanks to pass on", "They are read. Pass on what the sender agreed to share."),
}
_DUE_HEADS = (Head("Case", "whole"), "What is due", Head("By", "whole"), "Team", "With", "To look at")
_WAITING_HEADS = (Head("Case", "whole"), Head("Since", "whole"), "What for", "Team", "With", "To look at")


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
            waits = rooms.waiting(session, me, wired.office, asked, after=place)
            shown, more = Shown.of(session, (row.case for row in waits.rows)), waits.after
            tables: tuple[tuple[str, tuple[Row, ...]], ...] = (("", tuple(_waiting_rows(waits.rows, shown))),)
        else:
            dues = rooms.due(session, me, wired.office, asked, now=wired.now(), after=place)
            shown, more = Shown.of(session, (row.case for row in dues.rows)), dues.after
            tables = tuple(_due_tables(dues.rows, shown))
    return show(
        "staff/worklist.html",
        places=places(),
        **_said(asked),
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
        return {"name": name, "to_do": to_do, "heads": _WAITING_HEADS, "empty": "Nothing waits here."}
    return {"name": _WHOSE[asked], "to_do": "", "heads": _DUE_HEADS, "empty": "Nothing is due by a date."}


def _worth(counts: Counts, asked: Whose | Wait) -> Mapping[Wait, int]:
    """Lists with something in them, and the one that is looked at: the others would only be in the way."""
    return {wait: number for wait, number in counts.waiting.items() if number or wait is asked}


def _tabs(
    names: Mapping[Whose, str] | Mapping[Wait, str],
    counts: Mapping[Whose, int] | Mapping[Wait, int],
    asked: Whose | Wait,
) -> Iterator[drawing.Place]:
    for each, number in counts.items():
        many = f"{COUNTED}+" if number > COUNTED else str(number)
        href = url_for("staff.worklist", which=each.value)
        yield drawing.Place(f"{names[each]} ({many})", href, each is asked)  # type: ignore[index]


def _due_tables(rows: tuple[Owed, ...], shown: Shown) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for group, title in _GROUPS.items():
        yield title, tuple(_due_row(row, shown) for row in rows if row.group is group)


def _due_row(row: Owed, shown: Shown) -> Row:
    part = (f"Part {row.part}",) if row.part and row.case.has_parts else ()
    by = (drawing.day(row.due_on, short=True), *((of_standing(row.stands),) if row.stands in _WORTH_SAYING else ()))
    mark = "late" if row.stands is Standing.OVERDUE else "soon" if row.stands in _SOON else ""
    cells = (shown.link(row.case), (label(row.duty), *part), by, team_name(row.team))
    return Row((*cells, shown.who(row.case), shown.tags(row.case)), mark)


_SOON = frozenset({Standing.DUE_TODAY, Standing.DUE_SOON})
_WORTH_SAYING = frozenset({Standing.OVERDUE, *_SOON})


def _waiting_rows(rows: tuple[Waiting, ...], shown: Shown) -> Iterator[Row]:
    for row in rows:
        case, since = row.case, drawing.day(row.since, short=True)
        cells = (shown.link(case), since, label(case.what_for), shown.teams(case))
        yield Row((*cells, shown.who(case), shown.tags(case)))
