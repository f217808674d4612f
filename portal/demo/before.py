"""The list that the made-up council kept before it had this portal, as a spreadsheet saves it: every row says so.

It refuses to know how a list is brought in.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from portal.council import Council
from portal.reports.history.columns import Column
from portal.vocabulary import ComplainantGroup, IssueKind, Outcome, Service, Stage, Theme

Line = dict[Column, str]

#: Days from one complaint to the next, and from one compliment to the next.
_EVERY = {IssueKind.COMPLAINT: 7, IssueKind.COMPLIMENT: 12}
_NO_MORE = "A made-up team that is no more"
#: As often as it stands here.
_SERVICES = (
    *(Service.SOCIAL_WORKER,) * 6,
    *(Service.IN_CARE,) * 5,
    *(Service.DISABILITY,) * 4,
    *(Service.LEAVING_CARE,) * 3,
    *(Service.FOSTERING,) * 2,
    Service.SAFETY_PLAN,
    Service.SEND,
    Service.EARLY_HELP,
    Service.FIRST_CONTACT,
)
_GROUPS = (
    *(ComplainantGroup.PARENT,) * 6,
    *(ComplainantGroup.CHILD,) * 4,
    *(ComplainantGroup.CARE_LEAVER,) * 2,
    ComplainantGroup.RELATIVE,
    ComplainantGroup.FOSTER_CARER,
    ComplainantGroup.ADVOCATE,
)
_THEMES = (
    *(Theme.COMMUNICATION,) * 4,
    *(Theme.DELAY,) * 4,
    *(Theme.STAFF_CONDUCT,) * 3,
    *(Theme.NOT_LISTENED,) * 3,
    *(Theme.DECISION,) * 2,
    *(Theme.NO_OR_POOR_SERVICE,) * 2,
    Theme.FAMILY_TIME,
    Theme.MONEY,
)
_OUTCOMES = (
    *(Outcome.UPHELD,) * 3,
    *(Outcome.PARTLY_UPHELD,) * 3,
    *(Outcome.NOT_UPHELD,) * 4,
    Outcome.NO_FINDING,
    Outcome.WITHDRAWN,
)
_STAGES = (*(Stage.LOCAL_RESOLUTION,) * 12, *(Stage.INVESTIGATION,) * 2, Stage.REVIEW_PANEL)
_OMBUDSMAN = (*("none",) * 14, "made", "made", "investigated-not-upheld", "investigated-upheld")
#: Calendar days to the answer: ten working days are fourteen of them, where no holiday lies between.
_DAYS = (5, 8, 9, 11, 12, 13, 14, 14, 18, 23, 27, 34)
#: Nobody of that list waits longer than this for an answer.
LONGEST = timedelta(days=max(_DAYS))
_LEARNING = (
    *("",) * 7,
    "Made up: say in the letter who answers next",
    "Made up: ask the child before the meeting; Made up: send the notes within a week",
)


def write_list(path: Path, council: Council, first: date, last: date) -> None:
    """Write what was received between two London dates, both included; the same each time for the same dates."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(Column))
        writer.writeheader()
        writer.writerows(_lines(council, first, last))


def _lines(council: Council, first: date, last: date) -> Iterator[Line]:
    chance = Random(f"the made-up years from {first.year}")  # noqa: S311 - nothing here is secret
    days = (last - first).days + 1
    for kind, every in _EVERY.items():
        for number, start in enumerate(range(0, days, every), start=1):
            received = first + timedelta(days=min(start + chance.randrange(every), days - 1))
            reference = f"MADE-UP-{kind[:6]}-{number:03}".upper()
            yield {**_about(kind, reference, received, council, chance), **_answer(kind, received, chance)}


def _about(kind: IssueKind, reference: str, received: date, council: Council, chance: Random) -> Line:
    service = chance.choice(_SERVICES)
    rule = next(rule for rule in council.rules if not rule.service or service in rule.service)
    return {
        Column.REFERENCE: reference,
        Column.KIND: kind,
        Column.RECEIVED: received.isoformat(),
        Column.SERVICE: service,
        Column.TEAM: _NO_MORE if service is Service.FIRST_CONTACT else rule.team,
        Column.COMPLAINANT_GROUP: chance.choice(_GROUPS),
    }


def _answer(kind: IssueKind, received: date, chance: Random) -> Line:
    """Nothing is owed for thanks."""
    if kind is IssueKind.COMPLIMENT:
        return {}
    outcome = chance.choice(_OUTCOMES)
    replied = received + timedelta(days=chance.choice(_DAYS))
    return {
        Column.THEMES: "; ".join(dict.fromkeys(chance.choices(_THEMES, k=chance.choice((1, 1, 2))))),
        Column.STAGE: chance.choice(_STAGES),
        Column.REPLIED: "" if outcome is Outcome.WITHDRAWN else replied.isoformat(),
        Column.OUTCOME: outcome,
        Column.OMBUDSMAN: chance.choice(_OMBUDSMAN),
        Column.LEARNING: chance.choice(_LEARNING),
    }
