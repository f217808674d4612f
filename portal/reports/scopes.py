"""Which part of a case a report is about: the procedures of its scope. Pure."""

from dataclasses import replace

from portal.reports.facts import CaseFact, PartFact
from portal.reports.report import Scope
from portal.vocabulary import IssueKind, Procedure

#: What nobody has decided yet runs the children's clock, and counts there until somebody has.
PROCEDURES = {
    Scope.STATUTORY: frozenset({Procedure.STATUTORY, Procedure.UNDECIDED}),
    Scope.CORPORATE: frozenset({Procedure.CORPORATE}),
}
PROCEDURES[Scope.BOTH] = PROCEDURES[Scope.STATUTORY] | PROCEDURES[Scope.CORPORATE]


def within(fact: CaseFact, scope: Scope) -> CaseFact:
    """The same case without the complaints that other procedures answer. Thanks and ideas have none, and stay."""
    inside = PROCEDURES[scope]
    parts = tuple(part for part in fact.parts if part.kind is not IssueKind.COMPLAINT or part.procedure in inside)
    if len(parts) == len(fact.parts):
        return fact
    return replace(fact, parts=parts, stages=tuple(stage for stage in fact.stages if stage.procedure in inside))


def outside(fact: CaseFact) -> tuple[PartFact, ...]:
    """Its complaints that neither procedure answers: passed on, or answered under a law of their own."""
    return tuple(part for part in fact.complaints if part.procedure not in PROCEDURES[Scope.BOTH])
