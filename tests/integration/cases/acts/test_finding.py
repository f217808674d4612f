"""What was found, and what follows from it: said plainly, changed openly, settled with proof or with a reason."""

from datetime import date, timedelta

import pytest

from portal.cases.acts.doing import NotFilledIn, NotNow, NotPermitted, form
from portal.cases.models import issues
from portal.db import transaction
from portal.vocabulary import Act, ActionKind, Outcome, Service, StaffRole, WhatFor
from tests.integration.cases.acts.brought_to import FOUND, acknowledged, closed, confirmed, found, last, received
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

WEDNESDAY, IN_A_MONTH = date(2026, 9, 2), date(2026, 10, 1)
WHAT, OWNER, PROOF = "A letter that says sorry to Zebedee.", "Ottoline, team manager", "Zebedee has the letter."


def found_that(desk: StaffDesk, reference: str, outcome: str, **given: object):  # type: ignore[no-untyped-def]
    return desk.does(reference, Act.RECORD_OUTCOME, **({"outcome": outcome, "why": FOUND} | given))  # type: ignore[arg-type]


def choices(desk: StaffDesk, reference: str, act: Act, name: str) -> list[str]:
    with transaction(desk.engine, writes=False) as session:
        asked = form(session, reference, act, by=MANAGER, colleagues=(), now=desk.now, office=desk.office)
    return [option.code for each in asked.fields if each.name == name for option in each.options]


# --- what was found


@pytest.mark.parametrize("outcome", ["upheld", "partly-upheld", "not-upheld", "no-finding"])
def test_each_part_has_a_finding_of_its_own(desk: StaffDesk, outcome: str):
    reference = acknowledged(desk, received(desk, Service.IN_CARE, Service.SOCIAL_WORKER))
    case = found_that(desk, reference, outcome, issue="2")
    assert [issue.outcome for issue in case.complaints] == [None, Outcome(outcome)]
    assert last(case, "outcome-recorded") == {
        "issue": 2,
        "procedure": "statutory",
        "stage": "local-resolution",
        "outcome": outcome,
        "was_outcome": None,
    }
    assert desk.written(reference, "outcome-recorded") == FOUND


def test_the_first_part_without_a_finding_stands_there_at_first(desk: StaffDesk):
    reference = acknowledged(desk, received(desk, Service.IN_CARE, Service.SOCIAL_WORKER))
    found_that(desk, reference, "upheld")
    case = found_that(desk, reference, "not-upheld")
    assert [issue.outcome for issue in case.complaints] == [Outcome.UPHELD, Outcome.NOT_UPHELD]


def test_a_finding_is_changed_and_the_old_one_kept(desk: StaffDesk):
    reference = found(desk, received(desk))
    case = found_that(desk, reference, "partly-upheld", why="One page of it was wrong.")
    facts = last(case, "outcome-recorded")
    assert (facts["was_outcome"], facts["outcome"]) == ("upheld", "partly-upheld")
    assert [event.happened for event in case.events].count("outcome-recorded") == 2


def test_nobody_finds_that_it_was_withdrawn(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    assert "withdrawn" not in choices(desk, reference, Act.RECORD_OUTCOME, "outcome")
    with pytest.raises(NotFilledIn) as refused:
        found_that(desk, reference, "withdrawn")
    assert set(refused.value.problems) == {"outcome"}


def test_a_finding_is_said_in_words(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    with pytest.raises(NotFilledIn) as refused:
        found_that(desk, reference, "upheld", why="  ")
    assert refused.value.problems == {"why": "The finding: write something here."}
    assert desk.file(reference).complaints[0].outcome is None


def test_a_part_nobody_has_confirmed_has_no_finding_yet(desk: StaffDesk):
    reference = received(desk, Service.IN_CARE, Service.SOCIAL_WORKER)
    with pytest.raises(NotNow, match="Confirm the procedure of every part first"):
        found_that(desk, reference, "upheld")
    desk.does(reference, Act.CONFIRM_ROUTE, issue="1")
    assert choices(desk, reference, Act.RECORD_OUTCOME, "issue") == ["1"]


def test_thanks_and_ideas_have_no_finding(desk: StaffDesk):
    for what_for in (WhatFor.THANKS, WhatFor.IDEA):
        reference = received(desk, what_for=what_for)
        with pytest.raises(NotNow, match="There is no complaint in this case"):
            found_that(desk, reference, "upheld")


def test_what_was_withdrawn_is_not_judged(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    of = desk.file(reference).id
    with transaction(desk.engine, writes=True) as session:
        session.execute(issues.update().where(issues.c.case_id == of).values(outcome=Outcome.WITHDRAWN))
    with pytest.raises(NotNow, match="Every part of it was withdrawn"):
        found_that(desk, reference, "upheld")


# --- remedies and learning


def promised(desk: StaffDesk, reference: str, act: Act = Act.ADD_REMEDY, **given: object):  # type: ignore[no-untyped-def]
    filled = {"what": "apology", "words": WHAT, "owner": OWNER, "due": IN_A_MONTH}
    if act is Act.ADD_LEARNING:
        filled |= {"what": "training"}
    return desk.does(reference, act, **(filled | given))  # type: ignore[arg-type]


def settled(desk: StaffDesk, reference: str, done: str = "done", **given: object):  # type: ignore[no-untyped-def]
    return desk.does(reference, Act.SETTLE_ACTION, **({"done": done, "why": PROOF} | given))  # type: ignore[arg-type]


def test_remedies_and_learning_are_counted_together(desk: StaffDesk):
    reference = found(desk, received(desk))
    promised(desk, reference)
    case = promised(desk, reference, Act.ADD_LEARNING)
    assert [(each.number, each.kind, each.what, each.agreed_on, each.due_on) for each in case.actions] == [
        (1, ActionKind.REMEDY, "apology", date(2026, 9, 1), IN_A_MONTH),
        (2, ActionKind.LEARNING, "training", date(2026, 9, 1), IN_A_MONTH),
    ]
    assert last(case, "remedy-added") == {"action": 1, "remedy": "apology", "due_on": "2026-10-01"}
    assert last(case, "learning-added") == {"action": 2, "remedy": "training", "due_on": "2026-10-01"}


@pytest.mark.parametrize(("due", "may"), [(date(2026, 9, 1), True), (date(2026, 8, 31), False)])
def test_it_is_done_today_or_later(desk: StaffDesk, due: date, may: bool):
    reference = found(desk, received(desk))
    if may:
        assert promised(desk, reference, due=due).actions[0].due_on == due
    else:
        with pytest.raises(NotFilledIn) as refused:
            promised(desk, reference, due=due)
        assert refused.value.problems == {"due": "Done by: this date has gone by. Choose today or a later day."}


def test_it_says_what_whose_and_by_when(desk: StaffDesk):
    reference = found(desk, received(desk))
    for act in (Act.ADD_REMEDY, Act.ADD_LEARNING):
        with pytest.raises(NotFilledIn) as refused:
            promised(desk, reference, act, what="", words="", owner="", due=None)
        assert set(refused.value.problems) == {"what", "words", "owner", "due"}
    assert desk.file(reference).actions == ()


def test_what_is_for_one_child_and_what_is_for_everybody_are_kept_apart(desk: StaffDesk):
    reference = found(desk, received(desk))
    remedies = choices(desk, reference, Act.ADD_REMEDY, "what")
    learning = choices(desk, reference, Act.ADD_LEARNING, "what")
    assert set(remedies) & set(learning) == {"other"}
    assert "apology" in remedies
    assert "practice-audit" in learning


def test_a_team_manager_adds_both_and_an_investigator_learning(desk: StaffDesk):
    reference = found(desk, received(desk))
    theirs = desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",))
    promised(desk, reference, by=theirs)
    promised(desk, reference, Act.ADD_LEARNING, by=theirs)
    with pytest.raises(NotPermitted):
        found_that(desk, reference, "upheld", by=theirs)
    with pytest.raises(NotPermitted):
        promised(desk, reference, by=desk.joins(StaffRole.SENIOR))


def test_there_is_no_remedy_without_a_complaint_but_there_is_learning(desk: StaffDesk):
    reference = received(desk, what_for=WhatFor.THANKS)
    with pytest.raises(NotNow, match="There is no complaint in this case"):
        promised(desk, reference)
    assert len(promised(desk, reference, Act.ADD_LEARNING).actions) == 1


@pytest.mark.parametrize(
    ("done", "on", "in_time"),
    [
        ("done", IN_A_MONTH, True),
        ("done", IN_A_MONTH + timedelta(days=1), False),
        ("not-done", WEDNESDAY, False),
    ],
)
def test_what_became_of_it_is_said_with_proof_or_with_a_reason(desk: StaffDesk, done: str, on: date, in_time: bool):
    reference = found(desk, received(desk))
    promised(desk, reference)
    case = settled(desk.on(on), reference, done)
    assert (case.actions[0].done, case.actions[0].settled_on) == (done == "done", on)
    assert last(case, "action-settled") == {
        "action": 1,
        "kind": "remedy",
        "remedy": "apology",
        "done": done == "done",
        "on": on.isoformat(),
        "due_on": "2026-10-01",
        "in_time": in_time,
    }


def test_only_what_is_open_is_settled_and_only_once(desk: StaffDesk):
    reference = found(desk, received(desk))
    with pytest.raises(NotNow, match="Nothing is open that was to be done"):
        settled(desk, reference)
    promised(desk, reference)
    promised(desk, reference, Act.ADD_LEARNING)
    settled(desk, reference, action="2")
    assert choices(desk, reference, Act.SETTLE_ACTION, "action") == ["1"]
    with pytest.raises(NotFilledIn) as refused:
        settled(desk, reference, action="2")
    assert set(refused.value.problems) == {"action"}


def test_it_was_not_done_before_it_was_agreed_nor_tomorrow_nor_without_a_word(desk: StaffDesk):
    reference = found(desk, received(desk))
    promised(desk.on(WEDNESDAY), reference)
    with pytest.raises(NotFilledIn) as refused:
        settled(desk, reference, on=date(2026, 9, 1))
    assert refused.value.problems == {"on": "Day it was done, or was given up: it was agreed on 2 September 2026."}
    for given in ({"on": date(2026, 9, 3)}, {"why": ""}):
        with pytest.raises(NotFilledIn) as refused:
            settled(desk, reference, **given)
        assert set(refused.value.problems) == set(given)


def test_what_was_promised_can_be_done_after_the_case_is_closed(desk: StaffDesk):
    reference = found(desk, received(desk))
    promised(desk, reference)
    closed(desk, reference)
    for act in (Act.RECORD_OUTCOME, Act.ADD_REMEDY, Act.ADD_LEARNING, Act.EXTEND, Act.HOLD, Act.RESUME,
                Act.DRAFT_REPLY, Act.SEND_REPLY, Act.WRITE_AGREEMENT):  # fmt: skip
        with pytest.raises(NotNow, match="This case is closed"):
            desk.does(reference, act)
    settled(desk, reference)


def test_a_confirmed_case_needs_no_acknowledgement_for_a_finding(desk: StaffDesk):
    assert found_that(desk, confirmed(desk, received(desk)), "upheld").complaints[0].outcome is Outcome.UPHELD
