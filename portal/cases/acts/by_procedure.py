"""Which of a case's procedures an act is about. Their stages run apart, so one may allow what another does not.

It refuses to know what any act does: each hands in why it may not be done to a procedure.
"""

from collections.abc import Callable, Iterable

from portal.cases.acts.asked import options
from portal.cases.acts.fields import Field, FieldKind
from portal.cases.acts.specs import Doing
from portal.cases.casefile import CaseFile
from portal.vocabulary import WITHOUT_FINDING, IssueKind, Procedure

#: Why something may not be done now to what goes through one procedure, in a sentence; None where it may.
WhyNot = Callable[[CaseFile, Procedure], str | None]


def under_way(case: CaseFile) -> tuple[Procedure, ...]:
    """The procedures of what is to be answered, each once: complaints and ideas, but for what was withdrawn."""
    owed = (
        issue.procedure
        for issue in case.issues
        if issue.kind is not IssueKind.COMPLIMENT and issue.outcome not in WITHOUT_FINDING
    )
    return tuple(dict.fromkeys(owed))


def ready(case: CaseFile, procedures: Iterable[Procedure], why_not: WhyNot) -> tuple[Procedure, ...]:
    """The procedures it may be done to."""
    return tuple(each for each in procedures if why_not(case, each) is None)


def why_none(case: CaseFile, procedures: Iterable[Procedure], why_not: WhyNot, otherwise: str) -> str | None:
    """Why it may be done to none of them, as the first says; None where it may to one. `otherwise`: there is none."""
    sentences = [why_not(case, each) for each in procedures]
    return None if None in sentences else next(iter(sentences), otherwise)


def which(procedures: tuple[Procedure, ...], preset: Procedure | None = None) -> tuple[Field, ...]:
    """Asks which procedure it is about, where there are several."""
    if len(procedures) == 1:
        return ()
    return (
        Field(
            name="procedure",
            label="Which procedure",
            kind=FieldKind.ONE,
            hint="Parts that go through one procedure are answered together.",
            options=options(procedures),
            preset=preset or procedures[0],
        ),
    )


def chosen(doing: Doing, procedures: tuple[Procedure, ...]) -> Procedure:
    """The procedure that was chosen, or the only one there is to choose."""
    return Procedure(doing.given.text("procedure")) if len(procedures) > 1 else procedures[0]


def numbers(case: CaseFile, procedure: Procedure) -> frozenset[int]:
    """The issues that go through one procedure, whether they are complaints or not."""
    return frozenset(issue.number for issue in case.issues if issue.procedure is procedure)
