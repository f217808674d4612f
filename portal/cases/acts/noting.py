"""A note to the file, for who works on the case. The complainant may ask to see it one day, as part of their file."""

from datetime import date

from portal.cases.acts.fields import Field, FieldKind
from portal.cases.acts.specs import ActSpec, Asking, Doing
from portal.cases.casefile import CaseFile
from portal.vocabulary import Act, Happened


def _always(_case: CaseFile, _today: date) -> str | None:
    return None


def _fields(_asking: Asking) -> tuple[Field, ...]:
    hint = "Write it so that the person it is about could read it: they may ask to see their file."
    return (Field(name="note", label="Note", kind=FieldKind.LINES, hint=hint),)


def _note(doing: Doing) -> None:
    doing.happened(Happened.NOTED, doing.given.text("note"))


ACTS = (
    ActSpec(
        act=Act.ADD_NOTE,
        label="Add a note",
        rule="SI 2006/1738 reg. 13: a record is kept of each representation.",
        when=_always,
        fields=_fields,
        do=_note,
    ),
)
