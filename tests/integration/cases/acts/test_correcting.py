"""Something in an answer that was sent is put right: one letter more, which moves no date and changes no finding."""

from dataclasses import replace

import pytest

from portal.cases.acts.doing import NotFilledIn, NotNow, NotPermitted
from portal.cases.posted import letters_to
from portal.db import transaction
from portal.vocabulary import Act, StaffRole
from tests.integration.cases.acts.carried import LETTER, Carried, adjudicated, answered, at_stage2, waiting
from tests.integration.cases.acts.conftest import StaffDesk

WRONG = {"why": "Zebedee read another file.", **LETTER}


def kinds(carried: Carried) -> list[tuple[str, str | None]]:
    return sorted((each.kind, each.stage) for each in carried.case.letters if each.sent_at)


@pytest.mark.parametrize(
    ("bring", "kind", "stage"),
    [
        (answered, "reply", "local-resolution"),
        (at_stage2, "reply", "local-resolution"),  # stage 2 is not answered yet: it is the first that was
        (adjudicated, "adjudication", "investigation"),
    ],
)
def test_it_stands_beside_what_was_sent_and_moves_nothing(desk: StaffDesk, bring, kind: str, stage: str):  # type: ignore[no-untyped-def]
    carried = bring(desk)
    before = carried.case
    after = carried.does(Act.SEND_CORRECTION, **WRONG)
    assert kinds(carried).count((kind, stage)) == 2
    unmoved = replace(before, letters=after.letters, events=after.events)
    assert after == unmoved
    assert carried.facts("corrected").keys() == {"procedure", "stage", "how", "letter"}
    assert desk.written(carried.reference, "corrected") == WRONG["why"]


def test_they_read_it_behind_their_code(desk: StaffDesk):
    carried = answered(desk)
    carried.does(Act.SEND_CORRECTION, **WRONG | {"letter": "The day was the third."})
    with transaction(desk.engine, writes=False) as session:
        assert "The day was the third." in [each.body for each in letters_to(session, carried.case.id)]


def test_also_once_it_is_closed(desk: StaffDesk):
    carried = answered(desk)
    carried.does(Act.CLOSE, why="Made up.")
    carried.does(Act.SEND_CORRECTION, **WRONG)


def test_not_before_anything_was_answered_and_not_by_who_answers_nobody(desk: StaffDesk):
    carried = waiting(desk)
    with pytest.raises(NotNow, match="Nothing was answered yet"):
        carried.does(Act.SEND_CORRECTION, **WRONG)
    carried.does(Act.SEND_REPLY, **LETTER)
    with pytest.raises(NotPermitted):
        carried.does(Act.SEND_CORRECTION, by=desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",)), **WRONG)
    with pytest.raises(NotFilledIn):
        carried.does(Act.SEND_CORRECTION, why="", **LETTER)
