"""Made-up facts, for tests that count them."""

from datetime import date

from portal.reports.facts import CaseFact, PartFact, StageFact
from portal.vocabulary import Channel, ComplainantGroup, IssueKind, Outcome, Procedure, Service, Stage, Theme

RECEIVED = date(2016, 4, 4)
DUE = date(2016, 4, 18)
COUNTED_ON = date(2017, 6, 1)


def part(
    outcome: Outcome | None = Outcome.UPHELD,
    *themes: Theme,
    team: str = "pods",
    procedure: Procedure = Procedure.STATUTORY,
    service: Service = Service.SOCIAL_WORKER,
) -> PartFact:
    return PartFact(IssueKind.COMPLAINT, procedure, team, service, outcome, themes)


def thanks(team: str = "pods") -> PartFact:
    return PartFact(IssueKind.COMPLIMENT, Procedure.COMPLIMENT, team, Service.IN_CARE)


def stage1(answered_on: date | None = DUE, **more: object) -> StageFact:
    known: dict[str, object] = {"due_on": DUE, "first_due_on": DUE, "answered_on": answered_on}
    return StageFact(Procedure.STATUTORY, Stage.LOCAL_RESOLUTION, RECEIVED, **(known | more))  # type: ignore[arg-type]


def case(*parts: PartFact, stages: tuple[StageFact, ...] | None = None, **more: object) -> CaseFact:
    known: dict[str, object] = {
        "reference": "MADE-UP",
        "received_on": RECEIVED,
        "group": ComplainantGroup.PARENT,
        "channel": Channel.PORTAL,
        "parts": parts or (part(),),
        "stages": (stage1(),) if stages is None else stages,
    }
    return CaseFact(**(known | more))  # type: ignore[arg-type]
