"""What a council may set for itself, and where it must stop."""

from datetime import date

import pytest

from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.statute import LIMITS, TARGET_CEILINGS, Anchor, Limit, Targets, UnlawfulTarget, dues
from portal.vocabulary import Duty, Procedure

ENGLAND = england_and_wales()
TUESDAY = date(2026, 9, 1)


def owed(procedure: Procedure, targets: Targets) -> dict[str, str]:
    found = dues(procedure, {Anchor.RECEIVED: TUESDAY}, ENGLAND, targets)
    return {due.duty: due.on.isoformat() for due in found}


@pytest.mark.parametrize("limit", [limit for limit in LIMITS if limit.target], ids=lambda limit: limit.target)
def test_a_target_starts_from_the_number_in_the_table(limit: Limit) -> None:
    assert limit.allows(Targets()) == limit.amount


def test_a_council_may_promise_an_acknowledgement_and_an_answer_to_ideas_sooner() -> None:
    sooner = Targets(acknowledgement=1, idea_reply=5)

    assert owed(Procedure.STATUTORY, sooner)["acknowledgement"] == "2026-09-02"
    assert owed(Procedure.IDEA, sooner)["idea-reply"] == "2026-09-08"
    assert owed(Procedure.CORPORATE, sooner)["acknowledgement"] == "2026-09-08"


def test_a_slower_council_target_leaves_the_limits_of_the_law_alone() -> None:
    slower = Targets(acknowledgement=5)

    assert owed(Procedure.STATUTORY, slower) == {
        "acknowledgement": "2026-09-08",
        "stage1-reply": "2026-09-15",
        "stage1-latest": "2026-09-29",
    }
    assert owed(Procedure.ADULT_SOCIAL_CARE, slower)["acknowledgement"] == "2026-09-04"


def test_a_council_that_answers_corporate_complaints_in_20_days_says_so_in_the_reason() -> None:
    events = {Anchor.ACKNOWLEDGED: TUESDAY}

    found = dues(Procedure.CORPORATE, events, ENGLAND, Targets(corporate1_reply=20))
    (reply,) = (due for due in found if due.duty is Duty.CORPORATE1_REPLY)

    assert reply.on == date(2026, 9, 29)
    assert reply.because == "20 working days from the day a person acknowledged it (the council's own target)"


@pytest.mark.parametrize(("name", "ceiling"), TARGET_CEILINGS.items())
def test_no_target_may_go_past_its_ceiling(name: str, ceiling: int) -> None:
    with pytest.raises(UnlawfulTarget, match=f"1 to {ceiling}") as refused:
        Targets(**{name: ceiling + 1})

    assert refused.value.name == name


@pytest.mark.parametrize("name", ["acknowledgement", "idea_reply"])
def test_a_target_is_at_least_one_day(name: str) -> None:
    with pytest.raises(UnlawfulTarget, match="is 0"):
        Targets(**{name: 0})


def test_a_corporate_reply_cannot_be_due_after_its_latest_day() -> None:
    with pytest.raises(UnlawfulTarget, match="corporate1_latest is 10") as refused:
        Targets(corporate1_reply=15, corporate1_latest=10)

    assert refused.value.name == "corporate1_reply"
