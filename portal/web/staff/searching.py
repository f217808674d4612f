"""Looking for cases. What is looked for is posted, and so is the way to the next page: no name is in an address."""

from collections.abc import Iterator, Mapping

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.cases import search
from portal.cases.acts.fields import Field, FieldKind, Given, Option, Raw, read
from portal.cases.listing import Listed, Place
from portal.cases.references import read_reference
from portal.cases.search import Sought
from portal.staff import permitted
from portal.vocabulary import Act, CaseState, Flag, WhatFor
from portal.vocabulary.labels import label
from portal.web.csrf import FIELD
from portal.web.staff import drawing
from portal.web.staff.access import blueprint, permits, signed_in
from portal.web.staff.drawing import Head, Row
from portal.web.staff.listed import Shown
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.staff.tags import STATES, drawn_tag
from portal.web.wiring import portal

_AFTER, _NAME = "after", "name"
_HEADS = (Head("Case", "whole"), Head("Received", "whole"), "What for", "Status", "Team", "With", "To look at")
_NOTHING_TYPED = "Reference: type one, or fill in another box."
_EXACT = "Exact words only: “Ann” does not find “Anne”. Every word must be in the case, in any order."


@blueprint.route("/search", methods=["GET", "POST"])
@permits(Act.SEARCH)
def searching() -> ResponseReturnValue:
    """The form; once it is posted, a page of what was found, with the form as it was filled in."""
    if request.method != "POST":
        return show("staff/search.html", places=places(), fields=_fields())
    raw = request.form.to_dict(flat=False)
    if any(raw.get(_NAME, ())) and not _may_search_by_name():
        return show("staff/access/not_permitted.html"), 403
    fields = _fields()
    given, problems = read(fields, raw)
    problems |= dict(_problems(given, problems))
    if not problems and _sought(given) == Sought():
        problems = {fields[0].name: _NOTHING_TYPED}
    if problems:
        return show("staff/search.html", places=places(), fields=fields, typed=raw, problems=problems), 422
    return _found(fields, raw, _sought(given))


def _found(fields: tuple[Field, ...], raw: Raw, sought: Sought) -> ResponseReturnValue:
    wired, me, after = portal(), signed_in(), Place.read(request.form.get(_AFTER, ""))
    with wired.reading() as session:
        page = search.found(session, me, wired.office, sought, after=after)
        rows = tuple(_rows(page.rows, Shown.of(session, page.rows)))
    if sought.reference and page.rows:
        return redirect(url_for("staff.case", reference=page.rows[0].reference), 303)
    return show(
        "staff/search.html",
        places=places(),
        fields=fields,
        typed=raw,
        heads=_HEADS,
        rows=rows,
        is_result=True,
        is_further=bool(after),
        again=dict(_typed(raw)),
        following=dict(_typed(raw)) | {_AFTER: page.after} if page.after else None,
    )


def _may_search_by_name() -> bool:
    return Act.SEARCH_BY_NAME in permitted(signed_in().roles)


def _fields() -> tuple[Field, ...]:
    teams = tuple(Option(team.key, team.name_at_start) for team in portal().council.teams)
    by_name = Field(name=_NAME, label="Name", hint=_EXACT, required=False)
    return (
        Field(name="reference", label="Reference", hint="Such as 4KTM-7PXC.", required=False),
        *((by_name,) if _may_search_by_name() else ()),
        Field(name="since", label="Received from", kind=FieldKind.DAY, required=False),
        Field(name="until", label="Received to", kind=FieldKind.DAY, required=False),
        _choice("team", "Team", teams),
        _choice("state", "Status", _options(CaseState)),
        _choice("what-for", "What for", _options(WhatFor)),
        _choice("flag", "To look at", _options(Flag)),
    )


def _choice(name: str, said: str, options: tuple[Option, ...]) -> Field:
    # The empty choice is one of its own: what was chosen once can be taken back.
    return Field(name=name, label=said, kind=FieldKind.ONE, options=(Option("", "Any"), *options), required=False)


def _options(codes: type[CaseState] | type[WhatFor] | type[Flag]) -> tuple[Option, ...]:
    return tuple(Option(each.value, label(each)) for each in codes)


def _problems(given: Given, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What cannot be looked for, beside what cannot be read."""
    reference, name = given.text("reference"), given.text(_NAME)
    if reference and read_reference(reference) is None:
        yield "reference", "Reference: this is not one. Check each letter and number."
    if name and not search.has_words(name):
        yield _NAME, "Name: type a word of at least two letters."
    since, until = given.day_or_none("since"), given.day_or_none("until")
    if since and until and until < since and not {"since", "until"} & set(known):
        yield "until", "Received to: this is before the first day."


def _sought(given: Given) -> Sought:
    state, what_for, flag = given.text("state"), given.text("what-for"), given.text("flag")
    return Sought(
        reference=read_reference(given.text("reference")) or "",
        since=given.day_or_none("since"),
        until=given.day_or_none("until"),
        team=given.text("team"),
        state=CaseState(state) if state else None,
        what_for=WhatFor(what_for) if what_for else None,
        flag=Flag(flag) if flag else None,
        name=given.text(_NAME),
    )


def _typed(raw: Raw) -> Iterator[tuple[str, str]]:
    """What was typed, to post again with the next page."""
    for name, values in raw.items():
        if name not in {FIELD, _AFTER} and any(values):
            yield name, next(iter(values))


def _rows(found: tuple[Listed, ...], shown: Shown) -> Iterator[Row]:
    for case in found:
        received = drawing.day(case.received_on, short=True)
        stands = drawn_tag(*STATES[case.state])
        cells = (shown.link(case), received, label(case.what_for), stands, shown.teams(case))
        yield Row((*cells, shown.who(case), shown.tags(case)))
