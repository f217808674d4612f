"""The form of one act, as every door of the case file draws it; and what it says where it cannot be done now."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from flask import abort, request

from portal.cases.acts import doing, opening
from portal.cases.acts.doing import Form, NotPermitted, NotSeen
from portal.cases.acts.fields import Field
from portal.cases.casefile import CaseFile
from portal.cases.references import read_reference
from portal.cases.words import told_in, transcript_in
from portal.cases.writing import Printed
from portal.staff import accounts, permitted
from portal.vocabulary import Act
from portal.web.csrf import FIELD
from portal.web.staff.access import signed_in
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.staff.starting_letters import begun
from portal.web.staff.their_words import told
from portal.web.wiring import portal

SEEN = "seen"
_LONGEST_NUMBER = 9  # digits; no case has so many events
_LETTER = "letter"
_WORTH_COPYING = 30  # characters


@dataclass(frozen=True, slots=True)
class FormOnPage(Form):
    """A form, and where it asks for a letter what they told us, as far as whoever writes it may read that."""

    told: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def has_letter(self) -> bool:
        """Is something written to them?"""
        return any(each.name == _LETTER for each in self.fields)

    def around_the_letter(self, without: str = "") -> tuple[tuple[Field, ...], tuple[Field, ...]]:
        """The fields before the letter, and those from it on; all are before where there is none."""
        fields = tuple(each for each in self.fields if each.name != without)
        at = next((place for place, each in enumerate(fields) if each.name == _LETTER), len(fields))
        return fields[:at], fields[at:]


@contextmanager
def as_not_there() -> Iterator[None]:
    """A case that is not theirs to know of is answered as one that is not there."""
    try:
        yield
    except NotSeen:
        abort(404)


def seen_case(session: Any, reference: str) -> CaseFile:
    """The case, for who is signed in; no page where it is not theirs."""
    with as_not_there():
        return doing.seen_by(session, known_reference(reference), signed_in(), portal().office)


def reopen(session: Any, reference: str, act: Act) -> None:
    """Where an opening ended while somebody typed: their press opens the case anew, and is written down like the first.

    Nothing typed may be lost over it. Raises NotSeen, and NotPermitted where the act is not theirs: then nothing opens.
    """
    wired, me = portal(), signed_in()
    case = doing.seen_by(session, reference, me, wired.office)
    if act not in doing.permitted_on(session, case.reference, me, wired.office):
        raise NotPermitted("This is not yours to do on this case.")
    if not opening.is_open_for(case, me, wired.now()):
        opening.open_case(session, reference, by=me, now=wired.now(), office=wired.office)


def form_of(session: Any, reference: str, act: Act) -> FormOnPage:
    """The form of one act for who is signed in. A letter in it begins with our text.

    Where it was posted, it asks what follows from that too. Raises NotSeen, NotPermitted and NotNow.
    """
    wired, raw = portal(), request.form.to_dict(flat=False) if request.method == "POST" else None
    known = accounts.colleagues(session)
    form = doing.form(
        session, reference, act, by=signed_in(), colleagues=known, now=wired.now(), office=wired.office, raw=raw
    )
    asked = FormOnPage(form.spec, form.case, form.fields, form.asking)
    if not asked.has_letter:
        return asked
    never_write = told_in(session, asked.case).reply.never_write
    words = told(transcript_in(session, asked.case), permitted(asked.asking.roles))
    return replace(asked, fields=begun(asked, never_write), told=tuple(words))


def asked_page(asked: FormOnPage, *, typed: bool = False, **given: object) -> str:
    """The page of a form, with what was typed or with its presets. A letter is looked over before it goes."""
    here = f"/staff/cases/{asked.case.reference}/do/{asked.spec.act}"
    before, after = asked.around_the_letter()
    return show(
        "staff/case/act.html",
        places=places(),
        case=asked.case,
        spec=asked.spec,
        before=before,
        after=after,
        told=asked.told,
        action=f"{here}/look" if asked.has_letter else here,
        button="See how it reads" if asked.has_letter else asked.spec.label,
        typed=typed_in() if typed else None,
        warnings=asked.spec.warns(asked.case, asked.asking.today),
        hidden={SEEN: str(asked.case.newest)},
        **given,
    )


def not_now_page(reference: str, sentence: str) -> str:
    """Why an act cannot be done now, with what somebody wrote, to copy."""
    written = [value for values in typed_in().values() for value in values if len(value) > _WORTH_COPYING]
    return show("staff/case/not_now.html", places=places(), reference=reference, sentence=sentence, written=written)


def addressed(sheet: Printed, may: frozenset[Act]) -> Printed:
    """A letter on paper; without where they live, for whoever need not know how they are reached."""
    return sheet if Act.SEE_CONTACT in may else replace(sheet, to=())


def typed_in() -> dict[str, list[str]]:
    """What was typed into the form that was posted."""
    posted: dict[str, list[str]] = request.form.to_dict(flat=False)
    return {name: values for name, values in posted.items() if name not in {FIELD, SEEN}}


def seen_number() -> int:
    """The newest event on the page that was posted from; 0, which is before any, where it names none."""
    seen = request.form.get(SEEN, "")
    return int(seen) if seen.isdecimal() and len(seen) <= _LONGEST_NUMBER else 0


def known_reference(reference: str) -> str:
    """The reference as it is kept; no page where it is none."""
    read = read_reference(reference)
    if read is None:
        abort(404)
    return read


def known_act(code: str) -> Act:
    """The act with this code; no page where there is none."""
    try:
        return Act(code)
    except ValueError:
        abort(404)
