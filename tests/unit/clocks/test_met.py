"""Which duties each thing that is done meets."""

import pytest

from portal.clocks.met import MEETS, Done, reply_at
from portal.clocks.running import EXTENSIONS
from portal.clocks.statute import LIMITS
from portal.vocabulary import Duty, Procedure, Stage


def test_every_duty_is_met_by_one_thing_and_everything_meets_one() -> None:
    met = [duty for done in Done for duty in MEETS[done]]
    assert sorted(met) == sorted(Duty)
    assert all(MEETS[done] for done in Done)


def test_an_answer_meets_its_date_and_its_furthest_at_once() -> None:
    for duty, extension in EXTENSIONS.items():
        (meeting,) = (duties for duties in MEETS.values() if duty in duties)
        assert meeting == {duty, extension.furthest}


@pytest.mark.parametrize(
    ("procedure", "replies"),
    [
        (Procedure.STATUTORY, [Done.STAGE1_REPLY, Done.ADJUDICATION, Done.PANEL_ANSWER]),
        (Procedure.UNDECIDED, [Done.STAGE1_REPLY, Done.ADJUDICATION, Done.PANEL_ANSWER]),
        (Procedure.CORPORATE, [Done.CORPORATE1_REPLY, Done.CORPORATE2_REPLY, None]),
        (Procedure.ACCESS_REQUEST, [Done.ACCESS_REPLY, None, None]),
        (Procedure.IDEA, [Done.IDEA_REPLY, None, None]),
        (Procedure.COURT, [None, None, None]),
        (Procedure.DATA_PROTECTION, [None, None, None]),  # answered without delay: no date is set
        (Procedure.COMPLIMENT, [None, None, None]),
    ],
)
def test_what_a_reply_is_at_each_stage(procedure: Procedure, replies: list[Done | None]) -> None:
    assert [reply_at(procedure, stage) for stage in Stage] == replies


@pytest.mark.parametrize("procedure", Procedure)
def test_a_reply_meets_what_that_procedure_owes(procedure: Procedure) -> None:
    owed = {limit.duty for limit in LIMITS if procedure in limit.procedures}
    met = {duty for stage in Stage if (done := reply_at(procedure, stage)) for duty in MEETS[done]}
    others = {
        *(Duty.ACKNOWLEDGEMENT, Duty.DP_ACKNOWLEDGEMENT, Duty.CORPORATE2_ACKNOWLEDGEMENT),
        *(Duty.STAGE3_PANEL, Duty.STAGE3_REPORT),
    }
    assert met == owed - others
