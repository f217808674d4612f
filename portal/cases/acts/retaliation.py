"""Somebody is treated worse for having told us: that is said here, a person is alerted at once, and sees to it.

It refuses to wait for proof, and to ask whether a case is closed: the promise that nobody gets into trouble has no end.
"""

from datetime import date

from sqlalchemy import select

from portal.cases.acts import asked
from portal.cases.acts.fields import Field, FieldKind, spoken
from portal.cases.acts.flagging import raise_flag, settle
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile
from portal.cases.handling import case_readers
from portal.clocks.working_days import london_date
from portal.council import Team
from portal.outbox import post
from portal.outbox.fillings import Link, Reference
from portal.outbox.messages import Alert
from portal.vocabulary import Act, Flag, Happened, Language, Role

BECAUSE = "Somebody says they are treated worse for having told us."


def _always(_case: CaseFile, _today: date) -> str | None:
    return None


def _report_fields(_asking: Asking) -> tuple[Field, ...]:
    return (
        Field(
            name="words",
            label="What has happened to them",
            kind=FieldKind.LINES,
            hint="In their own words, as far as you can. The safety team is alerted at once. You need no proof.",
        ),
    )


def _report(doing: Doing) -> None:
    team = _alerted(doing)
    doing.happened(Happened.RETALIATION_REPORTED, doing.given.text("words"))
    raise_flag(doing, Flag.RETALIATION, BECAUSE)
    # Again for each report, also while the flag is raised: it may have got worse.
    reference, office = Reference(doing.case.reference), doing.office
    read_by = office.council.safety.read_by(doing.now, office.calendar.not_working)
    alert = Alert(reference=reference, link=Link(office.portal_url, reference), read_by=read_by)
    post(doing.session, alert, to=team.inbox, language=Language.ENGLISH, now=doing.now)
    doing.happened(Happened.ALERTED, teams=[team.key], flag=Flag.RETALIATION)


def _alerted(doing: Doing) -> Team:
    """The safety team; where a restricted case was kept from it, the reader from outside who stands in for it."""
    council = doing.office.council
    safety = council.team_for_role(Role.SAFETY)
    if not doing.case.restricted:
        return safety
    told = select(case_readers.c.team).where(case_readers.c.case_id == doing.case.id)
    return safety if safety.key in set(doing.session.scalars(told)) else council.team(council.safety.fallback_reader)


def _may_act(case: CaseFile, _today: date) -> str | None:
    return None if case.flag(Flag.RETALIATION) else "Nobody has reported that, or it was seen to."


def _reported_on(case: CaseFile) -> date | None:
    reported = case.happened(Happened.RETALIATION_REPORTED)
    return london_date(reported.at) if reported else None


def _act_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        Field(
            name="words",
            label="What was done",
            kind=FieldKind.LINES,
            hint="Who spoke with them and with whom else, what stopped, and who looks whether it stays so.",
        ),
        asked.day(asking, "on", "Day it was done"),
    )


def _act(doing: Doing) -> None:
    on, reported_on = doing.given.day("on"), _reported_on(doing.case)
    if reported_on and on < reported_on:
        raise CannotBeDone(f"Day it was done: it was reported on {spoken(reported_on)}.", "on")
    settle(doing, Flag.RETALIATION)
    doing.happened(Happened.RETALIATION_ACTED_ON, doing.given.text("words"), on=on, reported_on=reported_on)


ACTS = (
    ActSpec(
        act=Act.REPORT_RETALIATION,
        label="Report that they are treated worse for it",
        rule="Our promise: you will not get into trouble for telling us, and it will not change the help you get.",
        when=_always,
        fields=_report_fields,
        do=_report,
    ),
    ActSpec(
        act=Act.ACT_ON_RETALIATION,
        label="Say what was done about it",
        rule="Our promise: you will not get into trouble for telling us, and it will not change the help you get.",
        when=_may_act,
        fields=_act_fields,
        do=_act,
    ),
)
