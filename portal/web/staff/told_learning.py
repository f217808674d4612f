"""“You said, we did”, as staff write it: looked at first, published by a second press, and taken down with a reason.

Looking keeps nothing. What is published is what was looked at, to the letter; it refuses to know how a case is told.
"""

import hmac
from collections.abc import Iterator, Mapping
from uuid import UUID, uuid4

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.cases.access import Viewer
from portal.cases.acts.fields import Field, FieldKind, read
from portal.cases.acts.specs import STAFF, written_by
from portal.cases.references import read_reference
from portal.reports import telling
from portal.reports.telling import LONGEST, CannotTell, Draft, NotAsWritten, Told
from portal.staff import accounts
from portal.vocabulary import Act, Remedy
from portal.vocabulary.labels import label
from portal.web.staff import drawing
from portal.web.staff.access import blueprint, held_token, permits, signed_in
from portal.web.staff.drawing import Fact, Head, Row
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.staff.tags import drawn_tag
from portal.web.wiring import portal

_KEY, _REFERENCE, _NUMBER, _LOOKED = "key", "reference", "number", "looked"
_STANDS = Head("Where it stands", "whole")
_HEADS = (Head("Published", "whole"), "You said", "We did", Head("From case", "whole"), _STANDS)
_LONGEST_NUMBER = 9  # digits; no case has so many actions
#: What such learning comes to, in words that a child reads: to begin with.
_DID: Mapping[Remedy, str] = {
    Remedy.STAFF_REMINDER: "We told our workers again how to do this.",
    Remedy.SUPERVISION: "Our managers now talk about this with each worker.",
    Remedy.TRAINING: "Our workers learned more about this.",
    Remedy.PROCEDURE_CHANGE: "We changed how we do this.",
    Remedy.PRACTICE_AUDIT: "We checked how we work.",
}


@blueprint.get("/learning/told")
@permits(Act.TELL_LEARNING)
def told_learning() -> ResponseReturnValue:
    """All that was told, and what was taken down."""
    with portal().reading() as session:
        entries = telling.entries(session, _viewer())
    return show("staff/learning/told.html", places=places(), heads=_HEADS, rows=tuple(_row(each) for each in entries))


@blueprint.get("/learning/tell")
@permits(Act.TELL_LEARNING)
def tell() -> ResponseReturnValue:
    """The form, empty."""
    return _form(Draft(str(uuid4()), "", ""))


@blueprint.get("/learning/tell/<reference>/<int:number>")
@permits(Act.TELL_LEARNING)
def tell_of(reference: str, number: int) -> ResponseReturnValue:
    """The form for learning that was done. It begins with what kind it is, and none of its words."""
    known = read_reference(reference)
    if known is None or len(str(number)) > _LONGEST_NUMBER:
        abort(404)
    with portal().reading() as session:
        try:
            found = telling.source(session, _viewer(), known, number)
        except CannotTell as refused:
            return _not_now(str(refused))
    if found is None:
        abort(404)
    return _form(Draft(str(uuid4()), "", _DID.get(found.what, ""), known, number), kind=label(found.what))


@blueprint.post("/learning/tell/look")
@permits(Act.TELL_LEARNING)
def look_at_telling() -> ResponseReturnValue:
    """The entry as everybody would read it, with advice. Nothing is kept and nothing published."""
    draft = _draft()
    with portal().reading() as session:
        try:
            advice = telling.looked_over(session, _viewer(), draft)
        except NotAsWritten as refused:
            return _form(draft, problems=refused.problems), 422
        except CannotTell as refused:
            return _not_now(str(refused), draft)
    return _look(draft, advice)


@blueprint.post("/learning/tell")
@permits(Act.TELL_LEARNING)
def publish_telling() -> ResponseReturnValue:
    """Publish what was looked at. What was not, or is not what was looked at any more, is shown first."""
    draft, wired = _draft(), portal()
    if not _was_looked_at(draft):
        return look_at_telling()
    try:
        with wired.writing() as session:
            telling.publish(session, _viewer(), draft, by=written_by(signed_in()), now=wired.now())
    except NotAsWritten as refused:
        return _form(draft, problems=refused.problems), 422
    except CannotTell as refused:
        return _not_now(str(refused), draft)
    return redirect(url_for("staff.told_entry", key=draft.key), 303)


@blueprint.get("/learning/told/<uuid:key>")
@permits(Act.TELL_LEARNING)
def told_entry(key: UUID) -> ResponseReturnValue:
    """One entry, where it stands, and the form that takes it down."""
    return _entry(str(key))


@blueprint.post("/learning/told/<uuid:key>/take-down")
@permits(Act.TELL_LEARNING)
def take_down_told(key: UUID) -> ResponseReturnValue:
    """Take it off the page. A second press changes nothing, and the first reason stands."""
    wired = portal()
    given, problems = read((_WHY,), request.form.to_dict(flat=False))
    if problems:
        return _entry(str(key), problems=problems), 422
    try:
        with wired.writing() as session:
            why, by = given.text(_WHY.name), written_by(signed_in())
            telling.take_down(session, str(key), why, by=by, now=wired.now())
    except CannotTell as refused:
        return _entry(str(key), sentence=str(refused), written=(given.text(_WHY.name),)), 409
    return redirect(url_for("staff.told_entry", key=key), 303)


_WHY = Field(
    name="why",
    label="Why it is taken down",
    kind=FieldKind.LINES,
    hint="Kept with the entry, for staff. Nobody else reads it.",
)


def _viewer() -> Viewer:
    return Viewer.of(signed_in(), portal().council)


def _row(each: Told) -> Row:
    href = url_for("staff.told_entry", key=each.key)
    stands = drawn_tag("Taken down") if each.taken_down_on else drawn_tag("On the page", "green")
    day = Markup('<a href="{}">{}</a>').format(href, drawing.day(each.published_on, short=True))
    return Row((day, each.said, each.did, _case(each), stands))


def _case(each: Told) -> str:
    if not each.reference:
        return ""
    href = url_for("staff.case", reference=each.reference)
    return Markup('<a href="{}">{}</a>').format(href, each.reference)


def _facts(entry: Told, names: Mapping[str, str]) -> Iterator[Fact]:
    yield Fact("Published", entry.published_on)
    yield Fact("By", _named(entry.by, names))
    if entry.reference:
        yield Fact("From case", _case(entry))
    if entry.taken_down_on:
        yield Fact("Taken down", entry.taken_down_on)
        yield Fact("By whom", _named(entry.taken_down_by, names))
        yield Fact("Why", entry.why)


def _draft() -> Draft:
    """What was posted. A key that none of our forms has given is no form of ours."""
    posted = request.form
    try:
        key = str(UUID(posted.get(_KEY, "")))
    except ValueError:
        abort(400)
    reference, number = read_reference(posted.get(_REFERENCE, "")) or "", posted.get(_NUMBER, "0")
    is_number = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER
    if bool(posted.get(_REFERENCE)) != bool(reference) or not is_number:
        abort(400)
    return Draft.of(key, posted.get("said", ""), posted.get("did", ""), reference, int(number))


def _fields(draft: Draft) -> tuple[Field, ...]:
    hint = f"So that a nine-year-old can read it. At most {LONGEST} characters."
    said = "What went wrong or could be better, in your own words: never in theirs."
    return (
        Field(name="said", label="You said", kind=FieldKind.LINES, hint=f"{said} {hint}", preset=draft.said),
        Field(
            name="did", label="We did", kind=FieldKind.LINES, hint=f"What is different now. {hint}", preset=draft.did
        ),
    )


def _hidden(draft: Draft) -> dict[str, str]:
    came_from = {_REFERENCE: draft.reference, _NUMBER: str(draft.number)} if draft.reference else {}
    return {_KEY: draft.key, **came_from}


def _form(draft: Draft, *, kind: str = "", problems: Mapping[str, str] | None = None) -> str:
    return show(
        "staff/learning/tell.html",
        places=places(),
        fields=_fields(draft),
        hidden=_hidden(draft),
        reference=draft.reference,
        kind=kind,
        problems=problems or {},
    )


def _look(draft: Draft, advice: tuple[str, ...]) -> str:
    words = {"said": draft.said, "did": draft.did}
    return show(
        "staff/learning/look.html",
        places=places(),
        draft=draft,
        advice=advice,
        kept={**_hidden(draft), **words, _LOOKED: _mark(portal().settings.secret_key, draft)},
        hidden=_hidden(draft),
        fields=_fields(draft),
    )


def _entry(
    key: str, *, sentence: str = "", written: tuple[str, ...] = (), problems: Mapping[str, str] | None = None
) -> str:
    with portal().reading() as session:
        found = telling.entry(session, _viewer(), key)
        if found is None:
            abort(404)
        names = accounts.names_of(session, {each.removeprefix(STAFF) for each in (found.by, found.taken_down_by)})
    return show(
        "staff/learning/entry.html",
        places=places(),
        entry=found,
        facts=tuple(_facts(found, names)),
        public=url_for("we_did.page", year=found.published_on.year),
        action=url_for("staff.take_down_told", key=key),
        fields=(_WHY,),
        sentence=sentence,
        written=written,
        typed=request.form.to_dict(flat=False) if problems else None,
        problems=problems or {},
    )


def _named(by: str, names: Mapping[str, str]) -> str:
    return names.get(by.removeprefix(STAFF), "Somebody who left")


def _not_now(sentence: str, draft: Draft | None = None) -> ResponseReturnValue:
    """Why it cannot be told, with what was written, to copy."""
    written = tuple(filter(None, (draft.said, draft.did))) if draft else ()
    return show("staff/learning/not_now.html", places=places(), sentence=sentence, written=written), 409


# --- what was looked at


def _was_looked_at(draft: Draft) -> bool:
    posted = request.form.get(_LOOKED, "").encode("utf-8", "replace")
    keys = portal().settings.secret_keys
    return any(hmac.compare_digest(_mark(key, draft).encode(), posted) for key in keys)


def _mark(key: str, draft: Draft) -> str:
    """It counts in the browser that looked, for this form with these words and no others."""
    words = ("staff looked", held_token(), draft.key, draft.reference, str(draft.number), draft.said, draft.did)
    return hmac.digest(key.encode(), "\x00".join(words).encode("utf-8", "surrogatepass"), "sha256").hex()
