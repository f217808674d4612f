"""What somebody raised, one issue a service, each with its own procedure, team and reasons."""

from dataclasses import dataclass

from portal.council import Council
from portal.representations import Representation
from portal.routing.procedure import Suggestion, suggest
from portal.routing.teams import place
from portal.vocabulary import IssueKind, Procedure, Service, WhatFor


@dataclass(frozen=True, slots=True)
class RoutedIssue:
    """One thing raised, and where it is suggested to go."""

    kind: IssueKind
    service: Service
    procedure: Procedure
    team: str
    because: tuple[str, ...]


_KIND_ONLY = {
    IssueKind.COMPLIMENT: Suggestion(Procedure.COMPLIMENT, ("It is a thank-you: a person reads it and passes it on.",)),
    IssueKind.IDEA: Suggestion(Procedure.IDEA, ("It is an idea: it is answered, with no stages.",)),
}


def route(told: Representation, council: Council) -> tuple[RoutedIssue, ...]:
    """Every issue, complaints first, in the order the services were picked (conversation.md §2)."""
    raised: list[tuple[IssueKind, Service]] = []
    if told.has_complaint:
        raised += [(IssueKind.COMPLAINT, service) for service in told.services]
    if told.has_compliment:
        raised += [(IssueKind.COMPLIMENT, service) for service in told.thanked]
    if told.what_for is WhatFor.IDEA:
        raised += [(IssueKind.IDEA, service) for service in told.services]
    return tuple(_routed(told, kind, service, council) for kind, service in dict.fromkeys(raised))


def _routed(told: Representation, kind: IssueKind, service: Service, council: Council) -> RoutedIssue:
    suggestion = _KIND_ONLY.get(kind) or suggest(told, service)
    placed = place(told, kind, service, suggestion.procedure, council)
    return RoutedIssue(kind, service, suggestion.procedure, placed.team, (*suggestion.because, placed.because))
