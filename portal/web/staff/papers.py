"""What is printed of a case: a letter to post or to read out, and the card that a worker gets."""

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.cases.acts import doing, opening, thanking
from portal.cases.casefile import CaseFile
from portal.cases.words import words_in
from portal.cases.writing import Printed, printed
from portal.clocks.working_days import london_date
from portal.tagged_pdf import as_pdf, can_make_pdf
from portal.vocabulary import Act, LetterHow, LetterKind
from portal.web.staff.access import blueprint, permits, signed_in
from portal.web.staff.act_forms import addressed, seen_case
from portal.web.staff.drawing import Card
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.wiring import portal


@blueprint.get("/cases/<reference>/letters/<letter_id>")
@permits(Act.READ_WORDS)
def letter(reference: str, letter_id: str) -> ResponseReturnValue:
    """One letter as it is printed, for who opened the case."""
    case, sheet = _sheet(reference, letter_id)
    if sheet is None:
        return redirect(url_for("staff.case", reference=case.reference), 303)
    pdf = url_for("staff.letter_as_pdf", reference=case.reference, letter_id=letter_id) if can_make_pdf() else ""
    return show("staff/case/letter.html", places=places(), case=case, letter=sheet, pdf=pdf)


@blueprint.get("/cases/<reference>/letters/<letter_id>/pdf")
@permits(Act.READ_WORDS)
def letter_as_pdf(reference: str, letter_id: str) -> ResponseReturnValue:
    """The same as a PDF with tags, where this machine can make one."""
    if not can_make_pdf():
        abort(404)
    case, sheet = _sheet(reference, letter_id)
    if sheet is None:
        return redirect(url_for("staff.case", reference=case.reference), 303)
    made = as_pdf(render_template("staff/case/letter_pdf.html", letter=sheet))
    return Response(made, mimetype="application/pdf", headers={"Content-Disposition": "inline; filename=letter.pdf"})


def _sheet(reference: str, letter_id: str) -> tuple[CaseFile, Printed | None]:
    """A letter on paper; None for who has not opened the case a short while ago."""
    wired = portal()
    with wired.reading() as session:
        case = seen_case(session, reference)
        may = doing.permitted_on(session, case.reference, signed_in(), wired.office)
        if not _is_theirs_to_read(case, may):
            return case, None
        sent = next((each for each in case.letters if each.id == letter_id and each.sent_at and each.how), None)
        if sent is None or sent.sent_at is None or sent.how is None:
            abort(404)
        words = words_in(session, case)
    sheet = printed(
        case,
        LetterKind(sent.kind),
        words.letters[letter_id],
        LetterHow(sent.how),
        words.told.reply,
        council=wired.council,
        on=london_date(sent.sent_at),
    )
    return case, addressed(sheet, may)


@blueprint.get("/cases/<reference>/cards/<int:issue>")
@permits(Act.READ_WORDS)
def card(reference: str, issue: int) -> ResponseReturnValue:
    """The card of one compliment, once it has been passed on."""
    wired = portal()
    with wired.reading() as session:
        case = seen_case(session, reference)
        if not _is_theirs_to_read(case, doing.permitted_on(session, case.reference, signed_in(), wired.office)):
            return redirect(url_for("staff.case", reference=case.reference), 303)
        if not any(each.issue == issue and each.passed_on for each in case.compliments):
            abort(404)
        made = thanking.card_of(session, case, issue)
    drawn = Card(
        to=made.worker, words=made.words, sender=made.sender, day=case.received_on, council=wired.council.short_name
    )
    return show("staff/case/card.html", places=places(), case=case, card=drawn)


def _is_theirs_to_read(case: CaseFile, may: frozenset[Act]) -> bool:
    return Act.READ_WORDS in may and opening.is_open_for(case, signed_in(), portal().now())
