"""Every limit as one table, and the dates that follow from what has happened so far.

It refuses to know why a procedure was chosen, who does the work, or whether it was done.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from portal.clocks.limits import TARGET_CEILINGS, Anchor, Example, Limit, Targets, Unit, UnlawfulTarget
from portal.clocks.working_days import WorkingCalendar
from portal.vocabulary import Due, Duty, Procedure

__all__ = [
    "LIMITS",
    "TARGET_CEILINGS",
    "Anchor",
    "Example",
    "Limit",
    "Targets",
    "Unit",
    "UnlawfulTarget",
    "dues",
    "lado_due",
    "leading",
    "limit_for",
    "rests_on_unchecked",
]

#: `undecided` runs the statutory clock until a person decides: the careful guess is the shorter one.
_STATUTORY = frozenset({Procedure.STATUTORY, Procedure.UNDECIDED})
_CORPORATE = frozenset({Procedure.CORPORATE})
_OTHERS = frozenset(
    {
        Procedure.CP_CONFERENCE,
        Procedure.TRIBUNAL,
        Procedure.COURT,
        Procedure.SCHOOL,
        Procedure.IRM,
        Procedure.AGENCY,
        Procedure.OTHER_BODY,
    }
)

_REG = "SI 2006/1738 reg. {}"
_CODE = "Complaint Handling Code"

#: Stage 2 counts from the request or the agreed statement, whichever came first: Ombudsman decisions differ, and the
#: earlier day is safe under each.
_STAGE2 = (Anchor.STAGE2_REQUESTED, Anchor.STAGE2_AGREED)


def _row(
    duty: Duty,
    amount: int,
    runs_from: Anchor | tuple[Anchor, ...],
    procedures: frozenset[Procedure],
    citation: str,
    example: tuple[str, str],
    *,
    target: str | None = None,
    unit: Unit = Unit.WORKING_DAYS,
    restarted_by: Anchor | None = None,
) -> Limit:
    """One row, so that the table reads across: duty, how much, from what, for which procedures, by what rule."""
    anchors = (runs_from,) if isinstance(runs_from, Anchor) else runs_from
    start, due = map(date.fromisoformat, example)
    return Limit(duty, amount, unit, anchors, procedures, citation, Example(start, due), target, restarted_by)


#: Working days but where a row says otherwise. A thank-you has no row: nothing is owed by a date.
LIMITS: tuple[Limit, ...] = (
    # The regulations give no number for acknowledging; the guidance says straight away. Statutory and corporate rows
    # may follow the council's own target; the others keep to three days.
    _row(
        Duty.ACKNOWLEDGEMENT,
        3,
        Anchor.RECEIVED,
        _STATUTORY,
        "the council's target",
        ("2026-08-28", "2026-09-03"),
        target="acknowledgement",
    ),
    _row(
        Duty.ACKNOWLEDGEMENT,
        5,
        Anchor.RECEIVED,
        _CORPORATE,
        "Complaint Handling Code 6.2",
        ("2026-09-01", "2026-09-08"),
        target="corporate_acknowledgement",
    ),
    _row(
        Duty.ACKNOWLEDGEMENT,
        3,
        Anchor.RECEIVED,
        frozenset({Procedure.ADULT_SOCIAL_CARE}),
        "SI 2009/309",
        ("2026-12-24", "2026-12-31"),
    ),
    _row(
        Duty.ACKNOWLEDGEMENT,
        3,
        Anchor.RECEIVED,
        _OTHERS,
        "our promise for every complaint",
        ("2026-09-05", "2026-09-09"),
    ),
    # Stage 1, local resolution. Where a person had to decide first that we may look into it, it runs from that day.
    _row(
        Duty.STAGE1_REPLY,
        10,
        Anchor.RECEIVED,
        _STATUTORY,
        _REG.format(14),
        ("2026-09-01", "2026-09-15"),
        restarted_by=Anchor.DECIDED,
    ),
    _row(
        Duty.STAGE1_LATEST,
        20,
        Anchor.RECEIVED,
        _STATUTORY,
        _REG.format(14),
        ("2026-09-01", "2026-09-29"),
        restarted_by=Anchor.DECIDED,
    ),
    # Stage 2, investigation. The adjudication letter lies inside both limits.
    _row(Duty.STAGE2_REPLY, 25, _STAGE2, _STATUTORY, _REG.format(17), ("2026-09-01", "2026-10-06")),
    _row(Duty.STAGE2_LATEST, 65, _STAGE2, _STATUTORY, _REG.format(17), ("2026-09-01", "2026-12-01")),
    # Stage 3, review panel.
    _row(Duty.STAGE3_PANEL, 30, Anchor.STAGE3_REQUESTED, _STATUTORY, _REG.format(19), ("2026-09-01", "2026-10-13")),
    _row(Duty.STAGE3_REPORT, 5, Anchor.PANEL_MET, _STATUTORY, _REG.format(20), ("2026-10-13", "2026-10-20")),
    _row(Duty.STAGE3_REPLY, 15, Anchor.PANEL_REPORTED, _STATUTORY, _REG.format(20), ("2026-10-20", "2026-11-10")),
    # Corporate stages run from the acknowledgement, not from receipt: the Code's anchor differs from the statute's.
    _row(
        Duty.CORPORATE1_REPLY,
        10,
        Anchor.ACKNOWLEDGED,
        _CORPORATE,
        _CODE,
        ("2026-09-08", "2026-09-22"),
        target="corporate1_reply",
    ),
    _row(
        Duty.CORPORATE1_LATEST,
        20,
        Anchor.ACKNOWLEDGED,
        _CORPORATE,
        _CODE,
        ("2026-09-08", "2026-10-06"),
        target="corporate1_latest",
    ),
    # The request for stage 2 has an event of its own here: statutory stage 2 runs from that day itself, and this one
    # only from its acknowledgement.
    _row(
        Duty.CORPORATE2_ACKNOWLEDGEMENT,
        5,
        Anchor.CORPORATE2_REQUESTED,
        _CORPORATE,
        "Complaint Handling Code 6.2",
        ("2026-10-05", "2026-10-12"),
        target="corporate_acknowledgement",
    ),
    _row(
        Duty.CORPORATE2_REPLY,
        20,
        Anchor.STAGE2_ACKNOWLEDGED,
        _CORPORATE,
        _CODE,
        ("2026-09-01", "2026-09-29"),
        target="corporate2_reply",
    ),
    _row(
        Duty.CORPORATE2_LATEST,
        40,
        Anchor.STAGE2_ACKNOWLEDGED,
        _CORPORATE,
        _CODE,
        ("2026-09-01", "2026-10-27"),
        target="corporate2_latest",
    ),
    # The Act says 30 days beginning with receipt, the regulator counts from the day after. 29 days after is in time
    # under both.
    _row(
        Duty.DP_ACKNOWLEDGEMENT,
        29,
        Anchor.RECEIVED,
        frozenset({Procedure.DATA_PROTECTION}),
        "Data Protection Act 2018 s. 164A",
        ("2026-09-01", "2026-09-30"),
        unit=Unit.CALENDAR_DAYS,
    ),
    _row(
        Duty.ACCESS_REPLY,
        1,
        Anchor.RECEIVED,
        frozenset({Procedure.ACCESS_REQUEST}),
        "UK GDPR Article 12",
        ("2027-01-31", "2027-02-28"),
        unit=Unit.MONTHS,
    ),
    _row(
        Duty.IDEA_REPLY,
        10,
        Anchor.RECEIVED,
        frozenset({Procedure.IDEA}),
        "the council's target",
        ("2026-12-18", "2027-01-06"),
        target="idea_reply",
    ),
    # Runs beside every procedure when a case is flagged: `lado_due`.
    _row(
        Duty.LADO_REFERRAL,
        1,
        Anchor.RECEIVED,
        frozenset(),
        "Working Together to Safeguard Children",
        ("2026-09-04", "2026-09-07"),
    ),
)


def dues(
    procedure: Procedure,
    events: Mapping[Anchor, date],
    calendar: WorkingCalendar,
    targets: Targets,
    *,
    issue: int | None = None,
) -> tuple[Due, ...]:
    """What is owed by a date under one procedure, from the events known so far; earliest first, then by duty.

    `events` holds London dates. A limit whose event is not known yet has no date and is left out.
    """
    owed = [
        _due(limit, anchor, events[anchor], calendar, targets, issue)
        for limit in LIMITS
        if procedure in limit.procedures and (anchor := limit.runs_since(events))
    ]
    return tuple(sorted(owed, key=_soonest))


def lado_due(received: date, calendar: WorkingCalendar) -> Due:
    """When the designated officer must be told of a possible allegation, from the London date it came to notice."""
    (limit,) = (limit for limit in LIMITS if limit.duty is Duty.LADO_REFERRAL)
    return _due(limit, Anchor.RECEIVED, received, calendar, Targets(), None)


def leading(owed: Iterable[Due]) -> tuple[Due, ...]:
    """One due a duty, the earliest: in a case of several issues the shortest clock leads. Earliest first, by duty."""
    first: dict[Duty, Due] = {}
    for due in sorted(owed, key=_soonest):
        first.setdefault(due.duty, due)
    return tuple(first.values())


def limit_for(duty: Duty, procedure: Procedure) -> Limit:
    """The row for one duty under one procedure. Raises LookupError where that procedure has no such duty.

    The referral to the designated officer runs beside every procedure.
    """
    for limit in LIMITS:
        if limit.duty is duty and (procedure in limit.procedures or not limit.procedures):
            return limit
    raise LookupError(f"{procedure} has no {duty}")


def rests_on_unchecked(owed: Iterable[Due], calendar: WorkingCalendar) -> bool:
    """Whether any of these dates was counted in working days past the years whose bank holidays are checked."""
    return any(due.duty in _IN_WORKING_DAYS and not calendar.covers(due.on) for due in owed)


_IN_WORKING_DAYS = frozenset(limit.duty for limit in LIMITS if limit.unit is Unit.WORKING_DAYS)


def _due(
    limit: Limit, anchor: Anchor, since: date, calendar: WorkingCalendar, targets: Targets, issue: int | None
) -> Due:
    on = limit.due(since, calendar, targets)
    because = limit.because(anchor, targets)
    if limit.unit is Unit.WORKING_DAYS and not calendar.covers(on):
        because += f"; the bank holidays of {on.year} have not been checked"
    return Due(limit.duty, on, issue, because)


def _soonest(due: Due) -> tuple[date, Duty, int]:
    return due.on, due.duty, due.issue or 0
