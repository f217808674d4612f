"""What is said before a case is closed: everything that it leaves open, and nothing where it leaves nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from portal.cases.acts.closing import left_behind, must_be_known
from portal.cases.casefile import (
    ActionOnFile,
    CaseFile,
    EventOnFile,
    FlagOnFile,
    IssueOnFile,
    LetterOnFile,
    OmbudsmanOnFile,
    StageOnFile,
)
from portal.vocabulary import (
    ActionKind,
    CaseState,
    Flag,
    IssueKind,
    OmbudsmanDecision,
    Outcome,
    Procedure,
    Service,
    Stage,
    WhatFor,
)

TODAY, BEST = date(2026, 9, 30), date(2026, 10, 13)
THEN = datetime(2026, 9, 15, 9, 0, tzinfo=UTC)


def issue(number: int = 1, kind: IssueKind = IssueKind.COMPLAINT, outcome: Outcome = Outcome.UPHELD) -> IssueOnFile:
    procedure = Procedure.STATUTORY if kind is IssueKind.COMPLAINT else Procedure.COMPLIMENT
    return IssueOnFile(number, kind, Service.IN_CARE, procedure, "pods", (), TODAY, outcome, ())


def stage(at: Stage = Stage.LOCAL_RESOLUTION, procedure: Procedure = Procedure.STATUTORY) -> StageOnFile:
    day = THEN.date()
    return StageOnFile(procedure, at, day, day, None, None, None, None, None, None, None, day)


def event(number: int, happened: str, **facts: Any) -> EventOnFile:
    return EventOnFile(number, THEN, happened, "staff:x", facts, has_words=False)


REPLIED = event(1, "replied", procedure="statutory", ask_next_stage_by=BEST.isoformat())


def letter(message: str, hours: int = 0) -> LetterOnFile:
    at = THEN + timedelta(hours=hours)
    return LetterOnFile(message, "extension", "statutory", "local-resolution", "staff:x", at, at, "email", message)


def case(**given: Any) -> CaseFile:
    nothing = dict.fromkeys(
        ("flags", "duties", "stages", "people", "actions", "letters", "ombudsman", "compliments", "links", "events"), ()
    )
    codes = {"complainant_group": "child", "channel": "portal", "language": "en_GB", "speaker": None}
    days = {"received_at": THEN, "received_on": THEN.date(), "matched_at": None, "closed_on": None}
    face = {"id": "a", "reference": "BBBB-BBBB", "what_for": WhatFor.COMPLAINT, "state": CaseState.OPEN}
    who = {"restricted": False, "assigned_to": None, "bars": frozenset(), "issues": (issue(),)}
    return CaseFile(**(nothing | codes | days | face | who | given))


def action(number: int, due: date) -> ActionOnFile:
    return ActionOnFile(number, ActionKind.LEARNING, "training", TODAY, due, None, None)


LEFT: dict[str, tuple[CaseFile, tuple[str, ...]]] = {
    "nothing": (case(), ()),
    "stage 2, by a day": (
        case(stages=(stage(),), events=(REPLIED,)),
        ("They can still ask for stage 2, best by 13 October 2026. Open the case again if they do.",),
    ),
    "a panel, with no day known": (
        case(stages=(stage(), stage(Stage.INVESTIGATION))),
        ("They can still ask for a review panel. Open the case again if they do.",),
    ),
    "no stage after the last": (case(stages=(stage(), stage(Stage.REVIEW_PANEL))), ()),
    "no stage for what they withdrew": (case(issues=(issue(outcome=Outcome.WITHDRAWN),), stages=(stage(),)), ()),
    "names": (
        case(restricted=True, flags=(FlagOnFile(Flag.RESTRICTED, "", None),)),
        ("Nobody has matched the names yet. Match them first, so that whoever is named stays kept from it.",),
    ),
    "flags": (
        case(flags=(FlagOnFile(Flag.FREEZE, "", None), FlagOnFile(Flag.CONSENT, "", TODAY))),
        ("Nobody has settled this yet: Asks us to wait with a change.",),
    ),
    "a letter": (
        case(letters=(letter("m"),), events=(event(1, "message-undelivered", message="m"),)),
        ("Extension of 15 September 2026: it did not arrive.",),
    ),
    "no letter where one went since": (
        case(letters=(letter("m"), letter("n", hours=2)), events=(event(1, "message-undelivered", message="m"),)),
        (),
    ),
    "thanks": (
        case(issues=(issue(1), issue(2, IssueKind.COMPLIMENT))),
        ("The thanks of part 2 were not passed on to anybody.",),
    ),
    "learning": (
        case(actions=(action(1, date(2027, 1, 4)), action(2, date(2026, 12, 1)))),
        (
            "2 remedies or pieces of learning are not done yet, due by 1 December 2026. "
            "That stays to be done once it is closed.",
        ),
    ),
    "the Ombudsman": (
        case(ombudsman=(OmbudsmanOnFile("o", TODAY, None, None),)),
        ("The Ombudsman got in touch, and no decision is written down yet.",),
    ),
    "no Ombudsman who decided": (
        case(ombudsman=(OmbudsmanOnFile("o", TODAY, OmbudsmanDecision.UPHELD, TODAY),)),
        (),
    ),
}


@pytest.mark.parametrize("left", LEFT)
def test_what_is_left_is_said(left: str):
    of, expected = LEFT[left]
    assert left_behind(of, TODAY) == expected


def test_after_the_day_a_request_counts_all_the_same():
    (sentence,) = left_behind(LEFT["stage 2, by a day"][0], BEST + timedelta(days=1))
    assert "That was best by 13 October 2026, and later counts too." in sentence


@pytest.mark.parametrize("left", LEFT)
def test_what_nobody_finds_again_has_to_be_known(left: str):
    assert must_be_known(LEFT[left][0]) is (left in {"names", "a letter"})


def test_names_that_are_matched_are_not_spoken_of():
    matched = replace(LEFT["names"][0], matched_at=THEN, flags=())
    assert left_behind(matched, TODAY) == ()
