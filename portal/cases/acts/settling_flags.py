"""Saying that somebody has looked at what was flagged, and why no more is needed. Some flags have acts of their own."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import delete

from portal.cases.acts import asked, flagging, running
from portal.cases.acts.fields import Field, FieldKind, Option
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile
from portal.cases.models import case_duties
from portal.clocks.met import MEETS, Done
from portal.vocabulary import Act, Flag, Happened, StaffRole

#: Settled by what is decided about them.
_BY_ANOTHER_ACT = frozenset(
    {Flag.RESTRICTED, Flag.SUFFICIENT_INTEREST, Flag.LATE_REVIEW, Flag.CONSENT, Flag.FREEZE}
)
#: Somebody may be hurt, or be hurt for telling: settled by who answers for safety, or stands in for them.
_FOR_SAFETY = frozenset({Flag.DANGER, Flag.LADO, Flag.RETALIATION})
_SAFETY_ROLES = frozenset({StaffRole.SAFETY_LEAD, StaffRole.COMPLAINTS_MANAGER, StaffRole.OUTSIDE_READER})
_REFERRED = Option("referred", "We told the designated officer")
_NOT_REFERRED = Option("not-referred", "There was nothing to tell them", "Say why in the reason.")


def _open(case: CaseFile) -> tuple[Flag, ...]:
    return tuple(each.flag for each in case.flags if each.settled_on is None and each.flag not in _BY_ANOTHER_ACT)


def _may_settle(case: CaseFile, _today: date) -> str | None:
    # Also once it is closed: what was flagged is not looked at because a case is.
    return None if _open(case) else "Nothing is flagged that is settled here."


def _fields(asking: Asking) -> tuple[Field, ...]:
    is_theirs = bool(asking.roles & _SAFETY_ROLES)
    theirs = tuple(flag for flag in _open(asking.case) if is_theirs or flag not in _FOR_SAFETY)
    flag = Field(
        name="flag",
        label="What is settled",
        kind=FieldKind.ONE,
        hint="" if is_theirs else "Danger, harm by a worker and worse treatment are settled by the safety lead.",
        options=asked.options(theirs),
        preset=theirs[0] if len(theirs) == 1 else None,
    )
    return (flag, asked.why(), *(_lado_fields(asking) if Flag.LADO in theirs else ()))


def _lado_fields(asking: Asking) -> tuple[Field, Field]:
    return (
        Field(
            name="lado",
            label="For harm by a worker or carer",
            kind=FieldKind.ONE,
            options=(_REFERRED, _NOT_REFERRED),
            required=False,
        ),
        replace(asked.day(asking, "referred_on", "Day the designated officer was told", required=False), preset=None),
    )


def _settle(doing: Doing) -> None:
    flag, lado = Flag(doing.given.text("flag")), doing.given.text("lado")
    on = doing.given.day_or_none("referred_on")
    if flag is not Flag.LADO and (lado or on):
        raise CannotBeDone("Answer this only where harm by a worker or carer is settled.", "lado")
    facts = _referral(doing, lado, on) if flag is Flag.LADO else {}
    flagging.settle(doing, flag)
    doing.happened(Happened.UNFLAGGED, doing.given.text("why"), flag=flag, **facts)


def _referral(doing: Doing, lado: str, on: date | None) -> dict[str, Any]:
    """What was decided about telling the designated officer, with its duty met or no longer owed."""
    if not lado:
        raise CannotBeDone("Say whether the designated officer was told.", "lado")
    if lado == _REFERRED.code and on is None:
        raise CannotBeDone("Enter the day the designated officer was told.", "referred_on")
    if lado == _NOT_REFERRED.code and on:
        raise CannotBeDone("Leave the day empty: nobody was told.", "referred_on")
    if on:
        met = running.meet(doing, MEETS[Done.LADO_REFERRAL], {None}, on)
        return {"lado": lado, "referred_on": on, "duties": [each.duty for each in met]}
    dropped = doing.case.open_duties(MEETS[Done.LADO_REFERRAL])
    for each in dropped:
        doing.session.execute(delete(case_duties).where(case_duties.c.id == each.id))
    return {"lado": lado, "dropped": [f"{each.duty} {each.due_on.isoformat()}" for each in dropped]}


ACTS = (
    ActSpec(
        act=Act.SETTLE_FLAG,
        label="Settle a flag",
        rule="Working Together: an allegation about a worker goes to the designated officer within one working day.",
        when=_may_settle,
        fields=_fields,
        do=_settle,
    ),
)
