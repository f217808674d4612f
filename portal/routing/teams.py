"""Which team has each issue: the council's own ordered rules. The first match wins, the last catches all."""

from dataclasses import dataclass

from portal.council import Council, TeamRule
from portal.representations import Representation
from portal.vocabulary import OUTSIDE_THE_COUNCIL, IssueKind, Procedure, Role, Service


@dataclass(frozen=True, slots=True)
class Placed:
    """A team's key, and why it has the issue."""

    team: str
    because: str


def place(told: Representation, kind: IssueKind, service: Service, procedure: Procedure, council: Council) -> Placed:
    """The team for one issue. What somebody outside answers stays with the complaints role, which passes it on."""
    if procedure in OUTSIDE_THE_COUNCIL:
        team = council.team_for_role(Role.COMPLAINTS)
        return Placed(team.key, "Somebody outside the service answers this, so the complaints role keeps hold of it.")
    rule = next(rule for rule in council.rules if _fits(rule, told, kind, service, procedure))
    return Placed(rule.team, rule.because)


def _fits(rule: TeamRule, told: Representation, kind: IssueKind, service: Service, procedure: Procedure) -> bool:
    return (
        (not rule.kind or kind in rule.kind)
        and (not rule.service or service in rule.service)
        and (not rule.speaker or told.speaker in rule.speaker)
        and (not rule.situation or told.situation in rule.situation)
        and (not rule.procedure or procedure in rule.procedure)
    )
