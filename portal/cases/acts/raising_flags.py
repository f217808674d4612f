"""What is only noticed later: somebody may be in danger, was hurt by a worker, or asks us to wait with a change.

Whoever notices says so here; who must know is alerted as for a new case. It refuses to ask for proof.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select, update

from portal.cases import telling
from portal.cases.acts import asked, running
from portal.cases.acts.fields import Field, FieldKind
from portal.cases.acts.first_reading import family
from portal.cases.acts.flagging import raise_flag
from portal.cases.acts.specs import ActSpec, Asking, Doing
from portal.cases.casefile import CaseFile
from portal.cases.handling import case_readers
from portal.cases.models import cases
from portal.cases.words import told_in
from portal.clocks.statute import lado_due
from portal.routing.notices import ALERTED, notices
from portal.vocabulary import Act, Duty, Flag, Happened, Role
from portal.vocabulary.labels import label

#: What a person can notice. Worse treatment has an act of its own; what rules or the post find, they raise themselves.
RAISABLE = (
    Flag.DANGER,
    Flag.LADO,
    Flag.CALL_BACK,
    Flag.FREEZE,
    Flag.URGENT,
    Flag.LATE_REVIEW,
    Flag.SUFFICIENT_INTEREST,
    Flag.CONSENT,
    Flag.ADVOCATE_WANTED,
    Flag.PROCEEDINGS,
)


def _not_raised(case: CaseFile) -> tuple[Flag, ...]:
    return tuple(flag for flag in RAISABLE if not case.flag(flag))


def _may_raise(case: CaseFile, _today: date) -> str | None:
    # Also once it is closed: a child may be in danger then too.
    return None if _not_raised(case) else "Everything that can be flagged is flagged."


def _fields(asking: Asking) -> tuple[Field, ...]:
    return (
        Field(
            name="flag",
            label="What you noticed",
            kind=FieldKind.ONE,
            hint="If a child is in danger now, call 999 first. Harm by a worker keeps the case to few until names are "
            "matched.",
            options=asked.options(_not_raised(asking.case)),
        ),
        asked.why("What makes you think so"),
    )


def _raise(doing: Doing) -> None:
    flag = Flag(doing.given.text("flag"))
    # Noted first: where the case is then kept to few, whoever noticed may not see it any more.
    doing.happened(Happened.NOTED, doing.given.text("why"), flag=flag)
    raise_flag(doing, flag, f"Noticed by staff: {label(flag)}.")
    if flag is Flag.LADO:
        _keep_to_few(doing)
        if not doing.case.open_duties({Duty.LADO_REFERRAL}):
            safety = doing.office.council.team_for_role(Role.SAFETY)
            running.add_duty(doing, lado_due(doing.today, doing.office.calendar), safety.key)
    teams = _alerted(doing, flag)
    if teams:
        office = doing.office
        telling.post_alerts(
            doing.session, doing.case.reference, teams, office.council, office.calendar, office.portal_url, doing.now
        )
        doing.happened(Happened.ALERTED, teams=list(teams), flag=flag)


def _keep_to_few(doing: Doing) -> None:
    """Nobody but its first readers sees it, until somebody has asked who the worker is.

    Nor what was split from it: the same words stand in both.
    """
    for case in family(doing):
        if not case.is_kept_to_few:
            _keep_one(replace(doing, asking=replace(doing.asking, case=case)))


def _keep_one(doing: Doing) -> None:
    of_it = update(cases).where(cases.c.id == doing.case.id)
    doing.session.execute(of_it.values(restricted=True, matched_at=None))
    if not doing.case.restricted:
        doing.session.execute(delete(case_readers).where(case_readers.c.case_id == doing.case.id))
        # The reader from outside, in place of an inbox that whom it is about may read.
        told = told_in(doing.session, doing.case)
        for team in notices(told, (), {Flag.RESTRICTED}, doing.office.council):
            doing.add(case_readers, team=team)
    raise_flag(doing, Flag.RESTRICTED, "Harm by a worker was noticed: a person matches the names first.")


def _alerted(doing: Doing, flag: Flag) -> tuple[str, ...]:
    """The teams of the roles that are alerted of it; the outside reader where a case is kept from one of them."""
    council = doing.office.council
    teams = {council.team_for_role(role).key for role in ALERTED.get(flag, ())}
    readers = set(doing.session.scalars(select(case_readers.c.team).where(case_readers.c.case_id == doing.case.id)))
    if not readers:
        return tuple(sorted(teams))
    kept_from = {key for key in teams if key not in readers}
    return tuple(sorted((teams & readers) | ({council.safety.fallback_reader} if kept_from else set())))


ACTS = (
    ActSpec(
        act=Act.RAISE_FLAG,
        label="Say that something needs looking at",
        rule="Working Together: whoever works with children acts on what they notice. A complaint delays no referral.",
        when=_may_raise,
        fields=_fields,
        do=_raise,
    ),
)
