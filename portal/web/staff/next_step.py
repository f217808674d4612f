"""What comes next on a case: the alarm or the duty that is due first, and the act of theirs that answers it.

It only points: what may be done at all is what the gate lets be done.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.cases.casefile import CaseFile
from portal.vocabulary import Act, Duty

#: Before anything that has a date. Each is possible only where there is need of it.
_AT_ONCE = (Act.TAKE_ALERT, Act.MATCH_NAMES, Act.ACT_ON_RETALIATION)
_SOON = (
    Act.DECIDE_FREEZE,
    Act.DECIDE_INTEREST,
    Act.DECIDE_LATE,
    Act.READ_COMPLIMENT,
)
_ACKNOWLEDGE = (Act.ACKNOWLEDGE, Act.CONFIRM_ROUTE)
_REPLY = (Act.SEND_REPLY, Act.RECORD_OUTCOME, Act.DRAFT_REPLY)
_STAGE2 = (Act.ADJUDICATE, Act.RECORD_OUTCOME, Act.AGREE_STATEMENT, Act.ACKNOWLEDGE_STAGE2, Act.APPOINT)
#: The acts that lead to a duty's end, the last of them first: the first that is possible is next.
_LEADING_TO = {
    Duty.ACKNOWLEDGEMENT: _ACKNOWLEDGE,
    Duty.DP_ACKNOWLEDGEMENT: _ACKNOWLEDGE,
    Duty.STAGE1_REPLY: _REPLY,
    Duty.STAGE1_LATEST: _REPLY,
    Duty.CORPORATE1_REPLY: _REPLY,
    Duty.CORPORATE1_LATEST: _REPLY,
    Duty.ACCESS_REPLY: _REPLY,
    Duty.IDEA_REPLY: _REPLY,
    Duty.STAGE2_REPLY: _STAGE2,
    Duty.STAGE2_LATEST: _STAGE2,
    Duty.CORPORATE2_ACKNOWLEDGEMENT: (Act.ACKNOWLEDGE_STAGE2,),
    Duty.CORPORATE2_REPLY: (*_REPLY, Act.APPOINT),
    Duty.CORPORATE2_LATEST: (*_REPLY, Act.APPOINT),
    Duty.STAGE3_PANEL: (Act.PANEL_MET, Act.NAME_PANEL),
    Duty.STAGE3_REPORT: (Act.PANEL_REPORTED,),
    Duty.STAGE3_REPLY: (Act.ANSWER_PANEL,),
    Duty.LADO_REFERRAL: (Act.SETTLE_FLAG,),
}
_AFTER = (Act.PASS_ON, Act.REACHED_WORKER)


@dataclass(frozen=True, slots=True)
class NextStep:
    """An act, and by which London date; no date where it comes before every date, or has none."""

    act: Act
    due_on: date | None = None
    is_at_once: bool = False


def next_step(case: CaseFile, possible: Collection[Act]) -> NextStep | None:
    """What comes next for somebody who may do `possible` now; None where nothing waits for them."""
    for act in (*_AT_ONCE, *_SOON):
        if act in possible and (act is not Act.MATCH_NAMES or case.is_kept_to_few):
            return NextStep(act, is_at_once=act in _AT_ONCE)
    still = (each for each in case.duties if each.is_open and not each.held_on)
    for duty in sorted(still, key=lambda each: each.due_on):
        for act in _LEADING_TO.get(duty.duty, ()):
            if act in possible:
                return NextStep(act, duty.due_on)
    return next((NextStep(act) for act in _AFTER if act in possible), None)
