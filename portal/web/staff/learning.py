"""What was learned from cases: the board of it, and a page for a team meeting. It opens no case."""

from collections.abc import Iterator, Mapping
from datetime import date

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.cases.access import Viewer
from portal.cases.acts.fields import spoken
from portal.cases.listing import COUNTED, Page, Place
from portal.clocks.working_days import london_date
from portal.reports import ledger
from portal.reports.ledger import Learning, Said, Standing
from portal.staff import permitted
from portal.vocabulary import Act
from portal.vocabulary.labels import label
from portal.web.staff import drawing
from portal.web.staff.access import blueprint, permits, signed_in
from portal.web.staff.drawing import Head, Row
from portal.web.staff.listed import team_name
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.staff.tags import drawn_tag
from portal.web.wiring import portal

_STANDINGS = {
    Standing.OVERDUE: "Overdue",
    Standing.OPEN: "Open",
    Standing.DONE: "Done",
    Standing.NOT_DONE: "Not done",
}
_HEADS = {
    standing: (Head("Case", "whole"), "What", "Who sees to it", Head(due, "whole"), "Team", *end)
    for standing, due, *end in (
        (Standing.OVERDUE, "Done by"),
        (Standing.OPEN, "Done by"),
        (Standing.DONE, "Was due", "How we know"),
        (Standing.NOT_DONE, "Was due", "Why not"),
    )
}
_SETTLED = {Standing.DONE: "Done on", Standing.NOT_DONE: "Settled on"}
_KEPT = "Kept to few: it stands in the case."
#: How far back a meeting looks, in months.
_BACK = {1: "The last month", 3: "The last 3 months", 6: "The last 6 months", 12: "The last year"}


@blueprint.get("/learning")
@blueprint.get("/learning/<which>")
@blueprint.get("/learning/<which>/<after>")
@blueprint.get("/learning/of/team-<team>/<which>")
@blueprint.get("/learning/of/team-<team>/<which>/<after>")
@permits(Act.SEE_LEARNING)
def learning(which: str = "", after: str = "", team: str = "") -> ResponseReturnValue:
    """One part of the board; what is overdue where none is named, or what is open where nothing is overdue."""
    wired, viewer, today = portal(), _viewer(), london_date(portal().now())
    teams = _teams(team)
    place = Place.read(after) if after else None
    if (which and which not in set(Standing)) or (after and place is None):
        abort(404)
    with wired.reading() as session:
        counts = ledger.counts(session, viewer, today, team=team)
        standing = Standing(which) if which else Standing.OVERDUE if counts[Standing.OVERDUE] else Standing.OPEN
        page = ledger.board(session, viewer, standing, today, team=team, after=place)
    return show(
        "staff/learning/board.html",
        places=places(),
        name=_STANDINGS[standing],
        parts=tuple(_parts(counts, standing, team)),
        heads=_HEADS[standing],
        rows=tuple(_row(each, standing) for each in page.rows),
        teams=tuple(drawing.Place(said, _href(standing, key), key == team) for key, said in teams.items()),
        team=team_name(team) if team else "",
        meeting=_meeting(team),
        is_further=bool(place),
        first=_href(standing, team),
        following=_following(page, standing, team),
        tells=Act.TELL_LEARNING in permitted(signed_in().roles),
    )


@blueprint.get("/learning/meeting")
@blueprint.get("/learning/meeting/<int:months>")
@blueprint.get("/learning/meeting/<int:months>/of/team-<team>")
@permits(Act.SEE_LEARNING)
def learning_for_a_meeting(months: int = 3, team: str = "") -> ResponseReturnValue:
    """What a team meeting reads, to print: nothing in it says whose case it was."""
    wired, today, teams = portal(), london_date(portal().now()), _teams(team)
    if months not in _BACK:
        abort(404)
    since = ledger.months_before(today, months)
    with wired.reading() as session:
        found = ledger.for_a_meeting(session, _viewer(), wired.council, since=since, today=today, team=team)
    return show(
        "staff/learning/meeting.html",
        places=places(),
        team=team_name(team) if team else "",
        since=since,
        today=today,
        found=found,
        parts=(
            ("Done", tuple((label(each.what), _settled(each)) for each in found.done)),
            ("Still to do", tuple((label(each.what), _to_do(each, today)) for each in found.to_do)),
            ("Not done, and why", tuple((label(each.what), _settled(each)) for each in found.not_done)),
        ),
        back=tuple(drawing.Place(said, _meeting(team, each), each == months) for each, said in _BACK.items()),
        teams=tuple(drawing.Place(said, _meeting(key, months), key == team) for key, said in teams.items()),
    )


def _viewer() -> Viewer:
    return Viewer.of(signed_in(), portal().council)


def _teams(asked: str) -> Mapping[str, str]:
    """Whose learning can be chosen, by key, all together first; no page where what is asked for is not among them."""
    keys = ledger.teams_of(_viewer(), portal().council)
    teams = {"": "All that you see", **{key: team_name(key) for key in keys}}
    if asked not in teams:
        abort(404)
    return teams


def _href(standing: Standing, team: str, after: str = "") -> str:
    return url_for("staff.learning", which=standing.value, team=team or None, after=after or None)


def _meeting(team: str, months: int = 3) -> str:
    return url_for("staff.learning_for_a_meeting", months=months, team=team or None)


def _following(page: Page[Learning], standing: Standing, team: str) -> str:
    return _href(standing, team, page.after) if page.after else ""


def _parts(counts: Mapping[Standing, int], asked: Standing, team: str) -> Iterator[drawing.Place]:
    for each, said in _STANDINGS.items():
        number = f"{COUNTED}+" if counts[each] > COUNTED else str(counts[each])
        yield drawing.Place(f"{said} ({number})", _href(each, team), each is asked)


def _row(each: Learning, standing: Standing) -> Row:
    href = url_for("staff.case", reference=each.reference)
    case = Markup('<a href="{}">{}</a>').format(href, each.reference)
    words = _KEPT if each.is_kept_to_few else each.words
    tag = (drawn_tag("Overdue", "red"),) if standing is Standing.OVERDUE else ()
    due = (drawing.day(each.due_on, short=True), *tag)
    teams = tuple(team_name(team) for team in each.teams)
    cells: tuple[object, ...] = (case, (label(each.what), words), each.owner, due, teams)
    if each.settled_on:
        tell = (drawn_tag("Told everybody", "green"),) if each.is_told else ()
        tell = (_tell(each),) if _may_be_told(each, standing) else tell
        settled = Markup("{} {}").format(_SETTLED[standing], drawing.day(each.settled_on, short=True))
        cells = (*cells, (settled, each.why, *tell))
    return Row(cells, "late" if standing is Standing.OVERDUE else "")


def _may_be_told(each: Learning, standing: Standing) -> bool:
    is_ready = standing is Standing.DONE and not (each.is_kept_to_few or each.is_told)
    return is_ready and Act.TELL_LEARNING in permitted(signed_in().roles)


def _tell(each: Learning) -> Markup:
    href = url_for("staff.tell_of", reference=each.reference, number=each.number)
    hidden = Markup('<span class="govuk-visually-hidden">, from case {}</span>').format(each.reference)
    return Markup('<a href="{}">Tell everybody{}</a>').format(href, hidden)


def _settled(each: Said) -> tuple[str, ...]:
    """The lines of one entry for a meeting, after what kind it is."""
    return tuple(line for line in (each.words, each.why, each.role) if line)


def _to_do(each: Said, today: date) -> tuple[str, ...]:
    late = " It is late." if each.due_on < today else ""
    return tuple(line for line in (each.words, f"To be done by {spoken(each.due_on)}.{late}", each.role) if line)
