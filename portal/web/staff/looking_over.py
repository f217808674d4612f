"""A letter before it goes, exactly as the person gets it, with advice on how it reads. Looking sends nothing."""

from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue

from portal.cases.acts.doing import Form, NotNow, NotPermitted
from portal.cases.acts.fields import read
from portal.cases.reading_replies import checked
from portal.cases.words import told_in
from portal.cases.writing import Preview, preview
from portal.clocks.working_days import london_date
from portal.staff import permitted
from portal.vocabulary import Act, LetterHow, LetterKind, Speaker
from portal.vocabulary.labels import label
from portal.web.staff.access import blueprint, permits
from portal.web.staff.act_forms import (
    SEEN,
    addressed,
    as_not_there,
    asked_page,
    form_of,
    known_act,
    known_reference,
    not_now_page,
    reopen,
    typed_in,
)
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.wiring import portal

_YOUNG = frozenset({Speaker.CHILD, Speaker.CARE_LEAVER})


@blueprint.post("/cases/<reference>/do/<act>/look")
@permits(Act.OPEN)
def look_over(reference: str, act: str) -> ResponseReturnValue:
    """How the letter of an act will reach them. Nothing is kept and nothing sent."""
    wired = portal()
    with wired.writing() as session, as_not_there():
        try:
            reopen(session, known_reference(reference), known_act(act))
            asked = form_of(session, known_reference(reference), known_act(act))
        except NotPermitted:
            return show("staff/access/not_permitted.html"), 403
        except NotNow as refused:
            return not_now_page(known_reference(reference), str(refused)), 409
        given, problems = read(asked.fields, request.form.to_dict(flat=False))
        if problems:
            return asked_page(asked, typed=True, problems=problems), 422
        reply = told_in(session, asked.case).reply
    letter, how = given.text("letter"), given.text("how")
    if not (letter and how):  # where none has to go: what is done without one is looked over all the same
        return _page(asked, letter, None)
    on = london_date(wired.now())
    seen = preview(asked.case, LetterKind.REPLY, letter, LetterHow(how), reply, office=wired.office, on=on)
    if seen.shut:
        return asked_page(asked, typed=True, problems={seen.shut.field: seen.shut.sentence}), 422
    if seen.printed:
        seen = replace(seen, printed=addressed(seen.printed, permitted(asked.asking.roles)))
    return _page(asked, letter, seen)


def _page(asked: Form, letter: str, seen: Preview | None) -> str:
    typed = typed_in()
    return show(
        "staff/case/look_over.html",
        places=places(),
        case=asked.case,
        spec=asked.spec,
        fields=asked.fields,
        how=label(LetterHow(request.form["how"])) if seen else "",
        seen=seen,
        advice=checked(letter, asked.case.speaker in _YOUNG) if letter else (),
        draft=letter if asked.spec.act is Act.DRAFT_REPLY else "",
        typed=typed,
        kept=[(name, value) for name, values in typed.items() for value in values],
        hidden={SEEN: request.form.get(SEEN, "0")},
    )
