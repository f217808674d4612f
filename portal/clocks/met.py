"""Which duties each thing that is done meets, and what a reply is at each stage of each procedure.

It refuses to know who did it and when: acts say that it was done.
"""

from collections.abc import Mapping
from enum import StrEnum

from portal.vocabulary import Duty, Procedure, Stage


class Done(StrEnum):
    """What is done that meets duties. The council's receipt is none of these: a machine acknowledges nothing."""

    ACKNOWLEDGEMENT = "acknowledgement"  # a person confirmed the points, the procedure and whom to ask
    STAGE1_REPLY = "stage1-reply"
    ADJUDICATION = "adjudication"  # the letter that ends stage 2
    PANEL_MEETING = "panel-meeting"
    PANEL_REPORT = "panel-report"
    PANEL_ANSWER = "panel-answer"  # the council's own, to the panel's report
    CORPORATE1_REPLY = "corporate1-reply"
    CORPORATE2_ACKNOWLEDGEMENT = "corporate2-acknowledgement"
    CORPORATE2_REPLY = "corporate2-reply"
    ACCESS_REPLY = "access-reply"
    IDEA_REPLY = "idea-reply"
    LADO_REFERRAL = "lado-referral"


#: Every duty is met by one thing. A reply meets its ordinary date and its furthest at once.
MEETS: Mapping[Done, frozenset[Duty]] = {
    Done.ACKNOWLEDGEMENT: frozenset({Duty.ACKNOWLEDGEMENT, Duty.DP_ACKNOWLEDGEMENT}),
    Done.STAGE1_REPLY: frozenset({Duty.STAGE1_REPLY, Duty.STAGE1_LATEST}),
    Done.ADJUDICATION: frozenset({Duty.STAGE2_REPLY, Duty.STAGE2_LATEST}),
    Done.PANEL_MEETING: frozenset({Duty.STAGE3_PANEL}),
    Done.PANEL_REPORT: frozenset({Duty.STAGE3_REPORT}),
    Done.PANEL_ANSWER: frozenset({Duty.STAGE3_REPLY}),
    Done.CORPORATE1_REPLY: frozenset({Duty.CORPORATE1_REPLY, Duty.CORPORATE1_LATEST}),
    Done.CORPORATE2_ACKNOWLEDGEMENT: frozenset({Duty.CORPORATE2_ACKNOWLEDGEMENT}),
    Done.CORPORATE2_REPLY: frozenset({Duty.CORPORATE2_REPLY, Duty.CORPORATE2_LATEST}),
    Done.ACCESS_REPLY: frozenset({Duty.ACCESS_REPLY}),
    Done.IDEA_REPLY: frozenset({Duty.IDEA_REPLY}),
    Done.LADO_REFERRAL: frozenset({Duty.LADO_REFERRAL}),
}

_FIRST, _SECOND, _THIRD = Stage.LOCAL_RESOLUTION, Stage.INVESTIGATION, Stage.REVIEW_PANEL
_REPLIES: Mapping[tuple[Procedure, Stage], Done] = {
    (Procedure.STATUTORY, _FIRST): Done.STAGE1_REPLY,
    (Procedure.STATUTORY, _SECOND): Done.ADJUDICATION,
    (Procedure.STATUTORY, _THIRD): Done.PANEL_ANSWER,
    (Procedure.CORPORATE, _FIRST): Done.CORPORATE1_REPLY,
    (Procedure.CORPORATE, _SECOND): Done.CORPORATE2_REPLY,
    (Procedure.ACCESS_REQUEST, _FIRST): Done.ACCESS_REPLY,
    (Procedure.IDEA, _FIRST): Done.IDEA_REPLY,
}


def reply_at(procedure: Procedure, stage: Stage) -> Done | None:
    """What the council's reply is at a stage of a procedure; None where no date is set for one.

    What is not decided yet runs as the statutory procedure.
    """
    known = Procedure.STATUTORY if procedure is Procedure.UNDECIDED else procedure
    return _REPLIES.get((known, stage))
