"""Fields that several acts ask, made in one place so that they are asked alike. Knows no act."""

from collections.abc import Iterable
from enum import StrEnum

from portal.cases.acts.fields import Field, FieldKind, Option
from portal.cases.acts.specs import Asking
from portal.cases.casefile import IssueOnFile
from portal.staff import Staff
from portal.vocabulary import LetterHow
from portal.vocabulary.labels import label


def options(codes: Iterable[StrEnum]) -> tuple[Option, ...]:
    """Codes to choose from, in their plain words."""
    return tuple(Option(code.value, label(code)) for code in codes)


def issue_options(issues: Iterable[IssueOnFile]) -> tuple[Option, ...]:
    """Issues to choose from, by number."""
    return tuple(
        Option(str(issue.number), f"{issue.number}. {label(issue.kind)}: {label(issue.service)}") for issue in issues
    )


def people_options(staff: Iterable[Staff]) -> tuple[Option, ...]:
    """Colleagues to choose from, by account."""
    return tuple(Option(each.id, each.name) for each in staff)


def day(asking: Asking, name: str, text: str, *, hint: str = "", required: bool = True) -> Field:
    """A day on which something happened: not before the case was received, and not in the future."""
    return Field(
        name=name,
        label=text,
        kind=FieldKind.DAY,
        hint=hint,
        required=required,
        earliest=asking.case.received_on,
        latest=asking.today,
        why_not_earlier="This is before we received it. Check the date.",
        preset=asking.today,
    )


def why(text: str = "Reason", hint: str = "Kept with the case. Only those who may read its words see it.") -> Field:
    """A reason in words, which is kept sealed."""
    return Field(name="why", label=text, kind=FieldKind.LINES, hint=hint)


def optional_why(text: str, hint: str = "") -> Field:
    """The same, where it may stay empty."""
    return Field(name="why", label=text, kind=FieldKind.LINES, hint=hint, required=False)


def letter(text: str, hint: str = "") -> tuple[Field, Field]:
    """What is written to the complainant, and the way it goes."""
    return (
        Field(name="letter", label=text, kind=FieldKind.LINES, hint=hint),
        Field(
            name="how",
            label="How it reaches them",
            kind=FieldKind.ONE,
            hint="Use the way they asked for. It is shown with the case.",
            options=options(LetterHow),
        ),
    )
