"""A letter before it goes, exactly as the person gets it, with advice on how it reads. Looking sends nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from portal.cases.acts.doing import NotNow, NotPermitted
from portal.cases.acts.fields import Given, read, spoken
from portal.cases.acts.reaching import SAFE
from portal.cases.gaps import filled
from portal.cases.named_days import first_after
from portal.cases.reading_replies import checked
from portal.cases.words import told_in
from portal.cases.writing import Preview, preview
from portal.clocks.working_days import london_date
from portal.staff import permitted
from portal.vocabulary import Act, Language, LetterHow, LetterKind, Register
from portal.vocabulary.labels import label
from portal.web.staff.access import blueprint, permits
from portal.web.staff.act_forms import (
    SEEN,
    FormOnPage,
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
from portal.web.staff.starting_letters import promised_until, register_of
from portal.web.staff.ways import KEEP_DRAFT, button
from portal.web.wiring import portal

#: Letters that promise a day. In any other a later day may be meant for something else.
_PROMISING = frozenset({Act.ACKNOWLEDGE, Act.ACKNOWLEDGE_STAGE2, Act.EXTEND})


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
        problems.pop(SAFE, None)  # it is asked beside the letter, once that was looked at
        if problems:
            return asked_page(asked, typed=True, problems=problems), 422
        reply = told_in(session, asked.case).reply
    letter, how = filled(given.text("letter"), given.values, Language(asked.case.language)), given.text("how")
    if not (letter and how):  # where none has to go: what is done without one is looked over all the same
        return _page(asked, given, letter, None)
    on = london_date(wired.now())
    seen = preview(asked.case, LetterKind.REPLY, letter, LetterHow(how), reply, office=wired.office, on=on)
    if seen.shut:
        return asked_page(asked, typed=True, problems={seen.shut.field: seen.shut.sentence}), 422
    if seen.printed:
        seen = replace(seen, printed=addressed(seen.printed, permitted(asked.asking.roles)))
    return _page(asked, given, letter, seen)


def _page(asked: FormOnPage, given: Given, letter: str, seen: Preview | None) -> str:
    typed = typed_in()
    before, after = asked.around_the_letter(without=SAFE)
    is_draft = asked.spec.act is Act.DRAFT_REPLY
    otherwise = KEEP_DRAFT if is_draft else asked.spec.label
    how = LetterHow(request.form["how"]) if seen else None
    return show(
        "staff/case/look_over.html",
        places=places(),
        case=asked.case,
        spec=asked.spec,
        before=before,
        after=after,
        told=asked.told,
        safe=tuple(each for each in asked.fields if each.name == SAFE) if seen else (),
        how=label(how) if how else "",
        seen=seen,
        advice=checked(letter, register_of(asked.case) is Register.CHILD) if letter else (),
        later=tuple(_later_than_promised(asked, given, letter)),
        draft=letter if is_draft else "",
        typed=typed,
        kept=[(name, value) for name, values in typed.items() for value in values if name != SAFE],
        hidden={SEEN: request.form.get(SEEN, "0")},
        press=button(how) if how else otherwise,
    )


def _later_than_promised(asked: FormOnPage, given: Given, letter: str) -> Iterator[str]:
    """A day in the letter that is later than any that is promised with it."""
    if asked.spec.act not in _PROMISING:
        return
    is_new = asked.spec.act is Act.EXTEND
    promised: date | None = given.day("until") if is_new else promised_until(asked, given.text("procedure"))
    named = first_after(letter, promised, asked.asking.today) if promised else None
    if named and promised:
        yield f"The letter names {spoken(named)}. {'The new date is' if is_new else 'We promised'} {spoken(promised)}."
