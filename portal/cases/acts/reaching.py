"""How they asked to be reached, in every form with a letter in it: said, chosen at first, and ticked for another way.

It opens what they told us for that form only. It refuses to say where they are reached: only how they asked to be.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from portal.cases.acts.fields import Field, FieldKind, Option, Raw
from portal.cases.casefile import CaseFile
from portal.cases.words import told_in
from portal.cases.writing import unasked, way_asked_for, way_that_answers
from portal.vocabulary import LetterHow, ReplyHow

HOW, LETTER, SAFE = "how", "letter", "known_safe"
KNOWN_TO_BE_SAFE = "yes"
UNSURE = "Tick that it is safe for them, or choose the way they asked for."


def as_they_asked(session: Session, case: CaseFile, fields: tuple[Field, ...], raw: Raw | None) -> tuple[Field, ...]:
    """The fields of an act; where a letter goes, with the way they asked for.

    `raw` is what was filled in, once it was: where that goes another way, a field to tick stands below the ways.
    """
    if not {HOW, LETTER} <= {each.name for each in fields}:
        return fields
    chose = told_in(session, case).reply.how
    return tuple(field for each in fields for field in _with_the_way(each, chose, raw))


def _with_the_way(each: Field, chose: ReplyHow | None, raw: Raw | None) -> Sequence[Field]:
    if each.name != HOW:
        return (each,)
    way = replace(each, hint=way_asked_for(chose), preset=way_that_answers(chose))
    how, letter = (next(iter((raw or {}).get(name, ())), "").strip() for name in (HOW, LETTER))
    risk = unasked(LetterHow(how), chose) if letter and how in set(LetterHow) else ""
    return (way, _safe(risk)) if risk else (way,)


def _safe(risk: str) -> Field:
    return Field(
        name=SAFE,
        label="Another way than they asked for",
        kind=FieldKind.SEVERAL,
        hint=risk,
        options=(Option(KNOWN_TO_BE_SAFE, "I know, and it is safe for them"),),
        why_needed=UNSURE,
    )
